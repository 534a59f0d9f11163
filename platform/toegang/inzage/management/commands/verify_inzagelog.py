"""``manage.py verify_inzagelog``: prove that nothing in the access log changed, or say where."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from toegang.inzage.controle import verify


class Command(BaseCommand):
    """Exit code 1 when something is wrong; names the first batch where."""

    help = "Toont aan dat het inzagelog niet is veranderd, of waar wel (docs/operations.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a list of heads that was kept elsewhere."""
        tekst = "koppen die elders bewaard zijn (anders: INZAGE_KOPPEN)"
        parser.add_argument("--koppen", type=Path, help=tekst)

    def handle(self, *args: Any, **opties: Any) -> None:
        """Check, and say what was found."""
        if opties["koppen"] and not opties["koppen"].is_file():
            raise CommandError(f"{opties['koppen']} is er niet.")
        uit = verify(now=timezone.now(), koppen=opties["koppen"])
        tel = f"{uit.regels} regels onder {uit.zegels} zegels"
        if uit.fout:
            waar = f"Het inzagelog klopt niet bij zegel {uit.zegel}"
            raise CommandError(f"{waar}: {uit.fout}. Tot daar: {tel}.")
        self.stdout.write(f"Het inzagelog is onveranderd: {tel}, {uit.wachten} wachten nog.")
