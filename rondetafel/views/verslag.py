"""The report: reading it, checking it, and the copy on paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rondetafel.forms.verslag import KLOPT, NakijkForm
from rondetafel.report import access
from rondetafel.workflow import verslag as workflow
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.inzage.noteren import volgt
from toegang.policy import Handeling


@in_plan(Handeling.VERSLAG_LEZEN)
@require_http_methods(["GET", "POST"])
def verslag(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponse:
    """Show the report as this seat reads it; who decides says whether it is right."""
    rij = access.get_verslag(plek, tafel_id)
    form = NakijkForm(request.POST or None, initial=access.eerder_antwoord(plek, rij))
    if request.method == "POST":
        plek.eis(Handeling.VERSLAG_GOEDKEUREN)
        if form.is_valid() and _answer(request, plek, rij, form):
            return redirect("rondetafel:verslag", plek.plan.pk, tafel_id)
    context = access.bladzijde(plek, rij) | {"form": form, "plek": plek}
    return render(request, "rondetafel/verslag.html", context)


def _answer(request: HttpRequest, plek: Plek, rij: access.Verslag, form: NakijkForm) -> bool:
    try:
        vast = workflow.answer_verslag(
            rij,
            akkoord=form.cleaned_data["antwoord"] == KLOPT,
            eigen_woorden=form.cleaned_data["eigen_woorden"],
            actor=plek,
            now=plek.now,
        )
    except ValidationError as fout:
        form.add_error(None, fout)
        return False
    tekst = _("Het verslag is vastgesteld.") if vast else _("Dank u wel. Uw antwoord is bewaard.")
    messages.success(request, tekst)
    return True


@in_plan(Handeling.VERSLAG_LEZEN)
@require_POST
def vraag_pdf(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponse:
    """Ask for the copy on paper, and go to where its progress is shown."""
    rij = access.get_verslag(plek, tafel_id)
    exemplaar = workflow.request_exemplaar(rij, actor=plek, now=plek.now)
    return redirect("rondetafel:verslag_voortgang", plek.plan.pk, tafel_id, exemplaar.pk)


@in_plan(Handeling.VERSLAG_LEZEN)
@require_safe
def voortgang(request: HttpRequest, plek: Plek, tafel_id: UUID, exemplaar_id: UUID) -> HttpResponse:
    """Show how far the copy is; as a page, or as the part that refreshes itself."""
    exemplaar = access.get_exemplaar(plek, tafel_id, exemplaar_id)
    if request.headers.get("HX-Request"):
        volgt(request, str(exemplaar.pk))
    naam = "verslag_voortgang_deel" if request.headers.get("HX-Request") else "verslag_voortgang"
    context = {"exemplaar": exemplaar, "plek": plek, "tafel_id": tafel_id}
    return render(request, f"rondetafel/{naam}.html", context)


@in_plan(Handeling.VERSLAG_LEZEN)
@require_safe
def pdf(request: HttpRequest, plek: Plek, tafel_id: UUID, exemplaar_id: UUID) -> HttpResponse:
    """Give the copy; only while it is still what this seat may read."""
    exemplaar = access.get_exemplaar(plek, tafel_id, exemplaar_id, met_pdf=True)
    if exemplaar.pdf is None:
        raise Http404("Dit exemplaar is er nog niet.")
    naam = slugify(_("verslag van de tafel %(dag)s") % {"dag": access.dag_van(exemplaar)})
    antwoord = HttpResponse(bytes(exemplaar.pdf), content_type="application/pdf")
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}.pdf"'
    antwoord["Cache-Control"] = "private, no-store"
    return antwoord
