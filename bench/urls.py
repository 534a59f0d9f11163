"""Everything the platform serves, and the floor. Only `bench.settings` names this module."""

from django.urls import include, path

from bench.floor import floor

urlpatterns = [path("vloer/<uuid:plan_id>/", floor), path("", include("config.urls"))]
