"""The round table with its chairs.

Seats keep their own place: family first at the near side on the left, clockwise past the own
network to the professionals. Who is proposed sits at the near side, pulled back from the table.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vormgeving.tekening.svg import PAPIER, SOORTEN, Tekening

ZIT = 21.0  # radius of a seat
ZIT_KLEIN = 24.0  # without text and back, drawn small
RUG = 27.5  # radius of the arc of its back
RUG_DIKTE = 5.0
RUIMTE = 48.0  # least distance between the middles of two neighbours
KLEINSTE_RING = 124.0
TERUG = 36.0  # how far a proposed seat stands back
WEG = 13.0  # how far an empty seat stands back
KLEINSTE_HELFT = 174.0  # half the width of the picture: chairs do not grow when few sit down
RAND = 34.0  # from the middle of a seat to the edge of the picture


@dataclass(frozen=True)
class Stoel:
    """A chair. ``soort`` (gezin, netwerk, professional, voorstel) says where it stands; an empty
    one stays in its place, dashed and a little back.
    """

    initialen: str
    soort: str
    afwezig: bool = False

    @property
    def beeld(self) -> str:
        """How it is drawn: one of svg.SOORTEN."""
        return "afwezig" if self.afwezig else self.soort


@dataclass(frozen=True)
class Plaats:
    """Where a chair stands, seen from the middle of the table; ``hoek`` in radians."""

    stoel: Stoel
    x: float
    y: float
    hoek: float


def plaatsen(stoelen: Sequence[Stoel]) -> list[Plaats]:
    """The chairs around a table, at least RUIMTE apart, clockwise from the near side."""
    if not stoelen:
        return []
    volgorde = sorted(stoelen, key=lambda s: _rang(s.soort))
    zittend = [s for s in volgorde if s.soort != "voorstel"]
    voorgesteld = [s for s in volgorde if s.soort == "voorstel"]
    straal = ring(len(stoelen))
    stap = 2 * math.pi / len(stoelen)
    half = len(voorgesteld) / 2
    uit = []
    for nummer, stoel in enumerate([*voorgesteld, *zittend]):
        # Half of the proposed seats lie before the near side (a quarter turn), half after it.
        hoek = math.pi / 2 + (nummer + 0.5 - half) * stap
        afstand = straal + {"voorstel": TERUG, "afwezig": WEG}.get(stoel.beeld, 0.0)
        uit.append(Plaats(stoel, afstand * math.cos(hoek), afstand * math.sin(hoek), hoek))
    return uit


def ring(aantal: int) -> float:
    """The radius on which the chairs stand: larger when more sit down."""
    if aantal < 3:
        return KLEINSTE_RING
    return max(KLEINSTE_RING, RUIMTE / (2 * math.sin(math.pi / aantal)))


def teken_tafel(
    stoelen: Sequence[Stoel],
    midden: Sequence[str] = (),
    *,
    alt: str = "",
    groot: bool = False,
    klein: bool = False,
    druk: bool = False,
) -> str:
    """The table as SVG: ``midden`` holds at most three lines; ``klein`` draws no text at all."""
    pen = Tekening(druk, _KLEUREN)
    blad = ring(len(stoelen)) - 40
    staan = plaatsen(stoelen)
    pen.vorm("circle", "tf-blad", cx=0.0, cy=0.0, r=blad)
    pen.vorm("circle", "tf-rand", cx=0.0, cy=0.0, r=blad - 7)
    for plaats in staan:
        _teken_stoel(pen, plaats, klein)
    if not klein:
        _teken_midden(pen, midden[:3], blad)
    klasse = "tafel" + (" tafel--groot" if groot else "") + (" tafel--klein" if klein else "")
    return pen.svg(klasse, _vak(staan, blad), alt)


def _rang(soort: str) -> int:
    return SOORTEN.index(soort) if soort in SOORTEN else len(SOORTEN)


def _teken_stoel(pen: Tekening, plaats: Plaats, klein: bool) -> None:
    soort = plaats.stoel.beeld
    pen.groep(f"tf-{soort}")
    if not klein:
        pen.vorm("path", "tf-rug", soort, d=_rug(plaats))
    pen.vorm("circle", "tf-zit", soort, cx=plaats.x, cy=plaats.y, r=ZIT_KLEIN if klein else ZIT)
    if not klein:
        naam = plaats.stoel.initialen
        pen.tekst("tf-naam", plaats.x, plaats.y + 4.6, naam, soort=soort, grootte=13)
    pen.sluit()


def _rug(plaats: Plaats) -> str:
    """The back: an arc of about 94 degrees on the far side of the seat."""
    punten = []
    for draai in (0.82, -0.82):
        hoek = plaats.hoek + draai
        x, y = plaats.x + RUG * math.cos(hoek), plaats.y + RUG * math.sin(hoek)
        punten.append(f"{x:.1f} {y:.1f}")
    return f"M{punten[0]}A{RUG} {RUG} 0 0 0 {punten[1]}"


def _teken_midden(pen: Tekening, regels: Sequence[str], blad: float) -> None:
    """Lines in the middle of the table; the first of several is the quiet one."""
    if not regels:
        return
    breedst = max(len(regel) for regel in regels)
    passend = 2 * (blad - 14) / (breedst * 0.58) if breedst else 19.0
    sterk = max(11.0, min(19.0 * blad / 84, passend))
    hoogte = sterk * 1.16
    y = -hoogte * (len(regels) - 1) / 2 + sterk * 0.34
    for nummer, regel in enumerate(regels):
        stil = nummer == 0 and len(regels) > 1
        klasse = "tf-woord" if stil else "tf-woord tf-woord--sterk"
        pen.tekst(klasse, 0.0, y, regel, grootte=sterk * 0.8 if stil else sterk)
        y += hoogte


def _vak(staan: Sequence[Plaats], blad: float) -> tuple[float, float, float, float]:
    """The picture's box: as wide on the left as on the right, so that the table stands central."""
    breed = max([KLEINSTE_HELFT, *(abs(p.x) + RAND for p in staan)])
    boven = max([blad, *(-p.y + RAND for p in staan)])
    onder = max([blad, *(p.y + RAND for p in staan)])
    return (-breed, -boven, 2 * breed, boven + onder)


def _kleuren() -> dict[tuple[str, str], Mapping[str, str | float]]:
    p = PAPIER
    uit: dict[tuple[str, str], Mapping[str, str | float]] = {
        ("tf-blad", ""): {"fill": p["hout"]},
        ("tf-rand", ""): {"fill": "none", "stroke": p["hout-rand"], "stroke_opacity": "0.3"},
        ("tf-woord", ""): {"fill": p["op-hout"]},
        ("tf-woord tf-woord--sterk", ""): {"fill": p["op-hout"], "font_weight": "600"},
    }
    # kind: fill, line, letter, dashes of the seat
    soorten = {
        "gezin": (p["merk"], p["merk"], p["op-merk"], ""),
        "netwerk": (p["hout"], p["hout-rand"], p["op-hout"], ""),
        "professional": (p["vel"], p["merk"], p["merk"], ""),
        "voorstel": (p["vel"], p["merk"], p["merk"], "4 4"),
        "afwezig": (p["vel"], p["lijn-sterk"], p["inkt-zacht"], "4 4"),
    }
    for soort, (vlak, lijn, letter, streep) in soorten.items():
        zit: dict[str, str | float] = {"fill": vlak, "stroke": lijn, "stroke_width": 2}
        rug: dict[str, str | float] = {
            "fill": "none",
            "stroke": lijn,
            "stroke_width": RUG_DIKTE,
            "stroke_linecap": "round",
        }
        if streep:
            zit["stroke_dasharray"] = streep
        if soort == "voorstel":
            rug["stroke_dasharray"] = "1 8"
        uit[("tf-zit", soort)] = zit
        uit[("tf-rug", soort)] = rug
        uit[("tf-naam", soort)] = {"fill": letter, "font_weight": "600"}
    return uit


_KLEUREN = _kleuren()
