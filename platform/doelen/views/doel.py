"""A goal stops or starts again, and its small steps."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doelen import rechten, workflow
from doelen.access import get_uitspraak, get_werkdoel
from doelen.forms import RedenForm, VersieForm, WerkdoelForm, ingevuld
from doelen.models import Doel
from doelen.samenvoegen import merge_page
from doelen.views.bevestigen import Vraag, confirm
from gezinsplan.versies import VerouderdError
from toegang.deur import in_plan
from toegang.policy import Handeling

if TYPE_CHECKING:
    from toegang.access import Plek

FORMULIER = "doelen/formulier.html"


def _bij_doel(plek: Plek, doel_id: UUID, plaats: str = "") -> str:
    return f"{reverse('doelen:doel', args=[plek.plan.pk, doel_id])}{plaats}"


@in_plan(Handeling.INHOUD_VOORSTELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def loslaten(request: HttpRequest, plek: Plek, doel_id: UUID) -> HttpResponse:
    """Stop working at a goal, with the reason."""
    doel = get_uitspraak(plek, Doel, doel_id)
    rechten.eis_schrijven(plek, doel)
    vraag = Vraag(
        titel=_("Laat u dit doel los?"),
        knop=_("Laat los"),
        gedaan=_("U werkt niet meer aan dit doel."),
        terug=_bij_doel(plek, doel_id),
        gevolg=_("Het doel blijft in het plan staan, met de reden. U kunt het weer oppakken."),
    )
    form = RedenForm(
        ingevuld(request),
        initial={"versie": doel.versie},
        label=_("Waarom stopt u met dit doel?"),
        verplicht=True,
    )
    return confirm(request, plek, doel, form, workflow.let_go, vraag)


@in_plan(Handeling.INHOUD_VOORSTELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def oppakken(request: HttpRequest, plek: Plek, doel_id: UUID) -> HttpResponse:
    """Take up a goal again that ended."""
    doel = get_uitspraak(plek, Doel, doel_id)
    rechten.eis_schrijven(plek, doel)
    vraag = Vraag(
        titel=_("Pakt u dit doel weer op?"),
        knop=_("Pak weer op"),
        gedaan=_("Dit doel doet weer mee."),
        terug=_bij_doel(plek, doel_id),
        stop=False,
    )
    form = RedenForm(
        ingevuld(request),
        initial={"versie": doel.versie},
        label=_("Waarom pakt u dit doel weer op?"),
        verplicht=True,
    )
    return confirm(request, plek, doel, form, workflow.reopen, vraag)


@in_plan(Handeling.INHOUD_VOORSTELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def nieuwe_stap(request: HttpRequest, plek: Plek, doel_id: UUID) -> HttpResponse:
    """Add a small step."""
    doel = get_uitspraak(plek, Doel, doel_id)
    rechten.eis_schrijven(plek, doel)
    form = WerkdoelForm(ingevuld(request))
    if request.method == "POST" and form.is_valid():
        workflow.add_werkdoel(doel, actor=plek, now=plek.now, **form.cleaned_data)
        messages.success(request, _("De stap staat erbij."))
        return redirect(_bij_doel(plek, doel_id, "#stappen"))
    context = {"plek": plek, "form": form, "terug": _bij_doel(plek, doel_id), "citaat": doel}
    kop = {"titel": _("Een kleine stap"), "sleutel": f"stap-{doel_id}"}
    return render(request, FORMULIER, context | kop)


@in_plan(Handeling.INHOUD_VOORSTELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def wijzig_stap(request: HttpRequest, plek: Plek, doel_id: UUID, werkdoel_id: UUID) -> HttpResponse:
    """Change the words of a step."""
    stap = get_werkdoel(plek, doel_id, werkdoel_id)
    rechten.eis_schrijven(plek, stap.doel)
    terug, titel = _bij_doel(plek, doel_id, "#stappen"), _("Een kleine stap veranderen")
    form = WerkdoelForm(ingevuld(request), rij=stap)
    if request.method == "POST" and form.is_valid():
        tekst, versie = form.cleaned_data["tekst"], form.cleaned_data["versie"]
        try:
            workflow.edit_werkdoel(stap, versie, tekst=tekst, actor=plek, now=plek.now)
        except VerouderdError as fout:
            return merge_page(request, form, fout, titel=titel, terug=terug)
        messages.success(request, _("Uw verandering is bewaard."))
        return redirect(terug)
    weg = reverse("doelen:stap_weghalen", args=[plek.plan.pk, doel_id, werkdoel_id])
    context = {"plek": plek, "form": form, "terug": terug, "titel": titel}
    context |= {"sleutel": stap.pk, "links": [(weg, _("Haal weg"))]}
    return render(request, FORMULIER, context)


@in_plan(Handeling.INHOUD_VOORSTELLEN)
@require_POST
def vink_stap(request: HttpRequest, plek: Plek, doel_id: UUID, werkdoel_id: UUID) -> HttpResponse:
    """Tick a step off, or take that back: ``klaar`` says what it becomes."""
    stap = get_werkdoel(plek, doel_id, werkdoel_id)
    klaar = request.POST.get("klaar") == "ja"
    workflow.tick_werkdoel(stap, klaar=klaar, actor=plek, now=plek.now)
    return redirect(_bij_doel(plek, doel_id, "#stappen"))


@in_plan(Handeling.INHOUD_VOORSTELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def stap_weghalen(
    request: HttpRequest, plek: Plek, doel_id: UUID, werkdoel_id: UUID
) -> HttpResponse:
    """Take a step away, after asking once."""
    stap = get_werkdoel(plek, doel_id, werkdoel_id)
    rechten.eis_schrijven(plek, stap.doel)
    vraag = Vraag(
        titel=_("Haalt u deze stap weg?"),
        knop=_("Haal weg"),
        gedaan=_("De stap is weggehaald."),
        terug=_bij_doel(plek, doel_id, "#stappen"),
    )
    form = VersieForm(ingevuld(request), initial={"versie": stap.versie})
    return confirm(request, plek, stap, form, workflow.remove_werkdoel, vraag)
