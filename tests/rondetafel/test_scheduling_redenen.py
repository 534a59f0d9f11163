"""Why a time cannot be, in words; and what another seat would see of the tables."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from rondetafel import redenen
from rondetafel.feestdagen import Feestdag
from rondetafel.gasten import mens, roepnamen
from rondetafel.kijkje import rondetafels
from rondetafel.models import Verhindering
from rondetafel.scheduling import Hindernis, Oordeel, Soort, Verhinderd
from tests.cast import zet_cast
from tests.rondetafel.tafels import NU
from toegang.access import voorbeeld
from toegang.zicht import Zicht

DIENST = Verhinderd(tot=time(15, 30), reden="dienst")
NAMEN = {"p": "Peter", "n": "Noor", "s": "Samira", "t": "Tom"}


@pytest.mark.parametrize(
    ("hindernis", "woorden"),
    [
        (Hindernis(Soort.BEZET, "p"), "Peter zit dan aan een andere tafel"),
        (Hindernis(Soort.LES, "n"), "Noor heeft les tot 15:15"),
        (Hindernis(Soort.KANTOOR, "p"), "Peter werkt op werkdagen van 8:30 tot 17:30"),
        (
            Hindernis(Soort.FEESTDAG, None, feestdag=Feestdag.TWEEDE_KERSTDAG),
            "Het is dan Tweede Kerstdag",
        ),
        (
            Hindernis(Soort.VERHINDERD, "p", verhinderd=Verhinderd(dag=2, reden="werk")),
            "Peter werkt niet op woensdag",
        ),
        (
            Hindernis(Soort.VERHINDERD, "p", verhinderd=Verhinderd(dag=2)),
            "Peter kan niet op woensdag",
        ),
        (
            Hindernis(
                Soort.VERHINDERD, "p", verhinderd=Verhinderd(tot=time(15, 30), reden="dienst")
            ),
            "Peter heeft dan dienst",
        ),
        (
            Hindernis(
                Soort.VERHINDERD,
                "p",
                verhinderd=Verhinderd(dag=1, van=date(2026, 12, 1), reden="weg"),
            ),
            "Peter is dan weg",
        ),
    ],
)
def test_a_reason_is_a_sentence(hindernis: Hindernis, woorden: str) -> None:
    assert redenen.zin(hindernis, NAMEN) == woorden


def test_every_reason_and_every_holiday_has_its_words() -> None:
    for reden in ("werk", "dienst", "les", "weg", "anders", ""):
        for verhinderd in (Verhinderd(dag=0, reden=reden), Verhinderd(reden=reden)):
            hindernis = Hindernis(Soort.VERHINDERD, "p", verhinderd=verhinderd)
            assert redenen.zin(hindernis, NAMEN).startswith("Peter ")
            assert redenen.in_cel(hindernis)
    for feestdag in Feestdag:
        assert redenen.zin(Hindernis(Soort.FEESTDAG, None, feestdag=feestdag), NAMEN)


def test_who_sit_at_another_table_share_a_sentence() -> None:
    alle = [Hindernis(Soort.BEZET, "p"), Hindernis(Soort.LES, "n"), Hindernis(Soort.BEZET, "s")]
    assert redenen.zinnen(alle, NAMEN) == (
        "Noor heeft les tot 15:15. Peter en Samira zitten dan aan een andere tafel."
    )


def test_what_is_known_and_what_was_answered_stand_together() -> None:
    oordeel = Oordeel("t1", kan_niet=["p", "n", "s"], mist=["p", "n", "s"])
    bekend = {"p": Hindernis(Soort.VERHINDERD, "p", verhinderd=Verhinderd(dag=2, reden="werk"))}
    assert redenen.waarom_niet(oordeel, NAMEN, bekend) == (
        "Peter werkt niet op woensdag. Noor en Samira kunnen dan niet"
    )


def test_a_possible_time_says_who_is_missing_and_who_is_silent() -> None:
    oordeel = Oordeel(
        "t1", liever_niet=["s"], kan_niet=["p", "t"], onbekend=["n"], wacht=["n"], gezin=True
    )
    assert redenen.hoe_goed(oordeel, NAMEN) == (
        "Samira liever niet, Peter en Tom kunnen niet, nog niets van Noor"
    )


def test_hours_that_begin_somewhere_and_never_end() -> None:
    rij = Verhindering(vanaf=time(16, 0), reden="anders")
    assert redenen.verhindering_in_woorden(rij) == "Elke dag, vanaf 16:00: ik kan dan niet"


@pytest.mark.django_db
def test_a_first_name_that_two_share_becomes_the_full_name() -> None:
    cast = zet_cast(NU)
    tom = cast.deelname["tom"]
    tom.naam = "Peter van Dijk"
    zelfde = [cast.deelname["peter"], tom, cast.deelname["fatma"]]
    assert list(roepnamen(zelfde).values()) == ["Peter Hendriks", "Peter van Dijk", "Fatma"]


@pytest.mark.django_db
def test_people_are_described_by_what_they_are() -> None:
    cast = zet_cast(datetime(2026, 11, 23, 9, tzinfo=UTC))
    vandaag = NU.date()
    assert {n: mens(d, vandaag).onder for n, d in cast.deelname.items()} == {
        "samira": "moeder",
        "mark": "vader",
        "noor": "15 jaar",
        "fatma": "buurvrouw",
        "youssef": "oom, JIM van Noor",
        "linda": "zorgcoördinator",
        "peter": "mentor, Het Baken College",
        "aisha": "behandelaar, GGZ De Kade",
        "tom": "budgetcoach, Schuldhulp Waterland",
        "esther": "jeugdbeschermer, GI Noord",
    }


@pytest.mark.django_db
def test_a_preview_says_whether_the_agenda_is_seen() -> None:
    cast = zet_cast(NU)
    samira = cast.plek("samira")
    altijd = "Waar en wanneer een tafel is, na een uitnodiging, en wie er komt"
    sectie = "De agenda en het verslag van de tafel"
    met = voorbeeld(cast.deelname["peter"], Zicht({}, ["rondetafels"]), now=NU)
    zonder = voorbeeld(cast.deelname["peter"], Zicht({}, ["acties"]), now=NU)
    assert rondetafels(met, samira).ziet == [altijd, sectie]
    assert (rondetafels(zonder, samira).ziet, rondetafels(zonder, samira).ziet_niet) == (
        [altijd],
        [sectie],
    )
    assert rondetafels(zonder, zonder).ziet_niet == []
