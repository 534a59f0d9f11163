"""Whom a family can call: the zorgcoördinator of their plan."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import F, FilteredRelation, Q

from toegang.models import Deelname, Plekstatus

BEWAARD = 60
"""Seconds in which another zorgcoördinator, or another number, shows on every page."""


@dataclass(frozen=True)
class Bellen:
    """Name, role, telephone and hours of the zorgcoördinator; the last two may be empty."""

    naam: str
    rol: str
    telefoon: str
    wanneer: str


def bellen_van(deelname: Deelname, rol: str) -> Bellen | None:
    """Return whom to call; None when the zorgcoördinator is who asks, or there is none.

    Args:
        deelname: the seat of who reads.
        rol: how the zorgcoördinator is called ("uw zorgcoördinator").
    """
    if deelname.is_zorgcoordinator:
        return None
    sleutel = f"bellen:{deelname.plan_id}"
    wie: tuple[str, str, str] | None = cache.get(sleutel)
    if wie is None:
        wie = _coordinator(deelname)
        cache.set(sleutel, wie, BEWAARD)
    naam, telefoon, wanneer = wie
    return Bellen(naam, rol, telefoon, wanneer) if naam else None


def _coordinator(deelname: Deelname) -> tuple[str, str, str]:
    """Return name, telephone (the one at work first) and hours; empty without one."""
    rijen = Deelname.objects.filter(
        plan=deelname.plan_id, is_zorgcoordinator=True, status=Plekstatus.ACTIEF
    )
    hier = Q(gebruiker__werk__organisatie=F("organisatie"))
    rij = (
        rijen.annotate(hier=FilteredRelation("gebruiker__werk", condition=hier))
        .values_list("naam", "gebruiker__telefoon", "hier__telefoon", "hier__bereikbaar")
        .first()
    )
    if rij is None:
        return "", "", ""
    naam, telefoon, werktelefoon, wanneer = rij
    return naam, werktelefoon or telefoon or "", wanneer or ""
