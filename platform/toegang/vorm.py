"""What two seats that see alike have in common: a seat with slots where its ids stand.

The queries of the busiest pages are prepared once for all seats of one form (``prepared``). The
filter in them is ``visible_to`` itself: a form stands in for a seat there, so that there is no
second copy of who sees what.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db.models import Q

from prepared import Slot
from toegang.afscherming.schild import GEEN, Schild
from toegang.models import ALLES
from toegang.zicht import Groep, filter_op

if TYPE_CHECKING:
    from toegang.access import Plek

Kijker: TypeAlias = "Plek | Vorm"
"""What ``visible_to`` takes: a seat, or the form of one in a query that is prepared."""


@dataclass(frozen=True)
class Vorm:
    """A seat without its ids; hashable.

    Attributes:
        is_coordinator: whether it carries the mark zorgcoördinator.
        is_lid: whether a member of the family sits there.
        secties: the sections it sees, in order; ``*`` for all.
        groepen: per group of leefgebied codes how many members it is seen of, and whether of the
            family together.
    """

    is_coordinator: bool
    is_lid: bool
    secties: tuple[str, ...]
    groepen: tuple[tuple[tuple[str, ...], int, bool], ...]

    @property
    def plan(self) -> Slot:
        """The place of the plan's id."""
        return Slot.uuid("plan")

    @property
    def deelname(self) -> Slot:
        """The place of the seat's id."""
        return Slot.uuid("deelname")

    @property
    def deelname_id(self) -> Slot:
        """The same place."""
        return self.deelname

    @property
    def schild(self) -> Schild:
        """Nothing: a query is prepared for seats from which nothing is hidden (``Plek.vraag``)."""
        return GEEN

    @property
    def now(self) -> Slot:
        """The place of the moment."""
        return Slot.moment("now")

    @property
    def lid(self) -> Slot | None:
        """The place of the member's id, where a member sits."""
        return Slot.uuid("lid") if self.is_lid else None

    def ziet_sectie(self, sectie: str) -> bool:
        """Whether the section is seen."""
        return self.is_coordinator or ALLES in self.secties or sectie in self.secties

    def q(self, *, betreft: str = "betreft", leefgebied: str = "leefgebied") -> Q:
        """As ``Plek.q``."""
        if self.is_coordinator:
            return Q()
        return filter_op(
            [
                Groep(codes, [Slot.uuid(naam_van(i, j)) for j in range(aantal)], gezin)
                for i, (codes, aantal, gezin) in enumerate(self.groepen)
            ],
            betreft,
            leefgebied,
        )


def vorm_van(plek: Plek) -> tuple[Vorm, dict[str, Any]]:
    """Return the form of this seat, and what fills its slots."""
    coordinator = plek.is_coordinator
    groepen = [] if coordinator else plek.zicht.groepen()
    vorm = Vorm(
        coordinator,
        plek.lid is not None,
        () if coordinator else tuple(sorted(plek.zicht.secties)),
        tuple((g.codes, len(g.leden), g.gezin) for g in groepen),
    )
    waarden = {
        "plan": plek.plan.pk,
        "deelname": plek.deelname.pk,
        "now": plek.now,
        "lid": plek.deelname.lid_id,
    }
    waarden |= {
        naam_van(i, j): lid for i, groep in enumerate(groepen) for j, lid in enumerate(groep.leden)
    }
    return vorm, waarden


def naam_van(groep: int, lid: int) -> str:
    """Name the slot of one member in one group."""
    return f"lid_{groep}_{lid}"
