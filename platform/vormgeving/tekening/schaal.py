"""The score line: 0 to 10, a chip per person, an open ring for the wish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vormgeving.tekening.svg import PAPIER, Tekening, getal

BREED = 340.0
LINKS = 27.0  # room for "wens 10" to stay inside the picture
STAP = (BREED - 2 * LINKS) / 10
CHIP = 12.5
LAAG = 2 * CHIP + 2  # from one layer of chips to the next
RING = 7.0


@dataclass(frozen=True)
class Score:
    """What one person gave, 0 to 10; ``was`` is what they gave at the table before.

    ``wie`` tells two people with the same initials apart.
    """

    initialen: str
    soort: str
    score: float
    was: float | None = None
    wie: str = ""


def stapel(scores: Sequence[Score]) -> list[tuple[Score, int]]:
    """Each score with its layer: people close together stand on top of one another."""
    bezet: list[list[float]] = []
    uit = []
    for score in sorted(scores, key=lambda s: s.score):
        plek = x_van(score.score)
        laag = 0
        while laag < len(bezet) and any(abs(plek - x) < 2 * CHIP + 1 for x in bezet[laag]):
            laag += 1
        if laag == len(bezet):
            bezet.append([])
        bezet[laag].append(plek)
        uit.append((score, laag))
    return uit


def x_van(score: float) -> float:
    return LINKS + STAP * score


def teken_schaal(
    scores: Sequence[Score],
    gewenst: float | None,
    *,
    wens_tekst: str = "",
    alt: str = "",
    druk: bool = False,
) -> str:
    """The line as SVG. ``wens_tekst`` is what stands above the ring ("wens 7")."""
    geplaatst = stapel(scores)
    lagen = 1 + max((laag for _, laag in geplaatst), default=0)
    hoog = 46 + LAAG * (lagen - 1)
    pen = Tekening(druk, _KLEUREN)
    _teken_lijn(pen, hoog)
    for score in scores:
        if score.was is not None and score.was != score.score:
            van, naar = sorted((x_van(score.was), x_van(score.score)))
            pen.vorm("line", "sc-weg", x1=van, x2=naar, y1=hoog, y2=hoog)
    if gewenst is not None:
        _teken_wens(pen, gewenst, hoog, geplaatst, wens_tekst)
    for score, laag in geplaatst:
        x, y = x_van(score.score), hoog - LAAG * laag
        pen.groep(f"sc-{score.soort}")
        pen.vorm("circle", "sc-punt", score.soort, cx=x, cy=y, r=CHIP)
        pen.tekst("sc-naam", x, y + 4.1, score.initialen, soort=score.soort, grootte=11.5)
        pen.sluit()
    return pen.svg("schaal", (0.0, 0.0, BREED, hoog + 37), alt)


def _teken_lijn(pen: Tekening, y: float) -> None:
    # One path for line and ticks: twelve elements less on a page with eight goals.
    tikken = "".join(f"M{getal(x_van(n))} {getal(y - 4)}v8" for n in range(11))
    pen.vorm("path", "sc-lijn", d=f"M{getal(x_van(0))} {getal(y)}H{getal(x_van(10))}{tikken}")
    for nummer in (0, 5, 10):
        pen.tekst("sc-getal", x_van(nummer), y + 31, str(nummer), grootte=13)


def _teken_wens(
    pen: Tekening,
    gewenst: float,
    y: float,
    geplaatst: Sequence[tuple[Score, int]],
    tekst: str,
) -> None:
    x = x_van(gewenst)
    vlakbij = [laag for score, laag in geplaatst if abs(x_van(score.score) - x) < 26 + CHIP]
    bereikt = any(score.score == gewenst for score, _ in geplaatst)
    pen.vorm("circle", "sc-wens", cx=x, cy=y, r=CHIP + 4 if bereikt else RING)
    if tekst:
        boven = LAAG * max(vlakbij, default=0) + (CHIP + 8 if vlakbij else RING + 9)
        pen.tekst("sc-wenswoord", x, y - boven, tekst, grootte=13)


def kleuren() -> dict[tuple[str, str], Mapping[str, str | float]]:
    """How the parts look on paper; the goal line uses the same."""
    p = PAPIER
    lijn: dict[str, str | float] = {"fill": "none", "stroke": p["lijn-sterk"], "stroke_width": 1.5}
    uit: dict[tuple[str, str], Mapping[str, str | float]] = {
        ("sc-lijn", ""): lijn,
        ("sc-raster", ""): {"stroke": p["lijn"], "stroke_width": 1},
        ("sc-weg", ""): {
            "stroke": p["merk"],
            "stroke_opacity": "0.35",
            "stroke_width": 5,
            "stroke_linecap": "round",
        },
        ("sc-getal", ""): {"fill": p["inkt-zacht"]},
        ("sc-wens", ""): {"fill": p["vel"], "stroke": p["merk"], "stroke_width": 2},
        ("sc-wenslijn", ""): {
            "stroke": p["merk"],
            "stroke_width": 1.5,
            "stroke_dasharray": "2 5",
            "stroke_linecap": "round",
        },
        ("sc-wenswoord", ""): {"fill": p["merk"], "font_weight": "600"},
    }
    soorten = {
        "gezin": (p["merk"], p["merk"], p["op-merk"]),
        "netwerk": (p["hout"], p["hout-rand"], p["op-hout"]),
        "professional": (p["vel"], p["merk"], p["merk"]),
    }
    for soort, (vlak, lijnkleur, letter) in soorten.items():
        uit[("sc-punt", soort)] = {"fill": vlak, "stroke": lijnkleur, "stroke_width": 1.5}
        uit[("sc-naam", soort)] = {"fill": letter, "font_weight": "600"}
        uit[("sc-baan", soort)] = {"fill": "none", "stroke": lijnkleur, "stroke_width": 2.5}
    return uit


_KLEUREN = kleuren()
