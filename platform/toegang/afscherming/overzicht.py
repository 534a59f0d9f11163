"""What is hidden at a plan, as one reader may know it, and what they could hide. Reads only.

Nobody learns here what is hidden from themselves: of those rows there is no trace, no count and no
gap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from gebruikers.models import Leefgebied
from gezinsplan.models import Gezinslid
from toegang import wie
from toegang.access import Plek
from toegang.afscherming.bronnen import BRONNEN
from toegang.afscherming.models import LEEFGEBIED, SECTIE, Afscherming
from toegang.afscherming.schild import geldend, is_voor
from toegang.beslissers import beslissers_op
from toegang.models import Deelname, Sectie
from toegang.zetels import deelnames_voor


@dataclass(frozen=True)
class Ding:
    """One thing that can be hidden, or is."""

    soort: str
    id: UUID | None
    code: str
    naam: str
    noemt: Sequence[str]
    betreft: Sequence[Gezinslid]

    @property
    def sleutel(self) -> str:
        """How a form names it."""
        return f"{self.soort}:{self.id or self.code}"


@dataclass(frozen=True)
class Groep:
    """Things of one kind, under their heading."""

    kop: str
    dingen: list[Ding]


@dataclass(frozen=True)
class Regel:
    """One row as the reader may know it."""

    afscherming: Afscherming
    naam: str


def mag_verbergen(plek: Plek, betreft: Sequence[Gezinslid], voor: Deelname) -> bool:
    """Whether this seat may hide what concerns these members from that person, or show it again.

    The zorgcoördinator of profession may, on a ground. Who decides about it may, from whoever does
    not decide about it too: a parent does not keep the other from what concerns their child.
    """
    if voor.is_zorgcoordinator or is_voor(voor, plek.deelname):
        return False
    if plek.is_coordinator and plek.lid is None:
        return True
    zelf, ander = plek.als_beslisser(), beslissers_op(voor)
    groepen = plek.groepen(betreft)
    return (
        plek.deelname.beslist_mee
        and bool(groepen)
        and all(zelf & g.allen and not ander & g.allen for g in groepen)
    )


def mag_tonen(plek: Plek, betreft: Sequence[Gezinslid], voor: Deelname) -> bool:
    """Whether this seat knows that this is hidden, and may show it again.

    The zorgcoördinator of profession, and who decides about any of whom it concerns; never the
    person it is hidden from.
    """
    if is_voor(voor, plek.deelname):
        return False
    if plek.is_coordinator and plek.lid is None:
        return True
    return plek.deelname.beslist_mee and plek.beslist_over(betreft)


def personen(plek: Plek) -> list[Deelname]:
    """Return from whom something could be hidden: who sits there or is to come, but oneself."""
    rijen = deelnames_voor(plek).filter(status__in=wie.LOPEND, is_zorgcoordinator=False)
    return [d for d in rijen if not is_voor(d, plek.deelname)]


def get_persoon(plek: Plek, deelname_id: str) -> Deelname:
    """Return one of them.

    Raises:
        Http404: when nobody this seat knows of has this id.
    """
    for deelname in personen(plek):
        if str(deelname.pk) == deelname_id:
            return deelname
    raise Http404("Deze persoon zit niet aan tafel.")


def te_verbergen(plek: Plek, voor: Deelname) -> list[Groep]:
    """Return what this seat may hide from that person and is not hidden yet; a query a kind."""
    al = {(a.soort, a.object_id, a.code) for a in geldend().filter(voor=voor)}
    groepen = [Groep(str(bron.kop), _dingen(plek, soort)) for soort, bron in BRONNEN.items()]
    groepen.append(Groep(_("Hele delen van het plan"), _delen(plek)))
    uit = []
    for groep in groepen:
        dingen = [
            d
            for d in groep.dingen
            if (d.soort, d.id, d.code) not in al
            and (d.id is None or d.id not in (voor.pk, voor.lid_id, voor.organisatie_id))
            and mag_verbergen(plek, d.betreft, voor)
        ]
        if dingen:
            uit.append(Groep(groep.kop, dingen))
    return uit


def _dingen(plek: Plek, soort: str, ids: Iterable[UUID | None] | None = None) -> list[Ding]:
    bron = BRONNEN[soort]
    rijen: Any = bron.zichtbaar(plek)
    if ids is not None:
        rijen = rijen.filter(pk__in=list(ids))
    return [
        Ding(
            soort,
            rij.pk,
            "",
            bron.naam(rij),
            bron.noemt(rij, plek),
            bron.betreft(rij, plek.leden),
        )
        for rij in rijen
    ]


def _delen(plek: Plek) -> list[Ding]:
    """Sections and leefgebieden that are hidden whole: they concern everybody."""
    gebieden = Leefgebied.objects.filter(gemeente=plek.plan.gemeente_id)
    delen = [(SECTIE, s.value, capfirst(str(s.label))) for s in Sectie]
    delen += [(LEEFGEBIED, g.code, g.naam) for g in gebieden]
    return [Ding(soort, None, code, naam, (), plek.leden) for soort, code, naam in delen]


def verborgen(plek: Plek) -> list[Regel]:
    """Return what is hidden and this seat may end, by person; a query a kind."""
    alle = geldend().filter(plan=plek.plan).select_related("voor__lid", "door")
    rijen = [a for a in alle if not is_voor(a.voor, plek.deelname)]
    per_soort: dict[str, list[Afscherming]] = defaultdict(list)
    for rij in rijen:
        per_soort[rij.soort].append(rij)
    uit = []
    for soort, groep in per_soort.items():
        dingen = _van_soort(plek, soort, groep)
        for rij in groep:
            ding = dingen.get(rij.object_id or rij.code) or _weg(plek, rij)
            if ding is not None and mag_tonen(plek, ding.betreft, rij.voor):
                uit.append(Regel(rij, ding.naam))
    return sorted(uit, key=lambda r: (r.afscherming.voor.naam, r.afscherming.sinds, r.naam))


def _van_soort(plek: Plek, soort: str, groep: Sequence[Afscherming]) -> dict[object, Ding]:
    if soort in BRONNEN:
        return {d.id: d for d in _dingen(plek, soort, [rij.object_id for rij in groep])}
    return {d.code: d for d in _delen(plek) if d.soort == soort}


def _weg(plek: Plek, rij: Afscherming) -> Ding | None:
    """What is no longer there is still listed for the coordinator, by the words it had."""
    if not plek.is_coordinator or plek.lid is not None:
        return None
    naam = rij.noemt[0] if rij.noemt else _("Iets dat er niet meer is")
    return Ding(rij.soort, rij.object_id, rij.code, naam, (), ())


def get_regel(plek: Plek, afscherming_id: UUID) -> Regel:
    """Return one row this seat may end.

    Raises:
        Http404: for every other.
    """
    for regel in verborgen(plek):
        if regel.afscherming.pk == afscherming_id:
            return regel
    raise Http404("Dit bestaat niet.")
