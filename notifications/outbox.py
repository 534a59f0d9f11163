"""Queueing: a notification is written in the transaction that causes it, or not at all."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import structlog
from django.db import transaction

from notifications.models import Bericht, Bezorgwijze, Mailstatus, Voorkeur
from notifications.soorten import Soort
from notifications.tasks import bezorg
from notifications.workflow import WIJZE_MAIL

if TYPE_CHECKING:
    from gebruikers.models import Gebruiker
    from gezinsplan.models import Gezinsplan

log = structlog.get_logger(__name__)


def queue(
    soort: Soort,
    *,
    ontvanger: Gebruiker,
    sleutel: str,
    now: datetime,
    plan: Gezinsplan | None = None,
    object_id: UUID | None = None,
    vanaf: datetime | None = None,
    context: dict[str, Any] | None = None,
) -> Bericht | None:
    """Queue one notification; return None when ``sleutel`` was queued for this receiver before.

    ``sleutel`` is what makes it the same notice (``f"{actie.id}:{deadline}:voor"``), ``object_id``
    what it is about (the kind knows in which table), ``vanaf`` the moment before which it is not
    shown or mailed, ``context`` technical facts only. Without an e-mail address it shows in the
    app only. Must be called inside the transaction of the cause.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("queue() belongs in the transaction that causes the notification")
    moment = vanaf or now
    bericht, nieuw = Bericht.objects.get_or_create(
        sleutel=f"{soort.code}:{ontvanger.pk}:{sleutel}",
        defaults={
            "soort": soort.code,
            "ontvanger": ontvanger,
            "plan": plan,
            "object_id": object_id,
            "context": context or {},
            "gemaakt_op": now,
            "zichtbaar_vanaf": moment,
            **_mail(soort, ontvanger, moment),
        },
    )
    if nieuw and bericht.mail == Mailstatus.WACHT and moment <= now:
        transaction.on_commit(_kick, robust=True)
    return bericht if nieuw else None


def _mail(soort: Soort, ontvanger: Gebruiker, moment: datetime) -> dict[str, Any]:
    """Return how the mail of a new row stands. Its address is asked again at sending."""
    if soort.mail is None:
        return {"mail": Mailstatus.GEEN}
    wijze = Bezorgwijze.DIRECT if soort.verplicht else wijze_van(ontvanger, soort.groep)
    return {"mail": WIJZE_MAIL[wijze], "mail_vanaf": moment}


def wijze_van(gebruiker: Gebruiker, groep: str) -> str:
    """Return how this person wants the mail of this group: direct, unless they chose otherwise."""
    keuze = Voorkeur.objects.filter(gebruiker=gebruiker, groep=groep).first()
    return keuze.wijze if keuze else Bezorgwijze.DIRECT


def _kick() -> None:
    """Ask a worker to look now. With the broker away the minutely sweep finds the row."""
    try:
        bezorg.apply_async(retry=False)
    except bezorg.OperationalError:
        log.warning("broker away; the sweep will deliver")
