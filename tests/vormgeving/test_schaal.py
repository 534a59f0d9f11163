"""The score line and the goal line."""

import re
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from vormgeving.tekening.schaal import CHIP, LAAG, Score, stapel, teken_schaal, x_van
from vormgeving.tekening.verloop import Tafelpunt, teken_verloop, uit_elkaar, y_van

scores_st = st.lists(
    st.builds(
        Score,
        st.just("AB"),
        st.sampled_from(["gezin", "netwerk", "professional"]),
        st.integers(0, 20).map(lambda halven: halven / 2),
    ),
    max_size=12,
)


@given(scores_st)
def test_chips_never_overlap(scores: list[Score]) -> None:
    geplaatst = stapel(scores)
    assert sorted(s.score for s, _ in geplaatst) == sorted(s.score for s in scores)
    for (een, laag), (ander, hoger) in combinations(geplaatst, 2):
        dx = x_van(een.score) - x_van(ander.score)
        dy = LAAG * (laag - hoger)
        assert (dx * dx + dy * dy) ** 0.5 >= 2 * CHIP + 1


@given(scores_st, st.none() | st.integers(0, 10))
def test_the_whole_line_lies_inside_the_picture(scores: list[Score], wens: int | None) -> None:
    svg = teken_schaal(scores, wens, wens_tekst="wens 10" if wens is not None else "")
    vak = re.search(r'viewBox="0 0 340 ([\d.]+)"', svg)
    assert vak
    for hoogte in re.findall(r' (?:cy|y)="(-?[\d.]+)"', svg):
        assert 8 <= float(hoogte) <= float(vak[1])


def test_two_people_with_one_score_stand_on_top_of_each_other() -> None:
    scores = [Score("SE", "gezin", 5), Score("MW", "gezin", 5), Score("NO", "gezin", 3)]
    assert [(s.initialen, laag) for s, laag in stapel(scores)] == [("NO", 0), ("SE", 0), ("MW", 1)]


def test_a_line_shows_where_somebody_came_from() -> None:
    assert 'class="sc-weg"' in teken_schaal([Score("NO", "gezin", 5, was=3)], 7)
    assert 'class="sc-weg"' not in teken_schaal([Score("NO", "gezin", 3, was=3)], 7)
    assert 'class="sc-weg"' not in teken_schaal([Score("NO", "gezin", 5)], 7)


def test_the_wish_is_a_wider_ring_once_somebody_is_there() -> None:
    open_ring = teken_schaal([Score("DA", "gezin", 8)], 10)
    bereikt = teken_schaal([Score("DA", "gezin", 10)], 10)
    assert re.search(r'sc-wens" [^>]*r="7"', open_ring)
    assert re.search(r'sc-wens" [^>]*r="16.5"', bereikt)


def test_without_a_wish_there_is_no_ring() -> None:
    assert "sc-wens" not in teken_schaal([Score("DA", "gezin", 8)], None)


def test_on_paper_every_shape_carries_its_own_colour() -> None:
    scores = [Score("A", s, n) for n, s in enumerate(("gezin", "netwerk", "professional"))]
    punten = [Tafelpunt("1 sep", scores), Tafelpunt("1 dec", scores)]
    for svg in (
        teken_schaal(scores, 7, wens_tekst="wens 7", druk=True),
        teken_verloop(punten, 7, wens_tekst="wens 7", druk=True),
    ):
        vormen = re.findall(r"<(?:circle|path|line|text)[^>]*>", svg)
        assert vormen
        assert all("fill=" in v or "stroke=" in v for v in vormen)
        assert not any("class=" in v for v in vormen)


@given(st.lists(st.integers(0, 20).map(lambda n: y_van(n / 2)), max_size=8))
def test_chips_at_the_end_of_a_line_are_moved_apart_and_keep_their_order(
    hoogtes: list[float],
) -> None:
    uit = uit_elkaar(hoogtes, 26)
    assert len(uit) == len(hoogtes)
    volgorde = sorted(range(len(hoogtes)), key=lambda i: (hoogtes[i], uit[i]))
    assert all(uit[b] - uit[a] >= 26 - 1e-6 for a, b in pairwise(volgorde))


def test_chips_that_are_far_apart_stay_where_they_are() -> None:
    assert uit_elkaar([100.0, 20.0], 26) == [100.0, 20.0]


def test_people_with_the_same_initials_have_lines_of_their_own() -> None:
    def tafel(een: int, twee: int) -> list[Score]:
        return [
            Score("SE", "gezin", een, wie="Samira El Amrani"),
            Score("SE", "gezin", twee, wie="Sem"),
        ]

    svg = teken_verloop([Tafelpunt("1", tafel(2, 8)), Tafelpunt("2", tafel(3, 9))], None)
    assert svg.count("sc-baan") == 2


def test_a_single_table_has_points_and_no_line() -> None:
    svg = teken_verloop([Tafelpunt("1 dec", [Score("NO", "gezin", 3)])], 7, wens_tekst="wens 7")
    assert "sc-baan" not in svg
    assert svg.count("sc-punt") == 2


def test_dates_that_would_collide_are_left_out_but_never_the_last() -> None:
    punten = [Tafelpunt(f"tafel {n}", [Score("NO", "gezin", 3)]) for n in range(9)]
    svg = teken_verloop(punten, None)
    genoemd = re.findall(r">tafel (\d)<", svg)
    assert "8" in genoemd
    assert len(genoemd) < 9


def test_a_goal_without_any_table_is_an_empty_grid() -> None:
    assert "sc-punt" not in teken_verloop([], 7)
