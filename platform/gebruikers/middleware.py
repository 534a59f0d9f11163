"""The three questions of every request: in which language, who are you, and are you sure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from gebruikers import herstel
from gebruikers.broker import families_need_broker
from gebruikers.models import Gebruiker
from gebruikers.talen import is_beschikbaar
from gebruikers.tweede_factor import (
    has_factor,
    needs_second_factor,
    session_came_by_broker,
    session_has_second_factor,
)

Antwoord = Callable[[HttpRequest], HttpResponseBase]

TAAL_PARAMETER = "taal"

# Reachable by a professional without any second factor yet: only what makes one.
ENROLMENT = frozenset(
    {
        "tweede_factor",
        "account_logout",
        "account_reauthenticate",
        "bevestigen_code",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "broker_connect",
    }
)
# Reachable by a professional who has one but did not use it in this session: only what asks for it.
PROOF = frozenset(
    {
        "tweede_factor",
        "account_logout",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "via_broker",
        "broker_confirm",
    }
)
# Reachable by a family that must come through a broker: only what ties one, or asks for it.
TO_BROKER = frozenset(
    {
        "via_broker",
        "account_logout",
        "account_reauthenticate",
        "bevestigen_code",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "broker_connect",
        "broker_confirm",
    }
)


class Taal:
    """Shows pages in the language of the person, or of the browser while nobody is logged in.

    A letter can name its language in the address (``?taal=pl``); that is remembered in a cookie.
    """

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = request.GET.get(TAAL_PARAMETER)
        asked = asked if is_beschikbaar(asked) else None
        translation.activate(_language_for(request, asked))
        request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        if asked and not request.user.is_authenticated:
            remember_language(response, asked)
        return response


def remember_language(response: HttpResponseBase, taal: str) -> None:
    """Keep a choice of language in this browser, for who is not logged in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        taal,
        max_age=365 * 24 * 60 * 60,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _language_for(request: HttpRequest, asked: str | None) -> str:
    if request.user.is_authenticated:
        wanted: str | None = request.user.taal
    else:
        wanted = asked or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if not is_beschikbaar(wanted):
        wanted = translation.get_language_from_request(request)
    return wanted if wanted and is_beschikbaar(wanted) else settings.LANGUAGE_CODE


class Ingelogd(LoginRequiredMiddleware):
    """Deny by default: no page without logging in, unless its view says otherwise.

    Text somebody sent after their session had ended is kept for them. A fragment asked for by htmx
    leads the whole page to the login, not the fragment.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> Any:
        """Lead to the login, and from there back to where this person was."""
        page = _own_page(request)
        back = reverse("getypte_tekst") if herstel.keep(request, page) else page
        return _to(request, resolve_url(self.get_login_url(view_func)), back)


class TweedeFactor:
    """Deny by default: who must prove twice who they are reaches nothing before they did.

    A family reaches nothing before the broker told who they are, where the installation has one
    and did not take the risk of doing without (``gebruikers.broker.families_need_broker``).

    ``request.beperkt`` tells the pages that are left that nothing else may be shown on them: no
    menu, no counts.
    """

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Let a request through, or lead it to the making or the using of a second factor."""
        gebruiker = request.user
        if not gebruiker.is_authenticated or not getattr(view_func, "login_required", True):
            return None
        lacking = _lacking(request, gebruiker)
        if lacking is None:
            return None
        page, allowed = lacking
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in allowed:
            vars(request)["beperkt"] = True
            return None
        return _to(request, reverse(page), _own_page(request))


def _lacking(request: HttpRequest, gebruiker: Gebruiker) -> tuple[str, frozenset[str]] | None:
    """The page that asks for the proof this session lacks, and what is reachable without it."""
    if needs_second_factor(gebruiker):
        if session_has_second_factor(request):
            return None
        return "tweede_factor", PROOF if has_factor(gebruiker) else ENROLMENT
    if families_need_broker() and not session_came_by_broker(request):
        return "via_broker", TO_BROKER
    return None


def _own_page(request: HttpRequest) -> str:
    """The page to come back to: never a fragment, never the target of a form."""
    current = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "/"
    if request.method in {"GET", "HEAD"} and not request.headers.get("HX-Request"):
        return request.get_full_path()
    if not url_has_allowed_host_and_scheme(current, allowed_hosts={request.get_host()}):
        return "/"
    parts = urlsplit(current)
    return parts._replace(scheme="", netloc="", fragment="").geturl() or "/"


def _to(request: HttpRequest, url: str, back: str) -> HttpResponseBase:
    """Lead to ``url``, and from there back; the whole page where htmx asked for a part of it."""
    response = redirect_to_login(back, url)
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(response.url)
    return response
