"""Routes of notices."""

from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("berichten/", views.overzicht, name="overzicht"),
    path("berichten/gelezen/", views.gelezen, name="gelezen"),
    path("mijn/berichten/", views.voorkeuren, name="voorkeuren"),
]
