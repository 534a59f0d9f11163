"""Whose place visitors of the demo can take, and what there is to see for each.

The accounts are those of the database that belong to the demo: an address ending in
``@voorbeeld.test``, or no address at all. What is said about them comes from ``personas.json``
beside the cases, in the order of that file:

    [{"email": "samira@voorbeeld.test",      or "gebruiker": "<uuid>" for who has no address
      "naam": "Samira El Amrani",
      "rol": "moeder van Noor en Daan",
      "uitleg": "Kiest of Jolanda aan tafel mag komen.",
      "gezin": "De Wit - El Amrani",
      "soort": "gezin"}, ...]               how the chip is drawn: gezin, netwerk or professional

Each line needs ``email`` or ``gebruiker``; the other keys may be missing. A line without an account
is left out; an account without a line comes last, with its name only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Q

from gebruikers.models import Gebruiker
from gebruikers.tweede_factor import needs_second_factor, with_werk

OURS = Q(email__endswith="@voorbeeld.test") | Q(email=None)
PERSONAS = Path(__file__).parents[1] / "uitwisseling" / "casus" / "personas.json"


@dataclass(frozen=True)
class Persona:
    """An account of the demo, with one line on who it is and what there is to see."""

    gebruiker: Gebruiker
    naam: str
    rol: str
    uitleg: str
    gezin: str
    soort: str


def demo_accounts(personas: Path = PERSONAS) -> list[Persona]:
    """Every account a visitor of the demo can take the place of, in the order to show them."""
    accounts = _accounts()
    found = [
        _persona(gebruiker, line)
        for line in _lines(personas)
        if (gebruiker := accounts.pop(_key(line), None)) is not None
    ]
    rest = sorted(accounts.values(), key=lambda gebruiker: gebruiker.naam)
    return [*found, *(_persona(gebruiker, {}) for gebruiker in rest)]


def demo_account(gebruiker_id: UUID) -> Gebruiker | None:
    """The account with this key, if it is one of the demo."""
    return Gebruiker.objects.filter(OURS, is_active=True, pk=gebruiker_id).first()


def _accounts() -> dict[str, Gebruiker]:
    """By address, or by key for who has none."""
    accounts = with_werk(Gebruiker.objects.filter(OURS, is_active=True))
    return {account.email or str(account.pk): account for account in accounts}


def _lines(personas: Path) -> list[dict[str, Any]]:
    if not personas.is_file():
        return []
    lines: list[dict[str, Any]] = json.loads(personas.read_text(encoding="utf-8"))
    return lines


def _key(line: dict[str, Any]) -> str:
    return str(line.get("email") or line["gebruiker"]).lower()


def _persona(gebruiker: Gebruiker, line: dict[str, Any]) -> Persona:
    return Persona(
        gebruiker=gebruiker,
        naam=line.get("naam") or gebruiker.naam,
        rol=line.get("rol", ""),
        uitleg=line.get("uitleg", ""),
        gezin=line.get("gezin", ""),
        soort=line.get("soort") or ("professional" if needs_second_factor(gebruiker) else "gezin"),
    )
