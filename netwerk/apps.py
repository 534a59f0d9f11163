from importlib import import_module

from django.apps import AppConfig


class NetwerkConfig(AppConfig):
    name = "netwerk"

    def ready(self) -> None:
        """Make the preview of this room known."""
        import_module("netwerk.kijkje")
        import_module("netwerk.afscherming")
