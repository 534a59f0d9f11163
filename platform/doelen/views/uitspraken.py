"""Krachten, zorgen and doelen: write, change, take away, take over, decline.

The routes say which of the three (``model``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doelen import rechten, workflow
from doelen.access import get_uitspraak
from doelen.forms import RedenForm, VersieForm, ingevuld
from doelen.models import Doel, Doelstatus
from doelen.samenvoegen import merge_page
from doelen.schermen import SCHERMEN, kop_nieuw
from doelen.views.bevestigen import Vraag, confirm
from doelen.workflow import OvergangError
from gezinsplan.versies import VerouderdError
from toegang.deur import in_plan
from toegang.policy import Handeling

if TYPE_CHECKING:
    from toegang.access import Plek

FORMULIER = "doelen/formulier.html"


def terug_naar(plek: Plek, rij: Any = None) -> str:
    """The page of this room, at the text if it is there."""
    pagina = reverse("doelen:overzicht", args=[plek.plan.pk])
    return pagina if rij is None or rij.weggehaald_op else f"{pagina}#{rij.soort}-{rij.pk}"


@in_plan(Handeling.INHOUD_VOORSTELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, plek: Plek, model: Any) -> HttpResponse:
    """Write a new text, or propose one."""
    scherm = SCHERMEN[model]
    form = scherm.form(ingevuld(request), plek=plek)
    if request.method == "POST" and form.is_valid():
        rij = workflow.write_down(model, actor=plek, now=plek.now, **form.velden)
        bewaard, voorstel = _("Het staat in het plan."), _("Uw voorstel is verstuurd.")
        messages.success(request, voorstel if rij.voorstel else bewaard)
        return redirect(terug_naar(plek, rij))
    kop = kop_nieuw(plek, scherm, voorstel=not plek.mag(Handeling.INHOUD_SCHRIJVEN))
    context = {"plek": plek, "form": form, "terug": terug_naar(plek), "sleutel": model.soort}
    return render(request, FORMULIER, context | kop)


@in_plan(Handeling.INHOUD_VOORSTELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def wijzig(request: HttpRequest, plek: Plek, model: Any, pk: UUID) -> HttpResponse:
    """Change a text; who was slower than another sees both."""
    rij = get_uitspraak(plek, model, pk, ook_weggehaald=request.method == "POST")
    rechten.eis_wijzigen(plek, rij)
    scherm, terug = SCHERMEN[model], terug_naar(plek, rij)
    form = scherm.form(ingevuld(request), plek=plek, rij=rij)
    if request.method == "POST" and form.is_valid():
        verb = workflow.edit_doel if model is Doel else workflow.edit
        try:
            verb(rij, form.versie, actor=plek, now=plek.now, **form.velden)
        except VerouderdError as fout:
            return _twee_teksten(request, plek, form, fout, titel=scherm.wijzig, terug=terug)
        except OvergangError as fout:
            messages.error(request, str(fout))
        else:
            messages.success(request, _("Uw verandering is bewaard."))
        return redirect(terug)
    context = {"plek": plek, "form": form, "terug": terug, "titel": scherm.wijzig, "rij": rij}
    return render(request, FORMULIER, context | _rond(plek, rij))


def _twee_teksten(
    request: HttpRequest, plek: Plek, form: Any, fout: Any, *, titel: Any, terug: str
) -> HttpResponse:
    """Both texts; of what was taken away meanwhile one's own, to write down anew."""
    rij, action = fout.huidig, ""
    if rij.weggehaald_op:
        action = reverse(f"doelen:{rij.soort}_nieuw", args=[plek.plan.pk])
        terug = terug_naar(plek)
    return merge_page(request, form, fout, titel=titel, terug=terug, action=action)


def _rond(plek: Plek, rij: Any) -> dict[str, Any]:
    """What else can be done with a text that is being changed."""
    links = []
    if not isinstance(rij, Doel) or rij.status == Doelstatus.CONCEPT:
        weghalen = reverse(f"doelen:{rij.soort}_weghalen", args=[plek.plan.pk, rij.pk])
        links.append((weghalen, _("Haal weg")))
    if plek.mag(Handeling.EIGEN_WOORDEN):
        klopt_niet = reverse("doelen:klopt_niet", args=[plek.plan.pk, rij.soort, rij.pk])
        links.append((klopt_niet, _("Dit klopt niet")))
    overnemen = rechten.mag_overnemen(plek, rij)
    knop = _("Bewaar en neem over") if overnemen else _("Bewaar")
    return {"sleutel": rij.pk, "links": links, "knop": knop}


@in_plan(Handeling.INHOUD_VOORSTELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def weghalen(request: HttpRequest, plek: Plek, model: Any, pk: UUID) -> HttpResponse:
    """Take a text away, after asking once."""
    rij = get_uitspraak(plek, model, pk)
    rechten.eis_wijzigen(plek, rij)
    vraag = Vraag(
        titel=SCHERMEN[model].weghalen,
        knop=_("Haal weg"),
        gedaan=_("Het is weggehaald."),
        terug=terug_naar(plek, rij),
    )
    form = VersieForm(ingevuld(request), initial={"versie": rij.versie})
    return confirm(request, plek, rij, form, workflow.remove, vraag)


@in_plan(Handeling.INHOUD_SCHRIJVEN)
@require_http_methods(["GET", "HEAD", "POST"])
def overnemen(request: HttpRequest, plek: Plek, model: Any, pk: UUID) -> HttpResponse:
    """Take over what another proposed, or choose to change or decline it."""
    rij = get_uitspraak(plek, model, pk)
    plek.eis(Handeling.INHOUD_SCHRIJVEN, rij)
    vraag = Vraag(
        titel=SCHERMEN[model].overnemen,
        knop=_("Ja, neem over"),
        gedaan=_("Het staat in het plan."),
        terug=terug_naar(plek, rij),
        template="doelen/overnemen.html",
        stop=False,
        anders={
            verb: reverse(f"doelen:{rij.soort}_{verb}", args=[plek.plan.pk, pk])
            for verb in ("wijzigen", "afwijzen")
        },
    )
    form = VersieForm(ingevuld(request), initial={"versie": rij.versie})
    return confirm(request, plek, rij, form, workflow.accept_proposal, vraag)


@in_plan(Handeling.INHOUD_SCHRIJVEN)
@require_http_methods(["GET", "HEAD", "POST"])
def afwijzen(request: HttpRequest, plek: Plek, model: Any, pk: UUID) -> HttpResponse:
    """Do not take over what another proposed, with a reason if one wants to give it."""
    rij = get_uitspraak(plek, model, pk)
    plek.eis(Handeling.INHOUD_SCHRIJVEN, rij)
    vraag = Vraag(
        titel=_("Neemt u dit niet over?"),
        knop=_("Neem het niet over"),
        gedaan=_("Het is niet overgenomen."),
        terug=terug_naar(plek, rij),
    )
    form = RedenForm(
        ingevuld(request),
        initial={"versie": rij.versie},
        label=_("Wilt u erbij zeggen waarom?"),
        uitleg=_("%(wie)s leest dit.") % {"wie": rij.door},
        verplicht=False,
    )
    return confirm(request, plek, rij, form, workflow.decline_proposal, vraag)
