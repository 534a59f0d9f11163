"""What a seat may do to an action beyond its own answer, for screens and verbs alike.

All of it is asked of the access table; nothing here knows a role.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from acties.models import GEVRAAGD, OPEN, Actie, Actiehouder, Actiestatus, Houderantwoord
from toegang import policy
from toegang.access import Plek
from toegang.policy import Handeling

if TYPE_CHECKING:
    from toegang.models import Deelname


def is_enige_houder(plek: Plek, actie: Actie) -> bool:
    """Whether this seat made the action for itself alone."""
    wie = {h.deelname_id for h in actie.houders.all() if h.antwoord != Houderantwoord.NEE}
    return actie.gemaakt_door_id == plek.deelname.pk and wie == {plek.deelname.pk}


def _is_eigen_voorstel(plek: Plek, actie: Actie) -> bool:
    maker = actie.gemaakt_door_id == plek.deelname.pk
    return maker and actie.status == Actiestatus.VOORGESTELD


def mag_wijzigen(plek: Plek, actie: Actie) -> bool:
    """Whether this seat may change words, date or goal, or say that it need not be done.

    Who assigns may; and who made it, while nobody chose yet or when nobody else does it.
    """
    if actie.status not in OPEN:
        return False
    if plek.mag(Handeling.ACTIE_TOEWIJZEN, actie):
        return True
    zelf = _is_eigen_voorstel(plek, actie) or is_enige_houder(plek, actie)
    return zelf and plek.mag(Handeling.ACTIE_VOORSTELLEN, actie)


def mag_anders_verdelen(plek: Plek, actie: Actie) -> bool:
    """Whether this seat may ask other people to do it."""
    return actie.status in OPEN and plek.mag(Handeling.ACTIE_TOEWIJZEN, actie)


def mag_navragen(plek: Plek, actie: Actie) -> bool:
    """Whether this seat may ask the owners how it stands."""
    return actie.status in GEVRAAGD and plek.mag(Handeling.ACTIE_OPVOLGEN, actie)


def mag_nemen(plek: Plek, actie: Actie) -> bool:
    """Whether this seat may take upon itself what was handed back."""
    teruggegeven = actie.status == Actiestatus.TERUGGEGEVEN
    return teruggegeven and plek.mag(Handeling.ACTIE_VOORSTELLEN, actie)


def vraagt_drie_vragen(houder: Actiehouder) -> bool:
    """Whether this owner answers the three questions before saying yes.

    ``in_plaats_van`` and ``deelname`` must be loaded.
    """
    van = houder.in_plaats_van
    if van is None or houder.antwoord == Houderantwoord.JA:
        return False
    return policy.vraagt_drie_vragen(houder.deelname.rol, in_plaats_van=van.rol)


def in_plaats_van(deelname: Deelname, weg: Sequence[Actiehouder]) -> Deelname | None:
    """Return in whose place of those who leave ``deelname`` comes; the network goes first.

    The seats of ``weg`` must be loaded.
    """
    van_netwerk = [
        h for h in weg if policy.vraagt_drie_vragen(deelname.rol, in_plaats_van=h.deelname.rol)
    ]
    eerste = next(iter([*van_netwerk, *weg]), None)
    return eerste.deelname if eerste else None


def eigen_houder(plek: Plek, actie: Actie) -> Actiehouder | None:
    """Return this seat as an owner who was asked and has not chosen."""
    eigen = (h for h in actie.houders.all() if h.deelname_id == plek.deelname.pk)
    houder = next(eigen, None)
    gevraagd = houder is not None and houder.antwoord == Houderantwoord.OPEN
    return houder if gevraagd and actie.status in GEVRAAGD else None


def van_netwerk(plek: Plek, actie: Actie) -> Deelname | None:
    """Return from whom of the network this seat would take over, when that asks the questions."""
    houder = eigen_houder(plek, actie)
    if houder is not None:
        return houder.in_plaats_van if vraagt_drie_vragen(houder) else None
    weg = [h for h in actie.houders.all() if h.deelname_id != plek.deelname.pk]
    van = in_plaats_van(plek.deelname, weg)
    if van is None or not policy.vraagt_drie_vragen(plek.deelname.rol, in_plaats_van=van.rol):
        return None
    return van
