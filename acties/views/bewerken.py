"""Forms: a new action, its words and date, who does it, and why it need not be done."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from acties import rechten, workflow
from acties.access import get_actie
from acties.forms import (
    ActieForm,
    DrieVragenForm,
    OverdraagForm,
    VervalForm,
    WieForm,
    beginwaarden,
)
from acties.models import Actie, Houderantwoord
from acties.views.taak import ingevuld
from acties.woorden import roepnaam
from doelen.samenvoegen import merge_page
from gezinsplan.versies import VerouderdError
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.policy import Handeling
from vormgeving.zinnen import opsomming


def _naar_actie(plek: Plek, actie: Actie) -> HttpResponseBase:
    return redirect("acties:actie", plek.plan.pk, actie.pk)


def _intussen(request: HttpRequest, plek: Plek, actie: Actie) -> HttpResponseBase:
    """The action changed while the form was open: say so, and show how it stands."""
    messages.warning(request, _("Dit was intussen al veranderd. Zo staat het nu."))
    return _naar_actie(plek, actie)


def _eis(mag: bool) -> None:
    if not mag:
        raise PermissionDenied("dit mag hier niet")


@in_plan(Handeling.ACTIE_VOORSTELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, plek: Plek) -> HttpResponseBase:
    """Make an action, or propose one."""
    zelf = [] if plek.mag(Handeling.ACTIE_TOEWIJZEN) else [str(plek.deelname.pk)]
    begin = {"doel": request.GET.get("doel", ""), "houders": zelf}
    form = ActieForm(ingevuld(request), plek=plek, initial=begin)
    if request.method == "POST" and form.is_valid():
        actie = workflow.assign(actor=plek, now=plek.now, **form.cleaned_data)
        messages.success(request, _gemaakt(plek, form))
        return _naar_actie(plek, actie)
    context = {"plek": plek, "form": form}
    return render(request, "acties/nieuw.html", context, status=422 if form.is_bound else 200)


def _gemaakt(plek: Plek, form: ActieForm) -> str:
    namen = [roepnaam(d) for d in form.cleaned_data["houders"] if d != plek.deelname]
    if not namen:
        return _("De actie staat in het plan.")
    zin = ngettext(
        "De actie staat in het plan. %(namen)s krijgt bericht en kiest zelf.",
        "De actie staat in het plan. %(namen)s krijgen bericht en kiezen zelf.",
        len(namen),
    )
    return zin % {"namen": opsomming(namen)}


@in_plan(Handeling.ACTIE_VOORSTELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: HttpRequest, plek: Plek, actie_id: UUID) -> HttpResponseBase:
    """Change words, date, goal or repetition."""
    actie = get_actie(plek, actie_id)
    _eis(rechten.mag_wijzigen(plek, actie))
    form = ActieForm(ingevuld(request), plek=plek, actie=actie, initial=beginwaarden(actie))
    if request.method == "POST" and form.is_valid():
        try:
            workflow.edit(actie, actor=plek, now=plek.now, **form.cleaned_data)
        except VerouderdError as fout:
            terug = reverse("acties:actie", args=[plek.plan.pk, actie_id])
            return merge_page(request, form, fout, titel=_("De actie veranderen"), terug=terug)
        except workflow.OvergangError:
            return _intussen(request, plek, actie)
        messages.success(request, _("De actie is veranderd."))
        return _naar_actie(plek, actie)
    context = {"plek": plek, "actie": actie, "form": form}
    return render(request, "acties/wijzigen.html", context, status=422 if form.is_bound else 200)


@in_plan(Handeling.ACTIE_TOEWIJZEN)
@require_http_methods(["GET", "HEAD", "POST"])
def wie(request: HttpRequest, plek: Plek, actie_id: UUID) -> HttpResponseBase:
    """Ask other people to do it."""
    actie = get_actie(plek, actie_id)
    _eis(rechten.mag_anders_verdelen(plek, actie))
    nu = [str(h.deelname_id) for h in actie.houders.all() if h.antwoord != Houderantwoord.NEE]
    form = WieForm(ingevuld(request), plek=plek, initial={"houders": nu})
    if request.method == "POST" and form.is_valid():
        try:
            workflow.reassign(actie, actor=plek, now=plek.now, **form.cleaned_data)
        except workflow.OvergangError:
            return _intussen(request, plek, actie)
        messages.success(request, _("Wie u koos, krijgt bericht en kiest zelf."))
        return _naar_actie(plek, actie)
    context = {"plek": plek, "actie": actie, "form": form}
    return render(request, "acties/wie.html", context, status=422 if form.is_bound else 200)


@in_plan(Handeling.ACTIE_BIJWERKEN)
@require_http_methods(["GET", "HEAD", "POST"])
def overdragen(request: HttpRequest, plek: Plek, actie_id: UUID) -> HttpResponseBase:
    """Ask somebody else at the table to take over."""
    actie = get_actie(plek, actie_id)
    plek.eis(Handeling.ACTIE_BIJWERKEN, actie)
    form = OverdraagForm(ingevuld(request), plek=plek, actie=actie)
    if request.method == "POST" and form.is_valid():
        naar = form.cleaned_data["naar"]
        try:
            workflow.hand_over(actie, actor=plek, now=plek.now, naar=naar)
        except workflow.OvergangError:
            return _intussen(request, plek, actie)
        zin = _("%(naam)s krijgt bericht. Tot het antwoord er is, blijft de actie van u.")
        messages.success(request, zin % {"naam": roepnaam(naar)})
        return _naar_actie(plek, actie)
    context = {"plek": plek, "actie": actie, "form": form}
    return render(request, "acties/overdragen.html", context, status=422 if form.is_bound else 200)


@in_plan(Handeling.ACTIE_BIJWERKEN)
@require_http_methods(["GET", "HEAD", "POST"])
def overnemen(request: HttpRequest, plek: Plek, actie_id: UUID) -> HttpResponseBase:
    """Take over, or take what was handed back; from the network after the three questions."""
    actie = get_actie(plek, actie_id)
    houder = rechten.eigen_houder(plek, actie)
    neemt = houder is None and rechten.mag_nemen(plek, actie)
    _eis(neemt or houder is not None)
    van = rechten.van_netwerk(plek, actie)
    form = DrieVragenForm(ingevuld(request))
    if request.method == "POST" and (van is None or form.is_valid()):
        verb = workflow.take if neemt else workflow.accept
        try:
            verb(actie, actor=plek, now=plek.now, drie_vragen=form.data.get("drie_vragen", ""))
        except workflow.OvergangError:
            return _intussen(request, plek, actie)
        messages.success(request, _("U doet deze actie."))
        return _naar_actie(plek, actie)
    context = {"plek": plek, "actie": actie, "form": form, "van": van, "van_naam": roepnaam(van)}
    status = 422 if form.is_bound and van else 200
    return render(request, "acties/overnemen.html", context, status=status)


@in_plan(Handeling.ACTIE_VOORSTELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def hoeft_niet(request: HttpRequest, plek: Plek, actie_id: UUID) -> HttpResponseBase:
    """Say with a reason that this need not be done any more."""
    actie = get_actie(plek, actie_id)
    _eis(rechten.mag_wijzigen(plek, actie))
    form = VervalForm(ingevuld(request))
    if request.method == "POST" and form.is_valid():
        try:
            workflow.lapse(actie, actor=plek, now=plek.now, **form.cleaned_data)
        except workflow.OvergangError:
            return _intussen(request, plek, actie)
        messages.success(request, _("Deze actie hoeft niet meer. Wie hem deed, krijgt bericht."))
        return _naar_actie(plek, actie)
    context = {"plek": plek, "actie": actie, "form": form}
    return render(request, "acties/hoeft_niet.html", context, status=422 if form.is_bound else 200)
