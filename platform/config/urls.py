"""Root urls: one include per app."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health, name="health"),
    path("", include("gebruikers.urls")),
    path("", include("notifications.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("", include("gebruikers.demo_urls")))
    urlpatterns.append(path("", include("notifications.demo_urls")))
