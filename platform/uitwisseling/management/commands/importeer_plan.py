"""``manage.py importeer_plan FILE...``: read plans from files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from toegang.inzage.models import Gebeurtenis
from toegang.inzage.opdracht import noteer_opdracht
from uitwisseling.lezen import DocumentError, importeer


class Command(BaseCommand):
    """Reads every file, or none: one mistake in one file writes nothing of any."""

    help = "Lees plannen uit JSON (docs/uitwisselformaat.md). Bij een fout wordt niets geschreven."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the files."""
        parser.add_argument("bestanden", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Import all, in one transaction, and say which."""
        fouten = []
        with transaction.atomic():
            for bestand in opties["bestanden"]:
                try:
                    plan = importeer(_lees(bestand), vandaag=timezone.localdate())
                    wijzigt = Gebeurtenis.WIJZIGEN
                    noteer_opdracht([plan], "importeer_plan", wijzigt, now=timezone.now())
                    self.stdout.write(f"gelezen: {bestand} (plan {plan.pk})")
                except DocumentError as fout:
                    fouten += [f"{bestand}: {regel}" for regel in fout.fouten]
            transaction.set_rollback(bool(fouten))
        if fouten:
            raise CommandError("\n".join([*fouten, "Er is niets geschreven."]))


def _lees(bestand: Path) -> str:
    try:
        return bestand.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fout:
        raise CommandError(
            f"{bestand}: kan dit niet lezen ({fout}). Er is niets geschreven."
        ) from fout
