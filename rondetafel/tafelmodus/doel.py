"""One goal at the table: what each gave before, what each gives now, and what the table says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from doelen import verloop
from doelen.models import Conclusie, Doel, Doelstatus, Evaluatie
from doelen.samenvatting import Keer, keren
from rondetafel.models import Rondetafel

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

    ``eerder`` says in words what was given before. ``hier`` is the evaluation of this table;
    ``cijfers`` are the scores given here, ``vorige`` those before, by member of the family or seat,
    and ``scores`` those given here for ``schaallijn``.
    ``concept`` says that it is not established, so that nothing can be concluded about it yet.
    """

    doel: Doel
    eerder: str
    hier: Evaluatie | None
    cijfers: dict[UUID, int]
    vorige: dict[UUID, int]
    scores: list[dict[str, Any]]
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
    """Return a goal this seat sees, as the table talks about it; one query."""
    alle = keren(doel, zonder=plek.schild.ids)
    hier = next((k for k in alle if k.evaluatie.tafel_id == tafel.pk), None)
    eerder = [k for k in alle if k.evaluatie.tafel_id != tafel.pk]
    punten = [k.punt for k in eerder if k.punt.metingen]
    vandaag = timezone.localdate(now)
    return Doelbeeld(
        doel=doel,
        eerder=verloop.zin(punten, doel.gewenst, vandaag, loopt=False),
        hier=hier.evaluatie if hier else None,
        cijfers=_cijfers([hier] if hier else []),
        vorige=_cijfers(eerder),
        scores=verloop.laatste_scores([hier.punt] if hier else []),
        concept=doel.status == Doelstatus.CONCEPT,
        conclusies=[(str(w), str(naam), ICONEN[w]) for w, naam in Conclusie.choices],
    )


def _cijfers(alle: Sequence[Keer]) -> dict[UUID, int]:
    """Return the last score of each, by member of the family or seat."""
    return {meting.wie: meting.cijfer for keer in alle for meting in keer.punt.metingen}
