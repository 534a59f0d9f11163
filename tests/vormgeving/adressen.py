"""Only the pages of the house style: what config adds for the demo."""

from django.urls import include, path

urlpatterns = [path("vormgeving/", include("vormgeving.urls"))]
