"""In which language somebody reads."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from gebruikers.models import Gebruiker
from gebruikers.talen import beschikbare_talen
from tests.inloggen import log_in

pytestmark = pytest.mark.django_db
LOGIN = "/inloggen/"


def language(client: Client, url: str = LOGIN, **headers: str) -> str:
    return client.get(url, headers=headers).headers["Content-Language"]


def test_only_languages_that_ship_can_be_chosen() -> None:
    codes = [code for code, _ in beschikbare_talen()]
    assert codes[0] == "nl"
    assert "pl" in codes
    assert "ar" not in codes


def test_a_browser_without_a_known_language_gets_dutch(client: Client) -> None:
    assert language(client) == "nl"
    assert language(client, **{"Accept-Language": "ar,uk;q=0.8"}) == "nl"


def test_the_browser_says_what_it_reads(client: Client) -> None:
    assert language(client, **{"Accept-Language": "pl,en;q=0.8"}) == "pl"


def test_a_letter_can_name_its_language(client: Client) -> None:
    assert language(client, "/inloggen/brief/?taal=pl") == "pl"
    assert language(client) == "pl"
    assert language(client, "/inloggen/?taal=xx") == "pl"


def test_choosing_takes_a_post_and_leads_back(client: Client) -> None:
    assert client.get(reverse("kies_taal")).status_code == 405
    response = client.post(reverse("kies_taal"), {"taal": "pl", "next": "/inloggen/brief/"})
    assert response.headers["Location"] == "/inloggen/brief/"
    assert language(client) == "pl"
    client.post(reverse("kies_taal"), {"taal": "zz"})
    assert language(client) == "pl"
    response = client.post(reverse("kies_taal"), {"taal": "nl", "next": "https://boos.example/"})
    assert response.headers["Location"] == "/"
    assert language(client) == "nl"


def test_who_is_logged_in_reads_their_own_language_everywhere(
    client: Client, agnieszka: Gebruiker
) -> None:
    log_in(client, agnieszka, "brief")
    assert language(client, "/mijn/", **{"Accept-Language": "nl"}) == "pl"
    client.post(reverse("kies_taal"), {"taal": "nl"})
    agnieszka.refresh_from_db()
    assert agnieszka.taal == "nl"
    assert language(client, "/mijn/", **{"Accept-Language": "pl"}) == "nl"


def test_the_mail_is_in_the_language_of_who_reads_it(client: Client, samira: Gebruiker) -> None:
    Gebruiker.objects.update(taal="pl")
    client.post(LOGIN, {"login": samira.email}, headers={"Accept-Language": "nl"})
    assert mail.outbox[0].subject == "Kod do logowania"


def test_an_unknown_address_gets_the_language_of_the_page(client: Client) -> None:
    client.post(LOGIN, {"login": "kto@voorbeeld.test"}, headers={"Accept-Language": "pl"})
    assert "Nie ma konta z tym adresem" in str(mail.outbox[0].body)
