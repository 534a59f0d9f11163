"""Addresses of the table while it is held: its notulist, and who follows."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path

from doelen.models import Doel, Kracht
from rondetafel.urls_plannen import TAFEL
from rondetafel.views.tafelmodus import (
    aan_tafel,
    acties,
    notulist,
    schrijven,
    volgen,
    voorstellen,
)
from rondetafel.views.tafelmodus.notulist import View, van_de_notulist

AAN = f"{TAFEL}/aan-tafel"
KRACHT = f"{AAN}/krachten/<uuid:pk>"
DOELVOORSTEL = f"{AAN}/doelen/<uuid:pk>"
DOEL = f"{AAN}/doelen/<uuid:doel_id>"
ACTIE = f"{AAN}/acties/<uuid:actie_id>"
BESLUIT = f"{AAN}/afspraken/<uuid:besluit_id>"


def _pen(route: str, view: View, naam: str, **kwargs: Any) -> URLPattern:
    """An address of who keeps the minutes; who does not (any more) reads who does."""
    return path(route, van_de_notulist(view), kwargs, name=naam)


urlpatterns: list[URLPattern] = [
    _pen(f"{AAN}/", aan_tafel.aan_tafel, "aan_tafel"),
    _pen(f"{AAN}/openen/", aan_tafel.open_, "tafel_openen"),
    _pen(f"{AAN}/stap/", aan_tafel.stap, "tafel_stap"),
    _pen(f"{AAN}/stand/", aan_tafel.stand, "tafel_stand"),
    _pen(f"{AAN}/gezin-alleen/", aan_tafel.gezinstijd, "tafel_gezinstijd"),
    _pen(f"{AAN}/vaststellen/", aan_tafel.stel_vast, "tafel_vaststellen"),
    _pen(f"{AAN}/sluiten/", aan_tafel.sluit, "tafel_sluiten"),
    _pen(f"{AAN}/notulist/", notulist.notulist, "tafel_notulist"),
    _pen(f"{AAN}/aanwezig/", schrijven.aanwezig, "tafel_aanwezig"),
    _pen(f"{AAN}/aanwezig/iedereen/", schrijven.iedereen, "tafel_iedereen"),
    _pen(f"{AAN}/notities/<str:stap>/", schrijven.notitie, "tafel_notitie"),
    _pen(f"{AAN}/krachten/", schrijven.kracht, "tafel_kracht"),
    _pen(f"{KRACHT}/overnemen/", voorstellen.overnemen, "tafel_kracht_overnemen", model=Kracht),
    _pen(f"{KRACHT}/laten/", voorstellen.laten, "tafel_kracht_laten", model=Kracht),
    _pen(f"{AAN}/doelen/", schrijven.nieuw_doel, "tafel_doel"),
    _pen(f"{DOELVOORSTEL}/overnemen/", voorstellen.overnemen, "tafel_doel_overnemen", model=Doel),
    _pen(f"{DOELVOORSTEL}/laten/", voorstellen.laten, "tafel_doel_laten", model=Doel),
    _pen(f"{DOEL}/tekst/", schrijven.doeltekst, "tafel_doeltekst"),
    _pen(f"{DOEL}/conclusie/", schrijven.conclusie, "tafel_conclusie"),
    _pen(f"{DOEL}/cijfer/", schrijven.cijfer, "tafel_cijfer"),
    _pen(f"{DOEL}/acties/", acties.nieuw, "tafel_actie"),
    _pen(f"{ACTIE}/klaar/", acties.klaar, "tafel_actie_klaar"),
    _pen(f"{ACTIE}/verder/", acties.verder, "tafel_actie_verder"),
    _pen(f"{ACTIE}/vervalt/", acties.vervalt, "tafel_actie_vervalt"),
    _pen(f"{ACTIE}/verdeel/", acties.verdeel, "tafel_actie_verdeel"),
    _pen(f"{ACTIE}/terug/", acties.terug, "tafel_actie_terug"),
    _pen(f"{AAN}/afspraken/", schrijven.afspraak, "tafel_afspraak"),
    _pen(f"{BESLUIT}/", schrijven.besluit, "tafel_besluit"),
    _pen(f"{BESLUIT}/weg/", schrijven.besluit_weg, "tafel_besluit_weg"),
    _pen(f"{AAN}/agenda/<uuid:punt_id>/", schrijven.punt, "tafel_punt"),
    _pen(f"{AAN}/volgende/", schrijven.volgende, "tafel_volgende"),
    path(f"{TAFEL}/volgen/", volgen.volgen, name="volgen"),
    path(f"{TAFEL}/volgen/deel/", volgen.deel, name="volgen_deel"),
    path(f"{TAFEL}/volgen/cijfer/<uuid:doel_id>/", volgen.eigen_cijfer, name="volgen_cijfer"),
]
