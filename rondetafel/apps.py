from django.apps import AppConfig


class RondetafelConfig(AppConfig):
    name = "rondetafel"
