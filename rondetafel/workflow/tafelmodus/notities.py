"""What the notulist types at a step."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from gezinsplan.versies import schrijf
from rondetafel.models import Rondetafel, Stapnotitie
from rondetafel.workflow.tafelmodus.greep import houd_om_te_schrijven, raak

if TYPE_CHECKING:
    from toegang.access import Plek


@transaction.atomic
def save_note(
    tafel: Rondetafel, stap: str, versie: int, *, tekst: str, actor: Plek, now: datetime
) -> Stapnotitie:
    """Write the note of a step; the family and the zorgcoördinator read it in the report.

    Raises:
        VerouderdError: when somebody else wrote it since ``versie``.
        KanNietError: when the table is not open.
    """
    tafel = houd_om_te_schrijven(tafel, actor)
    rij, _nieuw = Stapnotitie.objects.get_or_create(
        tafel=tafel, stap=stap, defaults={"gewijzigd_op": now}
    )
    schrijf(rij, versie, tekst=tekst, gewijzigd_op=now)
    raak(tafel)
    return rij
