"""Addresses of who looked."""

from __future__ import annotations

from django.urls import URLPattern, path

from toegang.inzage import views

app_name = "inzage"

LOG = "plannen/<uuid:plan_id>/inzage/"

urlpatterns: list[URLPattern] = [
    path(LOG, views.log, name="log"),
    path(f"{LOG}wie-keek-er-mee.csv", views.log_csv, name="log_csv"),
    path(f"{LOG}wie-keek-er-mee.json", views.log_json, name="log_json"),
    path("beheer/inzage/", views.opvallend, name="opvallend"),
    path("beheer/inzage/<uuid:opvallend_id>/gezien/", views.gezien, name="gezien"),
]
