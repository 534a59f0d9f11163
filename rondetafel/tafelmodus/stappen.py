"""The order of a table: its steps, and of the goals each one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from doelen.models import Doel, Doelstatus, Evaluatie
from rondetafel.models import Rondetafel, Stap

if TYPE_CHECKING:
    from toegang.access import Plek

WERK = (Doelstatus.CONCEPT, Doelstatus.ACTIEF)


@dataclass(frozen=True)
class Plaats:
    """Where the table is or can go: a step, and of *doelen* a goal. ``naam`` is on the button."""

    stap: str
    doel_id: UUID | None
    naam: str


@dataclass(frozen=True)
class Stapkop:
    """One step in the head of the screen."""

    stap: str
    naam: str
    nu: bool
    geweest: bool
    deel: str


def tafeldoelen(plek: Plek, tafel: Rondetafel) -> list[Doel]:
    """Return the goals this table talks about, as far as this seat sees them, in order.

    What is still a proposal is not talked about as a goal.
    """
    return [doel for doel in doelrijen(plek, tafel) if not doel.voorstel]


def doelrijen(plek: Plek, tafel: Rondetafel) -> list[Doel]:
    """Return those the family works at or has to establish, and those this table concluded about.

    Also what is still a proposal (``doel.voorstel``), with who proposed it.
    """
    hier = Evaluatie.objects.filter(tafel_id=tafel.pk).exclude(conclusie="").values("doel")
    rijen = Doel.objects.visible_to(plek).filter(Q(status__in=WERK) | Q(pk__in=hier))
    return list(rijen.select_related("leefgebied", "betreft", "woorden_van", "door"))


def route(doelen: Sequence[Doel]) -> list[Plaats]:
    """Return every place of the table in order."""
    uit: list[Plaats] = []
    for stap in Stap:
        if stap != Stap.DOELEN or not doelen:
            uit.append(Plaats(stap.value, None, str(stap.label)))
            continue
        for nummer, doel in enumerate(doelen, start=1):
            naam = _("doel %(nummer)s") % {"nummer": nummer}
            uit.append(Plaats(stap.value, doel.pk, naam))
    return uit


def plaats_nu(tafel: Rondetafel, plaatsen: Sequence[Plaats]) -> int | None:
    """Return where in the route the table is; None at a goal this seat does not see."""
    doel = tafel.stap_doel_id if tafel.stap == Stap.DOELEN else None
    for nummer, plaats in enumerate(plaatsen):
        if plaats.stap == tafel.stap and plaats.doel_id == doel:
            return nummer
    return None


def buren(tafel: Rondetafel, plaatsen: Sequence[Plaats]) -> tuple[Plaats | None, Plaats | None]:
    """Return the place before and the place after where the table is."""
    nu = plaats_nu(tafel, plaatsen)
    if nu is None:
        eerste = next((n for n, p in enumerate(plaatsen) if p.stap == tafel.stap), 0)
        nu = eerste if plaatsen[eerste].doel_id is None else eerste - 1
    vorige = plaatsen[nu - 1] if nu > 0 else None
    volgende = plaatsen[nu + 1] if nu + 1 < len(plaatsen) else None
    return vorige, volgende


def koppen(tafel: Rondetafel, doelen: Sequence[Doel]) -> list[Stapkop]:
    """Return the steps for the head of the screen, with "1 van 4" at the goals."""
    volgorde = list(Stap)
    nu = volgorde.index(Stap(tafel.stap))
    ids = [d.pk for d in doelen]
    deel = ""
    if tafel.stap == Stap.DOELEN and tafel.stap_doel_id in ids:
        nummer = ids.index(tafel.stap_doel_id) + 1
        deel = _("%(nummer)s van %(aantal)s") % {"nummer": nummer, "aantal": len(ids)}
    return [
        Stapkop(stap.value, str(stap.label), n == nu, n < nu, deel if n == nu else "")
        for n, stap in enumerate(volgorde)
    ]
