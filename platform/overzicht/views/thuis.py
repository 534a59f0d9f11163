"""Vandaag: the home of everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from doelen.access import hulpvragen
from gebruikers.access import ik
from gebruikers.deur import ingelogd
from gebruikers.models import BuitenRol
from overzicht.caseload import caseload
from overzicht.vandaag import getoond
from overzicht.vandaag import vandaag as vandaag_van
from toegang.access import Plek, plekken_van
from toegang.inzage.noteren import noteer_lijst


@ingelogd("wat er nu van mij gevraagd wordt")
@require_safe
def vandaag(request: HttpRequest) -> HttpResponse:
    """Show what is asked of who is logged in; who has no seat anywhere gets their own home."""
    now, gebruiker = timezone.now(), ik(request)
    plekken = plekken_van(gebruiker, now=now)
    vars(request)["plekken"] = plekken
    if gebruiker.buitenrol != BuitenRol.GEEN:
        return render(request, "overzicht/buiten.html")
    mijn = vandaag_van(gebruiker, plekken, now)
    coordineert = [p for p in plekken if p.is_coordinator]
    gezinnen = caseload(coordineert, now) if coordineert else None
    hulpvraag = _eigen_woorden(plekken)
    mijn.zetels += [plekken[0].deelname] if hulpvraag else []
    noteer_lijst(request, getoond(mijn, plekken, gezinnen))
    context = {
        "mijn": mijn,
        "now": now,
        "gezinnen": gezinnen,
        "hulpvraag": hulpvraag,
        "naam": gebruiker.get_short_name(),
        "heeft_plek": bool(plekken),
        "enige_plan": plekken[0].plan if len(plekken) == 1 else None,
        "mag_starten": gebruiker.werk.filter(coordineert=True).exists() if not plekken else None,
    }
    return render(request, "overzicht/vandaag.html", context)


def _eigen_woorden(plekken: list[Plek]) -> object | None:
    """What a member of one family wants, in their own words."""
    if len(plekken) != 1 or plekken[0].deelname.lid_id is None:
        return None
    mijn = plekken[0].deelname.lid_id
    return next((h for h in hulpvragen(plekken[0]) if h.lid_id == mijn), None)
