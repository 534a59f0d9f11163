"""What is done to actions at a round table, by who keeps its minutes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from acties import berichten
from acties.models import GEVRAAGD, Actiehouder, Houderantwoord
from notifications.outbox import queue
from toegang.access import actieve_deelnames
from toegang.policy import Handeling

if TYPE_CHECKING:
    from toegang.access import Plek


class Tafel(Protocol):
    """What a verb must know of the table at which it is done (``rondetafel.Rondetafel``)."""

    id: UUID
    plan_id: UUID
    notulist_id: UUID | None


def eis_notuleren(actor: Plek, tafel: Tafel) -> None:
    """Raise PermissionDenied unless the actor keeps the minutes of this table of this plan."""
    if tafel.plan_id != actor.plan.pk:
        raise PermissionDenied("deze tafel hoort bij een ander plan")
    actor.eis(Handeling.NOTULEREN, tafel)


@transaction.atomic
def announce(*, actor: Plek, now: datetime, tafel: Tafel) -> None:
    """Tell everybody, once, that they agreed to do something at this table.

    One notice per person, however many actions. Call it in the transaction that closes the table.
    """
    eis_notuleren(actor, tafel)
    houders = Actiehouder.objects.filter(
        actie__plan=actor.plan, actie__tafel_id=tafel.id, actie__status__in=GEVRAAGD
    ).exclude(antwoord=Houderantwoord.NEE)
    for zetel in actieve_deelnames(now).filter(pk__in=houders.values("deelname")):
        if zetel.gebruiker is not None:
            queue(
                berichten.AFGESPROKEN,
                ontvanger=zetel.gebruiker,
                sleutel=str(tafel.id),
                now=now,
                plan=actor.plan,
                object_id=tafel.id,
            )
