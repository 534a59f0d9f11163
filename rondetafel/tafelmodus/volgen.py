"""What somebody who follows on a phone sees: the same step, cut to what their seat sees.

A step of which they see nothing says so without a hint of what it is about.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from zlib import crc32

from django.db.models import Q

from acties.access import acties_voor
from acties.models import OPEN
from doelen.access import krachten
from doelen.models import Doel
from rondetafel.access import gasten_voor
from rondetafel.gasten import mens
from rondetafel.models import Aanwezig, Aanwezigheid, Rondetafel, Stap, Tafelstatus
from rondetafel.tafelmodus.doel import doelbeeld
from rondetafel.tafelmodus.inhoud import acties_van_vandaag, besluiten, punten
from rondetafel.tafelmodus.schermen import ELF
from rondetafel.tafelmodus.stappen import tafeldoelen
from toegang.policy import blijft_bij_gezinstijd

if TYPE_CHECKING:
    from toegang.access import Plek

STIL = "stil"
"""The table talks about something this seat does not see."""


def stand_voor(plek: Plek, tafel: Rondetafel) -> str:
    """Return what the picture of this seat depends on: the table, and what this seat sees now."""
    zicht = crc32(repr((plek.zicht.leefgebieden, plek.zicht.secties, plek.schild)).encode())
    return f"{tafel.status}-{tafel.stand}-{zicht}"


def beeld(plek: Plek, tafel: Rondetafel) -> dict[str, Any]:
    """Return what this seat sees now; ``scherm`` names the picture."""
    basis: dict[str, Any] = {
        "plek": plek,
        "tafel": tafel,
        "now": plek.now,
        "stand": stand_voor(plek, tafel),
    }
    if tafel.status == Tafelstatus.BEZIG and tafel.gezin_alleen:
        blijft = blijft_bij_gezinstijd(plek.deelname.rol) or plek.deelname.is_tolk
        return basis | {"scherm": "gezin", "blijft": blijft}
    if tafel.status == Tafelstatus.BEZIG:
        basis["schrijft"] = tafel.notulist_id == plek.deelname.pk
        deel = PER_STAP[Stap(tafel.stap)](plek, tafel)
        return basis | ({"scherm": STIL} if deel is None else {"scherm": tafel.stap, **deel})
    return basis | {"scherm": "klaar" if tafel.gesloten_op else "straks"}


def _welkom(plek: Plek, tafel: Rondetafel) -> dict[str, Any]:
    afwezig = set(
        Aanwezigheid.objects.filter(tafel=tafel, aanwezig=Aanwezig.NEE).values_list(
            "deelname", flat=True
        )
    )
    gasten = [g.deelname for g in gasten_voor(plek, tafel)]
    return {"mensen": [(mens(d, plek.vandaag), d.pk not in afwezig) for d in gasten]}


def _krachten(plek: Plek, tafel: Rondetafel) -> dict[str, Any] | None:
    rijen = krachten(plek)
    return {"krachten": rijen} if rijen else None


def _doel(plek: Plek, tafel: Rondetafel) -> dict[str, Any] | None:
    doelen: list[Doel] = tafeldoelen(plek, tafel)
    doel = next((d for d in doelen if d.pk == tafel.stap_doel_id), None)
    if doel is None:
        return None
    gezien = doelbeeld(plek, tafel, doel, plek.now)
    wie = plek.lid.pk if plek.lid else plek.deelname.pk
    return {
        "beeld": gezien,
        "scores": gezien.scores,
        "eigen": gezien.cijfers.get(wie),
        "was": gezien.vorige.get(wie),
        "mag_score": gezien.hier is not None and not plek.deelname.is_tolk,
        "elf": ELF,
    }


def _acties(plek: Plek, tafel: Rondetafel) -> dict[str, Any] | None:
    rijen = list(acties_voor(plek).filter(Q(status__in=OPEN)).exclude(tafel_id=tafel.pk))
    eigen = [(actie, actie.is_van(plek.deelname)) for actie in rijen]
    return {"acties": eigen} if rijen else None


def _afspraken(plek: Plek, tafel: Rondetafel) -> dict[str, Any] | None:
    vandaag = acties_van_vandaag(plek, tafel)
    als_actie = {actie.pk for actie in vandaag}
    deel = {
        "besluiten": [b for b in besluiten(plek, tafel) if b.actie_id not in als_actie],
        "punten": punten(plek, tafel),
        "vandaag": vandaag,
    }
    return deel if any(deel.values()) else None


def _volgende(plek: Plek, tafel: Rondetafel) -> dict[str, Any]:
    return {"dag": tafel.volgende_op}


def _sluiten(plek: Plek, tafel: Rondetafel) -> dict[str, Any]:
    return {"dag": tafel.volgende_op, "vandaag": acties_van_vandaag(plek, tafel)}


PER_STAP: dict[Stap, Callable[[Any, Rondetafel], dict[str, Any] | None]] = {
    Stap.WELKOM: _welkom,
    Stap.KRACHTEN: _krachten,
    Stap.DOELEN: _doel,
    Stap.ACTIES: _acties,
    Stap.AFSPRAKEN: _afspraken,
    Stap.VOLGENDE: _volgende,
    Stap.SLUITEN: _sluiten,
}
