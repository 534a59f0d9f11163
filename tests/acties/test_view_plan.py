"""The actions of one plan: by person, by goal, filtered, folded, paged."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from acties import workflow
from acties.models import Actie, Actiegebeurtenis
from doelen.models import Doel
from tests.cast import Cast

Maak = Callable[..., Actie]
Als = Callable[[str], Client]
ZetDoel = Callable[..., Doel]


def _url(cast: Cast) -> str:
    return reverse("acties:plan", args=[cast.plan.pk])


def _inhoud(client: Client, url: str, **vraag: str) -> str:
    antwoord = client.get(url, vraag)
    assert antwoord.status_code == 200
    return antwoord.content.decode().split("<main")[1].split("</main")[0]


def _mensen(html: str) -> list[str]:
    return re.findall(r'<span class="mens">.*?<b>([^<]*)</b>', html, re.DOTALL)


def test_open_actions_by_person_family_first(cast: Cast, maak: Maak, als: Als) -> None:
    maak("peter", ja=True)
    maak("samira", "tom", ja=True, tekst="De post openen")
    maak("fatma", ja=True, leefgebied="vrije-tijd")
    maak("noor")
    html = _inhoud(als("linda"), _url(cast))
    assert _mensen(html) == ["Samira", "Noor", "Fatma", "Peter Hendriks", "Tom van Dijk"]
    assert html.count("De post openen") == 2
    assert "samen met Tom" in html
    assert "samen met Samira" in html


def test_how_it_stands_in_words(cast: Cast, maak: Maak, als: Als) -> None:
    lang, toen = cast.now - timedelta(days=20), cast.now.date() - timedelta(days=14)
    laat = maak("peter", ja=True, op=lang, deadline=toen)
    for dagen in (3, 2):
        op = cast.now - timedelta(days=dagen)
        workflow.ask_again(laat, actor=cast.plek("linda", now=op), now=op)
    maak("noor", deadline=None)
    bezig = maak("youssef", ja=True, herhaling="wekelijks")
    workflow.begin(bezig, actor=cast.plek("youssef"), now=cast.now)
    terug = maak("mark", ja=True)
    reden = "ik heb geen DigiD-machtiging voor Daan"
    workflow.hand_back(terug, actor=cast.plek("mark"), now=cast.now, reden=reden)
    maak("aisha", ja=True, deadline=cast.now.date() + timedelta(days=3))
    klaar = maak("fatma", ja=True, op=lang)
    op = cast.now - timedelta(days=21)
    workflow.finish(klaar, actor=cast.plek("fatma", now=op), now=op)
    html = _inhoud(als("linda"), _url(cast))
    for zin in (
        "Twee weken te laat",
        "Linda heeft twee keer gevraagd. Peter heeft nog niet geantwoord.",
        "Noor kiest nog",
        "Bezig",
        "Elke week, weer op vrijdag 27 november",
        "Teruggegeven",
        "Mark: “ik heb geen DigiD-machtiging voor Daan”",
        "Uiterlijk maandag 23 november",
        "Klaar op 30 oktober",
    ):
        assert zin in html
    assert html.count("staat--stop") == 1


def test_by_goal_in_the_familys_order(cast: Cast, maak: Maak, als: Als, doel: ZetDoel) -> None:
    tweede = doel("De huur is betaald", "inkomen", volgorde=2)
    eerste = doel("Noor gaat naar school", volgorde=1)
    maak("tom", doel=tweede)
    maak("peter", doel=eerste)
    maak("peter", tekst="Los")
    html = _inhoud(als("linda"), _url(cast), per="doel")
    koppen = re.findall(r"<h2[^>]*>([^<]*)", html)
    assert koppen == ["Noor gaat naar school", "De huur is betaald", "Andere acties"]


def test_a_goal_out_of_scope_is_not_named(cast: Cast, maak: Maak, als: Als, doel: ZetDoel) -> None:
    geld = doel("CANARY de huur is betaald", "inkomen")
    maak("peter", doel=geld, tekst="Bel over de huur")
    peter = als("peter")
    for vraag in ({}, {"per": "doel"}, {"doel": str(geld.pk)}):
        html = _inhoud(peter, _url(cast), **vraag)
        assert "CANARY" not in html
        assert "Bel over de huur" in html


def test_filter_by_person_and_by_goal(cast: Cast, maak: Maak, als: Als, doel: ZetDoel) -> None:
    school = doel("Noor gaat naar school")
    maak("peter", tekst="Rooster", doel=school)
    maak("samira", "tom", tekst="Post")
    linda = als("linda")
    tom = _inhoud(linda, _url(cast), wie=str(cast.deelname["tom"].pk))
    assert ("Post" in tom, "Rooster" in tom, _mensen(tom)) == (True, False, ["Tom van Dijk"])
    bij = _inhoud(linda, _url(cast), doel=str(school.pk))
    assert ("Post" in bij, "Rooster" in bij) == (False, True)
    samen = {"doel": str(school.pk), "wie": str(cast.deelname["tom"].pk)}
    assert "Hier staat nu niets open." in _inhoud(linda, _url(cast), **samen)
    onzin = _inhoud(linda, _url(cast), wie="onzin", doel="' or 1=1", bladzijde="-3")
    assert ("Post" in onzin, "Rooster" in onzin) == (True, True)


def test_what_is_finished_is_folded_and_has_a_page(cast: Cast, maak: Maak, als: Als) -> None:
    for nummer in range(10):
        actie = maak("peter", tekst=f"Klaar {nummer}")
        op = cast.now + timedelta(minutes=nummer)
        workflow.finish(actie, actor=cast.plek("peter"), now=op)
    linda = als("linda")
    html = _inhoud(linda, _url(cast))
    gevouwen = html.split('<details class="deel">')[1]
    assert re.findall(r"Klaar \d", gevouwen) == [f"Klaar {n}" for n in range(9, 1, -1)]
    assert "Bekijk alles wat klaar is" in gevouwen
    alles = _inhoud(linda, _url(cast), klaar="1")
    assert re.findall(r">Klaar \d<", alles) == [f">Klaar {n}<" for n in range(9, -1, -1)]


def test_an_empty_list_says_what_an_action_is(cast: Cast, als: Als) -> None:
    html = _inhoud(als("samira"), _url(cast))
    assert "Er staat nu niets open" in html
    assert "Nieuwe actie" in html


def test_each_sees_their_own_part(cast: Cast, maak: Maak, als: Als) -> None:
    maak("tom", leefgebied="inkomen", tekst="CANARY schulden")
    maak("peter", tekst="Rooster")
    html = _inhoud(als("peter"), _url(cast))
    assert ("CANARY" in html, "Rooster" in html) == (False, True)
    cast.deelname["youssef"].secties = []
    cast.deelname["youssef"].save()
    assert "Rooster" not in _inhoud(als("youssef"), _url(cast))


def test_an_outsider_gets_404(cast: Cast, maak: Maak, als: Als) -> None:
    maak("peter", tekst="CANARY")
    for naam in ("bram", "els", "wim", "ruth"):
        antwoord = als(naam).get(_url(cast))
        assert antwoord.status_code == 404
        assert "CANARY" not in antwoord.content.decode()


def test_after_the_seat_ended_there_is_no_page(cast: Cast, maak: Maak, als: Als) -> None:
    maak("peter", tekst="CANARY")
    peter = als("peter")
    assert peter.get(_url(cast)).status_code == 200
    cast.deelname["peter"].tot = cast.now.date()
    cast.deelname["peter"].save()
    assert peter.get(_url(cast)).status_code == 404


def test_the_list_only_reads(cast: Cast, als: Als) -> None:
    assert als("linda").post(_url(cast)).status_code == 405


@pytest.mark.parametrize("vraag", [{}, {"per": "doel"}, {"klaar": "1"}])
def test_thirty_rows_cost_as_many_queries_as_one(
    cast: Cast, maak: Maak, als: Als, doel: ZetDoel, vraag: dict[str, str]
) -> None:
    linda, school = als("linda"), doel("Noor gaat naar school")
    aantallen = []
    for meer in (1, 29):
        for _ in range(meer):
            maak("peter", "youssef", doel=school)
            klaar = maak("tom", doel=school)
            workflow.finish(klaar, actor=cast.plek("tom"), now=cast.now)
        with CaptureQueriesContext(connection) as gevangen:
            html = linda.get(_url(cast), vraag).content
        aantallen.append(len(gevangen))
    assert aantallen[0] == aantallen[1] <= 12
    assert len(html) < 60_000


def test_four_hundred_actions_are_one_page_of_forty(cast: Cast, maak: Maak, als: Als) -> None:
    een = maak("peter", ja=True)
    Actie.objects.bulk_create(
        Actie(
            plan=cast.plan,
            leefgebied=een.leefgebied,
            tekst=f"Actie {n}",
            status="afgesproken",
            gemaakt_op=cast.now,
            gewijzigd_op=cast.now,
        )
        for n in range(399)
    )
    Actiegebeurtenis.objects.bulk_create(
        Actiegebeurtenis(actie=een, soort="herinnerd", op=cast.now) for _ in range(200)
    )
    linda = als("linda")
    with CaptureQueriesContext(connection) as gevangen:
        html = linda.get(_url(cast), {"per": "doel"}).content.decode()
    assert len(gevangen) <= 12
    assert html.count('class="actie__naam"') == 40
    assert "Bladzijde 1 van 10" in html
    assert len(html) < 60_000
