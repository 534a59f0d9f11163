"""An expired session never loses typed text.

Somebody writes for an hour, sends the form, and is sent to the login. What they sent is kept,
encrypted, in the new session; after logging in the same person finds it again and sends it with one
button. Nobody else who logs in on that browser gets to see it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from gebruikers import versleuteling
from gebruikers.models import Gebruiker

KEY = "getypte_tekst"
PURPOSE = "getypte_tekst"
EXPIRED_FOR = "verlopen_gebruiker"
"""Set on the request by who ends an expired session: the primary key of whose it was."""

BEWAARTIJD = timedelta(hours=1)
MAX_TEKENS = 200_000
NIET_BEWAREN = ("csrf", "password", "wachtwoord", "code", "credential", "token")


@dataclass(frozen=True)
class Getypt:
    """What was typed: where it was sent, on which page, and every field with its value."""

    pad: str
    terug: str
    velden: list[tuple[str, str]]

    @property
    def teksten(self) -> list[str]:
        """The values a person wrote themselves, to show; keys and dates are left out."""
        return [waarde for _, waarde in self.velden if " " in waarde.strip() or len(waarde) > 40]


def keep(request: HttpRequest, page: str) -> bool:
    """Keep what an expired session tried to send from ``page``. Returns whether it was kept."""
    whose = getattr(request, EXPIRED_FOR, None)
    if request.method != "POST" or whose is None:
        return False
    velden = [
        (naam, waarde)
        for naam, waarden in request.POST.lists()
        for waarde in waarden
        if not any(deel in naam.lower() for deel in NIET_BEWAREN)
    ]
    inhoud = {"pad": request.get_full_path(), "terug": page, "velden": velden}
    tekst = json.dumps(inhoud)
    if not velden or len(tekst) > MAX_TEKENS:
        return False
    request.session[KEY] = {
        "wie": str(whose),
        "tot": (timezone.now() + BEWAARTIJD).isoformat(),
        "inhoud": versleuteling.encrypt(tekst, purpose=PURPOSE),
    }
    return True


def look(request: HttpRequest, gebruiker: Gebruiker, *, now: datetime) -> Getypt | None:
    """What is kept for this person, or None. What is of another or too old is thrown away."""
    kept: dict[str, Any] | None = request.session.get(KEY)
    if kept is None:
        return None
    if kept["wie"] != str(gebruiker.pk) or datetime.fromisoformat(kept["tot"]) <= now:
        forget(request)
        return None
    inhoud = json.loads(versleuteling.decrypt(kept["inhoud"], purpose=PURPOSE))
    velden = [(naam, waarde) for naam, waarde in inhoud["velden"]]
    return Getypt(inhoud["pad"], inhoud["terug"], velden)


def forget(request: HttpRequest) -> None:
    """Throw away what is kept."""
    request.session.pop(KEY, None)
