"""The doorways to the members of the family, their homes and gezag, and who may know what of them.

An address, a telephone number and an e-mail address are for who lives there, for the parents of a
minor, and for the zorgcoördinator; never for the other household.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from gezinsplan.models import Gezinslid, Huishouden, Planstatus, Verwantschap
from toegang.begin import LOPEND
from toegang.beslissers import BESLIST_SAMEN, VOLWASSEN
from toegang.policy import Handeling
from toegang.zetels import deelnames_voor

if TYPE_CHECKING:
    from uuid import UUID

    from gezinsplan.models import Gezag
    from toegang.access import Plek


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
    """Whoever sees it may correct it while the plan runs; from twelve no parent of a child.

    An invitation goes to that address, and whoever reads it there takes the seat: a parent would
    answer for a child that has a say of its own.
    """
    if plek.plan.status == Planstatus.AFGESLOTEN or not mag_contact_zien(plek, lid):
        return False
    eigen = plek.is_coordinator or plek.deelname.lid_id == lid.pk
    return eigen or lid.leeftijd(plek.vandaag) < BESLIST_SAMEN


def mag_adres_zien(plek: Plek, huishouden: Huishouden) -> bool:
    """Whether this seat knows the address: the coordinator, and who lives there."""
    woont_hier = plek.lid is not None and plek.lid.huishouden_id == huishouden.pk
    if plek.schild.verbergt(huishouden):
        return False
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
    lid = next((lid for lid in plek.zichtbare_leden if lid.pk == lid_id), None)
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
    """Return the e-mail addresses in use at this table, and whose each is.

    Of seats only those this one knows of: an address must not tell who is proposed for another.
    """
    leden = [lid for lid in plek.zichtbare_leden if lid.email and lid != behalve]
    bezet = {lid.email.lower(): lid.naam for lid in leden}
    for deelname in deelnames_voor(plek).filter(status__in=LOPEND):
        if deelname.email and (behalve is None or deelname.lid_id != behalve.pk):
            bezet.setdefault(deelname.email.lower(), deelname.naam)
    return bezet


def minderjarigen(plek: Plek) -> list[Gezinslid]:
    """Return the members under eighteen."""
    return [lid for lid in plek.leden if is_minderjarig(plek, lid)]


def volwassenen(plek: Plek) -> list[Gezinslid]:
    """Return the members of eighteen and older."""
    return [lid for lid in plek.leden if not is_minderjarig(plek, lid)]


def mogelijke_houders(plek: Plek) -> list[Gezinslid]:
    """Return who could carry gezag: adults, and a parent who is not eighteen yet."""
    ouders = {Verwantschap.MOEDER, Verwantschap.VADER}
    return [
        lid for lid in plek.leden if not is_minderjarig(plek, lid) or lid.verwantschap in ouders
    ]


def is_minderjarig(plek: Plek, lid: Gezinslid) -> bool:
    return lid.leeftijd(plek.vandaag) < VOLWASSEN
