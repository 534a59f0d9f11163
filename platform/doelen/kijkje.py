"""What another seat would see of the texts of a plan, for "zo ziet Peter uw plan"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import IntegerField, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from doelen.models import Doel, Hulpvraag, Kracht, Zorg
from toegang.kijkje import Kijkje, register
from toegang.models import Sectie

if TYPE_CHECKING:
    from toegang.access import Plek

VOORBEELDEN = 5
"""So many of a kind are named; of more the number is said."""

DOEL, ZORG, KRACHT, HULPVRAAG = range(4)


@register(volgorde=10)
def doelen(voorbeeld: Plek, kijker: Plek) -> Kijkje:
    """Name what both see, kind after kind; one query, however much there is."""
    teksten: dict[int, list[str]] = {DOEL: [], ZORG: [], KRACHT: [], HULPVRAAG: []}
    for soort, _volgorde, tekst in sorted(_samen(voorbeeld, kijker)):
        teksten[soort].append(tekst)
    ziet = [
        *_regels(teksten[DOEL], _("Het doel “%(tekst)s”")),
        *_regels(teksten[ZORG], _("De zorg “%(tekst)s”")),
        *_regels(teksten[KRACHT], _("Wat goed gaat: “%(tekst)s”")),
    ]
    hulpvraag = _("Wat ieder van u wil bereiken, in eigen woorden")
    if teksten[HULPVRAAG]:
        ziet.append(hulpvraag)
    elif kijker.ziet_sectie(Sectie.HULPVRAAG) and not voorbeeld.ziet_sectie(Sectie.HULPVRAAG):
        return Kijkje(ziet, [hulpvraag])
    return Kijkje(ziet)


def _samen(voorbeeld: Plek, kijker: Plek) -> list[tuple[int, int, str]]:
    """Kind, order and text of every row that both seats see."""
    modellen: list[tuple[int, Any]] = [(DOEL, Doel), (ZORG, Zorg), (KRACHT, Kracht)]
    delen = [
        model.objects.visible_to(kijker)
        .visible_to(voorbeeld)
        .order_by()
        .values_list(Value(soort, IntegerField()), "volgorde", "tekst")
        for soort, model in modellen
    ]
    woorden = Hulpvraag.objects.visible_to(kijker).visible_to(voorbeeld).order_by()
    delen.append(
        woorden.values_list(Value(HULPVRAAG, IntegerField()), Value(0, IntegerField()), "tekst")
    )
    return list(delen[0].union(*delen[1:], all=True))


def _regels(teksten: list[str], zin: str) -> list[str]:
    regels = [zin % {"tekst": tekst} for tekst in teksten[:VOORBEELDEN]]
    over = len(teksten) - VOORBEELDEN
    if over > 0:
        meer = ngettext("En nog één daarvan", "En nog %(aantal)s daarvan", over)
        regels.append(meer % {"aantal": over})
    return regels
