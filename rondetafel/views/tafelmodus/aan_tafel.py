"""The screen of the notulist: beginning, from step to step, family time, closing."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from doelen.models import Doel
from rondetafel.access import gasten_voor
from rondetafel.forms.tafelmodus import Openform, Stapform
from rondetafel.models import Rondetafel, Stap, Tafelstatus
from rondetafel.tafelmodus.aan import Aan
from rondetafel.tafelmodus.doel import doelbeeld
from rondetafel.tafelmodus.mensen import personen, scorers
from rondetafel.tafelmodus.schermen import ELF, kijkers
from rondetafel.tafelmodus.stappen import Plaats, tafeldoelen
from rondetafel.views.tafelmodus.antwoord import (
    MAPPEN,
    ONGELDIG,
    kan_niet,
    naar_het_scherm,
    tafel_om_te_notuleren,
    tik,
    toon,
)
from rondetafel.weergave import kop
from rondetafel.workflow.tafelmodus import openen, sluiten, vaststellen
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.inzage.noteren import volgt
from toegang.overgangen import KanNietError
from toegang.policy import Handeling


@in_plan(Handeling.NOTULEREN)
@require_safe
def aan_tafel(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """The step where the table is; of a planned table the question to begin."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    if tafel.status == Tafelstatus.GEPLAND:
        return _toon_openen(request, plek, tafel)
    return toon(request, plek, tafel)


def _toon_openen(
    request: HttpRequest, plek: Plek, tafel: Rondetafel, form: Openform | None = None
) -> HttpResponseBase:
    gasten = [g.deelname for g in gasten_voor(plek, tafel)]
    notulist = tafel.notulist_id or plek.deelname.pk
    context = {
        "plek": plek,
        "tafel": tafel,
        "kop": kop(tafel, plek.now),
        "form": form or Openform(gasten=gasten, initial={"notulist": str(notulist)}),
        "vandaag": openen.is_vandaag(tafel, plek.now),
        "now": plek.now,
    }
    status = ONGELDIG if form is not None else 200
    return render(request, f"{MAPPEN}/openen.html", context, status=status)


@in_plan(Handeling.NOTULEREN)
@require_POST
def open_(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Begin the table."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    gasten = [g.deelname for g in gasten_voor(plek, tafel)]
    form = Openform(request.POST, gasten=gasten)
    if tafel.status == Tafelstatus.GEPLAND and form.is_valid():
        try:
            openen.open_rondetafel(
                tafel,
                notulist=form.notulist,
                andere_dag=form.cleaned_data["andere_dag"],
                actor=plek,
                now=plek.now,
            )
        except KanNietError as fout:
            form.add_error(None, str(fout))
    if form.errors and tafel.status == Tafelstatus.GEPLAND:
        return _toon_openen(request, plek, tafel, form)
    schrijft = form.is_valid() and form.notulist.pk == plek.deelname.pk
    zelf = schrijft or plek.mag(Handeling.TAFEL_PLANNEN)
    return redirect(f"rondetafel:{'aan_tafel' if zelf else 'volgen'}", plek.plan.pk, tafel.pk)


@in_plan(Handeling.NOTULEREN)
@require_POST
def stap(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Go to a step. First the notulist reads who does not see what it shows."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    form = Stapform(request.POST)
    if not form.is_valid():
        return kan_niet(request, plek, tafel, KanNietError(_("Die stap is er niet.")))
    naar = _plaats(plek, tafel, form.cleaned_data["stap"], form.cleaned_data["doel"])
    if not form.cleaned_data["gezien"]:
        tekst = Aan(plek, tafel).waarschuwing(naar)
        if tekst:
            context = {"plek": plek, "tafel": tafel, "naar": naar, "tekst": tekst}
            return render(request, f"{MAPPEN}/eerst.html", context)
    verb = partial(openen.go_to, tafel, naar.stap, naar.doel_id, actor=plek, now=plek.now)
    return tik(request, plek, tafel, verb)


def _plaats(plek: Plek, tafel: Rondetafel, naar: str, doel_id: UUID | None) -> Plaats:
    """Where one wants to go; the goals begin with the first."""
    if naar == Stap.DOELEN and doel_id is None:
        doelen = tafeldoelen(plek, tafel)
        doel_id = doelen[0].pk if doelen else None
    return Plaats(naar, doel_id, str(Stap(naar).label))


@in_plan(Handeling.NOTULEREN)
@require_safe
def stand(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """What changed at the table since ``stand``: who looks on, and the scores given by phone."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    volgt(request, f"{tafel.pk}:{_bij(tafel)}")
    mensen = personen(plek, tafel)
    context = {
        "plek": plek,
        "tafel": tafel,
        "elders": request.GET.get("bij") != _bij(tafel),
        **kijkers(mensen, tafel),
    }
    nieuw = request.GET.get("stand") != str(tafel.stand)
    kijken = nieuw and not context["elders"] and not tafel.gezin_alleen
    doel = _doel_hier(plek, tafel) if kijken and tafel.stap_doel_id else None
    if doel is not None:
        beeld = doelbeeld(plek, tafel, doel, plek.now)
        rijen = beeld.rijen(scorers(mensen, doel))
        context |= {"beeld": beeld, "elf": ELF, "rijen": rijen}
    return render(request, f"{MAPPEN}/delen/stand.html", context)


def _doel_hier(plek: Plek, tafel: Rondetafel) -> Doel | None:
    return next((d for d in tafeldoelen(plek, tafel) if d.pk == tafel.stap_doel_id), None)


def _bij(tafel: Rondetafel) -> str:
    """Where the table is, as the page remembers it."""
    return f"{tafel.stap}:{tafel.stap_doel_id or ''}"


@in_plan(Handeling.NOTULEREN)
@require_POST
def gezinstijd(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Let the family talk alone, or all together again."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    alleen = request.POST.get("alleen") == "ja"
    verb = partial(openen.set_family_time, tafel, alleen=alleen, actor=plek, now=plek.now)
    return tik(request, plek, tafel, verb)


@in_plan(Handeling.NOTULEREN)
@require_POST
def stel_vast(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Establish the plan."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    try:
        vaststellen.establish_plan(tafel, actor=plek, now=plek.now)
    except KanNietError as fout:
        return kan_niet(request, plek, tafel, fout)
    messages.success(request, _("Het plan is vastgesteld. Vanaf nu werkt u hieraan."))
    return naar_het_scherm(plek, tafel)


@in_plan(Handeling.NOTULEREN)
@require_POST
def sluit(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Close the table."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    try:
        sluiten.close_rondetafel(tafel, actor=plek, now=plek.now)
    except KanNietError as fout:
        return kan_niet(request, plek, tafel, fout)
    messages.success(request, _("De tafel is gesloten. Het verslag staat klaar om na te kijken."))
    return redirect("rondetafel:verslag", plek.plan.pk, tafel.pk)
