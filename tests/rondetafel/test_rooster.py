"""The grid: who can when in words, the best time, and choosing one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rondetafel.models import Rondetafel
from rondetafel.rooster import live_tijden
from rondetafel.workflow import peiling
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.rondetafel.tafels import (
    DINSDAG,
    KAN,
    LIEVER,
    NIET,
    NU,
    TIJDEN,
    antwoord,
    gast,
    post,
    ververs,
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


def url(tafel: Rondetafel, vraag: str = "") -> str:
    return reverse("rondetafel:rooster", args=[tafel.plan_id, tafel.pk]) + vraag


@pytest.fixture
def tafel(cast: Cast) -> Rondetafel:
    """Monday Mark cannot, Tuesday all who must can, Wednesday Peter never works."""
    cast.gebruiker["peter"].verhinderingen.create(dag=2, reden="werk", gemaakt_op=NU)
    tafel = zet_peiling(cast)
    antwoord(cast, tafel, "samira", KAN, KAN, LIEVER)
    antwoord(cast, tafel, "mark", NIET, KAN, KAN)
    antwoord(cast, tafel, "noor", KAN, KAN, KAN)
    antwoord(cast, tafel, "peter", KAN, KAN, "")
    return tafel


def kolommen(client: Client, tafel: Rondetafel) -> list[tuple[str, str, bool, bool]]:
    rooster = client.get(url(tafel)).context["rooster"]
    return [(k.dag, k.woorden, k.beste, k.valt_af) for k in rooster.kolommen]


def test_each_time_says_how_good_it_is_in_words(cast: Cast, tafel: Rondetafel) -> None:
    assert kolommen(als(cast, "samira"), tafel) == [
        ("maandag", "Mark kan dan niet", False, True),
        ("dinsdag", "Iedereen die moet, kan", True, False),
        ("woensdag", "Peter werkt niet op woensdag", False, True),
    ]


def test_must_attends_stand_on_top_with_their_answer_in_words(
    cast: Cast, tafel: Rondetafel
) -> None:
    rooster = als(cast, "linda").get(url(tafel)).context["rooster"]
    rijen = {r.mens.heet: [c.woord for _, c in r.cellen] for r in rooster.verplicht}
    assert rijen == {
        "Samira": ["kan", "kan", "liever niet"],
        "Mark": ["kan niet", "kan", "kan"],
        "Noor": ["kan", "kan", "kan"],
        "Linda Brouwer": ["kan", "kan", "kan"],
        "Peter Hendriks": ["kan", "kan", "werkt niet"],
    }
    assert [r.mens.heet for r in rooster.anderen] == ["Aisha Karimi", "Fatma"]
    assert [kop for kop, _ in rooster.groepen] == ["Moeten erbij zijn", "Fijn als zij er zijn"]


def test_an_answer_counts_above_what_was_known(cast: Cast, tafel: Rondetafel) -> None:
    antwoord(cast, tafel, "peter", "", "", KAN)
    assert kolommen(als(cast, "linda"), tafel)[2] == (
        "woensdag",
        "Samira liever niet",
        False,
        False,
    )


def test_another_table_stands_in_the_way_by_itself(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    zet_gepland(cast, "samira", "peter")
    (_, dinsdag, _) = kolommen(als(cast, "linda"), tafel)
    assert dinsdag == ("dinsdag", "Samira en Peter zitten dan aan een andere tafel", False, True)


def test_who_is_still_silent_is_named_above_the_grid(cast: Cast, tafel: Rondetafel) -> None:
    pagina = als(cast, "linda").get(url(tafel)).content.decode()
    assert "Vier van de zeven mensen hebben gekozen. Aisha, Fatma en Peter nog niet." in pagina
    assert "De vijf mensen die erbij moeten zijn, kunnen dan." in pagina


def test_before_the_family_answered_there_is_nothing_to_choose(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    pagina = als(cast, "linda").get(url(tafel))
    assert pagina.context["keuze"] is None
    assert "Er kan nog geen tijd gekozen worden" in pagina.content.decode()
    assert "Plan deze tijd" not in pagina.content.decode()
    assert {k.woorden for k in pagina.context["rooster"].kolommen} == {
        "Het gezin heeft nog niet gekozen"
    }


def test_when_nobody_of_the_family_can_the_time_is_struck(cast: Cast) -> None:
    tafel = zet_peiling(cast, "samira", "linda", "peter")
    antwoord(cast, tafel, "samira", NIET, KAN, KAN)
    assert kolommen(als(cast, "linda"), tafel)[0] == ("maandag", "Samira kan dan niet", False, True)
    niet_verplicht = gast(cast, tafel, "samira")
    niet_verplicht.verplicht = False
    niet_verplicht.save()
    assert kolommen(als(cast, "linda"), tafel)[0] == (
        "maandag",
        "Niemand van het gezin kan dan",
        False,
        True,
    )


def test_one_click_plans_the_best_time(cast: Cast, tafel: Rondetafel) -> None:
    mark = als(cast, "mark")
    tijd = mark.get(url(tafel)).context["gekozen"]
    assert tijd.begin == DINSDAG
    terug = mark.post(url(tafel), {"tijd": tijd.pk, "reden": ""})
    assert terug["Location"] == reverse("rondetafel:tafel", args=[tafel.plan_id, tafel.pk])
    assert (ververs(tafel).status, ververs(tafel).begin) == ("gepland", DINSDAG)
    assert len(post("uitnodiging")) == 7


def test_another_time_is_chosen_with_its_reason_which_is_not_lost(
    cast: Cast, tafel: Rondetafel
) -> None:
    linda = als(cast, "linda")
    maandag = live_tijden(tafel)[0]
    pagina = linda.get(url(tafel, f"?tijd={maandag.pk}"))
    assert pagina.context["gekozen"] == maandag
    assert "Mark kan dan niet." in pagina.content.decode()
    fout = linda.post(url(tafel), {"tijd": maandag.pk, "reden": " "})
    assert fout.status_code == 422
    assert fout.context["gekozen"] == maandag
    assert "Schrijf op waarom" in fout.content.decode()
    linda.post(url(tafel), {"tijd": maandag.pk, "reden": "Mark belt in"})
    assert ververs(tafel).keuze_reden == "Mark belt in"


@pytest.mark.parametrize("tijd", ["", "onzin", "00000000-0000-0000-0000-000000000000"])
def test_a_time_that_does_not_exist_is_refused(cast: Cast, tafel: Rondetafel, tijd: str) -> None:
    linda = als(cast, "linda")
    antwoord_ = linda.post(url(tafel), {"tijd": tijd, "reden": "KANARIE-reden"})
    assert antwoord_.status_code == 422
    assert ververs(tafel).status == "peiling"
    assert linda.get(url(tafel, f"?tijd={tijd}")).context["gekozen"].begin == DINSDAG


def test_the_phone_list_says_the_same_as_the_grid(cast: Cast, tafel: Rondetafel) -> None:
    pagina = als(cast, "samira").get(url(tafel)).content.decode()
    lijst = pagina[pagina.index("tijdlijst alleen-smal") :]
    for zin in (
        "Kan niet. Mark kan dan niet.",
        "Beste tijd. Iedereen die moet, kan.",
        "Kan niet. Peter werkt niet op woensdag.",
    ):
        assert zin in lijst


def test_parents_choose_but_do_not_plan(cast: Cast, tafel: Rondetafel) -> None:
    samira, linda = (als(cast, n).get(url(tafel)).content.decode() for n in ("samira", "linda"))
    for woorden in ("Stuur een herinnering", "Vraag andere tijden"):
        assert (woorden in linda, woorden in samira) == (True, False)


def test_the_grid_costs_the_same_with_few_people_and_many(cast: Cast) -> None:
    klein = zet_peiling(cast, "samira", "linda")
    groot = zet_tafel(cast, *cast.deelname)
    tijden = [*TIJDEN, *(DINSDAG + timedelta(days=7 * n) for n in range(1, 6))]
    peiling.open_peiling(groot, tijden, actor=cast.plek("linda", now=NU), now=NU)
    linda = als(cast, "linda")

    def tel(tafel: Rondetafel) -> tuple[int, int]:
        linda.get(url(tafel))
        with CaptureQueriesContext(connection) as vangst:
            antwoord_ = linda.get(url(tafel))
        return len(vangst), len(antwoord_.content)

    (een, _), (veel, bytes_) = tel(klein), tel(groot)
    assert een == veel <= 12
    assert bytes_ < 60_000
