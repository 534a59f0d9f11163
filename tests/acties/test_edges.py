"""What happens between finding and doing, and other narrow places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import Mock
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from acties import opvolging, tasks, workflow
from acties.models import Actie, Actiegebeurtenis
from acties.tegenspraak import op_agenda
from doelen.models import Doel
from doelen.workflow import dispute
from notifications.access import berichten_van
from notifications.models import Bericht
from tests.cast import Cast

Maak = Callable[..., Actie]
Als = Callable[[str], Client]


def test_two_workers_that_found_the_same_say_it_once(cast: Cast, maak: Maak) -> None:
    actie = maak("peter", ja=True, deadline=cast.now.date())
    vraag = maak("noor", deadline=None).houders.get()
    later = cast.now + timedelta(days=8)
    fase = opvolging.FASES[1]
    assert [opvolging._doe(fase, actie, cast.now) for _ in range(2)] == [1, 0]
    keren = [opvolging._meld_zonder_antwoord(vraag, later) for _ in range(2)]
    assert keren == [1, 0]
    assert Actiegebeurtenis.objects.filter(soort="herinnerd").count() == 1


def test_a_full_batch_asks_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    opnieuw = Mock()
    monkeypatch.setattr(opvolging, "volg_op", lambda **_: tasks.PER_KEER)
    monkeypatch.setattr(tasks.volg_op, "delay", opnieuw)
    tasks.volg_op()
    opnieuw.assert_called_once_with()
    monkeypatch.setattr(opvolging, "volg_op", lambda **_: tasks.PER_KEER - 1)
    tasks.volg_op()
    opnieuw.assert_called_once_with()


def test_a_goal_of_another_plan_is_refused(cast: Cast, doel: Callable[..., Doel]) -> None:
    elders = doel("CANARY")
    elders.plan_id = uuid4()
    with pytest.raises(PermissionDenied):
        workflow.assign(
            actor=cast.plek("linda"),
            now=cast.now,
            tekst="Bel",
            houders=[cast.deelname["peter"]],
            leefgebied=cast.leefgebied["school"],
            doel=elders,
        )


def test_notices_of_what_is_no_longer_ones_own_are_gone(cast: Cast, maak: Maak) -> None:
    actie, ander = maak("peter", ja=True), maak("peter", ja=True)
    aisha, peter = cast.deelname["aisha"], cast.plek("peter")
    workflow.hand_over(ander, actor=peter, now=cast.now, naar=aisha)
    workflow.hand_back(ander, actor=cast.plek("aisha"), now=cast.now, reden="Nee")
    velden: dict[str, Any] = {"versie": 0, "tekst": "Bel", "leefgebied": actie.leefgebied}
    workflow.edit(actie, actor=cast.plek("linda"), now=cast.now, **velden)
    opvolging.volg_op(now=cast.now + timedelta(days=10))
    later = cast.now + timedelta(days=10)
    soorten = {r.bericht.soort for r in berichten_van(cast.gebruiker["peter"], now=later)}
    assert soorten == {"acties.gewijzigd", "acties.niet_overgenomen", "acties.te_laat"}
    for rij in (actie, ander):
        workflow.finish(rij, actor=cast.plek("peter", now=later), now=later)
    assert berichten_van(cast.gebruiker["peter"], now=later) == []


def test_an_action_taken_up_again_makes_its_lapsing_unsaid(cast: Cast, maak: Maak) -> None:
    actie = maak("peter", ja=True)
    linda = cast.plek("linda")
    workflow.lapse(actie, actor=linda, now=cast.now, reden="Al geregeld")
    workflow.undo(actie, actor=linda, now=cast.now)
    assert berichten_van(cast.gebruiker["peter"], now=cast.now) == []
    assert Bericht.objects.filter(soort="acties.hoeft_niet").exists()


def test_at_the_table_only_an_owners_word_is_written_down(cast: Cast, maak: Maak) -> None:
    tafel = Mock(id=uuid4(), plan_id=cast.plan.pk, notulist_id=None)
    with pytest.raises(PermissionDenied):
        workflow.accept(
            maak("peter"),
            actor=cast.plek("linda"),
            now=cast.now,
            houder=cast.deelname["tom"],
            tafel=tafel,
        )


# --- forms of what changed in the meantime --------------------------------------------------------
@pytest.mark.parametrize(
    ("naam", "verb", "wie", "invoer"),
    [
        ("wijzigen", "edit", "linda", {"tekst": "X", "versie": "0", "leefgebied": "school"}),
        ("wie", "reassign", "linda", {"houders": "noor"}),
        ("overdragen", "hand_over", "peter", {"naar": "noor"}),
        ("overnemen", "accept", "peter", {}),
        ("hoeft_niet", "lapse", "linda", {"reden": "X"}),
    ],
)
def test_a_form_that_comes_too_late_says_so(
    cast: Cast,
    maak: Maak,
    als: Als,
    monkeypatch: pytest.MonkeyPatch,
    naam: str,
    verb: str,
    wie: str,
    invoer: dict[str, str],
) -> None:
    actie = maak("peter")
    if "leefgebied" in invoer:
        invoer = invoer | {"leefgebied": str(cast.leefgebied["school"].pk)}
    invoer = {k: str(cast.deelname[v].pk) if v == "noor" else v for k, v in invoer.items()}
    te_laat = Mock(side_effect=workflow.OvergangError("somebody was first"))
    monkeypatch.setattr(workflow, verb, te_laat)
    url = reverse(f"acties:{naam}", args=[actie.plan_id, actie.pk])
    antwoord = als(wie).post(url, invoer, follow=True)
    te_laat.assert_called_once()
    assert "Dit was intussen al veranderd. Zo staat het nu." in antwoord.content.decode()


def test_a_form_keeps_the_scope_of_an_action_whose_goal_stays(
    cast: Cast, maak: Maak, als: Als, doel: Callable[..., Doel]
) -> None:
    school = doel("Noor gaat naar school")
    actie = maak("peter", doel=school, leefgebied="vrije-tijd")
    url = reverse("acties:wijzigen", args=[actie.plan_id, actie.pk])
    als("linda").post(url, {"tekst": "Bel", "doel": str(school.pk), "versie": "0"})
    actie.refresh_from_db()
    assert (actie.tekst, actie.doel, actie.leefgebied) == (
        "Bel",
        school,
        cast.leefgebied["vrije-tijd"],
    )


# --- dit klopt niet -------------------------------------------------------------------------------
def test_who_is_of_the_family_says_that_it_is_not_right(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("peter", betreft=cast.lid["noor"])
    url = reverse("acties:actie", args=[actie.plan_id, actie.pk])
    noor = als("noor")
    assert "Dit klopt niet" in noor.get(url).content.decode()
    assert "Dit klopt niet" not in als("peter").get(url).content.decode()
    dispute("actie", actie.pk, actor=cast.plek("noor"), now=cast.now, eigen_woorden="Niet waar")
    assert "Niet waar" in als("peter").get(url).content.decode()
    agenda = op_agenda(actie)
    assert (agenda.tekst, agenda.betreft_id, agenda.leefgebied_id) == (
        "Klopt dit: “Maak een rooster”",
        cast.lid["noor"].pk,
        actie.leefgebied_id,
    )
    lang = op_agenda(Actie(tekst="w" * 250))
    assert lang.tekst == f"Klopt dit: “{'w' * 200}…”"
