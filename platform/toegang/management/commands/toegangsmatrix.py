"""Print who may do what, from the one table that decides it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from toegang.matrix import FORMATEN, rijen


class Command(BaseCommand):
    """``manage.py toegangsmatrix [--format text|md|csv]``."""

    help = "Toont wie wat mag, uit de tabel die dat bepaalt."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the format."""
        parser.add_argument("--format", choices=sorted(FORMATEN), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table."""
        self.stdout.write(FORMATEN[options["format"]](rijen()), ending="")
