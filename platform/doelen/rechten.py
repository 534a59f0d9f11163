"""Who may write which text: what is asked of the access table, in this room's words.

A parent and the coordinator write within what they see. Everybody else proposes. What somebody of
the family says about themselves is theirs to write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from toegang.beslissers import BESLIST_SAMEN
from toegang.policy import Handeling

if TYPE_CHECKING:
    from doelen.models import Doel, Kracht, Tegenspraak, Zorg
    from gezinsplan.models import Gezinslid
    from toegang.access import Plek


def mag_schrijven(plek: Plek, rij: Kracht | Zorg | Doel) -> bool:
    """Whether this seat writes this text itself; ``rij`` may be one that is not there yet."""
    if plek.mag(Handeling.INHOUD_SCHRIJVEN, rij):
        return True
    return plek.ziet_rij(rij) and plek.mag(Handeling.EIGEN_WOORDEN, rij)


def eis_schrijven(plek: Plek, rij: Kracht | Zorg | Doel) -> None:
    """Raise PermissionDenied unless :func:`mag_schrijven`."""
    _eis(mag_schrijven(plek, rij))


def mag_wijzigen(plek: Plek, rij: Kracht | Zorg | Doel) -> bool:
    """Whether this seat may change or take away this text: also its own waiting proposal."""
    eigen_voorstel = rij.voorstel and rij.door_id == plek.deelname.pk
    if eigen_voorstel and plek.mag(Handeling.INHOUD_VOORSTELLEN, rij):
        return True
    return mag_schrijven(plek, rij)


def eis_wijzigen(plek: Plek, rij: Kracht | Zorg | Doel) -> None:
    """Raise PermissionDenied unless :func:`mag_wijzigen`."""
    _eis(mag_wijzigen(plek, rij))


def mag_overnemen(plek: Plek, rij: Kracht | Zorg | Doel) -> bool:
    """Whether this seat may take over or decline what another proposed."""
    return rij.voorstel and plek.mag(Handeling.INHOUD_SCHRIJVEN, rij)


def mag_hulpvraag_schrijven(plek: Plek, lid: Gezinslid) -> bool:
    """Whether this seat may write down what ``lid`` wants.

    They themselves, of a child under 12 a parent who decides about it, and the coordinator for
    whom they told it to.
    """
    if plek.mag(Handeling.PLAN_BEHEREN):
        return True
    if lid.pk == plek.deelname.lid_id:
        return plek.mag(Handeling.EIGEN_WOORDEN, plek.deelname)
    if lid.leeftijd(plek.vandaag) >= BESLIST_SAMEN or not plek.mag(Handeling.INHOUD_SCHRIJVEN):
        return False
    return plek.deelname.beslist_mee and plek.beslist_over([lid])


def eis_hulpvraag_schrijven(plek: Plek, lid: Gezinslid) -> None:
    """Raise PermissionDenied unless :func:`mag_hulpvraag_schrijven`."""
    _eis(mag_hulpvraag_schrijven(plek, lid))


def mag_afhandelen(plek: Plek, tegenspraak: Tegenspraak) -> bool:
    """Whether this seat may say that a contradiction was discussed."""
    return tegenspraak.is_van(plek.deelname) or plek.mag(Handeling.PLAN_BEHEREN)


def eis_evaluatie_schrijven(plek: Plek, doel: Doel, tafel: object | None) -> None:
    """Raise PermissionDenied unless this seat may write how ``doel`` goes.

    At a table whoever keeps its minutes, within what they see; outside a table who may write the
    goal. ``tafel`` is the table itself, for the predicate *is_notulist*.
    """
    if tafel is not None and plek.ziet_rij(doel):
        _eis(plek.mag(Handeling.NOTULEREN, tafel) or mag_schrijven(plek, doel))
    else:
        _eis(mag_schrijven(plek, doel))


def mag_eigen_score(plek: Plek, doel: Doel, wie: object) -> bool:
    """Whether ``wie`` (a member or a seat) is this seat's own, to give a score to a goal it sees.

    Asked of an active plan only, as everything that is not reading.
    """
    eigen = wie == plek.deelname or (plek.lid is not None and wie == plek.lid)
    return eigen and plek.mag(Handeling.INHOUD_VOORSTELLEN, doel)


def _eis(mag: bool) -> None:
    if not mag:
        raise PermissionDenied("dit mag hier niet")
