"""The key of a session, what a login leaves in the log, and the doors while Redis is away."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from gebruikers.models import Gebruiker
from tests.gebruikers.test_mijn import GEGEVENS, enter
from tests.inloggen import log_in

pytestmark = pytest.mark.django_db


def test_the_key_changes_at_login_and_the_old_one_is_worthless(
    client: Client, samira: Gebruiker, settings: Settings
) -> None:
    url = client.post(reverse("account_login"), {"login": samira.email}).headers["Location"]
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = before
    enter(client, samira)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before
    assert thief.get(reverse("mijn")).status_code == 302
    assert client.get(reverse("mijn")).status_code == 200
    assert url == reverse("account_confirm_login_code")


def test_after_logging_out_the_cookie_is_worthless(
    client: Client, samira: Gebruiker, settings: Settings
) -> None:
    enter(client, samira)
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert thief.get(reverse("mijn")).status_code == 200
    client.post(reverse("account_logout"))
    assert thief.get(reverse("mijn")).status_code == 302


def test_a_login_and_a_wrong_password_are_logged_without_saying_whose(
    client: Client, linda: Gebruiker, samira: Gebruiker, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        enter(client, samira)
        wrong = {"login": linda.email, "password": "niet dit wachtwoord"}
        Client().post(reverse("inloggen_wachtwoord"), wrong)
    told = [str(record.msg) for record in caplog.records if "gebruikers" in record.name]
    [came_in] = [line for line in told if "ingelogd" in line]
    assert str(samira.pk) in came_in
    assert "code" in came_in
    [failed] = [line for line in told if "inloggen_mislukt" in line]
    assert not any(str(linda.email) in line or "niet dit" in line for line in told)
    assert str(linda.pk) not in failed


@pytest.fixture
def no_redis(settings: Settings) -> Iterator[None]:
    """The cache of production, at an address where nothing listens; sessions from the database.

    What a page says while sessions come from that Redis too is in ``tests/config/test_outage.py``.
    """
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{port}/0",
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        }
    }
    yield
    caches.close_all()


GUESSED_AT = [
    ("account_login", {"login": "samira@voorbeeld.test"}),
    ("inloggen_wachtwoord", {"login": "samira@voorbeeld.test", "password": "x"}),
    ("brief", {"code": "CDFGH-JK258"}),
    ("account_reset_password", {"email": "samira@voorbeeld.test"}),
]


@pytest.mark.parametrize(("name", "typed"), GUESSED_AT)
def test_with_redis_away_nobody_gets_in_and_everybody_is_told(
    samira: Gebruiker, no_redis: None, name: str, typed: dict[str, str]
) -> None:
    """Without counters every door where one can guess stays shut."""
    client = Client(raise_request_exception=False)
    response = client.post(reverse(name), typed)
    assert response.status_code == 503
    assert "Het lukt nu even niet" in response.content.decode()
    assert response.headers["Retry-After"] == "30"
    assert "_auth_user_id" not in client.session
    assert mail.outbox == []


def test_with_redis_away_who_is_inside_goes_on(samira: Gebruiker, no_redis: None) -> None:
    client = Client()
    log_in(client, samira, "code")
    assert client.post(reverse("mijn"), {**GEGEVENS, "roepnaam": "Sam"}).status_code == 302
    samira.refresh_from_db()
    assert samira.roepnaam == "Sam"
