"""An expired session never loses typed text, also without a script."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from gebruikers.herstel import KEY
from gebruikers.models import Gebruiker
from tests.inloggen import log_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=46)
PAGE = "/inloggen/uw-tekst/"
TYPED = {
    "naam": "Samira, zoals op mijn pas",
    "roepnaam": "<b>Sam</b> en zo",
    "telefoon": "06 1",
    "taal": "nl",
    "csrfmiddlewaretoken": "geheim",
    "code": "1234 5678",
}


def type_and_be_too_late(client: Client, gebruiker: Gebruiker, **headers: str) -> Any:
    with time_machine.travel(NOW, tick=False):
        log_in(client, gebruiker, "code")
        client.get(reverse("mijn"))
    headers.setdefault("Referer", "http://testserver/mijn/?a=1")
    with time_machine.travel(LATER, tick=False):
        return client.post(reverse("mijn"), TYPED, headers=headers)


def back_in(client: Client, gebruiker: Gebruiker) -> Any:
    """What logging in again leaves of the session: its content, under a new key."""
    kept = client.session.get(KEY)
    log_in(client, gebruiker, "code")
    session = client.session
    session[KEY] = kept
    session.save()
    with time_machine.travel(LATER, tick=False):
        return client.get(PAGE)


def test_the_text_is_there_after_logging_in_again_and_can_be_sent(
    client: Client, samira: Gebruiker
) -> None:
    response = type_and_be_too_late(client, samira)
    assert response.headers["Location"] == "/inloggen/?next=/inloggen/uw-tekst/"
    page = back_in(client, samira).content.decode()
    assert "Samira, zoals op mijn pas" in page
    assert "&lt;b&gt;Sam&lt;/b&gt; en zo" in page
    assert 'data-terug-naar-formulier="/mijn/?a=1"' in page
    samira.refresh_from_db()
    assert samira.roepnaam == "Samira"
    with time_machine.travel(LATER, tick=False):
        response = client.post(PAGE, {k: v for k, v in TYPED.items() if k != "code"}, follow=False)
        assert (response.status_code, response.headers["Location"]) == (307, "/mijn/")
        client.post("/mijn/", TYPED)
        samira.refresh_from_db()
        assert samira.roepnaam == "<b>Sam</b> en zo"
        assert client.get(PAGE).headers["Location"] == "/"


def test_what_is_kept_is_unreadable_and_without_secrets(client: Client, samira: Gebruiker) -> None:
    type_and_be_too_late(client, samira)
    stored = json.dumps(Session.objects.get().get_decoded())
    assert "pas" not in stored.replace("password", "")
    page = back_in(client, samira)
    assert [naam for naam, _ in page.context["getypt"].velden] == [
        "naam",
        "roepnaam",
        "telefoon",
        "taal",
    ]


def test_it_can_be_thrown_away(client: Client, samira: Gebruiker) -> None:
    type_and_be_too_late(client, samira)
    back_in(client, samira)
    with time_machine.travel(LATER, tick=False):
        assert client.post(PAGE, {"wat": "weg"}).headers["Location"] == "/"
        assert client.get(PAGE).headers["Location"] == "/"


def test_nobody_else_on_this_browser_sees_it(
    client: Client, samira: Gebruiker, agnieszka: Gebruiker
) -> None:
    type_and_be_too_late(client, samira)
    response = back_in(client, agnieszka)
    assert response.headers["Location"] == "/"
    assert KEY not in client.session


def test_it_is_kept_for_an_hour(client: Client, samira: Gebruiker) -> None:
    type_and_be_too_late(client, samira)
    back_in(client, samira)
    with time_machine.travel(LATER + timedelta(minutes=61), tick=False):
        log_in(client, samira, "code")
        session = client.session
        session["sessie_gezien"] = (LATER + timedelta(minutes=60)).timestamp()
        session.save()
        assert client.get(PAGE).headers["Location"] == "/"
        assert KEY not in client.session


def test_a_page_that_expired_leads_back_to_itself(client: Client, samira: Gebruiker) -> None:
    with time_machine.travel(NOW, tick=False):
        log_in(client, samira, "code")
        client.get(reverse("mijn"))
    with time_machine.travel(LATER, tick=False):
        assert client.get("/mijn/?a=1").headers["Location"] == "/inloggen/?next=/mijn/%3Fa%3D1"


def test_htmx_is_led_with_the_whole_page(client: Client, samira: Gebruiker) -> None:
    response = type_and_be_too_late(client, samira, **{"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == "/inloggen/?next=/inloggen/uw-tekst/"


def test_twelve_hours_is_the_end_however_busy_somebody_is(
    client: Client, samira: Gebruiker
) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        log_in(client, samira, "code")
        for _ in range(24):
            assert client.get(reverse("mijn")).status_code == 200
            clock.shift(timedelta(minutes=30))
        assert client.get(reverse("mijn")).status_code == 302


def test_a_stranger_who_sends_a_form_gets_nothing_kept(client: Client) -> None:
    response = client.post(reverse("mijn"), TYPED, headers={"Referer": "https://boos.example/x"})
    assert response.headers["Location"] == "/inloggen/?next=/"
    assert KEY not in client.session


def test_too_much_text_is_not_kept_in_the_session(client: Client, samira: Gebruiker) -> None:
    with time_machine.travel(NOW, tick=False):
        log_in(client, samira, "code")
        client.get(reverse("mijn"))
    with time_machine.travel(LATER, tick=False):
        response = client.post(reverse("mijn"), {"naam": "x" * 200_001})
    assert response.headers["Location"] == "/inloggen/?next=/"


def test_keys_can_be_rotated(client: Client, samira: Gebruiker, settings: Settings) -> None:
    settings.MFA_KEYS = ["oud"]
    type_and_be_too_late(client, samira)
    settings.MFA_KEYS = ["nieuw", "oud"]
    assert "zoals op mijn pas" in back_in(client, samira).content.decode()
