"""The colours of every theme can be read, light and dark; paper uses the same ones."""

import re
from itertools import product
from pathlib import Path

import pytest

from vormgeving.tekening.svg import PAPIER

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
NAMEN = [
    *("papier", "linnen", "vel", "lijn", "lijn-sterk", "inkt", "inkt-zacht"),
    *("merk", "merk-donker", "op-merk", "merk-zacht", "hout", "op-hout", "hout-rand"),
    *("wacht", "stop", "focus"),
]

# What stands on what. Text needs 4.5:1.
TEKST = [
    *product(["inkt", "inkt-zacht", "merk", "wacht", "stop"], ["papier", "linnen", "vel"]),
    *product(["merk-donker"], ["papier", "linnen", "vel"]),
    *product(["inkt", "merk"], ["merk-zacht"]),
    ("op-merk", "merk"),
    ("op-merk", "merk-donker"),
    ("op-hout", "hout"),
]
# The edge of a control, the ring of focus, the line of a chair need 3:1.
VORM = [
    *product(["lijn-sterk", "focus", "merk", "stop", "wacht"], ["papier", "linnen", "vel"]),
    ("hout-rand", "papier"),
    ("hout-rand", "linnen"),
    ("vel", "lijn-sterk"),  # the knob of a switch that says no
    ("vel", "merk"),  # and of one that says yes
]


def _blok(css: str, kop: str) -> dict[str, str]:
    """The colours declared in the first rule with this selector."""
    regel = re.search(re.escape(kop) + r"\s*\{([^}]*)\}", css)
    assert regel, kop
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", regel[1]))


def _themas() -> dict[str, dict[str, str]]:
    uit = {}
    bestanden = {"keukentafel": CSS / "tokens.css"}
    bestanden |= {pad.stem: pad for pad in sorted((CSS / "themas").glob("*.css"))}
    for naam, pad in bestanden.items():
        kop = ":root" if naam == "keukentafel" else f':root[data-thema="{naam}"]'
        licht, donker = pad.read_text().split("@media screen and (prefers-color-scheme: dark)")
        uit[f"{naam} licht"] = _blok(licht, kop)
        uit[f"{naam} donker"] = _blok(donker, kop)
    return uit


THEMAS = _themas()


def _helderheid(kleur: str) -> float:
    delen = [int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    lineair = [d / 12.92 if d <= 0.04045 else ((d + 0.055) / 1.055) ** 2.4 for d in delen]
    return 0.2126 * lineair[0] + 0.7152 * lineair[1] + 0.0722 * lineair[2]


def contrast(een: str, ander: str) -> float:
    """WCAG's contrast ratio of two #rrggbb colours."""
    licht, donker = sorted((_helderheid(een), _helderheid(ander)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_three_themes_ship() -> None:
    assert len(THEMAS) == 6


@pytest.mark.parametrize("thema", THEMAS)
def test_a_theme_gives_all_seventeen_colours_and_no_other(thema: str) -> None:
    assert sorted(THEMAS[thema]) == sorted(NAMEN)


@pytest.mark.parametrize("thema", THEMAS)
def test_text_can_be_read(thema: str) -> None:
    k = THEMAS[thema]
    te_zwak = {f"{t} op {v}": round(contrast(k[t], k[v]), 2) for t, v in TEKST}
    assert {paar: c for paar, c in te_zwak.items() if c < 4.5} == {}


@pytest.mark.parametrize("thema", THEMAS)
def test_edges_of_controls_can_be_seen(thema: str) -> None:
    k = THEMAS[thema]
    te_zwak = {f"{t} op {v}": round(contrast(k[t], k[v]), 2) for t, v in VORM}
    assert {paar: c for paar, c in te_zwak.items() if c < 3} == {}


def test_paper_has_the_light_colours_of_the_kitchen_table() -> None:
    licht = THEMAS["keukentafel licht"]
    assert {naam: licht[naam] for naam in PAPIER} == PAPIER
