"""How people at a table are named and drawn, and what planning knows of each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from rondetafel import scheduling
from toegang.access import plekken_bij
from toegang.beslissers import VOLWASSEN
from toegang.models import Sectie
from toegang.woorden import CHIP

if TYPE_CHECKING:
    from gebruikers.models import Leefgebied
    from gezinsplan.models import Gezinslid
    from rondetafel.models import Uitnodiging, Verhindering
    from toegang.access import Plek
    from toegang.models import Deelname


@dataclass(frozen=True)
class Mens:
    """Somebody at the table as a screen shows them."""

    id: UUID
    naam: str
    heet: str
    onder: str
    soort: str


def is_gezin(deelname: Deelname) -> bool:
    """Whether a parent or jeugdige sits here: without one of them there is no table."""
    return CHIP[deelname.rol] == "gezin"


def roepnaam(deelname: Deelname) -> str:
    """Return how this person is called at the table."""
    if deelname.lid is not None:
        return deelname.lid.voornaam
    return deelname.naam.split(" ")[0]


def roepnamen(deelnames: Iterable[Deelname]) -> dict[UUID, str]:
    """Return what to call each in a sentence: the full name where a first name is shared."""
    rijen = list(deelnames)
    vaak = Counter(roepnaam(d) for d in rijen)
    return {d.pk: d.naam if vaak[roepnaam(d)] > 1 else roepnaam(d) for d in rijen}


def mens(deelname: Deelname, vandaag: date) -> Mens:
    """Return the person with the line that says who they are."""
    soort = CHIP[deelname.rol]
    heet = deelname.naam if soort == "professional" else roepnaam(deelname)
    return Mens(deelname.pk, deelname.naam, heet, _onder(deelname, vandaag), soort)


def _onder(deelname: Deelname, vandaag: date) -> str:
    if deelname.lid is not None:
        jaren = deelname.lid.leeftijd(vandaag)
        if jaren < VOLWASSEN:
            return deelname.lid.leeftijd_in_woorden(vandaag)
        return str(deelname.lid.get_verwantschap_display())
    wat = deelname.functie
    if deelname.jim_van is not None:
        jim = _("JIM van %(naam)s") % {"naam": deelname.jim_van.voornaam}
        return f"{wat}, {jim}" if wat else jim
    if deelname.organisatie is not None and not deelname.is_zorgcoordinator:
        return f"{wat}, {deelname.organisatie.naam}" if wat else deelname.organisatie.naam
    return wat


def gast(
    uitnodiging: Uitnodiging,
    vandaag: date,
    *,
    kantooruren: bool = False,
    schooltijd: bool = False,
    bezet: Mapping[UUID, list[tuple[datetime, datetime]]] | None = None,
    verhinderd: Mapping[UUID, list[Verhindering]] | None = None,
) -> scheduling.Gast:
    """Return what planning needs to know of one guest; the two maps are by account."""
    deelname = uitnodiging.deelname
    lid, wie = deelname.lid, deelname.gebruiker_id
    regels = verhinderd.get(wie, []) if verhinderd and wie else []
    return scheduling.Gast(
        deelname.pk,
        verplicht=uitnodiging.verplicht,
        gezin=is_gezin(deelname),
        kantooruren=kantooruren and CHIP[deelname.rol] == "professional",
        schooltijd=schooltijd and lid is not None and lid.leeftijd(vandaag) < VOLWASSEN,
        bezet=tuple(bezet.get(wie, ())) if bezet and wie else (),
        verhinderd=tuple(
            scheduling.Verhinderd(v.dag, v.vanaf, v.tot, v.van, v.tot_en_met, v.reden)
            for v in regels
        ),
    )


def lezers(
    deelnames: Iterable[Deelname],
    betreft: Gezinslid | None,
    leefgebied: Leefgebied | None,
    schrijver: Plek,
) -> list[str]:
    """Return what to call everyone who would read an agenda item with this scope.

    As ``Agendapunt.objects.visible_to``: who has the section, and sees the leefgebied of whom it
    concerns; the zorgcoördinator, and who wrote it.
    """
    plekken = plekken_bij(deelnames, now=schrijver.now, bij=schrijver)
    namen = roepnamen(plek.deelname for plek in plekken)
    over = betreft.pk if betreft else None
    zelf = schrijver.deelname.pk
    wie = []
    for plek in plekken:
        pk = plek.deelname.pk
        leest = plek.ziet_sectie(Sectie.RONDETAFELS) and (
            leefgebied is None or plek.ziet(over, leefgebied)
        )
        if leest or pk == zelf:
            wie.append(_("u") if pk == zelf else namen[pk])
    return wie
