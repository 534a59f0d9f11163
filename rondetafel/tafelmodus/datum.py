"""The day that is proposed for the next table. No database."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

ZATERDAG = 5


def dag_over_weken(weken: int, now: datetime) -> date:
    """Return the day so many weeks from today; of a weekend the Monday after it."""
    dag = timezone.localdate(now) + timedelta(weeks=weken)
    over = 7 - dag.weekday() if dag.weekday() >= ZATERDAG else 0
    return dag + timedelta(days=over)
