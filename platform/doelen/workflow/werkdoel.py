"""Small steps towards a goal."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Max

from doelen import rechten
from doelen.models import Doel, Werkdoel
from gezinsplan.versies import VerouderdError, schrijf

if TYPE_CHECKING:
    from toegang.access import Plek


@transaction.atomic
def add_werkdoel(doel: Doel, *, tekst: str, actor: Plek, now: datetime) -> Werkdoel:
    """Add a step after the others; PermissionDenied for who may not write the goal."""
    rechten.eis_schrijven(actor, doel)
    hoogste = doel.werkdoelen.aggregate(n=Max("volgorde"))["n"]
    return Werkdoel.objects.create(doel=doel, tekst=tekst, volgorde=(hoogste or 0) + 1)


@transaction.atomic
def edit_werkdoel(
    werkdoel: Werkdoel, versie: int, *, tekst: str, actor: Plek, now: datetime
) -> None:
    """Change the words of a step.

    Raises:
        PermissionDenied: for who may not write the goal.
        VerouderdError: when it changed since ``versie``.
    """
    rechten.eis_schrijven(actor, werkdoel.doel)
    schrijf(werkdoel, versie, tekst=tekst)


@transaction.atomic
def tick_werkdoel(werkdoel: Werkdoel, *, klaar: bool, actor: Plek, now: datetime) -> None:
    """Tick a step off, or take a mistaken tap back. Says what it becomes, so twice is no harm."""
    rechten.eis_schrijven(actor, werkdoel.doel)
    werkdoel.klaar_op = actor.vandaag if klaar else None
    Werkdoel.objects.filter(pk=werkdoel.pk).update(
        klaar_op=werkdoel.klaar_op, versie=F("versie") + 1
    )


@transaction.atomic
def remove_werkdoel(werkdoel: Werkdoel, versie: int, *, actor: Plek, now: datetime) -> None:
    """Take a step away.

    Raises:
        PermissionDenied, VerouderdError: as :func:`edit_werkdoel`.
    """
    rechten.eis_schrijven(actor, werkdoel.doel)
    aantal, _ = Werkdoel.objects.filter(pk=werkdoel.pk, versie=versie).delete()
    if not aantal:
        raise VerouderdError(Werkdoel.objects.get(pk=werkdoel.pk), {})
