"""The notices of one person, and how they want their mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gebruikers.models import Gebruiker
from notifications import soorten
from notifications.models import Bericht, Voorkeur
from notifications.outbox import queue
from notifications.soorten import Groep, Soort, Tekst

pytestmark = pytest.mark.django_db

VERBODEN: set[UUID] = set()


def _teksten(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    return {
        b.pk: Tekst(f"Bericht {b.context['n']}", url="/acties/", knop="Bekijk")
        for b in rijen
        if b.pk not in VERBODEN
    }


PROEF = soorten.register(Soort("proef.lijst", Groep.ACTIES, _teksten))


@pytest.fixture
def samira() -> Gebruiker:
    return Gebruiker.objects.create_user("samira@voorbeeld.test", naam="Samira El Amrani")


def zet(ontvanger: Gebruiker, aantal: int, vanaf: int = 0) -> list[Bericht]:
    nu = timezone.now()
    rijen = []
    with transaction.atomic():
        for n in range(vanaf, vanaf + aantal):
            bericht = queue(PROEF, ontvanger=ontvanger, sleutel=str(n), now=nu, context={"n": n})
            assert bericht is not None
            rijen.append(bericht)
    return rijen


def get(client: Client, pad: str) -> str:
    antwoord = client.get(pad)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def test_i_read_my_notices_and_not_those_of_another(client: Client, samira: Gebruiker) -> None:
    mark = Gebruiker.objects.create_user("mark@voorbeeld.test", naam="Mark de Wit")
    zet(samira, 1)
    client.force_login(mark)
    assert "Bericht 0" not in get(client, reverse("notifications:overzicht"))
    client.force_login(samira)
    assert "Bericht 0" in get(client, reverse("notifications:overzicht"))


def test_what_is_no_longer_allowed_is_absent(client: Client, samira: Gebruiker) -> None:
    _, weg = zet(samira, 2)
    VERBODEN.add(weg.pk)
    client.force_login(samira)
    bladzijde = get(client, reverse("notifications:overzicht"))
    assert "Bericht 0" in bladzijde
    assert "Bericht 1" not in bladzijde


def test_what_is_for_later_is_not_shown_yet(client: Client, samira: Gebruiker) -> None:
    nu = timezone.now()
    with transaction.atomic():
        queue(
            PROEF,
            ontvanger=samira,
            sleutel="later",
            now=nu,
            vanaf=nu + timedelta(days=1),
            context={"n": 7},
        )
    client.force_login(samira)
    assert "Bericht 7" not in get(client, reverse("notifications:overzicht"))


def test_an_empty_list_says_what_will_come(client: Client, samira: Gebruiker) -> None:
    client.force_login(samira)
    assert "U heeft nog geen berichten" in get(client, reverse("notifications:overzicht"))


def test_reading_is_a_post(client: Client, samira: Gebruiker) -> None:
    (bericht,) = zet(samira, 1)
    client.force_login(samira)
    assert client.get(reverse("notifications:gelezen")).status_code == 405
    bericht.refresh_from_db()
    assert bericht.gelezen_op is None
    client.post(reverse("notifications:gelezen"))
    bericht.refresh_from_db()
    assert bericht.gelezen_op is not None


def test_thirty_notices_cost_as_many_queries_as_one(client: Client, samira: Gebruiker) -> None:
    client.force_login(samira)
    zet(samira, 1)
    get(client, reverse("notifications:overzicht"))  # the session notes when it began, once
    with CaptureQueriesContext(connection) as een:
        get(client, reverse("notifications:overzicht"))
    zet(samira, 44, vanaf=1)
    with CaptureQueriesContext(connection) as dertig:
        bladzijde = get(client, reverse("notifications:overzicht"))
    assert len(re.findall(r"Bericht \d", bladzijde)) == 30
    assert len(dertig) == len(een) <= 12
    assert "blad=2" in bladzijde
    tweede = get(client, reverse("notifications:overzicht") + "?blad=2")
    assert len(re.findall(r"Bericht \d", tweede)) == 15


def test_a_strange_page_number_shows_the_first_page(client: Client, samira: Gebruiker) -> None:
    zet(samira, 1)
    client.force_login(samira)
    for blad in ("-1", "x", "99999999999", "²"):
        assert "Bericht 0" in get(client, reverse("notifications:overzicht") + f"?blad={blad}")


def test_i_choose_how_my_mail_comes(client: Client, samira: Gebruiker) -> None:
    client.force_login(samira)
    keuze = dict.fromkeys(Groep.values, "direct") | {"acties": "dagelijks"}
    antwoord = client.post(reverse("notifications:voorkeuren"), keuze, follow=True)
    assert "Uw keuze is bewaard." in antwoord.content.decode()
    assert Voorkeur.objects.get(gebruiker=samira, groep="acties").wijze == "dagelijks"
    assert 'value="dagelijks" ' in get(client, reverse("notifications:voorkeuren"))


def test_a_choice_that_does_not_exist_says_so_and_changes_nothing(
    client: Client, samira: Gebruiker
) -> None:
    client.force_login(samira)
    keuze = dict.fromkeys(Groep.values, "direct") | {"acties": "postduif"}
    antwoord = client.post(reverse("notifications:voorkeuren"), keuze)
    assert antwoord.status_code == 200
    assert "Kies iets uit de lijst" in antwoord.content.decode()
    assert not Voorkeur.objects.exists()
