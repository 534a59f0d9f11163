"""The caseload of a zorgcoördinator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gebruikers.access import ik
from gebruikers.deur import ingelogd
from overzicht.caseload import caseload
from toegang.access import plekken_van
from toegang.inzage.noteren import noteer_lijst


@ingelogd("de gezinnen waarvan ik zorgcoördinator ben")
@require_safe
def gezinnen(request: HttpRequest) -> HttpResponse:
    """List the families of who is logged in by what needs attention, with filter and search."""
    now = timezone.now()
    plekken = plekken_van(ik(request), now=now)
    vars(request)["plekken"] = plekken
    zoek, filter_ = request.GET.get("zoek", "").strip()[:80], request.GET.get("filter", "")
    lijst = caseload([p for p in plekken if p.is_coordinator], now)
    gekozen = lijst.kies(zoek=zoek, filter_=filter_)
    getoond = {rij.plan_id for rij in gekozen.rijen}
    noteer_lijst(request, [p.deelname for p in plekken if p.plan.pk in getoond])
    context = {
        "lijst": gekozen,
        "alle": lijst,
        "zoek": zoek,
        "filter": filter_,
        "now": now,
    }
    return render(request, "overzicht/gezinnen.html", context)
