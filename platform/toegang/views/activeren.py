"""The family says yes to its plan."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gezinsplan.forms import status_van
from gezinsplan.models import Planstatus
from toegang.aan_tafel import aan_tafel
from toegang.access import Plek
from toegang.begin import begin_van
from toegang.deur import in_plan
from toegang.forms.gezin import Beginform, Papierform
from toegang.models import Antwoord
from toegang.overgangen import KanNietError
from toegang.policy import Handeling
from toegang.workflow import activering as workflow
from toegang.zetels import get_deelname


@in_plan(Handeling.GEZIN_ZIEN)
@require_http_methods(["GET", "POST"])
def activeren(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Say what beginning means and who will join, and take this parent's answer."""
    if plek.plan.status != Planstatus.CONCEPT:
        return redirect("overzicht:plan", plan_id=plek.plan.pk)
    plek.eis(Handeling.PLAN_ACTIVEREN)
    begin = begin_van(plek)
    stem = begin.stem_van(plek)
    if stem is None:
        return redirect("toegang:gezin", plan_id=plek.plan.pk)
    form = Beginform(request.POST or None, initial={"antwoord": stem.antwoord})
    if request.method == "POST" and form.is_valid():
        try:
            begonnen = workflow.antwoord_op_begin(**form.waarden, actor=plek, now=plek.now)
        except KanNietError as fout:
            form.add_error(None, str(fout))
        else:
            return _na_antwoord(request, plek, form.waarden["antwoord"], begonnen)
    anderen = [s for s in begin.stemmen if s.beslisser != stem.beslisser]
    context = {"form": form, "plan": plek.plan, "begin": begin, "stem": stem, "anderen": anderen}
    context["tafel"] = aan_tafel(plek)
    return render(request, "toegang/activeren.html", context, status=status_van(form))


def _na_antwoord(
    request: HttpRequest, plek: Plek, antwoord: Antwoord, begonnen: bool
) -> HttpResponse:
    if begonnen:
        messages.success(request, _("Uw plan is begonnen."))
        return redirect("overzicht:plan", plan_id=plek.plan.pk)
    if antwoord == Antwoord.JA:
        messages.success(request, _("Uw ja is bewaard."))
    else:
        messages.success(request, _("Uw keuze is bewaard. De zorgcoördinator neemt contact op."))
    return redirect("toegang:activeren", plan_id=plek.plan.pk)


@in_plan(Handeling.PLAN_BEHEREN)
@require_http_methods(["GET", "POST"])
def papier(request: HttpRequest, plek: Plek, deelname_id: UUID) -> HttpResponse:
    """Record the yes that somebody gave on paper, with who was there."""
    deelname = get_deelname(plek, deelname_id)
    if plek.plan.status != Planstatus.CONCEPT or begin_van(plek).op_plek(deelname) is None:
        raise Http404("Op deze plek wordt niet over het begin beslist.")
    form = Papierform(request.POST or None, vandaag=plek.vandaag)
    if request.method == "POST" and form.is_valid():
        try:
            begonnen = workflow.leg_papier_vast(
                deelname, **form.cleaned_data, actor=plek, now=plek.now
            )
        except KanNietError as fout:
            form.add_error(None, str(fout))
        else:
            return _na_papier(request, plek, begonnen)
    context = {"form": form, "plan": plek.plan, "deelname": deelname}
    return render(request, "toegang/activeren_papier.html", context, status=status_van(form))


@in_plan(Handeling.PLAN_BEHEREN)
@require_POST
def begin(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Let a plan begin that everybody said yes to, where no answer did it by itself."""
    try:
        begonnen = workflow.begin(actor=plek, now=plek.now)
    except KanNietError as fout:
        messages.error(request, str(fout))
        return redirect("toegang:gezin", plan_id=plek.plan.pk)
    return _na_papier(request, plek, begonnen)


def _na_papier(request: HttpRequest, plek: Plek, begonnen: bool) -> HttpResponse:
    if begonnen:
        messages.success(request, _("Het plan is begonnen."))
    else:
        messages.success(request, _("Dit is vastgelegd. Nog niet iedereen heeft ja gezegd."))
    return redirect("toegang:gezin", plan_id=plek.plan.pk)
