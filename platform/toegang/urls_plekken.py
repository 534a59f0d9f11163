"""Routes about seats; ``toegang.urls`` joins them with those about plans."""

from django.urls import path

from toegang.views import plekken, plekken_beheer, plekken_coordinatie, plekken_keuze

PLEKKEN = "plannen/<uuid:plan_id>/plekken/"
EEN = f"{PLEKKEN}<uuid:deelname_id>/"

urlpatterns = [
    path(PLEKKEN, plekken.overzicht, name="plekken"),
    path(f"{PLEKKEN}nieuw/", plekken.voorstellen, name="voorstellen"),
    path(f"{PLEKKEN}zorgcoordinator/", plekken_coordinatie.coordinatie, name="coordinatie"),
    path(EEN, plekken_keuze.plek_tonen, name="plek"),
    path(f"{EEN}vastleggen/", plekken_keuze.vastleggen, name="plek_vastleggen"),
    path(f"{EEN}stoppen/", plekken_beheer.stoppen, name="plek_stoppen"),
    path(f"{EEN}intrekken/", plekken_beheer.intrekken, name="plek_intrekken"),
    path(f"{EEN}grondslag/", plekken_beheer.grondslag, name="plek_grondslag"),
]
