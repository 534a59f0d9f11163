"""Beginning a table, going from step to step, and private family time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from acties import workflow as actiewerk
from doelen.models import Evaluatie
from rondetafel.models import Agendapunt, Rondetafel, Stap
from rondetafel.tafelmodus.datum import dag_over_weken
from rondetafel.workflow.tafelmodus import notities, openen
from rondetafel.workflow.toestand import RedenNodigError
from tests.cast import Cast, zet_cast
from tests.rondetafel.aan_tafel import AAN_TAFEL, ga_naar, zet_bezig, zet_doel
from tests.rondetafel.tafels import NU, ververs, zet_gepland, zet_tafel
from toegang.overgangen import KanNietError


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(NU)


def _open(cast: Cast, tafel: Rondetafel, door: str = "linda", **anders: Any) -> Rondetafel:
    velden: dict[str, Any] = {"notulist": cast.deelname["linda"], "andere_dag": False, **anders}
    return openen.open_rondetafel(
        tafel, **velden, actor=cast.plek(door, now=AAN_TAFEL), now=AAN_TAFEL
    )


def test_the_coordinator_begins_a_planned_table_and_chooses_who_writes(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    _open(cast, tafel, notulist=cast.deelname["samira"])
    tafel = ververs(tafel)
    assert (tafel.status, tafel.stap, tafel.geopend_op) == ("bezig", Stap.WELKOM, AAN_TAFEL)
    assert tafel.notulist == cast.deelname["samira"]
    assert tafel.stand == 1


@pytest.mark.parametrize("wie", ["samira", "noor", "fatma", "peter"])
def test_nobody_else_begins_it(cast: Cast, wie: str) -> None:
    tafel = zet_gepland(cast)
    with pytest.raises(PermissionDenied):
        _open(cast, tafel, door=wie)
    assert ververs(tafel).status == "gepland"


def test_who_was_named_notulist_before_begins_it(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    Rondetafel.objects.filter(pk=tafel.pk).update(notulist=cast.deelname["samira"])
    _open(cast, tafel, door="samira", notulist=cast.deelname["samira"])
    assert ververs(tafel).status == "bezig"


def test_another_day_needs_a_yes(cast: Cast) -> None:
    tafel, gisteren = zet_gepland(cast), AAN_TAFEL - timedelta(days=1)
    linda = cast.plek("linda", now=gisteren)
    velden: dict[str, Any] = {"notulist": cast.deelname["linda"], "actor": linda, "now": gisteren}
    with pytest.raises(RedenNodigError):
        openen.open_rondetafel(tafel, andere_dag=False, **velden)
    assert ververs(tafel).status == "gepland"
    openen.open_rondetafel(tafel, andere_dag=True, **velden)
    assert ververs(tafel).status == "bezig"


def test_only_a_guest_can_write_the_minutes(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    with pytest.raises(KanNietError, match="Kies iemand die aan deze tafel zit"):
        _open(cast, tafel, notulist=cast.deelname["tom"])


def test_a_table_begins_once_and_not_before_it_is_planned(cast: Cast) -> None:
    for tafel in (zet_bezig(cast), zet_tafel(cast)):
        with pytest.raises(KanNietError):
            _open(cast, tafel)


def test_silent_actions_come_onto_the_agenda_when_it_begins(cast: Cast) -> None:
    actie = actiewerk.assign(
        actor=cast.plek("linda"),
        now=NU - timedelta(days=20),
        tekst="Maak een rooster",
        houders=[cast.deelname["peter"]],
        leefgebied=cast.leefgebied["school"],
        deadline=NU.date() - timedelta(days=9),
    )
    tafel = zet_bezig(cast)
    assert [p.bron_id for p in Agendapunt.objects.filter(tafel=tafel)] == [actie.pk]


def test_coming_to_the_goals_means_the_first_and_makes_room_for_its_evaluation(cast: Cast) -> None:
    eerste = zet_doel(cast, "Noor gaat naar school")
    zet_doel(cast, "De huur is betaald", "inkomen", volgorde=2)
    tafel = ga_naar(cast, zet_bezig(cast), Stap.DOELEN)
    assert (tafel.stap, tafel.stap_doel_id, tafel.stand) == (Stap.DOELEN, eerste.pk, 2)
    evaluatie = Evaluatie.objects.get(doel=eerste)
    assert (evaluatie.tafel_id, evaluatie.op) == (tafel.pk, AAN_TAFEL.date())


def test_a_goal_that_is_let_go_or_of_another_plan_is_no_goal_of_this_table(cast: Cast) -> None:
    weg = zet_doel(cast, "Weg", status="losgelaten", reden="hoeft niet meer")
    tafel = zet_bezig(cast)
    with pytest.raises(KanNietError):
        ga_naar(cast, tafel, Stap.DOELEN, weg)
    assert ververs(tafel).stap == Stap.WELKOM


def test_a_step_that_is_not_there_is_refused(cast: Cast) -> None:
    with pytest.raises(KanNietError):
        ga_naar(cast, zet_bezig(cast), "veiligheid")


def test_coming_to_the_next_date_proposes_it_at_the_interval_of_the_plan(cast: Cast) -> None:
    tafel = ga_naar(cast, zet_bezig(cast), Stap.VOLGENDE)
    assert tafel.volgende_op == AAN_TAFEL.date() + timedelta(weeks=cast.plan.weken)


def test_a_proposed_day_is_never_in_a_weekend() -> None:
    zaterdag = AAN_TAFEL + timedelta(days=4)
    assert dag_over_weken(1, zaterdag).isoformat() == "2026-12-14"
    assert dag_over_weken(1, zaterdag + timedelta(days=1)).isoformat() == "2026-12-14"
    assert dag_over_weken(1, AAN_TAFEL).isoformat() == "2026-12-08"


def test_while_the_family_talks_alone_nothing_is_written(cast: Cast) -> None:
    tafel, linda = zet_bezig(cast), cast.plek("linda", now=AAN_TAFEL)
    openen.set_family_time(tafel, alleen=True, actor=linda, now=AAN_TAFEL)
    with pytest.raises(KanNietError, match="Het gezin praat nu alleen"):
        notities.save_note(tafel, "welkom", 0, tekst="stil", actor=linda, now=AAN_TAFEL)
    openen.set_family_time(tafel, alleen=False, actor=linda, now=AAN_TAFEL)
    notities.save_note(tafel, "welkom", 0, tekst="weer samen", actor=linda, now=AAN_TAFEL)
    assert [n.tekst for n in tafel.notities.all()] == ["weer samen"]


def test_family_time_twice_is_once(cast: Cast) -> None:
    tafel, linda = zet_bezig(cast), cast.plek("linda", now=AAN_TAFEL)
    for _keer in range(2):
        openen.set_family_time(tafel, alleen=True, actor=linda, now=AAN_TAFEL)
    assert ververs(tafel).stand == tafel.stand + 1
