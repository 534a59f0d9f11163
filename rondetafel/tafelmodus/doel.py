"""One goal at the table: what each gave before, what each gives now, and what the table says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone

from acties.access import acties_voor
from acties.models import GEVRAAGD, Actie
from doelen import verloop
from doelen.models import Conclusie, Doel, Doelstatus, Evaluatie, Score
from rondetafel.models import Rondetafel
from rondetafel.tafelmodus.inhoud import geladen

if TYPE_CHECKING:
    from rondetafel.tafelmodus.mensen import Persoon
    from toegang.access import Plek

ICONEN = {
    Conclusie.GAAT_DOOR.value: "arrow-right",
    Conclusie.BEREIKT.value: "check",
    Conclusie.DEELS.value: "circle-dot",
    Conclusie.BIJSTELLEN.value: "pencil",
    Conclusie.NIET.value: "x",
}


@dataclass(frozen=True)
class Cijferrij:
    """The score of one person: now, and the time before."""

    wie: Persoon
    nu: int | None
    was: int | None


@dataclass(frozen=True)
class Doelbeeld:
    """A goal as the table talks about it.

    ``eerder`` says in words what was given before. ``hier`` is the evaluation of this table.
    ``concept`` says that it is not established, so that nothing can be concluded about it yet.
    """

    doel: Doel
    eerder: str
    hier: Evaluatie | None
    cijfers: dict[UUID, int]
    vorige: dict[UUID, int]
    acties: list[Actie]
    concept: bool
    conclusies: list[tuple[str, str, str]]

    @property
    def wat_hielp(self) -> str:
        """What helped, so far."""
        return self.hier.wat_hielp if self.hier else ""

    @property
    def volgende_stap(self) -> str:
        """The next step, so far."""
        return self.hier.volgende_stap if self.hier else ""

    @property
    def versie(self) -> int:
        """The version of the evaluation."""
        return self.hier.versie if self.hier else 0

    def rijen(self, mensen: Sequence[Persoon]) -> list[Cijferrij]:
        """Return a row of scores for each of these people."""
        return [
            Cijferrij(wie, self.cijfers.get(wie.id), self.vorige.get(wie.id))
            for wie in mensen
            if wie.id is not None
        ]


def doelbeeld(plek: Plek, tafel: Rondetafel, doel: Doel, now: datetime) -> Doelbeeld:
    """Return a goal this seat sees, as the table talks about it; three queries."""
    scores = Prefetch("scores", Score.objects.select_related("lid", "deelname"))
    alle = list(Evaluatie.objects.filter(doel=doel).order_by("op").prefetch_related(scores))
    hier = next((e for e in alle if e.tafel_id == tafel.pk), None)
    eerder = [e for e in alle if e.tafel_id != tafel.pk]
    punten = verloop.meetpunten(eerder)
    vandaag = timezone.localdate(now)
    acties = acties_voor(plek).filter(doel=doel, status__in=GEVRAAGD)
    return Doelbeeld(
        doel=doel,
        eerder=verloop.zin(punten, doel.gewenst, vandaag, loopt=False),
        hier=hier,
        cijfers=_cijfers([hier] if hier else []),
        vorige=_cijfers(eerder),
        acties=geladen(acties),
        concept=doel.status == Doelstatus.CONCEPT,
        conclusies=[(str(w), str(naam), ICONEN[w]) for w, naam in Conclusie.choices],
    )


def _cijfers(evaluaties: Sequence[Evaluatie]) -> dict[UUID, int]:
    """Return the last score of each, by member of the family or seat."""
    uit: dict[UUID, int] = {}
    for evaluatie in evaluaties:
        for score in evaluatie.scores.all():
            wie = score.lid_id or score.deelname_id
            if wie is not None:
                uit[wie] = score.waarde
    return uit
