"""The page of a table, and saying whether one comes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rondetafel.models import Agendapunt, Rondetafel
from rondetafel.workflow import kiezen
from rondetafel.workflow.uitnodigen import geef_antwoord
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.rondetafel.tafels import (
    KAN,
    MAANDAG,
    NU,
    antwoord,
    gast,
    post,
    zet_gepland,
    zet_peiling,
    zet_tafel,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nu")]


@pytest.fixture
def cast() -> Cast:
    return zet_cast(NU)


def als(cast: Cast, naam: str) -> Client:
    client = Client()
    log_in(client, cast.gebruiker[naam])
    return client


def url(naam: str, tafel: Rondetafel) -> str:
    return reverse(f"rondetafel:{naam}", args=[tafel.plan_id, tafel.pk])


def pagina(cast: Cast, naam: str, tafel: Rondetafel) -> str:
    return als(cast, naam).get(url("tafel", tafel)).content.decode()


def test_the_page_says_when_where_who_and_asks_whether_one_comes(cast: Cast) -> None:
    tafel = zet_gepland(cast, videolink="https://video.voorbeeld.test/x")
    for naam, zegt, woorden in (("mark", "ja", "vanaf kwart voor vier"), ("peter", "nee", "")):
        plek = cast.plek(naam, now=NU)
        geef_antwoord(gast(cast, tafel, naam), zegt, woorden, actor=plek, now=NU)
    antwoord_ = als(cast, "samira").get(url("tafel", tafel))
    tekst = antwoord_.content.decode()
    for zin in (
        "Dinsdag 1 december, 15:30",
        "tot 17:00",
        "Wijkteam Noord, Havenstraat 4",
        "https://video.voorbeeld.test/x",
        "Komt u?",
        "Er komt één persoon. Van vijf is er nog geen antwoord.",
        "vanaf kwart voor vier",
        "Aan de vorige tafel",
        "Iets op de agenda zetten",
    ):
        assert zin in tekst
    komst = {k.mens.heet: k.woord for k in antwoord_.context["komst"]}
    assert komst["Mark"] == "Komt"
    assert komst["Peter Hendriks"] == "Komt niet"
    assert {s["soort"] for s in antwoord_.context["stoelen"] if s["naam"] == "Peter Hendriks"} == {
        "afwezig"
    }
    assert "Regelen" not in tekst


@pytest.mark.parametrize(
    ("zegt", "woorden"), [("ja", "U komt"), ("nee", "U komt niet"), ("misschien", "misschien")]
)
def test_one_tap_answers_and_the_page_shows_it(cast: Cast, zegt: str, woorden: str) -> None:
    tafel = zet_gepland(cast)
    samira = als(cast, "samira")
    terug = samira.post(url("antwoord", tafel), {"antwoord": zegt})
    assert terug["Location"] == url("tafel", tafel)
    assert gast(cast, tafel, "samira").antwoord == zegt
    tekst = samira.get(url("tafel", tafel)).content.decode()
    assert woorden in tekst
    assert "Verander mijn antwoord" in tekst
    assert "<h2>Komt u?" not in tekst


def test_an_answer_with_words_can_be_changed_later(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    peter = als(cast, "peter")
    peter.post(url("antwoord", tafel), {"antwoord": "nee", "toelichting": " een toets "})
    assert gast(cast, tafel, "peter").toelichting == "een toets"
    form = peter.get(url("antwoord", tafel)).context["form"]
    assert (form["antwoord"].value(), form["toelichting"].value()) == ("nee", "een toets")
    peter.post(url("antwoord", tafel), {"antwoord": "ja", "toelichting": ""})
    eigen = gast(cast, tafel, "peter")
    assert (eigen.antwoord, eigen.toelichting) == ("ja", "")


@pytest.mark.parametrize("zegt", ["", "open", "onzin"])
def test_a_wrong_answer_is_refused_and_the_words_stay(cast: Cast, zegt: str) -> None:
    tafel = zet_gepland(cast)
    velden = {"antwoord": zegt, "toelichting": "KANARIE-woorden"}
    terug = als(cast, "samira").post(url("antwoord", tafel), velden)
    assert terug.status_code == 422
    assert "Kies ja, misschien of nee" in terug.content.decode()
    assert "KANARIE-woorden" in terug.content.decode()
    assert gast(cast, tafel, "samira").antwoord == "open"


def test_too_many_words_are_named_and_stay(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    lang = "KANARIE " * 50
    terug = als(cast, "samira").post(
        url("antwoord", tafel), {"antwoord": "ja", "toelichting": lang}
    )
    assert terug.status_code == 422
    assert lang.strip() in terug.content.decode()


def test_there_is_no_answer_to_give_before_or_after(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    samira = als(cast, "samira")
    for terug in (
        samira.get(url("antwoord", tafel), follow=True),
        samira.post(url("antwoord", tafel), {"antwoord": "ja"}, follow=True),
    ):
        assert "U hoeft nu niet te zeggen of u komt" in terug.content.decode()
    assert gast(cast, tafel, "samira").antwoord == "open"


def test_a_family_member_who_is_not_invited_sees_the_table_and_is_not_asked(cast: Cast) -> None:
    tafel = zet_gepland(cast, "samira", "linda")
    tekst = pagina(cast, "noor", tafel)
    assert "Dinsdag 1 december, 15:30" in tekst
    assert "Komt u?" not in tekst
    assert als(cast, "noor").get(url("antwoord", tafel)).status_code == 404
    assert als(cast, "noor").post(url("antwoord", tafel), {"antwoord": "ja"}).status_code == 404


def test_what_is_asked_follows_the_state_of_the_table(cast: Cast) -> None:
    concept, poll = zet_tafel(cast), zet_peiling(cast)
    assert "Kies tijden om te vragen" in pagina(cast, "linda", concept)
    assert "Kies tijden om te vragen" not in pagina(cast, "samira", concept)
    assert "Tijden kiezen" in pagina(cast, "samira", poll)
    assert "We zoeken een tijd. U krijgt bericht." in pagina(cast, "peter", poll)
    antwoord(cast, poll, "samira", KAN, KAN, KAN)
    assert "Wie kan wanneer" in pagina(cast, "samira", poll)
    antwoord(cast, poll, "noor", KAN, KAN, KAN)
    assert "Wie kan wanneer" not in pagina(cast, "noor", poll)


def test_a_table_that_is_held_or_was_leads_to_where_it_goes_on(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    Rondetafel.objects.update(status="bezig")
    assert url("aan_tafel", tafel) in pagina(cast, "linda", tafel)
    assert url("volgen", tafel) in pagina(cast, "samira", tafel)
    assert url("aan_tafel", tafel) not in pagina(cast, "samira", tafel)
    Rondetafel.objects.update(status="verslag", gesloten_op=NU)
    assert url("verslag", tafel) in pagina(cast, "samira", tafel)
    fatma = cast.deelname["fatma"]
    fatma.secties = ["acties"]
    fatma.save()
    assert url("verslag", tafel) not in pagina(cast, "fatma", tafel)


def test_a_moved_table_says_what_it_was_and_why(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    linda = cast.plek("linda", now=NU)
    kiezen.verzet(tafel, MAANDAG, "Peter is ziek", actor=linda, now=NU)
    tekst = pagina(cast, "fatma", tafel)
    assert "Maandag 30 november, 15:30" in tekst
    assert "Dinsdag 1 december, 15:30. Peter is ziek" in tekst


def test_a_home_address_is_shown_behind_the_login_with_where_it_is_not(cast: Cast) -> None:
    tafel = zet_gepland(cast, plaats="Dijkpad 4")
    tekst = pagina(cast, "peter", tafel)
    assert "Dijkpad 4" in tekst
    assert "Staat niet in de agenda en niet in de mail." in tekst


def test_the_page_costs_the_same_with_one_item_and_thirty(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    samira = als(cast, "samira")

    def tel() -> tuple[int, int]:
        samira.get(url("tafel", tafel))
        with CaptureQueriesContext(connection) as vangst:
            terug = samira.get(url("tafel", tafel))
        return len(vangst), len(terug.content)

    for nummer in range(30):
        Agendapunt.objects.create(
            tafel=tafel,
            tekst=f"punt {nummer}",
            door=cast.deelname["peter"],
            leefgebied=cast.leefgebied["school"],
            gemaakt_op=NU,
        )
        if nummer == 0:
            een, _ = tel()
    dertig, bytes_ = tel()
    assert een == dertig <= 12
    assert bytes_ < 60_000
    assert post("agendapunt") == []
