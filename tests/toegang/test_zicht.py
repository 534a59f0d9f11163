"""From what each allowed to what a seat sees. No database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from gezinsplan.models import Gezag, Gezinslid
from toegang.beslissers import Beslisser, lid_beslist
from toegang.models import ALLES, GEZIN, Antwoord, Instemming
from toegang.zicht import Zicht, bereken, doorsnee, geldende

NU = datetime(2026, 11, 24, 10, tzinfo=UTC)
VANDAAG = date(2026, 11, 24)

SAMIRA = Gezinslid(voornaam="Samira", geboortedatum=date(1987, 1, 1))
MARK = Gezinslid(voornaam="Mark", geboortedatum=date(1984, 1, 1))
NOOR = Gezinslid(voornaam="Noor", geboortedatum=date(2011, 1, 1))
DAAN = Gezinslid(voornaam="Daan", geboortedatum=date(2017, 1, 1))
LEDEN = [SAMIRA, MARK, NOOR, DAAN]
GEZAG = [Gezag(kind=k, lid=o, van=k.geboortedatum) for k in (NOOR, DAAN) for o in (SAMIRA, MARK)]


def zegt(lid: Gezinslid, leefgebieden: list[str], **velden: Any) -> Instemming:
    velden = {"antwoord": Antwoord.JA, "secties": ["acties"], "gegeven_op": NU, **velden}
    return Instemming(gever=lid, gever_naam=lid.naam, leefgebieden=leefgebieden, **velden)


def zicht(betreft: list[Gezinslid], *antwoorden: Instemming, een: bool = False) -> Zicht:
    gezegd = {Beslisser("lid", i.gever_id, i.gever_naam): i for i in antwoorden if i.gever_id}
    return bereken(betreft, LEDEN, GEZAG, gezegd, VANDAAG, een=een)


def per_naam(uitkomst: Zicht) -> dict[str, list[str]]:
    namen = {GEZIN: "gezin", **{str(lid.id): lid.voornaam for lid in LEDEN}}
    return {namen[sleutel]: codes for sleutel, codes in uitkomst.leefgebieden.items()}


@pytest.mark.parametrize(
    ("lijsten", "samen"),
    [
        ([], [ALLES]),
        ([["school"]], ["school"]),
        ([["school", "wonen"], ["wonen"]], ["wonen"]),
        ([["school"], ["wonen"]], []),
        ([[ALLES], ["wonen"]], ["wonen"]),
        ([[ALLES], [ALLES]], [ALLES]),
        ([[], [ALLES]], []),
    ],
)
def test_the_intersection_holds(lijsten: list[list[str]], samen: list[str]) -> None:
    assert doorsnee(lijsten) == samen


def test_where_two_parents_allow_different_things_only_what_both_allow_is_seen() -> None:
    uitkomst = zicht([DAAN], zegt(SAMIRA, ["school", "gezondheid"]), zegt(MARK, ["school"]))
    assert per_naam(uitkomst) == {"Daan": ["school"], "gezin": ["school"]}
    assert uitkomst.secties == ["acties"]


def test_without_the_second_parent_nothing_of_the_child_or_the_family_is_seen() -> None:
    assert per_naam(zicht([DAAN], zegt(SAMIRA, ["school"]))) == {}


def test_a_no_gives_nothing_whatever_was_switched_on() -> None:
    nee = zegt(MARK, [ALLES], antwoord=Antwoord.NEE)
    assert per_naam(zicht([DAAN], zegt(SAMIRA, ["school"]), nee)) == {}


def test_what_concerns_one_adult_follows_that_adult_alone() -> None:
    uitkomst = zicht(LEDEN, zegt(SAMIRA, ["inkomen"]), zegt(MARK, []), zegt(NOOR, []))
    assert per_naam(uitkomst) == {
        "Samira": ["inkomen"],
        "Mark": [],
        "Noor": [],
        "Daan": [],
        "gezin": [],
    }


def test_a_seat_about_one_adult_never_sees_the_other_household_or_the_family() -> None:
    uitkomst = zicht([SAMIRA], zegt(SAMIRA, [ALLES], secties=[ALLES]))
    assert per_naam(uitkomst) == {"Samira": [ALLES]}
    assert uitkomst.secties == ["acties", "rondetafels"]


def test_a_child_from_twelve_narrows_what_concerns_it() -> None:
    alles = [zegt(SAMIRA, [ALLES]), zegt(MARK, [ALLES])]
    assert per_naam(zicht([NOOR], *alles)) == {"gezin": [ALLES]}
    assert per_naam(zicht([NOOR], *alles, zegt(NOOR, ["school"]))) == {
        "Noor": ["school"],
        "gezin": [ALLES],
    }


def test_one_parent_suffices_where_the_gemeente_says_so() -> None:
    uitkomst = zicht([DAAN], zegt(SAMIRA, ["school"]), een=True)
    assert per_naam(uitkomst) == {"Daan": ["school"], "gezin": ["school"]}


def test_a_section_of_the_whole_family_needs_all_who_decide_about_the_family() -> None:
    beiden = [
        zegt(SAMIRA, ["school"], secties=["netwerk", "acties"]),
        zegt(MARK, ["school"], secties=["netwerk", "hulpvraag"]),
    ]
    assert zicht([DAAN], *beiden).secties == ["netwerk"]
    assert zicht([SAMIRA], beiden[0]).secties == ["acties"]


def test_the_child_that_is_asked_narrows_the_sections_too() -> None:
    antwoorden = [
        zegt(SAMIRA, ["school"], secties=[ALLES]),
        zegt(MARK, ["school"], secties=[ALLES]),
        zegt(NOOR, ["school"], secties=["acties"]),
    ]
    assert zicht([NOOR], *antwoorden).secties == ["acties"]


def test_the_newest_answer_counts_and_a_withdrawn_or_expired_one_does_not() -> None:
    eerst = zegt(SAMIRA, ["school"], gegeven_op=NU - timedelta(days=2))
    later = zegt(SAMIRA, ["wonen"], gegeven_op=NU - timedelta(days=1))
    weg = zegt(SAMIRA, [ALLES], gegeven_op=NU, ingetrokken_op=NU)
    voorbij = zegt(MARK, ["school"], tot=VANDAAG)
    morgen = zegt(NOOR, ["school"], tot=VANDAAG + timedelta(days=1))
    geldig = geldende([later, eerst, weg, voorbij, morgen], VANDAAG)
    assert geldig == {lid_beslist(SAMIRA): later, lid_beslist(NOOR): morgen}


def test_an_answer_about_coordinating_is_no_answer_about_a_seat() -> None:
    over_zc = zegt(SAMIRA, [ALLES], coordinatie=True)
    assert geldende([over_zc], VANDAAG) == {}
    assert geldende([over_zc], VANDAAG, coordinatie=True) == {lid_beslist(SAMIRA): over_zc}


def test_an_answer_of_nobody_is_an_error() -> None:
    with pytest.raises(ValueError, match="without a giver"):
        geldende([Instemming(gever_naam="?", gegeven_op=NU)], VANDAAG)


def test_a_scope_sees_a_row_by_whom_it_concerns_and_by_leefgebied() -> None:
    alleen = Zicht({str(DAAN.id): ["school"], GEZIN: [ALLES]}, ["acties"])
    assert alleen.ziet(DAAN.id, "school")
    assert not alleen.ziet(DAAN.id, "wonen")
    assert not alleen.ziet(NOOR.id, "school")
    assert alleen.ziet(None, "wonen")
    assert alleen.ziet_sectie("acties")
    assert not alleen.ziet_sectie("netwerk")
    assert Zicht({}, [ALLES]).ziet_sectie("netwerk")
