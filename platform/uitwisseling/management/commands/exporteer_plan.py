"""``manage.py exporteer_plan (UUID | --all) --out DIR``: write plans as files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gezinsplan.models import Gezinsplan
from toegang.inzage.models import Gebeurtenis
from toegang.inzage.opdracht import noteer_opdracht
from uitwisseling.schrijven import as_text


class Command(BaseCommand):
    """Writes ``<uuid>.json`` per plan; the same plan gives the same bytes."""

    help = "Schrijf een plan, of alle plannen, als JSON (docs/uitwisselformaat.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one plan or all, and a folder."""
        wat = parser.add_mutually_exclusive_group(required=True)
        wat.add_argument("plan", nargs="?", type=UUID, help="het id van een plan")
        wat.add_argument("--all", action="store_true", help="alle plannen")
        parser.add_argument("--out", required=True, type=Path, help="map om in te schrijven")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Write the files and say which."""
        plannen = Gezinsplan.objects.select_related("gemeente").order_by("pk")
        if not opties["all"]:
            plannen = plannen.filter(pk=opties["plan"])
            if not plannen:
                raise CommandError(f"Er is geen plan met id {opties['plan']}.")
        opties["out"].mkdir(parents=True, exist_ok=True)
        for plan in plannen:
            bestand = opties["out"] / f"{plan.pk}.json"
            tekst = as_text(plan)
            noteer_opdracht([plan], "exporteer_plan", Gebeurtenis.MEENEMEN, now=timezone.now())
            bestand.write_text(tekst, encoding="utf-8")
            self.stdout.write(f"geschreven: {bestand}")
