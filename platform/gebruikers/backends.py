"""Who is behind a session: the account, and whether it belongs to somebody at work."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from gebruikers.models import Gebruiker
from gebruikers.tweede_factor import with_werk
from prepared import PreparedQuery, Slot

ACCOUNT = PreparedQuery(
    lambda: with_werk(Gebruiker.objects.select_related("gemeente")).filter(pk=Slot.uuid("wie"))
)


class Inlogbackend(AuthenticationBackend):
    """allauth's own check of a password; the account comes with what the second factor asks for.

    Every request asks whether this account needs a second factor. The answer comes in the query
    that loads the account, so it costs none and is never older than the request.
    """

    def get_user(self, user_id: Any) -> Gebruiker | None:
        """Load the account of a session, ``is_medewerker`` included."""
        for gebruiker in ACCOUNT(wie=user_id):
            if self.user_can_authenticate(gebruiker):
                return gebruiker
        return None
