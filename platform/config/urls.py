"""Root urls: one include per app."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config.health import health

handler500 = "config.outage.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health, name="health"),
    path("", include("gebruikers.urls")),
    path("", include("notifications.urls")),
    path("", include("toegang.urls")),
    path("", include("toegang.inzage.urls")),
    path("", include("toegang.afscherming.urls")),
    path("", include("toegang.beperking.urls")),
    path("", include("toegang.noodinzage.urls")),
    path("", include("doelen.urls")),
    path("", include("acties.urls")),
    path("", include("netwerk.urls")),
    path("", include("rondetafel.urls")),
    path("", include("overzicht.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("vormgeving/", include("vormgeving.urls")))
    urlpatterns.append(path("", include("gebruikers.demo_urls")))
    urlpatterns.append(path("", include("notifications.demo_urls")))
