"""What a receiver does with notices: read them, and choose how they come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from notifications import soorten
from notifications.models import Bericht, Bezorgwijze, Mailstatus, Voorkeur

if TYPE_CHECKING:
    from gebruikers.models import Gebruiker

WACHTEND = (Mailstatus.WACHT, Mailstatus.DAGELIJKS)
WIJZE_MAIL: dict[str, str] = {
    Bezorgwijze.DIRECT: Mailstatus.WACHT,
    Bezorgwijze.DAGELIJKS: Mailstatus.DAGELIJKS,
    Bezorgwijze.GEEN: Mailstatus.GEEN,
}


def mark_read(*, actor: Gebruiker, now: datetime) -> int:
    """Mark all that is shown to this person as read; return how many were not."""
    return Bericht.objects.filter(
        ontvanger=actor, gelezen_op__isnull=True, zichtbaar_vanaf__lte=now
    ).update(gelezen_op=now)


@transaction.atomic
def choose_delivery(keuzes: Mapping[str, str], *, actor: Gebruiker, now: datetime) -> None:
    """Keep how this person wants the mail of each group (``Groep`` → ``Bezorgwijze``).

    What waits already follows the new choice.
    """
    for groep, wijze in keuzes.items():
        Voorkeur.objects.update_or_create(gebruiker=actor, groep=groep, defaults={"wijze": wijze})
        codes = [s.code for s in soorten.alle() if s.groep == groep and not s.verplicht]
        Bericht.objects.filter(ontvanger=actor, soort__in=codes, mail__in=WACHTEND).update(
            mail=WIJZE_MAIL[wijze]
        )
