"""``manage.py demo [--json]``: load the example families and list the accounts."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from gezinsplan.models import Gezinsplan
from toegang.inzage.models import Gebeurtenis
from toegang.inzage.opdracht import noteer_opdracht
from uitwisseling import demo


class Command(BaseCommand):
    """Loads what is not there yet, so it may be run again."""

    help = "Laad de voorbeeldgezinnen en toon hun accounts (alleen met DEMO=true)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the form of the list."""
        parser.add_argument("--json", action="store_true", help="de accounts als JSON")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Refuse outside the demo; load; list."""
        if not settings.DEMO:
            raise CommandError("Dit kan alleen in de demo (DEMO=true).")
        with transaction.atomic():
            nieuw = demo.load(now=timezone.now())
            accounts = demo.accounts(now=timezone.now())
            plannen = Gezinsplan.objects.order_by("pk")
            wat = Gebeurtenis.WIJZIGEN if nieuw else Gebeurtenis.LEZEN
            noteer_opdracht(plannen, "demo", wat, now=timezone.now())
        if opties["json"]:
            lijst = [account.as_dict() for account in accounts]
            self.stdout.write(json.dumps(lijst, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"Voorbeeldgezinnen geladen: {nieuw} nieuw.\n\n")
        for a in accounts:
            inlog = f"{a.email}  wachtwoord {a.wachtwoord}" if a.email else f"code {a.code}"
            self.stdout.write(f"  {a.naam:<22} {a.rol:<46} {inlog}\n")
        self.stdout.write(f"\nKijk mee als een van hen: {settings.SITE_URL}/kijk-mee/\n")
