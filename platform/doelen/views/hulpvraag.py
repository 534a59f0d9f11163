"""What a member of the family wants, in their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doelen import rechten, workflow
from doelen.access import get_hulpvraag, get_lid
from doelen.forms import HulpvraagForm, VersieForm, ingevuld
from doelen.samenvoegen import merge_page
from doelen.views.bevestigen import Vraag, confirm
from gezinsplan.versies import VerouderdError
from toegang.deur import in_plan
from toegang.policy import Handeling

if TYPE_CHECKING:
    from gezinsplan.models import Gezinslid
    from toegang.access import Plek


@in_plan(Handeling.INHOUD_VOORSTELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def hulpvraag(request: HttpRequest, plek: Plek, lid_id: UUID) -> HttpResponse:
    """Write down what one member wants: one's own words, or as they said it."""
    lid = get_lid(plek, lid_id)
    rechten.eis_hulpvraag_schrijven(plek, lid)
    rij = get_hulpvraag(plek, lid)
    # What was typed while another took the first words away is the first text again.
    getypt_bij = rij if request.method != "POST" or "versie" in request.POST else None
    form = HulpvraagForm(ingevuld(request), plek=plek, lid=lid, rij=getypt_bij)
    if request.method == "POST" and form.is_valid():
        tekst = form.cleaned_data["tekst"]
        try:
            workflow.save_hulpvraag(lid, form.versie, tekst=tekst, actor=plek, now=plek.now)
        except VerouderdError as fout:
            return merge_page(request, form, fout, titel=_titel(plek, lid), terug=_terug(plek))
        messages.success(request, _("Het staat in het plan."))
        return redirect(f"{_terug(plek)}#hulpvraag-{lid.pk}")
    context = {"plek": plek, "form": form, "terug": _terug(plek), "titel": _titel(plek, lid)}
    context |= {"sleutel": f"hulpvraag-{lid.pk}", "toelichting": _toelichting(plek, lid)}
    if rij is not None:
        weg = reverse("doelen:hulpvraag_weg", args=[plek.plan.pk, lid.pk])
        context["links"] = [(weg, _("Haal weg"))]
    return render(request, "doelen/formulier.html", context)


@in_plan(Handeling.INHOUD_VOORSTELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def weghalen(request: HttpRequest, plek: Plek, lid_id: UUID) -> HttpResponse:
    """Take the words of a member away, after asking once."""
    lid = get_lid(plek, lid_id)
    rechten.eis_hulpvraag_schrijven(plek, lid)
    rij = get_hulpvraag(plek, lid)
    if rij is None:
        raise Http404("Hier staat niets.")
    vraag = Vraag(
        titel=_("Haalt u deze woorden weg?"),
        knop=_("Haal weg"),
        gedaan=_("De woorden zijn weggehaald."),
        terug=_terug(plek),
    )
    form = VersieForm(ingevuld(request), initial={"versie": rij.versie})
    return confirm(request, plek, rij, form, workflow.remove_hulpvraag, vraag)


def _terug(plek: Plek) -> str:
    return reverse("doelen:overzicht", args=[plek.plan.pk])


def _is_zelf(plek: Plek, lid: Gezinslid) -> bool:
    return plek.lid is not None and plek.lid.pk == lid.pk


def _titel(plek: Plek, lid: Gezinslid) -> str:
    if _is_zelf(plek, lid):
        return _("Wat wilt u?")
    return _("Wat wil %(naam)s?") % {"naam": lid.voornaam}


def _toelichting(plek: Plek, lid: Gezinslid) -> str:
    if _is_zelf(plek, lid):
        return _("Dit ziet uw gezin, uw zorgcoördinator en wie dit deel van het plan mag zien.")
    return _("Schrijf op wat %(naam)s zei. Erbij komt te staan dat u het opschreef.") % {
        "naam": lid.voornaam
    }
