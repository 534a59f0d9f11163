"""Addresses of hiding something from somebody."""

from django.urls import path

from toegang.afscherming import views

app_name = "afscherming"
HIER = "plannen/<uuid:plan_id>/afscherming/"

urlpatterns = [
    path(HIER, views.overzicht, name="overzicht"),
    path(f"{HIER}voor/<uuid:deelname_id>/", views.nieuw, name="nieuw"),
    path(f"{HIER}<uuid:afscherming_id>/weer-tonen/", views.opheffen, name="opheffen"),
]
