"""The goal line: what each person gave at the tables, one after the other, and the wish."""

from collections.abc import Sequence
from dataclasses import dataclass

from vormgeving.tekening.schaal import CHIP, Score, kleuren
from vormgeving.tekening.svg import Tekening, getal

BREED = 340.0
LINKS = 40.0  # room for the scale, and for half of the first date
RECHTS = 52.0  # room for the chips after the last table
BOVEN = 22.0
HOOG = 150.0  # from 10 down to 0
LABEL = 62.0  # least distance between two dates under the line


@dataclass(frozen=True)
class Tafelpunt:
    """One table: what stands under it (its date) and the scores given there."""

    label: str
    scores: Sequence[Score]


def y_van(score: float) -> float:
    return BOVEN + HOOG * (10 - score) / 10


def x_van(nummer: int, aantal: int) -> float:
    """Tables at equal distances; a single one stands at the right, where "now" is."""
    if aantal == 1:
        return BREED - RECHTS
    return LINKS + (BREED - LINKS - RECHTS) * nummer / (aantal - 1)


def uit_elkaar(hoogtes: Sequence[float], afstand: float) -> list[float]:
    """Heights moved as little as needed, order kept, so that neighbours are ``afstand`` apart."""
    volgorde = sorted(range(len(hoogtes)), key=lambda i: hoogtes[i])
    groepen: list[list[int]] = []
    for i in volgorde:
        groepen.append([i])
        while len(groepen) > 1 and _botst(groepen[-2], groepen[-1], hoogtes, afstand):
            laatste = groepen.pop()
            groepen[-1] += laatste
    uit = [0.0] * len(hoogtes)
    for groep in groepen:
        for plek, i in zip(_verdeeld(groep, hoogtes, afstand), groep, strict=True):
            uit[i] = plek
    return uit


def teken_verloop(
    punten: Sequence[Tafelpunt],
    gewenst: float | None,
    *,
    wens_tekst: str = "",
    alt: str = "",
    druk: bool = False,
) -> str:
    """The goal line as SVG: a line per person, their chip at the end of it."""
    pen = Tekening(druk, kleuren())
    _teken_raster(pen, punten)
    if gewenst is not None:
        y, rechts = y_van(gewenst), BREED - RECHTS
        pen.vorm("line", "sc-wenslijn", x1=LINKS, x2=rechts, y1=y, y2=y)
        if wens_tekst:
            pen.tekst("sc-wenswoord", LINKS + 27, y - 6, wens_tekst, grootte=12)
    banen = _banen(punten)
    for baan in banen:
        _teken_baan(pen, baan)
    einden = uit_elkaar([baan[-1][1] for baan in banen], 2 * CHIP + 1)
    for baan, y in zip(banen, einden, strict=True):
        score, x = baan[-1][2], baan[-1][0] + CHIP + 7
        if abs(y - baan[-1][1]) > 4:
            pen.vorm("line", "sc-lijn", x1=baan[-1][0], y1=baan[-1][1], x2=x, y2=y)
        pen.groep(f"sc-{score.soort}")
        pen.vorm("circle", "sc-punt", score.soort, cx=x, cy=y, r=CHIP)
        pen.tekst("sc-naam", x, y + 4.1, score.initialen, soort=score.soort, grootte=11.5)
        pen.sluit()
    boven = min([0.0, *(y - CHIP - 2 for y in einden)])
    onder = max([BOVEN + HOOG + 30, *(y + CHIP + 2 for y in einden)])
    return pen.svg("verloop", (0.0, boven, BREED, onder - boven), alt)


_Baan = list[tuple[float, float, Score]]


def _banen(punten: Sequence[Tafelpunt]) -> list[_Baan]:
    """Per person the points (x, y, score) in order of the tables; who skipped one has no point."""
    uit: dict[str, _Baan] = {}
    for nummer, punt in enumerate(punten):
        x = x_van(nummer, len(punten))
        for score in punt.scores:
            baan = uit.setdefault(score.wie or score.initialen, [])
            baan.append((x, y_van(score.score), score))
    return list(uit.values())


def _teken_raster(pen: Tekening, punten: Sequence[Tafelpunt]) -> None:
    rechts = BREED - RECHTS
    for nummer in (0, 5, 10):
        y = y_van(nummer)
        pen.vorm("line", "sc-raster", x1=LINKS, x2=rechts, y1=y, y2=y)
        pen.tekst("sc-getal", LINKS - 16, y + 4.5, str(nummer), grootte=13)
    vorige = None
    for nummer in reversed(range(len(punten))):
        x = x_van(nummer, len(punten))
        if vorige is None or vorige - x >= LABEL:
            pen.tekst("sc-getal", x, BOVEN + HOOG + 24, punten[nummer].label, grootte=12)
            vorige = x


def _teken_baan(pen: Tekening, baan: _Baan) -> None:
    soort = baan[0][2].soort
    if len(baan) > 1:
        lijn = "M" + "L".join(f"{getal(x)} {getal(y)}" for x, y, _ in baan)
        pen.vorm("path", f"sc-{soort} sc-baan" if not pen.druk else "sc-baan", soort, d=lijn)
    pen.groep(f"sc-{soort}")
    for x, y, _ in baan:
        pen.vorm("circle", "sc-punt", soort, cx=x, cy=y, r=4)
    pen.sluit()


def _verdeeld(groep: Sequence[int], hoogtes: Sequence[float], afstand: float) -> list[float]:
    midden = sum(hoogtes[i] for i in groep) / len(groep)
    begin = midden - afstand * (len(groep) - 1) / 2
    return [begin + afstand * n for n in range(len(groep))]


def _botst(
    boven: Sequence[int], onder: Sequence[int], hoogtes: Sequence[float], afstand: float
) -> bool:
    laatste = _verdeeld(boven, hoogtes, afstand)[-1]
    return _verdeeld(onder, hoogtes, afstand)[0] - laatste < afstand
