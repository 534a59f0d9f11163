"""How an action stands and what happened to it, in words. No database: rows come loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from acties.models import (
    GEVRAAGD,
    HERSTELTIJD,
    Actie,
    Actiegebeurtenis,
    Actiestatus,
    Gebeurtenissoort,
    Herhaling,
    Houderantwoord,
)
from toegang.beslissers import VOLWASSEN
from toegang.models import Deelname
from toegang.woorden import CHIP, voornaam, wat_iemand_is
from vormgeving.datums import dag, is_te_laat, korte_dag, telwoord, uiterlijk_zin
from vormgeving.zinnen import opsomming

if TYPE_CHECKING:
    from acties.access import Navraag


@dataclass(frozen=True)
class Staat:
    """How something stands: kind (goed, wacht, stop, rust), icon, words, and a line under it."""

    soort: str
    icoon: str
    tekst: str
    toelichting: str = ""


def roepnaam(deelname: Deelname | None) -> str:
    """How somebody is called in a sentence: the first name."""
    return voornaam(deelname.naam) if deelname else _("Iemand")


def chip(deelname: Deelname) -> str:
    """How the chip of this person looks: gezin, netwerk or professional."""
    return CHIP[deelname.rol]


def volgorde_aan_tafel(deelname: Deelname) -> tuple[int, int, str]:
    """Sort key: family in its own order, then its network, then professionals; ``lid`` loaded."""
    soorten = list(dict.fromkeys(CHIP.values()))
    plaats = deelname.lid.volgorde if deelname.lid else 0
    return soorten.index(chip(deelname)), plaats, deelname.naam


def wat(deelname: Deelname, vandaag: date) -> str:
    """What somebody is: "moeder", "15 jaar", "mentor, Het Baken College"."""
    lid = deelname.lid
    if lid is None:
        return wat_iemand_is(deelname)
    jaren = lid.leeftijd(vandaag)
    if jaren < VOLWASSEN:
        return _("%(jaren)s jaar") % {"jaren": jaren}
    return str(lid.get_verwantschap_display())


def namen_met(actie: Actie, *antwoorden: str) -> list[str]:
    """Return the first names of the owners who gave one of these answers."""
    return [roepnaam(h.deelname) for h in actie.houders.all() if h.antwoord in antwoorden]


def staat_van(actie: Actie, navraag: Navraag, nu: datetime) -> Staat:
    """Return how an action stands, for everybody who sees it."""
    if actie.status == Actiestatus.GEDAAN:
        return Staat("goed", "circle-check", _klaar(actie, nu))
    if actie.status == Actiestatus.VERVALLEN:
        return Staat("rust", "circle-minus", _("Hoeft niet meer"), actie.reden)
    if actie.status == Actiestatus.TERUGGEGEVEN:
        return Staat("wacht", "undo-2", _("Teruggegeven"), reden_in_woorden(actie))
    if actie.deadline and is_te_laat(actie.deadline, nu):
        zin = uiterlijk_zin(actie.deadline, nu)
        return Staat("stop", "circle-alert", zin, navraagzin(actie, navraag))
    kiezen = namen_met(actie, Houderantwoord.OPEN)
    if actie.status == Actiestatus.VOORGESTELD:
        return Staat("wacht", "hourglass", kiest_nog(kiezen), wanneer(actie, nu))
    ook = kiest_nog(kiezen) + "." if kiezen else ""
    if actie.status == Actiestatus.BEZIG:
        icoon = "repeat" if actie.herhaling else "circle-play"
        return Staat("goed", icoon, _("Bezig"), " ".join(filter(None, [wanneer(actie, nu), ook])))
    return Staat("rust", "calendar", wanneer(actie, nu) or _("Afgesproken"), ook)


def staat_voor_houder(actie: Actie, nu: datetime) -> Staat:
    """Return how an action stands, said to who does it."""
    if actie.status not in GEVRAAGD:
        return staat_van_afgerond(actie, nu)
    if actie.deadline is None:
        return Staat("rust", "calendar", _("Geen einddatum"))
    zin = uiterlijk_zin(actie.deadline, nu)
    if is_te_laat(actie.deadline, nu):
        sinds = _("%(te_laat)s, sinds %(dag)s")
        return Staat(
            "stop", "circle-alert", sinds % {"te_laat": zin, "dag": korte_dag(actie.deadline, nu)}
        )
    if actie.herhaling:
        return Staat("rust", "repeat", wanneer(actie, nu))
    return Staat("rust", "calendar", zin)


def staat_van_afgerond(actie: Actie, nu: datetime) -> Staat:
    """Return how an action stands that asks nothing any more of its owners."""
    if actie.status == Actiestatus.GEDAAN:
        return Staat("goed", "circle-check", _klaar(actie, nu))
    if actie.status == Actiestatus.VERVALLEN:
        return Staat("rust", "circle-minus", _("Hoeft niet meer"), actie.reden)
    return Staat("wacht", "undo-2", _("Teruggegeven"), actie.reden)


def _klaar(actie: Actie, nu: datetime) -> str:
    if actie.afgerond_op is None or nu - actie.afgerond_op < HERSTELTIJD:
        return _("Klaar, zojuist")
    return _("Klaar op %(dag)s") % {"dag": korte_dag(actie.afgerond_op, nu)}


def wanneer(actie: Actie, nu: datetime) -> str:
    """Return by when: "Uiterlijk vrijdag 4 december", "Elke week, weer op dinsdag 1 december"."""
    if actie.deadline is None:
        return ""
    if not actie.herhaling:
        return uiterlijk_zin(actie.deadline, nu)
    return _("%(keer)s, weer op %(dag)s") % {
        "keer": capfirst(Herhaling(actie.herhaling).label),
        "dag": dag(actie.deadline, nu),
    }


def kiest_nog(namen: Sequence[str]) -> str:
    """ "Noor kiest nog", "Noor en Tom kiezen nog"."""
    if len(namen) == 1:
        return _("%(naam)s kiest nog") % {"naam": namen[0]}
    if namen:
        return _("%(namen)s kiezen nog") % {"namen": opsomming(namen)}
    return _("Nog niet gekozen")


def reden_in_woorden(actie: Actie) -> str:
    """Who handed it back and why, in their own words."""
    namen = namen_met(actie, Houderantwoord.NEE)
    if not namen:
        return actie.reden
    return _("%(naam)s: “%(reden)s”") % {"naam": opsomming(namen), "reden": actie.reden}


def navraagzin(actie: Actie, navraag: Navraag) -> str:
    """Why this is late, as far as it is known: who asked, and who has not answered."""
    zinnen = []
    wie = namen_met(actie, Houderantwoord.OPEN, Houderantwoord.JA)
    namen = opsomming(wie)
    if navraag.gevraagd:
        zinnen.append(
            _("%(naam)s heeft %(aantal)s keer gevraagd.")
            % {"naam": voornaam(navraag.vrager), "aantal": telwoord(navraag.gevraagd)}
        )
    if navraag.herinnerd:
        zin = _("%(naam)s kreeg %(aantal)s keer een herinnering.")
        if len(wie) > 1:
            zin = _("%(naam)s kregen %(aantal)s keer een herinnering.")
        zinnen.append(zin % {"naam": namen, "aantal": telwoord(navraag.herinnerd)})
    zinnen.append(_antwoordzin(actie, len(wie) > 1, bool(zinnen)) % {"naam": namen})
    return " ".join(zinnen)


def _antwoordzin(actie: Actie, meer: bool, gevraagd: bool) -> str:
    if actie.status == Actiestatus.BEZIG:
        return _("%(naam)s zijn ermee bezig.") if meer else _("%(naam)s is ermee bezig.")
    if actie.status == Actiestatus.VOORGESTELD:
        if meer:
            return _("%(naam)s hebben nog niet gekozen.")
        return _("%(naam)s heeft nog niet gekozen.")
    if gevraagd:
        if meer:
            return _("%(naam)s hebben nog niet geantwoord.")
        return _("%(naam)s heeft nog niet geantwoord.")
    if meer:
        return _("%(naam)s hebben nog niet laten weten hoe het staat.")
    return _("%(naam)s heeft nog niet laten weten hoe het staat.")


@dataclass(frozen=True)
class Regel:
    """One line of the history."""

    op: datetime
    zin: str


def geschiedenis(
    actie: Actie, gebeurtenissen: Iterable[Actiegebeurtenis], nu: datetime
) -> list[Regel]:
    """Return what happened, oldest first, each as a sentence."""
    return [Regel(g.op, _zin(actie, g, nu)) for g in gebeurtenissen]


def _zin(actie: Actie, g: Actiegebeurtenis, nu: datetime) -> str:
    deel = {
        "door": roepnaam(g.door),
        "houder": roepnaam(g.houder),
        "reden": g.reden,
        "dag": dag(g.deadline, nu) if g.deadline else "",
    }
    return _VORM[g.soort](actie, g) % deel


def _gemaakt(actie: Actie, g: Actiegebeurtenis) -> str:
    if actie.tafel_id:
        return _("Afgesproken aan tafel. %(door)s schreef het op.")
    if g.houder_id is None:
        return _("%(door)s maakte deze actie.")
    if g.houder_id == g.door_id:
        return _("%(door)s nam dit op zich.")
    return _("%(door)s vroeg %(houder)s om dit te doen.")


def _status(actie: Actie, g: Actiegebeurtenis) -> str:
    if g.naar == Actiestatus.AFGESPROKEN:
        return _("%(door)s doet het.")
    if g.naar == Actiestatus.BEZIG:
        return _("%(door)s is begonnen.")
    if g.naar == Actiestatus.GEDAAN:
        return _("%(door)s is klaar.")
    if g.naar == Actiestatus.VERVALLEN:
        return _("%(door)s schreef dat dit niet meer hoeft: “%(reden)s”")
    if g.houder_id and g.houder_id != g.door_id:
        return _("%(houder)s doet dit niet meer: “%(reden)s”")
    return _("%(door)s gaf het terug: “%(reden)s”")


def _antwoord(actie: Actie, g: Actiegebeurtenis) -> str:
    if g.naar == Houderantwoord.JA:
        return _("%(door)s doet mee.")
    if g.houder_id and g.houder_id != g.door_id:
        return _("%(houder)s doet niet meer mee: “%(reden)s”")
    return _("%(door)s doet niet mee: “%(reden)s”")


def _overgedragen(actie: Actie, g: Actiegebeurtenis) -> str:
    if g.naar == Houderantwoord.JA and g.houder_id:
        return _("%(door)s nam dit over van %(houder)s.")
    if g.houder_id is None or g.houder_id == g.door_id:
        return _("%(door)s nam dit op zich.")
    if g.naar == Houderantwoord.OPEN:
        return _("%(door)s vroeg %(houder)s om dit over te nemen.")
    return _("%(door)s vroeg nu %(houder)s om dit te doen.")


def _herinnerd(actie: Actie, g: Actiegebeurtenis) -> str:
    if g.door_id is not None:
        return _("%(door)s vroeg hoe het staat.")
    if g.houder_id is not None:
        return _("%(houder)s kreeg een herinnering.")
    return _("Er ging een herinnering.")


def _gewijzigd(actie: Actie, g: Actiegebeurtenis) -> str:
    if g.deadline is not None:
        return _("%(door)s veranderde de datum in %(dag)s.")
    return _("%(door)s veranderde deze actie.")


_VORM: dict[str, Callable[[Actie, Actiegebeurtenis], str]] = {
    Gebeurtenissoort.GEMAAKT: _gemaakt,
    Gebeurtenissoort.STATUS: _status,
    Gebeurtenissoort.ONGEDAAN: lambda actie, g: _("%(door)s zette dit terug."),
    Gebeurtenissoort.KEER_GEDAAN: lambda actie, g: _("%(door)s deed dit, voor %(dag)s."),
    Gebeurtenissoort.HERINNERD: _herinnerd,
    Gebeurtenissoort.GEMELD: lambda actie, g: _(
        "De zorgcoördinator kreeg bericht dat het stil is."
    ),
    Gebeurtenissoort.OVERGEDRAGEN: _overgedragen,
    Gebeurtenissoort.ANTWOORD: _antwoord,
    Gebeurtenissoort.GEWIJZIGD: _gewijzigd,
}
