"""What somebody sees of their notices: only what is still allowed, asked at this moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest

from notifications import soorten
from notifications.models import Bericht
from notifications.soorten import Tekst

if TYPE_CHECKING:
    from gebruikers.models import Gebruiker


@dataclass(frozen=True)
class Regel:
    """One notice as its receiver reads it."""

    bericht: Bericht
    tekst: Tekst


bij_tonen: list[Callable[[HttpRequest, Sequence[Regel]], None]] = []
"""Told what the page of notices shows, before it is shown: the access log."""


def berichten_van(
    gebruiker: Gebruiker, *, now: datetime, vanaf: int = 0, aantal: int = 30
) -> list[Regel]:
    """Return up to ``aantal`` notices, newest first, starting at row ``vanaf``.

    Fewer may come back than there are rows: what is no longer allowed is left out.
    """
    rijen = Bericht.objects.filter(ontvanger=gebruiker, zichtbaar_vanaf__lte=now)
    return _met_tekst(list(rijen.select_related("plan")[vanaf : vanaf + aantal]), now)


def _met_tekst(rijen: list[Bericht], now: datetime) -> list[Regel]:
    per_soort: dict[str, list[Bericht]] = defaultdict(list)
    for rij in rijen:
        per_soort[rij.soort].append(rij)
    teksten = {}
    for code, groep in per_soort.items():
        teksten.update(soorten.teksten_van(code, groep, now))
    return [Regel(rij, teksten[rij.pk]) for rij in rijen if rij.pk in teksten]
