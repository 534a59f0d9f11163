"""Ending a seat, taking a proposal back, and the legal basis."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from toegang.access import Plek
from toegang.deur import in_plan
from toegang.forms.plekken import Grondslagform, Stopform
from toegang.models import Grondslag
from toegang.plekblad import get_blad
from toegang.policy import Handeling
from toegang.views.plekken_uitvoeren import voer_uit
from toegang.workflow import plekken
from toegang.zetels import get_deelname


@in_plan(Handeling.PLEK_BEEINDIGEN)
@require_http_methods(["GET", "POST"])
def stoppen(request: HttpRequest, plek: Plek, deelname_id: UUID) -> HttpResponse:
    """Say what ending this seat does; on POST end it. One's own seat too."""
    blad = get_blad(plek, deelname_id)
    plek.eis(Handeling.PLEK_BEEINDIGEN, blad.deelname)
    form = Stopform(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reden, zelf = form.cleaned_data["reden"], blad.is_mijn_plek
        gelukt = _("%(naam)s is gestopt.") % {"naam": blad.deelname.naam}
        klaar = voer_uit(
            request,
            lambda: plekken.end_plek(blad.deelname, reden=reden, actor=plek, now=plek.now),
            _("U zit niet meer aan deze tafel.") if zelf else gelukt,
        )
        if klaar and zelf:
            return redirect("overzicht:vandaag")
        return redirect("toegang:plekken", plek.plan.pk)
    status = 422 if request.method == "POST" else 200
    context = {"plek": plek, "now": plek.now, "blad": blad, "form": form}
    return render(request, "toegang/plek_stoppen.html", context, status=status)


@in_plan(Handeling.PLEK_VOORSTELLEN)
@require_POST
def intrekken(request: HttpRequest, plek: Plek, deelname_id: UUID) -> HttpResponse:
    """Take a proposal back."""
    deelname = get_deelname(plek, deelname_id)
    voer_uit(
        request,
        lambda: plekken.withdraw_voorstel(deelname, actor=plek, now=plek.now),
        _("Het voorstel is ingetrokken."),
    )
    return redirect("toegang:plekken", plek.plan.pk)


@in_plan(Handeling.PLAN_BEHEREN)
@require_http_methods(["GET", "POST"])
def grondslag(request: HttpRequest, plek: Plek, deelname_id: UUID) -> HttpResponse:
    """Record on what legal basis somebody sits here, apart from the family's agreement."""
    blad = get_blad(plek, deelname_id)
    form = Grondslagform(plek, blad.deelname, request.POST or None)
    if request.method == "POST" and form.is_valid():
        velden = form.cleaned_data
        voer_uit(
            request,
            lambda: plekken.record_grondslag(
                blad.deelname,
                grondslag=Grondslag(velden["grondslag"]),
                toelichting=velden["toelichting"],
                tot=velden.get("tot"),
                actor=plek,
                now=plek.now,
            ),
            _("De grondslag is vastgelegd."),
        )
        return redirect("toegang:plek", plek.plan.pk, deelname_id)
    status = 422 if request.method == "POST" else 200
    context = {"plek": plek, "now": plek.now, "blad": blad, "form": form}
    return render(request, "toegang/plek_grondslag.html", context, status=status)
