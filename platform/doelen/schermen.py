"""What the screens of a kracht, a zorg and a doel say; the rest they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from doelen.forms import DoelForm, UitspraakForm
from doelen.models import Doel, Kracht, Zorg

if TYPE_CHECKING:
    from toegang.access import Plek


@dataclass(frozen=True)
class Scherm:
    """The words of one kind of text, and its form."""

    form: type[UitspraakForm]
    nieuw: Promise
    uitleg: Promise
    wijzig: Promise
    weghalen: Promise
    overnemen: Promise


SCHERMEN: dict[type[Kracht] | type[Zorg] | type[Doel], Scherm] = {
    Kracht: Scherm(
        UitspraakForm,
        nieuw=_("Wat gaat er goed?"),
        uitleg=_("Klein mag ook. Het plan begint met wat goed gaat."),
        wijzig=_("Wat goed gaat veranderen"),
        weghalen=_("Haalt u weg wat goed gaat?"),
        overnemen=_("Neemt u over wat goed gaat?"),
    ),
    Zorg: Scherm(
        UitspraakForm,
        nieuw=_("Waar maakt u zich zorgen over?"),
        uitleg=_("Schrijf op wat u ziet of merkt, niet wat u ervan vindt."),
        wijzig=_("Een zorg veranderen"),
        weghalen=_("Haalt u deze zorg weg?"),
        overnemen=_("Neemt u deze zorg over?"),
    ),
    Doel: Scherm(
        DoelForm,
        nieuw=_("Wat wilt u bereiken?"),
        uitleg=_("Schrijf het op zoals u het zelf zegt. Aan tafel stelt u het samen vast."),
        wijzig=_("Een doel veranderen"),
        weghalen=_("Haalt u dit doel weg?"),
        overnemen=_("Neemt u dit doel over?"),
    ),
}


def kop_nieuw(plek: Plek, scherm: Scherm, *, voorstel: bool) -> dict[str, object]:
    """The words above an empty form; who only proposes reads what happens with a proposal."""
    toelichting: str | Promise = ""
    if voorstel and plek.lid is not None:
        toelichting = _(
            "Schrijft u over uzelf, dan staat het meteen in het plan. Schrijft u over een ander of "
            "over het gezin, dan is het een voorstel: een ouder of de zorgcoördinator neemt het "
            "over, of niet. Dat hoort u."
        )
    elif voorstel:
        toelichting = _(
            "Dit is een voorstel. Een ouder of de zorgcoördinator neemt het over, of niet. "
            "Dat hoort u. Tot dan ziet alleen het gezin het."
        )
    return {"titel": scherm.nieuw, "uitleg": scherm.uitleg, "toelichting": toelichting}
