"""The ways in: password and letter beside the code by mail, and what comes right after."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.account.views import LoginView
from allauth.core.ratelimit import consume, respond_429
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gebruikers import herstel, workflow
from gebruikers.access import ik
from gebruikers.briefcode import redeem_briefcode
from gebruikers.broker import brokers
from gebruikers.deur import ingelogd, openbaar
from gebruikers.forms import Briefcodeform, Wachtwoordform
from gebruikers.middleware import remember_language
from gebruikers.models import Gebruiker
from gebruikers.talen import is_beschikbaar
from gebruikers.tweede_factor import BRIEF, has_factor, has_own_factor, needs_second_factor

VOLGENDE = "volgende"
"""Where to go once the second factor or the passkey is made; only pages of our own get in."""


class Wachtwoord(LoginView):
    """Log in with a password; the page before this one asks for an address only."""

    template_name = "account/login_wachtwoord.html"

    def get_form_class(self) -> type[Wachtwoordform]:
        """Return the form with a password field."""
        return Wachtwoordform


@openbaar("Vraagt om de code uit een brief en toont niets.")
@never_cache
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("code")
def brief(request: HttpRequest) -> HttpResponse:
    """Log in with the code from a printed letter."""
    if request.user.is_authenticated:
        return redirect(get_next_redirect_url(request) or "/")
    form = Briefcodeform(request.POST or None)
    if request.method == "POST":
        if not consume(request, action="briefcode"):
            return respond_429(request)
        if form.is_valid():
            gebruiker = redeem_briefcode(form.cleaned_data["code"], now=timezone.now())
            if gebruiker is not None:
                return _enter(request, gebruiker)
            form.add_error("code", _("Deze code klopt niet, of hij is niet meer geldig."))
    context = {"form": form, "redirect_field_value": get_next_redirect_url(request)}
    return render(request, "gebruikers/brief.html", context)


def _enter(request: HttpRequest, gebruiker: Gebruiker) -> HttpResponse:
    record_authentication(request, gebruiker, BRIEF)
    url = passthrough_next_redirect_url(request, reverse("brief_klaar"), "next")
    login = Login(user=gebruiker, redirect_url=url, email_verification="none")
    response: HttpResponse = perform_login(request, login)
    return response


@ingelogd("Biedt aan om een eigen passkey te maken.")
@require_safe
def brief_klaar(request: HttpRequest) -> HttpResponse:
    """Offer a passkey to who came in by letter; the letter ends, the passkey stays."""
    volgende = _remember_next(request)
    if has_factor(ik(request)):
        return redirect(volgende)
    return render(request, "gebruikers/brief_klaar.html", {"volgende": volgende})


@ingelogd("Legt uit waarom een beroepskracht een tweede stap nodig heeft.")
@require_safe
def tweede_factor(request: HttpRequest) -> HttpResponse:
    """Explain the second step to who needs one, and lead to making or using it."""
    volgende = _remember_next(request)
    gebruiker = ik(request)
    if not needs_second_factor(gebruiker):
        return redirect(volgende)
    if has_own_factor(gebruiker):
        methods = get_adapter().get_reauthentication_methods(gebruiker)
        ways = [method for method in methods if method["id"].startswith("mfa")]
        url: str = passthrough_next_redirect_url(request, ways[0]["url"], "next")
        return redirect(url)
    if has_factor(gebruiker):
        return redirect("via_broker")
    context = {"volgende": volgende, "brokers": [b for b in brokers() if not b.is_for_families]}
    return render(request, "gebruikers/tweede_factor.html", context)


@openbaar("Zet de taal van deze browser, of van wie is ingelogd.")
@require_POST
def kies_taal(request: HttpRequest) -> HttpResponse:
    """Show everything in another language."""
    response = HttpResponseRedirect(get_next_redirect_url(request) or "/")
    taal = request.POST.get("taal", "")
    if not is_beschikbaar(taal):
        return response
    if request.user.is_authenticated:
        gebruiker = ik(request)
        workflow.set_taal(gebruiker, taal, actor=gebruiker, now=timezone.now())
    remember_language(response, taal)
    return response


@ingelogd("Toont wat deze persoon zelf typte toen de sessie net verlopen was.")
@never_cache
@require_http_methods(["GET", "POST"])
def getypte_tekst(request: HttpRequest) -> HttpResponse:
    """Give back what was typed before an expired session, to send it still or to throw it away."""
    getypt = herstel.look(request, ik(request), now=timezone.now())
    if getypt is None:
        return redirect("/")
    if request.method == "GET":
        return render(request, "gebruikers/getypte_tekst.html", {"getypt": getypt})
    herstel.forget(request)
    if request.POST.get("wat") == "weg":
        messages.info(request, _("Uw tekst is weggegooid."))
        return redirect("/")
    # 307 sends the same fields on to where they were going, as the same method.
    return HttpResponse(status=307, headers={"Location": getypt.pad})


def _remember_next(request: HttpRequest) -> str:
    volgende: str = get_next_redirect_url(request) or request.session.get(VOLGENDE) or "/"
    request.session[VOLGENDE] = volgende
    return volgende
