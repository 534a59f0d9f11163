"""What another seat would see of the texts of a plan, for "zo ziet Peter uw plan"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from doelen.models import Doel, Hulpvraag, Kracht, Zorg
from toegang.kijkje import Kijkje, register

if TYPE_CHECKING:
    from toegang.access import Plek

VOORBEELDEN = 6
"""So many goals are named; of more the number is said."""


@register(volgorde=10)
def doelen(voorbeeld: Plek, kijker: Plek) -> Kijkje:
    """Name the goals both see, and count the rest; seven queries, however much there is."""
    ziet, ziet_niet = [], []
    alle, samen = _aantal(Doel, kijker), list(_samen(Doel, voorbeeld, kijker))
    ziet += [_("Het doel “%(tekst)s”") % {"tekst": doel.tekst} for doel in samen[:VOORBEELDEN]]
    if len(samen) > VOORBEELDEN:
        over = len(samen) - VOORBEELDEN
        zin = ngettext("En nog één doel", "En nog %(aantal)s doelen", over)
        ziet.append(zin % {"aantal": over})
    if alle > len(samen):
        ziet_niet.append(_niet("doel", alle - len(samen), len(samen)))
    for model in (Kracht, Zorg):
        aantal = _samen(model, voorbeeld, kijker).count()
        rest = _aantal(model, kijker) - aantal
        if aantal:
            ziet.append(_wel(model.soort, aantal))
        if rest:
            ziet_niet.append(_niet(model.soort, rest, aantal))
    if Hulpvraag.objects.visible_to(kijker).exists():
        regel = _("Wat ieder van u wil bereiken, in eigen woorden")
        (ziet if voorbeeld.ziet_sectie("hulpvraag") else ziet_niet).append(regel)
    return Kijkje(ziet, ziet_niet)


def _samen(model: Any, voorbeeld: Plek, kijker: Plek) -> Any:
    return model.objects.visible_to(kijker).visible_to(voorbeeld)


def _aantal(model: Any, plek: Plek) -> int:
    aantal: int = model.objects.visible_to(plek).count()
    return aantal


def _wel(soort: str, aantal: int) -> str:
    zinnen = {
        "kracht": ngettext("Eén ding dat goed gaat", "%(aantal)s dingen die goed gaan", aantal),
        "zorg": ngettext("Eén zorg", "%(aantal)s zorgen", aantal),
    }
    return zinnen[soort] % {"aantal": aantal}


def _niet(soort: str, rest: int, wel: int) -> str:
    """ "Uw andere 2 zorgen", or "Uw zorgen" when none of them is seen."""
    alle = {
        "doel": _("De doelen"),
        "kracht": _("Wat goed gaat"),
        "zorg": _("De zorgen"),
    }
    andere = {
        "doel": ngettext("Eén ander doel", "%(aantal)s andere doelen", rest),
        "kracht": ngettext(
            "Eén ander ding dat goed gaat", "%(aantal)s andere dingen die goed gaan", rest
        ),
        "zorg": ngettext("Eén andere zorg", "%(aantal)s andere zorgen", rest),
    }
    return andere[soort] % {"aantal": rest} if wel else alle[soort]
