"""What an app says of its part of the exchange format; ``uitwisseling`` reads and writes it.

Every app registers its tables from its own ``exchange.py``. This protocol stands on the lowest
floor, so that no app has to know the room that writes files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db import models

Veld: TypeAlias = "models.Field[Any, Any]"


@dataclass(frozen=True)
class Tabel:
    """One table of the exchange format.

    Attributes:
        naam: its key in the file.
        model: where its rows live.
        pad: the lookup from a row to its Gezinsplan (``"pk"`` for the plan itself), or None for
            what plans share (municipality, organisations, accounts).
        zonder: fields that never travel.
        verwijzingen: UUID fields without a foreign key, to the tables they may point at.
        sleutels: JSON fields whose keys are ids, to the table these point at.
    """

    naam: str
    model: type[models.Model]
    pad: str | None
    zonder: frozenset[str] = frozenset()
    verwijzingen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sleutels: Mapping[str, str] = field(default_factory=dict)

    @property
    def velden(self) -> Sequence[Veld]:
        """The fields that travel, in the order of the model; many-to-many last."""
        meta = self.model._meta
        alle = [*meta.concrete_fields, *meta.local_many_to_many]
        return [veld for veld in alle if veld.name not in self.zonder]


TABELLEN: dict[str, Tabel] = {}
NIET_UITGEWISSELD: set[type[models.Model]] = set()


def register(*tabellen: Tabel) -> None:
    """Add tables to the format, in the order in which they stand in the file."""
    for tabel in tabellen:
        if TABELLEN.setdefault(tabel.naam, tabel) is not tabel:
            raise ValueError(f"table {tabel.naam} is registered already")


def leave_out(*modellen: type[models.Model]) -> None:
    """Say that these tables do not travel: secrets, waiting mail, what is made again."""
    NIET_UITGEWISSELD.update(modellen)
