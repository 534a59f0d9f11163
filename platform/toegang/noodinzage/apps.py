from importlib import import_module

from django.apps import AppConfig


class NoodinzageConfig(AppConfig):
    name = "toegang.noodinzage"
    label = "noodinzage"

    def ready(self) -> None:
        """Make the notices of this room known."""
        import_module("toegang.noodinzage.berichten")
