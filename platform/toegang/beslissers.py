"""Who decides about what concerns whom. Pure computation, no database.

Under 12 those with gezag; from 12 they and the child; from 16 the young person alone; an adult
about themselves (Jeugdwet; ``2-domain``, *Who decides*). Ages count on the day asked for, so a
birthday needs no job to take effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from uuid import UUID

    from gezinsplan.models import Gezag, Gezinslid
    from toegang.models import Deelname

BESLIST_SAMEN = 12
BESLIST_ZELF = 16
VOLWASSEN = 18


@dataclass(frozen=True)
class Beslisser:
    """One who decides: a member of the family, a guardian, or an institution."""

    soort: Literal["lid", "gebruiker", "organisatie"]
    id: UUID
    naam: str = field(compare=False)


@dataclass(frozen=True)
class Beslisgroep:
    """Who decide about one member: all of ``vereist``, and of ``gezag`` all or (``een``) one."""

    over: Gezinslid
    vereist: frozenset[Beslisser]
    gezag: frozenset[Beslisser]
    een: bool

    @property
    def allen(self) -> frozenset[Beslisser]:
        """Everybody who is asked."""
        return self.vereist | self.gezag

    def is_rond(self, ja: frozenset[Beslisser]) -> bool:
        """Whether those who said yes suffice. Nobody to ask is never a yes."""
        if not self.allen or not self.vereist <= ja:
            return False
        return bool(self.gezag & ja) if self.een and self.gezag else self.gezag <= ja

    def ontbreekt(self, ja: Set[Beslisser]) -> frozenset[Beslisser]:
        """Return whose yes could still be needed beside those who said it."""
        genoeg = self.een and bool(self.gezag & ja)
        return (self.vereist if genoeg else self.allen) - ja


def lid_beslist(lid: Gezinslid) -> Beslisser:
    """The member as one who decides."""
    return Beslisser("lid", lid.id, lid.naam)


def beslissers_op(deelname: Deelname) -> set[Beslisser]:
    """Return the ways in which who sits on this seat can be one who decides."""
    zelf = {Beslisser("lid", deelname.lid_id, deelname.naam)} if deelname.lid_id else set()
    if deelname.gebruiker_id:
        zelf.add(Beslisser("gebruiker", deelname.gebruiker_id, deelname.naam))
    if deelname.organisatie_id and deelname.wettelijk:
        zelf.add(Beslisser("organisatie", deelname.organisatie_id, deelname.naam))
    return zelf


def _houder(gezag: Gezag) -> Beslisser:
    if gezag.lid is not None:
        return lid_beslist(gezag.lid)
    if gezag.gebruiker is not None:
        return Beslisser("gebruiker", gezag.gebruiker.id, gezag.gebruiker.naam)
    if gezag.organisatie is None:
        raise ValueError("gezag without a holder")
    return Beslisser("organisatie", gezag.organisatie.id, gezag.organisatie.naam)


def _houders(lid: Gezinslid, gezag: Iterable[Gezag], vandaag: date) -> frozenset[Beslisser]:
    return frozenset(_houder(g) for g in gezag if g.kind_id == lid.id and g.geldt(vandaag))


def groep_over(
    lid: Gezinslid, gezag: Iterable[Gezag], vandaag: date, *, een: bool = False
) -> Beslisgroep:
    """Return who decide about what concerns ``lid`` on ``vandaag``.

    ``gezag`` holds all rows of the family, with their holders loaded; ``een`` is the gemeente's
    rule that one of those with gezag suffices.
    """
    leeftijd = lid.leeftijd(vandaag)
    if leeftijd >= BESLIST_ZELF:
        return Beslisgroep(lid, frozenset({lid_beslist(lid)}), frozenset(), een)
    houders = _houders(lid, gezag, vandaag)
    zelf = frozenset({lid_beslist(lid)}) if leeftijd >= BESLIST_SAMEN else frozenset()
    return Beslisgroep(lid, zelf, houders, een)


def groepen_over(
    leden: Sequence[Gezinslid], gezag: Sequence[Gezag], vandaag: date, *, een: bool = False
) -> list[Beslisgroep]:
    """Return a group per member of ``leden``, in that order."""
    return [groep_over(lid, gezag, vandaag, een=een) for lid in leden]


def gezag_over_gezin(
    leden: Sequence[Gezinslid], gezag: Sequence[Gezag], vandaag: date, *, een: bool = False
) -> list[Beslisgroep]:
    """Return who decide about what concerns the family together.

    Those with gezag over any child under 18; in a family without such a child, every adult.
    """
    groepen = []
    for lid in leden:
        if lid.leeftijd(vandaag) < VOLWASSEN:
            houders = _houders(lid, gezag, vandaag)
            if houders:
                groepen.append(Beslisgroep(lid, frozenset(), houders, een))
    return groepen or groepen_over(
        [lid for lid in leden if lid.leeftijd(vandaag) >= VOLWASSEN], gezag, vandaag, een=een
    )


def doorslaggevend(groepen: Sequence[Beslisgroep], vandaag: date) -> list[Beslisgroep]:
    """Return the groups without whose yes nobody comes: those over minors, else all.

    Where a seat is about the whole family, an adult without gezag is asked too, but only about
    what concerns themselves: their no hides that, and keeps nobody away from the children's table.
    """
    minderjarig = [g for g in groepen if g.over.leeftijd(vandaag) < VOLWASSEN]
    return minderjarig or list(groepen)
