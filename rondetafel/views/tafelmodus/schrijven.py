"""What the notulist writes at each step. Every view: the table, the form, one verb, the answer."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from doelen.access import get_uitspraak
from doelen.forms import DoelForm, UitspraakForm
from doelen.models import Doel, Kracht
from rondetafel.access import get_agendapunt
from rondetafel.forms.tafelmodus import (
    Aanwezigform,
    Afspraakform,
    Besluittekstform,
    Cijferform,
    Conclusieform,
    Dagform,
    Evaluatieform,
    Notitieform,
)
from rondetafel.models import Besluit, Stap
from rondetafel.tafelmodus.mensen import get_persoon, kunnen_iets_doen, personen
from rondetafel.tafelmodus.schermen import MET_NOTITIE
from rondetafel.tafelmodus.stappen import tafeldoelen
from rondetafel.views.tafelmodus.antwoord import (
    bewaar,
    kan_niet,
    tafel_om_te_notuleren,
    tik,
    voeg_toe,
)
from rondetafel.workflow.tafelmodus import aanwezigheid, besluiten, doelen, notities, openen
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.overgangen import KanNietError
from toegang.policy import Handeling

GEEN_CIJFER = gettext_lazy("Kies een cijfer van 0 tot en met 10.")


@in_plan(Handeling.NOTULEREN)
@require_POST
def aanwezig(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Write whether somebody is there, and if not, why."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    wie = get_persoon(personen(plek, tafel), request.POST.get("wie", ""))
    form = Aanwezigform(request.POST)
    return bewaar(
        request,
        plek,
        tafel,
        form,
        f"wie-{wie.sleutel}",
        lambda v: aanwezigheid.set_presence(
            tafel,
            wie,
            v["basis"],
            aanwezig=v["aanwezig"],
            reden=v["reden"],
            actor=plek,
            now=plek.now,
        ),
    )


@in_plan(Handeling.NOTULEREN)
@require_POST
def iedereen(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Write that everybody is there of whom nothing was written."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    verb = partial(aanwezigheid.everyone_present, tafel, actor=plek, now=plek.now)
    return tik(request, plek, tafel, verb)


@in_plan(Handeling.NOTULEREN)
@require_POST
def notitie(request: HttpRequest, plek: Plek, tafel_id: UUID, stap: str) -> HttpResponseBase:
    """Write the note of a step."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    if stap not in MET_NOTITIE:
        raise Http404("Bij deze stap hoort geen notitie.")
    return bewaar(
        request,
        plek,
        tafel,
        Notitieform(request.POST),
        "notitie",
        lambda v: notities.save_note(
            tafel, stap, v["basis"], tekst=v["tekst"], actor=plek, now=plek.now
        ),
    )


@in_plan(Handeling.NOTULEREN)
@require_POST
def kracht(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Add something that goes well."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    form = UitspraakForm(request.POST, plek=plek, auto_id="kracht-%s")
    return voeg_toe(
        request,
        plek,
        tafel,
        form,
        "kracht",
        lambda: doelen.write_down(tafel, Kracht, actor=plek, now=plek.now, **form.velden),
    )


@in_plan(Handeling.NOTULEREN)
@require_POST
def nieuw_doel(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Add a goal, and let the table talk about it."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    form = DoelForm(request.POST, plek=plek, auto_id="doel-%s")

    def schrijf_en_ga() -> None:
        doel = doelen.write_down(tafel, Doel, actor=plek, now=plek.now, **form.velden)
        if not doel.voorstel:
            openen.go_to(tafel, Stap.DOELEN, doel.pk, actor=plek, now=plek.now)

    return voeg_toe(request, plek, tafel, form, "doel", schrijf_en_ga)


@in_plan(Handeling.NOTULEREN)
@require_POST
def doeltekst(request: HttpRequest, plek: Plek, tafel_id: UUID, doel_id: UUID) -> HttpResponseBase:
    """Write what helped and the next step."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    doel = get_uitspraak(plek, Doel, doel_id)
    return bewaar(
        request,
        plek,
        tafel,
        Evaluatieform(request.POST),
        "evaluatie",
        lambda v: doelen.save_text(
            tafel,
            doel,
            v["basis"],
            wat_hielp=v["wat_hielp"],
            volgende_stap=v["volgende_stap"],
            actor=plek,
            now=plek.now,
        ),
    )


@in_plan(Handeling.NOTULEREN)
@require_POST
def conclusie(request: HttpRequest, plek: Plek, tafel_id: UUID, doel_id: UUID) -> HttpResponseBase:
    """Write what the table concludes about a goal."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    doel = get_uitspraak(plek, Doel, doel_id)
    return bewaar(
        request,
        plek,
        tafel,
        Conclusieform(request.POST),
        "conclusie",
        lambda v: doelen.conclude(
            tafel,
            doel,
            v["basis"],
            conclusie=v["conclusie"],
            nieuwe_woorden=v["nieuwe_woorden"],
            actor=plek,
            now=plek.now,
        ),
        ook=lambda rij: ("woorden", {"doel": rij.doel}),
    )


@in_plan(Handeling.NOTULEREN)
@require_POST
def cijfer(request: HttpRequest, plek: Plek, tafel_id: UUID, doel_id: UUID) -> HttpResponseBase:
    """Write the score that somebody says."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    doel = get_uitspraak(plek, Doel, doel_id)
    form = Cijferform(request.POST)
    if not form.is_valid():
        return kan_niet(request, plek, tafel, KanNietError(str(GEEN_CIJFER)))
    wie = get_persoon(personen(plek, tafel), form.cleaned_data["wie"])
    verb = partial(doelen.set_score, tafel, doel, wie, form.score, actor=plek, now=plek.now)
    return tik(request, plek, tafel, verb)


@in_plan(Handeling.NOTULEREN)
@require_POST
def afspraak(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Write an agreement, and the action that follows from it."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    mensen = kunnen_iets_doen(personen(plek, tafel))
    form = Afspraakform(request.POST, plek=plek, mensen=mensen, doelen=tafeldoelen(plek, tafel))
    return voeg_toe(
        request,
        plek,
        tafel,
        form,
        "afspraak",
        lambda: besluiten.agree(
            tafel,
            tekst=form.cleaned_data["tekst"],
            leefgebied=form.leefgebied,
            betreft=form.betreft,
            actie=form.actie,
            actor=plek,
            now=plek.now,
        ),
    )


def _besluit(plek: Plek, tafel_id: UUID, besluit_id: UUID) -> Besluit:
    zichtbaar = Besluit.objects.visible_to(plek).select_related("tafel", "actie")
    return get_object_or_404(zichtbaar, pk=besluit_id, tafel=tafel_id)


@in_plan(Handeling.NOTULEREN)
@require_POST
def besluit(request: HttpRequest, plek: Plek, tafel_id: UUID, besluit_id: UUID) -> HttpResponseBase:
    """Change the words of an agreement."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    rij = _besluit(plek, tafel_id, besluit_id)
    return bewaar(
        request,
        plek,
        tafel,
        Besluittekstform(request.POST),
        f"besluit-{rij.pk}",
        lambda v: besluiten.edit_decision(
            rij, v["basis"], tekst=v["tekst"], actor=plek, now=plek.now
        ),
    )


@in_plan(Handeling.NOTULEREN)
@require_POST
def besluit_weg(
    request: HttpRequest, plek: Plek, tafel_id: UUID, besluit_id: UUID
) -> HttpResponseBase:
    """Take an agreement away."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    rij = _besluit(plek, tafel_id, besluit_id)
    form = Notitieform(request.POST)
    form.is_valid()
    versie = form.cleaned_data["versie"]
    verb = partial(besluiten.remove_decision, rij, versie, actor=plek, now=plek.now)
    return tik(request, plek, tafel, verb)


@in_plan(Handeling.NOTULEREN)
@require_POST
def punt(request: HttpRequest, plek: Plek, tafel_id: UUID, punt_id: UUID) -> HttpResponseBase:
    """Tick an item of the agenda, or take the tick away."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    rij = get_agendapunt(plek, tafel, punt_id)
    besproken = request.POST.get("besproken") == "ja"
    verb = partial(besluiten.discuss, rij, besproken=besproken, actor=plek, now=plek.now)
    return tik(request, plek, tafel, verb)


@in_plan(Handeling.NOTULEREN)
@require_POST
def volgende(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Write the day about which the next table is looked for."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    return bewaar(
        request,
        plek,
        tafel,
        Dagform(request.POST),
        "volgende",
        lambda v: besluiten.set_next_date(
            tafel, v["basis"], dag=v["volgende_op"], actor=plek, now=plek.now
        ),
        ook=lambda rij: ("dag", {"tafel": rij}),
    )
