"""One's own list over all families, and every tap on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from acties import workflow
from acties.models import Actie, Actiegebeurtenis
from doelen.models import Doel
from gezinsplan.models import Gezin, Gezinsplan
from tests.cast import Cast
from toegang.models import Deelname

Maak = Callable[..., Actie]
MIJN = "/acties/"


Als = Callable[[str], Client]


def _tik(actie: Actie, verb: str) -> str:
    return reverse(f"acties:{verb}", args=[actie.plan_id, actie.pk])


def _koppen(html: str) -> list[tuple[str, str]]:
    return re.findall(r"<(h[123])[^>]*>(?:<a[^>]*>)?([^<]*)", html)


def _zet_gezin(cast: Cast, naam: str, wie: str) -> Deelname:
    gezin = Gezin.objects.create(gemeente=cast.gemeente, naam=naam)
    plan = Gezinsplan.objects.create(
        gezin=gezin,
        gemeente=cast.gemeente,
        status="actief",
        gestart_op=cast.now,
        actief_op=cast.now,
    )
    return Deelname.objects.create(
        plan=plan,
        gebruiker=cast.gebruiker[wie],
        rol="professional",
        naam=cast.gebruiker[wie].naam,
        status="actief",
        voorgesteld_op=cast.now,
        actief_op=cast.now,
        leefgebieden={"gezin": ["school"]},
        secties=["acties"],
    )


def _eigen_actie(cast: Cast, deelname: Deelname, tekst: str, antwoord: str = "ja") -> Actie:
    actie = Actie.objects.create(
        plan=deelname.plan,
        leefgebied=cast.leefgebied["school"],
        tekst=tekst,
        status="voorgesteld" if antwoord == "open" else "afgesproken",
        deadline=cast.now.date() + timedelta(days=1),
        gemaakt_op=cast.now,
        gewijzigd_op=cast.now,
    )
    actie.houders.create(deelname=deelname, antwoord=antwoord)
    return actie


def test_all_families_late_first_then_to_choose_then_by_date(
    cast: Cast, maak: Maak, als: Als
) -> None:
    vandaag = cast.now.date()
    maak("peter", ja=True, tekst="Rooster", deadline=vandaag - timedelta(days=14))
    maak("peter", ja=True, tekst="Elke week", deadline=vandaag, herhaling="wekelijks")
    maak("peter", ja=True, tekst="Ooit", deadline=None)
    maak("peter", tekst="Appen", deadline=None)
    _eigen_actie(cast, _zet_gezin(cast, "Van Leeuwen", "peter"), "Bel de vader van Jip")
    maak("tom", ja=True, tekst="CANARY van Tom")
    html = als("peter").get(MIJN).content.decode()
    assert _koppen(html) == [
        ("h1", "Dag Peter. Vijf acties, bij twee gezinnen."),
        ("h2", "Te laat"),
        ("h3", "Rooster"),
        ("h2", "Kiest u nog"),
        ("h3", "Appen"),
        ("h2", "Deze week"),
        ("h3", "Bel de vader van Jip"),
        ("h2", "Later"),
        ("h3", "Ooit"),
        ("h2", "Komt steeds terug"),
        ("h3", "Elke week"),
    ]
    assert "Twee weken te laat, sinds 6 november" in html
    assert html.count("Gezin De Wit – El Amrani") == 4
    assert "Gezin Van Leeuwen" in html
    assert "Linda vraagt u dit." in html
    assert "CANARY" not in html


def test_the_family_is_not_named_to_itself(cast: Cast, maak: Maak, als: Als) -> None:
    maak("samira", "tom", ja=True)
    html = als("samira").get(MIJN).content.decode()
    assert ("h1", "Dag Samira. Eén actie.") in _koppen(html)
    assert "El Amrani" not in html.split("<main")[1].split("</main")[0]
    assert "samen met Tom" in html


def test_the_goal_stands_with_it_when_the_owner_sees_that(
    cast: Cast, maak: Maak, als: Als, doel: Callable[..., Doel]
) -> None:
    maak("peter", ja=True, doel=doel("Noor gaat naar school"))
    maak("peter", ja=True, doel=doel("CANARY geld", "inkomen"))
    html = als("peter").get(MIJN).content.decode()
    assert "Noor gaat naar school" in html
    assert "CANARY" not in html


def test_nothing_to_do_says_so(cast: Cast, als: Als) -> None:
    html = als("fatma").get(MIJN).content.decode()
    assert _koppen(html) == [("h1", "Dag Fatma. U heeft nu niets te doen.")]


def test_who_is_not_logged_in_goes_to_the_login(cast: Cast) -> None:
    antwoord = Client().get(MIJN)
    assert (antwoord.status_code, antwoord["Location"]) == (302, "/inloggen/?next=/acties/")


def test_the_list_only_reads(cast: Cast, als: Als) -> None:
    assert als("peter").post(MIJN).status_code == 405


# --- one tap --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("verb", "status", "staat"),
    [
        ("ja", "afgesproken", "Uiterlijk vrijdag 27 november"),
        ("begonnen", "bezig", "Uiterlijk vrijdag 27 november"),
        ("klaar", "gedaan", "Klaar, zojuist"),
    ],
)
def test_a_tap_without_a_script_comes_back_to_its_row(
    cast: Cast, maak: Maak, als: Als, verb: str, status: str, staat: str
) -> None:
    actie = maak("peter")
    peter = als("peter")
    antwoord = peter.post(_tik(actie, verb))
    assert (antwoord.status_code, antwoord["Location"]) == (302, f"/acties/#a-{actie.pk}")
    actie.refresh_from_db()
    assert actie.status == status
    html = peter.get(MIJN).content.decode()
    assert f'id="a-{actie.pk}"' in html
    assert staat in html
    assert "Zet terug" in html


def test_a_tap_with_a_script_changes_only_its_row(cast: Cast, maak: Maak, als: Als) -> None:
    actie, ander = maak("peter"), maak("peter", tekst="Iets anders")
    doel = {"HX-Request": "true", "HX-Target": f"a-{actie.pk}"}
    antwoord = als("peter").post(_tik(actie, "klaar"), headers=doel)
    html = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert html.startswith(f'<article class="taak" id="a-{actie.pk}"')
    assert "Klaar, zojuist" in html
    assert "autofocus" in html
    assert "Gezin De Wit" in html
    assert str(ander.pk) not in html


def test_put_back_within_ten_minutes(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("peter", ja=True)
    peter = als("peter")
    peter.post(_tik(actie, "klaar"))
    peter.post(_tik(actie, "zet_terug"))
    actie.refresh_from_db()
    assert (actie.status, actie.afgerond_op) == ("afgesproken", None)


def test_after_ten_minutes_what_is_done_has_left_the_list(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("peter", ja=True)
    peter = als("peter")
    peter.post(_tik(actie, "klaar"))
    with time_machine.travel(cast.now + timedelta(minutes=11), tick=False):
        assert str(actie.pk) not in peter.get(MIJN).content.decode()
        antwoord = peter.post(_tik(actie, "zet_terug"), follow=True)
    assert "Dit was intussen al veranderd." in antwoord.content.decode()


def test_what_repeats_says_when_it_is_due_again(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("samira", ja=True, herhaling="wekelijks")
    antwoord = als("samira").post(_tik(actie, "klaar"), follow=True)
    html = antwoord.content.decode()
    assert "Elke week, weer op vrijdag 4 december" in html
    assert "Deze keer toch niet klaar?" in html


def test_a_tap_that_comes_too_late_changes_nothing_and_says_so(
    cast: Cast, maak: Maak, als: Als
) -> None:
    actie = maak("peter", ja=True)
    workflow.lapse(actie, actor=cast.plek("linda"), now=cast.now, reden="Geregeld")
    antwoord = als("peter").post(
        _tik(actie, "klaar"), headers={"HX-Request": "true", "HX-Target": f"a-{actie.pk}"}
    )
    assert antwoord.status_code == 200
    assert "Dit was intussen al veranderd." in antwoord.content.decode()
    actie.refresh_from_db()
    assert actie.status == "vervallen"


# --- it does not work out -------------------------------------------------------------------------
def test_the_reasons_open_with_and_without_a_script(cast: Cast, maak: Maak, als: Als) -> None:
    actie, ander = maak("peter", ja=True), maak("peter", ja=True)
    peter = als("peter")
    html = peter.get(MIJN, {"niet": str(actie.pk)}).content.decode()
    assert html.count("Waarom lukt het niet? Linda leest dit.") == 1
    assert html.count("Krijg geen contact") == 1
    deel = peter.get(
        MIJN, {"niet": str(actie.pk)}, headers={"HX-Request": "true", "HX-Target": f"a-{actie.pk}"}
    ).content.decode()
    assert "Krijg geen contact" in deel
    assert str(ander.pk) not in deel


@pytest.mark.parametrize(
    ("invoer", "reden"),
    [
        ({"kort": "tijd"}, "Geen tijd"),
        ({"eigen": "Ik ben ziek"}, "Ik ben ziek"),
        (
            {"kort": "contact", "eigen": "Al drie keer gebeld"},
            "Krijg geen contact. Al drie keer gebeld",
        ),
    ],
)
def test_a_reason_in_one_tap_or_in_own_words(
    cast: Cast, maak: Maak, als: Als, invoer: dict[str, str], reden: str
) -> None:
    actie = maak("peter", ja=True)
    antwoord = als("peter").post(_tik(actie, "lukt_niet"), invoer, follow=True)
    actie.refresh_from_db()
    assert (actie.status, actie.reden) == ("teruggegeven", reden)
    html = antwoord.content.decode()
    assert "U doet dit niet" in html
    assert "Toch wel?" in html


@pytest.mark.parametrize("htmx", [True, False])
def test_without_a_reason_it_asks_again_and_keeps_what_was_typed(
    cast: Cast, maak: Maak, als: Als, htmx: bool
) -> None:
    actie = maak("peter", ja=True)
    kop = {"HX-Request": "true", "HX-Target": f"a-{actie.pk}"} if htmx else {}
    peter = als("peter")
    leeg = peter.post(_tik(actie, "lukt_niet"), {}, headers=kop)
    assert leeg.status_code == 422
    assert "Kies waarom het niet lukt, of schrijf het op." in leeg.content.decode()
    lang = peter.post(_tik(actie, "lukt_niet"), {"eigen": "w" * 301}, headers=kop)
    assert lang.status_code == 422
    assert "w" * 301 in lang.content.decode()
    actie.refresh_from_db()
    assert actie.status == "afgesproken"


def test_a_page_of_its_own_for_who_has_no_script(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("peter", ja=True)
    html = als("peter").get(_tik(actie, "lukt_niet")).content.decode()
    assert ("h1", "Lukt het niet?") in _koppen(html)
    assert "Linda leest dit." in html


# --- who may not ----------------------------------------------------------------------------------
TIKKEN = ["ja", "begonnen", "klaar", "voorgoed", "lukt_niet", "zet_terug"]


@pytest.mark.parametrize("verb", [*TIKKEN, "navragen"])
def test_an_outsider_gets_404(cast: Cast, maak: Maak, als: Als, verb: str) -> None:
    actie = maak("peter", ja=True)
    voor = Actiegebeurtenis.objects.count()
    for naam in ("bram", "els", "wim"):
        assert als(naam).post(_tik(actie, verb), {"kort": "tijd"}).status_code == 404
    assert Actiegebeurtenis.objects.count() == voor


@pytest.mark.parametrize("verb", [*TIKKEN, "navragen"])
def test_who_does_not_see_it_gets_404(cast: Cast, maak: Maak, als: Als, verb: str) -> None:
    actie = maak("tom", ja=True, leefgebied="inkomen")
    client = als("peter")
    verwacht = 403 if verb == "navragen" else 404
    assert client.post(_tik(actie, verb), {"kort": "tijd"}).status_code == verwacht


@pytest.mark.parametrize("verb", ["ja", "begonnen", "klaar", "voorgoed", "lukt_niet", "navragen"])
def test_who_only_reads_it_gets_403(cast: Cast, maak: Maak, als: Als, verb: str) -> None:
    actie = maak("peter", ja=True)
    assert als("youssef").post(_tik(actie, verb), {"kort": "tijd"}).status_code == 403
    actie.refresh_from_db()
    assert actie.status == "afgesproken"


@pytest.mark.parametrize("verb", ["ja", "begonnen", "klaar", "voorgoed", "zet_terug", "navragen"])
def test_a_tap_is_a_post(cast: Cast, maak: Maak, als: Als, verb: str) -> None:
    actie = maak("linda")
    assert als("linda").get(_tik(actie, verb)).status_code == 405


def test_a_closed_plan_takes_no_taps(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("peter", ja=True)
    cast.plan.status, cast.plan.afgesloten_op = "afgesloten", cast.now
    cast.plan.save()
    peter = als("peter")
    assert peter.post(_tik(actie, "klaar")).status_code == 403
    assert str(actie.pk) not in peter.get(MIJN).content.decode()


# --- how much it costs ----------------------------------------------------------------------------
def test_thirty_rows_cost_as_many_queries_as_one(
    cast: Cast, maak: Maak, als: Als, doel: Callable[..., Doel]
) -> None:
    peter, waar = als("peter"), doel("Noor gaat naar school")
    aantallen = []
    for meer in (1, 29):
        for _ in range(meer):
            maak("peter", "youssef", doel=waar)
        with CaptureQueriesContext(connection) as gevangen:
            html = peter.get(MIJN).content
        aantallen.append(len(gevangen))
    assert aantallen[0] == aantallen[1] <= 12
    assert len(html) < 60_000


def test_from_twelve_on_the_list_turns_pages(cast: Cast, maak: Maak, als: Als) -> None:
    for _ in range(13):
        maak("peter", ja=True)
    peter = als("peter")
    eerste = peter.get(MIJN).content.decode()
    tweede = peter.get(MIJN, {"bladzijde": "2"}).content.decode()
    assert (eerste.count("<article"), tweede.count("<article")) == (12, 1)
    assert "Bladzijde 1 van 2" in eerste
    assert "13 acties" in eerste
