"""A login lasts 45 minutes without a sign of life and 12 hours in all."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse

from config.sessions import SessionLimitsMiddleware
from gebruikers.models import Gebruiker
from tests.cast import maak_gebruiker

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Visit:
    """Requests of one person in one session."""

    def __init__(self, user: Gebruiker) -> None:
        self.user = user
        self.session = SessionStore()

    def at(self, moment: timedelta) -> bool:
        """Whether a request this long after the beginning is still made as that person."""
        request = HttpRequest()
        request.user = self.user
        request.session = self.session
        self.session.modified = False
        with time_machine.travel(BEGIN + moment, tick=False):
            SessionLimitsMiddleware(lambda _: HttpResponse())(request)
        return request.user.is_authenticated


@pytest.fixture
def visit() -> Visit:
    return Visit(maak_gebruiker("samira", "Samira El Amrani"))


def test_who_stays_away_for_45_minutes_is_logged_out(visit: Visit) -> None:
    assert visit.at(timedelta())
    assert visit.at(timedelta(minutes=44))
    assert visit.at(timedelta(minutes=88))
    assert not visit.at(timedelta(minutes=133))


def test_after_12_hours_it_is_over_however_busy_one_was(visit: Visit) -> None:
    stays = [visit.at(timedelta(minutes=minutes)) for minutes in range(0, 12 * 60 + 1, 30)]
    assert stays == [True] * 24 + [False]


def test_the_session_is_written_once_a_minute_not_on_every_page(visit: Visit) -> None:
    written = []
    for seconds in (0, 1, 59, 60, 61, 119, 120):
        visit.at(timedelta(seconds=seconds))
        written.append(visit.session.modified)
    assert written == [True, False, False, True, False, False, True]


def test_a_visitor_without_an_account_gets_no_session() -> None:
    request = HttpRequest()
    request.user = AnonymousUser()
    request.session = SessionStore()
    SessionLimitsMiddleware(lambda _: HttpResponse())(request)
    assert not request.session.modified
