"""Changing a table that is on its way, on screen: guests, place, time, and calling it off."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from rondetafel.models import Rondetafel
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.rondetafel.tafels import MAANDAG, NU, gast, post, ververs, zet_gepland

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nu")]


@pytest.fixture
def cast() -> Cast:
    return zet_cast(NU)


@pytest.fixture
def linda(cast: Cast, client: Client) -> Client:
    log_in(client, cast.gebruiker["linda"])
    return client


def url(naam: str, cast: Cast, tafel: Rondetafel) -> str:
    return reverse(f"rondetafel:{naam}", args=[cast.plan.pk, tafel.pk])


def test_the_guest_list_changes_on_screen(cast: Cast, linda: Client) -> None:
    tafel = zet_gepland(cast)
    form = linda.get(url("gasten", cast, tafel)).context["form"]
    assert {v.label: v.initial for v in form.gastvelden}["Tom van Dijk"] == "niet"
    velden = {v.html_name: v.initial for v in form.gastvelden}
    velden |= {f"gast-{cast.deelname['tom'].pk}": "welkom"}
    velden |= {f"gast-{cast.deelname['fatma'].pk}": "niet"}
    antwoord = linda.post(url("gasten", cast, tafel), velden)
    assert antwoord["Location"] == url("tafel", cast, tafel)
    assert (post("van_lijst"), "tom" in post("uitnodiging")) == (["fatma"], True)
    leeg = dict.fromkeys(velden, "niet")
    fout = linda.post(url("gasten", cast, tafel), leeg)
    assert fout.status_code == 422
    assert gast(cast, tafel, "samira").van_lijst_op is None


def test_two_who_change_the_place_both_keep_their_words(cast: Cast, linda: Client) -> None:
    tafel = zet_gepland(cast)
    versie = tafel.versie
    velden = {"plaats": "De Brug", "plaats_in_agenda": "on", "videolink": "", "versie": versie}
    assert linda.post(url("plaats", cast, tafel), velden).status_code == 302
    antwoord = linda.post(url("plaats", cast, tafel), {**velden, "plaats": "KANARIE-school"})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "KANARIE-school" in tekst
    assert "De Brug" in tekst
    assert ververs(tafel).plaats == "De Brug"
    leeg = linda.post(url("plaats", cast, tafel), {**velden, "plaats": ""})
    assert leeg.status_code == 422
    assert "Vul in waar de tafel is" in leeg.content.decode()


def test_a_table_moves_or_is_asked_again_on_screen(cast: Cast, linda: Client) -> None:
    tafel = zet_gepland(cast)
    ander = {"hoe": "ander", "dag": "2026-11-30", "uur": "15:30", "reden": "KANARIE"}
    for fout, woorden in (
        ({"reden": ""}, "Schrijf op waarom"),
        ({"dag": ""}, "Vul een dag in"),
        ({"uur": "x"}, "Dit is geen tijd"),
        ({"hoe": "misschien"}, "Kies iets uit de lijst"),
        ({"dag": "2026-12-01"}, "al op deze tijd"),
        ({"dag": "2027-03-28", "uur": "02:30"}, "gaat de klok"),
    ):
        antwoord = linda.post(url("verzetten", cast, tafel), {**ander, **fout})
        assert antwoord.status_code == 422
        assert woorden in antwoord.content.decode()
    assert linda.post(url("verzetten", cast, tafel), ander)["Location"] == url("tafel", cast, tafel)
    assert ververs(tafel).begin == MAANDAG
    antwoord = linda.post(url("verzetten", cast, tafel), {"hoe": "opnieuw", "reden": "ziek"})
    assert antwoord["Location"] == url("voorstellen", cast, tafel)
    assert ververs(tafel).status == "peiling"
    assert linda.get(url("rooster", cast, tafel)).status_code == 200


def test_calling_off_needs_its_reason(cast: Cast, linda: Client) -> None:
    tafel = zet_gepland(cast)
    fout = linda.post(url("afzeggen", cast, tafel), {"reden": " "})
    assert (fout.status_code, ververs(tafel).status) == (422, "gepland")
    assert linda.post(url("afzeggen", cast, tafel), {"reden": "ziek"}).status_code == 302
    tekst = linda.get(url("tafel", cast, tafel)).content.decode()
    assert "Deze tafel gaat niet door" in tekst
    assert "Ziek" in tekst
    for route in ("gasten", "verzetten", "afzeggen", "voorstellen", "rooster", "antwoord"):
        assert linda.get(url(route, cast, tafel))["Location"] == url("tafel", cast, tafel)
