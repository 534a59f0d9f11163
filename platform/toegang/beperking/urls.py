"""Addresses of what a second professional confirms."""

from django.urls import path

from toegang.beperking import views

app_name = "beperking"
HIER = "plannen/<uuid:plan_id>/tweede-paar-ogen/"

urlpatterns = [
    path(HIER, views.overzicht, name="overzicht"),
    path(f"{HIER}ouder/<uuid:deelname_id>/", views.nieuw, name="nieuw"),
    path(f"{HIER}vraag/", views.vraag, name="vraag"),
    path(f"{HIER}<uuid:verzoek_id>/beslis/", views.beslis, name="beslis"),
    path(f"{HIER}<uuid:verzoek_id>/herzien/", views.herzie, name="herzie"),
]
