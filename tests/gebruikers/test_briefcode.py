"""Logging in with a code from a letter: who has no e-mail address."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from gebruikers.briefcode import (
    ALPHABET,
    LENGTH,
    GeenBriefcodeError,
    make_briefcode,
    redeem_briefcode,
)
from gebruikers.models import Briefcode, Gebruiker
from tests.inloggen import log_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def code(agnieszka: Gebruiker, linda: Gebruiker) -> str:
    return make_briefcode(agnieszka, actor=linda, now=NOW)


def enter(client: Client, code: str, **extra: str) -> Any:
    with time_machine.travel(NOW, tick=False):
        return client.post(reverse("brief"), {"code": code, **extra})


def test_a_code_is_hard_to_guess_and_easy_to_read(code: str) -> None:
    assert re.fullmatch(rf"[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}", code)
    assert math.log2(len(set(ALPHABET)) ** LENGTH) >= 45
    assert not set(ALPHABET) & set("01IOLBSZUVY") - set("V")


def test_only_a_hash_of_it_is_kept(code: str, linda: Gebruiker) -> None:
    row = Briefcode.objects.get()
    bare = code.replace("-", "")
    assert not any(bare in str(waarde) or code in str(waarde) for waarde in vars(row).values())
    assert row.gemaakt_door == linda


def test_it_works_ten_times_and_no_more(code: str, agnieszka: Gebruiker) -> None:
    assert [redeem_briefcode(code, now=NOW) for _ in range(12)] == [agnieszka] * 10 + [None] * 2


def test_it_works_for_thirty_days(code: str, agnieszka: Gebruiker) -> None:
    last = NOW + timedelta(days=30) - timedelta(seconds=1)
    assert redeem_briefcode(code, now=last) == agnieszka
    assert redeem_briefcode(code, now=last + timedelta(seconds=1)) is None


def test_a_new_letter_ends_the_one_before(
    code: str, agnieszka: Gebruiker, linda: Gebruiker
) -> None:
    new = make_briefcode(agnieszka, actor=linda, now=NOW)
    assert redeem_briefcode(code, now=NOW) is None
    assert redeem_briefcode(new, now=NOW) == agnieszka


@pytest.mark.parametrize("how", ["lower", "spaces", "no_dash", "lookalikes"])
def test_it_may_be_typed_carelessly(
    agnieszka: Gebruiker, linda: Gebruiker, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    letters = iter("CDFGHJK258")
    monkeypatch.setattr("gebruikers.briefcode.secrets.choice", lambda _: next(letters))
    code = make_briefcode(agnieszka, actor=linda, now=NOW)
    assert code == "CDFGH-JK258"
    typed = {
        "lower": "cdfgh-jk258",
        "spaces": " CDFGH JK258 ",
        "no_dash": "CDFGHJK258",
        "lookalikes": "CDFGH-JKZSB",
    }[how]
    assert redeem_briefcode(typed, now=NOW) == agnieszka


@pytest.mark.parametrize("typed", ["", "CDFGH", "CDFGH-JK258-CDFGH", "ÇÇÇÇÇ-ÇÇÇÇÇ", "\x00" * 10])
def test_what_is_no_code_is_nobody(code: str, typed: str) -> None:
    assert redeem_briefcode(typed, now=NOW) is None
    assert Briefcode.objects.get().gebruikt_keer == 0


def test_a_verified_address_ends_the_letter(code: str, agnieszka: Gebruiker) -> None:
    address = EmailAddress.objects.create(user=agnieszka, email="a@voorbeeld.test")
    assert redeem_briefcode(code, now=NOW) == agnieszka
    address.set_verified()
    assert redeem_briefcode(code, now=NOW) is None


def test_a_passkey_made_after_it_ends_the_letter(code: str, agnieszka: Gebruiker) -> None:
    Authenticator.objects.create(
        user=agnieszka, type="webauthn", data={}, created_at=NOW + timedelta(minutes=1)
    )
    assert redeem_briefcode(code, now=NOW) is None


def test_a_new_letter_lets_in_who_lost_the_passkey(
    client: Client, agnieszka: Gebruiker, linda: Gebruiker
) -> None:
    Authenticator.objects.create(
        user=agnieszka, type="webauthn", data={}, created_at=NOW - timedelta(days=9)
    )
    code = make_briefcode(agnieszka, actor=linda, now=NOW)
    assert enter(client, code).headers["Location"] == reverse("brief_klaar")


def test_an_ended_account_has_no_letter(code: str) -> None:
    Gebruiker.objects.filter(email=None).update(is_active=False)
    assert redeem_briefcode(code, now=NOW) is None


def test_a_professional_gets_no_letter(linda: Gebruiker) -> None:
    with pytest.raises(GeenBriefcodeError, match="gezin en het eigen netwerk"):
        make_briefcode(linda, actor=linda, now=NOW)


def test_who_has_an_address_gets_no_letter(samira: Gebruiker, linda: Gebruiker) -> None:
    EmailAddress.objects.create(user=samira, email="samira@voorbeeld.test", verified=True)
    with pytest.raises(GeenBriefcodeError, match="code per mail"):
        make_briefcode(samira, actor=linda, now=NOW)


def test_a_letter_of_before_a_change_of_key_still_works(
    code: str, agnieszka: Gebruiker, settings: Settings
) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een-nieuwe-sleutel"
    assert redeem_briefcode(code, now=NOW) == agnieszka
    settings.SECRET_KEY_FALLBACKS = []
    assert redeem_briefcode(code, now=NOW) is None


def test_somebody_logs_in_with_a_letter_and_is_offered_a_passkey(
    client: Client, code: str, agnieszka: Gebruiker
) -> None:
    response = enter(client, code, next="/mijn/?a=1")
    assert response.headers["Location"] == "/inloggen/brief/klaar/?next=%2Fmijn%2F%3Fa%3D1"
    with time_machine.travel(NOW, tick=False):
        page = client.get(response.headers["Location"])
        assert page.context["volgende"] == "/mijn/?a=1"
        assert reverse("mfa_add_webauthn") in page.content.decode()
        assert client.get(reverse("mijn")).status_code == 200
    assert client.session["_auth_user_id"] == str(agnieszka.pk)


def test_who_is_inside_needs_no_letter(client: Client, agnieszka: Gebruiker) -> None:
    log_in(client, agnieszka, "brief")
    assert client.get(reverse("brief") + "?next=/mijn/").headers["Location"] == "/mijn/"
    assert client.get(reverse("brief")).headers["Location"] == "/"


def test_following_the_letter_logs_nobody_in(client: Client, code: str) -> None:
    response = client.get(reverse("brief"), {"code": code})
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session
    assert Briefcode.objects.get().gebruikt_keer == 0


def test_wrong_and_old_codes_look_the_same(client: Client, code: str) -> None:
    Briefcode.objects.update(vervalt_op=NOW)
    pages = []
    for typed in (code, "CDFGH-JK258"):
        page = enter(Client(), typed).content.decode().replace(typed, "CODE")
        pages.append(re.sub(r'nonce="[^"]+"|value="[A-Za-z0-9]{64}"|"[A-Za-z0-9]{64}"', "", page))
    assert pages[0] == pages[1]
    assert "Deze code klopt niet, of hij is niet meer geldig." in pages[0]


def test_the_eleventh_try_in_a_minute_is_refused(client: Client, code: str) -> None:
    for _ in range(10):
        assert enter(client, "CDFGH-JK258").status_code == 200
    response = enter(client, code)
    assert response.status_code == 429
    assert "Dat ging te snel achter elkaar" in response.content.decode()
    assert Briefcode.objects.get().gebruikt_keer == 0


def test_a_letter_is_not_a_way_around_next(client: Client, code: str) -> None:
    response = enter(client, code, next="https://boos.example/")
    assert response.headers["Location"] == reverse("brief_klaar")


def test_the_page_is_in_polish_when_the_letter_says_so(client: Client) -> None:
    response = client.get(reverse("brief") + "?taal=pl")
    assert response.headers["Content-Language"] == "pl"
    assert '<html lang="pl"' in response.content.decode()
    assert "Kod z listu" in response.content.decode()
    again = client.get(reverse("brief"))
    assert again.headers["Content-Language"] == "pl"
