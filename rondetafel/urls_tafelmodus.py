"""Addresses of the table while it is held: its notulist, and who follows."""

from __future__ import annotations

from django.urls import URLPattern, path

from rondetafel.urls_plannen import TAFEL
from rondetafel.views.tafelmodus import aan_tafel, acties, schrijven, volgen

AAN = f"{TAFEL}/aan-tafel"
DOEL = f"{AAN}/doelen/<uuid:doel_id>"
ACTIE = f"{AAN}/acties/<uuid:actie_id>"
BESLUIT = f"{AAN}/afspraken/<uuid:besluit_id>"

urlpatterns: list[URLPattern] = [
    path(f"{AAN}/", aan_tafel.aan_tafel, name="aan_tafel"),
    path(f"{AAN}/openen/", aan_tafel.open_, name="tafel_openen"),
    path(f"{AAN}/stap/", aan_tafel.stap, name="tafel_stap"),
    path(f"{AAN}/stand/", aan_tafel.stand, name="tafel_stand"),
    path(f"{AAN}/gezin-alleen/", aan_tafel.gezinstijd, name="tafel_gezinstijd"),
    path(f"{AAN}/vaststellen/", aan_tafel.stel_vast, name="tafel_vaststellen"),
    path(f"{AAN}/sluiten/", aan_tafel.sluit, name="tafel_sluiten"),
    path(f"{AAN}/aanwezig/", schrijven.aanwezig, name="tafel_aanwezig"),
    path(f"{AAN}/aanwezig/iedereen/", schrijven.iedereen, name="tafel_iedereen"),
    path(f"{AAN}/notities/<str:stap>/", schrijven.notitie, name="tafel_notitie"),
    path(f"{AAN}/krachten/", schrijven.kracht, name="tafel_kracht"),
    path(f"{AAN}/doelen/", schrijven.nieuw_doel, name="tafel_doel"),
    path(f"{DOEL}/tekst/", schrijven.doeltekst, name="tafel_doeltekst"),
    path(f"{DOEL}/conclusie/", schrijven.conclusie, name="tafel_conclusie"),
    path(f"{DOEL}/cijfer/", schrijven.cijfer, name="tafel_cijfer"),
    path(f"{DOEL}/acties/", acties.nieuw, name="tafel_actie"),
    path(f"{ACTIE}/klaar/", acties.klaar, name="tafel_actie_klaar"),
    path(f"{ACTIE}/verder/", acties.verder, name="tafel_actie_verder"),
    path(f"{ACTIE}/vervalt/", acties.vervalt, name="tafel_actie_vervalt"),
    path(f"{ACTIE}/verdeel/", acties.verdeel, name="tafel_actie_verdeel"),
    path(f"{ACTIE}/terug/", acties.terug, name="tafel_actie_terug"),
    path(f"{AAN}/afspraken/", schrijven.afspraak, name="tafel_afspraak"),
    path(f"{BESLUIT}/", schrijven.besluit, name="tafel_besluit"),
    path(f"{BESLUIT}/weg/", schrijven.besluit_weg, name="tafel_besluit_weg"),
    path(f"{AAN}/agenda/<uuid:punt_id>/", schrijven.punt, name="tafel_punt"),
    path(f"{AAN}/volgende/", schrijven.volgende, name="tafel_volgende"),
    path(f"{TAFEL}/volgen/", volgen.volgen, name="volgen"),
    path(f"{TAFEL}/volgen/deel/", volgen.deel, name="volgen_deel"),
    path(f"{TAFEL}/volgen/cijfer/<uuid:doel_id>/", volgen.eigen_cijfer, name="volgen_cijfer"),
]
