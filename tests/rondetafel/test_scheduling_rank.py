"""Ranking times by what people answered: pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rondetafel.scheduling import Gast, Stem, rank

NU = datetime(2026, 12, 1, 14, 30, tzinfo=UTC)
GEZIN = [Gast("Samira", verplicht=True, gezin=True), Gast("Mark", verplicht=True, gezin=True)]
PETER = Gast("Peter", verplicht=True)
TOM, FATMA = Gast("Tom"), Gast("Fatma")
ALLEN = [*GEZIN, PETER, TOM, FATMA]


def tijden(*namen: str) -> list[tuple[str, datetime]]:
    return [(naam, NU + timedelta(days=n)) for n, naam in enumerate(namen)]


def stemmen(**per_tijd: str) -> dict[tuple[str, str], str]:
    """``di="kkkl-"``: per guest in order: kan, liever niet, kan niet (n), no answer (-)."""
    letters = {"k": Stem.KAN, "l": Stem.LIEVER_NIET, "n": Stem.KAN_NIET}
    return {
        (tijd, str(gast.id)): letters[letter]
        for tijd, rij in per_tijd.items()
        for gast, letter in zip(ALLEN, rij, strict=True)
        if letter != "-"
    }


def test_the_best_time_has_everyone_who_must_be_there() -> None:
    volgorde = rank(
        tijden("ma", "di", "wo", "do", "vr"),
        ALLEN,
        stemmen(ma="nnkkk", di="kkkkk", wo="kknkk", do="klkkn", vr="kk-kk"),
    )
    assert [o.tijd for o in volgorde] == ["di", "do", "vr", "wo", "ma"]
    assert [o.kan_gekozen for o in volgorde] == [True, True, True, True, False]
    assert [o.reden_nodig for o in volgorde] == [False, False, True, True, True]
    assert volgorde[1].liever_niet == ["Mark"]
    assert volgorde[1].kan_niet == ["Fatma"]
    assert (volgorde[2].wacht, volgorde[2].mist) == (["Peter"], [])
    assert (volgorde[3].wacht, volgorde[3].mist) == ([], ["Peter"])
    assert volgorde[4].mist == ["Samira", "Mark"]


def test_a_family_that_would_rather_not_still_can() -> None:
    (oordeel,) = rank(tijden("ma"), ALLEN, stemmen(ma="lnkkk"))
    assert oordeel.kan_gekozen
    assert oordeel.mist == ["Mark"]


def test_without_an_answer_of_the_family_there_is_no_table() -> None:
    (oordeel,) = rank(tijden("ma"), ALLEN, stemmen(ma="--kkk"))
    assert not oordeel.kan_gekozen


def test_of_two_equal_times_the_earlier_comes_first() -> None:
    volgorde = rank(tijden("ma", "di"), ALLEN, stemmen(di="kkkkk", ma="kkkkk"))
    assert [o.tijd for o in volgorde] == ["ma", "di"]


@given(st.lists(st.text("kln-", min_size=5, max_size=5), min_size=1, max_size=8))
def test_a_time_without_the_family_never_stands_above_one_with_it(rijen: list[str]) -> None:
    namen = [f"t{n}" for n in range(len(rijen))]
    volgorde = rank(tijden(*namen), ALLEN, stemmen(**dict(zip(namen, rijen, strict=True))))
    assert sorted(str(o.tijd) for o in volgorde) == namen
    gezin = [o.gezin for o in volgorde]
    assert gezin == sorted(gezin, reverse=True)
    for oordeel in volgorde:
        gezegd = [*oordeel.kan, *oordeel.liever_niet, *oordeel.kan_niet, *oordeel.onbekend]
        assert sorted(map(str, gezegd)) == sorted(str(g.id) for g in ALLEN)
    met_gezin = [o for o in volgorde if o.gezin]
    mist = [len(o.mist) for o in met_gezin]
    assert mist == sorted(mist)
