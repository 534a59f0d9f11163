"""Who sees what on the pages of this room: every body is searched for what must not be in it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from doelen.models import Evaluatie, Kracht, Score, Tegenspraak, Werkdoel, Zorg
from tests.cast import Cast, zet_bram_gezin, zet_cast
from tests.doelen.teksten import (
    LESSEN,
    POST,
    RUZIE,
    SCHOOL,
    SCHULD,
    VOETBAL,
    zet_doel,
    zet_plan,
    zet_scores,
    zet_tekst,
)
from tests.inloggen import log_in

pytestmark = pytest.mark.django_db

IEDEREEN = (
    "samira",
    "mark",
    "noor",
    "fatma",
    "youssef",
    "linda",
    "peter",
    "aisha",
    "tom",
    "esther",
)


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


def open_overzicht(client: Client, cast: Cast, wie: str) -> Any:
    """The page of this room as this person gets it."""
    log_in(client, cast.gebruiker[wie])
    return client.get(reverse("doelen:overzicht", args=[cast.plan.pk]))


@pytest.mark.parametrize(
    ("wie", "ziet"),
    [
        ("samira", {SCHULD, RUZIE, LESSEN, POST, SCHOOL, VOETBAL}),
        ("mark", {RUZIE, LESSEN, SCHOOL, VOETBAL}),
        ("noor", {RUZIE, LESSEN, SCHOOL, VOETBAL}),
        ("linda", {SCHULD, RUZIE, LESSEN, POST, SCHOOL, VOETBAL}),
        ("tom", {SCHULD, POST}),
        ("peter", {LESSEN, SCHOOL, VOETBAL}),
        ("aisha", {RUZIE}),
        ("esther", {RUZIE}),
        ("fatma", {VOETBAL}),
        ("youssef", {LESSEN, SCHOOL, VOETBAL}),
    ],
)
def test_everyone_sees_what_was_agreed_and_nothing_else(
    client: Client, cast: Cast, wie: str, ziet: set[str]
) -> None:
    zet_plan(cast)
    bladzijde = open_overzicht(client, cast, wie)
    assert bladzijde.status_code == 200
    inhoud = bladzijde.content.decode()
    alles = {SCHULD, RUZIE, LESSEN, POST, SCHOOL, VOETBAL}
    assert {tekst for tekst in alles if tekst in inhoud} == ziet


@pytest.mark.parametrize("wie", IEDEREEN)
def test_what_noor_wants_is_for_who_sees_that_section(client: Client, cast: Cast, wie: str) -> None:
    woorden = zet_plan(cast)["noor_wil"].tekst
    inhoud = open_overzicht(client, cast, wie).content.decode()
    assert (woorden in inhoud) is (wie in {"samira", "mark", "noor", "linda"})


def test_what_somebody_does_not_see_leaves_no_gap(client: Client, cast: Cast) -> None:
    zet_plan(cast)
    log_in(client, cast.gebruiker["mark"])
    volgorde = client.get(reverse("doelen:volgorde", args=[cast.plan.pk])).content.decode()
    assert f"1. {SCHOOL}" in volgorde
    assert f"1. {VOETBAL}" in volgorde
    assert "2. " not in volgorde


@pytest.mark.parametrize("wie", IEDEREEN)
def test_a_proposal_is_between_its_proposer_and_the_family(
    client: Client, cast: Cast, wie: str
) -> None:
    zet_tekst(
        Zorg,
        cast,
        "Noor zit vaak alleen KANARIE-ALLEEN",
        "school",
        "noor",
        voorstel=True,
        door=cast.deelname["peter"],
    )
    inhoud = open_overzicht(client, cast, wie).content.decode()
    assert ("KANARIE-ALLEEN" in inhoud) is (wie in {"samira", "mark", "noor", "linda", "peter"})


@pytest.mark.parametrize("route", ["overzicht", "volgorde", "kracht_nieuw", "doel_nieuw"])
@pytest.mark.parametrize("wie", ["bram", "els", "wim", "ruth"])
def test_an_outsider_gets_404(client: Client, cast: Cast, wie: str, route: str) -> None:
    zet_plan(cast)
    zet_bram_gezin(cast)
    log_in(client, cast.gebruiker[wie])
    antwoord = client.get(reverse(f"doelen:{route}", args=[cast.plan.pk]))
    assert antwoord.status_code == 404
    assert "KANARIE" not in antwoord.content.decode()


def test_a_goal_of_another_plan_does_not_exist(client: Client, cast: Cast) -> None:
    doel = zet_plan(cast)["school"]
    elders = zet_bram_gezin(cast)
    log_in(client, cast.gebruiker["bram"])
    for route in ("doel", "doel_wijzigen", "doel_weghalen", "loslaten", "stap_nieuw"):
        assert client.get(reverse(f"doelen:{route}", args=[elders.pk, doel.pk])).status_code == 404


@pytest.mark.parametrize("wie", ["mark", "noor", "peter", "fatma"])
def test_a_text_out_of_scope_does_not_exist_on_any_of_its_pages(
    client: Client, cast: Cast, wie: str
) -> None:
    teksten = zet_plan(cast)
    log_in(client, cast.gebruiker[wie])
    paden = [
        reverse(f"doelen:{route}", args=[cast.plan.pk, teksten[naam].pk])
        for naam, route in (
            ("schuld", "zorg_wijzigen"),
            ("schuld", "zorg_weghalen"),
            ("post", "doel_wijzigen"),
            ("post", "loslaten"),
        )
    ]
    paden.append(reverse("doelen:klopt_niet", args=[cast.plan.pk, "zorg", teksten["schuld"].pk]))
    doel = reverse("doelen:doel", args=[cast.plan.pk, teksten["post"].pk])
    assert client.get(doel).status_code == 404
    for pad in paden:
        for antwoord in (client.get(pad), client.post(pad, {"tekst": "x", "reden": "x"})):
            # Who is not of the family may contradict nothing, whatever it is (403).
            verwacht = {404} if "klopt-niet" not in pad else {404, 403}
            assert antwoord.status_code in verwacht
            assert "KANARIE" not in antwoord.content.decode()


def test_the_page_asks_as_much_of_the_database_for_thirty_rows_as_for_one(
    client: Client, cast: Cast
) -> None:
    def vul(aantal: int) -> None:
        for n in range(aantal):
            zet_tekst(Kracht, cast, f"kracht {n}", "school", "noor", door=cast.deelname["samira"])
            zorg = zet_tekst(Zorg, cast, f"zorg {n}", "school", "noor")
            Tegenspraak.objects.create(
                plan=cast.plan,
                soort="zorg",
                object_id=zorg.pk,
                door=cast.deelname["noor"],
                eigen_woorden="nee",
                op=cast.now,
            )
            doel = zet_doel(cast, f"doel {n}", "school", "noor", woorden_van=cast.lid["noor"])
            Werkdoel.objects.create(doel=doel, tekst="stap")
            evaluatie = zet_scores(doel, date(2026, 9, 1), cast, noor=3, samira=4)
            Score.objects.create(evaluatie=evaluatie, deelname=cast.deelname["peter"], waarde=5)

    def tel(wie: str) -> int:
        log_in(client, cast.gebruiker[wie])
        adres = reverse("doelen:overzicht", args=[cast.plan.pk])
        client.get(adres)
        with CaptureQueriesContext(
            connection,
        ) as vragen:
            assert client.get(adres).status_code == 200
        return len(vragen)

    vul(1)
    een = {wie: tel(wie) for wie in ("samira", "linda", "peter")}
    vul(29)
    assert {wie: tel(wie) for wie in ("samira", "linda", "peter")} == een
    assert max(een.values()) <= 12


def test_the_page_of_a_goal_asks_as_much_for_many_tables_as_for_one(
    client: Client, cast: Cast
) -> None:
    doel = zet_plan(cast)["school"]
    adres = reverse("doelen:doel", args=[cast.plan.pk, doel.pk])
    log_in(client, cast.gebruiker["samira"])

    def tel() -> int:
        client.get(adres)
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(adres).status_code == 200
        return len(vragen)

    zet_scores(doel, date(2026, 1, 1), cast, noor=3)
    een = tel()
    for maand in range(2, 9):
        zet_scores(doel, date(2026, maand, 1), cast, noor=3, samira=4)
        Werkdoel.objects.create(doel=doel, tekst="stap")
    assert Evaluatie.objects.count() == 8
    assert tel() == een
    assert een <= 12
