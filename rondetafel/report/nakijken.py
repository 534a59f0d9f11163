"""Who checks a report before it is frozen. Reads only."""

from __future__ import annotations

from datetime import datetime

from rondetafel.models import Rondetafel, Verslag
from toegang.access import Plek, plekken_aan_tafel
from toegang.policy import Handeling


def beslissers(tafel: Rondetafel, now: datetime) -> list[Plek]:
    """Return the seats of those who decide about the report, in the order of the family."""
    plekken = plekken_aan_tafel(tafel.plan, now=now)
    beslissend = [plek for plek in plekken if plek.mag(Handeling.VERSLAG_GOEDKEUREN)]
    return sorted(beslissend, key=lambda plek: (plek.lid is None, plek.lid and plek.lid.volgorde))


def wacht_op(verslag: Verslag, now: datetime) -> list[Plek]:
    """Return the seats of those who decide and have not answered."""
    gegeven = {akkoord.deelname_id for akkoord in verslag.akkoorden.all()}
    return [p for p in beslissers(verslag.tafel, now) if p.deelname.pk not in gegeven]
