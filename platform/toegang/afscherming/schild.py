"""What is hidden from one reader: asked last, and by everything.

``Plek.schild`` is the one place a screen, query, task or PDF asks. Of a seat from which nothing is
hidden it is ``GEEN`` and costs nothing. A row is hidden when it is hidden itself, when it is of or
about somebody hidden, and when it names what is hidden; but what somebody wrote themselves is never
hidden for naming somebody: they would learn from it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from toegang.afscherming.models import LEEFGEBIED, SECTIE, Afscherming
from toegang.models import Deelname
from toegang.namen import noemwoorden

if TYPE_CHECKING:
    from django.db.models import QuerySet

VLAG = "heeft_afscherming"
VERWIJZINGEN = ("betreft_id", "door_id", "deelname_id", "lid_id", "van_id", "organisatie_id")
WOORDGRENS = "0-9A-Za-zÀ-ɏ"


@dataclass(frozen=True)
class Schild:
    """What is hidden from one reader.

    Attributes:
        ids: of everything that is hidden: texts, seats, members, homes, organisations.
        secties: the sections that are hidden whole.
        leefgebieden: the leefgebied codes that are hidden whole.
        woorden: how what is hidden is called.
        lezer: the seat of the reader.
    """

    ids: frozenset[UUID] = frozenset()
    secties: frozenset[str] = frozenset()
    leefgebieden: frozenset[str] = frozenset()
    woorden: tuple[str, ...] = ()
    lezer: UUID | None = None

    @property
    def is_leeg(self) -> bool:
        """Whether nothing is hidden."""
        return not (self.ids or self.secties or self.leefgebieden)

    def q(self, *verwijzingen: str, tekst: Sequence[str] = (), eigen: str = "") -> Q:
        """Return the filter on rows: not hidden itself, nor through one of these references.

        Args:
            verwijzingen: lookups to whom a row is of or about.
            tekst: fields whose words must not name what is hidden.
            eigen: the lookup to the seat that wrote the row: one's own words are not searched.
        """
        filter_ = Q()
        if self.ids:
            for veld in ("pk", *verwijzingen):
                filter_ &= ~Q(**{f"{veld}__in": self.ids})
        if self.leefgebieden and "betreft" in verwijzingen:
            filter_ &= Q(leefgebied=None) | ~Q(leefgebied__code__in=self.leefgebieden)
        if self.woorden and tekst:
            schoon = Q()
            for veld in tekst:
                schoon &= ~Q(**{f"{veld}__regex": self.patroon})
            filter_ &= schoon | Q(**{eigen: self.lezer}) if eigen else schoon
        return filter_

    def verbergt(self, rij: Any) -> bool:
        """Whether this object is hidden: by itself, or by whom it is of or about."""
        if self.is_leeg or rij is None:
            return False
        if isinstance(rij, str):
            return rij in self.secties
        if getattr(rij, "pk", None) in self.ids:
            return True
        if any(getattr(rij, veld, None) in self.ids for veld in VERWIJZINGEN):
            return True
        gebied = self.leefgebieden and getattr(rij, "leefgebied_id", None)
        if gebied and rij.leefgebied.code in self.leefgebieden:
            return True
        eigen = self.lezer in (getattr(rij, "door_id", None), getattr(rij, "gemaakt_door_id", None))
        return not eigen and self.noemt(str(getattr(rij, "tekst", "")))

    def noemt(self, tekst: str) -> bool:
        """Whether a text names something that is hidden."""
        return bool(self.woorden) and re.search(self.patroon, tekst) is not None

    @cached_property
    def patroon(self) -> str:
        """A regular expression for what is hidden, that Python, PostgreSQL and SQLite all read."""
        woorden = "|".join(_letterlijk(woord) for woord in self.woorden)
        return f"(^|[^{WOORDGRENS}])({woorden})($|[^{WOORDGRENS}])"


GEEN = Schild()


def _letterlijk(woord: str) -> str:
    return "".join(_letter(letter) for letter in woord)


def _letter(letter: str) -> str:
    if letter.isalnum():
        return letter
    return "." if letter in "^[]\\" else f"[{letter}]"


def geldend() -> QuerySet[Afscherming]:
    """Return what is hidden now."""
    return Afscherming.objects.filter(opgeheven_op=None)


def met_vlag(deelnames: QuerySet[Deelname]) -> QuerySet[Deelname]:
    """Load with each seat whether anything is hidden from who sits there."""
    voor_hen = geldend().filter(
        Q(voor=OuterRef("pk"))
        | Q(voor__lid=OuterRef("lid"))
        | Q(voor__gebruiker=OuterRef("gebruiker")),
        plan=OuterRef("plan"),
    )
    return deelnames.annotate(**{VLAG: Exists(voor_hen)})


def schilden(deelnames: Iterable[Deelname]) -> dict[UUID, Schild]:
    """Return what is hidden from each of these seats; no query where nothing is."""
    te_vragen = [d for d in deelnames if vars(d).get(VLAG, True)]
    if not te_vragen:
        return {}
    per_plan: dict[UUID, list[Afscherming]] = defaultdict(list)
    plannen = {d.plan_id for d in te_vragen}
    for rij in geldend().filter(plan__in=plannen).select_related("voor"):
        per_plan[rij.plan_id].append(rij)
    if not per_plan:
        return {}
    zetels = _zetels(per_plan)
    return {
        d.pk: _schild(d, rijen, zetels[d.plan_id])
        for d in te_vragen
        if (rijen := [a for a in per_plan[d.plan_id] if is_voor(a.voor, d)])
    }


def is_voor(voor: Deelname, lezer: Deelname) -> bool:
    """Whether these two seats are of one person."""
    return (
        voor.pk == lezer.pk
        or (voor.lid_id is not None and voor.lid_id == lezer.lid_id)
        or (voor.gebruiker_id is not None and voor.gebruiker_id == lezer.gebruiker_id)
    )


def _zetels(plannen: Iterable[UUID]) -> dict[UUID, list[Deelname]]:
    zetels: dict[UUID, list[Deelname]] = defaultdict(list)
    rijen = Deelname.objects.filter(plan__in=list(plannen))
    for d in rijen.only("plan", "lid", "naam", "organisatie", "gebruiker"):
        zetels[d.plan_id].append(d)
    return zetels


def _schild(lezer: Deelname, rijen: Sequence[Afscherming], zetels: Sequence[Deelname]) -> Schild:
    ids = {rij.object_id for rij in rijen if rij.object_id}
    # A seat brings who sits there, a member or an organisation brings their seats.
    weg = [d for d in zetels if {d.pk, d.lid_id, d.organisatie_id} & ids]
    weg = [d for d in weg if not is_voor(d, lezer)]
    ids |= {d.pk for d in weg} | {d.lid_id for d in weg if d.lid_id}
    over = [d.naam for d in zetels if d.pk not in ids]
    woorden = {w for rij in rijen for w in rij.noemt}
    woorden |= {w for d in weg for w in noemwoorden(d.naam, over)}
    # A whole name or an address is meant whatever its capitals; "wil" is not always Wil.
    woorden |= {w.lower() for w in woorden if " " in w}
    return Schild(
        ids=frozenset(ids - {lezer.pk, lezer.lid_id}),
        secties=frozenset(rij.code for rij in rijen if rij.soort == SECTIE),
        leefgebieden=frozenset(rij.code for rij in rijen if rij.soort == LEEFGEBIED),
        woorden=tuple(sorted(woorden, key=lambda w: (-len(w), w))),
        lezer=lezer.pk,
    )
