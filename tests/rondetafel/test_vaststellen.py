"""Establishing the plan: every goal has an action with an owner, and there is a next date."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from acties import workflow as actiewerk
from doelen.models import Doel
from gezinsplan.models import Gezinsplan
from rondetafel.models import Rondetafel, Stap
from rondetafel.tafelmodus.mensen import personen
from rondetafel.tafelmodus.ontbreekt import bij_sluiten, stand
from rondetafel.workflow.tafelmodus import aanwezigheid, doelen
from rondetafel.workflow.tafelmodus.sluiten import close_rondetafel
from rondetafel.workflow.tafelmodus.vaststellen import OntbreektError, establish_plan
from tests.cast import Cast, zet_cast
from tests.rondetafel.aan_tafel import (
    AAN_TAFEL,
    adres,
    als,
    ga_naar,
    post,
    spreek_af,
    zet_bezig,
    zet_doel,
)
from tests.rondetafel.tafels import NU
from toegang.overgangen import KanNietError

CONCEPT: dict[str, Any] = {"status": "concept", "vastgesteld_op": None}
VANDAAG = AAN_TAFEL.date()


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(NU)


def _stel_vast(cast: Cast, tafel: Rondetafel, door: str = "linda") -> None:
    establish_plan(tafel, actor=cast.plek(door, now=AAN_TAFEL), now=AAN_TAFEL)


def _plan(cast: Cast) -> Gezinsplan:
    return Gezinsplan.objects.get(pk=cast.plan.pk)


def test_with_everything_there_the_plan_and_its_goals_are_established(cast: Cast) -> None:
    school = zet_doel(cast, "Noor gaat naar school", **CONCEPT)
    loopt = zet_doel(cast, "Daan zit op voetbal", "vrije-tijd")
    tafel = ga_naar(cast, zet_bezig(cast), Stap.VOLGENDE)
    spreek_af(cast, tafel, school, "peter")
    spreek_af(cast, tafel, loopt, "fatma")
    _stel_vast(cast, tafel)
    plan = _plan(cast)
    dag = VANDAAG + timedelta(weeks=cast.plan.weken)
    assert (plan.vastgesteld_op, plan.volgende_evaluatie) == (VANDAAG, dag)
    assert set(Doel.objects.values_list("tekst", "status", "vastgesteld_op")) == {
        ("Noor gaat naar school", "actief", VANDAAG),
        ("Daan zit op voetbal", "actief", NU.date()),
    }


def test_what_is_missing_is_said_by_name_and_nothing_is_written(cast: Cast) -> None:
    school = zet_doel(cast, "Noor gaat naar school", **CONCEPT)
    zet_doel(cast, "De huur is betaald", "inkomen", volgorde=2)
    tafel = zet_bezig(cast)
    spreek_af(cast, tafel, school, "peter")
    with pytest.raises(OntbreektError) as fout:
        _stel_vast(cast, tafel)
    assert fout.value.wat == [
        "Voor “De huur is betaald” doet nog niemand iets.",
        "Er is nog geen dag voor de volgende tafel.",
    ]
    assert _plan(cast).vastgesteld_op is None
    assert Doel.objects.get(pk=school.pk).status == "concept"


def test_a_plan_without_a_goal_is_not_established(cast: Cast) -> None:
    tafel = ga_naar(cast, zet_bezig(cast), Stap.VOLGENDE)
    with pytest.raises(OntbreektError, match="Er is nog geen doel"):
        _stel_vast(cast, tafel)


@pytest.mark.parametrize("hoe", ["klaar", "terug", "vervallen"])
def test_an_action_that_nobody_does_any_more_does_not_count(cast: Cast, hoe: str) -> None:
    doel = zet_doel(cast, "Noor gaat naar school")
    tafel = ga_naar(cast, zet_bezig(cast), Stap.VOLGENDE)
    actie = spreek_af(cast, tafel, doel, "peter")
    peter, linda = cast.plek("peter", now=AAN_TAFEL), cast.plek("linda", now=AAN_TAFEL)
    if hoe == "klaar":
        actiewerk.finish(actie, actor=peter, now=AAN_TAFEL)
    elif hoe == "terug":
        actiewerk.hand_back(actie, actor=peter, now=AAN_TAFEL, reden="geen tijd")
    else:
        actiewerk.lapse(actie, actor=linda, now=AAN_TAFEL, reden="hoeft niet")
    with pytest.raises(OntbreektError, match="Noor gaat naar school"):
        _stel_vast(cast, tafel)


def test_a_goal_that_ended_or_is_only_proposed_is_not_asked_for(cast: Cast) -> None:
    doel = zet_doel(cast, "Noor gaat naar school", **CONCEPT)
    zet_doel(cast, "Bereikt", status="bereikt")
    zet_doel(cast, "Voorstel van Peter", voorstel=True, **CONCEPT)
    tafel = ga_naar(cast, zet_bezig(cast), Stap.VOLGENDE)
    spreek_af(cast, tafel, doel, "peter")
    _stel_vast(cast, tafel)
    assert Doel.objects.get(tekst="Voorstel van Peter").status == "concept"


def test_established_twice_without_anything_new_is_refused(cast: Cast) -> None:
    doel = zet_doel(cast, "Noor gaat naar school", **CONCEPT)
    tafel = ga_naar(cast, zet_bezig(cast), Stap.VOLGENDE)
    spreek_af(cast, tafel, doel, "peter")
    _stel_vast(cast, tafel)
    with pytest.raises(KanNietError, match="al vastgesteld"):
        _stel_vast(cast, tafel)


def test_who_does_not_see_every_goal_does_not_establish_and_reads_no_text(cast: Cast) -> None:
    doel = zet_doel(cast, "Noor gaat naar school", **CONCEPT)
    zet_doel(cast, "GEHEIM-SCHULD", "inkomen", **CONCEPT)
    tafel = ga_naar(cast, zet_bezig(cast, notulist="peter"), Stap.VOLGENDE)
    spreek_af(cast, tafel, doel, "peter")
    with pytest.raises(OntbreektError) as fout:
        _stel_vast(cast, tafel, door="peter")
    assert fout.value.wat == [
        "Er zijn doelen die u niet ziet. De zorgcoördinator kan het plan vaststellen."
    ]


def test_who_does_not_keep_the_minutes_does_not_establish(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        _stel_vast(cast, zet_bezig(cast), door="samira")


def test_closing_names_goals_people_and_the_day_that_are_missing(cast: Cast) -> None:
    besproken = zet_doel(cast, "Noor gaat naar school")
    zet_doel(cast, "De huur is betaald", "inkomen", volgorde=2)
    eerste_keer = zet_doel(cast, "Daan zit op voetbal", "vrije-tijd", volgorde=3, **CONCEPT)
    tafel = ga_naar(cast, zet_bezig(cast), Stap.DOELEN)
    linda = cast.plek("linda", now=AAN_TAFEL)
    doelen.conclude(
        tafel, besproken, 0, conclusie="gaat_door", nieuwe_woorden="", actor=linda, now=AAN_TAFEL
    )
    daan = next(p for p in personen(linda, tafel) if p.roepnaam == "Daan")
    doelen.set_score(tafel, eerste_keer, daan, 0, actor=linda, now=AAN_TAFEL)
    for doel in (besproken, eerste_keer):
        spreek_af(cast, tafel, doel, "fatma")
    for wie in personen(linda, tafel):
        if wie.roepnaam not in ("Tom", "Aisha"):
            aanwezigheid.set_presence(
                tafel, wie, 0, aanwezig="ja", reden="", actor=linda, now=AAN_TAFEL
            )
    assert bij_sluiten(tafel, stand(linda, tafel), personen(linda, tafel)) == [
        "Over “De huur is betaald” is niet gesproken.",
        "Voor “De huur is betaald” doet nog niemand iets.",
        "Van Aisha en Tom staat er niet bij of ze er waren.",
        "Er is nog geen dag voor de volgende tafel.",
    ]


def test_the_screen_says_that_closing_is_possible_without_establishing(
    cast: Cast, aan_tafel_nu: None
) -> None:
    zet_doel(cast, "De huur is betaald", "inkomen", **CONCEPT)
    tafel = ga_naar(cast, zet_bezig(cast), Stap.SLUITEN)
    client = als(cast, "linda")
    html = client.get(adres("aan_tafel", tafel)).content.decode()
    assert "U kunt de tafel wel sluiten. Het plan blijft dan “nog niet vastgesteld”." in html
    response = post(client, "tafel_vaststellen", tafel)
    assert response.status_code == 302
    assert "doet nog niemand iets" in client.get(response.url).content.decode()
    close_rondetafel(tafel, actor=cast.plek("linda", now=AAN_TAFEL), now=AAN_TAFEL)
    assert _plan(cast).vastgesteld_op is None
