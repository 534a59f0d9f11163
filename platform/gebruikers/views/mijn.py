"""One's own account: what it says about you, the devices you are logged in on, ending it."""

from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gebruikers import workflow
from gebruikers.access import ik
from gebruikers.bevestigen import recently_proved
from gebruikers.deur import ingelogd
from gebruikers.forms import Gegevensform, Opheffenform, Werkform
from gebruikers.middleware import remember_language
from gebruikers.models import Gebruiker, Medewerker
from gebruikers.opheffen import OpheffenKanNietError


@ingelogd("Toont en wijzigt de eigen gegevens.")
@require_http_methods(["GET", "POST"])
def mijn(request: HttpRequest) -> HttpResponse:
    """Show what this account says about its owner, and change it."""
    zelf = ik(request)
    form = Gegevensform(request.POST or None, instance=Gebruiker.objects.get(pk=zelf.pk))
    if request.method == "POST" and form.is_valid():
        workflow.change_gegevens(zelf, **form.cleaned_data, actor=zelf, now=timezone.now())
        messages.success(request, _("Uw gegevens zijn bewaard."))
        response = redirect("mijn")
        remember_language(response, form.cleaned_data["taal"])
        return response
    werk = zelf.werk.select_related("organisatie").order_by("organisatie__naam")
    return render(request, "gebruikers/mijn.html", {"form": form, "werk": werk})


@ingelogd("Wijzigt hoe iemand op het eigen werk te bereiken is.")
@require_http_methods(["GET", "POST"])
def mijn_werk(request: HttpRequest, werk_id: UUID) -> HttpResponse:
    """Change how a professional can be reached at one organisation."""
    zelf = ik(request)
    eigen = zelf.werk.select_related("organisatie", "gebruiker")
    werk: Medewerker = get_object_or_404(eigen, pk=werk_id)
    form = Werkform(request.POST or None, instance=werk)
    if request.method == "POST" and form.is_valid():
        workflow.change_werk(werk, **form.cleaned_data, actor=zelf, now=timezone.now())
        messages.success(request, _("Uw gegevens zijn bewaard."))
        return redirect("mijn")
    return render(request, "gebruikers/werk.html", {"form": form, "werk": werk})


@ingelogd("Logt een eigen apparaat uit.")
@require_POST
def apparaat_uit(request: HttpRequest, sessie_id: int) -> HttpResponse:
    """Log one of one's own devices out."""
    zelf = ik(request)
    sessie: UserSession = get_object_or_404(UserSession, pk=sessie_id, user=zelf)
    if sessie.is_current():
        return redirect("account_logout")
    workflow.end_session(sessie, actor=zelf, now=timezone.now())
    messages.success(request, _("Dat apparaat is uitgelogd."))
    return redirect("usersessions_list")


@ingelogd("Heft het eigen account op.")
@require_http_methods(["GET", "POST"])
@reauthentication_required
@recently_proved
def account_opheffen(request: HttpRequest) -> HttpResponse:
    """Say what ending an account means, and end it."""
    zelf = ik(request)
    form = Opheffenform(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.delete_account(zelf, actor=zelf, now=timezone.now())
        except OpheffenKanNietError as reason:
            form.add_error(None, str(reason))
        else:
            logout(request)
            messages.success(request, _("Uw account is opgeheven. U bent uitgelogd."))
            return redirect("account_login")
    return render(request, "gebruikers/opheffen.html", {"form": form})
