"""Proposing times: pure, on both sides of a clock change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rondetafel.feestdagen import Feestdag, feestdag
from rondetafel.scheduling import (
    AMSTERDAM,
    MAX_DAGEN,
    MAX_VOORSTELLEN,
    REISTIJD,
    Gast,
    Patroon,
    Soort,
    Tijd,
    Verhinderd,
    hindernis,
    kandidaten,
    stel_voor,
    tijd_op,
)

ANDERHALF_UUR = timedelta(minutes=90)
WERKWEEK = frozenset(range(5))
EINDE_MIDDAG = Patroon(WERKWEEK, time(15, 30), time(17, 0))
LANG_GELEDEN = datetime(2020, 1, 1, tzinfo=UTC)

SAMIRA = Gast("Samira", verplicht=True, gezin=True)
MARK = Gast(
    "Mark", verplicht=True, gezin=True, verhinderd=(Verhinderd(tot=time(15, 30), reden="dienst"),)
)
NOOR = Gast("Noor", verplicht=True, gezin=True, schooltijd=True)
LINDA = Gast("Linda", verplicht=True, kantooruren=True)
PETER = Gast("Peter", verplicht=True, kantooruren=True, verhinderd=(Verhinderd(dag=2),))
AISHA = Gast("Aisha", kantooruren=True, verhinderd=tuple(Verhinderd(dag=d) for d in (0, 2, 4)))


def moment(jaar: int, maand: int, dag: int, uur: int, minuut: int = 0) -> datetime:
    return datetime(jaar, maand, dag, uur, minuut, tzinfo=AMSTERDAM)


def tijd(begin: datetime) -> Tijd:
    return Tijd(begin, begin + ANDERHALF_UUR)


def gezegd(tijden: Sequence[Tijd]) -> list[str]:
    return [f"{t.lokaal:%Y-%m-%d %H:%M}" for t in tijden]


def zoek(
    van: date,
    tot_en_met: date,
    gasten: Sequence[Gast],
    *,
    patroon: Patroon = EINDE_MIDDAG,
    duur: timedelta = ANDERHALF_UUR,
    niet_voor: datetime = LANG_GELEDEN,
) -> tuple[list[str], dict[str, list[tuple[str, object]]]]:
    uitkomst = stel_voor(patroon, van, tot_en_met, duur, gasten, niet_voor=niet_voor)
    waarom = {
        f"{a.tijd.lokaal:%Y-%m-%d}": [(h.soort.value, h.gast) for h in a.hindernissen]
        for a in uitkomst.afgevallen
    }
    return gezegd(uitkomst.voorstellen), waarom


def test_the_family_of_the_case_gets_the_days_on_which_all_who_must_can() -> None:
    bezet = (moment(2026, 12, 8, 15), moment(2026, 12, 8, 16))
    linda = Gast("Linda", verplicht=True, kantooruren=True, bezet=(bezet,))
    patroon = Patroon(WERKWEEK, time(14, 0), time(17, 30))
    tijden, waarom = zoek(
        date(2026, 12, 3),
        date(2026, 12, 12),
        [SAMIRA, MARK, NOOR, linda, PETER, AISHA],
        patroon=patroon,
    )
    assert tijden == [
        "2026-12-03 15:30",
        "2026-12-04 15:30",
        "2026-12-07 15:30",
        "2026-12-10 15:30",
        "2026-12-11 15:30",
    ]
    assert waarom == {
        "2026-12-08": [("bezet", "Linda")],
        "2026-12-09": [("verhinderd", "Peter")],
    }


def test_who_need_not_be_there_decides_between_days_but_excludes_none() -> None:
    tijden, waarom = zoek(date(2026, 11, 30), date(2026, 12, 1), [SAMIRA, AISHA])
    assert tijden == ["2026-11-30 15:30", "2026-12-01 15:30"]
    assert waarom == {}
    uitkomst = stel_voor(
        EINDE_MIDDAG,
        date(2026, 11, 30),
        date(2026, 12, 1),
        ANDERHALF_UUR,
        [SAMIRA, AISHA],
        niet_voor=LANG_GELEDEN,
        aantal=1,
    )
    assert gezegd(uitkomst.voorstellen) == ["2026-12-01 15:30"]


def test_a_day_falls_off_when_nobody_of_the_family_can() -> None:
    vader = Gast("Mark", gezin=True, verhinderd=(Verhinderd(dag=0),))
    moeder = Gast("Samira", gezin=True, verhinderd=(Verhinderd(dag=0),))
    tijden, waarom = zoek(date(2026, 11, 30), date(2026, 12, 1), [moeder, vader, LINDA])
    assert tijden == ["2026-12-01 15:30"]
    assert waarom == {"2026-11-30": [("verhinderd", "Samira"), ("verhinderd", "Mark")]}


def test_half_past_three_stays_half_past_three_when_the_clock_changes() -> None:
    for van, uren in (
        (date(2026, 10, 23), {"2026-10-23": 13, "2026-10-26": 14}),
        (date(2027, 3, 25), {"2027-03-25": 14, "2027-03-26": 14, "2027-03-29": 13}),
    ):
        uitkomst = stel_voor(
            Patroon(WERKWEEK, time(15, 30), time(17, 0), kantooruren=False),
            van,
            van + timedelta(days=4),
            ANDERHALF_UUR,
            [SAMIRA],
            niet_voor=LANG_GELEDEN,
        )
        gevonden = {f"{t.lokaal:%Y-%m-%d}": t.begin.astimezone(UTC) for t in uitkomst.voorstellen}
        for dag, uur in uren.items():
            assert (gevonden[dag].hour, gevonden[dag].minute) == (uur, 30)


def test_a_local_time_that_does_not_exist_is_not_proposed() -> None:
    assert tijd_op(date(2027, 3, 28), time(2, 30), ANDERHALF_UUR) is None
    assert tijd_op(date(2027, 3, 28), time(3, 0), ANDERHALF_UUR) == Tijd(
        datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 3, 28, 2, 30, tzinfo=UTC)
    )


def test_a_table_in_the_night_the_clock_goes_back_does_not_last_an_hour_longer() -> None:
    nacht = tijd_op(date(2026, 10, 25), time(1, 30), timedelta(hours=2))
    assert nacht is not None
    assert nacht.eind - nacht.begin == timedelta(hours=2)
    assert nacht.eind.astimezone(AMSTERDAM).strftime("%H:%M") == "02:30"


def test_busy_hours_keep_time_free_to_travel() -> None:
    linda = Gast("Linda", bezet=((moment(2026, 12, 1, 13), moment(2026, 12, 1, 15)),))
    vlak_erna, na_reizen = tijd(moment(2026, 12, 1, 15)), tijd(moment(2026, 12, 1, 15, 30))
    assert hindernis(linda, vlak_erna) is not None
    assert hindernis(linda, na_reizen) is None
    assert hindernis(linda, vlak_erna, reistijd=timedelta(0)) is None


def test_a_child_has_school_on_workdays_and_not_on_holidays_or_saturday() -> None:
    ochtend = time(10, 0)
    soorten = [hindernis(NOOR, tijd(moment(2026, 12, dag, ochtend.hour))) for dag in (1, 5, 25)]
    assert [h and h.soort for h in soorten] == [Soort.LES, None, None]


def test_a_professional_works_office_hours_on_workdays() -> None:
    tijden = [moment(2026, 12, 1, 16), moment(2026, 12, 1, 16, 30), moment(2026, 12, 5, 10)]
    gevonden = [hindernis(LINDA, tijd(t)) for t in tijden]
    assert [h and h.soort for h in gevonden] == [None, Soort.KANTOOR, Soort.KANTOOR]


def test_an_absence_of_some_weeks_ends() -> None:
    weg = Gast("Tom", verhinderd=(Verhinderd(van=date(2026, 12, 1), tot_en_met=date(2026, 12, 4)),))
    vrij = [hindernis(weg, tijd(moment(2026, 12, dag, 10))) is None for dag in (1, 4, 5)]
    assert vrij == [False, False, True]
    eerder = hindernis(weg, tijd(moment(2026, 11, 30, 10)))
    assert eerder is None


def test_public_holidays_are_named() -> None:
    assert feestdag(date(2026, 4, 6)) == Feestdag.TWEEDE_PAASDAG
    assert feestdag(date(2026, 4, 27)) == Feestdag.KONINGSDAG
    assert feestdag(date(2025, 4, 26)) == Feestdag.KONINGSDAG
    assert feestdag(date(2025, 5, 5)) == Feestdag.BEVRIJDINGSDAG
    assert feestdag(date(2026, 5, 5)) is None
    assert feestdag(date(2026, 5, 14)) == Feestdag.HEMELVAARTSDAG
    assert feestdag(date(2026, 5, 25)) == Feestdag.TWEEDE_PINKSTERDAG
    tijden, waarom = zoek(date(2026, 12, 24), date(2026, 12, 25), [SAMIRA, LINDA])
    assert tijden == ["2026-12-24 15:30"]
    assert waarom == {"2026-12-25": [("feestdag", None)]}


def test_nothing_is_proposed_in_the_past() -> None:
    tijden, waarom = zoek(
        date(2026, 12, 1), date(2026, 12, 2), [SAMIRA], niet_voor=moment(2026, 12, 1, 16)
    )
    assert tijden == ["2026-12-02 15:30"]
    assert waarom == {}


def test_times_on_one_day_lie_apart_and_there_are_two_at_most() -> None:
    hele_dag = Patroon(frozenset({1}), time(9, 0), time(17, 0))
    tijden, _ = zoek(date(2026, 12, 1), date(2026, 12, 1), [SAMIRA], patroon=hele_dag)
    assert tijden == ["2026-12-01 09:00", "2026-12-01 12:30"]


def test_a_window_has_a_longest_size() -> None:
    elke_dag = Patroon(frozenset(range(7)), time(9, 0), time(10, 0))
    gevonden = list(kandidaten(elke_dag, date(2026, 1, 1), date(2030, 1, 1), timedelta(hours=1)))
    assert len(gevonden) == MAX_DAGEN


kwartieren = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
verhinderingen = st.builds(
    Verhinderd,
    dag=st.none() | st.integers(0, 6),
    vanaf=st.none() | kwartieren,
    van=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)


@st.composite
def bezet(draw: st.DrawFn) -> tuple[datetime, datetime]:
    begin = draw(st.datetimes(datetime(2026, 10, 20), datetime(2026, 10, 31)))
    begin = begin.replace(tzinfo=UTC)
    return begin, begin + timedelta(minutes=draw(st.integers(15, 300)))


@st.composite
def gasten(draw: st.DrawFn) -> list[Gast]:
    aantal = draw(st.integers(1, 6))
    return [
        Gast(
            nummer,
            verplicht=draw(st.booleans()),
            gezin=nummer == 0 or draw(st.booleans()),
            kantooruren=draw(st.booleans()),
            schooltijd=draw(st.booleans()),
            bezet=tuple(draw(st.lists(bezet(), max_size=3))),
            verhinderd=tuple(draw(st.lists(verhinderingen, max_size=2))),
        )
        for nummer in range(aantal)
    ]


@given(
    gasten(),
    st.sampled_from([date(2026, 10, 21), date(2027, 3, 24), date(2026, 6, 1)]),
    st.integers(0, 12),
    st.frozensets(st.integers(0, 6), min_size=1),
    kwartieren,
    kwartieren,
    st.integers(1, 16).map(lambda n: timedelta(minutes=15 * n)),
)
def test_every_proposal_keeps_every_promise(
    wie: list[Gast],
    van: date,
    dagen: int,
    weekdagen: frozenset[int],
    vanaf: time,
    tot: time,
    duur: timedelta,
) -> None:
    tot_en_met = van + timedelta(days=dagen)
    niet_voor = datetime(van.year, van.month, van.day, 12, tzinfo=UTC)
    patroon = Patroon(weekdagen, vanaf, tot)
    uitkomst = stel_voor(patroon, van, tot_en_met, duur, wie, niet_voor=niet_voor)
    assert len(uitkomst.voorstellen) <= MAX_VOORSTELLEN
    for gekozen in uitkomst.voorstellen:
        einde = gekozen.eind.astimezone(AMSTERDAM)
        assert van <= gekozen.dag <= tot_en_met
        assert gekozen.dag.weekday() in weekdagen
        assert gekozen.lokaal.time() >= vanaf
        assert (einde.date(), einde.time()) <= (gekozen.dag, tot)
        assert gekozen.eind.astimezone(UTC) - gekozen.begin.astimezone(UTC) == duur
        assert gekozen.begin >= niet_voor
        gehinderd = {g.id for g in wie if hindernis(g, gekozen)}
        assert not any(g.verplicht and g.id in gehinderd for g in wie)
        assert any(g.gezin and g.id not in gehinderd for g in wie)
        for gast in wie:
            if gast.id not in gehinderd:
                assert not any(gekozen.raakt(b, e, REISTIJD) for b, e in gast.bezet)
    begonnen = [t.begin for t in uitkomst.voorstellen]
    assert begonnen == sorted(set(begonnen))
    for eerst, dan in zip(uitkomst.voorstellen, uitkomst.voorstellen[1:], strict=False):
        assert eerst.eind <= dan.begin
    goede_dagen = {t.dag for t in uitkomst.voorstellen}
    assert not goede_dagen & {a.tijd.dag for a in uitkomst.afgevallen}
    assert all(a.hindernissen for a in uitkomst.afgevallen)
