"""Whether a plan may begin: who is asked, what each said, and what is missing. Reads only.

A plan begins when all who carry gezag over its children said yes (or one of them, where the
gemeente has that rule). A child of whom nobody carries gezag here holds it up: somebody would be
passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toegang.beslissers import VOLWASSEN, Beslisser, gezag_over_gezin
from toegang.models import Antwoord, Deelname, Instemming, Plekstatus
from toegang.zicht import geldende

if TYPE_CHECKING:
    from gezinsplan.models import Gezinslid
    from toegang.access import Plek

LOPEND = [
    Plekstatus.VOORGESTELD,
    Plekstatus.IN_GESPREK,
    Plekstatus.GOEDGEKEURD,
    Plekstatus.UITGENODIGD,
    Plekstatus.ACTIEF,
]


@dataclass(frozen=True)
class Beginstem:
    """One who is asked, on which seat, and what they said."""

    beslisser: Beslisser
    deelname: Deelname | None
    instemming: Instemming | None

    @property
    def antwoord(self) -> str:
        """``ja``, ``nee``, ``praten``, or empty while this person has not chosen."""
        return self.instemming.antwoord if self.instemming else ""


@dataclass(frozen=True)
class Begin:
    """How the question stands.

    Attributes:
        stemmen: everybody who is asked, in the order of the family.
        zonder_gezag: minors of whom it is not recorded who carries gezag.
        is_rond: whether the plan may begin now.
    """

    stemmen: list[Beginstem]
    zonder_gezag: list[Gezinslid]
    is_rond: bool

    def stem_van(self, plek: Plek) -> Beginstem | None:
        """Return what is this seat's own to say, if it is asked."""
        zelf = plek.als_beslisser()
        return next((stem for stem in self.stemmen if stem.beslisser in zelf), None)

    def op_plek(self, deelname: Deelname) -> Beginstem | None:
        """Return who is asked on this seat."""
        return next((s for s in self.stemmen if s.deelname and s.deelname.pk == deelname.pk), None)

    @property
    def wacht_op(self) -> list[str]:
        """The names of those who did not say yes yet."""
        return [stem.beslisser.naam for stem in self.stemmen if stem.antwoord != Antwoord.JA]


def begin_van(plek: Plek) -> Begin:
    """Return how the beginning of this seat's plan stands; two queries beside the family's own."""
    groepen = gezag_over_gezin(plek.leden, plek.gezag_met_stem, plek.vandaag, een=plek.een_beslist)
    plekken = _plek_per_beslisser(plek)
    antwoorden = Instemming.objects.filter(
        deelname__in={d.pk for d in plekken.values()}, ingetrokken_op__isnull=True
    )
    gezegd = geldende(antwoorden, plek.vandaag)
    gevraagd = {b for groep in groepen for b in groep.allen}
    stemmen = [Beginstem(b, plekken.get(b), gezegd.get(b)) for b in _op_volgorde(gevraagd, plek)]
    ja = frozenset(s.beslisser for s in stemmen if s.antwoord == Antwoord.JA)
    zonder = [lid for lid in plek.leden if _mist_gezag(lid, plek)]
    is_rond = bool(groepen) and not zonder and all(groep.is_rond(ja) for groep in groepen)
    return Begin(stemmen, zonder, is_rond)


def _plek_per_beslisser(plek: Plek) -> dict[Beslisser, Deelname]:
    """Return on which seat each possible decider answers; a member's own seat comes first."""
    rijen = Deelname.objects.filter(plan=plek.plan, status__in=LOPEND).select_related("lid")
    per: dict[Beslisser, Deelname] = {}
    for d in rijen:
        if d.lid_id:
            per.setdefault(Beslisser("lid", d.lid_id, d.naam), d)
        if d.gebruiker_id:
            per.setdefault(Beslisser("gebruiker", d.gebruiker_id, d.naam), d)
        if d.organisatie_id and d.wettelijk:
            per.setdefault(Beslisser("organisatie", d.organisatie_id, d.naam), d)
    return per


def _mist_gezag(lid: Gezinslid, plek: Plek) -> bool:
    if lid.leeftijd(plek.vandaag) >= VOLWASSEN:
        return False
    return not any(g.kind_id == lid.pk and g.geldt(plek.vandaag) for g in plek.gezag)


def _op_volgorde(beslissers: set[Beslisser], plek: Plek) -> list[Beslisser]:
    volgorde = {lid.id: nummer for nummer, lid in enumerate(plek.leden)}
    return sorted(beslissers, key=lambda b: (volgorde.get(b.id, len(volgorde)), b.naam))
