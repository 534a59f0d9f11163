"""What a page of another room shows of this one, in as few queries as that takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet, Value

from doelen.access import VOLGORDE
from doelen.models import Doel, Doelstatus, Evaluatie, Kracht, Zorg
from doelen.verloop import Meetpunt, Meting
from prepared import PreparedQuery
from toegang.woorden import CHIP

if TYPE_CHECKING:
    from toegang.access import Plek
    from toegang.vorm import Kijker

LOOPT = (Doelstatus.CONCEPT, Doelstatus.ACTIEF)


def krachten_en_zorgen(plek: Plek) -> tuple[list[str], list[str]]:
    """Return what goes well and the worries, as far as this seat sees them; one query."""
    per_soort: dict[str, list[str]] = defaultdict(list)
    for soort, tekst, *_ in sorted(plek.vraag(KRACHTEN_EN_ZORGEN), key=lambda rij: rij[2:]):
        per_soort[soort].append(tekst)
    return per_soort[Kracht.soort], per_soort[Zorg.soort]


def _krachten_en_zorgen(plek: Kijker) -> QuerySet[Any, Any]:
    return _teksten(Kracht, plek).union(_teksten(Zorg, plek), all=True)


KRACHTEN_EN_ZORGEN = PreparedQuery(_krachten_en_zorgen)


def _teksten(model: type[Kracht] | type[Zorg], plek: Kijker) -> QuerySet[Any, Any]:
    rijen = model.objects.visible_to(plek).order_by().annotate(soort_=Value(model.soort))
    return rijen.values_list("soort_", "tekst", *VOLGORDE)


@dataclass
class Doelkort:
    """One goal that is worked on, and the points of ``verloop``, oldest first."""

    pk: UUID
    tekst: str
    gebied: str
    gewenst: int
    punten: list[Meetpunt] = field(default_factory=list)


SCOREVELDEN = (
    "scores__waarde",
    "scores__lid",
    "scores__lid__voornaam",
    "scores__lid__achternaam",
    "scores__deelname",
    "scores__deelname__lid",
    "scores__deelname__naam",
    "scores__deelname__rol",
)
"""Of an evaluation: what :func:`_meting` takes; empty where nothing was given."""

VELDEN = (
    "pk",
    "tekst",
    "gewenst",
    "leefgebied__naam",
    "evaluaties__op",
    "evaluaties__pk",
    *(f"evaluaties__{veld}" for veld in SCOREVELDEN),
)
DOELEN = PreparedQuery(
    lambda plek: (
        Doel.objects.visible_to(plek)
        .filter(status__in=LOOPT)
        .order_by(*VOLGORDE)
        .values_list(*VELDEN)
    )
)


def lopende_doelen(plek: Plek) -> list[Doelkort]:
    """Return the goals that are worked on, as this seat sees them, with their points; one query.

    As ``access.doelen_met_scores`` and ``verloop.meetpunten``, without the rows behind them.
    """
    doelen: dict[UUID, Doelkort] = {}
    metingen: dict[UUID, dict[tuple[date, UUID], list[Meting]]] = {}
    rij: tuple[Any, ...]
    for rij in plek.vraag(DOELEN):
        pk, tekst, gewenst, gebied, op, evaluatie, *score = rij
        doelen.setdefault(pk, Doelkort(pk, tekst, gebied, gewenst))
        per_keer = metingen.setdefault(pk, defaultdict(list))
        if score[0] is not None and not plek.schild.ids & {score[1], score[4]}:
            per_keer[op, evaluatie].append(_meting(*score))
    for pk, per_keer in metingen.items():
        doelen[pk].punten = [_punt(op, keer) for (op, _), keer in sorted(per_keer.items())]
    return list(doelen.values())


@dataclass(frozen=True)
class Keer:
    """How a goal went at one moment: what was said, and what was given (maybe nothing)."""

    evaluatie: Evaluatie
    punt: Meetpunt


def keren(doel: Doel, *, zonder: Collection[UUID] = ()) -> list[Keer]:
    """Return how this goal went, oldest first, each evaluation with its scores; one query.

    ``zonder`` are members and seats whose score the reader may not know of.
    """
    velden = [veld.attname for veld in Evaluatie._meta.concrete_fields]
    rijen = Evaluatie.objects.filter(doel=doel).order_by("op", "pk")
    evaluaties: dict[UUID, Evaluatie] = {}
    metingen: dict[UUID, list[Meting]] = defaultdict(list)
    for rij in rijen.values_list(*velden, *SCOREVELDEN):
        evaluatie = Evaluatie(**dict(zip(velden, rij, strict=False)))
        evaluatie.doel = doel
        evaluaties.setdefault(evaluatie.pk, evaluatie)
        gegeven = rij[len(velden) :]
        if gegeven[0] is not None and gegeven[1] not in zonder and gegeven[4] not in zonder:
            metingen[evaluatie.pk].append(_meting(*gegeven))
    return [Keer(e, _punt(e.op, metingen[e.pk])) for e in evaluaties.values()]


def _punt(op: date, metingen: list[Meting]) -> Meetpunt:
    return Meetpunt(op, tuple(sorted(metingen, key=lambda m: (m.cijfer, m.heet))))


def _meting(
    cijfer: int,
    lid: UUID | None,
    voornaam: str,
    achternaam: str,
    deelname: UUID,
    zittend_lid: UUID | None,
    naam: str,
    rol: str,
) -> Meting:
    if lid is not None:
        return Meting(lid, f"{voornaam} {achternaam}".strip(), voornaam, "gezin", cijfer)
    return Meting(zittend_lid or deelname, naam, naam, CHIP[rol], cijfer)
