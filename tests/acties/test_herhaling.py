"""When a repeating action is due again, on every date there is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acties.herhaling import volgende_keer

DAGEN = st.dates(date(2020, 1, 1), date(2060, 12, 31))
LATER = st.integers(-40, 400)


@given(DAGEN, LATER, st.sampled_from(["wekelijks", "tweewekelijks"]))
def test_weeks_keep_the_day_of_the_week_and_skip_what_passed(
    deadline: date, later: int, herhaling: str
) -> None:
    na = deadline + timedelta(days=later)
    periode = 7 if herhaling == "wekelijks" else 14
    keer = volgende_keer(deadline, herhaling, na=na)
    assert (keer - deadline).days % periode == 0
    assert keer > max(deadline, na)
    assert keer - timedelta(days=periode) <= max(deadline, na)


@given(DAGEN, LATER, st.integers(1, 31))
def test_months_keep_their_day_and_skip_what_passed(deadline: date, later: int, dag: int) -> None:
    na = deadline + timedelta(days=later)
    keer = volgende_keer(deadline, "maandelijks", na=na, dag=dag)
    volgende_dag = keer + timedelta(days=1)
    assert keer > na
    assert (keer.year, keer.month) > (deadline.year, deadline.month)
    assert keer.day == dag or (keer.day < dag and volgende_dag.day == 1)


@given(DAGEN)
def test_a_year_of_months_comes_back_to_the_same_day(begin: date) -> None:
    keer = begin
    for _ in range(12):
        keer = volgende_keer(keer, "maandelijks", na=keer, dag=begin.day)
    verwacht = min(begin.day, 29 if begin.year % 4 == 3 else 28) if begin.month == 2 else begin.day
    assert (keer.year, keer.month, keer.day) == (begin.year + 1, begin.month, verwacht)


@pytest.mark.parametrize(
    ("deadline", "na", "verwacht"),
    [
        (date(2026, 1, 31), date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2026, 2, 28), date(2026, 3, 31)),
        (date(2028, 1, 31), date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2026, 12, 31), date(2027, 1, 31)),
        (date(2026, 1, 31), date(2026, 4, 30), date(2026, 5, 31)),
        (date(2026, 1, 31), date(2026, 4, 29), date(2026, 4, 30)),
    ],
)
def test_the_31st_is_the_last_day_of_a_shorter_month(
    deadline: date, na: date, verwacht: date
) -> None:
    assert volgende_keer(deadline, "maandelijks", na=na, dag=31) == verwacht


@pytest.mark.parametrize("deadline", [date(2026, 3, 24), date(2026, 10, 20)])
def test_the_change_of_the_clock_moves_no_day(deadline: date) -> None:
    assert volgende_keer(deadline, "wekelijks", na=deadline) == deadline + timedelta(days=7)


def test_what_does_not_repeat_has_no_next_time() -> None:
    with pytest.raises(ValueError, match="does not repeat"):
        volgende_keer(date(2026, 1, 1), "", na=date(2026, 1, 1))
