"""The room that exports and imports plans."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UitwisselingConfig(AppConfig):
    """Lets every app register its part of the exchange format."""

    name = "uitwisseling"

    def ready(self) -> None:
        """Read every app's ``exchange.py``, in the order of the floors."""
        autodiscover_modules("exchange")
