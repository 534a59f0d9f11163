"""What is set about the plan itself: its variant and the familiegroepsplan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gezinsplan.forms import NOG_NIET, Groepsplanform, Planform, status_van
from gezinsplan.models import Gezinsplan
from gezinsplan.versies import VerouderdError
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.gezinsleden import volwassenen
from toegang.policy import Handeling
from toegang.workflow import plan as workflow

INSTELLINGEN = ("variant", "interval_weken", "coordinator_wordt")


@in_plan(Handeling.PLAN_BEHEREN)
@require_http_methods(["GET", "POST"])
def instellingen(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Set the variant, the interval, and who of the family will coordinate."""
    plan = plek.plan
    begin = {**{naam: getattr(plan, naam) for naam in INSTELLINGEN}, "versie": plan.versie}
    form = Planform(request.POST or None, plan=plan, volwassenen=volwassenen(plek), initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.wijzig_plan(**form.waarden, actor=plek, now=plek.now)
        except VerouderdError as fout:
            if isinstance(fout.huidig, Gezinsplan):
                nu = {naam: getattr(fout.huidig, naam) for naam in INSTELLINGEN}
                form.meld_nieuwer(nu, fout.huidig.versie)
        else:
            messages.success(request, _("Het plan is bewaard."))
            return redirect("toegang:gezin", plan_id=plan.pk)
    context = {"form": form, "plan": plan}
    return render(request, "toegang/gezin_plan.html", context, status=status_van(form))


@in_plan(Handeling.PLAN_BEHEREN)
@require_http_methods(["GET", "POST"])
def groepsplan(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Record the offer that the family writes its own plan first."""
    plan = plek.plan
    begin = {
        "groepsplan": plan.groepsplan or NOG_NIET,
        "op": plan.groepsplan_op,
        "versie": plan.versie,
    }
    form = Groepsplanform(request.POST or None, vandaag=plek.vandaag, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.leg_groepsplan_vast(**form.cleaned_data, actor=plek, now=plek.now)
        except VerouderdError as fout:
            if isinstance(fout.huidig, Gezinsplan):
                nu = {"groepsplan": fout.huidig.groepsplan, "op": fout.huidig.groepsplan_op}
                form.meld_nieuwer(nu, fout.huidig.versie)
        else:
            messages.success(request, _("Dit is vastgelegd."))
            return redirect("toegang:gezin", plan_id=plan.pk)
    context = {"form": form, "plan": plan}
    return render(request, "toegang/gezin_groepsplan.html", context, status=status_van(form))
