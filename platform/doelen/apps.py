from importlib import import_module

from django.apps import AppConfig


class DoelenConfig(AppConfig):
    name = "doelen"

    def ready(self) -> None:
        """Make the kinds of notification and the preview of this room known."""
        import_module("doelen.berichten")
        import_module("doelen.kijkje")
        import_module("doelen.afscherming")
