"""How a goal goes, in words: every kind of sentence."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

import pytest

from doelen.verloop import Meetpunt, Meting, laatste_scores, lijn, zin

NU = date(2026, 11, 24)
SEP, NOV = date(2026, 9, 1), date(2026, 11, 10)
NAMEN = UUID(int=0)


def punt(op: date, **cijfers: int) -> Meetpunt:
    """A point with a score per first name."""
    return Meetpunt(
        op,
        tuple(
            Meting(uuid5(NAMEN, wie), f"{wie} de Wit", wie, "gezin", n)
            for wie, n in cijfers.items()
        ),
    )


@pytest.mark.parametrize(
    ("punten", "verwacht"),
    [
        ([], "Er zijn nog geen cijfers gegeven. De wens is een 7."),
        (
            [punt(SEP, Noor=3)],
            "Noor gaf een 3 op dinsdag 1 september. De wens is een 7. Nog niet opnieuw gevraagd.",
        ),
        (
            [punt(SEP, Noor=2, Samira=4, Mark=5)],
            "Noor gaf een 2, Samira een 4, Mark een 5 op dinsdag 1 september. "
            "De wens is een 7. Nog niet opnieuw gevraagd.",
        ),
        (
            [punt(SEP, Samira=4, Mark=4, Noor=2)],
            "Samira en Mark gaven een 4, Noor een 2 op dinsdag 1 september. "
            "De wens is een 7. Nog niet opnieuw gevraagd.",
        ),
        (
            [punt(date(2025, 9, 2), Noor=7)],
            "Noor gaf een 7 op dinsdag 2 september 2025. De wens is een 7, en die is gehaald. "
            "Nog niet opnieuw gevraagd.",
        ),
        (
            [punt(SEP, Noor=3), punt(NOV, Noor=5)],
            "Dinsdag 10 november: Noor ging omhoog van een 3 naar een 5. De wens is een 7.",
        ),
        (
            [punt(SEP, Noor=5), punt(NOV, Noor=3)],
            "Dinsdag 10 november: Noor ging omlaag van een 5 naar een 3. De wens is een 7.",
        ),
        (
            [punt(SEP, Noor=5), punt(NOV, Noor=5)],
            "Dinsdag 10 november: Noor gaf weer een 5. De wens is een 7.",
        ),
        (
            [punt(SEP, Noor=5, Samira=5), punt(NOV, Noor=5, Samira=5)],
            "Dinsdag 10 november: Noor en Samira gaven weer een 5. De wens is een 7.",
        ),
        (
            [punt(SEP, Noor=2, Samira=4, Mark=5), punt(NOV, Noor=6, Samira=4, Mark=4)],
            "Dinsdag 10 november: Noor ging omhoog van een 2 naar een 6, Samira gaf weer een 4, "
            "Mark ging omlaag van een 5 naar een 4. De wens is een 7.",
        ),
        (
            [punt(SEP, Noor=3, Mark=5), punt(NOV, Noor=8, Daan=9)],
            "Dinsdag 10 november: Noor ging omhoog van een 3 naar een 8, "
            "Daan gaf voor het eerst een cijfer, een 9. Mark gaf deze keer geen cijfer. "
            "De wens is een 7, en die is gehaald.",
        ),
        (
            [punt(SEP, Noor=3), punt(date(2026, 10, 6), Mark=4), punt(NOV, Noor=5)],
            "Dinsdag 10 november: Noor ging omhoog van een 3 naar een 5. "
            "Mark gaf deze keer geen cijfer. De wens is een 7.",
        ),
    ],
)
def test_the_sentence_says_who_gave_what_and_how_it_moved(
    punten: list[Meetpunt], verwacht: str
) -> None:
    assert zin(punten, 7, NU) == verwacht


def test_of_a_goal_that_ended_nobody_will_be_asked_again() -> None:
    verwacht = "Noor gaf een 3 op dinsdag 1 september. De wens is een 7."
    assert zin([punt(SEP, Noor=3)], 7, NU, loopt=False) == verwacht


def test_the_latest_scores_know_what_was_given_before() -> None:
    punten = [punt(SEP, Noor=3), punt(NOV, Noor=5, Mark=4)]
    assert laatste_scores(punten) == [
        {"naam": "Noor de Wit", "soort": "gezin", "score": 5, "was": 3},
        {"naam": "Mark de Wit", "soort": "gezin", "score": 4, "was": None},
    ]
    assert laatste_scores([]) == []


def test_the_line_has_a_point_per_table_with_a_short_date() -> None:
    scores = [{"naam": "Noor de Wit", "soort": "gezin", "score": 3, "was": None}]
    assert lijn([punt(SEP, Noor=3)]) == [{"label": "1 sep", "scores": scores}]
