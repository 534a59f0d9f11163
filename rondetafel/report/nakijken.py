"""Who checks a report before it is frozen. Reads only."""

from __future__ import annotations

from datetime import datetime

from rondetafel.models import Rondetafel, Verslag
from toegang.access import Plek, plekken_aan_tafel
from toegang.policy import Handeling


def beslissers(tafel: Rondetafel, now: datetime) -> list[Plek]:
    """Return the seats of those who decide about the report."""
    plekken = plekken_aan_tafel(tafel.plan, now=now)
    return [plek for plek in plekken if plek.mag(Handeling.VERSLAG_GOEDKEUREN)]


def wacht_op(verslag: Verslag, now: datetime) -> list[Plek]:
    """Return the seats of those who decide and have not answered."""
    gegeven = {akkoord.deelname_id for akkoord in verslag.akkoorden.all()}
    return [p for p in beslissers(verslag.tafel, now) if p.deelname.pk not in gegeven]
