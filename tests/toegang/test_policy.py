"""The access table: who may end which seat, what each state of a plan allows, and its printing."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from gezinsplan.models import Planstatus
from tests.cast import Cast, zet_cast
from toegang import matrix, policy
from toegang.models import Rol
from toegang.policy import COORDINATOR, NOODINZAGE, Handeling, Voorwaarde
from toegang.predicaten import PREDICATEN, concerns_me, in_scope, may_end, own

ROOT = Path(__file__).resolve().parents[2]
PLEKKEN = ["samira", "mark", "noor", "fatma", "youssef", "linda", "peter", "aisha", "esther"]

MAG_BEEINDIGEN = {
    # who asks: whose seats they may end
    "samira": {"samira", "fatma", "peter", "aisha"},
    "mark": {"mark", "fatma", "peter", "aisha"},
    "noor": {"noor", "fatma", "peter", "aisha", "youssef"},
    "fatma": {"fatma"},
    "youssef": {"youssef"},
    "linda": set(),
    "peter": {"peter"},
    "aisha": {"aisha"},
    "esther": set(),
}


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(timezone.now())


@pytest.mark.parametrize("wie", PLEKKEN)
def test_who_may_end_which_seat(cast: Cast, wie: str) -> None:
    """A statutory seat and the zorgcoördinator's end by nobody; a JIM's by the young person."""
    plek = cast.plek(wie)
    mag = {ander for ander in PLEKKEN if plek.mag(Handeling.PLEK_BEEINDIGEN, cast.deelname[ander])}
    assert mag == MAG_BEEINDIGEN[wie]


def test_from_sixteen_the_young_person_ends_what_is_about_them_alone(cast: Cast) -> None:
    cast.deelname["peter"].betreft.set([cast.lid["noor"]])
    assert {
        wie: cast.plek(wie).mag(Handeling.PLEK_BEEINDIGEN, cast.deelname["peter"])
        for wie in ("samira", "noor")
    } == {"samira": True, "noor": True}
    noor = cast.lid["noor"]
    noor.geboortedatum = noor.geboortedatum.replace(year=noor.geboortedatum.year - 2)
    noor.save()
    assert {
        wie: cast.plek(wie).mag(Handeling.PLEK_BEEINDIGEN, cast.deelname["peter"])
        for wie in ("samira", "noor")
    } == {"samira": False, "noor": True}


def test_a_parent_whose_say_was_taken_away_decides_about_nothing(cast: Cast) -> None:
    cast.deelname["mark"].beslist_mee = False
    cast.deelname["mark"].save()
    mark, samira = cast.plek("mark"), cast.plek("samira")
    assert not mark.mag(Handeling.PLEK_INSTEMMEN)
    assert not mark.mag(Handeling.PLEK_BEEINDIGEN, cast.deelname["fatma"])
    groep = samira.groepen([cast.lid["daan"]])[0]
    assert {b.naam for b in groep.allen} == {"Samira El Amrani"}


def test_the_conditions_are_a_closed_list() -> None:
    assert set(PREDICATEN) == set(Voorwaarde)
    gebruikt = {v for rij in policy.MAG.values() for v in rij.values()}
    assert gebruikt <= set(Voorwaarde)


def test_every_handeling_has_a_line_and_a_state() -> None:
    assert set(policy.MAG) == set(Handeling)
    assert set(policy.STATUS) == set(Planstatus.values)
    assert all(set(rij) <= {*Rol.values, COORDINATOR, NOODINZAGE} for rij in policy.MAG.values())


@pytest.mark.parametrize("rol", Rol.values)
def test_a_plan_in_concept_exists_for_parents_and_coordinator_only(rol: str) -> None:
    zonder = {
        h
        for h in Handeling
        if policy.regels(h, rol, coordinator=False, planstatus=Planstatus.CONCEPT)
    }
    met = policy.regels(Handeling.PLAN_ZIEN, rol, coordinator=True, planstatus=Planstatus.CONCEPT)
    assert bool(zonder) == (rol == Rol.OUDER)
    assert Voorwaarde.ALTIJD in met


def test_a_closed_plan_can_be_read_and_left_and_nothing_else() -> None:
    mag = {
        h
        for h in Handeling
        for rol in Rol.values
        if policy.regels(h, rol, coordinator=True, planstatus=Planstatus.AFGESLOTEN)
    }
    assert mag == {h for h in Handeling if h in policy.LEZEN}


def test_a_predicate_refuses_what_it_does_not_know(cast: Cast) -> None:
    peter = cast.plek("peter")
    for predicaat in (in_scope, own, may_end):
        assert predicaat(peter, None)
        with pytest.raises(TypeError):
            predicaat(peter, object())


def test_what_concerns_me_is_what_concerns_the_member_who_sits_here(cast: Cast) -> None:
    noor, peter = cast.plek("noor"), cast.plek("peter")
    assert concerns_me(noor, None)
    assert concerns_me(noor, cast.lid["noor"])
    assert not concerns_me(noor, cast.lid["daan"])
    assert not concerns_me(peter, None)


def test_the_page_of_the_documentation_is_what_the_command_prints() -> None:
    uit = io.StringIO()
    call_command("toegangsmatrix", "--format", "md", stdout=uit)
    geschreven = (ROOT / "docs" / "toegang.md").read_text()
    assert uit.getvalue() == geschreven, "manage.py toegangsmatrix --format md > docs/toegang.md"


def test_the_table_prints_for_a_spreadsheet_and_for_a_terminal() -> None:
    uit = io.StringIO()
    call_command("toegangsmatrix", "--format", "csv", stdout=uit)
    rijen = list(csv.reader(io.StringIO(uit.getvalue())))
    assert rijen == matrix.rijen()
    assert len(rijen) == len(Handeling) + 1
    tekst = io.StringIO()
    call_command("toegangsmatrix", stdout=tekst)
    assert tekst.getvalue().splitlines()[0].split()[0] == "handeling"
