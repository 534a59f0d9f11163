""" "Zo ziet Jolanda uw plan": what a seat would see if somebody allowed this much.

Computed by the same rule and the same querysets as the real thing, so that it cannot flatter.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gebruikers.models import Leefgebied
from toegang import kijkje, wie, woorden
from toegang.access import Plek, voorbeeld
from toegang.beslissers import Beslisser
from toegang.kijkje import Kijkje
from toegang.models import ALLES, Antwoord, Instemming
from toegang.zicht import Zicht
from vormgeving.zinnen import opsomming


def zo_ziet(
    plek: Plek,
    stand: wie.Stand,
    leefgebieden: Sequence[str],
    secties: Sequence[str],
    gebieden: Sequence[Leefgebied],
) -> Kijkje:
    """Return what the seat would see if ``plek`` allows this much.

    Who said yes already is counted as they said; of the others it is assumed that they allow as
    much (they can allow less, and then less is seen). Only what ``plek`` sees itself is named.
    """
    stand.deelname.plan = plek.plan
    zicht = wie.nieuw_zicht(plek, stand.deelname, _aangenomen(plek, stand, leefgebieden, secties))
    deel = kijkje.kijk(voorbeeld(stand.deelname, zicht, now=plek.now), plek)
    return Kijkje(
        ziet=[*over(zicht, gebieden), *deel.ziet, _("Wie er aan tafel zit, en de eigen acties")],
        ziet_niet=[*niet_in(zicht, gebieden), *deel.ziet_niet],
    )


def over(zicht: Zicht, gebieden: Sequence[Leefgebied]) -> list[str]:
    """Return one line with the leefgebieden of a scope: there may be nothing written there yet."""
    codes = {code for lijst in zicht.leefgebieden.values() for code in lijst}
    namen = [woorden.klein(naam) for naam in woorden.namen_van(sorted(codes), gebieden)]
    return [_("Wat er in het plan staat over %(wat)s") % {"wat": opsomming(namen)}] if namen else []


def niet_in(zicht: Zicht, gebieden: Sequence[Leefgebied]) -> list[str]:
    """Return the leefgebieden that a scope leaves out wholly; of sections the rooms speak."""
    codes = {code for lijst in zicht.leefgebieden.values() for code in lijst}
    return [g.naam for g in gebieden if ALLES not in codes and g.code not in codes]


def _aangenomen(
    plek: Plek, stand: wie.Stand, leefgebieden: Sequence[str], secties: Sequence[str]
) -> dict[Beslisser, Instemming]:
    zelf = plek.als_beslisser()
    uit: dict[Beslisser, Instemming] = {}
    for stem in stand.stemmen:
        eerder = stem.instemming
        if eerder and eerder.antwoord == Antwoord.JA and stem.beslisser not in zelf:
            uit[stem.beslisser] = eerder
        else:
            uit[stem.beslisser] = Instemming(
                deelname=stand.deelname,
                gever_naam=stem.beslisser.naam,
                antwoord=Antwoord.JA,
                leefgebieden=list(leefgebieden),
                secties=list(secties),
                gegeven_op=plek.now,
            )
    return uit
