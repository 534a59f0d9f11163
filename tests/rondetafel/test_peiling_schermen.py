"""Saying when one can, on a phone; and moving the poll along."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rondetafel.models import Beschikbaarheid, Golf, Golfopening, Rondetafel
from rondetafel.rooster import live_tijden
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.rondetafel.tafels import (
    KAN,
    LIEVER,
    NIET,
    NU,
    antwoord,
    post,
    ververs,
    zet_gepland,
    zet_peiling,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nu")]


@pytest.fixture
def cast() -> Cast:
    return zet_cast(NU)


@pytest.fixture
def samira(cast: Cast, client: Client) -> Client:
    log_in(client, cast.gebruiker["samira"])
    return client


def url(naam: str, tafel: Rondetafel) -> str:
    return reverse(f"rondetafel:{naam}", args=[tafel.plan_id, tafel.pk])


def velden(tafel: Rondetafel, *antwoorden: str) -> dict[str, str]:
    return {
        f"t-{tijd.pk}": wat
        for tijd, wat in zip(live_tijden(tafel), antwoorden, strict=False)
        if wat
    }


def gezegd(cast: Cast, naam: str) -> list[str]:
    rijen = Beschikbaarheid.objects.filter(deelname=cast.deelname[naam]).order_by("tijd__begin")
    return [b.antwoord for b in rijen]


def test_the_page_asks_per_time_and_counts_what_is_open(cast: Cast, samira: Client) -> None:
    tafel = zet_peiling(cast)
    antwoord(cast, tafel, "samira", KAN, LIEVER, "")
    pagina = samira.get(url("tijden", tafel)).content.decode()
    assert pagina.count('type="radio"') == 9
    assert pagina.count(" checked>") == 2
    assert "Nog 1 tijd open. U kunt later nog veranderen." in pagina
    assert "De tafel duurt anderhalf uur, bij Wijkteam Noord, Havenstraat 4." in pagina
    assert "U, Mark en Noor kiezen als eersten." in pagina


def test_a_part_of_the_answers_is_kept_and_the_page_comes_back(cast: Cast, samira: Client) -> None:
    tafel = zet_peiling(cast)
    terug = samira.post(url("tijden", tafel), velden(tafel, KAN, "", NIET))
    assert terug["Location"] == url("tijden", tafel)
    assert gezegd(cast, "samira") == [KAN, NIET]
    pagina = samira.get(terug["Location"]).content.decode()
    assert "Bewaard. Nog 1 tijd open. U kunt later nog veranderen." in pagina


def test_all_answers_lead_on_and_can_be_changed(cast: Cast, samira: Client) -> None:
    tafel = zet_peiling(cast)
    terug = samira.post(url("tijden", tafel), velden(tafel, KAN, KAN, KAN))
    assert terug["Location"] == url("tafel", tafel)
    samira.post(url("tijden", tafel), velden(tafel, NIET, KAN, KAN))
    assert gezegd(cast, "samira") == [NIET, KAN, KAN]


def test_a_tap_is_kept_at_once_and_answered_with_what_is_still_open(
    cast: Cast, samira: Client
) -> None:
    tafel = zet_peiling(cast)
    for taps, woorden in (
        ((KAN,), "Nog 2 tijden open. U kunt later nog veranderen."),
        ((KAN, NIET), "Nog 1 tijd open. U kunt later nog veranderen."),
        ((KAN, NIET, LIEVER), "U heeft bij elke tijd iets gekozen. U kunt later nog veranderen."),
    ):
        terug = samira.post(
            url("tijden", tafel), velden(tafel, *taps), headers={"HX-Request": "true"}
        )
        assert (terug.status_code, terug.content.decode()) == (200, woorden)
    assert gezegd(cast, "samira") == [KAN, NIET, LIEVER]


def test_one_tap_says_that_no_time_suits(cast: Cast, samira: Client) -> None:
    tafel = zet_peiling(cast)
    terug = samira.post(url("tijden", tafel), {"geen": "1"})
    assert terug["Location"] == url("tafel", tafel)
    assert gezegd(cast, "samira") == [NIET, NIET, NIET]
    assert post("geen_tijd") == ["linda"]


def test_an_answer_that_does_not_exist_is_refused(cast: Cast, samira: Client) -> None:
    tafel = zet_peiling(cast)
    terug = samira.post(url("tijden", tafel), velden(tafel, "misschien", KAN))
    assert terug.status_code == 422
    assert gezegd(cast, "samira") == []
    assert samira.post(url("tijden", tafel), {}).status_code == 302
    assert samira.post(url("tijden", tafel), {"t-onzin": KAN}).status_code == 302
    assert gezegd(cast, "samira") == []


def test_who_is_not_asked_yet_is_told_so(cast: Cast, client: Client) -> None:
    tafel = zet_peiling(cast)
    log_in(client, cast.gebruiker["peter"])
    for terug in (
        client.get(url("tijden", tafel), follow=True),
        client.post(url("tijden", tafel), velden(tafel, KAN, KAN, KAN), follow=True),
    ):
        assert "U bent nog niet aan de beurt" in terug.content.decode()
    assert gezegd(cast, "peter") == []


def test_when_a_time_was_chosen_there_is_nothing_to_answer(cast: Cast, samira: Client) -> None:
    tafel = zet_gepland(cast)
    terug = samira.get(url("tijden", tafel), follow=True)
    assert terug.redirect_chain == [(url("tafel", tafel), 302)]
    assert "Er wordt nu geen tijd gezocht" in terug.content.decode()


def test_nobody_sees_what_another_answered_on_this_page(cast: Cast, samira: Client) -> None:
    tafel = zet_peiling(cast)
    antwoord(cast, tafel, "mark", NIET, NIET, NIET)
    assert " checked>" not in samira.get(url("tijden", tafel)).content.decode()


@pytest.fixture
def linda(cast: Cast, client: Client) -> Client:
    log_in(client, cast.gebruiker["linda"])
    return client


def test_a_wave_opens_early_on_screen_and_its_reason_is_shown(cast: Cast, linda: Client) -> None:
    tafel = zet_peiling(cast)
    fout = linda.post(url("golf", tafel), {"reden": " "})
    assert (fout.status_code, ververs(tafel).golf) == (422, Golf.GEZIN)
    assert "Schrijf op waarom u niet wacht" in fout.content.decode()
    terug = linda.post(url("golf", tafel), {"reden": "Samira vroeg erom"}, follow=True)
    assert "Linda wachtte niet: Samira vroeg erom." in terug.content.decode()
    assert Golfopening.objects.filter(tafel=tafel).count() == 2


def test_a_reminder_names_whom_it_goes_to(cast: Cast, linda: Client) -> None:
    tafel = zet_peiling(cast)
    antwoord(cast, tafel, "samira", KAN, KAN, KAN)
    terug = linda.post(url("herinner", tafel), follow=True)
    assert "Mark en Noor krijgen een herinnering." in terug.content.decode()
    antwoord(cast, tafel, "mark", KAN, KAN, KAN)
    terug = linda.post(url("herinner", tafel), follow=True)
    assert "Vandaag ging er al een herinnering" in terug.content.decode()
    assert post("tijden_herinnering") == ["mark", "noor"]


@pytest.mark.parametrize("route", ["golf", "herinner"])
def test_a_poll_that_is_over_is_not_moved(cast: Cast, linda: Client, route: str) -> None:
    tafel = zet_gepland(cast)
    terug = linda.post(url(route, tafel), {"reden": "x"}, follow=True)
    assert "De tafel is intussen: gepland" in terug.content.decode()


def test_the_page_costs_the_same_with_one_time_and_eight(cast: Cast, samira: Client) -> None:
    tafel = zet_peiling(cast)

    def tel() -> int:
        samira.get(url("tijden", tafel))
        with CaptureQueriesContext(connection) as vangst:
            samira.get(url("tijden", tafel))
        return len(vangst)

    drie = tel()
    tijden: list[Any] = live_tijden(tafel)
    for nummer in range(1, 6):
        verschil = nummer * (tijden[1].begin - tijden[0].begin) * 7
        tafel.tijden.create(begin=tijden[0].begin + verschil, eind=tijden[0].eind + verschil)
    assert tel() == drie <= 12
