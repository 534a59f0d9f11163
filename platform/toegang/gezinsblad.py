"""The page of the family: who belongs to it, where they live, who carries gezag. Reads only.

It says per seat what that seat may know (``toegang.gezinsleden``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezinsplan.models import Gezinslid, Huishouden, Planstatus
from toegang.begin import LOPEND, Begin, begin_van
from toegang.beslissers import BESLIST_SAMEN, BESLIST_ZELF
from toegang.gezinsleden import (
    mag_adres_zien,
    mag_contact_wijzigen,
    mag_contact_zien,
    mag_huishouden_wijzigen,
    minderjarigen,
)
from toegang.models import Antwoord, Deelname, Plekstatus, Plekuitnodiging
from toegang.policy import Handeling
from toegang.welkom import coordinator_van
from toegang.workflow.gezinsplekken import zonder_plek
from vormgeving.zinnen import opsomming

if TYPE_CHECKING:
    from datetime import datetime

    from gezinsplan.models import Gezag
    from toegang.access import Plek


@dataclass(frozen=True)
class Lidrij:
    """One member as this seat may see them."""

    lid: Gezinslid
    leeftijd: str
    contact: bool
    wijzigbaar: bool
    is_ik: bool

    @property
    def onder(self) -> str:
        """ "moeder, 31 jaar"; of a baby the months."""
        wat = self.lid.get_verwantschap_display()
        return f"{wat}, {self.leeftijd}"


@dataclass(frozen=True)
class Huisrij:
    """One home; ``adres`` is empty for who may not know it."""

    huishouden: Huishouden
    namen: str
    adres: str
    wijzigbaar: bool


@dataclass(frozen=True)
class Gezagrij:
    """Who decides about one minor, in words."""

    kind: Gezinslid
    zin: str
    ontbreekt: bool
    van_buiten: list[Gezag]


@dataclass(frozen=True)
class Plekrij:
    """A seat of the family, or one by law, and how far its invitation is."""

    deelname: Deelname
    staat: str
    tekst: str
    uitnodigbaar: bool
    inlogbrief: bool
    papier: bool


@dataclass(frozen=True)
class Stap:
    """One thing that is needed before the plan can begin."""

    tekst: str
    klaar: bool
    url: str = ""
    knop: str = ""


@dataclass
class Gezinsblad:
    """Everything the page shows."""

    leden: list[Lidrij]
    huizen: list[Huisrij]
    gezag: list[Gezagrij]
    begin: Begin | None
    mijn_stem: str | None
    coordinator: Deelname | None
    coordinator_wordt: Gezinslid | None
    plekken: list[Plekrij] = field(default_factory=list)
    zonder_plek: list[Gezinslid] = field(default_factory=list)
    stappen: list[Stap] = field(default_factory=list)

    @property
    def wacht_op(self) -> str:
        """ "Mark en GI Noord": whose yes is still to come."""
        return opsomming(self.begin.wacht_op) if self.begin else ""

    @property
    def volgende(self) -> Stap | None:
        """The first step that is not done."""
        return next((stap for stap in self.stappen if not stap.klaar), None)


def gezinsblad(plek: Plek) -> Gezinsblad:
    """Return the page for this seat; a constant number of queries."""
    is_concept = plek.plan.status == Planstatus.CONCEPT
    begin = begin_van(plek) if is_concept else None
    stem = begin.stem_van(plek) if begin else None
    blad = Gezinsblad(
        leden=[_lidrij(plek, lid) for lid in plek.zichtbare_leden],
        huizen=_huizen(plek),
        gezag=[_gezagrij(plek, lid) for lid in minderjarigen(plek)],
        begin=begin,
        mijn_stem=stem.antwoord if stem else None,
        coordinator=coordinator_van(plek.deelname),
        coordinator_wordt=_wordt(plek),
    )
    if plek.mag(Handeling.PLAN_BEHEREN):
        blad.plekken = _plekken(plek, begin)
        bezet = {rij.deelname.lid_id for rij in blad.plekken}
        blad.zonder_plek = zonder_plek(plek, bezet)
        blad.stappen = _stappen(plek, blad) if is_concept else []
    return blad


def _wordt(plek: Plek) -> Gezinslid | None:
    gezocht = plek.plan.coordinator_wordt_id
    return next((lid for lid in plek.leden if lid.pk == gezocht), None)


def _lidrij(plek: Plek, lid: Gezinslid) -> Lidrij:
    return Lidrij(
        lid=lid,
        leeftijd=lid.leeftijd_in_woorden(plek.vandaag),
        contact=mag_contact_zien(plek, lid),
        wijzigbaar=mag_contact_wijzigen(plek, lid),
        is_ik=plek.deelname.lid_id == lid.pk,
    )


def _huizen(plek: Plek) -> list[Huisrij]:
    rijen = []
    for huis in plek.plan.gezin.huishoudens.order_by("naam", "id"):
        namen = [lid.voornaam for lid in plek.zichtbare_leden if lid.huishouden_id == huis.pk]
        adres = huis.adres if mag_adres_zien(plek, huis) else ""
        rijen.append(Huisrij(huis, opsomming(namen), adres, mag_huishouden_wijzigen(plek, huis)))
    return rijen


def _gezagrij(plek: Plek, kind: Gezinslid) -> Gezagrij:
    geldend = [g for g in plek.gezag if g.kind_id == kind.pk and g.geldt(plek.vandaag)]
    volgorde = {lid.pk: nummer for nummer, lid in enumerate(plek.leden)}
    geldend.sort(key=lambda g: volgorde.get(g.lid_id, len(volgorde)) if g.lid_id else 99)
    namen = [_houder(g) for g in geldend]
    if not namen:
        zin = _("Van %(kind)s is nog niet vastgelegd wie gezag heeft.") % {"kind": kind.voornaam}
    else:
        zin = ngettext(
            "%(namen)s heeft gezag over %(kind)s.",
            "%(namen)s hebben gezag over %(kind)s.",
            len(namen),
        ) % {"namen": opsomming(namen), "kind": kind.voornaam}
    return Gezagrij(
        kind=kind,
        zin=" ".join(filter(None, [zin, _beslist_mee(kind, kind.leeftijd(plek.vandaag))])),
        ontbreekt=not namen,
        van_buiten=[g for g in geldend if g.lid_id is None],
    )


def _houder(gezag: Gezag) -> str:
    if gezag.lid is not None:
        return gezag.lid.voornaam
    if gezag.gebruiker is not None:
        return _("%(naam)s (voogd)") % {"naam": gezag.gebruiker.naam}
    return gezag.organisatie.naam if gezag.organisatie else ""


def _beslist_mee(kind: Gezinslid, leeftijd: int) -> str:
    maat = {"kind": kind.voornaam, "leeftijd": leeftijd}
    if leeftijd >= BESLIST_ZELF:
        return _("%(kind)s is %(leeftijd)s en beslist zelf als het over %(kind)s gaat.") % maat
    if leeftijd >= BESLIST_SAMEN:
        return _("%(kind)s is %(leeftijd)s en beslist mee als het over %(kind)s gaat.") % maat
    return ""


def _plekken(plek: Plek, begin: Begin | None) -> list[Plekrij]:
    rijen = Deelname.objects.filter(plan=plek.plan, status__in=LOPEND)
    van_gezin = [d for d in rijen.select_related("lid", "gebruiker") if d.lid_id or d.wettelijk]
    open_ = _laatste_uitnodiging([d for d in van_gezin if d.status == Plekstatus.UITGENODIGD])
    return [_plekrij(plek, d, open_.get(d.pk), begin) for d in van_gezin]


def _laatste_uitnodiging(deelnames: list[Deelname]) -> dict[object, Plekuitnodiging]:
    if not deelnames:
        return {}
    rijen = Plekuitnodiging.objects.filter(
        deelname__in=deelnames, ingetrokken_op__isnull=True, gebruikt_op__isnull=True
    )
    return {u.deelname_id: u for u in rijen.order_by("gemaakt_op")}


def _plekrij(
    plek: Plek, deelname: Deelname, uitnodiging: Plekuitnodiging | None, begin: Begin | None
) -> Plekrij:
    stem = begin.op_plek(deelname) if begin else None
    kan_uit = deelname.status in {Plekstatus.GOEDGEKEURD, Plekstatus.UITGENODIGD}
    te_vroeg = begin is not None and deelname.lid_id is None
    staat, tekst = _staat(deelname, uitnodiging, plek.now)
    return Plekrij(
        deelname=deelname,
        staat=staat,
        tekst=tekst,
        uitnodigbaar=kan_uit and not te_vroeg,
        inlogbrief=deelname.status == Plekstatus.ACTIEF and _zonder_adres(deelname),
        papier=stem is not None and stem.antwoord != Antwoord.JA,
    )


def _zonder_adres(deelname: Deelname) -> bool:
    return deelname.gebruiker is not None and not deelname.gebruiker.email


def _staat(
    deelname: Deelname, uitnodiging: Plekuitnodiging | None, now: datetime
) -> tuple[str, str]:
    if deelname.status == Plekstatus.ACTIEF:
        return "goed", _("Zit aan tafel")
    if deelname.status != Plekstatus.UITGENODIGD:
        return "rust", _("Nog niet uitgenodigd")
    if uitnodiging is None:
        return "stop", _("De uitnodiging is ingetrokken. Stuur een nieuwe.")
    if uitnodiging.vervalt_op <= now:
        return "stop", _("De uitnodiging is verlopen. Stuur een nieuwe.")
    return "wacht", _("Uitgenodigd, nog geen antwoord")


def _stappen(plek: Plek, blad: Gezinsblad) -> list[Stap]:
    def naar(naam: str) -> str:
        return reverse(f"toegang:{naam}", args=[plek.plan.pk])

    kinderen = minderjarigen(plek)
    gezag_klaar = bool(kinderen) and not any(rij.ontbreekt for rij in blad.gezag)
    rijen = [
        (
            _("Waar het gezin woont"),
            bool(blad.huizen),
            "huis_nieuw",
            _("Vul in waar het gezin woont"),
        ),
        (
            _("Wie er bij het gezin horen"),
            len(plek.leden) > len(kinderen) > 0,
            "lid_nieuw",
            _("Voeg iemand van het gezin toe"),
        ),
        (_("Wie gezag heeft over welk kind"), gezag_klaar, "gezag", _("Leg vast wie gezag heeft")),
        (
            _("Een eigen plan van de familie aanbieden"),
            bool(plek.plan.groepsplan),
            "groepsplan",
            _("Leg vast wat de familie wil"),
        ),
    ]
    return [
        *(Stap(tekst, klaar, naar(naam), knop) for tekst, klaar, naam, knop in rijen),
        Stap(
            _("De ouders uitnodigen"), _zijn_gevraagd(blad), "#uitnodigen", _("Nodig de ouders uit")
        ),
        Stap(_("De ouders zeggen ja"), bool(blad.begin and blad.begin.is_rond)),
    ]


def _zijn_gevraagd(blad: Gezinsblad) -> bool:
    """Whether every member who decides was invited, or signed on paper."""
    stemmen = blad.begin.stemmen if blad.begin else []
    ouders = [stem for stem in stemmen if stem.deelname and stem.deelname.lid_id]
    klaar = (Plekstatus.UITGENODIGD, Plekstatus.ACTIEF)
    return bool(ouders) and all(
        stem.antwoord == Antwoord.JA or (stem.deelname and stem.deelname.status in klaar)
        for stem in ouders
    )
