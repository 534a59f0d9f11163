"""Browsers that an account came in by before; a new one is told to its owner.

A browser keeps one mark for each account that logged in there: a keyed hash that says nothing to
anybody else. No addresses and no kinds of device are kept for it.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from gebruikers.models import Gebruiker

MARK_LENGTH = 32
# A browser in a family: some people, not a town.
MAX_MARKS = 8
YEAR = 365 * 24 * 60 * 60


def is_known(request: HttpRequest, gebruiker: Gebruiker) -> bool:
    """Whether this person came in by this browser before."""
    mark = _mark(gebruiker)
    return any(constant_time_compare(kept, mark) for kept in _marks(request))


def remember(request: HttpRequest, response: HttpResponse, gebruiker: Gebruiker) -> None:
    """Leave the mark of this person in this browser."""
    mark = _mark(gebruiker)
    marks = [mark, *(kept for kept in _marks(request) if kept != mark)][:MAX_MARKS]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        ".".join(marks),
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> list[str]:
    kept = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    return [mark for mark in kept.split(".")[:MAX_MARKS] if len(mark) == MARK_LENGTH]


def _mark(gebruiker: Gebruiker) -> str:
    whole = salted_hmac("gebruikers.apparaat", str(gebruiker.pk), algorithm="sha256").hexdigest()
    return whole[:MARK_LENGTH]
