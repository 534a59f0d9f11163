"""Who looked: the family's page, the same as a file, and what stands out for beheer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gebruikers.access import ik
from gebruikers.deur import ingelogd
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.inzage import opvallen, uitvoer, woorden
from toegang.inzage.access import Logboek, get_opvallend, opvallend_voor
from toegang.inzage.filter import ANDEREN, PERIODEN, SOORTEN
from toegang.inzage.forms import Bevindingform
from toegang.policy import Handeling


@in_plan(Handeling.INZAGE_ZIEN)
@require_safe
def log(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Show who looked at this plan, day by day."""
    boek = Logboek(plek, request.GET)
    bladzijde = boek.bladzijde(request.GET.get("bladzijde"))
    context = {
        "plek": plek,
        "now": plek.now,
        "keuze": boek.keuze,
        "bladzijde": bladzijde,
        "basis": boek.keuze.basis(),
        "zelf_aan": boek.keuze.basis(zelf="1"),
        "zelf_uit": boek.keuze.basis(zelf=""),
        "dagen": boek.dagen(bladzijde.object_list),
        "opvallend": [(rij, woorden.opvalt(rij)) for rij in boek.opvallend()],
        "mensen": boek.te_kiezen,
        "soorten": SOORTEN.items(),
        "perioden": [(code, naam) for code, (naam, _duur) in PERIODEN.items()],
        "anderen": ANDEREN,
    }
    return render(request, "inzage/log.html", context)


@in_plan(Handeling.INZAGE_ZIEN)
@require_safe
def log_csv(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Give the lines for a spreadsheet."""
    return _bestand(uitvoer.als_csv(Logboek(plek, request.GET).uitvoer()), "csv", "text/csv")


@in_plan(Handeling.INZAGE_ZIEN)
@require_safe
def log_json(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Give the lines for another program."""
    tekst = uitvoer.als_json(Logboek(plek, request.GET).uitvoer())
    return _bestand(tekst, "json", "application/json")


def _bestand(tekst: str, vorm: str, soort: str) -> HttpResponse:
    antwoord = HttpResponse(tekst, content_type=f"{soort}; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="wie-keek-er-mee.{vorm}"'
    antwoord["Cache-Control"] = "private, no-store"
    return antwoord


@ingelogd("wat opvalt aan wie er kijkt, voor functioneel beheer; zonder iets van een gezin")
@require_safe
def opvallend(request: HttpRequest) -> HttpResponse:
    """List what stood out, what nobody looked into first."""
    return _opvallend(request)


def _opvallend(request: HttpRequest, ingevuld: Bevindingform | None = None) -> HttpResponse:
    """Show it, one perhaps with what was filled in and is not right yet."""
    rijen = opvallend_voor(ik(request))[:100]
    context = {
        "nieuw": [
            (rij, ingevuld if ingevuld and ingevuld.rij == rij else Bevindingform(rij=rij))
            for rij in rijen
            if rij.gezien_op is None
        ],
        "gezien": [rij for rij in rijen if rij.gezien_op is not None],
        "now": timezone.now(),
    }
    return render(request, "inzage/opvallend.html", context, status=422 if ingevuld else 200)


@ingelogd("wat opvalt aan wie er kijkt, voor functioneel beheer; zonder iets van een gezin")
@require_POST
def gezien(request: HttpRequest, opvallend_id: UUID) -> HttpResponse:
    """Write down what was found."""
    rij = get_opvallend(ik(request), opvallend_id)
    form = Bevindingform(request.POST, rij=rij)
    if not form.is_valid():
        return _opvallend(request, form)
    opvallen.mark_seen(rij, **form.cleaned_data, actor=ik(request), now=timezone.now())
    return redirect("inzage:opvallend")
