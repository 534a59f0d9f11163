"""The log as a file: for a spreadsheet, and for another program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula."""

VELDEN = (
    *("tijd_utc", "gebeurtenis", "uitkomst", "weg", "wie", "rol", "organisatie", "namens"),
    *("onderdeel", "basis", "grondslag", "plan"),
)


def als_csv(regels: Sequence[dict[str, object]]) -> str:
    """Return the lines with a head."""
    uit = io.StringIO()
    schrijver = csv.DictWriter(uit, VELDEN, lineterminator="\r\n")
    schrijver.writeheader()
    for regel in regels:
        schrijver.writerow({naam: _veilig(str(waarde)) for naam, waarde in regel.items()})
    return uit.getvalue()


def _veilig(tekst: str) -> str:
    return f"'{tekst}" if tekst.startswith(GEVAARLIJK) else tekst


def als_json(regels: Sequence[dict[str, object]]) -> str:
    """Return the lines as a list."""
    return json.dumps(regels, ensure_ascii=False, indent=1)
