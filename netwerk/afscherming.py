"""What of this room can be hidden from somebody: a person around the family."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from netwerk.models import Netwerklid
from toegang.afscherming.bronnen import Bron, register
from toegang.namen import noemwoorden

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gezinsplan.models import Gezinslid
    from toegang.access import Plek


def _op_de_lijst(plek: Plek) -> QuerySet[Netwerklid]:
    return Netwerklid.objects.visible_to(plek).filter(weggehaald_op__isnull=True)


def _noemt(rij: Netwerklid, plek: Plek) -> Sequence[str]:
    return noemwoorden(rij.naam, [lid.naam for lid in plek.leden])


def _van(rij: Netwerklid, leden: Sequence[Gezinslid]) -> Sequence[Gezinslid]:
    return [lid for lid in leden if rij.van_id in (None, lid.pk)]


register(
    Bron("netwerk", _("Mensen om het gezin heen"), _op_de_lijst, lambda rij: rij.naam, _noemt, _van)
)
