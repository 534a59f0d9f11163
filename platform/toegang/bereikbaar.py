"""Whom a family can call: the zorgcoördinator, loaded together with the seat."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery

from gebruikers.models import Medewerker
from toegang.models import Deelname, Plekstatus


@dataclass(frozen=True)
class Bellen:
    """Name, role, telephone and hours of the zorgcoördinator; the last two may be empty."""

    naam: str
    rol: str
    telefoon: str
    wanneer: str


def met_coordinator(deelnames: QuerySet[Deelname]) -> QuerySet[Deelname]:
    """Load with each seat whom its family can call."""
    coordinator = Deelname.objects.filter(
        plan=OuterRef("plan"), is_zorgcoordinator=True, status=Plekstatus.ACTIEF
    )
    werk = Medewerker.objects.filter(
        gebruiker__deelnames__plan=OuterRef("plan"),
        gebruiker__deelnames__is_zorgcoordinator=True,
        gebruiker__deelnames__status=Plekstatus.ACTIEF,
        organisatie=F("gebruiker__deelnames__organisatie"),
    )
    return deelnames.annotate(
        zc_naam=Subquery(coordinator.values("naam")[:1]),
        zc_telefoon=Subquery(coordinator.values("gebruiker__telefoon")[:1]),
        zc_werktelefoon=Subquery(werk.values("telefoon")[:1]),
        zc_wanneer=Subquery(werk.values("bereikbaar")[:1]),
    )


def bellen_van(deelname: Deelname, rol: str) -> Bellen | None:
    """Return whom to call; None when the zorgcoördinator is who asks, or there is none.

    Args:
        deelname: the seat of who reads, loaded with ``met_coordinator``.
        rol: how the zorgcoördinator is called ("uw zorgcoördinator").
    """
    geladen = vars(deelname)
    naam = geladen.get("zc_naam")
    if not naam or deelname.is_zorgcoordinator:
        return None
    telefoon = geladen.get("zc_werktelefoon") or geladen.get("zc_telefoon") or ""
    return Bellen(naam, rol, telefoon, geladen.get("zc_wanneer") or "")
