"""``manage.py uitwisselformaat``: the documentation of the exchange format, as Markdown."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from uitwisseling.beschrijving import pagina


class Command(BaseCommand):
    """Prints ``docs/uitwisselformaat.md``."""

    requires_system_checks: list[str] = []
    help = "Druk de beschrijving van het uitwisselformaat af (docs/uitwisselformaat.md)."

    def handle(self, *args: Any, **opties: Any) -> None:
        """Print it."""
        with translation.override("nl"):
            self.stdout.write(pagina(), ending="")
