"""A session that ends while its owner types: in a browser, without waiting 45 minutes."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.core import mail
from playwright.sync_api import Page

from config.sessions import SEEN, STARTED
from tests.inloggen import code_in


def let_expire(page: Page, *, mark: str = SEEN) -> None:
    """Move the last sign of life (or the beginning) of this browser's session back, past its limit.

    The limits themselves are tested by travelling, in `tests/config/test_sessions.py`.
    """
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    store = import_module(settings.SESSION_ENGINE).SessionStore
    session = store(cookies[settings.SESSION_COOKIE_NAME])
    seconds = {SEEN: settings.SESSION_IDLE_SECONDS, STARTED: settings.SESSION_ABSOLUTE_SECONDS}
    session[mark] = session[mark] - seconds[mark] - 1
    session.save()


def log_in_again(page: Page, email: str) -> None:
    """Log in with a code by mail, on the login page that is open."""
    page.get_by_label("Uw e-mailadres").fill(email)
    page.get_by_role("button", name="Stuur mij een code").click()
    page.get_by_label("De code").fill(code_in(mail.outbox[-1]))
    page.get_by_role("button", name="Log in", exact=True).click()
