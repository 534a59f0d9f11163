"""Who is asked about a seat, what each of them said, and what follows. Reads only.

``stand`` is the one place where a proposal's state is computed from the answers: the workflow
stores it, screens show it. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from prepared import PreparedQuery, Slots, attach
from toegang import policy
from toegang.access import Plek
from toegang.beslissers import Beslisgroep, Beslisser, doorslaggevend, gezag_over_gezin
from toegang.models import GEZIN, Antwoord, Deelname, Instemming, Plekstatus
from toegang.policy import Handeling
from toegang.zetels import bekende_deelnames
from toegang.zicht import Zicht, bereken, doorsnee, geldende

if TYPE_CHECKING:
    from datetime import date

    from gezinsplan.models import Gezinslid

TE_KIEZEN = (Plekstatus.VOORGESTELD, Plekstatus.IN_GESPREK)
"""States in which those who decide have not finished."""

TOEGELATEN = (Plekstatus.GOEDGEKEURD, Plekstatus.UITGENODIGD, Plekstatus.ACTIEF)
"""States of a seat that the family agreed to (or that a legal ground carries)."""

LOPEND = (*TE_KIEZEN, *TOEGELATEN)


@dataclass(frozen=True)
class Stem:
    """One who is asked, and the answer of theirs that counts now.

    ``nodig`` is whether the seat waits for them; an adult without gezag who is asked only about
    themselves holds nobody up.
    """

    beslisser: Beslisser
    instemming: Instemming | None
    nodig: bool

    @property
    def antwoord(self) -> str:
        """``ja``, ``nee``, ``praten``, or empty when this person has not chosen yet."""
        return self.instemming.antwoord if self.instemming else ""


@dataclass(frozen=True)
class Stand:
    """How the answers about one seat stand today."""

    deelname: Deelname
    groepen: list[Beslisgroep]
    stemmen: list[Stem]
    uitkomst: Plekstatus

    def zei(self, *antwoorden: str) -> list[Stem]:
        """Return who gave one of these answers (``""``: none yet)."""
        return [stem for stem in self.stemmen if stem.antwoord in antwoorden]

    @property
    def wacht_op(self) -> list[Beslisser]:
        """Those without whose answer nothing happens and who have not given one."""
        return [stem.beslisser for stem in self.stemmen if stem.nodig and not stem.antwoord]

    @property
    def is_oneens(self) -> bool:
        """Whether some said yes and others no."""
        return bool(self.zei(Antwoord.JA)) and bool(self.zei(Antwoord.NEE))

    def van(self, plek: Plek) -> list[Stem]:
        """Return the answers that are this seat's own to give."""
        return [stem for stem in self.stemmen if stem.beslisser in plek.als_beslisser()]


def met_antwoorden(deelnames: QuerySet[Deelname]) -> QuerySet[Deelname]:
    """Load with these seats what ``stand`` needs, in a constant number of queries."""
    return deelnames.prefetch_related("betreft", _antwoorden())


BETREFT = PreparedQuery(
    lambda: Deelname.betreft.through.objects.filter(deelname__in=Slots("deelnames")).values_list(
        "deelname_id", "gezinslid_id"
    )
)
ANTWOORDEN = PreparedQuery(
    lambda: Instemming.objects.filter(deelname__in=Slots("deelnames"), ingetrokken_op__isnull=True)
)


def load_antwoorden(deelnames: Sequence[Deelname], leden: Sequence[Gezinslid]) -> None:
    """Load the same with seats that are here already, of one family with these members.

    Seats that have their answers are left as they are.
    """
    rijen = {d.pk: d for d in deelnames if "_prefetched_objects_cache" not in vars(d)}
    if not rijen:
        return
    attach(rijen, "instemmingen", ANTWOORDEN(deelnames=rijen), "deelname_id")
    paren = set(BETREFT(deelnames=rijen))
    for pk, deelname in rijen.items():
        over = [lid for lid in leden if (pk, lid.pk) in paren]
        vars(deelname)["_prefetched_objects_cache"]["betreft"] = over


def _antwoorden() -> Prefetch[str, QuerySet[Instemming], str]:
    return Prefetch("instemmingen", Instemming.objects.filter(ingetrokken_op__isnull=True))


def vraagt_instemming(deelname: Deelname) -> bool:
    """Whether the family chooses about this seat: not of its own members, not a statutory one.

    What a zorgcoördinator sees is not chosen per leefgebied: they see all while seated.
    """
    return not (
        deelname.rol in policy.ZONDER_INSTEMMING
        or deelname.wettelijk
        or deelname.is_zorgcoordinator
    )


def stand(plek: Plek, deelname: Deelname, *, coordinatie: bool = False) -> Stand:
    """Return how the answers about this seat stand, as anybody at this plan would find it.

    Args:
        plek: a seat at the same plan; it brings the family, its gezag and the moment.
        deelname: the seat asked about, loaded through ``met_antwoorden``.
        coordinatie: whether it is about becoming zorgcoördinator, which concerns everyone.
    """
    betreft = plek.leden if coordinatie else list(deelname.betreft.all())
    groepen = plek.groepen(betreft)
    beslissend = doorslaggevend(groepen, plek.vandaag)
    antwoorden = geldende(deelname.instemmingen.all(), plek.vandaag, coordinatie=coordinatie)
    nodig = {b for groep in beslissend for b in groep.allen}
    gevraagd = nodig if coordinatie else {b for groep in groepen for b in groep.allen}
    stemmen = [Stem(b, antwoorden.get(b), b in nodig) for b in _op_volgorde(gevraagd, plek.leden)]
    gezegd = {stem.beslisser: stem.antwoord for stem in stemmen}
    return Stand(deelname, groepen, stemmen, bepaal(beslissend, gezegd))


def bepaal(groepen: Sequence[Beslisgroep], antwoorden: Mapping[Beslisser, str]) -> Plekstatus:
    """Return what follows from what everybody whose answer counts said.

    Disagreement, and one who wants to talk, are a state of their own: never a silent yes.
    """
    nodig = {b for groep in groepen for b in groep.allen}
    nee = {b for b in nodig if antwoorden.get(b) == Antwoord.NEE}
    if nodig and nee == nodig:
        return Plekstatus.AFGEWEZEN
    if nee or any(antwoorden.get(b) == Antwoord.PRATEN for b in nodig):
        return Plekstatus.IN_GESPREK
    ja = frozenset(b for b in nodig if antwoorden.get(b) == Antwoord.JA)
    if groepen and all(groep.is_rond(ja) for groep in groepen):
        return Plekstatus.GOEDGEKEURD
    return Plekstatus.VOORGESTELD


def nieuw_zicht(
    plek: Plek, deelname: Deelname, antwoorden: Mapping[Beslisser, Instemming]
) -> Zicht:
    """Return what the seat may see, given these answers.

    While it is still proposed that is what all who decide allowed. Of a seat that is seated, what
    was allowed before stays where somebody new decides and has not answered (a child that turned
    twelve): a choice of the others can then narrow it and never widen it.
    """
    zicht = bereken(
        list(deelname.betreft.all()),
        plek.leden,
        plek.gezag_met_stem,
        antwoorden,
        plek.vandaag,
        een=plek.een_beslist,
    )
    if deelname.status not in TOEGELATEN:
        return zicht
    return _versmal(plek, deelname, antwoorden, zicht)


def _versmal(
    plek: Plek, deelname: Deelname, antwoorden: Mapping[Beslisser, Instemming], zicht: Zicht
) -> Zicht:
    ja = {b: i for b, i in antwoorden.items() if i.antwoord == Antwoord.JA}
    over = {str(groep.over.id): groep.allen for groep in plek.groepen(plek.leden)}
    samen = gezag_over_gezin(plek.leden, plek.gezag_met_stem, plek.vandaag, een=plek.een_beslist)
    over[GEZIN] = frozenset(b for groep in samen for b in groep.allen)
    gebieden = dict(zicht.leefgebieden)
    for sleutel, eerder in deelname.leefgebieden.items():
        if sleutel not in gebieden:
            gezegd = [ja[b].leefgebieden for b in over.get(sleutel, frozenset()) if b in ja]
            gebieden[sleutel] = doorsnee([eerder, *gezegd])
    secties = zicht.secties
    if set(gebieden) != set(zicht.leefgebieden):
        secties = doorsnee([deelname.secties, *(i.secties for i in ja.values())])
    return Zicht(gebieden, secties)


def einddatum(antwoorden: Iterable[Instemming]) -> date | None:
    """Return the earliest end that anybody who said yes gave; None when nobody did."""
    data = [i.tot for i in antwoorden if i.antwoord == Antwoord.JA and i.tot is not None]
    return min(data, default=None)


def te_beslissen(plek: Plek) -> list[Stand]:
    """Return the proposals on which this seat has not answered yet, oldest first."""
    if not plek.mag(Handeling.PLEK_INSTEMMEN):
        return []
    bekend = {d.pk: d for d in bekende_deelnames(plek)}
    open_ = [d for d in bekend.values() if d.status in TE_KIEZEN]
    load_antwoorden(open_, plek.leden)
    for deelname in open_:
        if deelname.voorgesteld_door_id in bekend:
            deelname.voorgesteld_door = bekend[deelname.voorgesteld_door_id]
    standen = [stand(plek, d) for d in open_]
    return [s for s in standen if any(not stem.antwoord for stem in s.van(plek))]


def wettelijk_zicht(deelname: Deelname, betreft: Collection[UUID]) -> Zicht:
    """Return the scope of a seat that a legal ground carries: what was recorded with it."""
    codes = list(deelname.voorstel_leefgebieden)
    sleutels = [GEZIN, *(str(lid_id) for lid_id in betreft)]
    return Zicht(dict.fromkeys(sleutels, codes), list(deelname.voorstel_secties))


def _op_volgorde(beslissers: Iterable[Beslisser], leden: Sequence[Gezinslid]) -> list[Beslisser]:
    volgorde = {lid.id: nummer for nummer, lid in enumerate(leden)}
    return sorted(beslissers, key=lambda b: (volgorde.get(b.id, len(volgorde)), b.naam))
