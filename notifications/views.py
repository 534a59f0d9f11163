"""Notices in the app, and how they come by mail."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gebruikers.access import ik
from gebruikers.deur import ingelogd
from notifications import workflow
from notifications.access import berichten_van, bij_tonen
from notifications.forms import VoorkeurenForm

PER_BLADZIJDE = 30


@ingelogd("eigen berichten")
@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    """List the notices of who is logged in, newest first."""
    blad = request.GET.get("blad", "")
    vanaf = (int(blad) - 1) * PER_BLADZIJDE if blad.isdecimal() and 0 < int(blad) < 1000 else 0
    regels = berichten_van(ik(request), now=timezone.now(), vanaf=vanaf, aantal=PER_BLADZIJDE + 1)
    for noteer in bij_tonen:
        noteer(request, regels[:PER_BLADZIJDE])
    context = {
        "regels": regels[:PER_BLADZIJDE],
        "ongelezen": any(r.bericht.gelezen_op is None for r in regels),
        "vorige": vanaf // PER_BLADZIJDE,
        "volgende": vanaf // PER_BLADZIJDE + 2 if len(regels) > PER_BLADZIJDE else 0,
    }
    return render(request, "notifications/overzicht.html", context)


@ingelogd("eigen berichten")
@require_POST
def gelezen(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    workflow.mark_read(actor=ik(request), now=timezone.now())
    return redirect("notifications:overzicht")


@ingelogd("eigen voorkeuren")
@require_http_methods(["GET", "POST"])
def voorkeuren(request: HttpRequest) -> HttpResponse:
    """Choose per group how the mail comes."""
    form = VoorkeurenForm(request.POST or None, gebruiker=ik(request))
    if request.method == "POST" and form.is_valid():
        workflow.choose_delivery(form.cleaned_data, actor=ik(request), now=timezone.now())
        messages.success(request, _("Uw keuze is bewaard."))
        return redirect("notifications:voorkeuren")
    return render(request, "notifications/voorkeuren.html", {"form": form})
