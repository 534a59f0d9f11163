"""Who can when: what was answered and what is known, put together for choosing and for the grid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from prepared import PreparedQuery, Slot, Slots
from rondetafel import redenen
from rondetafel.access import bezette_tijden, gastenlijst, verhinderingen_van
from rondetafel.gasten import gast, roepnamen
from rondetafel.models import (
    Beschikbaarheid,
    Rondetafel,
    Tijdantwoord,
    Tijdvoorstel,
    Uitnodiging,
)
from rondetafel.scheduling import (
    REISTIJD,
    Gast,
    Hindernis,
    Oordeel,
    Patroon,
    Stem,
    Tijd,
    hindernis,
    hindernissen,
    op,
    rank,
    stel_voor,
)

Sleutel = tuple[UUID, UUID]
"""A time and a seat."""


@dataclass(frozen=True)
class Beeld:
    """Everything there is to know about the times of one table. ``oordelen`` has the best first."""

    tijden: list[Tijdvoorstel]
    gasten: list[Uitnodiging]
    namen: dict[UUID, str]
    antwoorden: dict[Sleutel, str]
    hindernissen: dict[Sleutel, Hindernis]
    oordelen: dict[UUID, Oordeel]

    @property
    def beste(self) -> Oordeel | None:
        """The time to choose, when the family can at any."""
        eerste = next(iter(self.oordelen.values()), None)
        return eerste if eerste and eerste.kan_gekozen else None

    def open_van(self, deelname_id: UUID) -> int:
        """How many times this seat has not answered."""
        return sum((t.pk, deelname_id) not in self.antwoorden for t in self.tijden)

    def bij(self, tijd_id: UUID) -> dict[UUID, Hindernis]:
        """What stands in whose way at this time."""
        return {wie: h for (tijd, wie), h in self.hindernissen.items() if tijd == tijd_id}


TIJDEN = PreparedQuery(
    lambda: Tijdvoorstel.objects.filter(tafel=Slot.uuid("tafel"), vervallen_op__isnull=True)
)
ANTWOORDEN = PreparedQuery(
    lambda: Beschikbaarheid.objects.filter(tijd__in=Slots("tijden")).values_list(
        "tijd_id", "deelname_id", "antwoord"
    )
)


def live_tijden(tafel: Rondetafel) -> list[Tijdvoorstel]:
    """Return the times that can be answered, oldest first."""
    return TIJDEN(tafel=tafel.pk)


def kan_nooit(tafel: Rondetafel, deelnames: Sequence[UUID]) -> set[UUID]:
    """Return which of these seats said of every time that they cannot."""
    tijden = live_tijden(tafel)
    nee = Beschikbaarheid.objects.filter(
        tijd__in=tijden, deelname__in=deelnames, antwoord=Tijdantwoord.KAN_NIET
    )
    telling = Counter(nee.values_list("deelname_id", flat=True))
    return {pk for pk, aantal in telling.items() if aantal == len(tijden)}


def reistijd(tafel: Rondetafel) -> timedelta:
    """Return what is kept free around other appointments: nothing for a table by video only."""
    return timedelta(0) if tafel.videolink and not tafel.plaats else REISTIJD


def planning_gasten(
    tafel: Rondetafel,
    gasten: Sequence[Uitnodiging],
    van: datetime,
    tot: datetime,
    *,
    now: datetime,
    kantooruren: bool = False,
    schooltijd: bool = False,
) -> list[Gast]:
    """Return these guests with what is known of them between two moments, in two queries."""
    wie = [g.deelname.gebruiker_id for g in gasten if g.deelname.gebruiker_id]
    bezet = bezette_tijden(wie, van - REISTIJD, tot + REISTIJD, behalve=tafel.pk)
    verhinderd = verhinderingen_van(wie)
    return [
        gast(
            g,
            timezone.localdate(now),
            kantooruren=kantooruren,
            schooltijd=schooltijd,
            bezet=bezet,
            verhinderd=verhinderd,
        )
        for g in gasten
    ]


def bekende_hindernissen(
    tafel: Rondetafel,
    tijden: Sequence[Tijdvoorstel],
    gasten: Sequence[Uitnodiging],
    *,
    now: datetime,
) -> dict[Sleutel, Hindernis]:
    """Return what is known to stand in somebody's way, per time and seat."""
    if not tijden:
        return {}
    wie = planning_gasten(tafel, gasten, tijden[0].begin, tijden[-1].eind, now=now)
    gevonden = {}
    for tijd in tijden:
        for gast_ in wie:
            h = hindernis(gast_, Tijd(tijd.begin, tijd.eind), reistijd=reistijd(tafel))
            if h is not None:
                gevonden[tijd.pk, gast_.id] = h
    return gevonden


def beoordeel(
    tafel: Rondetafel, *, now: datetime, gasten: list[Uitnodiging] | None = None
) -> Beeld:
    """Return who can when, and how good each time is; of ``gasten``, or of the whole list.

    What somebody answered counts; where they did not, what is known to stand in their way does.
    """
    tijden = live_tijden(tafel)
    gasten = gastenlijst(tafel, now=now) if gasten is None else gasten
    wie_er_zijn = {g.deelname_id for g in gasten}
    gegeven = ANTWOORDEN(tijden=[t.pk for t in tijden])
    antwoorden = {(tijd, wie): a for tijd, wie, a in gegeven if wie in wie_er_zijn}
    bekend = bekende_hindernissen(tafel, tijden, gasten, now=now)
    stemmen = {**dict.fromkeys(bekend, Stem.KAN_NIET.value), **antwoorden}
    vandaag = timezone.localdate(now)
    volgorde = rank(
        [(t.pk, t.begin) for t in tijden], [gast(g, vandaag) for g in gasten], dict(stemmen)
    )
    return Beeld(
        tijden,
        gasten,
        roepnamen(g.deelname for g in gasten),
        antwoorden,
        {k: h for k, h in bekend.items() if antwoorden.get(k) in (None, Stem.KAN_NIET)},
        {o.tijd: o for o in volgorde},
    )


# --- proposing ------------------------------------------------------------------------------------

VROEGST = timedelta(days=1)
"""Nobody is asked for a time within a day."""


@dataclass(frozen=True)
class Aangeboden:
    """A time to choose from: asked already or proposed, and what to know of it, in words."""

    tijd: Tijd
    gevraagd: bool
    opmerking: str

    @property
    def code(self) -> str:
        """Its begin, as the value of a checkbox."""
        return self.tijd.begin.astimezone(UTC).isoformat()


@dataclass(frozen=True)
class Aanbod:
    """What a coordinator chooses from, and why other days are not in it."""

    tijden: list[Aangeboden]
    afgevallen: list[tuple[Tijd, str]]


def patroon_van(tafel: Rondetafel) -> Patroon | None:
    """Return in what hours this table looks for times; None when that was never said."""
    p = tafel.patroon
    if not p or tafel.venster_van is None or tafel.venster_tot is None:
        return None
    return Patroon(
        frozenset(p["dagen"]),
        time.fromisoformat(p["vanaf"]),
        time.fromisoformat(p["tot"]),
        kantooruren=p.get("kantooruren", True),
        schooltijd=p.get("schooltijd", True),
    )


def aanbod(tafel: Rondetafel, *, now: datetime) -> Aanbod:
    """Return times to ask: those asked before that still lie ahead, and new ones that suit.

    Looks at what is known of the guests: hours at which they never can, and their other tables (of
    those: when, and nothing else). Reasons are put into words with how people are called.
    """
    gasten = gastenlijst(tafel, now=now)
    namen = roepnamen(g.deelname for g in gasten)
    gevraagd = [Tijd(t.begin, t.eind) for t in live_tijden(tafel) if t.begin > now]
    patroon, van, tot = patroon_van(tafel), tafel.venster_van, tafel.venster_tot
    if patroon is None or van is None or tot is None:
        return Aanbod([Aangeboden(t, True, "") for t in gevraagd], [])
    wie = planning_gasten(
        tafel,
        gasten,
        min([op(van, time(0)), *(t.begin for t in gevraagd)]),
        max([op(tot + timedelta(days=1), time(0)), *(t.eind for t in gevraagd)]),
        now=now,
        kantooruren=patroon.kantooruren,
        schooltijd=patroon.schooltijd,
    )
    marge = reistijd(tafel)
    uitkomst = stel_voor(
        patroon,
        van,
        tot,
        timedelta(minutes=tafel.duur_minuten),
        wie,
        niet_voor=now + VROEGST,
        reistijd=marge,
    )
    al = {t.begin for t in gevraagd}
    nieuw = [t for t in uitkomst.voorstellen if t.begin not in al]
    tijden = [
        Aangeboden(t, t.begin in al, redenen.zinnen(hindernissen(wie, t, reistijd=marge), namen))
        for t in sorted([*gevraagd, *nieuw], key=lambda t: t.begin)
    ]
    return Aanbod(
        tijden, [(a.tijd, redenen.zinnen(a.hindernissen, namen)) for a in uitkomst.afgevallen]
    )
