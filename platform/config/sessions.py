"""How long a login lasts: 45 minutes without a sign of life, 12 hours in all."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from gebruikers.herstel import EXPIRED_FOR

STARTED = "sessie_begonnen"
SEEN = "sessie_gezien"
# Saving on every request would make every page a write; a minute of slack costs nobody anything.
SAVE_EVERY_SECONDS = 60


class SessionLimitsMiddleware:
    """Logs out whose session is over, and moves the idle limit along for who is still here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            self._enforce(request, now=int(time.time()))
        return self.get_response(request)

    def _enforce(self, request: HttpRequest, *, now: int) -> None:
        session = request.session
        started = session.get(STARTED, now)
        seen = session.get(SEEN, 0)
        too_old = now - started >= settings.SESSION_ABSOLUTE_SECONDS
        too_idle = bool(seen) and now - seen >= settings.SESSION_IDLE_SECONDS
        if too_old or too_idle:
            whose = request.user.pk
            logout(request)
            # What they were sending is kept for them (`gebruikers.herstel`).
            setattr(request, EXPIRED_FOR, whose)
        elif now - seen >= SAVE_EVERY_SECONDS:
            session[STARTED] = started
            session[SEEN] = now
