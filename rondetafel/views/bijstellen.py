"""Changing a table that is on its way: its guests, its place, its time, or that it is off."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doelen.samenvoegen import merge_page
from gezinsplan.versies import VerouderdError
from rondetafel.access import gastenlijst, get_tafel, zittend
from rondetafel.forms.plannen import Afzegform, Gastenform, Plaatsform, Verzetform
from rondetafel.gasten import mens
from rondetafel.models import Tafelstatus
from rondetafel.views.plannen import ingevuld, kan_niet, naar_tafel
from rondetafel.workflow import kiezen, plannen
from rondetafel.workflow.uitnodigen import VOOR_DE_TAFEL
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.overgangen import KanNietError
from toegang.policy import Handeling


@in_plan(Handeling.TAFEL_PLANNEN)
@require_http_methods(["GET", "HEAD", "POST"])
def gasten(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Change who is invited, and who must be there."""
    tafel = get_tafel(plek, tafel_id)
    if tafel.status not in VOOR_DE_TAFEL:
        return naar_tafel(plek, tafel)
    form = Gastenform(
        ingevuld(request),
        zittend=[(d, mens(d, plek.vandaag)) for d in zittend(plek)],
        lijst=gastenlijst(tafel, now=plek.now),
    )
    if request.method == "POST" and form.is_valid():
        try:
            plannen.wijzig_gasten(tafel, form.gasten, actor=plek, now=plek.now)
        except KanNietError as fout:
            return kan_niet(request, plek, tafel, fout)
        messages.success(request, _("De lijst is veranderd. Voor wie het uitmaakt, gaat bericht."))
        return naar_tafel(plek, tafel)
    context = {"plek": plek, "tafel": tafel, "form": form}
    return render(request, "rondetafel/gasten.html", context, status=422 if form.errors else 200)


@in_plan(Handeling.TAFEL_PLANNEN)
@require_http_methods(["GET", "HEAD", "POST"])
def plaats(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Change where it is."""
    tafel = get_tafel(plek, tafel_id)
    velden = ("plaats", "plaats_in_agenda", "videolink", "versie")
    form = Plaatsform(ingevuld(request), initial={v: getattr(tafel, v) for v in velden})
    if request.method == "POST" and form.is_valid():
        try:
            plannen.verander_plaats(tafel, actor=plek, now=plek.now, **form.cleaned_data)
        except VerouderdError as fout:
            terug = reverse("rondetafel:tafel", args=[plek.plan.pk, tafel.pk])
            return merge_page(request, form, fout, titel=_("Waar de tafel is"), terug=terug)
        except KanNietError as fout:
            return kan_niet(request, plek, tafel, fout)
        messages.success(request, _("De plaats is veranderd."))
        return naar_tafel(plek, tafel)
    context = {"plek": plek, "tafel": tafel, "form": form}
    return render(request, "rondetafel/plaats.html", context, status=422 if form.errors else 200)


@in_plan(Handeling.TAFEL_PLANNEN)
@require_http_methods(["GET", "HEAD", "POST"])
def verzetten(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Move a planned table to another time, or look for one again."""
    tafel = get_tafel(plek, tafel_id)
    if tafel.status != Tafelstatus.GEPLAND:
        return naar_tafel(plek, tafel)
    form = Verzetform(ingevuld(request))
    if request.method == "POST" and form.is_valid():
        begin, reden = form.cleaned_data["begin"], form.cleaned_data["reden"]
        try:
            if begin is None:
                kiezen.zoek_opnieuw(tafel, reden, actor=plek, now=plek.now)
                return redirect("rondetafel:voorstellen", plek.plan.pk, tafel.pk)
            kiezen.verzet(tafel, begin, reden, actor=plek, now=plek.now)
        except KanNietError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("De tafel is verzet. Iedereen krijgt de nieuwe tijd."))
            return naar_tafel(plek, tafel)
    context = {"plek": plek, "tafel": tafel, "form": form, "now": plek.now}
    return render(request, "rondetafel/verzetten.html", context, status=422 if form.errors else 200)


@in_plan(Handeling.TAFEL_PLANNEN)
@require_http_methods(["GET", "HEAD", "POST"])
def afzeggen(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Call the table off."""
    tafel = get_tafel(plek, tafel_id)
    if tafel.status not in VOOR_DE_TAFEL:
        return naar_tafel(plek, tafel)
    form = Afzegform(ingevuld(request))
    if request.method == "POST" and form.is_valid():
        try:
            kiezen.zeg_af(tafel, form.cleaned_data["reden"], actor=plek, now=plek.now)
        except KanNietError as fout:
            return kan_niet(request, plek, tafel, fout)
        messages.success(request, _("De tafel gaat niet door. Wie het moet weten, krijgt bericht."))
        return naar_tafel(plek, tafel)
    context = {"plek": plek, "tafel": tafel, "form": form, "now": plek.now}
    return render(request, "rondetafel/afzeggen.html", context, status=422 if form.errors else 200)
