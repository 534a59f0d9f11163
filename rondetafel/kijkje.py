"""What another seat would see of the tables of a plan, for "zo ziet Peter uw plan"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from toegang.kijkje import Kijkje, register
from toegang.models import Sectie

if TYPE_CHECKING:
    from toegang.access import Plek


@register(volgorde=40)
def rondetafels(voorbeeld: Plek, kijker: Plek) -> Kijkje:
    """Say what everyone sees of a table they are invited to, and what the section adds."""
    ziet = [_("Waar en wanneer een tafel is, na een uitnodiging, en wie er komt")]
    ziet_niet: list[str] = []
    if kijker.ziet_sectie(Sectie.RONDETAFELS):
        regel = _("De agenda en het verslag van de tafel")
        (ziet if voorbeeld.ziet_sectie(Sectie.RONDETAFELS) else ziet_niet).append(regel)
    return Kijkje(ziet, ziet_niet)
