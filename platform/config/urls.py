"""Root urls: one include per app."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("inloggen/", include("allauth.urls")),
]
