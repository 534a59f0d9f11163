"""Seats in plain words: what somebody sees, how a proposal stands, on what legal basis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toegang import policy
from toegang.beslissers import Beslisser
from toegang.models import ALLES, GEZIN, Antwoord, Deelname, Grondslag, Plekstatus, Rol, Sectie
from toegang.zicht import Zicht
from vormgeving.datums import dag
from vormgeving.zinnen import opsomming

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from gebruikers.models import Leefgebied
    from gezinsplan.models import Gezinslid
    from toegang.access import Plek
    from toegang.wie import Stand, Stem

CHIP: Mapping[str, str] = {
    Rol.OUDER.value: "gezin",
    Rol.JEUGDIGE.value: "gezin",
    Rol.NETWERKLID.value: "netwerk",
    Rol.JIM.value: "netwerk",
    Rol.PROFESSIONAL.value: "professional",
}
"""How a seat is drawn, by its role; it grants nothing."""

SECTIE_UITLEG: Mapping[str, str | _StrPromise] = {
    Sectie.HULPVRAAG: gettext_lazy("Wat ieder van het gezin zelf wil, in eigen woorden"),
    Sectie.ACTIES: gettext_lazy("De acties over de onderwerpen die aan staan"),
    Sectie.RONDETAFELS: gettext_lazy("Waar we over praten, en wat we afspraken"),
    Sectie.NETWERK: gettext_lazy("Familie, buren en vrienden die helpen"),
}

GRONDSLAG_UITLEG: Mapping[str, str | _StrPromise] = {
    Grondslag.ONBEKEND: gettext_lazy("De zorgcoördinator legt dit nog vast."),
    Grondslag.PUBLIEKE_TAAK: gettext_lazy(
        "Deze persoon werkt voor een organisatie die gezinnen moet helpen van de wet. Daarom mag "
        "die organisatie lezen wat daarvoor nodig is."
    ),
    Grondslag.WETTELIJKE_PLICHT: gettext_lazy(
        "De wet verplicht deze persoon om erbij te zijn. Uw ja is daar niet voor nodig."
    ),
    Grondslag.OVEREENKOMST: gettext_lazy(
        "U heeft met deze organisatie afgesproken dat zij u helpt. Daarvoor mag zij dit lezen."
    ),
    Grondslag.TOESTEMMING: gettext_lazy(
        "Dit mag omdat u het goed vindt. Zegt u nee, dan mag het niet meer."
    ),
    Grondslag.VITAAL_BELANG: gettext_lazy("Dit is nodig omdat iemands leven gevaar loopt."),
    Grondslag.HUISHOUDELIJK: gettext_lazy(
        "Deze persoon is iemand van u zelf. Daar geldt de privacywet niet voor."
    ),
}


def voornaam(naam: str) -> str:
    """How somebody is called in a short sentence."""
    return naam.split(" ")[0]


def klein(naam: str) -> str:
    """A name of a leefgebied or section inside a sentence; "GGZ" stays as it is."""
    return naam if naam[:2].isupper() else naam[:1].lower() + naam[1:]


def namen_van(codes: Sequence[str], gebieden: Iterable[Leefgebied]) -> list[str]:
    """Return the leefgebieden of these codes by name, in their order."""
    return [g.naam for g in gebieden if ALLES in codes or g.code in codes]


def zicht_in_woorden(
    zicht: Zicht, leden: Sequence[Gezinslid], gebieden: Sequence[Leefgebied]
) -> str:
    """Return what a scope shows: "school en vrije tijd", "alles", or per person where it differs.

    Fits behind "ziet"; empty when it shows no leefgebied.
    """
    sleutels = [(GEZIN, _("het gezin samen")), *((str(lid.id), lid.voornaam) for lid in leden)]
    per_groep: dict[tuple[str, ...], list[str]] = {}
    for sleutel, naam in sleutels:
        codes = zicht.leefgebieden.get(sleutel, [])
        if codes:
            per_groep.setdefault(tuple(sorted(codes)), []).append(naam)
    if not per_groep:
        return ""
    if len(per_groep) == 1:
        return _alles_of(next(iter(per_groep)), gebieden)
    delen = [
        _("over %(wie)s: %(wat)s") % {"wie": opsomming(wie), "wat": _alles_of(codes, gebieden)}
        for codes, wie in per_groep.items()
    ]
    return "; ".join(delen)


def _alles_of(codes: Sequence[str], gebieden: Sequence[Leefgebied]) -> str:
    if ALLES in codes:
        return _("alles")
    return opsomming([klein(naam) for naam in namen_van(codes, gebieden)])


def ziet(deelname: Deelname, plek: Plek, gebieden: Sequence[Leefgebied]) -> str:
    """Return what a seat sees as half a sentence: "ziet school en vrije tijd"."""
    if deelname.is_zorgcoordinator:
        return _("ziet alles")
    zicht = Zicht(deelname.leefgebieden, deelname.secties)
    woorden = zicht_in_woorden(zicht, plek.leden, gebieden)
    if woorden:
        return _("ziet %(wat)s") % {"wat": woorden}
    return _("ziet alleen wie er zit, de datum en de eigen acties")


def sectie_namen(secties: Sequence[str]) -> list[str]:
    """Return the sections by name, in their order."""
    return [capfirst(str(s.label)) for s in Sectie if ALLES in secties or s.value in secties]


def heet(beslisser: Beslisser, plek: Plek) -> str:
    """How the one who looks reads this name: "u", a first name, or an institution's name."""
    if beslisser in plek.als_beslisser():
        return _("u")
    if beslisser.soort == "lid":
        return next((lid.voornaam for lid in plek.leden if lid.id == beslisser.id), beslisser.naam)
    return beslisser.naam


def namen(stemmen: Iterable[Stem], plek: Plek) -> str:
    """ "u en Mark", for these answers."""
    return opsomming([heet(stem.beslisser, plek) for stem in stemmen])


def stand_in_woorden(stand: Stand, plek: Plek, *, mag_namen: bool) -> tuple[str, str]:
    """Return how a proposal stands: the kind of state and its words.

    ``mag_namen`` is whether the reader may know who said what: those who decide and the
    zorgcoördinator; for who proposed it is "het gezin".
    """
    deelname = stand.deelname
    if deelname.status in _VAST:
        return _vaste_staat(deelname, plek)
    if not mag_namen:
        if deelname.status == Plekstatus.IN_GESPREK:
            return "wacht", _("Het gezin wil er eerst over praten")
        return "wacht", _("Het gezin kiest nog")
    if stand.is_oneens:
        return "wacht", capfirst(
            _("%(ja)s zegt ja, %(nee)s zegt nee")
            % {
                "ja": namen(stand.zei(Antwoord.JA), plek),
                "nee": namen(stand.zei(Antwoord.NEE), plek),
            }
        )
    praten, nee = stand.zei(Antwoord.PRATEN), stand.zei(Antwoord.NEE)
    if praten:
        return "wacht", capfirst(_wil_praten(praten, plek))
    if nee:
        return "wacht", capfirst(_("%(wie)s zegt nee") % {"wie": namen(nee, plek)})
    wacht = [stem for stem in stand.stemmen if stem.beslisser in stand.wacht_op]
    return "wacht", _("Wacht op %(wie)s") % {"wie": namen(wacht, plek)}


def _wil_praten(stemmen: list[Stem], plek: Plek) -> str:
    if len(stemmen) == 1 and stemmen[0].beslisser in plek.als_beslisser():
        return _("u wilt eerst praten")
    if len(stemmen) == 1:
        return _("%(wie)s wil eerst praten") % {"wie": namen(stemmen, plek)}
    return _("%(wie)s willen eerst praten") % {"wie": namen(stemmen, plek)}


_VAST = {
    Plekstatus.GOEDGEKEURD,
    Plekstatus.UITGENODIGD,
    Plekstatus.ACTIEF,
    Plekstatus.AFGEWEZEN,
    Plekstatus.BEEINDIGD,
}


def _vaste_staat(deelname: Deelname, plek: Plek) -> tuple[str, str]:
    if deelname.status == Plekstatus.GOEDGEKEURD:
        return "wacht", _("Mag komen, nog niet uitgenodigd")
    if deelname.status == Plekstatus.UITGENODIGD:
        return "wacht", _("Uitgenodigd, nog geen antwoord")
    if deelname.status == Plekstatus.AFGEWEZEN:
        return "rust", _("Niet doorgegaan")
    if deelname.status == Plekstatus.BEEINDIGD or not deelname.is_actief(plek.vandaag):
        return "rust", _("Gestopt")
    if deelname.tot:
        return "rust", _("Tot %(dag)s") % {"dag": dag(deelname.tot, plek.now)}
    return "goed", _("Zit aan tafel")


def antwoord_in_woorden(stem: Stem, *, toegelaten: bool = False) -> tuple[str, str]:
    """Return one answer as a kind of state and its words.

    Of a seat that is ``toegelaten`` already nobody has to choose any more.
    """
    if toegelaten and not stem.antwoord:
        return "rust", _("Nog niet gevraagd")
    return {
        Antwoord.JA.value: ("goed", _("Zegt ja")),
        Antwoord.NEE.value: ("rust", _("Zegt nee")),
        Antwoord.PRATEN.value: ("wacht", _("Wil eerst praten")),
    }.get(stem.antwoord, ("wacht", _("Nog niet gekozen")))


def wat_iemand_is(deelname: Deelname) -> str:
    """Return function, role and organisation in one line: "mentor, Het Baken College"."""
    delen = [deelname.functie]
    if deelname.is_zorgcoordinator and deelname.functie.lower() != "zorgcoördinator":
        delen.append(_("zorgcoördinator"))
    if deelname.is_tolk and deelname.functie.lower() != "tolk":
        delen.append(_("tolk"))
    if deelname.rol in policy.EINDIGT_DOOR_JONGERE and deelname.jim_van:
        delen.append(_("JIM van %(naam)s") % {"naam": deelname.jim_van.voornaam})
    if deelname.organisatie:
        delen.append(deelname.organisatie.naam)
    return ", ".join(deel for deel in delen if deel) or deelname.get_rol_display()
