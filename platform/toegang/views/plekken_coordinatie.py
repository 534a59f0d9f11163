"""Handing over the work of zorgcoördinator: one page, what it shows depends on who looks."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toegang.access import Plek
from toegang.deur import in_plan
from toegang.forms.plekken import Opvolgerform, Opvolgvastlegform
from toegang.models import Antwoord, Deelname
from toegang.opvolging import Opvolging, get_opvolging, kandidaten
from toegang.policy import Handeling
from toegang.views.plekken_uitvoeren import voer_uit
from toegang.workflow import coordinatie as overdracht


@in_plan(Handeling.PLAN_ZIEN)
@require_http_methods(["GET", "POST"])
def coordinatie(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Who coordinates, and whether somebody takes it over."""
    opvolging = get_opvolging(plek)
    if opvolging is None:
        raise Http404("Dit plan heeft geen zorgcoördinator.")
    context = {"plek": plek, "now": plek.now, "opvolging": opvolging}
    formulieren = _formulieren(opvolging, request)
    if request.method == "POST":
        stap = STAPPEN.get(request.POST.get("stap", ""))
        if stap is None or stap(request, plek, formulieren):
            return redirect("toegang:plekken" if stap else "toegang:coordinatie", plek.plan.pk)
        return render(
            request, "toegang/plek_coordinatie.html", {**context, **formulieren}, status=422
        )
    return render(request, "toegang/plek_coordinatie.html", {**context, **formulieren})


Formulieren = dict[str, "Opvolgerform | Opvolgvastlegform"]


def _formulieren(opvolging: Opvolging, request: HttpRequest) -> Formulieren:
    """The forms of who coordinates now: whom to ask, or what others said."""
    if not opvolging.is_mijn_vraag:
        return {}
    data, stap = request.POST or None, request.POST.get("stap")
    uit: Formulieren = {}
    if opvolging.opvolger is None:
        ids = [p.deelname.pk for p in kandidaten(opvolging.plek)]
        rijen = Deelname.objects.filter(pk__in=ids).order_by("naam")
        uit["vraagform"] = Opvolgerform(rijen, data if stap == "vraag" else None)
    elif opvolging.aanvaard and opvolging.stand:
        uit["vastlegform"] = Opvolgvastlegform(
            opvolging.plek, opvolging.stand, data if stap == "leg_vast" else None
        )
    return uit


def _vraag(request: HttpRequest, plek: Plek, formulieren: Formulieren) -> bool:
    form = formulieren.get("vraagform")
    if form is None or not form.is_valid():
        return False
    opvolger: Deelname = form.cleaned_data["opvolger"]
    return voer_uit(
        request,
        lambda: overdracht.propose_opvolger(opvolger, actor=plek, now=plek.now),
        _("%(naam)s krijgt uw vraag.") % {"naam": opvolger.naam},
    )


def _terug(request: HttpRequest, plek: Plek, formulieren: Formulieren) -> bool:
    return voer_uit(
        request,
        lambda: overdracht.withdraw_opvolger(actor=plek, now=plek.now),
        _("De zorgcoördinator blijft wie het was."),
    )


def _aanvaard(request: HttpRequest, plek: Plek, formulieren: Formulieren) -> bool:
    return voer_uit(
        request,
        lambda: overdracht.accept_opvolging(actor=plek, now=plek.now),
        _("U wilt het doen. Wie in het gezin beslist, krijgt nu de vraag of dat mag."),
    )


def _antwoord(request: HttpRequest, plek: Plek, formulieren: Formulieren) -> bool:
    gezegd = request.POST.get("antwoord", "")
    if gezegd not in Antwoord.values:
        return False
    return voer_uit(
        request,
        lambda: overdracht.answer_opvolging(Antwoord(gezegd), actor=plek, now=plek.now),
        _("Uw keuze is bewaard."),
    )


def _leg_vast(request: HttpRequest, plek: Plek, formulieren: Formulieren) -> bool:
    form = formulieren.get("vastlegform")
    if not isinstance(form, Opvolgvastlegform) or not form.is_valid():
        return False
    wie_id, antwoord = UUID(form.cleaned_data["beslisser"]), form.antwoord()
    return voer_uit(
        request,
        lambda: overdracht.record_opvolging(
            wie_id, antwoord, form.vastlegging(), actor=plek, now=plek.now
        ),
        _("Vastgelegd."),
    )


STAPPEN: dict[str, Callable[[HttpRequest, Plek, Formulieren], bool]] = {
    "vraag": _vraag,
    "terug": _terug,
    "aanvaard": _aanvaard,
    "antwoord": _antwoord,
    "leg_vast": _leg_vast,
}
