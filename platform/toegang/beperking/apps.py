from importlib import import_module

from django.apps import AppConfig


class BeperkingConfig(AppConfig):
    name = "toegang.beperking"
    label = "beperking"

    def ready(self) -> None:
        """Make the notices of this room known."""
        import_module("toegang.beperking.berichten")
