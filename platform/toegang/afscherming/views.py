"""What somebody does not see: the list, hiding more, and showing it again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from toegang.access import Plek
from toegang.afscherming import workflow
from toegang.afscherming.forms import Verbergform
from toegang.afscherming.overzicht import get_persoon, get_regel, personen, verborgen
from toegang.deur import in_plan
from toegang.policy import Handeling
from toegang.views.plekken_uitvoeren import voer_uit
from toegang.woorden import voornaam, wat_iemand_is


@in_plan(Handeling.AFSCHERMEN)
@require_safe
def overzicht(request: HttpRequest, plek: Plek) -> HttpResponse:
    """List what is hidden from others, and from whom something could be hidden."""
    context = {
        "plek": plek,
        "now": plek.now,
        "regels": verborgen(plek),
        "personen": [(d, wat_iemand_is(d)) for d in personen(plek)],
    }
    return render(request, "afscherming/overzicht.html", context)


@in_plan(Handeling.AFSCHERMEN)
@require_http_methods(["GET", "POST"])
def nieuw(request: HttpRequest, plek: Plek, deelname_id: UUID) -> HttpResponse:
    """Choose what one person does not see, and write down why."""
    voor = get_persoon(plek, str(deelname_id))
    form = Verbergform(plek, voor, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        gelukt = voer_uit(
            request,
            lambda: workflow.hide(
                form.gekozen, voor, grond=form.cleaned_data["grond"], actor=plek, now=plek.now
            ),
            _("%(naam)s ziet dit nu niet meer.") % {"naam": voornaam(voor.naam)},
        )
        if gelukt:
            return redirect("afscherming:overzicht", plek.plan.pk)
    status = 422 if request.method == "POST" else 200
    context = {"plek": plek, "voor": voor, "naam": voornaam(voor.naam), "form": form}
    return render(request, "afscherming/nieuw.html", context, status=status)


@in_plan(Handeling.AFSCHERMEN)
@require_http_methods(["GET", "POST"])
def opheffen(request: HttpRequest, plek: Plek, afscherming_id: UUID) -> HttpResponse:
    """Say what somebody sees again; on POST show it."""
    regel = get_regel(plek, afscherming_id)
    naam = voornaam(regel.afscherming.voor.naam)
    if request.method == "POST":
        voer_uit(
            request,
            lambda: workflow.show_again(regel.afscherming, actor=plek, now=plek.now),
            _("%(naam)s mag dit weer zien.") % {"naam": naam},
        )
        return redirect("afscherming:overzicht", plek.plan.pk)
    context = {"plek": plek, "now": plek.now, "regel": regel, "naam": naam}
    return render(request, "afscherming/opheffen.html", context)
