"""Proving once more who one is, for who has neither password, app nor passkey."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from allauth.core.ratelimit import consume, respond_429
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gebruikers import bevestigen
from gebruikers.access import ik
from gebruikers.briefcode import redeem_briefcode
from gebruikers.deur import ingelogd
from gebruikers.forms import Bevestigcodeform, Briefcodeform
from gebruikers.models import Gebruiker
from gebruikers.tweede_factor import brokers_of


@ingelogd("Vraagt wie is ingelogd nog een keer om een code.")
@never_cache
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("code")
def code(request: HttpRequest) -> HttpResponse:
    """Ask for a code out of a mail or a letter, whichever this person logs in with."""
    zelf = ik(request)
    form_class = Bevestigcodeform if zelf.email else Briefcodeform
    form = form_class(request.POST if "code" in request.POST else None)
    if request.method == "POST":
        if not consume(request, action="bevestigcode", user=zelf):
            return respond_429(request)
        if form.is_bound:
            if form.is_valid() and _is_right(request, zelf, form):
                record_authentication(request, zelf, "code", reauthenticated=True)
                return redirect(get_next_redirect_url(request) or "/mijn/")
        elif zelf.email:
            bevestigen.send_code(request, zelf)
    context = {
        "form": form,
        "gestuurd": bevestigen.is_waiting(request),
        "brokers": brokers_of(zelf),
        "redirect_field_value": get_next_redirect_url(request),
    }
    return render(request, "gebruikers/bevestigen_code.html", context)


def _is_right(request: HttpRequest, zelf: Gebruiker, form: forms.Form) -> bool:
    typed = form.cleaned_data["code"]
    if zelf.email:
        right = bevestigen.check_code(request, zelf, typed)
    else:
        right = redeem_briefcode(typed, now=timezone.now()) == zelf
    if not right:
        form.add_error("code", _("Deze code klopt niet, of hij is niet meer geldig."))
    return right
