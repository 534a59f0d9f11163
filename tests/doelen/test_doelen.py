"""What happens to a goal: states, words, order, small steps."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from doelen import workflow
from doelen.access import doelen, get_doel, get_werkdoel
from doelen.models import DOEL_OVERGANGEN, Doel, Doelstatus, Werkdoel
from gezinsplan.versies import VerouderdError
from notifications.models import Bericht
from tests.cast import Cast, zet_cast
from tests.doelen.teksten import zet_doel, zet_plan

pytestmark = pytest.mark.django_db

OP = date(2026, 11, 24)
EINDEN = {Doelstatus.BEREIKT, Doelstatus.NIET_BEREIKT, Doelstatus.LOSGELATEN}


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


def zet_op(cast: Cast, status: Doelstatus) -> Doel:
    """A goal in this state."""
    reden = {"reden": "Het ging niet"} if status == Doelstatus.LOSGELATEN else {}
    return zet_doel(cast, "Daan zit op voetbal", "vrije-tijd", "daan", status=status, **reden)


def breng(doel: Doel, naar: Doelstatus, cast: Cast) -> None:
    """Try to bring a goal to a state, by the verb that leads there."""
    linda, nu = cast.plek("linda"), cast.now
    if naar == Doelstatus.LOSGELATEN:
        workflow.let_go(doel, doel.versie, reden="Het is klaar zo", actor=linda, now=nu)
    elif naar == Doelstatus.ACTIEF and doel.status not in EINDEN:
        workflow.establish(doel, actor=linda, now=nu, op=OP)
    elif naar in {Doelstatus.ACTIEF, Doelstatus.CONCEPT}:
        workflow.reopen(doel, doel.versie, reden="Toch weer", actor=linda, now=nu)
    else:
        evaluatie = workflow.get_or_create_evaluatie(doel, None, OP, actor=linda, now=nu)
        conclusie = "bereikt" if naar == Doelstatus.BEREIKT else "niet"
        workflow.conclude(evaluatie, 0, conclusie=conclusie, actor=linda, now=nu)


@pytest.mark.parametrize("van", Doelstatus)
@pytest.mark.parametrize("naar", Doelstatus)
def test_a_goal_goes_only_where_the_table_of_transitions_says(
    cast: Cast, van: Doelstatus, naar: Doelstatus
) -> None:
    doel = zet_op(cast, van)
    with suppress(workflow.OvergangError), transaction.atomic():
        breng(doel, naar, cast)
    doel.refresh_from_db()
    assert (doel.status == naar) is (naar in DOEL_OVERGANGEN[van] or naar == van)


def test_the_database_refuses_a_state_without_its_facts(cast: Cast) -> None:
    for velden in (
        {"status": "actief", "vastgesteld_op": None},
        {"status": "losgelaten", "reden": ""},
        {"status": "actief", "voorstel": True},
        {"status": "onzin"},
        {"gewenst": 11},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            zet_doel(cast, "x", "school", **({"vastgesteld_op": OP} | velden))


def test_an_established_goal_has_the_date_of_the_table(cast: Cast) -> None:
    doel = zet_op(cast, Doelstatus.CONCEPT)
    workflow.establish(doel, actor=cast.plek("samira"), now=cast.now, op=OP)
    doel.refresh_from_db()
    assert (doel.status, doel.vastgesteld_op, doel.versie) == ("actief", OP, 1)


def test_a_proposal_is_not_established_before_it_is_taken_over(cast: Cast) -> None:
    doel = zet_doel(cast, "x", "school", "noor", voorstel=True, door=cast.deelname["peter"])
    with pytest.raises(workflow.OvergangError):
        workflow.establish(doel, actor=cast.plek("linda"), now=cast.now, op=OP)


@pytest.mark.parametrize("wie", ["peter", "noor", "fatma", "youssef"])
def test_only_who_may_write_a_goal_establishes_lets_go_and_orders_it(cast: Cast, wie: str) -> None:
    doel = zet_op(cast, Doelstatus.CONCEPT)
    plek, nu = cast.plek(wie), cast.now
    with pytest.raises(PermissionDenied):
        workflow.establish(doel, actor=plek, now=nu, op=OP)
    with pytest.raises(PermissionDenied):
        workflow.let_go(doel, 0, reden="x", actor=plek, now=nu)
    with pytest.raises(PermissionDenied):
        workflow.reopen(doel, 0, reden="x", actor=plek, now=nu)
    with pytest.raises(PermissionDenied):
        workflow.reorder(doel, "omhoog", actor=plek, now=nu)
    with pytest.raises(PermissionDenied):
        workflow.add_werkdoel(doel, tekst="x", actor=plek, now=nu)


def test_letting_go_and_taking_up_again_need_a_reason(cast: Cast) -> None:
    doel = zet_op(cast, Doelstatus.ACTIEF)
    with pytest.raises(workflow.OvergangError):
        workflow.let_go(doel, 0, reden="  ", actor=cast.plek("samira"), now=cast.now)
    workflow.let_go(doel, 0, reden="Hij danst nu", actor=cast.plek("samira"), now=cast.now)
    assert (doel.status, doel.reden, doel.afgerond_op) == (
        "losgelaten",
        "Hij danst nu",
        timezone.localdate(cast.now),
    )
    with pytest.raises(workflow.OvergangError):
        workflow.reopen(doel, 1, reden="", actor=cast.plek("samira"), now=cast.now)
    workflow.reopen(doel, 1, reden="Toch", actor=cast.plek("samira"), now=cast.now)
    assert (doel.status, doel.vastgesteld_op, doel.afgerond_op) == ("concept", None, None)


def test_an_established_goal_is_let_go_and_not_taken_away(cast: Cast) -> None:
    with pytest.raises(workflow.OvergangError):
        workflow.remove(zet_op(cast, Doelstatus.ACTIEF), 0, actor=cast.plek("samira"), now=cast.now)
    concept = zet_op(cast, Doelstatus.CONCEPT)
    workflow.remove(concept, 0, actor=cast.plek("samira"), now=cast.now)
    assert Doel.objects.visible_to(cast.plek("linda")).count() == 1


def test_the_words_of_an_established_goal_are_kept_and_the_family_hears_of_new_ones(
    cast: Cast,
) -> None:
    doel = zet_plan(cast)["post"]
    oud = doel.tekst
    workflow.edit_doel(
        doel, 0, actor=cast.plek("samira"), now=cast.now, tekst="De huur is betaald", gewenst=9
    )
    versie = doel.eerdere_woorden.get()
    assert (versie.tekst, versie.gewenst, versie.door) == (oud, 8, cast.deelname["samira"])
    gehoord = Bericht.objects.filter(soort="doelen.woorden")
    # Mark and Noor do not see Samira's debts; Tom does, and is not of the family.
    assert [b.ontvanger for b in gehoord] == [cast.gebruiker["linda"]]


def test_a_goal_in_concept_changes_without_a_trace(cast: Cast) -> None:
    doel = zet_op(cast, Doelstatus.CONCEPT)
    workflow.edit_doel(doel, 0, actor=cast.plek("samira"), now=cast.now, tekst="Daan voetbalt")
    assert not doel.eerdere_woorden.exists()
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("status", sorted(EINDEN))
def test_the_words_of_a_goal_that_ended_stand(cast: Cast, status: Doelstatus) -> None:
    with pytest.raises(workflow.OvergangError):
        workflow.edit_doel(
            zet_op(cast, status), 0, actor=cast.plek("samira"), now=cast.now, tekst="x"
        )


def test_a_parent_who_changes_a_proposed_goal_takes_it_over(cast: Cast) -> None:
    doel = zet_doel(cast, "x", "school", "noor", voorstel=True, door=cast.deelname["peter"])
    workflow.edit_doel(doel, 0, actor=cast.plek("mark"), now=cast.now, tekst="Noor gaat")
    assert (doel.tekst, doel.voorstel) == ("Noor gaat", False)
    assert Bericht.objects.get().soort == "doelen.overgenomen"


def test_the_family_orders_its_goals_and_what_one_does_not_see_keeps_its_place(
    cast: Cast,
) -> None:
    een = zet_doel(cast, "een", "school", volgorde=1)
    zet_doel(cast, "schuld", "inkomen", "samira", volgorde=2)
    twee = zet_doel(cast, "twee", "school", volgorde=3)
    zet_doel(cast, "drie", "school", volgorde=4)
    mark = cast.plek("mark")
    assert [str(d) for d in doelen(mark)] == ["een", "twee", "drie"]
    workflow.reorder(twee, "omhoog", actor=mark, now=cast.now)
    assert [str(d) for d in doelen(mark)] == ["twee", "een", "drie"]
    assert [str(d) for d in doelen(cast.plek("linda"))] == ["twee", "schuld", "een", "drie"]
    workflow.reorder(een, "omlaag", actor=mark, now=cast.now)
    assert [str(d) for d in doelen(mark)] == ["twee", "drie", "een"]


def test_who_is_first_stays_first_and_who_is_last_stays_last(cast: Cast) -> None:
    een, twee = (
        zet_doel(cast, naam, "school", volgorde=n) for n, naam in enumerate(["een", "twee"])
    )
    workflow.reorder(een, "omhoog", actor=cast.plek("mark"), now=cast.now)
    workflow.reorder(twee, "omlaag", actor=cast.plek("mark"), now=cast.now)
    assert [str(d) for d in doelen(cast.plek("mark"))] == ["een", "twee"]


def test_small_steps_are_ticked_off_and_a_mistaken_tap_taken_back(cast: Cast) -> None:
    doel, samira = zet_op(cast, Doelstatus.ACTIEF), cast.plek("samira")
    stap = workflow.add_werkdoel(doel, tekst="Proeftraining", actor=samira, now=cast.now)
    workflow.add_werkdoel(doel, tekst="Schoenen kopen", actor=samira, now=cast.now)
    workflow.tick_werkdoel(stap, klaar=True, actor=samira, now=cast.now)
    gezien = get_doel(samira, doel.pk)
    assert (vars(gezien)["stappen"], vars(gezien)["stappen_klaar"]) == (2, 1)
    assert [str(w) for w in gezien.werkdoelen.all()] == ["Proeftraining", "Schoenen kopen"]
    stap = get_werkdoel(samira, doel.pk, stap.pk)
    assert stap.klaar_op == timezone.localdate(cast.now)
    workflow.tick_werkdoel(stap, klaar=False, actor=samira, now=cast.now)
    assert get_werkdoel(samira, doel.pk, stap.pk).klaar_op is None


def test_a_step_changed_by_two_loses_nothing(cast: Cast) -> None:
    doel, samira = zet_op(cast, Doelstatus.ACTIEF), cast.plek("samira")
    stap = workflow.add_werkdoel(doel, tekst="Proeftraining", actor=samira, now=cast.now)
    zelfde = Werkdoel.objects.get()
    workflow.edit_werkdoel(stap, 0, tekst="Twee keer trainen", actor=samira, now=cast.now)
    with pytest.raises(VerouderdError):
        workflow.edit_werkdoel(zelfde, 0, tekst="x", actor=cast.plek("mark"), now=cast.now)
    with pytest.raises(VerouderdError):
        workflow.remove_werkdoel(zelfde, 0, actor=cast.plek("mark"), now=cast.now)
    assert Werkdoel.objects.get().tekst == "Twee keer trainen"
    workflow.remove_werkdoel(stap, 1, actor=samira, now=cast.now)
    assert not Werkdoel.objects.exists()
