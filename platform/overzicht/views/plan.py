"""The plan page, and the way to everything else in a plan."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from overzicht.planblad import mag, planblad
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.noodinzage.access import gekeken_in_nood
from toegang.policy import Handeling


@in_plan(Handeling.PLAN_ZIEN)
@require_safe
def plan(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Show the plan as this seat sees it."""
    context = {"plek": plek, "plan": plek.plan, "blad": planblad(plek), "mag": mag(plek)}
    return render(request, "overzicht/plan.html", context)


@in_plan(Handeling.PLAN_ZIEN)
@require_safe
def meer(request: HttpRequest, plek: Plek) -> HttpResponse:
    """List what else there is in this plan."""
    context = {
        "plek": plek,
        "plan": plek.plan,
        "netwerk": plek.mag(Handeling.NETWERK_ZIEN, "netwerk") or plek.deelname.lid_id,
        "inzage": plek.mag(Handeling.INZAGE_ZIEN),
        "beheren": plek.mag(Handeling.PLAN_BEHEREN) or plek.deelname.lid_id,
        # A family where it never happened has no reason to wonder about it.
        "nood": plek.mag(Handeling.NOODINZAGE_ZIEN) and gekeken_in_nood(plek).exists(),
        "afschermen": plek.mag(Handeling.AFSCHERMEN),
        "bevestigen": plek.mag(Handeling.BEVESTIGEN) or plek.mag(Handeling.PLAN_BEHEREN),
    }
    return render(request, "overzicht/meer.html", context)
