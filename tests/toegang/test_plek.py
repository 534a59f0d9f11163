"""The doorway to a plan, on the cast."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.utils import timezone

from tests.cast import zet_cast
from toegang.access import get_plek
from toegang.policy import Handeling

pytestmark = pytest.mark.django_db


def test_an_outsider_has_no_seat() -> None:
    cast = zet_cast(timezone.now())
    with pytest.raises(Http404):
        get_plek(cast.gebruiker["bram"], cast.plan.id, now=cast.now)


def test_a_school_sees_school_and_not_debts() -> None:
    cast = zet_cast(timezone.now())
    peter = cast.plek("peter")
    assert peter.ziet(None, cast.leefgebied["school"])
    assert not peter.ziet(None, cast.leefgebied["inkomen"])


def test_parents_and_the_child_from_twelve_decide_about_noor() -> None:
    cast = zet_cast(timezone.now())
    beslissen = {
        naam: cast.plek(naam).beslist_over([cast.lid["noor"]])
        for naam in ("samira", "mark", "noor", "fatma", "linda")
    }
    assert beslissen == {
        "samira": True,
        "mark": True,
        "noor": True,
        "fatma": False,
        "linda": False,
    }


def test_a_parent_may_end_a_neighbours_seat_but_not_a_statutory_or_the_other_parents() -> None:
    cast = zet_cast(timezone.now())
    samira = cast.plek("samira")
    mag = {
        naam: samira.mag(Handeling.PLEK_BEEINDIGEN, cast.deelname[naam])
        for naam in ("fatma", "peter", "mark", "noor", "youssef", "esther", "linda")
    }
    assert mag == {
        "fatma": True,
        "peter": True,
        "mark": False,
        "noor": False,
        "youssef": False,
        "esther": False,
        "linda": False,
    }
