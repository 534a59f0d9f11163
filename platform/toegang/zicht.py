"""What a seat sees: from what was agreed to a scope, and from a scope to a filter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from prepared import Slot
from toegang.beslissers import (
    Beslisgroep,
    Beslisser,
    doorslaggevend,
    gezag_over_gezin,
    groepen_over,
)
from toegang.models import ALLES, GEZIN, Antwoord, Sectie

if TYPE_CHECKING:
    from gezinsplan.models import Gezag, Gezinslid
    from toegang.models import Instemming

Leefgebieden = dict[str, list[str]]

GEZINSSECTIES = frozenset({Sectie.HULPVRAAG.value, Sectie.NETWERK.value})
"""Sections that show what is the whole family's, whomever of them a seat is about."""


@dataclass(frozen=True)
class Zicht:
    """A scope: leefgebied codes per key (``gezin`` or a member's id), and section codes."""

    leefgebieden: Leefgebieden
    secties: list[str]

    def ziet(self, betreft_id: UUID | None, code: str) -> bool:
        """Whether a row about ``betreft_id`` (None: the family) in leefgebied ``code`` is seen."""
        codes = self.leefgebieden.get(str(betreft_id) if betreft_id else GEZIN, [])
        return ALLES in codes or code in codes

    def ziet_sectie(self, sectie: str) -> bool:
        """Whether the section is seen."""
        return ALLES in self.secties or sectie in self.secties

    def q(self, *, betreft: str = "betreft", leefgebied: str = "leefgebied") -> Q:
        """Return a filter on rows with a member (or none) and a leefgebied.

        ``betreft`` and ``leefgebied`` name the lookups of the two foreign keys.
        """
        return filter_op(self.groepen(), betreft, leefgebied)

    def groepen(self) -> list[Groep]:
        """Return the scope by what is seen, with of which members (and of the family)."""
        sleutels: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for sleutel, codes in self.leefgebieden.items():
            if codes:
                sleutels[tuple(sorted(codes))].append(sleutel)
        return [
            Groep(codes, [s for s in wie if s != GEZIN], GEZIN in wie)
            for codes, wie in sorted(sleutels.items())
        ]


@dataclass(frozen=True)
class Groep:
    """Leefgebied codes that are seen of the same members, and perhaps of the family together."""

    codes: tuple[str, ...]
    leden: Sequence[str | Slot]
    gezin: bool


def filter_op(groepen: Iterable[Groep], betreft: str, leefgebied: str) -> Q:
    """Return the filter on rows that falls within any of these."""
    uit = Q(pk__in=[])
    for groep in groepen:
        wie = [Q(**{betreft: lid}) for lid in groep.leden]
        wie += [Q(**{f"{betreft}__isnull": True})] if groep.gezin else []
        deel = reduce(or_, wie, Q(pk__in=[]))
        uit |= (
            deel if ALLES in groep.codes else deel & Q(**{f"{leefgebied}__code__in": groep.codes})
        )
    return uit


def doorsnee(lijsten: Iterable[Sequence[str]]) -> list[str]:
    """Intersect lists of codes in which ``*`` stands for all."""
    uitkomst: set[str] | None = None
    for lijst in lijsten:
        if ALLES in lijst:
            continue
        uitkomst = set(lijst) if uitkomst is None else uitkomst & set(lijst)
    return [ALLES] if uitkomst is None else sorted(uitkomst)


def geldende(
    instemmingen: Iterable[Instemming], vandaag: date, *, coordinatie: bool = False
) -> dict[Beslisser, Instemming]:
    """Return the newest answer per giver that is not withdrawn and not past its end.

    Either those about the seat itself, or those about its becoming zorgcoördinator.
    """
    laatste: dict[Beslisser, Instemming] = {}
    for i in sorted(instemmingen, key=lambda i: (i.gegeven_op, str(i.id))):
        if i.ingetrokken_op is None and i.coordinatie == coordinatie:
            laatste[gever(i)] = i
    return {wie: i for wie, i in laatste.items() if i.tot is None or vandaag < i.tot}


def gever(instemming: Instemming) -> Beslisser:
    """Return who gave this answer, as one who decides."""
    if instemming.gever_id is not None:
        return Beslisser("lid", instemming.gever_id, instemming.gever_naam)
    if instemming.gever_organisatie_id is not None:
        return Beslisser("organisatie", instemming.gever_organisatie_id, instemming.gever_naam)
    if instemming.gever_gebruiker_id is None:
        raise ValueError("an agreement without a giver")
    return Beslisser("gebruiker", instemming.gever_gebruiker_id, instemming.gever_naam)


def bereken(
    betreft: Sequence[Gezinslid],
    leden: Sequence[Gezinslid],
    gezag: Sequence[Gezag],
    antwoorden: Mapping[Beslisser, Instemming],
    vandaag: date,
    *,
    een: bool = False,
) -> Zicht:
    """Return what a seat about ``betreft`` sees, given what each decider allowed.

    Where two allow different scopes, the intersection holds. What concerns one member follows
    that member's deciders; what concerns the family together follows those with gezag.
    """
    ja = {wie: i for wie, i in antwoorden.items() if i.antwoord == Antwoord.JA}
    gebieden: Leefgebieden = {}
    groepen = groepen_over(betreft, gezag, vandaag, een=een)
    for groep in groepen:
        if groep.is_rond(frozenset(ja)):
            gebieden[str(groep.over.id)] = _deel(groep, ja)
    samen = gezag_over_gezin(leden, gezag, vandaag, een=een)
    is_samen_rond = bool(samen) and all(g.is_rond(frozenset(ja)) for g in samen)
    if is_samen_rond:
        gebieden[GEZIN] = doorsnee(_deel(g, ja) for g in samen)
    wie = {b for g in doorslaggevend(groepen, vandaag) for b in g.allen} & ja.keys()
    secties = doorsnee(ja[b].secties for b in wie) if wie else []
    return Zicht(gebieden, secties if is_samen_rond else zonder_gezinssecties(secties))


def zonder_gezinssecties(secties: Sequence[str]) -> list[str]:
    """Leave out what is the whole family's: not all who decide about that were asked."""
    codes = alle_secties() if ALLES in secties else secties
    return sorted(c for c in codes if c not in GEZINSSECTIES)


def _deel(groep: Beslisgroep, ja: Mapping[Beslisser, Instemming]) -> list[str]:
    return doorsnee(ja[b].leefgebieden for b in sorted(groep.allen & ja.keys(), key=str))


def alle_secties() -> list[str]:
    """Return every section code."""
    return [s.value for s in Sectie]
