"""Tables of the cast, for tests that are about something later than opening one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from notifications.models import Bericht
from rondetafel.models import Rondetafel, Tijdantwoord, Uitnodiging
from rondetafel.rooster import live_tijden
from rondetafel.scheduling import op
from rondetafel.workflow import kiezen, peiling, plannen
from tests.cast import Cast

NU = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday, ten in the morning in the Netherlands."""

MAANDAG = op(date(2026, 11, 30), time(15, 30))
DINSDAG = op(date(2026, 12, 1), time(15, 30))
WOENSDAG = op(date(2026, 12, 2), time(15, 30))
TIJDEN = [MAANDAG, DINSDAG, WOENSDAG]

MOETEN = ("samira", "mark", "noor", "linda", "peter")
LIJST = (*MOETEN, "aisha", "fatma")
"""Who is invited by default; Tom, Youssef and Esther are not."""

PATROON = {
    "dagen": [0, 1, 2, 3, 4],
    "vanaf": "15:30",
    "tot": "17:00",
    "kantooruren": True,
    "schooltijd": True,
}

KAN, LIEVER, NIET = (a.value for a in Tijdantwoord)


def gegevens(**anders: Any) -> plannen.Tafelgegevens:
    """What Linda fills in."""
    velden: dict[str, Any] = {
        "soort": "voortgang",
        "duur_minuten": 90,
        "plaats": "Wijkteam Noord, Havenstraat 4",
        "plaats_in_agenda": True,
        "videolink": "",
        "venster_van": date(2026, 11, 30),
        "venster_tot": date(2026, 12, 11),
        "patroon": PATROON,
    }
    return plannen.Tafelgegevens(**{**velden, **anders})


def gasten(cast: Cast, *namen: str, moeten: tuple[str, ...] = MOETEN) -> dict[UUID, bool]:
    """The guest list by seat."""
    return {cast.deelname[naam].pk: naam in moeten for naam in namen or LIJST}


def zet_tafel(cast: Cast, *namen: str, now: datetime = NU, **anders: Any) -> Rondetafel:
    """A table in concept."""
    linda = cast.plek("linda", now=now)
    return plannen.open_tafel(gegevens(**anders), gasten(cast, *namen), actor=linda, now=now)


def zet_peiling(cast: Cast, *namen: str, now: datetime = NU, **anders: Any) -> Rondetafel:
    """A table of which the family is asked for three times."""
    tafel = zet_tafel(cast, *namen, now=now, **anders)
    peiling.open_peiling(tafel, TIJDEN, actor=cast.plek("linda", now=now), now=now)
    return ververs(tafel)


def antwoord(
    cast: Cast, tafel: Rondetafel, naam: str, *antwoorden: str, now: datetime = NU
) -> None:
    """What somebody taps, for the times in order; an empty one stays open."""
    gezegd = {
        tijd.pk: wat for tijd, wat in zip(live_tijden(tafel), antwoorden, strict=False) if wat
    }
    peiling.geef_tijden_door(tafel, gezegd, actor=cast.plek(naam, now=now), now=now)


def zet_gepland(cast: Cast, *namen: str, now: datetime = NU, **anders: Any) -> Rondetafel:
    """A table planned on Tuesday 1 December, half past three; nobody has answered yet."""
    tafel = zet_tafel(cast, *namen, now=now, **anders)
    linda = cast.plek("linda", now=now)
    kiezen.plan_direct(tafel, DINSDAG, "aan de vorige tafel", actor=linda, now=now)
    Uitnodiging.objects.filter(tafel=tafel).update(antwoord="open", antwoord_op=None)
    return ververs(tafel)


def ververs(tafel: Rondetafel) -> Rondetafel:
    """The row as it is now."""
    return Rondetafel.objects.select_related("plan__gezin").get(pk=tafel.pk)


def gast(cast: Cast, tafel: Rondetafel, naam: str) -> Uitnodiging:
    """Somebody's place on the list."""
    return Uitnodiging.objects.select_related("tafel", "deelname__gebruiker").get(
        tafel=tafel, deelname=cast.deelname[naam]
    )


def post(soort: str) -> list[str]:
    """Who has a notice of this kind in the outbox, by first name, in order of name."""
    rijen = Bericht.objects.filter(soort=f"rondetafel.{soort}").select_related("ontvanger")
    return sorted(b.ontvanger.naam.split()[0].lower() for b in rijen)


def later(**hoeveel: float) -> datetime:
    """A moment after NU."""
    return NU + timedelta(**hoeveel)
