"""The table as its pages show it: who comes, how a poll stands, the grid. Rows come loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rondetafel import redenen
from rondetafel.gasten import Mens, mens, roepnaam
from rondetafel.models import (
    Golf,
    Golfopening,
    Rondetafel,
    Tafelstatus,
    Tijdantwoord,
    Tijdvoorstel,
    Uitnodiging,
    Uitnodigingsantwoord,
)
from rondetafel.scheduling import Oordeel
from vormgeving.datums import dag_in_delen, dag_tijd, telwoord
from vormgeving.zinnen import opsomming

if TYPE_CHECKING:
    from rondetafel.rooster import Beeld

KOMST = {
    Uitnodigingsantwoord.JA.value: "goed",
    Uitnodigingsantwoord.NEE.value: "rust",
    Uitnodigingsantwoord.MISSCHIEN.value: "wacht",
    Uitnodigingsantwoord.OPEN.value: "rust",
}
"""The kind of state that goes with an answer to an invitation."""

KOMST_ICOON = {
    Uitnodigingsantwoord.NEE.value: "circle-minus",
    Uitnodigingsantwoord.MISSCHIEN.value: "circle-question-mark",
}


def duur_in_woorden(minuten: int) -> str:
    """Return how long: "anderhalf uur"."""
    woorden = {
        60: _("een uur"),
        90: _("anderhalf uur"),
        120: _("twee uur"),
        150: _("tweeënhalf uur"),
    }
    return woorden.get(minuten) or _("%(aantal)s minuten") % {"aantal": minuten}


# --- who comes ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Komst:
    """One guest, and whether they come."""

    mens: Mens
    verplicht: bool
    staat: str
    woord: str
    icoon: str
    toelichting: str


def wie_komt(gasten: Sequence[Uitnodiging], now: datetime) -> list[Komst]:
    """Return the guests of a planned table, in their order."""
    vandaag = timezone.localdate(now)
    return [
        Komst(
            mens(g.deelname, vandaag),
            g.verplicht,
            KOMST[g.antwoord],
            capfirst(g.get_antwoord_display()),
            KOMST_ICOON.get(g.antwoord, ""),
            g.toelichting,
        )
        for g in gasten
    ]


def stoelen(gasten: Sequence[Uitnodiging], now: datetime) -> list[dict[str, str]]:
    """Return the chairs of the drawing; of who does not come it stays empty."""
    vandaag = timezone.localdate(now)
    mensen = [(g, mens(g.deelname, vandaag)) for g in gasten]
    return [
        {
            "naam": wie.naam,
            "soort": "afwezig" if g.antwoord == Uitnodigingsantwoord.NEE else wie.soort,
        }
        for g, wie in mensen
    ]


def midden(tafel: Rondetafel) -> datetime | str:
    """Return what stands in the middle of the drawing: the time, or that there is none."""
    return tafel.begin or _("Nog geen\ntijd")


def telling(gasten: Sequence[Uitnodiging]) -> str:
    """Return how many come: "Er komen vijf mensen. Van drie is er nog geen antwoord."."""
    komt = sum(g.antwoord == Uitnodigingsantwoord.JA for g in gasten)
    stil = sum(g.antwoord == Uitnodigingsantwoord.OPEN for g in gasten)
    zinnen = []
    if komt:
        zin = ngettext("Er komt één persoon.", "Er komen %(aantal)s mensen.", komt)
        zinnen.append(zin % {"aantal": telwoord(komt)} if komt > 1 else zin)
    if stil:
        zinnen.append(_("Van %(aantal)s is er nog geen antwoord.") % {"aantal": telwoord(stil)})
    return " ".join(zinnen)


# --- how a poll stands ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Golfregel:
    """One wave: who is in it, when and why it opened, and who is still to answer."""

    golf: int
    naam: str
    namen: str
    geopend_op: datetime | None
    reden: str
    door: str
    stil: str
    klaar: bool
    volgende: bool

    @property
    def waarom(self) -> str:
        """Why it opened before everyone had answered."""
        if self.door:
            return _("%(wie)s wachtte niet: %(reden)s.") % {
                "wie": self.door,
                "reden": self.reden.rstrip("."),
            }
        return _("Vanzelf na drie dagen: %(reden)s.") % {"reden": self.reden}

    @property
    def stilzin(self) -> str:
        """Who is still to answer."""
        return _("Nog geen antwoord van %(wie)s") % {"wie": self.stil}


def golven(tafel: Rondetafel, beeld: Beeld, openingen: Iterable[Golfopening]) -> list[Golfregel]:
    """Return the waves of this round that have people in them."""
    per_golf = {o.golf: o for o in openingen if o.ronde == tafel.peilronde}
    regels = []
    for golf in Golf:
        gasten = [g for g in beeld.gasten if g.golf == golf]
        opening = per_golf.get(golf.value)
        stil = [g for g in gasten if beeld.open_van(g.deelname_id)]
        if gasten:
            regels.append(
                Golfregel(
                    golf.value,
                    str(capfirst(golf.label)),
                    opsomming([beeld.namen[g.deelname_id] for g in gasten]),
                    opening.op if opening else None,
                    opening.reden if opening else "",
                    roepnaam(opening.door) if opening and opening.door else "",
                    opsomming([beeld.namen[g.deelname_id] for g in stil]),
                    klaar=bool(opening) and not stil,
                    volgende=golf == tafel.golf + 1,
                )
            )
    return regels


def wie_koos(beeld: Beeld) -> str:
    """Return "Acht van de negen mensen hebben gekozen. Alleen Fatma nog niet."."""
    stil = [beeld.namen[g.deelname_id] for g in beeld.gasten if beeld.open_van(g.deelname_id)]
    alle, klaar = len(beeld.gasten), len(beeld.gasten) - len(stil)
    if not stil:
        return _("Iedereen heeft gekozen.")
    if not klaar:
        return _("Nog niemand heeft bij elke tijd gekozen.")
    zin = ngettext(
        "%(klaar)s van de %(alle)s mensen heeft gekozen.",
        "%(klaar)s van de %(alle)s mensen hebben gekozen.",
        klaar,
    ) % {"klaar": telwoord(klaar), "alle": telwoord(alle)}
    if len(stil) == 1:
        return capfirst(zin) + " " + _("Alleen %(wie)s nog niet.") % {"wie": stil[0]}
    if len(stil) <= 3:
        return capfirst(zin) + " " + _("%(wie)s nog niet.") % {"wie": opsomming(stil)}
    return capfirst(zin)


# --- the grid -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cel:
    """What one person says to one time."""

    staat: str
    woord: str
    icoon: str


@dataclass(frozen=True)
class Kolom:
    """One time: how good it is, in a kind of state and in words."""

    tijd: Tijdvoorstel
    dag: str
    datum: str
    beste: bool
    valt_af: bool
    kan_gekozen: bool
    staat: str
    woorden: str

    @property
    def icoon(self) -> str:
        """The drawing of its kind of state, where that is not the usual one."""
        return {"stop": "x", "wacht": "minus"}.get(self.staat, "")


@dataclass(frozen=True)
class Rij:
    """One person and their answer per time, with the column it stands in."""

    mens: Mens
    cellen: list[tuple[Kolom, Cel]]


@dataclass(frozen=True)
class Rooster:
    """The grid, must-attends on top."""

    kolommen: list[Kolom]
    verplicht: list[Rij]
    anderen: list[Rij]

    @property
    def groepen(self) -> list[tuple[str, list[Rij]]]:
        """The two groups that have people in them, with their heading."""
        beide = [
            (_("Moeten erbij zijn"), self.verplicht),
            (_("Fijn als zij er zijn"), self.anderen),
        ]
        return [(kop, rijen) for kop, rijen in beide if rijen]


_ANTWOORD = {Tijdantwoord.KAN: ("kan", "check"), Tijdantwoord.LIEVER_NIET: ("wacht", "minus")}


def rooster(beeld: Beeld, now: datetime) -> Rooster:
    """Return the grid of who can when."""
    vandaag = timezone.localdate(now)
    kolommen = [_kolom(tijd, beeld, now) for tijd in beeld.tijden]
    rijen = [
        (g.verplicht, Rij(mens(g.deelname, vandaag), [(k, _cel(k, g, beeld)) for k in kolommen]))
        for g in beeld.gasten
    ]
    return Rooster(
        kolommen, [rij for moet, rij in rijen if moet], [rij for moet, rij in rijen if not moet]
    )


def _kolom(tijd: Tijdvoorstel, beeld: Beeld, now: datetime) -> Kolom:
    oordeel = beeld.oordelen[tijd.pk]
    beste = oordeel is beeld.beste and not oordeel.valt_af
    return Kolom(
        tijd,
        *dag_in_delen(tijd.begin, now),
        beste,
        oordeel.valt_af,
        oordeel.kan_gekozen,
        *_hoe_goed(oordeel, beeld, beste=beste),
    )


def _hoe_goed(oordeel: Oordeel, beeld: Beeld, *, beste: bool) -> tuple[str, str]:
    """The kind of state of a time, and its words."""
    if oordeel.valt_af:
        return "stop", redenen.waarom_niet(oordeel, beeld.namen, beeld.bij(oordeel.tijd))
    if not oordeel.gezin:
        return "rust", _("Het gezin heeft nog niet gekozen")
    iedereen = _("Iedereen die moet, kan")
    if beste and not oordeel.wacht:
        return "goed", iedereen
    hoe = capfirst(redenen.hoe_goed(oordeel, beeld.namen))
    return ("wacht", hoe) if hoe else ("goed", iedereen)


def _cel(kolom: Kolom, gast: Uitnodiging, beeld: Beeld) -> Cel:
    sleutel = (kolom.tijd.pk, gast.deelname_id)
    antwoord = beeld.antwoorden.get(sleutel)
    if antwoord in _ANTWOORD:
        staat, icoon = _ANTWOORD[Tijdantwoord(antwoord)]
        return Cel(staat, Tijdantwoord(antwoord).label.lower(), icoon)
    if sleutel in beeld.hindernissen:
        return Cel("stop", redenen.in_cel(beeld.hindernissen[sleutel]), "x")
    if antwoord is None:
        return Cel("rust", _("nog niets"), "circle-dashed")
    return Cel("stop", _("kan niet"), "x")


def kanszin(oordeel: Oordeel, beeld: Beeld) -> str:
    """Return what choosing this time means for who comes, in a few sentences."""
    namen, zinnen = beeld.namen, []
    moeten = [g.deelname_id for g in beeld.gasten if g.verplicht]
    waarom = redenen.waarom_niet(oordeel, namen, beeld.bij(oordeel.tijd))
    if waarom:
        zinnen.append(f"{waarom}.")
    elif not oordeel.gezin:
        zinnen.append(_("Het gezin heeft nog niet gekozen."))
    elif not oordeel.wacht and moeten:
        zin = ngettext(
            "Wie erbij moet zijn, kan dan.",
            "De %(aantal)s mensen die erbij moeten zijn, kunnen dan.",
            len(moeten),
        )
        zinnen.append(zin % {"aantal": telwoord(len(moeten))} if len(moeten) > 1 else zin)
    ook = [namen[g] for g in oordeel.kan if g not in moeten]
    if ook and not oordeel.mist:
        zin = ngettext("%(wie)s ook.", "%(wie)s ook.", len(ook))
        zinnen.append(zin % {"wie": opsomming(ook)})
    rest = redenen.hoe_goed(oordeel, namen)
    if rest:
        zinnen.append(f"{capfirst(rest)}.")
    return " ".join(zinnen)


# --- one line about a table -----------------------------------------------------------------------


def wat_eerst(tafel: Rondetafel) -> tuple[bool, datetime, int]:
    """Order tables to come: those with a time by that time, then the others as they were made."""
    return tafel.begin is None, tafel.begin or tafel.gemaakt_op, tafel.nummer


def kop(tafel: Rondetafel, now: datetime) -> str:
    """Return what a table is called: by its time, or by how it stands."""
    if tafel.begin is not None:
        return capfirst(dag_tijd(tafel.begin, now))
    if tafel.status == Tafelstatus.GEANNULEERD:
        return _("Tafel %(nummer)s gaat niet door") % {"nummer": tafel.nummer}
    return _("Nog geen tijd gekozen")
