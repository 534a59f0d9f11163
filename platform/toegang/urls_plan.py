"""Addresses of starting a plan, the family's page, invitations, and the beginning of a plan."""

from __future__ import annotations

from django.urls import URLPattern, path

from toegang.views import activeren, brief, gezag, gezin, leden, plan, start, uitnodiging

GEZIN = "plannen/<uuid:plan_id>/gezin/"

urlpatterns: list[URLPattern] = [
    path("plannen/nieuw/", start.start, name="start"),
    path(GEZIN, gezin.gezin, name="gezin"),
    path(f"{GEZIN}naam/", gezin.naam, name="gezin_naam"),
    path(f"{GEZIN}huizen/nieuw/", gezin.huis_nieuw, name="huis_nieuw"),
    path(f"{GEZIN}huizen/<uuid:huis_id>/", gezin.huis, name="huis"),
    path(f"{GEZIN}huizen/<uuid:huis_id>/weg/", gezin.huis_weg, name="huis_weg"),
    path(f"{GEZIN}leden/nieuw/", leden.nieuw, name="lid_nieuw"),
    path(f"{GEZIN}leden/<uuid:lid_id>/", leden.lid, name="lid"),
    path(f"{GEZIN}leden/<uuid:lid_id>/contact/", leden.contact, name="lid_contact"),
    path(f"{GEZIN}leden/<uuid:lid_id>/weg/", leden.weg, name="lid_weg"),
    path(f"{GEZIN}leden/<uuid:lid_id>/plek/", leden.nieuwe_plek, name="lid_plek"),
    path(f"{GEZIN}gezag/", gezag.gezag, name="gezag"),
    path(f"{GEZIN}gezag/voogd/", gezag.voogd, name="voogd"),
    path(f"{GEZIN}gezag/<uuid:gezag_id>/stopt/", gezag.stopt, name="gezag_stopt"),
    path(f"{GEZIN}plan/", plan.instellingen, name="plan_instellingen"),
    path(f"{GEZIN}familiegroepsplan/", plan.groepsplan, name="groepsplan"),
    path(f"{GEZIN}uitnodigen/<uuid:deelname_id>/mail/", brief.mail, name="uitnodigen_mail"),
    path(f"{GEZIN}uitnodigen/<uuid:deelname_id>/brief/", brief.brief, name="uitnodigen_brief"),
    path("plannen/<uuid:plan_id>/activeren/", activeren.activeren, name="activeren"),
    path("plannen/<uuid:plan_id>/activeren/begin/", activeren.begin, name="begin"),
    path(
        "plannen/<uuid:plan_id>/activeren/papier/<uuid:deelname_id>/",
        activeren.papier,
        name="papier",
    ),
    path("uitnodiging/<str:token>/", uitnodiging.uitnodiging, name="uitnodiging"),
    path("methode/", uitnodiging.methode, name="methode"),
]
