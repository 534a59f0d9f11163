"""Addresses of planning a table, answering, the agenda, and one's own calendar."""

from __future__ import annotations

from django.urls import URLPattern, path

from rondetafel.views import agenda, bijstellen, feed, peiling, plannen, rooster, uitnodiging

TAFELS = "plannen/<uuid:plan_id>/rondetafels"
TAFEL = f"{TAFELS}/<uuid:tafel_id>"
PUNT = f"{TAFEL}/agenda/<uuid:punt_id>"

urlpatterns: list[URLPattern] = [
    path(f"{TAFELS}/", plannen.overzicht, name="overzicht"),
    path(f"{TAFELS}/nieuw/", plannen.nieuw, name="nieuw"),
    path(f"{TAFEL}/", uitnodiging.tafel, name="tafel"),
    path(f"{TAFEL}/voorstellen/", plannen.voorstellen, name="voorstellen"),
    path(f"{TAFEL}/voorstellen/zoeken/", plannen.venster, name="venster"),
    path(f"{TAFEL}/voorstellen/afgesproken/", plannen.direct, name="direct"),
    path(f"{TAFEL}/tijden/", peiling.tijden, name="tijden"),
    path(f"{TAFEL}/tijden/verder/", peiling.golf, name="golf"),
    path(f"{TAFEL}/tijden/herinneren/", peiling.herinner, name="herinner"),
    path(f"{TAFEL}/rooster/", rooster.rooster, name="rooster"),
    path(f"{TAFEL}/antwoord/", uitnodiging.antwoord, name="antwoord"),
    path(f"{TAFEL}/gasten/", bijstellen.gasten, name="gasten"),
    path(f"{TAFEL}/plaats/", bijstellen.plaats, name="plaats"),
    path(f"{TAFEL}/verzetten/", bijstellen.verzetten, name="verzetten"),
    path(f"{TAFEL}/afzeggen/", bijstellen.afzeggen, name="afzeggen"),
    path(f"{TAFEL}/agenda/", agenda.agendapunt, name="agendapunt"),
    path(f"{PUNT}/volgorde/", agenda.verplaats, name="agendapunt_verplaatsen"),
    path(f"{PUNT}/weg/", agenda.weg, name="agendapunt_weg"),
    path("mijn/agenda/", feed.agenda, name="agenda"),
    path("mijn/agenda/stop/", feed.stop, name="agenda_stop"),
    path("mijn/agenda/verhindering/", feed.verhindering, name="verhindering"),
    path(
        "mijn/agenda/verhindering/<uuid:verhindering_id>/weg/",
        feed.verhindering_weg,
        name="verhindering_weg",
    ),
    path("agenda/<str:token>.ics", feed.feed, name="feed"),
]
