"""Changing the ways in takes a fresh proof, also of who has only a mailbox or a letter."""

from __future__ import annotations

import time

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gebruikers.bevestigen import KEY
from gebruikers.briefcode import make_briefcode
from gebruikers.models import Gebruiker
from tests.gebruikers.test_mijn import enter
from tests.inloggen import code_in, log_in

pytestmark = pytest.mark.django_db
PAGE = reverse("bevestigen_code")
WAYS_IN = [
    "account_email",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_opheffen",
]


def grow_old(client: Client, minutes: int = 16) -> None:
    """Let the proof of this session be some minutes old, and its activity not."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - minutes * 60
    session.save()


@pytest.mark.parametrize("name", WAYS_IN)
def test_an_old_session_changes_no_way_in(client: Client, samira: Gebruiker, name: str) -> None:
    log_in(client, samira, "code")
    assert client.get(reverse(name)).status_code == 200
    grow_old(client)
    for response in (client.get(reverse(name)), client.post(reverse(name), {"zeker": "on"})):
        assert response.headers["Location"].startswith(f"{PAGE}?next=/mijn/")
    samira.refresh_from_db()
    assert samira.is_active


def test_a_code_by_mail_opens_them_again(client: Client, samira: Gebruiker) -> None:
    log_in(client, samira, "code")
    grow_old(client)
    url = client.get(reverse("account_email")).headers["Location"]
    assert "Stuur mij een code" in client.get(url).content.decode()
    assert mail.outbox == []
    client.post(url)
    code = code_in(mail.outbox[0])
    assert mail.outbox[0].to == [samira.email]
    assert code.replace(" ", "") not in str(client.session[KEY])
    assert client.post(url, {"code": code}).headers["Location"] == reverse("account_email")
    assert client.get(reverse("account_email")).status_code == 200
    # Once only.
    grow_old(client)
    assert client.post(url, {"code": code}).status_code == 200


def test_three_wrong_tries_end_a_code(client: Client, samira: Gebruiker) -> None:
    log_in(client, samira, "code")
    client.post(PAGE)
    right = code_in(mail.outbox[0])
    for _ in range(3):
        assert "klopt niet" in client.post(PAGE, {"code": "0000 0000"}).content.decode()
    assert client.post(PAGE, {"code": right}).status_code == 200


def test_a_code_of_eleven_minutes_does_not_work(client: Client, samira: Gebruiker) -> None:
    log_in(client, samira, "code")
    client.post(PAGE)
    session = client.session
    session[KEY]["tot"] = time.time() - 1
    session.save()
    assert client.post(PAGE, {"code": code_in(mail.outbox[0])}).status_code == 200


def test_guessing_is_limited(client: Client, samira: Gebruiker) -> None:
    log_in(client, samira, "code")
    codes = [client.post(PAGE, {"code": "1"}).status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


def test_without_address_the_letter_is_asked_for(
    client: Client, agnieszka: Gebruiker, linda: Gebruiker
) -> None:
    code = make_briefcode(agnieszka, actor=linda, now=timezone.now())
    log_in(client, agnieszka, "brief")
    grow_old(client)
    url = client.get(reverse("mfa_add_webauthn")).headers["Location"]
    assert client.post(url, {"code": "CDFGH-JK258"}).status_code == 200
    assert client.post(url, {"code": code}).headers["Location"] == reverse("mfa_add_webauthn")


def test_a_new_browser_is_told_to_its_owner_and_a_known_one_is_not(
    client: Client, samira: Gebruiker
) -> None:
    def told() -> int:
        return sum(m.subject == "Er is ingelogd op een nieuw apparaat" for m in mail.outbox)

    enter(client, samira)
    assert told() == 0  # The very first time there is nothing to compare with.
    client.post(reverse("account_logout"))
    enter(client, samira)
    assert told() == 0
    stranger = Client()
    stranger.cookies[settings.DEVICE_COOKIE_NAME] = "f" * 32 + ".x\x00"
    enter(stranger, samira, "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    assert told() == 1
    assert "Firefox op Windows" in str(mail.outbox[-1].body)
    assert mail.outbox[-1].to == [samira.email]


def test_the_mark_of_one_person_is_not_that_of_another(
    client: Client, samira: Gebruiker, linda: Gebruiker
) -> None:
    Gebruiker.objects.update(last_login=timezone.now())
    enter(client, samira)
    mail.outbox.clear()
    client.post(reverse("account_logout"))
    enter(client, linda)
    assert mail.outbox[-1].to == [linda.email]
    assert mail.outbox[-1].subject == "Er is ingelogd op een nieuw apparaat"
    cookie = client.cookies[settings.DEVICE_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert len(cookie.value.split(".")) == 2
