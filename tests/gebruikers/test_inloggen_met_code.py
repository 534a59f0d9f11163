"""Logging in with a code by mail: what families do."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from gebruikers.models import Gebruiker
from tests.inloggen import code_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def ask(client: Client, email: str | None, **extra: str) -> Any:
    return client.post(reverse("account_login"), {"login": email, **extra})


def test_a_parent_logs_in_with_the_code_from_the_mail(client: Client, samira: Gebruiker) -> None:
    response = ask(client, "Samira@Voorbeeld.test")
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("account_confirm_login_code")
    [bericht] = mail.outbox
    assert bericht.to == ["samira@voorbeeld.test"]
    assert bericht.subject == "Uw code om in te loggen"
    page = client.get(response.headers["Location"]).content.decode()
    assert "samira@voorbeeld.test" in page

    response = client.post(response.headers["Location"], {"code": code_in(bericht)})
    assert response.status_code == 302
    assert response.headers["Location"] == "/"
    assert client.get(reverse("mijn")).status_code == 200
    assert EmailAddress.objects.get().verified
    assert EmailAddress.objects.get().primary


def test_the_mail_says_nothing_but_the_code(client: Client, samira: Gebruiker) -> None:
    ask(client, samira.email)
    [bericht] = mail.outbox
    assert str(bericht.body).replace(code_in(bericht), "1234 5678") == (
        "Hallo,\n\n"
        "Met deze code logt u in:\n\n"
        "1234 5678\n\n"
        "De code werkt 10 minuten. Geef hem aan niemand anders.\n\n"
        "Vroeg u dit niet zelf? Dan hoeft u niets te doen. Zonder de code komt niemand binnen.\n\n"
        "Groet,\n"
        "1Gezin1Plan"
    )


def test_the_code_may_be_typed_without_its_space(client: Client, samira: Gebruiker) -> None:
    url = ask(client, samira.email).headers["Location"]
    response = client.post(url, {"code": code_in(mail.outbox[0]).replace(" ", "")})
    assert response.headers["Location"] == "/"


def test_a_wrong_code_can_be_mended_twice_and_then_a_new_one_is_needed(
    client: Client, samira: Gebruiker
) -> None:
    url = ask(client, samira.email).headers["Location"]
    right = code_in(mail.outbox[0])
    wrong = "0000 0000" if right != "0000 0000" else "1111 1111"
    for _ in range(2):
        response = client.post(url, {"code": wrong})
        assert response.status_code == 200
        assert "Deze code klopt niet" in response.content.decode()
    response = client.post(url, {"code": wrong})
    assert response.headers["Location"] == reverse("account_login")
    assert client.post(url, {"code": right}).headers["Location"] == reverse("account_login")
    assert client.get(reverse("mijn")).status_code == 302


def test_a_code_of_eleven_minutes_old_does_not_work(client: Client, samira: Gebruiker) -> None:
    with time_machine.travel(NOW, tick=False):
        url = ask(client, samira.email).headers["Location"]
    with time_machine.travel(NOW + timedelta(minutes=11), tick=False):
        response = client.post(url, {"code": code_in(mail.outbox[0])})
        assert response.headers["Location"] == reverse("account_login")
        assert client.get(reverse("mijn")).status_code == 302


def test_the_code_of_one_browser_does_not_work_in_another(
    client: Client, samira: Gebruiker
) -> None:
    ask(client, samira.email)
    other = Client()
    response = other.post(reverse("account_confirm_login_code"), {"code": code_in(mail.outbox[0])})
    assert response.headers["Location"] == reverse("account_login")


def test_a_new_code_replaces_the_old_one(client: Client, samira: Gebruiker) -> None:
    url = ask(client, samira.email).headers["Location"]
    client.post(url, {"action": "resend"})
    old, new = map(code_in, mail.outbox)
    assert client.post(url, {"code": old}).status_code == 200
    assert client.post(url, {"code": new}).headers["Location"] == "/"


def test_a_stranger_sees_the_same_pages_as_an_account(samira: Gebruiker) -> None:
    pages = {}
    for email in ("samira@voorbeeld.test", "niemand@voorbeeld.test"):
        client = Client()
        response = ask(client, email)
        page = client.get(response.headers["Location"]).content.decode().replace(email, "ADRES")
        page = re.sub(r'nonce="[^"]+"|value="[A-Za-z0-9]{64}"|"X-CSRFToken":"[^"]+"', "", page)
        wrong = client.post(response.headers["Location"], {"code": "0000 0001"})
        pages[email] = (response.status_code, response.headers["Location"], page, wrong.status_code)
    assert pages["samira@voorbeeld.test"] == pages["niemand@voorbeeld.test"]
    assert [bericht.to for bericht in mail.outbox] == [
        [samira.email],
        ["niemand@voorbeeld.test"],
    ]
    assert "Er is geen account met dit adres." in str(mail.outbox[1].body)


def test_an_ended_account_looks_like_a_stranger(client: Client, samira: Gebruiker) -> None:
    Gebruiker.objects.update(is_active=False)
    ask(client, samira.email)
    assert "Er is geen account met dit adres." in str(mail.outbox[0].body)


def test_the_fourth_request_for_one_address_in_a_minute_is_refused(
    client: Client, samira: Gebruiker
) -> None:
    for _ in range(3):
        ask(Client(), samira.email)
    response = ask(client, samira.email)
    assert "te vaak mis" in response.content.decode()
    assert len(mail.outbox) == 3


def test_next_leads_back_to_where_somebody_was(client: Client, samira: Gebruiker) -> None:
    response = client.get("/mijn/?a=1")
    assert response.headers["Location"] == "/inloggen/?next=/mijn/%3Fa%3D1"
    url = ask(client, samira.email, next="/mijn/?a=1").headers["Location"]
    assert client.post(url, {"code": code_in(mail.outbox[0])}).headers["Location"] == "/mijn/?a=1"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://boos.example/",
        "//boos.example/",
        "/\\boos.example",
        "javascript:alert(1)",
        "http://testserver@boos.example/",
    ],
)
def test_next_never_leads_elsewhere(client: Client, samira: Gebruiker, elsewhere: str) -> None:
    url = ask(client, samira.email, next=elsewhere).headers["Location"]
    assert "boos" not in url
    response = client.post(url, {"code": code_in(mail.outbox[0]), "next": elsewhere})
    assert response.headers["Location"] == "/"


def test_somebody_who_is_inside_is_not_asked_again(client: Client, samira: Gebruiker) -> None:
    url = ask(client, samira.email).headers["Location"]
    client.post(url, {"code": code_in(mail.outbox[0])})
    assert client.get(reverse("account_login")).headers["Location"] == "/"


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    response = client.post(reverse("account_signup"), {"email": "nieuw@voorbeeld.test"})
    assert "U komt binnen op uitnodiging" in response.content.decode()
    assert Gebruiker.objects.count() == 0


def test_without_mail_the_page_says_so_and_nothing_is_lost(
    client: Client, samira: Gebruiker, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "localhost"
    settings.EMAIL_PORT = 1
    response = ask(client, samira.email)
    assert response.status_code == 503
    assert "Wij kunnen nu geen mail sturen" in response.content.decode()


def test_logging_out_takes_a_post(client: Client, samira: Gebruiker) -> None:
    client.force_login(samira)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("mijn")).status_code == 200
    response = client.post(reverse("account_logout"))
    assert response.headers["Location"] == reverse("account_login")
    assert client.get(reverse("mijn")).status_code == 302
