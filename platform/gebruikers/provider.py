"""allauth's OpenID Connect, stricter: the id token is the only source, and every part is checked.

allauth looks for this module by its name. What differs from its own provider: the signature is
always verified, a nonce binds token to login, the issuer must be the one in the settings, nothing
of the address decides what is asked for, and nothing the provider tells is kept but the level and
the methods of the proof. The person is a pseudonym (``gebruikers.broker.pseudoniemen``).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from requests import Response, Session

from gebruikers import idtoken
from gebruikers.broker import Bewijs, Broker, get_broker, pseudoniemen

ID = "broker"
NONCE_BYTES = 24


class Brokeradapter(OpenIDConnectOAuth2Adapter):
    """Talks to one provider: where to send somebody, and whom they turn out to be."""

    def __init__(self, request: HttpRequest, provider_id: str) -> None:
        super().__init__(request, provider_id)
        self.nonce = ""
        broker = get_broker(provider_id)
        if broker is None:
            raise PermissionDenied
        self.broker: Broker = broker

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider publishes about itself, if it is who we think it is."""
        config: dict[str, Any] = super().openid_config
        if config.get("issuer") != self.broker.issuer:
            raise OAuth2Error("issuer")
        return config

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Where the provider sends somebody back to."""
        return request.build_absolute_uri(reverse("broker_callback", args=[self.broker.id]))

    def complete_login(
        self, request: HttpRequest, app: Any, token: Any, **kwargs: Any
    ) -> SocialLogin:
        """Believe the id token and nothing else; the access token is not used and not kept."""
        try:
            claims = idtoken.read(
                str(kwargs["response"].get("id_token", "")),
                jwks=_get(self.openid_config["jwks_uri"]).json(),
                issuer=self.broker.issuer,
                client_id=self.broker.client_id,
                nonce=self.nonce,
            )
        except idtoken.IdTokenError as error:
            raise OAuth2Error(f"id token: {error}") from error
        provider = Brokerprovider(request, app=app)
        login: SocialLogin = provider.sociallogin_from_response(request, claims)
        return login


class Brokerprovider(OpenIDConnectProvider):
    """One provider of ``settings.OIDC_PROVIDERS``."""

    id = ID
    name = "Broker"
    oauth2_adapter_class = Brokeradapter
    pkce_enabled_default = True
    supports_token_authentication = False

    @property
    def broker(self) -> Broker:
        """What the settings say of it."""
        return Brokeradapter(self.request, self.app.provider_id).broker

    @property
    def server_url(self) -> str:
        """Where it publishes what it can do."""
        return self.broker.discovery

    def get_scope(self) -> list[str]:
        """Ask for no more than who somebody is."""
        return list(self.broker.scope)

    def start(self, request: HttpRequest, process: str, next_url: str) -> HttpResponseBase:
        """Send somebody to the provider. ``process``: log in, connect, or prove it once more."""
        nonce = secrets.token_urlsafe(NONCE_BYTES)
        wanted = {"nonce": nonce}
        if self.broker.acr:
            wanted["acr_values"] = " ".join(sorted(self.broker.acr))
        if process == AuthProcess.REDIRECT:
            wanted["prompt"] = "login"
        response: HttpResponseBase = self.redirect(
            request, process, next_url, auth_params=wanted, nonce=nonce
        )
        return response

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Give the pseudonym; one made under an earlier key is renewed on the way."""
        newest, *earlier = pseudoniemen(data["iss"], data["sub"])
        if earlier:
            SocialAccount.objects.filter(provider=self.broker.id, uid__in=earlier).update(
                uid=newest
            )
        return newest

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep how it was proved, never who it is."""
        bewijs = Bewijs.from_claims(data)
        return {"acr": sorted(bewijs.acr), "amr": sorted(bewijs.amr)}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Take no name and no address."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """Take no address: it would be a way to somebody else's account."""
        return []


class Terugkomst(OAuth2CallbackView):
    """Somebody comes back from the provider."""

    adapter: Brokeradapter

    def _get_state(self, request: HttpRequest, provider: Brokerprovider) -> Any:
        state, response = super()._get_state(request, provider)
        if state is not None:
            self.adapter.nonce = state.get("nonce", "")
            if not _is_from(request, provider.broker.issuer):
                raise PermissionDenied
        return state, response


def _is_from(request: HttpRequest, issuer: str) -> bool:
    """Whether the answer names the provider that was asked, where it names any (RFC 9207)."""
    return constant_time_compare(request.GET.get("iss", issuer), issuer)


def _get(url: str) -> Response:
    open_session: Callable[[], Session] = get_adapter().get_requests_session
    with open_session() as session:
        response: Response = session.get(url, allow_redirects=False)
        response.raise_for_status()
    return response


provider_classes = [Brokerprovider]
