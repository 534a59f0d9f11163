"""What another seat would see of the people around a family, for "zo ziet Peter uw plan"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from netwerk.models import Netwerklid
from toegang.kijkje import Kijkje, register
from toegang.models import Sectie
from vormgeving.zinnen import opsomming

if TYPE_CHECKING:
    from toegang.access import Plek

VOORBEELDEN = 4


@register(volgorde=30)
def netwerk(voorbeeld: Plek, kijker: Plek) -> Kijkje:
    """Name a few of the people both see; one query."""
    if not voorbeeld.ziet_sectie(Sectie.NETWERK):
        return Kijkje(ziet_niet=[_("Welke mensen er om u heen zijn")])
    samen = Netwerklid.objects.visible_to(kijker).visible_to(voorbeeld)
    namen = list(samen.filter(weggehaald_op__isnull=True).values_list("naam", flat=True))
    if not namen:
        return Kijkje([_("De mensen om u heen, als u die opschrijft")])
    genoemd = namen[:VOORBEELDEN]
    if len(namen) > VOORBEELDEN:
        genoemd.append(_("anderen"))
    return Kijkje([_("De mensen om u heen: %(wie)s") % {"wie": opsomming(genoemd)}])
