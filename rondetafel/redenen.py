"""Why a time cannot be, in words: for who plans, and for who chooses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rondetafel.feestdagen import Feestdag
from rondetafel.models import Verhindering, Verhinderingsreden
from rondetafel.scheduling import KANTOOR, SCHOOL, Hindernis, Oordeel, Soort, Verhinderd
from vormgeving.datums import tijd as uur
from vormgeving.zinnen import opsomming

FEESTDAGEN = {
    Feestdag.NIEUWJAARSDAG: gettext_lazy("nieuwjaarsdag"),
    Feestdag.PAASDAG: gettext_lazy("Eerste Paasdag"),
    Feestdag.TWEEDE_PAASDAG: gettext_lazy("Tweede Paasdag"),
    Feestdag.KONINGSDAG: gettext_lazy("Koningsdag"),
    Feestdag.BEVRIJDINGSDAG: gettext_lazy("Bevrijdingsdag"),
    Feestdag.HEMELVAARTSDAG: gettext_lazy("Hemelvaartsdag"),
    Feestdag.PINKSTERDAG: gettext_lazy("Eerste Pinksterdag"),
    Feestdag.TWEEDE_PINKSTERDAG: gettext_lazy("Tweede Pinksterdag"),
    Feestdag.KERSTDAG: gettext_lazy("Eerste Kerstdag"),
    Feestdag.TWEEDE_KERSTDAG: gettext_lazy("Tweede Kerstdag"),
}

# The word in a cell of the grid, where the name stands beside it.
CEL = {
    Verhinderingsreden.WERK.value: gettext_lazy("werkt niet"),
    Verhinderingsreden.DIENST.value: gettext_lazy("heeft dienst"),
    Verhinderingsreden.LES.value: gettext_lazy("heeft les"),
    Verhinderingsreden.WEG.value: gettext_lazy("is weg"),
    Verhinderingsreden.ANDERS.value: gettext_lazy("kan niet"),
}
# The same as a sentence: somebody's own hours, on every ... / at that hour.
OP_DAG = {
    Verhinderingsreden.WERK.value: gettext_lazy("%(wie)s werkt niet op %(dag)s"),
    Verhinderingsreden.DIENST.value: gettext_lazy("%(wie)s heeft dienst op %(dag)s"),
    Verhinderingsreden.LES.value: gettext_lazy("%(wie)s heeft les op %(dag)s"),
    Verhinderingsreden.WEG.value: gettext_lazy("%(wie)s is weg op %(dag)s"),
    Verhinderingsreden.ANDERS.value: gettext_lazy("%(wie)s kan niet op %(dag)s"),
}
OP_UUR = {
    Verhinderingsreden.WERK.value: gettext_lazy("%(wie)s werkt dan niet"),
    Verhinderingsreden.DIENST.value: gettext_lazy("%(wie)s heeft dan dienst"),
    Verhinderingsreden.LES.value: gettext_lazy("%(wie)s heeft dan les"),
    Verhinderingsreden.WEG.value: gettext_lazy("%(wie)s is dan weg"),
    Verhinderingsreden.ANDERS.value: gettext_lazy("%(wie)s kan dan niet"),
}


def in_cel(hindernis: Hindernis) -> str:
    """Return the few words that stand beside a name in the grid."""
    if hindernis.verhinderd is not None:
        return str(CEL[hindernis.verhinderd.reden or Verhinderingsreden.ANDERS.value])
    return _("andere tafel")


def zin(hindernis: Hindernis, namen: Mapping[Any, str]) -> str:
    """Return why not, as a sentence without its full stop: "Peter werkt niet op woensdag"."""
    if hindernis.feestdag is not None:
        return _("Het is dan %(feestdag)s") % {"feestdag": FEESTDAGEN[hindernis.feestdag]}
    wie = namen.get(hindernis.gast, "")
    if hindernis.verhinderd is not None:
        return _verhinderd(hindernis.verhinderd, wie)
    if hindernis.soort == Soort.LES:
        tot = uur(SCHOOL[1])
        return _("%(wie)s heeft les tot %(tot)s") % {"wie": wie, "tot": tot}
    if hindernis.soort == Soort.KANTOOR:
        van, tot = (uur(t) for t in KANTOOR)
        return _("%(wie)s werkt op werkdagen van %(van)s tot %(tot)s") % {
            "wie": wie,
            "van": van,
            "tot": tot,
        }
    return _("%(wie)s zit dan aan een andere tafel") % {"wie": wie}


def _verhinderd(verhinderd: Verhinderd, wie: str) -> str:
    reden = verhinderd.reden or Verhinderingsreden.ANDERS.value
    if verhinderd.dag is None or verhinderd.van is not None:
        return str(OP_UUR[reden]) % {"wie": wie}
    return str(OP_DAG[reden]) % {"wie": wie, "dag": weekdag(verhinderd.dag)}


def weekdag(nummer: int) -> str:
    """Return the name of a day of the week in a sentence; 0 is Monday."""
    return str(WEEKDAYS[nummer]).lower()


def zinnen(hindernissen: Iterable[Hindernis], namen: Mapping[Any, str]) -> str:
    """Return several reasons as text: a sentence each, one for all who sit at another table."""
    alle = list(hindernissen)
    bezet = [h for h in alle if h.soort == Soort.BEZET]
    delen = [zin(h, namen) for h in alle if h not in bezet or len(bezet) == 1]
    if len(bezet) > 1:
        samen = _("%(wie)s zitten dan aan een andere tafel")
        delen.append(samen % {"wie": opsomming([namen[h.gast] for h in bezet])})
    return " ".join(f"{deel}." for deel in delen)


def waarom_niet(
    oordeel: Oordeel, namen: Mapping[Any, str], hindernissen: Mapping[Any, Hindernis]
) -> str:
    """Return why a time cannot be (for everyone who must be there); empty when it can.

    Args:
        oordeel: what ``scheduling.rank`` says of the time.
        namen: what to call each guest.
        hindernissen: what is known to stand in each guest's way at this time.
    """
    if not oordeel.mist:
        return "" if not oordeel.valt_af else _("Niemand van het gezin kan dan")
    bekend = [zinnen([hindernissen[g] for g in oordeel.mist if g in hindernissen], namen)]
    rest = [namen[g] for g in oordeel.mist if g not in hindernissen]
    if rest:
        meer = ngettext("%(wie)s kan dan niet", "%(wie)s kunnen dan niet", len(rest))
        bekend.append(meer % {"wie": opsomming(rest)})
    return " ".join(bekend).strip().removesuffix(".")


def hoe_goed(oordeel: Oordeel, namen: Mapping[Any, str]) -> str:
    """Return what to know of a possible time: who would rather not, who cannot, who is silent."""
    kan_niet = [g for g in oordeel.kan_niet if g not in oordeel.mist]
    delen = []
    if oordeel.liever_niet:
        delen.append(_("%(wie)s liever niet") % {"wie": _namen(oordeel.liever_niet, namen)})
    if kan_niet:
        zegt = ngettext("%(wie)s kan niet", "%(wie)s kunnen niet", len(kan_niet))
        delen.append(zegt % {"wie": _namen(kan_niet, namen)})
    if oordeel.wacht:
        delen.append(_("nog niets van %(wie)s") % {"wie": _namen(oordeel.wacht, namen)})
    return ", ".join(delen)


def _namen(ids: Sequence[Any], namen: Mapping[Any, str]) -> str:
    return opsomming([namen[g] for g in ids])


def verhindering_in_woorden(rij: Verhindering) -> str:
    """Return somebody's own hours as they read them: "Elke woensdag, van 9:00 tot 12:00"."""
    delen = [_("Elke dag") if rij.dag is None else _("Elke %(dag)s") % {"dag": weekdag(rij.dag)}]
    if rij.vanaf and rij.tot:
        uren = _("van %(vanaf)s tot %(tot)s")
        delen.append(uren % {"vanaf": uur(rij.vanaf), "tot": uur(rij.tot)})
    elif rij.vanaf:
        delen.append(_("vanaf %(vanaf)s") % {"vanaf": uur(rij.vanaf)})
    elif rij.tot:
        delen.append(_("tot %(tot)s") % {"tot": uur(rij.tot)})
    if rij.van:
        delen.append(_("van %(dag)s") % {"dag": date_format(rij.van, "l j F Y")})
    if rij.tot_en_met:
        delen.append(_("tot en met %(dag)s") % {"dag": date_format(rij.tot_en_met, "l j F Y")})
    return f"{', '.join(delen)}: {rij.get_reden_display()}"
