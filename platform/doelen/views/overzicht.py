"""What the plan says, as far as the reader sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from doelen import access, blad, rechten, workflow
from doelen.models import Doel, Doelstatus
from toegang.deur import in_plan
from toegang.policy import Handeling

if TYPE_CHECKING:
    from toegang.access import Plek


@in_plan(Handeling.PLAN_ZIEN)
@require_safe
def overzicht(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Krachten first, then zorgen, what everyone wants, and the goals."""
    context = {"plek": plek, "blad": blad.overzicht(plek), "now": plek.now}
    return render(request, "doelen/overzicht.html", context)


@in_plan(Handeling.PLAN_ZIEN)
@require_safe
def doel(request: HttpRequest, plek: Plek, doel_id: UUID) -> HttpResponse:
    """One goal: its words, how it goes over the tables, its steps, what was said at each table."""
    rij = access.get_doel(plek, doel_id)
    regel = blad.doelregel(plek, rij, access.tegenspraken_bij(plek, [rij.pk]))
    context = {
        "plek": plek,
        "regel": regel,
        "doel": rij,
        "mag_schrijven": rechten.mag_schrijven(plek, rij),
        "kan_wijzigen": rij.status in {Doelstatus.CONCEPT, Doelstatus.ACTIEF},
        "mag_tegenspreken": plek.mag(Handeling.EIGEN_WOORDEN),
        "now": plek.now,
    }
    return render(request, "doelen/doel.html", context)


@in_plan(Handeling.INHOUD_SCHRIJVEN)
@require_safe
def volgorde(request: HttpRequest, plek: Plek) -> HttpResponse:
    """The goals in the family's order, each with a button up and down."""
    alle = [d for d in access.doelen(plek) if not d.voorstel]
    staten = (Doelstatus.ACTIEF, Doelstatus.CONCEPT)
    groepen = [(staat.label, [d for d in alle if d.status == staat]) for staat in staten]
    return render(request, "doelen/volgorde.html", {"plek": plek, "groepen": groepen})


@in_plan(Handeling.INHOUD_SCHRIJVEN)
@require_POST
def verplaats(request: HttpRequest, plek: Plek, doel_id: UUID) -> HttpResponse:
    """Move a goal one place up or down."""
    rij = access.get_uitspraak(plek, Doel, doel_id)
    richting = workflow.RICHTINGEN.get(request.POST.get("richting", ""))
    if richting is None:
        return HttpResponseBadRequest()
    workflow.reorder(rij, richting, actor=plek, now=plek.now)
    return redirect(f"{reverse('doelen:volgorde', args=[plek.plan.pk])}#doel-{rij.pk}")
