"""When a repeating action is due again. Pure computation on calendar dates, no database.

Dates, not moments: an action is due on a day, so the change to summer time cannot move it.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

WEKEN = {"wekelijks": 1, "tweewekelijks": 2}
MAANDELIJKS = "maandelijks"


def volgende_keer(deadline: date, herhaling: str, *, na: date, dag: int | None = None) -> date:
    """Return the next day this is due: after ``deadline``, and after ``na``.

    Somebody who is weeks late and does it now is not asked for the times that passed.

    Args:
        deadline: the time that was just done.
        herhaling: ``wekelijks``, ``tweewekelijks`` or ``maandelijks``.
        na: the day on which it was done.
        dag: of a monthly one, its day of the month (1-31); in a shorter month its last day counts.

    Raises:
        ValueError: for another ``herhaling``.
    """
    if herhaling in WEKEN:
        periode = 7 * WEKEN[herhaling]
        keren = max(1, (na - deadline).days // periode + 1)
        return deadline + timedelta(days=periode * keren)
    if herhaling != MAANDELIJKS:
        raise ValueError(f"{herhaling!r} does not repeat")
    dag = dag or deadline.day
    keer = _volgende_maand(deadline, dag)
    if keer <= na:
        keer = _in_maand(na.year, na.month, dag)
        if keer <= na:
            keer = _volgende_maand(na, dag)
    return keer


def _in_maand(jaar: int, maand: int, dag: int) -> date:
    return date(jaar, maand, min(dag, monthrange(jaar, maand)[1]))


def _volgende_maand(vanaf: date, dag: int) -> date:
    jaar, maand = divmod(vanaf.year * 12 + vanaf.month, 12)
    return _in_maand(jaar, maand + 1, dag)
