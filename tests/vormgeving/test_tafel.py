"""The round table: chairs never overlap, whoever sits down."""

import math
import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vormgeving.tekening.tafel import RUG, ZIT, Stoel, plaatsen, ring, teken_tafel

SOORTEN = ["gezin", "netwerk", "professional", "voorstel"]
stoelen_st = st.lists(
    st.builds(Stoel, st.just("AB"), st.sampled_from(SOORTEN), st.booleans()),
    min_size=1,
    max_size=24,
)
RAND = ZIT + 1  # half of the line round a seat
TAFELBLAD = 40  # from the ring of seats to the edge of the table


def _afstand(a: tuple[float, float], b: tuple[float, float]) -> float:
    return math.hypot(a[0] - b[0], a[1] - b[1])


def _rugpunten(x: float, y: float, hoek: float) -> list[tuple[float, float]]:
    """Points along the back of a chair."""
    return [
        (x + RUG * math.cos(hoek + d / 10), y + RUG * math.sin(hoek + d / 10)) for d in range(-8, 9)
    ]


@given(stoelen_st)
def test_seats_never_overlap(stoelen: list[Stoel]) -> None:
    staan = plaatsen(stoelen)
    assert len(staan) == len(stoelen)
    for een, ander in combinations(staan, 2):
        assert _afstand((een.x, een.y), (ander.x, ander.y)) >= 2 * RAND + 2


@given(stoelen_st)
def test_the_back_of_a_chair_stays_clear_of_its_neighbours(stoelen: list[Stoel]) -> None:
    staan = plaatsen(stoelen)
    for een, ander in combinations(staan, 2):
        for punt in _rugpunten(een.x, een.y, een.hoek):
            assert _afstand(punt, (ander.x, ander.y)) > RAND
            for tegen in _rugpunten(ander.x, ander.y, ander.hoek):
                assert _afstand(punt, tegen) > 1


@given(stoelen_st)
def test_chairs_stand_clear_of_the_table(stoelen: list[Stoel]) -> None:
    blad = ring(len(stoelen)) - TAFELBLAD
    assert all(math.hypot(p.x, p.y) - RAND > blad for p in plaatsen(stoelen))


@given(stoelen_st)
def test_everything_lies_inside_the_picture(stoelen: list[Stoel]) -> None:
    svg = teken_tafel(stoelen, ["Uw tafel"])
    vak = re.search(r'viewBox="([^"]+)"', svg)
    assert vak
    links, boven, breed, hoog = (float(maat) for maat in vak[1].split())
    assert links == pytest.approx(-breed / 2, abs=0.1)
    for p in plaatsen(stoelen):
        for x, y in [(p.x, p.y), *_rugpunten(p.x, p.y, p.hoek)]:
            assert links < x < links + breed
            assert boven < y < boven + hoog


def test_family_sits_on_the_left_then_network_then_professionals() -> None:
    staan = plaatsen([Stoel("P", "professional"), Stoel("N", "netwerk"), Stoel("G", "gezin")])
    assert [p.stoel.initialen for p in staan] == ["G", "N", "P"]
    assert staan[0].x < 0 < staan[2].x
    assert staan[1].y == min(p.y for p in staan)


def test_who_is_proposed_sits_at_the_near_side_pulled_back() -> None:
    staan = plaatsen([Stoel("G", "gezin"), Stoel("J", "voorstel"), Stoel("P", "professional")])
    nieuw = next(p for p in staan if p.stoel.soort == "voorstel")
    assert nieuw.x == pytest.approx(0)
    assert nieuw.y == pytest.approx(124 + 36)
    assert all(math.hypot(p.x, p.y) == pytest.approx(124) for p in staan if p is not nieuw)


def test_an_empty_chair_keeps_its_place() -> None:
    vol = plaatsen([Stoel("A", "gezin"), Stoel("B", "gezin"), Stoel("C", "netwerk")])
    leeg = plaatsen([Stoel("A", "gezin"), Stoel("B", "gezin", afwezig=True), Stoel("C", "netwerk")])
    assert [p.hoek for p in vol] == [p.hoek for p in leeg]
    assert math.hypot(leeg[1].x, leeg[1].y) > math.hypot(vol[1].x, vol[1].y)


def test_a_table_without_chairs_is_a_table() -> None:
    svg = teken_tafel([], ["Nog niemand"])
    assert svg.count("<circle") == 2
    assert "Nog niemand" in svg


def test_at_most_three_lines_stand_in_the_middle() -> None:
    svg = teken_tafel([], ["een", "twee", "drie", "vier"])
    assert svg.count("<text") == 3


def test_a_long_word_is_set_smaller_and_stays_on_the_table() -> None:
    maten = []
    for woord in ("Uw tafel", "Nog geen tijd gekozen voor u"):
        maat = re.search(r'tf-woord--sterk"[^>]*font-size="([\d.]+)"', teken_tafel([], [woord]))
        assert maat
        maten.append(float(maat[1]))
    assert maten == [19.0, 11.0]


def test_the_small_table_has_no_words_and_is_not_read_aloud() -> None:
    svg = teken_tafel([Stoel("SE", "gezin")], ["dinsdag"], klein=True)
    assert "<text" not in svg
    assert 'aria-hidden="true"' in svg
    assert "role=" not in svg


def test_on_paper_every_shape_carries_its_own_colour() -> None:
    soorten = [Stoel("A", s) for s in SOORTEN] + [Stoel("B", "gezin", afwezig=True)]
    svg = teken_tafel(soorten, ["een", "twee"], alt="De tafel", druk=True)
    vormen = re.findall(r"<(?:circle|path|text)[^>]*>", svg)
    assert len(vormen) == 2 + 3 * 5 + 2
    assert all("fill=" in vorm and "class=" not in vorm for vorm in vormen)
    assert "style=" not in svg


def test_texts_are_escaped() -> None:
    svg = teken_tafel([Stoel('"><script>', "gezin")], ["<b>"], alt='"onload="x')
    assert "<script>" not in svg
    assert "<b>" not in svg
    assert '"onload=' not in svg
