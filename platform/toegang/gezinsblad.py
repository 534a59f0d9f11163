"""The page of the family: who belongs to it, where they live, who carries gezag. Reads only.

It says per seat what that seat may know: an address, a telephone number and an e-mail address are
for who lives there, for the parents of a minor, and for the zorgcoördinator; never for the other
household.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezinsplan.models import Gezinslid, Huishouden, Planstatus, Verwantschap
from toegang.begin import LOPEND, Begin, begin_van
from toegang.beslissers import BESLIST_SAMEN, BESLIST_ZELF, VOLWASSEN
from toegang.models import Antwoord, Deelname, Plekstatus, Plekuitnodiging
from toegang.policy import Handeling
from toegang.welkom import coordinator_van
from vormgeving.zinnen import opsomming

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from gezinsplan.models import Gezag
    from toegang.access import Plek


@dataclass(frozen=True)
class Lidrij:
    """One member as this seat may see them."""

    lid: Gezinslid
    leeftijd: int
    contact: bool
    wijzigbaar: bool
    is_ik: bool

    @property
    def onder(self) -> str:
        """ "moeder, 31 jaar"; of a baby the months."""
        wat = self.lid.get_verwantschap_display()
        if self.leeftijd == 0:
            return _("%(wat)s, nog geen jaar") % {"wat": wat}
        return _("%(wat)s, %(jaren)s jaar") % {"wat": wat, "jaren": self.leeftijd}


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
    stappen: list[Stap] = field(default_factory=list)

    @property
    def wacht_op(self) -> str:
        """ "Mark en GI Noord": whose yes is still to come."""
        return opsomming(self.begin.wacht_op) if self.begin else ""

    @property
    def volgende(self) -> Stap | None:
        """The first step that is not done."""
        return next((stap for stap in self.stappen if not stap.klaar), None)


def mag_contact_zien(plek: Plek, lid: Gezinslid) -> bool:
    """Whether this seat knows how somebody is reached: own, of a minor child, or as coordinator."""
    if lid.gezin_id != plek.plan.gezin_id:
        return False
    if plek.is_coordinator or plek.deelname.lid_id == lid.pk:
        return True
    if plek.deelname.lid_id is None or lid.leeftijd(plek.vandaag) >= VOLWASSEN:
        return False
    return any(
        g.kind_id == lid.pk and g.lid_id == plek.deelname.lid_id and g.geldt(plek.vandaag)
        for g in plek.gezag
    )


def mag_contact_wijzigen(plek: Plek, lid: Gezinslid) -> bool:
    """Whoever sees it may correct it, as long as the plan runs."""
    return mag_contact_zien(plek, lid) and plek.plan.status != Planstatus.AFGESLOTEN


def mag_adres_zien(plek: Plek, huishouden: Huishouden) -> bool:
    """Whether this seat knows the address: the coordinator, and who lives there."""
    woont_hier = plek.lid is not None and plek.lid.huishouden_id == huishouden.pk
    return huishouden.gezin_id == plek.plan.gezin_id and (plek.is_coordinator or woont_hier)


def mag_huishouden_wijzigen(plek: Plek, huishouden: Huishouden) -> bool:
    """The coordinator, and who lives there and writes the plan."""
    mag_schrijven = plek.mag(Handeling.PLAN_BEHEREN) or plek.mag(Handeling.INHOUD_SCHRIJVEN)
    return mag_schrijven and mag_adres_zien(plek, huishouden)


def get_lid(plek: Plek, lid_id: UUID) -> Gezinslid:
    """Return a member of this plan's family.

    Raises:
        Http404: when there is none, or it is of another family.
    """
    lid = next((lid for lid in plek.leden if lid.pk == lid_id), None)
    if lid is None:
        raise Http404("Deze persoon hoort niet bij dit gezin.")
    return lid


def get_huishouden(plek: Plek, huishouden_id: UUID) -> Huishouden:
    """Return a home of this plan's family that this seat may know the address of.

    Raises:
        Http404: for every other.
    """
    huis = Huishouden.objects.filter(pk=huishouden_id, gezin=plek.plan.gezin_id).first()
    if huis is None or not mag_adres_zien(plek, huis):
        raise Http404("Dit huis hoort niet bij dit gezin.")
    return huis


def get_gezag(plek: Plek, gezag_id: UUID) -> Gezag:
    """Return gezag over a child of this plan's family.

    Raises:
        Http404: when there is none.
    """
    gezag = next((g for g in plek.gezag if g.pk == gezag_id), None)
    if gezag is None:
        raise Http404("Dit gezag is niet vastgelegd.")
    return gezag


def bezette_adressen(plek: Plek, behalve: Gezinslid | None = None) -> dict[str, str]:
    """Return the e-mail addresses in use at this table, and whose each is."""
    bezet = {lid.email.lower(): lid.naam for lid in plek.leden if lid.email and lid != behalve}
    for deelname in Deelname.objects.filter(plan=plek.plan, status__in=LOPEND):
        if deelname.email and (behalve is None or deelname.lid_id != behalve.pk):
            bezet.setdefault(deelname.email.lower(), deelname.naam)
    return bezet


def minderjarigen(plek: Plek) -> list[Gezinslid]:
    """Return the members under eighteen."""
    return [lid for lid in plek.leden if _is_minderjarig(plek, lid)]


def volwassenen(plek: Plek) -> list[Gezinslid]:
    """Return the members of eighteen and older."""
    return [lid for lid in plek.leden if not _is_minderjarig(plek, lid)]


def mogelijke_houders(plek: Plek) -> list[Gezinslid]:
    """Return who could carry gezag: adults, and a parent who is not eighteen yet."""
    ouders = {Verwantschap.MOEDER, Verwantschap.VADER}
    return [
        lid for lid in plek.leden if not _is_minderjarig(plek, lid) or lid.verwantschap in ouders
    ]


def gezinsblad(plek: Plek) -> Gezinsblad:
    """Return the page for this seat; a constant number of queries."""
    is_concept = plek.plan.status == Planstatus.CONCEPT
    begin = begin_van(plek) if is_concept else None
    stem = begin.stem_van(plek) if begin else None
    blad = Gezinsblad(
        leden=[_lidrij(plek, lid) for lid in plek.leden],
        huizen=_huizen(plek),
        gezag=[_gezagrij(plek, lid) for lid in minderjarigen(plek)],
        begin=begin,
        mijn_stem=stem.antwoord if stem else None,
        coordinator=coordinator_van(plek.deelname),
        coordinator_wordt=_wordt(plek),
    )
    if plek.mag(Handeling.PLAN_BEHEREN):
        blad.plekken = _plekken(plek, begin)
        blad.stappen = _stappen(plek, blad) if is_concept else []
    return blad


def _is_minderjarig(plek: Plek, lid: Gezinslid) -> bool:
    return lid.leeftijd(plek.vandaag) < VOLWASSEN


def _wordt(plek: Plek) -> Gezinslid | None:
    gezocht = plek.plan.coordinator_wordt_id
    return next((lid for lid in plek.leden if lid.pk == gezocht), None)


def _lidrij(plek: Plek, lid: Gezinslid) -> Lidrij:
    return Lidrij(
        lid=lid,
        leeftijd=lid.leeftijd(plek.vandaag),
        contact=mag_contact_zien(plek, lid),
        wijzigbaar=mag_contact_wijzigen(plek, lid),
        is_ik=plek.deelname.lid_id == lid.pk,
    )


def _huizen(plek: Plek) -> list[Huisrij]:
    rijen = []
    for huis in plek.plan.gezin.huishoudens.order_by("naam", "id"):
        namen = [lid.voornaam for lid in plek.leden if lid.huishouden_id == huis.pk]
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
    begin = blad.begin
    kinderen = minderjarigen(plek)
    ouders = [s for s in (begin.stemmen if begin else []) if s.deelname and s.deelname.lid_id]
    gevraagd = [
        s
        for s in ouders
        if s.antwoord == Antwoord.JA
        or (s.deelname and s.deelname.status in {Plekstatus.UITGENODIGD, Plekstatus.ACTIEF})
    ]
    gezag_klaar = bool(kinderen) and not any(rij.ontbreekt for rij in blad.gezag)

    def naar(naam: str) -> str:
        return reverse(f"toegang:{naam}", args=[plek.plan.pk])

    return [
        Stap(
            _("Waar het gezin woont"),
            bool(blad.huizen),
            naar("huis_nieuw"),
            _("Vul in waar het gezin woont"),
        ),
        Stap(
            _("Wie er bij het gezin horen"),
            len(plek.leden) > len(kinderen) > 0,
            naar("lid_nieuw"),
            _("Voeg iemand van het gezin toe"),
        ),
        Stap(
            _("Wie gezag heeft over welk kind"),
            gezag_klaar,
            naar("gezag"),
            _("Leg vast wie gezag heeft"),
        ),
        Stap(
            _("Een eigen plan van de familie aanbieden"),
            bool(plek.plan.groepsplan),
            naar("groepsplan"),
            _("Leg vast wat de familie wil"),
        ),
        Stap(
            _("De ouders uitnodigen"),
            bool(ouders) and gevraagd == ouders,
            "#uitnodigen",
            _("Nodig de ouders uit"),
        ),
        Stap(_("De ouders zeggen ja"), bool(begin and begin.is_rond)),
    ]
