"""The conditions of the access table: a closed list, one function each.

Each takes the seat that asks and the object asked about. Without an object the answer is whether
the condition can hold at all, so that a screen knows whether to offer the way in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from gezinsplan.models import Gezinslid
from toegang import policy
from toegang.models import Deelname
from toegang.policy import Voorwaarde

if TYPE_CHECKING:
    from toegang.access import Plek


@runtime_checkable
class MetZicht(Protocol):
    """A row that falls under a scope."""

    betreft_id: Any
    leefgebied: Any


@runtime_checkable
class MetEigenaar(Protocol):
    """A row that is somebody's own."""

    def is_van(self, deelname: Deelname) -> bool:
        """Whether it is this seat's own."""
        ...


def altijd(plek: Plek, obj: object | None) -> bool:
    """Hold for everybody of that role."""
    return True


def in_scope(plek: Plek, obj: object | None) -> bool:
    """Hold for what this seat sees: a row with a leefgebied, or the name of a section."""
    if obj is None:
        return True
    if isinstance(obj, str):
        return plek.ziet_sectie(obj)
    if isinstance(obj, MetZicht):
        return plek.ziet_rij(obj)
    raise TypeError(f"{type(obj).__name__} has no scope")


def own(plek: Plek, obj: object | None) -> bool:
    """Hold for what is this seat's own."""
    if obj is None:
        return True
    if isinstance(obj, Deelname):
        return obj.pk == plek.deelname.pk
    if isinstance(obj, MetEigenaar):
        return obj.is_van(plek.deelname)
    raise TypeError(f"{type(obj).__name__} has no owner")


def concerns_me(plek: Plek, obj: object | None) -> bool:
    """Hold for what concerns the member of the family who sits on this seat."""
    lid_id = plek.deelname.lid_id
    if lid_id is None or obj is None:
        return lid_id is not None
    return (obj.pk if isinstance(obj, Gezinslid) else getattr(obj, "betreft_id", None)) == lid_id


def decides(plek: Plek, obj: object | None) -> bool:
    """Hold for those who decide about whom the object concerns (a seat, or the whole plan)."""
    if not plek.deelname.beslist_mee:
        return False
    if isinstance(obj, Deelname):
        return plek.beslist_over(list(obj.betreft.all()))
    return plek.beslist_over(plek.leden)


def may_end(plek: Plek, obj: object | None) -> bool:
    """Hold for who may end a seat (``2-domain``, *Who ends*)."""
    if obj is None:
        return True
    if not isinstance(obj, Deelname):
        raise TypeError(f"{type(obj).__name__} is not a seat")
    if obj.wettelijk or obj.is_zorgcoordinator:
        return False
    if obj.pk == plek.deelname.pk:
        return True
    if obj.rol in policy.EINDIGT_NIET_DOOR_ANDEREN:
        return False
    if obj.rol in policy.EINDIGT_DOOR_JONGERE:
        return obj.jim_van_id is not None and obj.jim_van_id == plek.deelname.lid_id
    return decides(plek, obj)


def is_notulist(plek: Plek, obj: object | None) -> bool:
    """Hold for who keeps the minutes of this table."""
    return obj is None or getattr(obj, "notulist_id", None) == plek.deelname.pk


def van_beroep(plek: Plek, obj: object | None) -> bool:
    """Hold for who is no member of this family: a relative decides nothing about another's say."""
    return plek.deelname.lid_id is None


def not_shielded(plek: Plek, obj: object | None) -> bool:
    """Hold for what is not hidden from this seat: asked last, and of everything, by ``Plek.mag``.

    A plan has no such object; the name of a section has.
    """
    if obj is None or plek.schild.is_leeg:
        return True
    return not plek.schild.verbergt(obj)


PREDICATEN: dict[Voorwaarde, Callable[[Plek, object | None], bool]] = {
    Voorwaarde.ALTIJD: altijd,
    Voorwaarde.IN_SCOPE: in_scope,
    Voorwaarde.OWN: own,
    Voorwaarde.CONCERNS_ME: concerns_me,
    Voorwaarde.DECIDES: decides,
    Voorwaarde.MAY_END: may_end,
    Voorwaarde.IS_NOTULIST: is_notulist,
    Voorwaarde.VAN_BEROEP: van_beroep,
}
