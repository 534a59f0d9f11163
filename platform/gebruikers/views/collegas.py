"""Helping colleagues who lost every second proof: one asks, another decides."""

from __future__ import annotations

from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gebruikers import factorherstel
from gebruikers.access import ik
from gebruikers.deur import ingelogd
from gebruikers.forms import Herstelform
from gebruikers.models import Gebruiker


@ingelogd("Alleen wie accounts beheert; toont namen van eigen collega's, niets van gezinnen.")
@require_safe
def collegas(request: HttpRequest) -> HttpResponse:
    """Show whom this person can help, and which requests wait for their decision."""
    return _page(request, _form(_helper(request)))


@ingelogd("Alleen wie accounts beheert: vraagt herstel aan voor een collega.")
@require_POST
@reauthentication_required
def vraag(request: HttpRequest) -> HttpResponse:
    """Turn the first key for a colleague."""
    zelf = _helper(request)
    form = _form(zelf, request.POST)
    if not form.is_valid():
        return _page(request, form)
    gebruiker = form.gebruiker()
    if gebruiker is None or not factorherstel.may_ask(gebruiker, zelf):
        form.add_error(None, _("Voor deze persoon kunt u dit niet vragen."))
        return _page(request, form)
    hoe = form.cleaned_data["vastgesteld"]
    try:
        factorherstel.ask(gebruiker, vastgesteld=hoe, actor=zelf, now=timezone.now())
    except factorherstel.HerstelKanNietError:
        form.add_error(None, _("Er wacht al een verzoek voor deze persoon."))
        return _page(request, form)
    get_adapter().send_notification_mail("account/email/herstel_gevraagd", gebruiker)
    messages.success(request, _("Functioneel beheer kijkt ernaar. Uw collega kreeg een mail."))
    return redirect("collegas")


@ingelogd("Alleen functioneel beheer: beslist over een verzoek om herstel.")
@require_POST
@reauthentication_required
def beslis(request: HttpRequest, verzoek_id: UUID) -> HttpResponse:
    """Turn the second key, or refuse."""
    zelf, now = _helper(request), timezone.now()
    verzoek = get_object_or_404(factorherstel.open_requests(now), pk=verzoek_id)
    geef = request.POST.get("besluit") == "geef"
    factorherstel.decide(verzoek, geef=geef, actor=zelf, now=now)
    if geef:
        get_adapter().send_notification_mail("account/email/herstel_gegeven", verzoek.gebruiker)
        messages.success(request, _("Uw collega kan inloggen en maakt een nieuwe tweede stap."))
    else:
        messages.info(request, _("Er is niets veranderd."))
    return redirect("collegas")


def _helper(request: HttpRequest) -> Gebruiker:
    zelf = ik(request)
    if not factorherstel.may_help(zelf):
        raise PermissionDenied
    return zelf


def _form(zelf: Gebruiker, typed: QueryDict | None = None) -> Herstelform:
    return Herstelform(factorherstel.colleagues(zelf), typed, beheer=factorherstel.is_beheer(zelf))


def _page(request: HttpRequest, form: Herstelform) -> HttpResponse:
    zelf = ik(request)
    beheer = factorherstel.is_beheer(zelf)
    waiting = factorherstel.open_requests(timezone.now()).exclude(gebruiker=zelf)
    context = {"form": form, "verzoeken": waiting.exclude(gevraagd_door=zelf) if beheer else []}
    status = 422 if form.is_bound else 200
    return render(request, "gebruikers/collegas.html", context, status=status)
