"""Logging in for tests that are about something else.

``client.force_login`` alone leaves a professional at the door: the middleware asks for the second
factor. ``log_in`` is what a whole login leaves behind.
"""

from __future__ import annotations

import re
import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE,
)
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as METHODS
from django.core.mail import EmailMessage
from django.test import Client

from gebruikers.models import Gebruiker


def log_in(client: Client, gebruiker: Gebruiker, *methods: str) -> None:
    """Log ``gebruiker`` in as somebody who used ``methods``; without any: code and passkey."""
    client.force_login(gebruiker)
    session = client.session
    session[WHOSE] = str(gebruiker.pk)
    session[METHODS] = [
        {"method": method, "at": time.time(), "reauthenticated": method == "mfa"}
        for method in methods or ("code", "mfa")
    ]
    session.save()


def code_in(bericht: EmailMessage) -> str:
    """The code in a mail of logging in."""
    found = re.search(r"^\d{4} \d{4}$", str(bericht.body), re.MULTILINE)
    assert found is not None
    return found.group()
