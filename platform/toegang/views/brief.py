"""Inviting somebody: a link by mail, or a printed letter."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from toegang.access import Plek
from toegang.brief import maak_brief
from toegang.deur import in_plan
from toegang.models import Deelname, Welkomsoort
from toegang.overgangen import KanNietError
from toegang.policy import Handeling
from toegang.workflow.brief import schrijf_brief
from toegang.workflow.uitnodiging import nodig_uit
from toegang.zetels import get_deelname


@in_plan(Handeling.PLEK_UITNODIGEN)
@require_POST
def mail(request: HttpRequest, plek: Plek, deelname_id: UUID) -> HttpResponse:
    """Send a link; a new one withdraws the old."""
    deelname = get_deelname(plek, deelname_id)
    try:
        nodig_uit(deelname, soort=Welkomsoort.MAIL, actor=plek, now=plek.now)
    except KanNietError as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, _("%s krijgt een mail met een link.") % deelname.naam)
    return _terug(plek, deelname)


@in_plan(Handeling.PLEK_UITNODIGEN)
@never_cache
@require_POST
def brief(request: HttpRequest, plek: Plek, deelname_id: UUID) -> HttpResponse:
    """Make a letter to print; its code is nowhere else, and an earlier letter stops working."""
    deelname = get_deelname(plek, deelname_id)
    soort = Welkomsoort.KAART if request.POST.get("soort") == "kaart" else Welkomsoort.BRIEF
    try:
        geschreven = schrijf_brief(deelname, soort=soort, actor=plek, now=plek.now)
    except KanNietError as fout:
        messages.error(request, str(fout))
        return _terug(plek, deelname)
    antwoord = HttpResponse(maak_brief(geschreven), content_type="application/pdf")
    antwoord["Content-Disposition"] = f'attachment; filename="{geschreven.bestandsnaam}"'
    return antwoord


def _terug(plek: Plek, deelname: Deelname) -> HttpResponse:
    if deelname.lid_id is not None or deelname.wettelijk:
        return redirect("toegang:gezin", plan_id=plek.plan.pk)
    return redirect("toegang:plek", plan_id=plek.plan.pk, deelname_id=deelname.pk)
