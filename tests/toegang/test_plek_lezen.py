"""The table and one seat, for who reads and does not choose; and what these pages cost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from doelen.models import Zorg
from netwerk.models import Netwerklid
from tests.cast import Cast, maak_gebruiker, zet_cast, zet_plek
from tests.inloggen import log_in
from tests.toegang.voorstellen import pad, stel_voor
from toegang.models import Rol


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(timezone.now())


def test_who_sits_here_reads_what_they_see_and_can_leave(cast: Cast, client: Client) -> None:
    log_in(client, cast.gebruiker["peter"])
    tekst = client.get(pad(cast, cast.deelname["peter"])).content.decode()
    assert "Wat u ziet" in tekst
    assert "School en vrije tijd" in tekst
    assert "Ik wil hier weg" in tekst
    ander = client.get(pad(cast, cast.deelname["tom"])).content.decode()
    assert "Tom van Dijk" in ander
    assert "geld en schulden" not in ander.lower()
    assert "tom@voorbeeld.test" not in ander


def test_the_table_says_what_each_sees_to_those_who_decide_only(cast: Cast, client: Client) -> None:
    adres = reverse("toegang:plekken", args=[cast.plan.pk])
    log_in(client, cast.gebruiker["samira"])
    tekst = client.get(adres).content.decode()
    assert "mentor, Het Baken College, ziet school en vrije tijd" in tekst
    assert "Linda Brouwer" in tekst
    assert "ziet alles" in tekst
    log_in(client, cast.gebruiker["fatma"])
    tekst = client.get(adres).content.decode()
    assert "Peter Hendriks" in tekst
    assert "ziet school" not in tekst
    assert "buurvrouw, ziet vrije tijd" in tekst


def test_a_child_has_a_chair_and_no_seat(cast: Cast, client: Client) -> None:
    log_in(client, cast.gebruiker["samira"])
    tekst = client.get(reverse("toegang:plekken", args=[cast.plan.pk])).content.decode()
    assert "Daan" in tekst
    assert "9 jaar" in tekst


def vul(cast: Cast, van: int, tot: int) -> None:
    """Add seats, proposals, texts and people around the family."""
    for nummer in range(van, tot):
        naam = f"mens{nummer}"
        cast.gebruiker[naam] = maak_gebruiker(naam, f"Mens {nummer}")
        zet_plek(cast, naam, Rol.NETWERKLID if nummer % 2 else Rol.PROFESSIONAL, codes=["school"])
        if nummer % 2 == 0:
            stel_voor(cast, naam=f"Voorstel {nummer}", email=f"v{nummer}@voorbeeld.test")
        Zorg.objects.create(
            plan=cast.plan,
            tekst=f"Zorg {nummer}",
            leefgebied=cast.leefgebied["gezondheid"],
            gemaakt_op=cast.now,
        )
        Netwerklid.objects.create(
            plan=cast.plan, naam=f"Iemand {nummer}", relatie="buur", gemaakt_op=cast.now
        )


@pytest.mark.parametrize("wie", ["samira", "linda", "peter"])
@pytest.mark.parametrize("naam", ["plekken", "plek", "netwerk"])
def test_thirty_people_cost_as_many_queries_as_one(
    cast: Cast, client: Client, wie: str, naam: str
) -> None:
    jolanda = stel_voor(cast)
    plek = cast.deelname["peter"] if wie == "peter" else jolanda
    adres = {
        "plekken": reverse("toegang:plekken", args=[cast.plan.pk]),
        "plek": pad(cast, plek),
        "netwerk": reverse("netwerk:overzicht", args=[cast.plan.pk]),
    }[naam]
    log_in(client, cast.gebruiker[wie])
    vul(cast, 0, 1)
    client.get(adres)
    with CaptureQueriesContext(connection) as een:
        assert client.get(adres).status_code == 200
    vul(cast, 1, 30)
    with CaptureQueriesContext(connection) as dertig:
        antwoord = client.get(adres)
    assert len(dertig) == len(een)
    assert len(dertig) <= 14
    assert len(antwoord.content) <= 60 * 1024
