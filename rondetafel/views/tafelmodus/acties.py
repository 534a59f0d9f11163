"""What the table says about each open action, and the actions it makes for a goal."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_POST

from acties.access import get_actie
from acties.models import Actie
from doelen.access import get_uitspraak
from doelen.models import Doel
from rondetafel.forms.tafelmodus import Actieform, Verderform, Vervaltform, Wieform
from rondetafel.models import Rondetafel
from rondetafel.tafelmodus.mensen import kunnen_iets_doen, personen
from rondetafel.views.tafelmodus.antwoord import kan_niet, tafel_om_te_notuleren, tik, voeg_toe
from rondetafel.workflow.tafelmodus import acties as workflow
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.overgangen import KanNietError
from toegang.policy import Handeling

Verb = Callable[[], object]


@in_plan(Handeling.NOTULEREN)
@require_POST
def nieuw(request: HttpRequest, plek: Plek, tafel_id: UUID, doel_id: UUID) -> HttpResponseBase:
    """Make an action for the goal the table is at."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    doel = get_uitspraak(plek, Doel, doel_id)
    form = Actieform(request.POST, mensen=kunnen_iets_doen(personen(plek, tafel)))
    return voeg_toe(
        request,
        plek,
        tafel,
        form,
        "actie",
        lambda: workflow.make_action(tafel, form.gegevens(doel), actor=plek, now=plek.now),
    )


def _met_form(
    request: HttpRequest,
    plek: Plek,
    tafel: Rondetafel,
    form: forms.Form,
    verb: Verb,
) -> HttpResponseBase:
    if not form.is_valid():
        fouten = " ".join(str(f) for regels in form.errors.values() for f in regels)
        return kan_niet(request, plek, tafel, KanNietError(fouten))
    return tik(request, plek, tafel, verb)


def _actie(plek: Plek, tafel_id: UUID, actie_id: UUID) -> tuple[Rondetafel, Actie]:
    return tafel_om_te_notuleren(plek, tafel_id), get_actie(plek, actie_id)


@in_plan(Handeling.NOTULEREN)
@require_POST
def klaar(request: HttpRequest, plek: Plek, tafel_id: UUID, actie_id: UUID) -> HttpResponseBase:
    """Write that it is done."""
    tafel, actie = _actie(plek, tafel_id, actie_id)
    return tik(
        request, plek, tafel, partial(workflow.finish, tafel, actie, actor=plek, now=plek.now)
    )


@in_plan(Handeling.NOTULEREN)
@require_POST
def verder(request: HttpRequest, plek: Plek, tafel_id: UUID, actie_id: UUID) -> HttpResponseBase:
    """Write that it goes on, until when."""
    tafel, actie = _actie(plek, tafel_id, actie_id)
    form = Verderform(request.POST)
    return _met_form(
        request,
        plek,
        tafel,
        form,
        lambda: workflow.go_on(
            tafel, actie, deadline=form.cleaned_data["deadline"], actor=plek, now=plek.now
        ),
    )


@in_plan(Handeling.NOTULEREN)
@require_POST
def vervalt(request: HttpRequest, plek: Plek, tafel_id: UUID, actie_id: UUID) -> HttpResponseBase:
    """Write that it need not be done any more, and why."""
    tafel, actie = _actie(plek, tafel_id, actie_id)
    form = Vervaltform(request.POST)
    return _met_form(
        request,
        plek,
        tafel,
        form,
        lambda: workflow.lapse(
            tafel, actie, reden=form.cleaned_data["reden"], actor=plek, now=plek.now
        ),
    )


@in_plan(Handeling.NOTULEREN)
@require_POST
def verdeel(request: HttpRequest, plek: Plek, tafel_id: UUID, actie_id: UUID) -> HttpResponseBase:
    """Ask others to do what was handed back."""
    tafel, actie = _actie(plek, tafel_id, actie_id)
    form = Wieform(request.POST, mensen=kunnen_iets_doen(personen(plek, tafel)))
    return _met_form(
        request,
        plek,
        tafel,
        form,
        lambda: workflow.pass_on(
            tafel, actie, houders=form.houders, akkoord=form.akkoorden, actor=plek, now=plek.now
        ),
    )


@in_plan(Handeling.NOTULEREN)
@require_POST
def terug(request: HttpRequest, plek: Plek, tafel_id: UUID, actie_id: UUID) -> HttpResponseBase:
    """Take back the last tap."""
    tafel, actie = _actie(plek, tafel_id, actie_id)
    return tik(request, plek, tafel, partial(workflow.undo, tafel, actie, actor=plek, now=plek.now))
