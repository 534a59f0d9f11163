"""Emergency access: asking for it, ending it, what the family reads of it, and the review."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gebruikers.access import ik
from gebruikers.deur import ingelogd
from gebruikers.models import BuitenRol, Gebruiker, Medewerker
from gebruikers.tweede_factor import DEMO, MFA
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.noodinzage import workflow
from toegang.noodinzage.access import gekeken_in_nood, te_beoordelen_door
from toegang.noodinzage.forms import Noodform, Oordeelform
from toegang.noodinzage.models import Noodinzage, Oordeel
from toegang.overgangen import KanNietError
from toegang.policy import Handeling
from toegang.views.plekken_uitvoeren import voer_uit

POGINGEN_PER_UUR = 10
ZOJUIST = timedelta(minutes=15)
"""So long ago the second factor was used at most; as ``ACCOUNT_REAUTHENTICATION_TIMEOUT``."""


def _zojuist_bewezen(request: HttpRequest, now: datetime) -> bool:
    """Whether the second factor was used in this session within the last quarter of an hour."""
    geldig = {MFA, DEMO} if settings.DEMO else {MFA}
    sinds = (now - ZOJUIST).timestamp()
    records = get_authentication_records(request, ik(request))
    return any(r.get("method") in geldig and r.get("at", 0) >= sinds for r in records)


def _werk(gebruiker: Gebruiker) -> Medewerker:
    """Where this account works, in a municipality; who works nowhere finds no such page."""
    werk = gebruiker.werk.filter(organisatie__gemeenten__isnull=False)
    eerste = werk.select_related("organisatie").order_by("pk").first()
    if eerste is None or gebruiker.buitenrol:
        raise Http404("Deze bladzijde bestaat niet.")
    return eerste


@ingelogd("noodinzage vragen, voor wie bij een organisatie in de gemeente werkt")
@require_http_methods(["GET", "POST"])
def vraag(request: HttpRequest) -> HttpResponse:
    """Ask for an hour of reading, with a reason; the second factor was used just now."""
    zelf, now = ik(request), timezone.now()
    werk = _werk(zelf)
    if not _zojuist_bewezen(request, now):
        return redirect(f"{reverse('account_reauthenticate')}?next={request.path}")
    form = Noodform(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        rij = _begin(form, werk, zelf)
        if rij is not None:
            messages.success(request, _("U kunt één uur lezen. U kunt niets veranderen."))
            return redirect("overzicht:plan", rij.plan_id)
    status = 422 if request.method == "POST" else 200
    lopend = Noodinzage.objects.filter(gebruiker=zelf, tot__gt=now).select_related("plan__gezin")
    context = {"form": form, "lopend": lopend, "werk": werk, "now": now}
    return render(request, "noodinzage/vraag.html", context, status=status)


def _begin(form: Noodform, werk: Medewerker, zelf: Gebruiker) -> Noodinzage | None:
    sleutel = f"noodinzage:{zelf.pk}"
    cache.add(sleutel, 0, 3600)
    if cache.incr(sleutel) > POGINGEN_PER_UUR:
        form.add_error(None, _("U probeerde dit te vaak. Bel de zorgcoördinator of uw teamleider."))
        return None
    plan = workflow.vind_plan(form.gezocht(), werk)
    if plan is None:
        form.add_error(None, _("Met deze gegevens is er in uw gemeente geen plan gevonden."))
        return None
    d = form.cleaned_data
    try:
        return workflow.begin(
            plan,
            werk,
            reden=d["reden"],
            stil_omdat=d["stil_omdat"],
            actor=zelf,
            now=timezone.now(),
        )
    except KanNietError as fout:
        form.add_error(None, str(fout))
        return None


@ingelogd("eigen noodinzage")
@require_POST
def stop(request: HttpRequest, noodinzage_id: UUID) -> HttpResponse:
    """End one's own emergency access before the hour is over."""
    zelf = ik(request)
    rij = Noodinzage.objects.filter(gebruiker=zelf, pk=noodinzage_id).first()
    if rij is None:
        raise Http404("Deze noodinzage bestaat niet.")
    workflow.stop(rij, actor=zelf, now=timezone.now())
    messages.success(request, _("Uw noodinzage is gestopt."))
    return redirect("noodinzage:vraag")


@in_plan(Handeling.NOODINZAGE_ZIEN)
@require_safe
def gezin(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Show the family who read the plan in an emergency, why, and whether that was right."""
    context = {"plek": plek, "now": plek.now, "rijen": gekeken_in_nood(plek)}
    return render(request, "noodinzage/gezin.html", context)


def _beheer(request: HttpRequest) -> Gebruiker:
    zelf = ik(request)
    if zelf.buitenrol != BuitenRol.BEHEER:
        raise PermissionDenied
    return zelf


@ingelogd("noodinzages nakijken, voor functioneel beheer")
@require_safe
def beoordelen(request: HttpRequest) -> HttpResponse:
    """List what waits for a judgement: who, when and why; nothing of a family."""
    return _te_beoordelen(request, _beheer(request))


def _te_beoordelen(
    request: HttpRequest, zelf: Gebruiker, ingevuld: Oordeelform | None = None
) -> HttpResponse:
    """Show them, one of them perhaps with what was filled in and is not right yet."""
    kaarten = [
        (rij, ingevuld if ingevuld and ingevuld.rij == rij else Oordeelform(rij=rij))
        for rij in te_beoordelen_door(zelf).filter(oordeel=Oordeel.OPEN)
    ]
    context = {"kaarten": kaarten, "now": timezone.now()}
    return render(request, "noodinzage/beoordelen.html", context, status=422 if ingevuld else 200)


@ingelogd("noodinzages nakijken, voor functioneel beheer")
@require_POST
def oordeel(request: HttpRequest, noodinzage_id: UUID) -> HttpResponse:
    """Judge one."""
    zelf = _beheer(request)
    rij = te_beoordelen_door(zelf).filter(pk=noodinzage_id).first()
    if rij is None:
        raise Http404("Deze noodinzage bestaat niet.")
    form = Oordeelform(request.POST, rij=rij)
    if not form.is_valid():
        return _te_beoordelen(request, zelf, form)
    gekozen, rest = Oordeel(form.cleaned_data["oordeel"]), form.oordeel_en_waarom()
    voer_uit(
        request,
        lambda: workflow.judge(rij, gekozen, actor=zelf, now=timezone.now(), **rest),
        _("Uw oordeel is bewaard."),
    )
    return redirect("noodinzage:beoordelen")
