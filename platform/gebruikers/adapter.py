"""How allauth works here: no open sign-up, our own steps, short mails in the reader's language."""

from __future__ import annotations

import smtplib
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import get_random_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from gebruikers import apparaat
from gebruikers.broker import Bewijs
from gebruikers.models import Gebruiker
from gebruikers.talen import is_beschikbaar
from gebruikers.tweede_factor import (
    DEMO,
    brokers_of,
    has_app,
    needs_second_factor,
    record_broker,
    session_began_with,
)

log = structlog.stdlib.get_logger(__name__)

CODE = "mfa_reauthenticate"
WAYS = {
    "mfa_reauthenticate:webauthn": _("Met uw passkey"),
    "reauthenticate": _("Met uw wachtwoord"),
    CODE: _("Met een code uit de app, of een noodcode"),
}
BEFORE = "eerder_binnen"
VIA_BROKER = _("Met %(naam)s")
MAIL_ERRORS = (smtplib.SMTPException, OSError)


class Accountadapter(DefaultAccountAdapter):
    """allauth's account rules, with ours where they differ."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Dit account is niet meer in gebruik."),
        "duplicate_email": _("Dit is al uw e-mailadres."),
        "email_taken": _("Dit e-mailadres kunt u niet gebruiken."),
        "email_password_mismatch": _("Het e-mailadres of het wachtwoord klopt niet."),
        "enter_current_password": _("Dit is niet uw wachtwoord van nu."),
        "incorrect_code": _("Deze code klopt niet. Kijk nog eens goed."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "invalid_or_expired_key": _("Deze code is niet meer geldig."),
        "same_as_current": _("Dit is hetzelfde als nu."),
        "too_many_login_attempts": _(
            "Dat ging te vaak mis. Probeer het over vijf minuten opnieuw."
        ),
        "rate_limited": _("U vroeg dit te vaak. Wacht even en probeer het opnieuw."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from invitations only."""
        return False

    def get_login_stages(self) -> list[str]:
        """Return the steps of logging in, in order."""
        return [
            "allauth.account.stages.LoginByCodeStage",
            "gebruikers.stages.Adresbevestiging",
            "gebruikers.stages.Tweedestap",
        ]

    def is_safe_url(self, url: str) -> bool:
        """Redirect to a path of this host only, whatever other hosts the site answers to.

        A word without a slash would be taken for the name of a view.
        """
        request: HttpRequest = context.request
        is_path = bool(url) and url.startswith("/") and url.isprintable()
        return is_path and url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def generate_login_code(self) -> str:
        """Make eight digits in two groups: 26 bits, three tries, ten minutes."""
        return f"{_digits()} {_digits()}"

    generate_email_verification_code = generate_login_code
    generate_password_reset_code = generate_login_code

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Name the ways to prove once more who one is, the easiest first.

        The spare codes that come with a passkey are for who has a second step; others never saw
        theirs.
        """
        methods = {method["id"]: method for method in super().get_reauthentication_methods(user)}
        if CODE in methods and not (needs_second_factor(user) or has_app(user)):
            del methods[CODE]
        ways = [
            {**methods[way], "description": words} for way, words in WAYS.items() if way in methods
        ]
        url = reverse("via_broker")
        return ways + [
            {"id": "broker", "url": url, "description": VIA_BROKER % {"naam": broker.name}}
            for broker in brokers_of(user)
        ]

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Note what a provider proved, once the session is this person's."""
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        sociallogin = (kwargs.get("signal_kwargs") or {}).get("sociallogin")
        if response is None and sociallogin is not None:
            bewijs = Bewijs.from_claims(sociallogin.account.extra_data)
            record_broker(request, user, sociallogin.provider.broker, bewijs)
        return response

    def login(self, request: HttpRequest, user: Any) -> None:
        """Let somebody in, and remember whether they ever were before."""
        vars(request)[BEFORE] = user.last_login is not None
        super().login(request, user)
        methods = {record["method"] for record in get_authentication_records(request, user)}
        log.info("ingelogd", account=str(user.pk), methods=" ".join(sorted(methods)))

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Tell somebody who was here before that they came in by a browser we did not know."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        demo = settings.DEMO and session_began_with(request, user, DEMO)
        if not apparaat.is_known(request, user) and getattr(request, BEFORE, False) and not demo:
            self.send_notification_mail("account/email/nieuw_apparaat", user)
        apparaat.remember(request, response, user)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a wrong password; never whose."""
        super().authentication_failed(request, **credentials)
        log.warning("inloggen_mislukt", methods="password")

    def format_email_subject(self, subject: str) -> str:
        """Leave the subject as its template says it."""
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send in the language of whoever reads it; say so plainly where mail does not go out."""
        with translation.override(_language_of(email)):
            try:
                super().send_mail(template_prefix, email, context)
            except MAIL_ERRORS as error:
                log.exception("mail van het inloggen ging niet uit")
                page = render(self.request, "account/mail_lukt_niet.html", status=503)
                raise ImmediateHttpResponse(page) from error

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell somebody of a change to their account; the change stands if the mail fails."""
        try:
            super().send_notification_mail(template_prefix, user, context, email)
        except ImmediateHttpResponse:
            log.warning("bericht over een wijziging van een account ging niet uit")


def _digits() -> str:
    return get_random_string(4, allowed_chars="0123456789")


def _language_of(email: str) -> str:
    """The language of the account with this address, else the one of the page."""
    taal = Gebruiker.objects.filter(email=email.lower()).values_list("taal", flat=True).first()
    return taal if is_beschikbaar(taal) and taal else translation.get_language() or "nl"
