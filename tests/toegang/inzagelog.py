"""A log that was sealed minute by minute, and the lock on it taken off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from toegang.inzage import verzegelen
from toegang.inzage.models import Inzage
from toegang.inzage.schrijven import Regel, schrijf
from toegang.inzage.slot import haal_slot_weg

NU = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NAMEN = ["Peter Hendriks", "Aisha Karimi", "Tom van Dijk", "Fatma Öztürk"]


def regel(minuut: int, nummer: int) -> Regel:
    return Regel(
        op=NU + timedelta(minutes=minuut, seconds=nummer),
        gebeurtenis="lezen",
        uitkomst="gelukt",
        weg="pagina",
        plan_id=UUID(int=nummer % 3 + 1),
        onderdeel="plan",
        actor_id=UUID(int=nummer % 4 + 100),
        actor_naam=NAMEN[nummer % 4],
        ip="192.0.2.7",
        verzoek=f"{minuut:016}{nummer:016}",
        route="overzicht:plan",
        status=200,
    )


def vul(minuten: int = 8, per_minuut: int = 12) -> datetime:
    """A log of some minutes, sealed every minute; the moment after the last seal."""
    for minuut in range(minuten):
        schrijf(*(regel(minuut, n) for n in range(per_minuut)))
        verzegelen.seal(now=NU + timedelta(minutes=minuut + 1))
    return NU + timedelta(minutes=minuten, seconds=1)


class Los:
    """The lock taken off, as the owner of the table can."""

    def __enter__(self) -> Callable[[str, list[Any]], None]:
        haal_slot_weg(connection)
        return self.voer_uit

    def __exit__(self, *fout: object) -> None:
        return None

    @staticmethod
    def voer_uit(zin: str, waarden: list[Any]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(zin, waarden)


def ids() -> list[int]:
    return list(Inzage.objects.order_by("id").values_list("id", flat=True))
