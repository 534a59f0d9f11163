from django.apps import AppConfig


class OverzichtConfig(AppConfig):
    name = "overzicht"
