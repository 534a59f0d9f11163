"""The table at one moment, for one page: what its parts share is asked for once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from acties.access import acties_voor
from acties.models import GEVRAAGD, OPEN
from doelen.access import krachten
from doelen.rechten import mag_overnemen
from rondetafel.models import Stap
from rondetafel.tafelmodus import inhoud
from rondetafel.tafelmodus.mensen import personen
from rondetafel.tafelmodus.stappen import Plaats, buren, doelrijen, route
from rondetafel.tafelmodus.zicht import (
    waarschuwing_doel,
    waarschuwing_stap,
    wie_ziet_niet,
    ziet_actie,
    ziet_besluit,
    ziet_punt,
    ziet_uitspraak,
)

if TYPE_CHECKING:
    from acties.models import Actie
    from doelen.models import Doel, Kracht
    from rondetafel.models import Agendapunt, Besluit, Rondetafel
    from rondetafel.tafelmodus.mensen import Persoon
    from toegang.access import Plek

Ziet = Callable[["Plek", Any], bool]


@dataclass(frozen=True)
class Voorstellen:
    """What waits for a yes or a no, each with whether this seat may give it.

    ``niet_gezien`` says who is there and does not see all of it otherwise.
    """

    rijen: list[tuple[Doel | Kracht, bool]]
    niet_gezien: str


@dataclass(frozen=True)
class Aan:
    """What the seat that keeps the minutes sees of a table."""

    plek: Plek
    tafel: Rondetafel

    @cached_property
    def _doelrijen(self) -> list[Doel]:
        return doelrijen(self.plek, self.tafel)

    @property
    def doelen(self) -> list[Doel]:
        """The goals this table talks about, in order."""
        return [d for d in self._doelrijen if not d.voorstel]

    @property
    def voorgestelde_doelen(self) -> Voorstellen:
        """The goals somebody proposed."""
        return self._voorstellen(self._doelrijen)

    @cached_property
    def mensen(self) -> list[Persoon]:
        """Everybody with a chair."""
        return personen(self.plek, self.tafel)

    @cached_property
    def _krachtrijen(self) -> list[Kracht]:
        return krachten(self.plek)

    @property
    def krachten(self) -> list[Kracht]:
        """What goes well."""
        return [k for k in self._krachtrijen if not k.voorstel]

    @property
    def voorgestelde_krachten(self) -> Voorstellen:
        """What somebody proposed as something that goes well."""
        return self._voorstellen(self._krachtrijen)

    def _voorstellen(self, rijen: Sequence[Doel | Kracht]) -> Voorstellen:
        wachtend = [rij for rij in rijen if rij.voorstel]
        return Voorstellen(
            [(rij, mag_overnemen(self.plek, rij)) for rij in wachtend],
            waarschuwing_stap(wie_ziet_niet(self.mensen, wachtend, ziet_uitspraak)),
        )

    @cached_property
    def open_acties(self) -> list[Actie]:
        """What is still to be done, made at this table too."""
        return inhoud.geladen(acties_voor(self.plek).filter(status__in=OPEN))

    @cached_property
    def punten(self) -> list[Agendapunt]:
        """The agenda."""
        return inhoud.punten(self.plek, self.tafel)

    @cached_property
    def besluiten(self) -> list[Besluit]:
        """The agreements made here."""
        return inhoud.besluiten(self.plek, self.tafel)

    @cached_property
    def plaatsen(self) -> list[Plaats]:
        """Every place of the table in order."""
        return route(self.doelen)

    @property
    def vorige(self) -> Plaats | None:
        """The place before where the table is."""
        return buren(self.tafel, self.plaatsen)[0]

    @property
    def volgende(self) -> Plaats | None:
        """The place after where the table is."""
        return buren(self.tafel, self.plaatsen)[1]

    def acties_bij(self, doel: Doel) -> list[Actie]:
        """Return what somebody is asked to do for this goal."""
        if self.volgende is None or self.volgende.stap != Stap.ACTIES:
            rijen = acties_voor(self.plek).filter(doel=doel, status__in=GEVRAAGD)
            return inhoud.geladen(rijen)
        # What comes next shows all of them, and the warning before it has asked for them.
        return [a for a in self.open_acties if a.doel_id == doel.pk and a.status in GEVRAAGD]

    def waarschuwing(self, plaats: Plaats) -> str:
        """Say who is there and does not see what this place shows, without saying what that is."""
        if plaats.stap == Stap.DOELEN:
            hier = [d for d in self.doelen if d.pk == plaats.doel_id]
            return waarschuwing_doel(wie_ziet_niet(self.mensen, hier, ziet_uitspraak))
        namen: list[str] = []
        for rijen, ziet in self._rijen(plaats.stap):
            namen += [n for n in wie_ziet_niet(self.mensen, rijen, ziet) if n not in namen]
        return waarschuwing_stap(namen)

    def _rijen(self, stap: str) -> list[tuple[Sequence[Any], Ziet]]:
        if stap == Stap.KRACHTEN:
            return [(self.krachten, ziet_uitspraak)]
        if stap == Stap.ACTIES:
            return [(self.open_acties, ziet_actie)]
        if stap == Stap.AFSPRAKEN:
            return [(self.punten, ziet_punt), (self.besluiten, ziet_besluit)]
        if stap == Stap.SLUITEN:
            return [(self.doelen, ziet_uitspraak)]
        return []
