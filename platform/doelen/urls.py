"""Routes of this room."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path

from doelen.models import Doel, Kracht, Zorg
from doelen.views import doel, hulpvraag, overzicht, tegenspraak, uitspraken

app_name = "doelen"

PLAN = "plannen/<uuid:plan_id>"


def _uitspraak(model: Any, meervoud: str) -> list[URLPattern]:
    """The routes that a kracht, a zorg and a doel have alike."""
    basis, soort, welk = f"{PLAN}/{meervoud}", model.soort, {"model": model}
    een = f"{basis}/<uuid:pk>"
    return [
        path(f"{basis}/nieuw/", uitspraken.nieuw, welk, name=f"{soort}_nieuw"),
        path(f"{een}/wijzigen/", uitspraken.wijzig, welk, name=f"{soort}_wijzigen"),
        path(f"{een}/weghalen/", uitspraken.weghalen, welk, name=f"{soort}_weghalen"),
        path(f"{een}/overnemen/", uitspraken.overnemen, welk, name=f"{soort}_overnemen"),
        path(f"{een}/afwijzen/", uitspraken.afwijzen, welk, name=f"{soort}_afwijzen"),
    ]


DOEL = f"{PLAN}/doelen/<uuid:doel_id>"
STAP = f"{DOEL}/stappen/<uuid:werkdoel_id>"

urlpatterns = [
    path(f"{PLAN}/doelen/", overzicht.overzicht, name="overzicht"),
    path(f"{PLAN}/doelen/volgorde/", overzicht.volgorde, name="volgorde"),
    *_uitspraak(Kracht, "krachten"),
    *_uitspraak(Zorg, "zorgen"),
    *_uitspraak(Doel, "doelen"),
    path(f"{DOEL}/", overzicht.doel, name="doel"),
    path(f"{DOEL}/volgorde/", overzicht.verplaats, name="verplaats"),
    path(f"{DOEL}/loslaten/", doel.loslaten, name="loslaten"),
    path(f"{DOEL}/oppakken/", doel.oppakken, name="oppakken"),
    path(f"{DOEL}/stappen/nieuw/", doel.nieuwe_stap, name="stap_nieuw"),
    path(f"{STAP}/wijzigen/", doel.wijzig_stap, name="stap_wijzigen"),
    path(f"{STAP}/afvinken/", doel.vink_stap, name="stap_afvinken"),
    path(f"{STAP}/weghalen/", doel.stap_weghalen, name="stap_weghalen"),
    path(f"{PLAN}/hulpvraag/<uuid:lid_id>/", hulpvraag.hulpvraag, name="hulpvraag"),
    path(f"{PLAN}/hulpvraag/<uuid:lid_id>/weghalen/", hulpvraag.weghalen, name="hulpvraag_weg"),
    path(f"{PLAN}/klopt-niet/<slug:soort>/<uuid:pk>/", tegenspraak.klopt_niet, name="klopt_niet"),
    path(
        f"{PLAN}/klopt-niet/<uuid:tegenspraak_id>/intrekken/",
        tegenspraak.intrekken,
        name="tegenspraak_intrekken",
    ),
]
