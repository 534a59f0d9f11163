from importlib import import_module

from django.apps import AppConfig


class InzageConfig(AppConfig):
    """The access log: a room of its own inside the room of access."""

    name = "toegang.inzage"
    label = "inzage"

    def ready(self) -> None:
        """Make the notices known, and log what the page of notices shows."""
        from notifications.access import bij_tonen
        from toegang.inzage.noteren import noteer_berichten

        import_module("toegang.inzage.berichten")
        bij_tonen.append(noteer_berichten)
