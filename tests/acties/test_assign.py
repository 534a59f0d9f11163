"""Making an action: who may, for whom, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from acties import workflow
from acties.models import Actie, Actiegebeurtenis
from notifications.models import Bericht
from tests.cast import Cast, zet_bram_gezin

Antwoorden = Callable[[Actie], dict[str, str]]
Berichten = Callable[[], list[tuple[str, str]]]


def _assign(cast: Cast, door: str, *wie: str, gebied: str = "school", **velden: Any) -> Actie:
    return workflow.assign(
        actor=cast.plek(door),
        now=cast.now,
        tekst="Maak een rooster",
        houders=[cast.deelname[naam] for naam in wie],
        leefgebied=cast.leefgebied[gebied],
        **velden,
    )


def test_the_coordinator_asks_and_the_owner_chooses(
    cast: Cast, antwoorden: Antwoorden, berichten: Berichten
) -> None:
    actie = _assign(cast, "linda", "peter")
    assert actie.status == "voorgesteld"
    assert antwoorden(actie) == {"peter": "open"}
    assert berichten() == [("acties.gevraagd", "peter")]
    (gebeurd,) = Actiegebeurtenis.objects.all()
    assert (gebeurd.soort, gebeurd.door, gebeurd.houder, gebeurd.naar) == (
        "gemaakt",
        cast.deelname["linda"],
        cast.deelname["peter"],
        "voorgesteld",
    )


def test_taking_it_oneself_is_accepting_it(
    cast: Cast, antwoorden: Antwoorden, berichten: Berichten
) -> None:
    actie = _assign(cast, "peter", "peter")
    assert actie.status == "afgesproken"
    assert antwoorden(actie) == {"peter": "ja"}
    assert berichten() == []


def test_a_professional_proposes_to_the_young_person(
    cast: Cast, antwoorden: Antwoorden, berichten: Berichten
) -> None:
    actie = _assign(cast, "peter", "noor")
    assert actie.status == "voorgesteld"
    assert antwoorden(actie) == {"noor": "open"}
    assert berichten() == [("acties.gevraagd", "noor")]


def test_with_several_owners_who_makes_it_has_agreed_and_the_others_choose(
    cast: Cast, antwoorden: Antwoorden, berichten: Berichten
) -> None:
    actie = _assign(cast, "samira", "samira", "tom", gebied="inkomen", betreft=cast.lid["samira"])
    assert actie.status == "afgesproken"
    assert antwoorden(actie) == {"samira": "ja", "tom": "open"}
    assert berichten() == [("acties.gevraagd", "tom")]


def test_nobody_makes_an_action_about_what_they_do_not_see(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        _assign(cast, "peter", "peter", gebied="inkomen")
    with pytest.raises(PermissionDenied):
        _assign(cast, "samira", "mark", gebied="gezondheid", betreft=cast.lid["mark"])
    assert Actie.objects.count() == 0


def test_an_owner_sits_at_this_table(cast: Cast) -> None:
    elders = zet_bram_gezin(cast).deelnames.get()
    voor_linda: dict[str, Any] = {"actor": cast.plek("linda"), "now": cast.now, "tekst": "Bel"}
    gebied = cast.leefgebied["school"]
    for wie in ([elders], []):
        with pytest.raises(PermissionDenied):
            workflow.assign(houders=wie, leefgebied=gebied, **voor_linda)
    tom = cast.deelname["tom"]
    tom.status, tom.beeindigd_op = "beeindigd", cast.now
    tom.save()
    with pytest.raises(PermissionDenied):
        workflow.assign(houders=[tom], leefgebied=gebied, **voor_linda)
    assert Actie.objects.count() == 0


@pytest.mark.parametrize("status", ["concept", "afgesloten"])
def test_a_plan_that_does_not_run_gets_no_action(cast: Cast, status: str) -> None:
    cast.plan.status, cast.plan.afgesloten_op = status, cast.now
    cast.plan.actief_op = None if status == "concept" else cast.plan.actief_op
    cast.plan.save()
    with pytest.raises(PermissionDenied):
        _assign(cast, "linda", "peter" if status == "afgesloten" else "samira")


def test_a_monthly_action_remembers_its_day(cast: Cast) -> None:
    dag = cast.now.date().replace(month=12, day=31)
    actie = _assign(cast, "linda", "linda", deadline=dag, herhaling="maandelijks")
    assert actie.herhaal_dag == 31


def test_what_repeats_has_a_date(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        _assign(cast, "linda", "peter", herhaling="wekelijks")
    assert (Actie.objects.count(), Bericht.objects.count()) == (0, 0)


# --- at the table ---------------------------------------------------------------------------------
def _tafel(cast: Cast, notulist: str = "peter") -> Any:
    return SimpleNamespace(id=uuid4(), plan_id=cast.plan.pk, notulist_id=cast.deelname[notulist].pk)


def test_the_notulist_writes_down_what_those_present_agreed(
    cast: Cast, antwoorden: Antwoorden, berichten: Berichten
) -> None:
    tafel = _tafel(cast)
    actie = _assign(
        cast,
        "peter",
        "samira",
        "tom",
        gebied="inkomen",
        tafel=tafel,
        akkoord=[cast.deelname["samira"]],
    )
    assert actie.status == "afgesproken"
    assert actie.tafel_id == tafel.id
    assert antwoorden(actie) == {"samira": "ja", "tom": "open"}
    assert berichten() == []


def test_only_the_notulist_of_this_table_of_this_plan_does_so(cast: Cast) -> None:
    tafel = _tafel(cast, notulist="tom")
    with pytest.raises(PermissionDenied):
        _assign(cast, "peter", "peter", tafel=tafel)
    tafel = _tafel(cast)
    tafel.plan_id = uuid4()
    with pytest.raises(PermissionDenied):
        _assign(cast, "peter", "peter", tafel=tafel)
    assert Actie.objects.count() == 0


def test_closing_the_table_tells_everyone_once(cast: Cast, berichten: Berichten) -> None:
    tafel = _tafel(cast)
    _assign(cast, "peter", "samira", "tom", tafel=tafel, akkoord=[cast.deelname["samira"]])
    _assign(cast, "peter", "samira", tafel=tafel)
    _assign(cast, "linda", "mark")
    Bericht.objects.all().delete()
    for _ in range(2):
        workflow.announce(actor=cast.plek("linda"), now=cast.now, tafel=tafel)
    assert berichten() == [("acties.afgesproken", "samira"), ("acties.afgesproken", "tom")]


def test_at_the_table_the_notulist_writes_what_an_owner_says(
    cast: Cast, antwoorden: Antwoorden
) -> None:
    tafel = _tafel(cast)
    actie = _assign(cast, "linda", "tom", deadline=cast.now.date() + timedelta(days=9))
    met_tafel: dict[str, Any] = {
        "actor": cast.plek("peter"),
        "now": cast.now,
        "houder": cast.deelname["tom"],
    }
    workflow.accept(actie, tafel=tafel, **met_tafel)
    actie.refresh_from_db()
    assert (actie.status, antwoorden(actie)) == ("afgesproken", {"tom": "ja"})
    laatste = Actiegebeurtenis.objects.filter(soort="status").get()
    assert (laatste.door, laatste.houder) == (cast.deelname["peter"], cast.deelname["tom"])
    with pytest.raises(PermissionDenied):
        workflow.begin(actie, **met_tafel)
