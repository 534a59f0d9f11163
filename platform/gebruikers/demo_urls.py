"""Addresses of the demo; ``config.urls`` includes them under the demo settings only."""

from __future__ import annotations

from django.urls import URLPattern, path

from gebruikers.views import kijk_mee

urlpatterns: list[URLPattern] = [
    path("kijk-mee/", kijk_mee.kijk_mee, name="kijk_mee"),
    path("kijk-mee/als/<uuid:gebruiker_id>/", kijk_mee.kijk_mee_als, name="kijk_mee_als"),
]
