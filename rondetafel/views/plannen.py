"""Planning a table: the list of tables, a new one, and the times that are asked."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rondetafel.access import gasten_voor, get_tafel, tafels_voor, zittend, zonder_verborgen_plaats
from rondetafel.forms.plannen import (
    Directform,
    Tafelform,
    Tijdenform,
    Vensterform,
    beginvenster,
)
from rondetafel.gasten import mens
from rondetafel.models import KOMEND, Rondetafel, Tafelsoort, Tafelstatus
from rondetafel.rooster import Aanbod, aanbod
from rondetafel.weergave import kop, stoelen, wat_eerst
from rondetafel.workflow import kiezen, peiling, plannen
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.models import Sectie
from toegang.overgangen import KanNietError
from toegang.policy import Handeling

NOG_ZOEKEN = (Tafelstatus.CONCEPT, Tafelstatus.PEILING)


def ingevuld(request: HttpRequest) -> QueryDict | None:
    """Return what was sent; an empty form that was sent is not the same as no form."""
    return request.POST if request.method == "POST" else None


def naar_tafel(plek: Plek, tafel: Rondetafel) -> HttpResponseBase:
    """Lead to the page of the table."""
    return redirect("rondetafel:tafel", plek.plan.pk, tafel.pk)


def kan_niet(
    request: HttpRequest, plek: Plek, tafel: Rondetafel, fout: KanNietError
) -> HttpResponseBase:
    """Say why it cannot be done (any more), and show how the table stands."""
    messages.warning(request, str(fout))
    return naar_tafel(plek, tafel)


@in_plan(Handeling.PLAN_ZIEN)
@require_safe
def overzicht(request: HttpRequest, plek: Plek) -> HttpResponseBase:
    """The tables of this plan: what comes on top, below it what was, with its report."""
    tafels = [zonder_verborgen_plaats(plek, t) for t in tafels_voor(plek)]
    komend = sorted((t for t in tafels if t.status in KOMEND), key=wat_eerst)
    eerste = komend[0] if komend else None
    context = {
        "plek": plek,
        "eerste": eerste,
        "kop": kop(eerste, plek.now) if eerste else "",
        "stoelen": stoelen(gasten_voor(plek, eerste), plek.now) if eerste else [],
        "later": [(t, kop(t, plek.now)) for t in komend[1:]],
        "eerder": [(t, kop(t, plek.now)) for t in tafels if t.status not in KOMEND],
        "mag_plannen": plek.mag(Handeling.TAFEL_PLANNEN),
        "ziet_verslag": plek.mag(Handeling.VERSLAG_LEZEN, Sectie.RONDETAFELS.value),
        "now": plek.now,
    }
    return render(request, "rondetafel/overzicht.html", context)


@in_plan(Handeling.TAFEL_PLANNEN)
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, plek: Plek) -> HttpResponseBase:
    """Prepare a table: what, where, who, and between which days to look."""
    eerder = tafels_voor(plek).exclude(status=Tafelstatus.GEANNULEERD).first()
    form = Tafelform(
        ingevuld(request),
        zittend=[(d, mens(d, plek.vandaag)) for d in zittend(plek)],
        vandaag=plek.vandaag,
        initial=_begin(plek, eerder),
    )
    if request.method == "POST" and form.is_valid():
        tafel = plannen.open_tafel(_gegevens(form), form.gasten, actor=plek, now=plek.now)
        if form.cleaned_data["plaats_in_agenda"] and not tafel.plaats_in_agenda:
            messages.info(request, _("De plaats noemt het gezin. Die komt in geen enkele agenda."))
        return redirect("rondetafel:voorstellen", plek.plan.pk, tafel.pk)
    context = {"plek": plek, "form": form, "nummer": eerder.nummer + 1 if eerder else 1}
    return render(request, "rondetafel/plannen.html", context, status=422 if form.errors else 200)


def _begin(plek: Plek, eerder: Rondetafel | None) -> dict[str, object]:
    """What the form shows first: where it was last time, two weeks from next week."""
    if eerder is None:
        return {**beginvenster(plek.vandaag), "soort": Tafelsoort.START}
    return {
        **beginvenster(plek.vandaag),
        "soort": Tafelsoort.VOORTGANG,
        "duur": str(eerder.duur_minuten),
        "plaats": eerder.plaats,
        "plaats_in_agenda": eerder.plaats_in_agenda,
        "videolink": eerder.videolink,
    }


def _gegevens(form: Tafelform) -> plannen.Tafelgegevens:
    c = form.cleaned_data
    return plannen.Tafelgegevens(
        soort=c["soort"],
        duur_minuten=int(c["duur"]),
        plaats=c["plaats"],
        plaats_in_agenda=c["plaats_in_agenda"],
        videolink=c["videolink"],
        venster_van=c["van"],
        venster_tot=c["tot_en_met"],
        patroon=form.patroon,
    )


@in_plan(Handeling.TAFEL_PLANNEN)
@require_http_methods(["GET", "HEAD", "POST"])
def voorstellen(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Choose which times to ask: those proposed, and others by hand."""
    tafel = get_tafel(plek, tafel_id)
    if tafel.status not in NOG_ZOEKEN:
        return naar_tafel(plek, tafel)
    keuze = aanbod(tafel, now=plek.now)
    form = Tijdenform(ingevuld(request), codes=[a.code for a in keuze.tijden])
    if request.method == "POST" and form.is_valid():
        try:
            peiling.open_peiling(tafel, form.cleaned_data["begin"], actor=plek, now=plek.now)
        except KanNietError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("Het gezin krijgt nu de vraag wanneer het kan."))
            return redirect("rondetafel:rooster", plek.plan.pk, tafel.pk)
    return _toon_aanbod(request, plek, tafel, keuze, form=form)


def _toon_aanbod(
    request: HttpRequest,
    plek: Plek,
    tafel: Rondetafel,
    keuze: Aanbod,
    *,
    form: Tijdenform | None = None,
    venster: Vensterform | None = None,
    direct: Directform | None = None,
) -> HttpResponse:
    codes = [a.code for a in keuze.tijden]
    context = {
        "plek": plek,
        "tafel": tafel,
        "keuze": keuze,
        "form": form or Tijdenform(codes=codes),
        "gekozen": form.gekozen if form and form.is_bound else codes,
        "venster": venster
        or Vensterform(vandaag=plek.vandaag, initial=beginvenster(plek.vandaag, tafel)),
        "direct": direct or Directform(),
        "now": plek.now,
    }
    fout = any(f is not None and f.is_bound for f in (form, venster, direct))
    return render(request, "rondetafel/tijden_zoeken.html", context, status=422 if fout else 200)


@in_plan(Handeling.TAFEL_PLANNEN)
@require_POST
def venster(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Look for times on other days or hours."""
    tafel = get_tafel(plek, tafel_id)
    form = Vensterform(request.POST, vandaag=plek.vandaag)
    if not form.is_valid():
        return _toon_aanbod(request, plek, tafel, aanbod(tafel, now=plek.now), venster=form)
    try:
        plannen.verander_venster(
            tafel,
            van=form.cleaned_data["van"],
            tot_en_met=form.cleaned_data["tot_en_met"],
            patroon=form.patroon,
            actor=plek,
            now=plek.now,
        )
    except KanNietError as fout:
        return kan_niet(request, plek, tafel, fout)
    return redirect("rondetafel:voorstellen", plek.plan.pk, tafel.pk)


@in_plan(Handeling.TAFEL_PLANNEN)
@require_POST
def direct(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Plan a time that was agreed elsewhere."""
    tafel = get_tafel(plek, tafel_id)
    form = Directform(request.POST)
    if form.is_valid():
        try:
            kiezen.plan_direct(
                tafel,
                form.cleaned_data["begin"],
                form.cleaned_data["reden"],
                actor=plek,
                now=plek.now,
            )
        except KanNietError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("De tafel is gepland. Iedereen krijgt de uitnodiging."))
            return naar_tafel(plek, tafel)
    return _toon_aanbod(request, plek, tafel, aanbod(tafel, now=plek.now), direct=form)
