"""Routes of the report."""

from django.urls import path

from rondetafel.views import verslag

VERSLAG = "plannen/<uuid:plan_id>/rondetafels/<uuid:tafel_id>/verslag/"
EXEMPLAAR = f"{VERSLAG}exemplaren/<uuid:exemplaar_id>/"

urlpatterns = [
    path(VERSLAG, verslag.verslag, name="verslag"),
    path(f"{VERSLAG}exemplaren/", verslag.vraag_pdf, name="verslag_pdf_vragen"),
    path(EXEMPLAAR, verslag.voortgang, name="verslag_voortgang"),
    path(f"{EXEMPLAAR}verslag.pdf", verslag.pdf, name="verslag_pdf"),
]
