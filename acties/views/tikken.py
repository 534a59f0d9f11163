"""One tap: yes, begun, done, it does not work out, put it back. Every one is a POST."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from acties import workflow
from acties.access import get_actie
from acties.forms import RedenForm
from acties.lijsten import taakrij
from acties.models import Actie
from acties.taken import taak_van
from acties.views.taak import ingevuld, is_rij, na_tik, render_taak, stuur_naar
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.policy import Handeling

Verb = Callable[..., Actie]


def _tik(
    request: HttpRequest, plek: Plek, actie_id: UUID, verb: Verb, gelukt: str = ""
) -> HttpResponseBase:
    """Do one verb, and show how the action stands; what came too late says so and does nothing."""
    actie = get_actie(plek, actie_id)
    melding = ""
    try:
        verb(actie, actor=plek, now=plek.now)
    except workflow.DrieVragenError:
        return stuur_naar(request, reverse("acties:overnemen", args=[plek.plan.pk, actie_id]))
    except workflow.OvergangError:
        melding = _("Dit was intussen al veranderd. Zo staat het nu.")
    return na_tik(request, plek, actie_id, gelukt=gelukt, melding=melding)


@in_plan(Handeling.ACTIE_BIJWERKEN)
@require_POST
def ja(request: HttpRequest, plek: Plek, actie_id: UUID) -> HttpResponseBase:
    """Say yes to what was asked."""
    return _tik(request, plek, actie_id, workflow.accept)


@in_plan(Handeling.ACTIE_BIJWERKEN)
@require_POST
def begonnen(request: HttpRequest, plek: Plek, actie_id: UUID) -> HttpResponseBase:
    """Say that it has begun."""
    return _tik(request, plek, actie_id, workflow.begin)


@in_plan(Handeling.ACTIE_BIJWERKEN)
@require_POST
def klaar(request: HttpRequest, plek: Plek, actie_id: UUID) -> HttpResponseBase:
    """Say that it is done; of what repeats, this time."""
    return _tik(request, plek, actie_id, workflow.finish)


@in_plan(Handeling.ACTIE_BIJWERKEN)
@require_POST
def voorgoed(request: HttpRequest, plek: Plek, actie_id: UUID) -> HttpResponseBase:
    """Say that what repeats is done for good."""
    return _tik(request, plek, actie_id, partial(workflow.finish, voorgoed=True))


@in_plan(Handeling.ACTIE_BIJWERKEN)
@require_POST
def zet_terug(request: HttpRequest, plek: Plek, actie_id: UUID) -> HttpResponseBase:
    """Take back one's own last tap."""
    return _tik(request, plek, actie_id, workflow.undo)


@in_plan(Handeling.ACTIE_BIJWERKEN)
@require_http_methods(["GET", "HEAD", "POST"])
def lukt_niet(request: HttpRequest, plek: Plek, actie_id: UUID) -> HttpResponseBase:
    """Say with a reason that it does not work out."""
    actie = get_actie(plek, actie_id)
    plek.eis(Handeling.ACTIE_BIJWERKEN, actie)
    form = RedenForm(ingevuld(request))
    if request.method == "POST" and form.is_valid():
        verb = partial(workflow.hand_back, reden=form.cleaned_data["reden"])
        return _tik(request, plek, actie_id, verb)
    taak = taak_van(plek, actie_id, niet=True)
    status = 422 if form.is_bound else 200
    if taak and is_rij(request, actie_id):
        rij = taakrij(taak, plek.now)
        return render_taak(request, rij, plek.now, reden_form=form, status=status)
    lezer = taak.coordinator if taak else ""
    context = {"plek": plek, "actie": actie, "reden_form": form, "lezer": lezer}
    return render(request, "acties/lukt_niet.html", context, status=status)


@in_plan(Handeling.ACTIE_OPVOLGEN)
@require_POST
def navragen(request: HttpRequest, plek: Plek, actie_id: UUID) -> HttpResponseBase:
    """Ask the owners how it stands."""
    actie = get_actie(plek, actie_id)
    try:
        workflow.ask_again(actie, actor=plek, now=plek.now)
    except workflow.OvergangError:
        melding = _("U vroeg dit vandaag al, of het is intussen klaar.")
        return na_tik(request, plek, actie_id, melding=melding)
    return na_tik(request, plek, actie_id, gelukt=_("Uw vraag is verstuurd."))
