"""The agenda of a table: what is on it, adding to it, taking back, ordering."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rondetafel.access import agenda_bij, gasten_voor, get_agendapunt, get_tafel
from rondetafel.forms.agenda import Agendapuntform
from rondetafel.gasten import lezers
from rondetafel.models import Rondetafel
from rondetafel.views.plannen import ingevuld, kan_niet
from rondetafel.workflow import agenda as workflow
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.models import Sectie
from toegang.overgangen import KanNietError
from toegang.policy import Handeling
from vormgeving.zinnen import opsomming

STAPPEN = {"omhoog": -1, "omlaag": 1}


@in_plan(Handeling.AGENDAPUNT_VOORSTELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def agendapunt(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Put something on the agenda; ``kijk`` only tells who will read it."""
    tafel = get_tafel(plek, tafel_id)
    form = Agendapuntform(ingevuld(request), plek=plek)
    kijkt = "kijk" in request.POST
    if form.is_bound and not kijkt and form.is_valid():
        try:
            workflow.stel_punt_voor(
                tafel,
                form.cleaned_data["tekst"],
                form.cleaned_data["toelichting"],
                betreft=form.betreft,
                leefgebied=form.leefgebied,
                actor=plek,
                now=plek.now,
            )
        except KanNietError as fout:
            return kan_niet(request, plek, tafel, fout)
        messages.success(request, _("Het staat op de agenda."))
        return _naar_agenda(plek, tafel)
    return _toon(request, plek, tafel, form, kijkt=kijkt)


def _naar_agenda(plek: Plek, tafel: Rondetafel) -> HttpResponseBase:
    return redirect("rondetafel:agendapunt", plek.plan.pk, tafel.pk)


def _toon(
    request: HttpRequest, plek: Plek, tafel: Rondetafel, form: Agendapuntform, *, kijkt: bool
) -> HttpResponseBase:
    wie = _lezers(plek, tafel, form)
    if kijkt and request.headers.get("HX-Request"):
        return render(request, "rondetafel/delen/lezers.html", {"lezers": wie})
    status = 422 if form.errors and not kijkt else 200
    if kijkt:
        # What was typed so far, without saying what is still missing.
        form = Agendapuntform(plek=plek, initial=request.POST.dict())
    context = {
        "plek": plek,
        "tafel": tafel,
        "form": form,
        "lezers": wie,
        "agenda": agenda_bij(plek, tafel),
        "ziet_agenda": plek.ziet_sectie(Sectie.RONDETAFELS),
        "mag_ordenen": plek.mag(Handeling.TAFEL_PLANNEN),
        "open": tafel.status in workflow.NOG_TE_BESPREKEN,
        "now": plek.now,
    }
    return render(request, "rondetafel/agenda.html", context, status=status)


def _lezers(plek: Plek, tafel: Rondetafel, form: Agendapuntform) -> str:
    """Name who will read what is in this form."""
    gebied = betreft = None
    if form.is_bound:
        form.full_clean()
        gebied, betreft = form.leefgebied, form.betreft
    gasten = gasten_voor(plek, tafel)
    return opsomming(lezers((g.deelname for g in gasten), betreft, gebied, plek))


@in_plan(Handeling.TAFEL_PLANNEN)
@require_POST
def verplaats(request: HttpRequest, plek: Plek, tafel_id: UUID, punt_id: UUID) -> HttpResponseBase:
    """Move an item one place up or down."""
    tafel = get_tafel(plek, tafel_id)
    punt = get_agendapunt(plek, tafel, punt_id)
    try:
        stappen = STAPPEN.get(request.POST.get("naar", ""), 0)
        workflow.verplaats_punt(punt, stappen, actor=plek, now=plek.now)
    except KanNietError as fout:
        return kan_niet(request, plek, tafel, fout)
    return _naar_agenda(plek, tafel)


@in_plan(Handeling.AGENDAPUNT_VOORSTELLEN)
@require_POST
def weg(request: HttpRequest, plek: Plek, tafel_id: UUID, punt_id: UUID) -> HttpResponseBase:
    """Take back what one proposed."""
    tafel = get_tafel(plek, tafel_id)
    punt = get_agendapunt(plek, tafel, punt_id)
    try:
        workflow.haal_punt_weg(punt, actor=plek, now=plek.now)
    except KanNietError as fout:
        return kan_niet(request, plek, tafel, fout)
    messages.success(request, _("Het staat niet meer op de agenda."))
    return _naar_agenda(plek, tafel)
