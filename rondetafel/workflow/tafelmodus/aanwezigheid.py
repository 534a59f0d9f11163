"""Who was at the table, and of who was not, why."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from gezinsplan.versies import schrijf
from rondetafel.models import Aanwezig, Aanwezigheid, Rondetafel
from rondetafel.tafelmodus.mensen import Persoon, personen
from rondetafel.workflow.tafelmodus.greep import houd_om_te_schrijven, raak

if TYPE_CHECKING:
    from toegang.access import Plek

MET_REDEN = {Aanwezig.NEE.value, Aanwezig.DEELS.value}
"""Of these a reason can be given."""


@transaction.atomic
def set_presence(
    tafel: Rondetafel,
    wie: Persoon,
    versie: int,
    *,
    aanwezig: str,
    reden: str,
    actor: Plek,
    now: datetime,
) -> Aanwezigheid:
    """Write whether this person (a guest, or a child without a seat) is there.

    Raises:
        VerouderdError: when somebody else wrote it since ``versie``.
        KanNietError: when the table is not open.
    """
    tafel = houd_om_te_schrijven(tafel, actor)
    if aanwezig not in Aanwezig.values:
        raise ValueError(f"{aanwezig} is no presence")
    reden = reden.strip() if aanwezig in MET_REDEN else ""
    rij, _nieuw = Aanwezigheid.objects.get_or_create(
        tafel=tafel, **van_wie(wie), defaults={"aanwezig": aanwezig}
    )
    schrijf(rij, versie, aanwezig=aanwezig, reden=reden)
    raak(tafel)
    return rij


@transaction.atomic
def everyone_present(tafel: Rondetafel, *, actor: Plek, now: datetime) -> None:
    """Write that everybody is there of whom nothing was written yet."""
    tafel = houd_om_te_schrijven(tafel, actor)
    for wie in personen(actor, tafel):
        if wie.aanwezig == "":
            Aanwezigheid.objects.create(tafel=tafel, aanwezig=Aanwezig.JA, versie=1, **van_wie(wie))
    raak(tafel)


def van_wie(wie: Persoon) -> dict[str, Any]:
    """Return the one column that says whose presence it is."""
    return {"deelname": wie.deelname} if wie.deelname else {"lid": wie.lid}
