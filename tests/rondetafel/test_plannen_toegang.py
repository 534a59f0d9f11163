"""Who reaches which page of planning a table: everyone of the cast, at every address."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from rondetafel.models import Agendapunt, Rondetafel
from rondetafel.rooster import live_tijden
from rondetafel.workflow import agenda
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.rondetafel.tafels import NU, zet_gepland, zet_peiling, zet_tafel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nu")]

KANARIES = ("De Wit", "Amrani", "KANARIE", "Havenstraat", "1 december", "15:30")
COORDINATOR, OUDERS = {"linda"}, {"samira", "mark"}
UITGENODIGD = {"samira", "mark", "noor", "linda", "peter", "aisha", "fatma"}
PLAN_LEDEN = UITGENODIGD | {"tom", "youssef", "esther"}
BUITEN = ("bram", "els", "wim", "ruth")

GET = {
    "overzicht": ("plan", PLAN_LEDEN),
    "nieuw": ("plan", COORDINATOR),
    "tafel": ("gepland", UITGENODIGD),
    "antwoord": ("gepland", UITGENODIGD),
    "agendapunt": ("gepland", UITGENODIGD),
    "tijden": ("peiling", UITGENODIGD),
    "rooster": ("peiling", OUDERS | COORDINATOR),
    "voorstellen": ("concept", COORDINATOR),
    "gasten": ("gepland", COORDINATOR),
    "plaats": ("gepland", COORDINATOR),
    "verzetten": ("gepland", COORDINATOR),
    "afzeggen": ("gepland", COORDINATOR),
}
POST = {
    "venster": ("concept", COORDINATOR),
    "direct": ("concept", COORDINATOR),
    "golf": ("peiling", COORDINATOR),
    "herinner": ("peiling", COORDINATOR),
    "agendapunt_verplaatsen": ("punt", COORDINATOR),
    "agendapunt_weg": ("punt", {"samira"}),
}


@pytest.fixture
def cast() -> Cast:
    return zet_cast(NU)


@pytest.fixture
def waar(cast: Cast) -> dict[str, list[Any]]:
    """The arguments of an address, by the kind of thing it is about."""
    plan = cast.plan.pk
    gepland = zet_gepland(cast)
    punt = agenda.stel_punt_voor(
        gepland, "KANARIE-punt", "", actor=cast.plek("samira", now=NU), now=NU
    )
    return {
        "plan": [plan],
        "concept": [plan, zet_tafel(cast).pk],
        "peiling": [plan, zet_peiling(cast).pk],
        "gepland": [plan, gepland.pk],
        "punt": [plan, gepland.pk, punt.pk],
    }


def als(cast: Cast, naam: str) -> Client:
    client = Client()
    log_in(client, cast.gebruiker[naam])
    return client


@pytest.mark.parametrize("route", GET)
def test_each_page_opens_for_who_may_and_for_nobody_else(
    cast: Cast, waar: dict[str, list[Any]], route: str
) -> None:
    soort, mogen = GET[route]
    url = reverse(f"rondetafel:{route}", args=waar[soort])
    for naam in sorted(PLAN_LEDEN):
        antwoord = als(cast, naam).get(url)
        if naam in mogen:
            # A page that has nothing to ask of somebody leads to the table.
            assert antwoord.status_code in (200, 302), (naam, antwoord.status_code)
        elif mogen <= COORDINATOR | OUDERS:
            assert antwoord.status_code == 403, (naam, antwoord.status_code)
        else:
            assert antwoord.status_code == 404, (naam, antwoord.status_code)
        if antwoord.status_code in (403, 404):
            assert [k for k in KANARIES[2:] if k in antwoord.content.decode()] == []


@pytest.mark.parametrize("route", [*GET, *POST])
def test_an_outsider_finds_nothing_at_any_address(
    cast: Cast, waar: dict[str, list[Any]], route: str
) -> None:
    soort, _ = (GET | POST)[route]
    url = reverse(f"rondetafel:{route}", args=waar[soort])
    for naam in BUITEN:
        client = als(cast, naam)
        for antwoord in (client.get(url), client.post(url, {"reden": "x"})):
            assert antwoord.status_code in (404, 405) if route in POST else 404
            assert [k for k in KANARIES if k in antwoord.content.decode()] == []
    assert Client().get(url).status_code in (302, 405)


@pytest.mark.parametrize("route", POST)
def test_what_writes_is_refused_to_others_and_by_get(
    cast: Cast, waar: dict[str, list[Any]], route: str
) -> None:
    soort, mogen = POST[route]
    url = reverse(f"rondetafel:{route}", args=waar[soort])
    standen = list(Rondetafel.objects.order_by("pk").values())
    for naam in sorted(UITGENODIGD - mogen):
        antwoord = als(cast, naam).post(url, {"reden": "KANARIE", "naar": "omhoog"})
        assert antwoord.status_code == 403, naam
    for naam in sorted(mogen):
        assert als(cast, naam).get(url).status_code == 405
    assert list(Rondetafel.objects.order_by("pk").values()) == standen
    assert Agendapunt.objects.count() == 1


@pytest.mark.parametrize(
    "route", ["nieuw", "voorstellen", "gasten", "plaats", "verzetten", "afzeggen", "rooster"]
)
def test_a_form_is_refused_to_who_may_not(
    cast: Cast, waar: dict[str, list[Any]], route: str
) -> None:
    soort, mogen = GET[route]
    url = reverse(f"rondetafel:{route}", args=waar[soort])
    tijd = live_tijden(Rondetafel.objects.get(pk=waar["peiling"][1]))[0].pk
    voor = list(Rondetafel.objects.order_by("pk").values())
    for naam in sorted(UITGENODIGD - mogen):
        antwoord = als(cast, naam).post(url, {"reden": "KANARIE", "tijd": str(tijd)})
        assert antwoord.status_code == 403, naam
    assert list(Rondetafel.objects.order_by("pk").values()) == voor


@pytest.mark.parametrize("route", ["overzicht", "tafel"])
def test_a_page_that_only_shows_takes_no_post(
    cast: Cast, waar: dict[str, list[Any]], route: str
) -> None:
    url = reverse(f"rondetafel:{route}", args=waar[GET[route][0]])
    assert als(cast, "samira").post(url).status_code == 405


@pytest.mark.parametrize("route", [r for r, (soort, _) in (GET | POST).items() if soort != "plan"])
def test_a_table_of_another_plan_or_of_none_does_not_exist(
    cast: Cast, waar: dict[str, list[Any]], route: str
) -> None:
    soort, _ = (GET | POST)[route]
    rest = waar[soort][2:]
    url = reverse(f"rondetafel:{route}", args=[cast.plan.pk, uuid4(), *rest])
    client = als(cast, "linda")
    antwoord = client.post(url, {"reden": "x"}) if route in POST else client.get(url)
    assert antwoord.status_code == 404


def test_who_was_taken_off_the_list_knows_of_the_table_no_more(
    cast: Cast, waar: dict[str, list[Any]]
) -> None:
    url = reverse("rondetafel:tafel", args=waar["gepland"])
    peter = als(cast, "peter")
    assert peter.get(url).status_code == 200
    cast.deelname["peter"].tafeluitnodigingen.update(van_lijst_op=NU)
    assert peter.get(url).status_code == 404
    body = peter.get(reverse("rondetafel:overzicht", args=waar["plan"])).content.decode()
    assert "1 december" not in body


def test_an_ended_seat_reaches_nothing_at_the_next_request(
    cast: Cast, waar: dict[str, list[Any]]
) -> None:
    url = reverse("rondetafel:tafel", args=waar["gepland"])
    fatma = als(cast, "fatma")
    assert fatma.get(url).status_code == 200
    cast.deelname["fatma"].__class__.objects.filter(pk=cast.deelname["fatma"].pk).update(
        status="beeindigd", beeindigd_op=NU
    )
    assert fatma.get(url).status_code == 404


def test_a_table_in_preparation_is_known_to_family_and_coordinator_only(
    cast: Cast, waar: dict[str, list[Any]]
) -> None:
    url = reverse("rondetafel:tafel", args=waar["concept"])
    codes = {n: als(cast, n).get(url).status_code for n in ("samira", "noor", "linda", "peter")}
    assert codes == {"samira": 200, "noor": 200, "linda": 200, "peter": 404}


@pytest.mark.parametrize("status", ["concept", "afgesloten"])
def test_nothing_is_planned_in_a_plan_that_is_not_running(
    cast: Cast, waar: dict[str, list[Any]], status: str
) -> None:
    velden = (
        {"status": status, "actief_op": None}
        if status == "concept"
        else {"status": status, "afgesloten_op": NU}
    )
    type(cast.plan).objects.filter(pk=cast.plan.pk).update(**velden)
    linda = als(cast, "linda")
    assert linda.get(reverse("rondetafel:overzicht", args=waar["plan"])).status_code == 200
    for route in ("nieuw", "voorstellen", "gasten", "rooster", "tijden"):
        url = reverse(f"rondetafel:{route}", args=waar[GET[route][0]])
        assert linda.get(url).status_code == 403
