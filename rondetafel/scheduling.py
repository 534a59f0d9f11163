"""When could this table be? Proposing times, and ranking what people answered. Pure computation.

A pattern ("Tuesday, from 15:30 to 17:00") is in local time, so that half past three stays half past
three when the clock changes. Moments are compared and added to in UTC: Python does that with two
moments of one time zone by their wall clock, which goes wrong at a change. What stands in the way
is returned as data (:class:`Hindernis`); ``rondetafel.redenen`` puts it into words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from rondetafel.feestdagen import Feestdag, feestdag

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MAX_VOORSTELLEN = 6
MAX_DAGEN = 92
"""The longest window that is searched."""

STAP = timedelta(minutes=30)
REISTIJD = timedelta(minutes=30)
"""Kept free on both sides of another appointment, unless this table is by video."""

KANTOOR = (time(8, 30), time(17, 30))
SCHOOL = (time(8, 30), time(15, 15))
WERKDAGEN = range(5)
ZELFDE_DAG = timedelta(hours=2)
"""Two proposals on one day lie at least this far apart."""


class Soort(StrEnum):
    """What can stand in the way of a time."""

    BEZET = "bezet"
    VERHINDERD = "verhinderd"
    LES = "les"
    KANTOOR = "kantoor"
    FEESTDAG = "feestdag"


@dataclass(frozen=True)
class Tijd:
    """A begin and an end, both aware."""

    begin: datetime
    eind: datetime

    def raakt(self, begin: datetime, eind: datetime, marge: timedelta = timedelta(0)) -> bool:
        """Whether it meets another stretch of time, with ``marge`` around that."""
        van, tot = begin.astimezone(UTC) - marge, eind.astimezone(UTC) + marge
        return self.begin.astimezone(UTC) < tot and van < self.eind.astimezone(UTC)

    @property
    def lokaal(self) -> datetime:
        """The begin in local time."""
        return self.begin.astimezone(AMSTERDAM)

    @property
    def dag(self) -> date:
        """The local day."""
        return self.lokaal.date()


@dataclass(frozen=True)
class Patroon:
    """In which days of the week (0 is Monday) and between which local times to look."""

    dagen: frozenset[int]
    vanaf: time
    tot: time
    kantooruren: bool = True
    schooltijd: bool = True


@dataclass(frozen=True)
class Verhinderd:
    """Hours at which somebody never can; ``None`` leaves a bound open. Times are local."""

    dag: int | None = None
    vanaf: time | None = None
    tot: time | None = None
    van: date | None = None
    tot_en_met: date | None = None
    reden: str = ""

    def geldt(self, tijd: Tijd) -> bool:
        """Whether it stands in the way of ``tijd``."""
        dag = tijd.dag
        if self.dag not in (None, dag.weekday()):
            return False
        if (self.van and dag < self.van) or (self.tot_en_met and dag > self.tot_en_met):
            return False
        vanaf = op(dag, self.vanaf or time(0))
        tot = op(dag, self.tot) if self.tot else op(dag + timedelta(days=1), time(0))
        return tijd.raakt(vanaf, tot)


@dataclass(frozen=True)
class Gast:
    """Somebody on the guest list, as far as planning goes. ``bezet`` are (begin, eind) pairs."""

    id: Any
    verplicht: bool = False
    gezin: bool = False
    kantooruren: bool = False
    schooltijd: bool = False
    bezet: tuple[tuple[datetime, datetime], ...] = ()
    verhinderd: tuple[Verhinderd, ...] = ()


@dataclass(frozen=True)
class Hindernis:
    """Why somebody (``None``: everybody) cannot at a time."""

    soort: Soort
    gast: Any | None
    verhinderd: Verhinderd | None = None
    feestdag: Feestdag | None = None


@dataclass(frozen=True)
class Afgevallen:
    """The time of a day that came closest, and what stands in its way."""

    tijd: Tijd
    hindernissen: tuple[Hindernis, ...]


@dataclass(frozen=True)
class Uitkomst:
    """What was proposed, oldest first, and per day without a possible time why there is none."""

    voorstellen: list[Tijd]
    afgevallen: list[Afgevallen]


def op(dag: date, tijd: time) -> datetime:
    """Return the moment of a local time on a day; the first one where the clock goes back."""
    return datetime.combine(dag, tijd, tzinfo=AMSTERDAM).astimezone(UTC)


def tijd_op(dag: date, begin: time, duur: timedelta) -> Tijd | None:
    """Return the stretch of ``duur`` that begins at this local time, or None where none exists.

    An hour is missing on the day the clock goes forward. The length is real time: a table in the
    night the clock goes back does not last an hour longer.
    """
    tijd = Tijd(op(dag, begin), op(dag, begin) + duur)
    return tijd if tijd.lokaal.replace(tzinfo=None) == datetime.combine(dag, begin) else None


def kandidaten(patroon: Patroon, van: date, tot_en_met: date, duur: timedelta) -> Iterator[Tijd]:
    """Yield every half-hourly stretch of ``duur`` that fits the pattern between two days."""
    for verder in range(min((tot_en_met - van).days + 1, MAX_DAGEN)):
        dag = van + timedelta(days=verder)
        if dag.weekday() not in patroon.dagen:
            continue
        begin = datetime.combine(dag, patroon.vanaf)
        uiterlijk = op(dag, patroon.tot)
        while begin.date() == dag:
            tijd = tijd_op(dag, begin.time(), duur)
            if tijd and tijd.eind <= uiterlijk:
                yield tijd
            begin += STAP


def hindernis(gast: Gast, tijd: Tijd, *, reistijd: timedelta = REISTIJD) -> Hindernis | None:
    """Return the first thing that keeps this guest from this time, or None."""
    if any(tijd.raakt(begin, eind, reistijd) for begin, eind in gast.bezet):
        return Hindernis(Soort.BEZET, gast.id)
    for verhinderd in gast.verhinderd:
        if verhinderd.geldt(tijd):
            return Hindernis(Soort.VERHINDERD, gast.id, verhinderd=verhinderd)
    dag = tijd.dag
    werkdag = dag.weekday() in WERKDAGEN
    les = gast.schooltijd and werkdag and not feestdag(dag)
    if les and tijd.raakt(op(dag, SCHOOL[0]), op(dag, SCHOOL[1])):
        return Hindernis(Soort.LES, gast.id)
    if gast.kantooruren:
        open_, dicht = op(dag, KANTOOR[0]), op(dag, KANTOOR[1])
        if not werkdag or tijd.begin < open_ or tijd.eind > dicht:
            return Hindernis(Soort.KANTOOR, gast.id)
    return None


def hindernissen(
    gasten: Sequence[Gast], tijd: Tijd, *, reistijd: timedelta = REISTIJD
) -> tuple[Hindernis, ...]:
    """Return what keeps guests from this time, in the order of the guests."""
    gevonden = (hindernis(gast, tijd, reistijd=reistijd) for gast in gasten)
    return tuple(h for h in gevonden if h)


def stel_voor(
    patroon: Patroon,
    van: date,
    tot_en_met: date,
    duur: timedelta,
    gasten: Sequence[Gast],
    *,
    niet_voor: datetime,
    reistijd: timedelta = REISTIJD,
    aantal: int = MAX_VOORSTELLEN,
) -> Uitkomst:
    """Propose up to ``aantal`` times, spread over days and hours, that suit who must be there.

    Args:
        patroon: days of the week and local times to look in.
        van: first day.
        tot_en_met: last day; no more than ``MAX_DAGEN`` days are searched.
        duur: how long the table lasts.
        gasten: who is invited. A time falls off when it does not suit a must-attend, or nobody of
            the family.
        niet_voor: no time begins before this moment.
        reistijd: what is kept free around other appointments.
        aantal: how many at most.
    """
    mogelijk: list[tuple[Tijd, int]] = []
    beste_afvaller: dict[date, Afgevallen] = {}
    for tijd in kandidaten(patroon, van, tot_en_met, duur):
        if tijd.begin < niet_voor:
            continue
        alle = hindernissen(gasten, tijd, reistijd=reistijd)
        stoppers = _stoppers(patroon, tijd, alle, gasten)
        if not stoppers:
            mogelijk.append((tijd, len(alle)))
            continue
        eerder = beste_afvaller.get(tijd.dag)
        if eerder is None or len(stoppers) < len(eerder.hindernissen):
            beste_afvaller[tijd.dag] = Afgevallen(tijd, stoppers)
    dagen = {tijd.dag for tijd, _ in mogelijk}
    afgevallen = [a for dag, a in sorted(beste_afvaller.items()) if dag not in dagen]
    return Uitkomst(_spreid(mogelijk, aantal), afgevallen)


def _stoppers(
    patroon: Patroon, tijd: Tijd, alle: Sequence[Hindernis], gasten: Sequence[Gast]
) -> tuple[Hindernis, ...]:
    """What makes a time impossible: a holiday, a must-attend, or a family that is not there."""
    vrij = feestdag(tijd.dag)
    if vrij and patroon.kantooruren:
        return (Hindernis(Soort.FEESTDAG, None, feestdag=vrij),)
    per_gast = {h.gast: h for h in alle}
    verplicht = tuple(per_gast[g.id] for g in gasten if g.verplicht and g.id in per_gast)
    if verplicht:
        return verplicht
    gezin = [g for g in gasten if g.gezin]
    if gezin and all(g.id in per_gast for g in gezin):
        return tuple(per_gast[g.id] for g in gezin)
    return ()


def _spreid(mogelijk: Sequence[tuple[Tijd, int]], aantal: int) -> list[Tijd]:
    """Choose times that suit many people and differ from each other in day and hour."""
    gekozen: list[Tijd] = []
    over = list(mogelijk)
    while over and len(gekozen) < aantal:
        tijd, _ = min(over, key=lambda k: (_prijs(k[0], k[1], gekozen), k[0].begin))
        gekozen.append(tijd)
        over = [(t, n) for t, n in over if _naast(t, gekozen)]
    return sorted(gekozen, key=lambda t: t.begin)


def _naast(tijd: Tijd, gekozen: Sequence[Tijd]) -> bool:
    """Whether a time is far enough from those chosen, with at most two on one day."""
    zelfde = [t for t in gekozen if t.dag == tijd.dag]
    return len(zelfde) < 2 and not any(t.raakt(tijd.begin, tijd.eind, ZELFDE_DAG) for t in zelfde)


def _prijs(tijd: Tijd, gehinderd: int, gekozen: Sequence[Tijd]) -> int:
    """What choosing this time costs: 3 per person it does not suit, and for being like others."""
    lokaal = tijd.lokaal
    prijs = 3 * gehinderd
    for ander in (t.lokaal for t in gekozen):
        prijs += 4 * (ander.date() == lokaal.date()) + (ander.weekday() == lokaal.weekday())
        prijs += abs(ander.hour - lokaal.hour) < 2
    return prijs


class Stem(StrEnum):
    """What somebody says to a time; the values of ``rondetafel.models.Tijdantwoord``."""

    KAN = "kan"
    LIEVER_NIET = "liever_niet"
    KAN_NIET = "kan_niet"


@dataclass(frozen=True)
class Oordeel:
    """How one time looks. Each list holds ids of guests, in the order of the guests."""

    tijd: Any
    kan: list[Any] = field(default_factory=list)
    liever_niet: list[Any] = field(default_factory=list)
    kan_niet: list[Any] = field(default_factory=list)
    onbekend: list[Any] = field(default_factory=list)
    mist: list[Any] = field(default_factory=list)
    """Must-attends who cannot."""
    wacht: list[Any] = field(default_factory=list)
    """Must-attends who have not answered."""
    gezin: bool = False
    """Whether a parent or jeugdige said they can."""
    gezin_stil: bool = False
    """Whether a parent or jeugdige has not answered."""

    @property
    def kan_gekozen(self) -> bool:
        """No parent or jeugdige available, no table."""
        return self.gezin

    @property
    def valt_af(self) -> bool:
        """Whether it cannot be: without a must-attend, or without anybody of the family."""
        return bool(self.mist) or not (self.gezin or self.gezin_stil)

    @property
    def reden_nodig(self) -> bool:
        """Whether choosing it means going on without a must-attend."""
        return bool(self.mist or self.wacht)


def rank(
    tijden: Sequence[tuple[Any, datetime]],
    gasten: Sequence[Gast],
    stemmen: Mapping[tuple[Any, Any], str],
) -> list[Oordeel]:
    """Return a judgement per time, the best first.

    Args:
        tijden: (id, begin) of each time.
        gasten: who is on the guest list.
        stemmen: the answer (:class:`Stem`) per (time id, guest id); absent is no answer yet.

    A time without anybody of the family comes last; then count the must-attends who cannot, those
    who did not answer, who of them would rather not, and then the same of the others.
    """
    oordelen = {tijd: _oordeel(tijd, gasten, stemmen) for tijd, _ in tijden}
    volgorde = sorted(tijden, key=lambda t: (_sleutel(oordelen[t[0]], gasten), t[1], str(t[0])))
    return [oordelen[tijd] for tijd, _ in volgorde]


def _oordeel(tijd: Any, gasten: Sequence[Gast], stemmen: Mapping[tuple[Any, Any], str]) -> Oordeel:
    lijsten: dict[str | None, list[Any]] = defaultdict(list)
    for gast in gasten:
        lijsten[stemmen.get((tijd, gast.id))].append(gast.id)
    verplicht = {g.id for g in gasten if g.verplicht}
    beschikbaar = {*lijsten[Stem.KAN], *lijsten[Stem.LIEVER_NIET]}
    return Oordeel(
        tijd,
        kan=lijsten[Stem.KAN],
        liever_niet=lijsten[Stem.LIEVER_NIET],
        kan_niet=lijsten[Stem.KAN_NIET],
        onbekend=lijsten[None],
        mist=[g for g in lijsten[Stem.KAN_NIET] if g in verplicht],
        wacht=[g for g in lijsten[None] if g in verplicht],
        gezin=any(g.gezin and g.id in beschikbaar for g in gasten),
        gezin_stil=any(g.gezin and g.id in lijsten[None] for g in gasten),
    )


def _sleutel(o: Oordeel, gasten: Sequence[Gast]) -> tuple[int, ...]:
    verplicht = {g.id for g in gasten if g.verplicht}
    liever = sum(g in verplicht for g in o.liever_niet)
    return (
        not o.gezin,
        len(o.mist),
        len(o.wacht),
        liever,
        len(o.kan_niet) - len(o.mist),
        len(o.liever_niet) - liever,
        len(o.onbekend) - len(o.wacht),
    )
