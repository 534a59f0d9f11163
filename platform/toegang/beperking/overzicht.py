"""What waits for a second professional and what holds, as one reader may know it. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from prepared import PreparedQuery, Slot, Slots
from toegang import woorden
from toegang.access import Plek
from toegang.beperking.models import Soort, Verzoek, Verzoekstatus
from toegang.models import GEZIN
from toegang.policy import Handeling
from toegang.woorden import voornaam
from vormgeving.datums import dag
from vormgeving.zinnen import opsomming

OPEN = (Verzoekstatus.GEVRAAGD, Verzoekstatus.GELDT)


@dataclass(frozen=True)
class Regel:
    """One row with its words."""

    verzoek: Verzoek
    kop: str
    zinnen: list[str]
    mag_beslissen: bool
    mag_opheffen: bool
    te_herzien: bool

    @property
    def wacht(self) -> bool:
        """Whether it waits for a second professional."""
        return self.verzoek.status == Verzoekstatus.GEVRAAGD


def verzoeken_voor(plek: Plek) -> QuerySet[Verzoek]:
    """Return what this seat may know of.

    The zorgcoördinator knows all; a professional what waits for them or they confirmed; who asked
    what they asked; and of a restriction that holds, the parent themselves: it is never silent.
    """
    alle = Verzoek.objects.filter(plan=plek.plan, status__in=OPEN).select_related(
        "deelname__lid", "gezag__kind", "gezag__lid", "gezag__gebruiker", "gezag__organisatie"
    )
    alle = alle.select_related("lid", "door", "beslist_door")
    if plek.is_coordinator and plek.lid is None:
        return alle
    kent = Q(door=plek.deelname) | Q(beslist_door=plek.deelname)
    kent |= Q(status=Verzoekstatus.GELDT, deelname=plek.deelname)
    if plek.mag(Handeling.BEVESTIGEN):
        kent |= Q(status=Verzoekstatus.GEVRAAGD)
    return alle.filter(kent)


def regels(plek: Plek) -> list[Regel]:
    """Return those rows with their words; one query."""
    return [_regel(plek, rij) for rij in verzoeken_voor(plek)]


def get_regel(plek: Plek, verzoek_id: UUID) -> Regel:
    """Return one of them.

    Raises:
        Http404: for every other.
    """
    for regel in regels(plek):
        if regel.verzoek.pk == verzoek_id:
            return regel
    raise Http404("Dit verzoek bestaat niet.")


def mag_bevestigen(plek: Plek, rij: Verzoek) -> bool:
    """Whether this seat is the second pair of eyes: a professional, and another than who asked."""
    zelfde = rij.door_id == plek.deelname.pk or (
        rij.door.gebruiker_id is not None and rij.door.gebruiker_id == plek.deelname.gebruiker_id
    )
    return plek.mag(Handeling.BEVESTIGEN) and not zelfde and not plek.deelname.is_tolk


def mag_opheffen(plek: Plek, rij: Verzoek) -> bool:
    """Whether this seat may give back what was taken: the coordinator, who asked, who confirmed.

    All of profession: no relative, and not the parent themselves.
    """
    betrokken = plek.is_coordinator or plek.deelname.pk in (rij.door_id, rij.beslist_door_id)
    geldt = rij.soort == Soort.OUDER and rij.status == Verzoekstatus.GELDT
    return geldt and betrokken and plek.mag(Handeling.PLEK_BEPERKEN)


def _regel(plek: Plek, rij: Verzoek) -> Regel:
    wacht = rij.status == Verzoekstatus.GEVRAAGD
    return Regel(
        rij,
        _kop(rij),
        _zinnen(plek, rij),
        mag_beslissen=wacht and mag_bevestigen(plek, rij),
        mag_opheffen=mag_opheffen(plek, rij),
        te_herzien=rij.is_te_herzien(plek.vandaag),
    )


def _kop(rij: Verzoek) -> str:
    if rij.soort == Soort.OUDER and rij.deelname:
        return _("%(naam)s ziet minder of beslist niet mee") % {"naam": voornaam(rij.deelname.naam)}
    if rij.soort == Soort.GEBOORTEDATUM and rij.lid:
        return _("De geboortedatum van %(naam)s klopt niet") % {"naam": rij.lid.voornaam}
    if rij.gezag:
        houder = rij.gezag.lid or rij.gezag.gebruiker or rij.gezag.organisatie
        namen = {"houder": str(houder), "kind": rij.gezag.kind.voornaam}
        return _("Het gezag van %(houder)s over %(kind)s stopt") % namen
    return str(rij)


def _zinnen(plek: Plek, rij: Verzoek) -> list[str]:
    if rij.soort != Soort.OUDER:
        op = dag(date.fromisoformat(rij.nieuw["dag"]), plek.now)
        zin = _("Het wordt %(dag)s.") if rij.soort == Soort.GEBOORTEDATUM else _("Vanaf %(dag)s.")
        return [zin % {"dag": op}]
    namen = {GEZIN: _("het gezin samen")} | {str(lid.pk): lid.voornaam for lid in plek.leden}
    over = [namen[sleutel] for sleutel in rij.nieuw["sleutels"] if sleutel in namen]
    secties = woorden.sectie_namen(rij.nieuw["secties"])
    zinnen = [
        _("Ziet nog wat gaat over %(wie)s.") % {"wie": opsomming(over)}
        if over
        else _("Ziet niets meer van wat er in het plan staat."),
    ]
    if secties:
        zinnen.append(
            _("Ziet nog: %(wat)s.") % {"wat": opsomming([woorden.klein(s) for s in secties])}
        )
    beslist = rij.nieuw["beslist_mee"]
    zinnen.append(_("Beslist mee.") if beslist else _("Beslist niet mee over de kinderen."))
    return zinnen


WACHT = PreparedQuery(
    lambda: Verzoek.objects.filter(
        Q(status=Verzoekstatus.GEVRAAGD)
        | Q(status=Verzoekstatus.GELDT, herzien_op__lte=Slot.day("vandaag")),
        plan__in=Slots("plannen"),
    ).select_related("door", "deelname")
)


def wat_wacht(plekken: Iterable[Plek]) -> list[tuple[Plek, Verzoek]]:
    """Return what waits for these seats: to confirm, or to look at again; one query.

    For who sits at no plan as a professional no query at all.
    """
    kunnen = {plek.plan.pk: plek for plek in plekken if plek.mag(Handeling.PLEK_BEPERKEN)}
    if not kunnen:
        return []
    vandaag = next(iter(kunnen.values())).vandaag
    rijen = WACHT(plannen=kunnen, vandaag=vandaag)
    paren = [(kunnen[r.plan_id], r) for r in rijen]
    return [(p, r) for p, r in paren if _vraagt_iets(p, r)]


def _vraagt_iets(plek: Plek, rij: Verzoek) -> bool:
    if rij.status == Verzoekstatus.GEVRAAGD:
        return mag_bevestigen(plek, rij)
    return mag_opheffen(plek, rij)
