"""The steps of logging in where our rule differs from allauth's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.http import HttpRequest

from gebruikers.models import Gebruiker
from gebruikers.tweede_factor import (
    BRIEF,
    DEMO,
    broker_was_second_factor,
    has_app,
    needs_second_factor,
    session_began_with,
)


class Adresbevestiging(EmailVerificationStage):
    """An address is verified before its account is used; who has none is not held up by it."""

    def handle(self) -> Any:
        """Let accounts without any address through."""
        gebruiker: Any = self.login.user
        if gebruiker is not None and not _has_address(gebruiker):
            return None, True
        allauths: Callable[[], Any] = super().handle
        return allauths()


class Tweedestap(AuthenticateStage):
    """Ask for the second factor.

    Family and own network make a passkey to get in faster, not to have a second lock: on a
    telephone without it the code by mail must go on working. Their passkey is therefore no second
    step; a code app, which they chose for that purpose, is. A provider that asked for a second
    factor itself need not be repeated.
    """

    def _should_handle(self, request: HttpRequest) -> bool:
        gebruiker: Any = self.login.user
        if gebruiker is None or (settings.DEMO and session_began_with(request, gebruiker, DEMO)):
            return False
        if broker_was_second_factor(request, gebruiker):
            return False
        if not needs_second_factor(gebruiker):
            if session_began_with(request, gebruiker, BRIEF):
                return False
            if not has_app(gebruiker):
                return False
        return bool(super()._should_handle(request))


def _has_address(gebruiker: Gebruiker) -> bool:
    return bool(gebruiker.email) or EmailAddress.objects.filter(user_id=gebruiker.pk).exists()
