"""What of a step somebody at the table does not see otherwise. No database: rows come loaded.

These say the same as ``visible_to`` of each row (a test holds them together); they are asked for a
warning to the notulist, never to decide what a page shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import ngettext

from acties.models import Actiestatus, Houderantwoord
from toegang.models import Sectie
from vormgeving.zinnen import opsomming

if TYPE_CHECKING:
    from acties.models import Actie
    from doelen.models import Doel, Kracht, Zorg
    from rondetafel.models import Agendapunt, Besluit
    from rondetafel.tafelmodus.mensen import Persoon
    from toegang.access import Plek

Rij = TypeVar("Rij")


def ziet_uitspraak(plek: Plek, rij: Kracht | Zorg | Doel) -> bool:
    """Whether this seat sees a kracht, zorg or doel."""
    if not plek.ziet_rij(rij):
        return False
    familie = plek.is_coordinator or plek.lid is not None
    return familie or not rij.voorstel or rij.door_id == plek.deelname.pk


def ziet_actie(plek: Plek, actie: Actie) -> bool:
    """Whether this seat sees an open action."""
    if plek.schild.verbergt(actie) or any(map(plek.schild.verbergt, actie.houders.all())):
        return False
    if plek.is_coordinator:
        return True
    eigen = any(
        h.deelname_id == plek.deelname.pk
        and (h.antwoord != Houderantwoord.NEE or actie.status == Actiestatus.TERUGGEGEVEN)
        for h in actie.houders.all()
    )
    in_zicht = plek.ziet(actie.betreft_id, actie.leefgebied)
    return eigen or (plek.ziet_sectie(Sectie.ACTIES) and in_zicht)


def ziet_punt(plek: Plek, punt: Agendapunt) -> bool:
    """Whether this seat sees an item of the agenda."""
    if plek.schild.verbergt(punt):
        return False
    if plek.is_coordinator or punt.door_id == plek.deelname.pk:
        return True
    return plek.ziet_sectie(Sectie.RONDETAFELS) and _ziet_met_gebied(plek, punt)


def ziet_besluit(plek: Plek, besluit: Besluit) -> bool:
    """Whether this seat sees an agreement."""
    return _ziet_met_gebied(plek, besluit)


def _ziet_met_gebied(plek: Plek, rij: Any) -> bool:
    if plek.schild.verbergt(rij):
        return False
    return rij.leefgebied is None or plek.ziet(rij.betreft_id, rij.leefgebied)


def wie_ziet_niet(
    mensen: Iterable[Persoon], rijen: Iterable[Rij], ziet: Callable[[Plek, Rij], bool]
) -> list[str]:
    """Return what to call everybody who is there and does not see one of ``rijen``."""
    alle = list(rijen)
    return [
        wie.roepnaam
        for wie in mensen
        if wie.is_er and wie.plek is not None and not all(ziet(wie.plek, rij) for rij in alle)
    ]


def waarschuwing_doel(namen: Sequence[str]) -> str:
    """ "Fatma ziet dit doel anders niet. Vraag of zij even meekijkt of niet." """
    if not namen:
        return ""
    zin = ngettext(
        "%(wie)s ziet dit doel anders niet. Vraag het gezin of %(wie)s even meekijkt of niet.",
        "%(wie)s zien dit doel anders niet. Vraag het gezin of zij even meekijken of niet.",
        len(namen),
    )
    return zin % {"wie": opsomming(namen)}


def waarschuwing_stap(namen: Sequence[str]) -> str:
    """As :func:`waarschuwing_doel`, for a list of which they see a part."""
    if not namen:
        return ""
    zin = ngettext(
        "%(wie)s ziet anders niet alles wat hier komt te staan. "
        "Vraag het gezin of %(wie)s even meekijkt of niet.",
        "%(wie)s zien anders niet alles wat hier komt te staan. "
        "Vraag het gezin of zij even meekijken of niet.",
        len(namen),
    )
    return zin % {"wie": opsomming(namen)}
