"""Somebody's own calendar: the address a calendar program reads, and hours they never can."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gebruikers.access import ik
from gebruikers.deur import ingelogd, openbaar
from rondetafel import ical, redenen
from rondetafel.access import feed_bij, feed_van, tafels_in_agenda, verhinderingen_van
from rondetafel.forms.agenda import Verhinderingform
from rondetafel.models import Rondetafel, Tafelstatus
from rondetafel.workflow import mijn_agenda
from toegang.inzage.models import Weg
from toegang.inzage.noteren import noteer_plannen
from toegang.inzage.onderdelen import Onderdeel

TERUG = timedelta(days=366)
"""So far back a feed goes."""


@ingelogd("eigen agenda")
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest) -> HttpResponseBase:
    """Make or renew the address of one's own calendar: shown once, on this very page."""
    zelf, now = ik(request), timezone.now()
    adres = ""
    if request.method == "POST":
        token = mijn_agenda.maak_feed(actor=zelf, now=now)
        adres = settings.SITE_URL + reverse("rondetafel:feed", args=[token])
    return _toon(request, adres=adres)


def _toon(
    request: HttpRequest, *, adres: str = "", form: Verhinderingform | None = None
) -> HttpResponse:
    zelf = ik(request)
    rijen = verhinderingen_van([zelf.pk]).get(zelf.pk, [])
    context = {
        "adres": adres,
        "feed": feed_van(zelf),
        "form": form or Verhinderingform(),
        "verhinderingen": [(rij.pk, redenen.verhindering_in_woorden(rij)) for rij in rijen],
        "now": timezone.now(),
    }
    status = 422 if form is not None else 200
    antwoord = render(request, "rondetafel/mijn_agenda.html", context, status=status)
    if adres:
        antwoord.headers["Cache-Control"] = "no-store, private"
    return antwoord


@ingelogd("eigen agenda")
@require_POST
def stop(request: HttpRequest) -> HttpResponseBase:
    """End the address."""
    if mijn_agenda.trek_feed_in(actor=ik(request), now=timezone.now()):
        messages.success(request, _("Het adres werkt niet meer."))
    return redirect("rondetafel:agenda")


@ingelogd("eigen agenda")
@require_POST
def verhindering(request: HttpRequest) -> HttpResponseBase:
    """Keep hours at which one never can."""
    form = Verhinderingform(request.POST)
    if not form.is_valid():
        return _toon(request, form=form)
    mijn_agenda.zet_verhindering(actor=ik(request), now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Bewaard. Wie een tafel plant, houdt er rekening mee."))
    return redirect("rondetafel:agenda")


@ingelogd("eigen agenda")
@require_POST
def verhindering_weg(request: HttpRequest, verhindering_id: UUID) -> HttpResponseBase:
    """Forget hours of one's own."""
    now = timezone.now()
    if mijn_agenda.haal_verhindering_weg(verhindering_id, actor=ik(request), now=now):
        messages.success(request, _("Weggehaald."))
    return redirect("rondetafel:agenda")


def _afspraak(tafel: Rondetafel) -> ical.Afspraak:
    """The times of a table; a table in an agenda always has them."""
    return ical.Afspraak(
        uid=tafel.uid,
        sequence=tafel.sequence,
        begin=tafel.begin or tafel.gemaakt_op,
        eind=tafel.eind or tafel.gemaakt_op,
        gemaakt_op=tafel.gemaakt_op,
        afgezegd=tafel.status == Tafelstatus.GEANNULEERD,
    )


@openbaar("Een adres van 128 bits voor één persoon; toont alleen tijden en het woord Rondetafel.")
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar itself. An address that is unknown or ended does not exist."""
    now = timezone.now()
    rij = feed_bij(mijn_agenda.hash_van(token))
    if rij is None:
        return HttpResponse(_("Dit adres bestaat niet."), status=404, content_type="text/plain")
    tafels = tafels_in_agenda(rij.gebruiker, vanaf=now - TERUG, now=now)
    inhoud = ical.feed(_afspraak(tafel) for tafel in tafels)
    mijn_agenda.noteer_lezing(rij, now=now)
    plannen = {tafel.plan_id for tafel in tafels}
    noteer_plannen(request, rij.gebruiker, plannen, Onderdeel.TAFEL, Weg.AGENDA)
    etag = f'"{sha256(inhoud).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == etag:
        antwoord: HttpResponse = HttpResponseNotModified()
    else:
        antwoord = HttpResponse(inhoud, content_type="text/calendar; charset=utf-8")
    antwoord.headers["ETag"] = etag
    antwoord.headers["Cache-Control"] = "private, no-cache"
    antwoord.headers["X-Robots-Tag"] = "noindex"
    return antwoord
