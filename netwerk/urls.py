"""Addresses of the people around a family."""

from django.urls import path

from netwerk import views

app_name = "netwerk"

NETWERK = "plannen/<uuid:plan_id>/netwerk/"
EEN = f"{NETWERK}<uuid:netwerklid_id>/"

urlpatterns = [
    path(NETWERK, views.overzicht, name="overzicht"),
    path(f"{NETWERK}nieuw/", views.nieuw, name="nieuw"),
    path(f"{NETWERK}jim/<uuid:lid_id>/", views.jim, name="jim"),
    path(EEN, views.lid, name="lid"),
    path(f"{EEN}weg/", views.weg, name="weg"),
    path(f"{EEN}aan-tafel/", views.aan_tafel, name="aan_tafel"),
]
