"""Writing lines: one statement, whatever their number.

The statement is written out; the ORM would build it anew for every page. It runs in the transaction
of the read, where there is one. Whatever goes wrong is raised: no line, no page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from toegang.inzage.models import Inzage

VELDEN = [veld for veld in Inzage._meta.concrete_fields if not veld.primary_key]
"""In the order of the statements below, which is that of the model."""

_ERBIJ = """
INSERT INTO inzage_inzage (
  op, gebeurtenis, uitkomst, weg, actor_id, actor_naam, namens_id, namens_naam, deelname_id, rol,
  organisatie_id, organisatie_naam, plan_id, onderdeel, object_soort, object_id, basis, grondslag,
  ip, sessie, verzoek, route, status, eenmaal
) VALUES (
  %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s
)
"""

# Asks first: a conflict would cost a number, and leave a gap that the seals must watch.
_ERBIJ_EENMAAL = """
INSERT INTO inzage_inzage (
  op, gebeurtenis, uitkomst, weg, actor_id, actor_naam, namens_id, namens_naam, deelname_id, rol,
  organisatie_id, organisatie_naam, plan_id, onderdeel, object_soort, object_id, basis, grondslag,
  ip, sessie, verzoek, route, status, eenmaal
) SELECT
  %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s
WHERE NOT EXISTS (SELECT 1 FROM inzage_inzage WHERE eenmaal = %s)
ON CONFLICT (eenmaal) WHERE eenmaal IS NOT NULL DO NOTHING
"""


@dataclass(frozen=True)
class Regel:
    """A line before it is written; the fields of ``Inzage``."""

    op: datetime
    gebeurtenis: str
    uitkomst: str
    weg: str
    plan_id: UUID
    onderdeel: str
    actor_id: UUID | None = None
    actor_naam: str = ""
    namens_id: UUID | None = None
    namens_naam: str = ""
    deelname_id: UUID | None = None
    rol: str = ""
    organisatie_id: UUID | None = None
    organisatie_naam: str = ""
    object_soort: str = ""
    object_id: UUID | None = None
    basis: str = ""
    grondslag: str = ""
    ip: str | None = None
    sessie: str = ""
    verzoek: str = ""
    route: str = ""
    status: int = 0
    eenmaal: str | None = None


def schrijf(*regels: Regel) -> None:
    """Write lines; one with ``eenmaal`` only when no line with that key is there."""
    gewoon = [_waarden(regel) for regel in regels if regel.eenmaal is None]
    with connection.cursor() as cursor:
        if len(gewoon) == 1:
            cursor.execute(_ERBIJ, gewoon[0])
        elif gewoon:
            cursor.executemany(_ERBIJ, gewoon)
        for regel in regels:
            if regel.eenmaal is not None:
                cursor.execute(_ERBIJ_EENMAAL, [*_waarden(regel), regel.eenmaal])


def _waarden(regel: Regel) -> list[Any]:
    waarden = vars(regel)
    return [veld.get_db_prep_save(waarden[veld.name], connection) for veld in VELDEN]
