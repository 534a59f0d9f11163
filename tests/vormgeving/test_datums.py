"""Dates in words, relative to a moment that is passed in."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import translation

from vormgeving import datums

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NU = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)  # a Friday


def dagen(aantal: int) -> dt.date:
    return dt.date(2026, 11, 20) + dt.timedelta(days=aantal)


@pytest.fixture(autouse=True)
def _nederlands() -> None:
    translation.activate("nl")


@pytest.mark.parametrize(
    ("moment", "verwacht"),
    [
        (dt.date(2026, 12, 1), "dinsdag 1 december"),
        (dt.date(2027, 1, 26), "dinsdag 26 januari 2027"),
        (dt.date(2025, 12, 31), "woensdag 31 december 2025"),
        # 23:30 UTC is the next day in Amsterdam, and here also the next year.
        (dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC), "vrijdag 1 januari 2027"),
    ],
)
def test_a_day_has_its_weekday_and_a_year_only_when_it_is_another(
    moment: dt.date, verwacht: str
) -> None:
    assert datums.dag(moment, NU) == verwacht


def test_the_year_is_that_of_the_local_day() -> None:
    nieuwjaar = dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC)
    assert datums.dag(dt.date(2027, 1, 2), nieuwjaar) == "zaterdag 2 januari"


@pytest.mark.parametrize(
    ("moment", "verwacht"),
    [
        (dt.datetime(2026, 12, 1, 14, 30, tzinfo=dt.UTC), "dinsdag 1 december, 15:30"),
        (dt.datetime(2026, 7, 1, 7, 5, tzinfo=dt.UTC), "woensdag 1 juli, 9:05"),
        # The night the clock goes back: 2:30 happens twice.
        (dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC), "zondag 25 oktober, 2:30"),
        (dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC), "zondag 25 oktober, 2:30"),
    ],
)
def test_a_time_is_local(moment: dt.datetime, verwacht: str) -> None:
    assert datums.dag_tijd(moment, NU) == verwacht


@pytest.mark.parametrize(
    ("over", "verwacht"),
    [
        (0, "vandaag"),
        (1, "morgen"),
        (2, "overmorgen"),
        (3, "maandag 23 november"),
        (14, "vrijdag 4 december"),
        (-1, "een dag te laat"),
        (-3, "drie dagen te laat"),
        (-6, "zes dagen te laat"),
        (-7, "een week te laat"),
        (-13, "een week te laat"),
        (-14, "twee weken te laat"),
        (-60, "acht weken te laat"),
        (-61, "twee maanden te laat"),
        (-200, "zes maanden te laat"),
        (-364, "elf maanden te laat"),
        (-365, "een jaar te laat"),
        (-800, "twee jaar te laat"),
    ],
)
def test_a_deadline_in_words(over: int, verwacht: str) -> None:
    assert datums.uiterlijk(dagen(over), NU) == verwacht


def test_a_deadline_as_a_whole_line() -> None:
    assert datums.uiterlijk_zin(dagen(14), NU) == "Uiterlijk vrijdag 4 december"
    assert datums.uiterlijk_zin(dagen(0), NU) == "Uiterlijk vandaag"
    assert datums.uiterlijk_zin(dagen(-14), NU) == "Twee weken te laat"


def test_a_deadline_is_late_from_the_next_local_day_on() -> None:
    deadline = dt.date(2026, 11, 20)
    assert not datums.is_te_laat(deadline, dt.datetime(2026, 11, 20, 22, 59, tzinfo=dt.UTC))
    assert datums.is_te_laat(deadline, dt.datetime(2026, 11, 20, 23, 0, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("over", "verwacht"),
    [(0, "vandaag"), (-1, "gisteren"), (3, "over drie dagen"), (11, "over een week")],
)
def test_how_far_away(over: int, verwacht: str) -> None:
    assert datums.over_dagen(dagen(over), NU) == verwacht


def test_how_long_ago() -> None:
    assert datums.over_dagen(dagen(-3), NU) == "drie dagen geleden"


def test_a_moment_nearby_is_said_by_its_day() -> None:
    assert datums.moment(dt.datetime(2026, 11, 20, 14, 0, tzinfo=dt.UTC), NU) == "vandaag, 15:00"
    assert datums.moment(dt.datetime(2026, 11, 17, 13, 5, tzinfo=dt.UTC), NU) == (
        "dinsdag 17 november, 14:05"
    )


def test_small_numbers_are_words() -> None:
    assert [datums.telwoord(n) for n in (0, 1, 12, 13)] == ["nul", "één", "twaalf", "13"]


def test_polish_gets_polish_names() -> None:
    with translation.override("pl"):
        assert datums.dag(dt.date(2026, 12, 1), NU) == "wtorek 1 grudnia"


def test_filters_take_the_moment_from_the_template() -> None:
    bron = (
        "{% load vormgeving %}{{ d|dag:now }}|{{ d|uiterlijk:now }}|{{ leeg|dag:now }}|{{ t|tijd }}"
    )
    tekst = Template(bron).render(
        Context({"d": dagen(14), "now": NU, "leeg": None, "t": dt.time(9, 5)})
    )
    assert tekst == "vrijdag 4 december|vrijdag 4 december||9:05"


def test_without_a_moment_filters_use_the_clock(time_machine_at: None) -> None:
    bron = "{% load vormgeving %}{{ d|uiterlijk }}"
    assert Template(bron).render(Context({"d": dagen(1)})) == "morgen"
