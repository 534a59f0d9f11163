"""Who coordinates, who was asked to take over, and what is still open about it. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.text import capfirst

from toegang import wie, woorden
from toegang.access import Plek, plekken_aan_tafel
from toegang.beslissers import VOLWASSEN
from toegang.models import Antwoord, Deelname, Plekstatus


def coordinator_van(plek: Plek) -> Deelname | None:
    """Return the seat that carries the mark at this plan, with whom it asked to take over."""
    rijen = Deelname.objects.filter(plan=plek.plan, is_zorgcoordinator=True)
    return rijen.filter(status=Plekstatus.ACTIEF).select_related("opvolger__lid").first()


def stand_opvolging(plek: Plek, coordinator: Deelname) -> wie.Stand:
    """Return what those who decide said about the successor."""
    gezocht = Deelname.objects.filter(gevraagd_als_opvolger=coordinator)
    return wie.stand(plek, wie.met_antwoorden(gezocht).get(), coordinatie=True)


def kandidaten(plek: Plek) -> list[Plek]:
    """Return who could take over: every adult at the table, except who coordinates now.

    Not who something is hidden from: who coordinates, sees the whole plan.
    """
    return [
        p
        for p in plekken_aan_tafel(plek.plan, now=plek.now)
        if not p.is_coordinator
        and p.schild.is_leeg
        and (p.lid is None or p.lid.leeftijd(plek.vandaag) >= VOLWASSEN)
    ]


@dataclass
class Opvolging:
    """How a hand-over stands, for one reader."""

    plek: Plek
    coordinator: Deelname

    @property
    def opvolger(self) -> Deelname | None:
        """Whom the zorgcoördinator asked, if anybody."""
        return self.coordinator.opvolger

    @property
    def aanvaard(self) -> bool:
        """Whether that person wants it."""
        return self.coordinator.opvolger_aanvaard_op is not None

    @property
    def is_mijn_vraag(self) -> bool:
        """Whether the reader coordinates now."""
        return self.coordinator.pk == self.plek.deelname.pk

    @property
    def mag_aanvaarden(self) -> bool:
        """Whether the reader was asked and has not answered."""
        return self.coordinator.opvolger_id == self.plek.deelname.pk and not self.aanvaard

    @cached_property
    def stand(self) -> wie.Stand | None:
        """What those who decide said, while somebody is asked."""
        return stand_opvolging(self.plek, self.coordinator) if self.opvolger else None

    @cached_property
    def mag_kiezen(self) -> bool:
        """Whether the reader decides, now that the successor wants it."""
        if not self.aanvaard or self.stand is None or not self.plek.deelname.beslist_mee:
            return False
        return bool(self.stand.van(self.plek))

    @property
    def mijn_antwoord(self) -> str:
        """What the reader said, or empty."""
        return next((s.antwoord for s in self.stand.van(self.plek)), "") if self.stand else ""

    @property
    def wacht_op_mij(self) -> bool:
        """Whether the reader has something to do."""
        return self.mag_aanvaarden or (self.mag_kiezen and not self.mijn_antwoord)

    @property
    def wil_praten(self) -> bool:
        """Whether somebody said no or wants to talk."""
        return bool(self.stand and self.stand.zei(Antwoord.NEE, Antwoord.PRATEN))

    @property
    def stemmen(self) -> list[dict[str, str]]:
        """Who decides and what each said."""
        return [
            {
                "id": str(stem.beslisser.id),
                "naam": stem.beslisser.naam,
                "heet": capfirst(woorden.heet(stem.beslisser, self.plek)),
                "staat": woorden.antwoord_in_woorden(stem)[0],
                "tekst": woorden.antwoord_in_woorden(stem)[1],
            }
            for stem in (self.stand.stemmen if self.stand else [])
        ]


def get_opvolging(plek: Plek) -> Opvolging | None:
    """Return how the hand-over stands; None at a plan without a zorgcoördinator."""
    coordinator = coordinator_van(plek)
    return Opvolging(plek, coordinator) if coordinator else None
