"""The family's page, its name and its homes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gezinsplan.forms import Gezinform, Huishoudenform, status_van
from gezinsplan.models import Gezin, Huishouden
from gezinsplan.versies import VerouderdError
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.gezinsblad import gezinsblad
from toegang.gezinsleden import get_huishouden
from toegang.overgangen import KanNietError
from toegang.policy import Handeling
from toegang.workflow import gezin as workflow


@in_plan(Handeling.GEZIN_ZIEN)
@require_GET
def gezin(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Show who belongs to the family, where they live and who carries gezag."""
    context = {"plek": plek, "plan": plek.plan, "blad": gezinsblad(plek), "now": plek.now}
    return render(request, "toegang/gezin.html", context)


@in_plan(Handeling.PLAN_BEHEREN)
@require_http_methods(["GET", "POST"])
def naam(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Change the family's name."""
    rij = plek.plan.gezin
    form = Gezinform(request.POST or None, initial={"naam": rij.naam, "versie": rij.versie})
    if request.method == "POST" and form.is_valid():
        try:
            workflow.hernoem_gezin(**form.cleaned_data, actor=plek, now=plek.now)
        except VerouderdError as fout:
            if isinstance(fout.huidig, Gezin):
                form.meld_nieuwer({"naam": fout.huidig.naam}, fout.huidig.versie)
        else:
            messages.success(request, _("De naam is bewaard."))
            return redirect("toegang:gezin", plan_id=plek.plan.pk)
    context = {"form": form, "plan": plek.plan}
    return render(request, "toegang/gezin_naam.html", context, status=status_van(form))


@in_plan(Handeling.PLAN_BEHEREN)
@require_http_methods(["GET", "POST"])
def huis_nieuw(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Add a home; "en nog een" saves this one and asks for the next."""
    form = Huishoudenform(request.POST or None, initial={"versie": 0})
    if request.method == "POST" and form.is_valid():
        del form.cleaned_data["versie"]
        workflow.voeg_huishouden_toe(**form.cleaned_data, actor=plek, now=plek.now)
        messages.success(request, _("%s is bewaard.") % form.cleaned_data["naam"])
        terug = "huis_nieuw" if "nog_een" in request.POST else "gezin"
        return redirect(f"toegang:{terug}", plan_id=plek.plan.pk)
    context = {"form": form, "plan": plek.plan, "huis": None}
    return render(request, "toegang/gezin_huis.html", context, status=status_van(form))


@in_plan(Handeling.GEZIN_ZIEN)
@require_http_methods(["GET", "POST"])
def huis(request: HttpRequest, plek: Plek, huis_id: UUID) -> HttpResponse:
    """Change a home, for the coordinator and for who lives there."""
    rij = get_huishouden(plek, huis_id)
    begin = {"naam": rij.naam, "adres": rij.adres, "versie": rij.versie}
    form = Huishoudenform(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.wijzig_huishouden(rij, **form.cleaned_data, actor=plek, now=plek.now)
        except VerouderdError as fout:
            if isinstance(fout.huidig, Huishouden):
                nu = {"naam": fout.huidig.naam, "adres": fout.huidig.adres}
                form.meld_nieuwer(nu, fout.huidig.versie)
        else:
            messages.success(request, _("%s is bewaard.") % rij.naam)
            return redirect("toegang:gezin", plan_id=plek.plan.pk)
    context = {"form": form, "plan": plek.plan, "huis": rij, "plek": plek}
    return render(request, "toegang/gezin_huis.html", context, status=status_van(form))


@in_plan(Handeling.PLAN_BEHEREN)
@require_POST
def huis_weg(request: HttpRequest, plek: Plek, huis_id: UUID) -> HttpResponse:
    """Remove a home in which nobody lives."""
    rij = get_huishouden(plek, huis_id)
    try:
        workflow.verwijder_huishouden(rij, actor=plek, now=plek.now)
    except KanNietError as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, _("%s is weggehaald.") % rij.naam)
    return redirect("toegang:gezin", plan_id=plek.plan.pk)
