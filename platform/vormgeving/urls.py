"""Only for the demo: config includes this when settings.DEMO is true."""

from django.urls import path

from vormgeving import views

app_name = "vormgeving"
urlpatterns = [
    path("", views.galerij, name="galerij"),
    path("formulier/", views.formulier, name="formulier"),
    path("<slug:bladzijde>/", views.galerij, name="bladzijde"),
]
