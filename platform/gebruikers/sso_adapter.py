"""What happens to somebody who comes back from a provider, before and instead of being let in."""

from __future__ import annotations

from typing import Any

import structlog
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gebruikers import koppelen
from gebruikers.broker import Bewijs, brokers
from gebruikers.idtoken import IdTokenError
from gebruikers.provider import ID
from gebruikers.tweede_factor import record_broker

log = structlog.stdlib.get_logger(__name__)


class Ssoadapter(DefaultSocialAccountAdapter):
    """allauth's rules for identities of others, with ours where they differ."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "connected_other": _("Met deze inlog komt u al in een ander account."),
    }

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Take the providers from the settings only: a row in the database cannot add one."""
        return [
            SocialApp(
                provider=ID,
                provider_id=broker.id,
                name=broker.name,
                client_id=broker.client_id,
                secret=broker.client_secret,
            )
            for broker in brokers()
            if provider in {None, ID, broker.id} and client_id in {None, broker.client_id}
        ]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse what is proved too lightly, and who has no account here.

        Raises:
            ImmediateHttpResponse: with the page that says why.
        """
        sociallogin.token = None
        broker = sociallogin.provider.broker
        bewijs = Bewijs.from_claims(sociallogin.account.extra_data)
        if not broker.accepts(bewijs):
            log.warning("broker_te_licht", broker=broker.id)
            self._stop(request, "te_licht", broker=broker, status=403)
        process = sociallogin.state.get("process")
        if process == AuthProcess.REDIRECT:
            if not sociallogin.is_existing or sociallogin.user != request.user:
                self._stop(request, "iemand_anders", broker=broker, status=403)
            record_broker(request, request.user, broker, bewijs, reauthenticated=True)
        elif process == AuthProcess.CONNECT:
            if _may_connect(request, sociallogin):
                record_broker(request, request.user, broker, bewijs)
        elif process == AuthProcess.LOGIN and not sociallogin.is_existing:
            if koppelen.remember(request, sociallogin):
                raise ImmediateHttpResponse(redirect("broker_uitgenodigd"))
            self._stop(request, "onbekend", broker=broker, status=403)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Say that it did not work; why is for the log, and holds nothing of a person."""
        if error != AuthError.CANCELLED:
            # Only our own words: what a provider answers may name somebody.
            token_fault = exception.__cause__ if exception else None
            fault = str(token_fault) if isinstance(token_fault, IdTokenError) else "anders"
            log.warning("broker_mislukt", broker=provider.sub_id, fout=fault)
        page = "afgebroken" if error == AuthError.CANCELLED else "mislukt"
        self._stop(request, page, broker=provider.broker, status=401)

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Where somebody is led who connected an identity."""
        return reverse("mfa_index")

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Never: an address is no identity."""
        return False

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Accounts come from invitations only."""
        return False

    def _stop(self, request: HttpRequest, page: str, *, status: int, **context: Any) -> None:
        template = f"gebruikers/broker_{page}.html"
        raise ImmediateHttpResponse(render(request, template, context, status=status))


def _may_connect(request: HttpRequest, sociallogin: SocialLogin) -> bool:
    """Whether allauth is about to tie this identity to who is logged in."""
    if is_reauthentication_required(request, app="allauth.socialaccount"):
        return False
    return not sociallogin.is_existing or bool(sociallogin.user == request.user)
