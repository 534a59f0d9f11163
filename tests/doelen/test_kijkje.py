"""What a preview says about the texts of a plan."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doelen.kijkje import doelen
from doelen.models import Kracht
from tests.cast import Cast, zet_cast
from tests.doelen.teksten import LESSEN, SCHOOL, VOETBAL, zet_doel, zet_plan, zet_tekst

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


def test_a_parent_sees_what_the_school_would_see(cast: Cast) -> None:
    zet_plan(cast)
    kijkje = doelen(cast.plek("peter"), cast.plek("samira"))
    assert list(kijkje.ziet) == [
        f"Het doel “{SCHOOL}”",
        f"Het doel “{VOETBAL}”",
        f"De zorg “{LESSEN}”",
        "Wat goed gaat: “Noor tekent heel goed”",
    ]
    assert list(kijkje.ziet_niet) == ["Wat ieder van u wil bereiken, in eigen woorden"]


def test_a_parent_learns_nothing_of_the_other_parent_by_looking(cast: Cast) -> None:
    zet_plan(cast)
    kijkje = doelen(cast.plek("tom"), cast.plek("mark"))
    assert list(kijkje.ziet) == []
    assert "KANARIE" not in " ".join(kijkje.ziet_niet)


def test_a_seat_that_sees_all_sees_what_everyone_wants(cast: Cast) -> None:
    zet_plan(cast)
    kijkje = doelen(cast.plek("linda"), cast.plek("samira"))
    assert "Wat ieder van u wil bereiken, in eigen woorden" in kijkje.ziet
    assert list(kijkje.ziet_niet) == []


def test_many_goals_are_counted_and_cost_no_more(cast: Cast) -> None:
    zet_plan(cast)

    def tel() -> tuple[int, list[str]]:
        voorbeeld, kijker = cast.plek("linda"), cast.plek("samira")
        with CaptureQueriesContext(connection) as vragen:
            ziet = list(doelen(voorbeeld, kijker).ziet)
        return len(vragen), ziet

    eerst, _ = tel()
    for n in range(9):
        zet_doel(cast, f"doel {n}", "school", volgorde=n + 4)
        zet_tekst(Kracht, cast, f"kracht {n}", "school", volgorde=n + 4)
    daarna, ziet = tel()
    assert daarna == eerst
    assert ziet[5] == "En nog 7 daarvan"
