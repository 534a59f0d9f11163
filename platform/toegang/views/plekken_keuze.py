"""One seat: who and why, the family's choice, and what somebody wrote down for them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from toegang import plekblad
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.forms.plekken import Vastlegform
from toegang.models import Antwoord
from toegang.overgangen import KanNietError
from toegang.plekblad import Plekblad, get_blad
from toegang.policy import Handeling
from toegang.workflow.instemmen import Keuze, give_antwoord, record_antwoord


@in_plan(Handeling.PLAN_ZIEN)
@require_http_methods(["GET", "POST"])
def plek_tonen(request: HttpRequest, plek: Plek, deelname_id: UUID) -> HttpResponse:
    """Show a seat; a POST is an answer, or asks for the preview again and writes nothing."""
    blad = get_blad(plek, deelname_id, request.POST or None)
    if request.method == "POST":
        if not blad.mag_kiezen:
            plek.eis(Handeling.PLEK_INSTEMMEN, blad.deelname)
        elif request.POST.get("antwoord") in Antwoord.values:
            return _antwoord(request, blad)
        elif "HX-Request" in request.headers:
            return render(request, "toegang/plek_kijkje.html", {"blad": blad})
    return render(request, "toegang/plek.html", _context(blad))


def _context(blad: Plekblad) -> dict[str, object]:
    return {"plek": blad.plek, "now": blad.plek.now, "blad": blad}


def _antwoord(request: HttpRequest, blad: Plekblad) -> HttpResponse:
    plek, antwoord = blad.plek, Antwoord(request.POST["antwoord"])
    if antwoord == Antwoord.JA and not blad.form.is_valid():
        return render(request, "toegang/plek.html", _context(blad), status=422)
    keuze = blad.form.keuze(antwoord) if antwoord == Antwoord.JA else Keuze(antwoord)
    try:
        deelname = give_antwoord(blad.deelname, keuze, actor=plek, now=plek.now)
    except KanNietError as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, plekblad.bericht_na(deelname, antwoord, plek))
    return redirect("toegang:plek", plek.plan.pk, blad.deelname.pk)


@in_plan(Handeling.PLAN_BEHEREN)
@require_http_methods(["GET", "POST"])
def vastleggen(request: HttpRequest, plek: Plek, deelname_id: UUID) -> HttpResponse:
    """Write down what somebody chose on paper or in a conversation, with who was there."""
    blad = get_blad(plek, deelname_id)
    if not blad.mag_vastleggen:
        return redirect("toegang:plek", plek.plan.pk, deelname_id)
    form = Vastlegform(plek, blad.stand, blad.tafel.gebieden, request.POST or None)
    if request.method == "POST" and form.is_valid() and _leg_vast(request, blad, form):
        return redirect("toegang:plek", plek.plan.pk, deelname_id)
    status = 422 if request.method == "POST" else 200
    context = {**_context(blad), "form": form}
    return render(request, "toegang/plek_vastleggen.html", context, status=status)


def _leg_vast(request: HttpRequest, blad: Plekblad, form: Vastlegform) -> bool:
    keuze = form.keuze_van()
    wie_id = UUID(form.cleaned_data["beslisser"])
    try:
        deelname = record_antwoord(
            blad.deelname,
            wie_id,
            keuze,
            form.vastlegging(),
            actor=blad.plek,
            now=blad.plek.now,
        )
    except KanNietError as fout:
        form.add_error(None, str(fout))
        return False
    messages.success(request, plekblad.bericht_na(deelname, keuze.antwoord, blad.plek))
    return True
