"""Addresses of actions."""

from __future__ import annotations

from django.urls import URLPattern, path

from acties.views import bewerken, lezen, tikken

app_name = "acties"

ACTIES = "plannen/<uuid:plan_id>/acties/"
ACTIE = f"{ACTIES}<uuid:actie_id>/"

urlpatterns: list[URLPattern] = [
    path("acties/", lezen.mijn, name="mijn"),
    path(ACTIES, lezen.plan, name="plan"),
    path(f"{ACTIES}nieuw/", bewerken.nieuw, name="nieuw"),
    path(ACTIE, lezen.actie, name="actie"),
    path(f"{ACTIE}ja/", tikken.ja, name="ja"),
    path(f"{ACTIE}begonnen/", tikken.begonnen, name="begonnen"),
    path(f"{ACTIE}klaar/", tikken.klaar, name="klaar"),
    path(f"{ACTIE}voorgoed/", tikken.voorgoed, name="voorgoed"),
    path(f"{ACTIE}lukt-niet/", tikken.lukt_niet, name="lukt_niet"),
    path(f"{ACTIE}zet-terug/", tikken.zet_terug, name="zet_terug"),
    path(f"{ACTIE}navragen/", tikken.navragen, name="navragen"),
    path(f"{ACTIE}wijzigen/", bewerken.wijzigen, name="wijzigen"),
    path(f"{ACTIE}wie/", bewerken.wie, name="wie"),
    path(f"{ACTIE}overdragen/", bewerken.overdragen, name="overdragen"),
    path(f"{ACTIE}overnemen/", bewerken.overnemen, name="overnemen"),
    path(f"{ACTIE}hoeft-niet/", bewerken.hoeft_niet, name="hoeft_niet"),
]
