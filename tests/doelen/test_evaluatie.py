"""How a goal goes: scores, what helped, and what the table concludes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from doelen import verloop, workflow
from doelen.access import doelen_met_scores, get_doel
from doelen.models import Conclusie, Doel, Doelstatus, Evaluatie, Score
from gezinsplan.versies import VerouderdError
from notifications.models import Bericht
from tests.cast import Cast, zet_bram_gezin, zet_cast
from tests.doelen.teksten import zet_doel, zet_plan

pytestmark = pytest.mark.django_db

OP = date(2026, 11, 24)


@dataclass
class Tafel:
    """What this room knows of a table: its id and who keeps the minutes."""

    pk: UUID
    notulist_id: UUID | None


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


def begin(cast: Cast, doel: Doel, wie: str = "samira", **meer: Any) -> Evaluatie:
    """The evaluation of this goal outside a table."""
    return workflow.get_or_create_evaluatie(
        doel, None, OP, actor=cast.plek(wie), now=cast.now, **meer
    )


def besluit(cast: Cast, evaluatie: Evaluatie, conclusie: str, woorden: str = "") -> None:
    """Conclude as Samira, on the version as it is."""
    workflow.conclude(
        evaluatie,
        evaluatie.versie,
        conclusie=conclusie,
        nieuwe_woorden=woorden,
        actor=cast.plek("samira"),
        now=cast.now,
    )


def test_there_is_one_evaluation_per_goal_and_table(cast: Cast) -> None:
    doel, tafel = zet_plan(cast)["school"], uuid4()
    linda = cast.plek("linda")
    een = workflow.get_or_create_evaluatie(doel, tafel, OP, actor=linda, now=cast.now)
    twee = workflow.get_or_create_evaluatie(doel, tafel, OP, actor=linda, now=cast.now)
    ander = workflow.get_or_create_evaluatie(doel, uuid4(), OP, actor=linda, now=cast.now)
    buiten = begin(cast, doel)
    assert een == twee == Evaluatie.objects.get(tafel_id=tafel)
    assert len({een.pk, ander.pk, buiten.pk, begin(cast, doel).pk}) == 3


def test_who_keeps_the_minutes_writes_at_that_table_within_what_they_see(cast: Cast) -> None:
    teksten = zet_plan(cast)
    tafel = Tafel(uuid4(), cast.deelname["peter"].pk)
    peter, nu = cast.plek("peter"), cast.now
    evaluatie = workflow.get_or_create_evaluatie(
        teksten["school"], tafel.pk, OP, actor=peter, now=nu, tafel=tafel
    )
    workflow.set_score(evaluatie, lid=cast.lid["noor"], waarde=4, actor=peter, now=nu, tafel=tafel)
    workflow.save_evaluatie_text(
        evaluatie, 0, wat_hielp="x", volgende_stap="y", actor=peter, now=nu, tafel=tafel
    )
    workflow.conclude(evaluatie, 1, conclusie="gaat_door", actor=peter, now=nu, tafel=tafel)
    concept = teksten["voetbal"]
    workflow.establish(concept, actor=peter, now=nu, op=OP, tafel=tafel)
    assert concept.status == Doelstatus.ACTIEF
    with pytest.raises(PermissionDenied):
        workflow.get_or_create_evaluatie(
            teksten["post"], tafel.pk, OP, actor=peter, now=nu, tafel=tafel
        )


def test_keeping_the_minutes_of_one_table_gives_no_right_at_another(cast: Cast) -> None:
    doel, elders = zet_plan(cast)["school"], Tafel(uuid4(), cast.deelname["peter"].pk)
    peter, nu = cast.plek("peter"), cast.now
    evaluatie = workflow.get_or_create_evaluatie(
        doel, uuid4(), OP, actor=cast.plek("linda"), now=nu
    )
    lid = cast.lid["noor"]
    for tafel in (None, elders, Tafel(elders.pk, cast.deelname["linda"].pk)):
        with pytest.raises(PermissionDenied):
            workflow.set_score(evaluatie, lid=lid, waarde=4, actor=peter, now=nu, tafel=tafel)
        with pytest.raises(PermissionDenied):
            workflow.conclude(evaluatie, 0, conclusie="niet", actor=peter, now=nu, tafel=tafel)
    assert not Score.objects.exists()


@pytest.mark.parametrize("wie", ["noor", "peter", "youssef"])
def test_who_may_not_write_the_goal_may_not_evaluate_it(cast: Cast, wie: str) -> None:
    doel = zet_plan(cast)["school"]
    with pytest.raises(PermissionDenied):
        begin(cast, doel, wie)
    evaluatie = begin(cast, doel)
    with pytest.raises(PermissionDenied):
        workflow.save_evaluatie_text(
            evaluatie, 0, wat_hielp="x", volgende_stap="", actor=cast.plek(wie), now=cast.now
        )


def test_everyone_gives_their_own_score_to_a_goal_they_see(cast: Cast) -> None:
    teksten = zet_plan(cast)
    school, post = begin(cast, teksten["school"]), begin(cast, teksten["post"])
    nu = cast.now
    workflow.set_score(school, lid=cast.lid["noor"], waarde=5, actor=cast.plek("noor"), now=nu)
    peter = cast.plek("peter")
    workflow.set_score(school, deelname=cast.deelname["peter"], waarde=6, actor=peter, now=nu)
    with pytest.raises(PermissionDenied):
        workflow.set_score(school, lid=cast.lid["noor"], waarde=1, actor=peter, now=nu)
    with pytest.raises(PermissionDenied):
        workflow.set_score(post, lid=cast.lid["mark"], waarde=1, actor=cast.plek("mark"), now=nu)
    assert sorted(school.scores.values_list("waarde", flat=True)) == [5, 6]
    assert not post.scores.exists()


def test_a_score_is_changed_and_cleared_and_there_is_one_per_person(cast: Cast) -> None:
    evaluatie, samira = begin(cast, zet_plan(cast)["school"]), cast.plek("samira")
    for waarde in (3, 0, 10):
        workflow.set_score(
            evaluatie, lid=cast.lid["daan"], waarde=waarde, actor=samira, now=cast.now
        )
        assert evaluatie.scores.get().waarde == waarde
    workflow.set_score(evaluatie, lid=cast.lid["daan"], waarde=None, actor=samira, now=cast.now)
    assert not evaluatie.scores.exists()


@pytest.mark.parametrize("waarde", [-1, 11, 100])
def test_a_score_is_zero_to_ten(cast: Cast, waarde: int) -> None:
    evaluatie = begin(cast, zet_plan(cast)["school"])
    with pytest.raises(ValueError, match="a score is 0 to 10"):
        workflow.set_score(
            evaluatie,
            lid=cast.lid["noor"],
            waarde=waarde,
            actor=cast.plek("samira"),
            now=cast.now,
        )


def test_a_score_is_of_exactly_one_person_of_this_plan(cast: Cast) -> None:
    evaluatie, samira = begin(cast, zet_plan(cast)["school"]), cast.plek("samira")
    elders = zet_bram_gezin(cast)
    kind, nu = elders.gezin.leden.last(), cast.now
    geen_of_twee: list[Any] = [{}, {"lid": cast.lid["noor"], "deelname": cast.deelname["noor"]}]
    for wie in geen_of_twee:
        with pytest.raises(ValueError, match="one person"):
            workflow.set_score(evaluatie, waarde=3, actor=samira, now=nu, **wie)
    vreemden: list[Any] = [{"lid": kind}, {"deelname": elders.deelnames.get()}]
    for vreemd in vreemden:
        with pytest.raises(PermissionDenied):
            workflow.set_score(evaluatie, waarde=3, actor=samira, now=nu, **vreemd)


def test_what_helped_written_by_two_at_once_is_not_lost(cast: Cast) -> None:
    evaluatie = begin(cast, zet_plan(cast)["school"])
    zelfde = Evaluatie.objects.get()
    workflow.save_evaluatie_text(
        evaluatie, 0, wat_hielp="een", volgende_stap="", actor=cast.plek("samira"), now=cast.now
    )
    with pytest.raises(VerouderdError):
        workflow.save_evaluatie_text(
            zelfde, 0, wat_hielp="twee", volgende_stap="", actor=cast.plek("mark"), now=cast.now
        )
    with pytest.raises(VerouderdError):
        workflow.conclude(zelfde, 0, conclusie="niet", actor=cast.plek("mark"), now=cast.now)
    assert Doel.objects.get(pk=evaluatie.doel_id).status == Doelstatus.ACTIEF


@pytest.mark.parametrize(
    ("conclusie", "status", "afgerond"),
    [
        (Conclusie.GAAT_DOOR, Doelstatus.ACTIEF, None),
        (Conclusie.DEELS, Doelstatus.ACTIEF, None),
        (Conclusie.BEREIKT, Doelstatus.BEREIKT, OP),
        (Conclusie.NIET, Doelstatus.NIET_BEREIKT, OP),
    ],
)
def test_the_goal_follows_the_conclusion(
    cast: Cast, conclusie: str, status: str, afgerond: date | None
) -> None:
    doel = zet_plan(cast)["school"]
    besluit(cast, begin(cast, doel), conclusie)
    doel.refresh_from_db()
    assert (doel.status, doel.afgerond_op) == (status, afgerond)


def test_adjusting_gives_new_words_and_keeps_the_old(cast: Cast) -> None:
    doel = zet_plan(cast)["school"]
    oud = doel.tekst
    besluit(cast, begin(cast, doel), Conclusie.BIJSTELLEN, "  Noor gaat vier dagen  ")
    doel.refresh_from_db()
    assert (doel.tekst, doel.status) == ("Noor gaat vier dagen", Doelstatus.ACTIEF)
    assert [str(v) for v in doel.eerdere_woorden.all()] == [oud]
    gehoord = {b.ontvanger for b in Bericht.objects.filter(soort="doelen.woorden")}
    assert gehoord == {cast.gebruiker[wie] for wie in ("mark", "noor", "linda")}


def test_adjusting_without_words_is_not_possible(cast: Cast) -> None:
    evaluatie = begin(cast, zet_plan(cast)["school"])
    with pytest.raises(workflow.OvergangError):
        besluit(cast, evaluatie, Conclusie.BIJSTELLEN, "   ")
    with pytest.raises(ValueError, match="no conclusion"):
        besluit(cast, evaluatie, "onzin")


@pytest.mark.parametrize("eerst", Conclusie.values)
@pytest.mark.parametrize("dan", ["", *Conclusie.values])
def test_a_table_that_changes_its_mind_leaves_no_trace_of_the_first(
    cast: Cast, eerst: str, dan: str
) -> None:
    doel = zet_plan(cast)["school"]
    oud = doel.tekst
    evaluatie = begin(cast, doel)
    besluit(cast, evaluatie, eerst, "Eerste woorden")
    besluit(cast, evaluatie, dan, "Tweede woorden")
    doel.refresh_from_db()
    bijgesteld = dan == Conclusie.BIJSTELLEN
    assert doel.tekst == ("Tweede woorden" if bijgesteld else oud)
    assert [str(v) for v in doel.eerdere_woorden.all()] == ([oud] if bijgesteld else [])
    einde = {"bereikt": Doelstatus.BEREIKT, "niet": Doelstatus.NIET_BEREIKT}
    assert doel.status == einde.get(dan, Doelstatus.ACTIEF)
    assert (doel.afgerond_op is None) is (dan not in einde)


def test_saying_the_same_twice_changes_the_goal_once(cast: Cast) -> None:
    doel = zet_plan(cast)["school"]
    evaluatie = begin(cast, doel)
    for _ in range(2):
        besluit(cast, evaluatie, Conclusie.BIJSTELLEN, "Noor gaat vier dagen")
    assert doel.eerdere_woorden.count() == 1


@pytest.mark.parametrize("status", ["concept", "bereikt", "niet_bereikt", "losgelaten"])
def test_nothing_is_concluded_about_a_goal_nobody_works_at(cast: Cast, status: str) -> None:
    reden = {"reden": "x"} if status == "losgelaten" else {}
    doel = zet_doel(cast, "Daan voetbalt", "vrije-tijd", "daan", status=status, **reden)
    evaluatie = begin(cast, doel)
    with pytest.raises(workflow.OvergangError):
        besluit(cast, evaluatie, Conclusie.GAAT_DOOR)
    evaluatie.refresh_from_db()
    assert (evaluatie.conclusie, evaluatie.versie) == ("", 0)


def test_scores_of_seats_and_members_become_points_and_a_sentence(cast: Cast) -> None:
    doel = zet_plan(cast)["school"]
    evaluatie, nu = begin(cast, doel), cast.now
    workflow.set_score(evaluatie, lid=cast.lid["noor"], waarde=3, actor=cast.plek("samira"), now=nu)
    for wie, waarde in (("peter", 5), ("youssef", 6)):
        workflow.set_score(
            evaluatie, deelname=cast.deelname[wie], waarde=waarde, actor=cast.plek(wie), now=nu
        )
    gezien = next(d for d in doelen_met_scores(cast.plek("peter")) if d.pk == doel.pk)
    punten = verloop.meetpunten(gezien.evaluaties.all())
    assert verloop.laatste_scores(punten) == [
        {"naam": "Noor de Wit", "soort": "gezin", "score": 3, "was": None},
        {"naam": "Peter Hendriks", "soort": "professional", "score": 5, "was": None},
        {"naam": "Youssef El Amrani", "soort": "netwerk", "score": 6, "was": None},
    ]
    assert verloop.zin(punten, 7, OP) == (
        "Noor gaf een 3, Peter Hendriks een 5, Youssef El Amrani een 6 op dinsdag 24 november. "
        "De wens is een 7. Nog niet opnieuw gevraagd."
    )
    assert [e.pk for e in get_doel(cast.plek("noor"), doel.pk).evaluaties.all()] == [evaluatie.pk]
