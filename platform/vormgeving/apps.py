from django.apps import AppConfig


class VormgevingConfig(AppConfig):
    name = "vormgeving"
