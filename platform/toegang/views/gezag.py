"""Who carries gezag over which child."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gezinsplan.forms import status_van
from gezinsplan.forms_gezag import Gezagform, Gezagstopform, Voogdform
from gezinsplan.models import Gezin
from gezinsplan.versies import VerouderdError
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.gezinsleden import get_gezag, minderjarigen, mogelijke_houders
from toegang.overgangen import KanNietError
from toegang.policy import Handeling
from toegang.workflow import gezag as workflow


@in_plan(Handeling.PLAN_BEHEREN)
@require_http_methods(["GET", "POST"])
def gezag(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Tick per child who carries gezag; a relative who coordinates asks a professional."""
    if not plek.mag(Handeling.GEZAG_WIJZIGEN):
        return redirect("beperking:vraag", plan_id=plek.plan.pk)
    form = Gezagform(
        request.POST or None,
        kinderen=minderjarigen(plek),
        houders=mogelijke_houders(plek),
        gezag=plek.gezag,
        vandaag=plek.vandaag,
        initial={"versie": plek.plan.gezin.versie},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _zet(form, plek)
        except VerouderdError as fout:
            if isinstance(fout.huidig, Gezin):
                form.meld_nieuwer({}, fout.huidig.versie)
        else:
            messages.success(request, _("Het gezag is vastgelegd."))
            return redirect("toegang:gezin", plan_id=plek.plan.pk)
    context = {"form": form, "plan": plek.plan, "van_buiten": _van_buiten(plek), "now": plek.now}
    return render(request, "toegang/gezin_gezag.html", context, status=status_van(form))


def _zet(form: Gezagform, plek: Plek) -> None:
    workflow.zet_gezag(
        form.paren,
        sinds=form.cleaned_data["sinds"],
        versie=form.cleaned_data["versie"],
        actor=plek,
        now=plek.now,
    )


def _van_buiten(plek: Plek) -> list[object]:
    namen = {lid.pk: lid.voornaam for lid in plek.leden}
    return [
        {"gezag": g, "houder": g.gebruiker or g.organisatie, "kind": namen[g.kind_id]}
        for g in plek.gezag
        if g.lid_id is None and g.geldt(plek.vandaag)
    ]


@in_plan(Handeling.GEZAG_WIJZIGEN)
@require_http_methods(["GET", "POST"])
def voogd(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Record gezag of a guardian or an institution, with the seat that goes with it."""
    form = Voogdform(
        request.POST or None, kinderen=minderjarigen(plek), plan=plek.plan, vandaag=plek.vandaag
    )
    if request.method == "POST" and form.is_valid():
        try:
            _voeg_toe(form, plek)
        except KanNietError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("Het gezag is vastgelegd."))
            return redirect("toegang:gezin", plan_id=plek.plan.pk)
    context = {"form": form, "plan": plek.plan}
    return render(request, "toegang/gezin_voogd.html", context, status=status_van(form))


def _voeg_toe(form: Voogdform, plek: Plek) -> None:
    velden = ("soort", "naam", "functie", "organisatie", "email", "telefoon")
    workflow.voeg_voogd_toe(
        workflow.Voogd(**{naam: form.cleaned_data[naam] for naam in velden}),
        form.gekozen,
        van=form.cleaned_data["van"],
        actor=plek,
        now=plek.now,
    )


@in_plan(Handeling.PLAN_BEHEREN)
@require_http_methods(["GET", "POST"])
def stopt(request: HttpRequest, plek: Plek, gezag_id: UUID) -> HttpResponse:
    """Record that gezag from outside the family ended."""
    if not plek.mag(Handeling.GEZAG_WIJZIGEN):
        return redirect("beperking:vraag", plan_id=plek.plan.pk)
    rij = get_gezag(plek, gezag_id)
    form = Gezagstopform(request.POST or None, vandaag=plek.vandaag)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.beeindig_gezag(rij, tot=form.cleaned_data["tot"], actor=plek, now=plek.now)
        except KanNietError as fout:
            form.add_error("tot", str(fout))
        else:
            messages.success(request, _("Dit gezag is gestopt."))
            return redirect("toegang:gezin", plan_id=plek.plan.pk)
    kind = next(lid.voornaam for lid in plek.leden if lid.pk == rij.kind_id)
    houder = rij.lid or rij.gebruiker or rij.organisatie
    context = {"form": form, "plan": plek.plan, "houder": houder, "kind": kind}
    return render(request, "toegang/gezin_gezag_stopt.html", context, status=status_van(form))
