"""Addresses of emergency access."""

from django.urls import path

from toegang.noodinzage import views

app_name = "noodinzage"

urlpatterns = [
    path("noodinzage/", views.vraag, name="vraag"),
    path("noodinzage/nakijken/", views.beoordelen, name="beoordelen"),
    path("noodinzage/<uuid:noodinzage_id>/stop/", views.stop, name="stop"),
    path("noodinzage/<uuid:noodinzage_id>/oordeel/", views.oordeel, name="oordeel"),
    path("plannen/<uuid:plan_id>/noodinzage/", views.gezin, name="gezin"),
]
