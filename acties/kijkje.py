"""What another seat would see of the actions of a plan, for "zo ziet Peter uw plan"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acties.models import OPEN, Actie, Actiehouder
from acties.woorden import roepnaam
from toegang.kijkje import Kijkje, register
from toegang.models import Sectie
from vormgeving.zinnen import opsomming

if TYPE_CHECKING:
    from toegang.access import Plek

VOORBEELDEN = 5


@register(volgorde=20)
def acties(voorbeeld: Plek, kijker: Plek) -> Kijkje:
    """Name the open actions both see; two queries, however many there are."""
    if not voorbeeld.ziet_sectie(Sectie.ACTIES):
        return Kijkje(ziet_niet=[_("Wie wat doet, behalve de eigen acties")])
    houders = Actiehouder.objects.select_related("deelname")
    samen = Actie.objects.visible_to(kijker).visible_to(voorbeeld).filter(status__in=OPEN)
    rijen = list(samen.distinct().prefetch_related(Prefetch("houders", houders)))
    ziet = [_regel(actie) for actie in rijen[:VOORBEELDEN]]
    over = len(rijen) - VOORBEELDEN
    if over > 0:
        meer = ngettext("En nog één actie", "En nog %(aantal)s acties", over)
        ziet.append(meer % {"aantal": over})
    return Kijkje(ziet)


def _regel(actie: Actie) -> str:
    namen = opsomming([roepnaam(houder.deelname) for houder in actie.houders.all()])
    if not namen:
        return _("De actie: %(tekst)s") % {"tekst": actie.tekst}
    return _("De actie van %(wie)s: %(tekst)s") % {"wie": namen, "tekst": actie.tekst}
