"""Who reads of an emergency afterwards: the family, its zorgcoördinator, and who judges it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from toegang.noodinzage.models import Noodinzage

if TYPE_CHECKING:
    from gebruikers.models import Gebruiker
    from toegang.access import Plek


def gekeken_in_nood(plek: Plek) -> QuerySet[Noodinzage]:
    """Return who read this plan in an emergency, as far as this seat is told."""
    rijen = Noodinzage.objects.filter(plan=plek.plan).select_related("organisatie")
    return rijen if plek.is_coordinator else rijen.filter(verteld_op__isnull=False)


def te_beoordelen_door(beheer: Gebruiker) -> QuerySet[Noodinzage]:
    """Return what functional management may judge: of its own gemeente, where it has one."""
    rijen = Noodinzage.objects.select_related("organisatie", "plan__gemeente")
    return rijen.filter(plan__gemeente=beheer.gemeente_id) if beheer.gemeente_id else rijen
