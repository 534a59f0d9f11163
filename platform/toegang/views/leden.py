"""The members of the family: adding and correcting them, and how they are reached."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gezinsplan.forms import Contactform, Lidform, status_van
from gezinsplan.models import Gezinslid
from gezinsplan.versies import VerouderdError
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.gezinsleden import bezette_adressen, get_lid, mag_contact_wijzigen
from toegang.overgangen import KanNietError
from toegang.policy import Handeling
from toegang.workflow import gezin as workflow
from toegang.workflow.gezinsplekken import geef_plek

CONTACT = ("email", "telefoon", "taal", "tolk_nodig")
ALLES = ("voornaam", "achternaam", "geboortedatum", "verwantschap", "huishouden", *CONTACT)


def _waarden(lid: Gezinslid, velden: tuple[str, ...]) -> dict[str, Any]:
    return {naam: getattr(lid, naam) for naam in velden}


def _meld_nieuwer(form: Contactform, fout: VerouderdError, velden: tuple[str, ...]) -> None:
    if isinstance(fout.huidig, Gezinslid):
        form.meld_nieuwer(_waarden(fout.huidig, velden), fout.huidig.versie)


@in_plan(Handeling.PLAN_BEHEREN)
@require_http_methods(["GET", "POST"])
def nieuw(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Add a member; "nog iemand" saves this one and asks for the next."""
    form = Lidform(
        request.POST or None,
        initial={"versie": 0, "taal": "nl"},
        gezin=plek.plan.gezin,
        vandaag=plek.vandaag,
        bezet=bezette_adressen(plek),
    )
    if request.method == "POST" and form.is_valid():
        lid = workflow.voeg_lid_toe(form.gegevens, actor=plek, now=plek.now)
        messages.success(request, _("%s staat erbij.") % lid.voornaam)
        terug = "lid_nieuw" if "nog_een" in request.POST else "gezin"
        return redirect(f"toegang:{terug}", plan_id=plek.plan.pk)
    context = {"form": form, "plan": plek.plan, "lid": None}
    return render(request, "toegang/gezin_lid.html", context, status=status_van(form))


@in_plan(Handeling.PLAN_BEHEREN)
@require_http_methods(["GET", "POST"])
def lid(request: HttpRequest, plek: Plek, lid_id: UUID) -> HttpResponse:
    """Correct everything that is recorded about a member."""
    rij = get_lid(plek, lid_id)
    form = Lidform(
        request.POST or None,
        initial={**_waarden(rij, ALLES), "versie": rij.versie},
        gezin=plek.plan.gezin,
        vandaag=plek.vandaag,
        bezet=bezette_adressen(plek, rij),
    )
    _vast_voor_familie(form, plek)
    if request.method == "POST" and form.is_valid():
        versie = form.cleaned_data["versie"]
        try:
            workflow.wijzig_lid(rij, form.gegevens, versie=versie, actor=plek, now=plek.now)
        except VerouderdError as fout:
            _meld_nieuwer(form, fout, ALLES)
        else:
            return _klaar(request, plek, rij)
    context = {"form": form, "plan": plek.plan, "lid": rij}
    return render(request, "toegang/gezin_lid.html", context, status=status_van(form))


def _vast_voor_familie(form: Lidform, plek: Plek) -> None:
    """Who decides follows from these two: a relative who coordinates asks a professional."""
    if not plek.mag(Handeling.GEZAG_WIJZIGEN):
        for naam in ("geboortedatum", "verwantschap"):
            form.fields[naam].disabled = True
        form.fields["geboortedatum"].help_text = _(
            "Klopt dit niet? Vraag een beroepskracht aan tafel om dit te bevestigen."
        )


@in_plan(Handeling.GEZIN_ZIEN)
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, plek: Plek, lid_id: UUID) -> HttpResponse:
    """Correct how somebody is reached: oneself, or a minor child."""
    rij = get_lid(plek, lid_id)
    if not mag_contact_wijzigen(plek, rij):
        raise PermissionDenied
    form = Contactform(
        request.POST or None,
        initial={**_waarden(rij, CONTACT), "versie": rij.versie},
        bezet=bezette_adressen(plek, rij),
    )
    if request.method == "POST" and form.is_valid():
        versie = form.cleaned_data["versie"]
        try:
            workflow.wijzig_contact(rij, form.contact, versie=versie, actor=plek, now=plek.now)
        except VerouderdError as fout:
            _meld_nieuwer(form, fout, CONTACT)
        else:
            return _klaar(request, plek, rij)
    context = {"form": form, "plan": plek.plan, "lid": rij, "plek": plek}
    return render(request, "toegang/gezin_contact.html", context, status=status_van(form))


@in_plan(Handeling.PLAN_BEHEREN)
@require_POST
def weg(request: HttpRequest, plek: Plek, lid_id: UUID) -> HttpResponse:
    """Take back a member who was added by mistake."""
    rij = get_lid(plek, lid_id)
    try:
        workflow.verwijder_lid(rij, actor=plek, now=plek.now)
    except KanNietError as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, _("%s is weggehaald.") % rij.voornaam)
    return redirect("toegang:gezin", plan_id=plek.plan.pk)


@in_plan(Handeling.PLAN_BEHEREN)
@require_POST
def nieuwe_plek(request: HttpRequest, plek: Plek, lid_id: UUID) -> HttpResponse:
    """Give a member their seat again, after they left or said no."""
    rij = get_lid(plek, lid_id)
    try:
        geef_plek(rij, actor=plek, now=plek.now)
    except KanNietError as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, _("%s kan weer worden uitgenodigd.") % rij.voornaam)
    return redirect("toegang:gezin", plan_id=plek.plan.pk)


def _klaar(request: HttpRequest, plek: Plek, rij: Gezinslid) -> HttpResponse:
    messages.success(request, _("De gegevens van %s zijn bewaard.") % rij.voornaam)
    return redirect("toegang:gezin", plan_id=plek.plan.pk)
