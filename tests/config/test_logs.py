"""Nothing about a person reaches the logs, by whichever way it tries."""

import io
import json
import logging
from collections.abc import Iterator
from logging.config import dictConfig
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, OperationalError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from config import logs

UUID = "7f0c2a4e-9f36-4c43-9d0b-0d2b6a1c5e11"
TOKEN = "kT3v9Qw_x2Lm8Zr-Yp4Nb6"


class Captured:
    """What was logged, as the lines of JSON that production would write."""

    def __init__(self, stream: io.StringIO) -> None:
        self.stream = stream

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def captured() -> Iterator[Captured]:
    config = logs.logging_config(level="DEBUG", readable=False)
    stream = io.StringIO()
    config["handlers"]["uit"] = {
        "class": "logging.StreamHandler",
        "stream": stream,
        "formatter": "veilig",
    }
    dictConfig(config)
    yield Captured(stream)
    dictConfig(settings.LOGGING)


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("mail aan samira@example.org mislukte", "mail aan [e-mail] mislukte"),
        ("GET /zoek?naam=Samira+de+Wit HTTP/1.1", "GET /zoek?[…] HTTP/1.1"),
        (f"/agenda/{TOKEN}.ics", "/agenda/[token].ics"),
        (f"/plannen/{UUID}/acties/", f"/plannen/{UUID}/acties/"),
        ("bel 06 12 34 56 78 of 020-1234567", "bel [telephone] of [telephone]"),
        ("+31 6 12345678", "[telephone]"),
        ("van 192.168.1.20:443", "van [address]:443"),
        ("duplicate key\nDETAIL:  Key (naam)=(Samira) exists.", "duplicate key\nDETAIL: […]"),
        ("een_lange_naam_van_een_functie", "een_lange_naam_van_een_functie"),
        ("hartslag klaar in 12 ms", "hartslag klaar in 12 ms"),
    ],
)
def test_a_text_loses_what_is_about_people_and_keeps_the_rest(text: str, scrubbed: str) -> None:
    assert logs.scrub_text(text) == scrubbed


@given(st.emails())
def test_no_e_mail_address_survives(address: str) -> None:
    local = address.partition("@")[0]
    if all(character.isalnum() or character in "._+'-" for character in local):
        assert address not in logs.scrub_text(f"voor {address} geweigerd")


def test_an_event_keeps_its_facts_and_loses_personal_keys(captured: Captured) -> None:
    logs.get_logger("acties").info(
        "actie_afgerond", actie=UUID, aantal=3, naam="Samira", e_mail="s@example.org"
    )
    (event,) = captured.events
    assert event.pop("timestamp").endswith("Z")
    assert event == {
        "event": "actie_afgerond",
        "logger": "acties",
        "level": "info",
        "actie": UUID,
        "aantal": 3,
        "naam": "[left out]",
        "e_mail": "[left out]",
    }


def test_a_line_of_a_library_is_scrubbed_after_its_arguments_are_filled_in(
    captured: Captured,
) -> None:
    logging.getLogger("smtplib").warning("refused for %s at %s", "samira@example.org", "10.0.0.7")
    assert captured.events[0]["event"] == "refused for [e-mail] at [address]"


def test_an_error_about_data_tells_where_but_not_what(captured: Captured) -> None:
    try:
        try:
            raise KeyError("Samira de Wit")
        except KeyError as error:
            raise IntegrityError("Key (naam)=(Samira de Wit) already exists") from error
    except IntegrityError:
        logging.getLogger("django.request").error("Internal Server Error: /x/", exc_info=True)
    (event,) = captured.events
    first, frame, link, cause, _ = event["error"].splitlines()
    assert first == "IntegrityError"
    assert "test_logs.py" in frame
    assert link == "caused by"
    assert cause == "KeyError"
    assert "Samira" not in captured.text


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OperationalError("connection to server failed"), "connection to server failed"),
        (ImproperlyConfigured("SITE_URL is missing"), "SITE_URL is missing"),
        (AttributeError("no attribute 'plek'"), "no attribute 'plek'"),
        (ConnectionRefusedError("refused by 10.0.0.7"), "refused by [address]"),
    ],
)
def test_an_error_of_machinery_keeps_its_message(error: Exception, told: str) -> None:
    assert logs.describe_exception(error) == f"{type(error).__name__}: {told}"


def test_errors_that_cause_each_other_end() -> None:
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    assert logs.describe_exception(first) == "ValueError\ncaused by\nValueError"


def test_a_suppressed_context_is_left_out() -> None:
    error = ValueError("a")
    error.__context__ = KeyError("b")
    error.__suppress_context__ = True
    assert logs.describe_exception(error) == "ValueError"


def test_a_request_is_one_line_with_its_route_and_without_its_path(
    client: Client, captured: Captured
) -> None:
    response = client.get(f"/agenda/{TOKEN}/bestaat-niet/?naam=Samira")
    events = [event for event in captured.events if event["logger"] == "config.requests"]
    (event,) = events
    assert event["request_id"] == response.headers["X-Request-ID"]
    assert (event["method"], event["status"]) == ("GET", response.status_code)
    assert event["route"] is None
    assert TOKEN not in captured.text
    assert "Samira" not in captured.text


def test_a_request_id_from_outside_is_not_taken_over(client: Client) -> None:
    response = client.get("/bestaat-niet/", headers={"X-Request-ID": "samira@example.org"})
    assert len(response.headers["X-Request-ID"]) == 32
    assert "samira" not in response.headers["X-Request-ID"]


def test_for_a_person_at_a_desk_the_lines_are_readable() -> None:
    formatter = logs.logging_config(level="INFO", readable=True)["formatters"]["veilig"]
    assert type(formatter["processors"][-1]).__name__ == "ConsoleRenderer"
