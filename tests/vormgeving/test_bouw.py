"""What `npm run bouw` makes, and what the sources of the look keep to."""

import gzip
import io
import json
import re
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

WORTEL = Path(__file__).resolve().parents[2]
GEBOUWD = WORTEL / "static" / "gebouwd"
BRONNEN = sorted((WORTEL / "static").glob("css/**/*.css"))
SCRIPTS = sorted([*(WORTEL / "static").glob("js/*.js"), *(WORTEL / "static").glob("**/*.mjs")])
# A name or place in each language that families read here.
NAMEN = "Noor één ÿ Öztürk Yıldız Ğş İ Łódź Kowalczyk ąęźż Шевченко її ґ €"


def _inhoud(naam: str) -> bytes:
    return (GEBOUWD / naam).read_bytes()


def _tekens(naam: str) -> set[str]:
    return {chr(code) for code in TTFont(io.BytesIO(_inhoud(naam))).getBestCmap()}


def test_the_style_sheet_and_the_script_stay_small() -> None:
    assert len(gzip.compress(_inhoud("gezinsplan.css"))) <= 20_480
    assert len(gzip.compress(_inhoud("gezinsplan.js"))) <= 21_504


def test_nothing_built_reaches_another_place() -> None:
    css = _inhoud("gezinsplan.css").decode()
    adressen = re.findall(r"url\(\"?([^\")]+)", css)
    assert {a for a in adressen if not a.startswith("./")} == set()
    assert {a for a in adressen if not (GEBOUWD / a).is_file()} == set()
    assert "@import" not in css


def test_every_token_that_the_style_sheet_reads_without_fallback_and_is_ours_exists() -> None:
    eigen = "".join(pad.read_text() for pad in BRONNEN)
    gemaakt = set(re.findall(r"(--[\w-]+):", eigen))
    gelezen = set(re.findall(r"var\((--[\w-]+)\)", eigen))
    assert gelezen - gemaakt == set()


def test_the_letters_hold_every_name() -> None:
    op_scherm = _tekens("noto-sans-latin.woff2") | _tekens("noto-sans-latin-ext.woff2")
    op_scherm |= _tekens("noto-sans-cyrillic.woff2")
    assert set(NAMEN) - op_scherm == set()
    atkinson = _tekens("atkinson-latin.woff2") | _tekens("atkinson-latin-ext.woff2")
    assert {t for t in NAMEN if ord(t) < 0x400} - atkinson == set()


def test_on_paper_each_weight_has_its_own_face_and_every_letter_is_right() -> None:
    alleen_data = URLFetcher(allowed_protocols=["data"])
    letters = FontConfiguration()
    stijl = CSS(
        string=_inhoud("druk-letters.css").decode() + 'html{font-family:"Noto Sans Druk"}',
        font_config=letters,
        url_fetcher=alleen_data,
    )
    html = "".join(f'<p style="font-weight:{w}">{w} {NAMEN}</p>' for w in (300, 400, 500, 600))
    pdf = HTML(string=html, url_fetcher=alleen_data).write_pdf(
        stylesheets=[stijl], font_config=letters
    )
    lezer: Any = pymupdf  # it brings no types
    with lezer.open(stream=pdf) as document:
        namen = {letter[3].split("+")[1] for letter in document[0].get_fonts()}
        tekst = " ".join(document[0].get_text().split())
    assert namen == {f"Noto-Sans-Druk{w}" for w in ("", "-Light", "-Medium", "-Semi-Bold")}
    assert tekst == " ".join(f"{w} {NAMEN}" for w in (300, 400, 500, 600))


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((WORTEL / "package-lock.json").read_text())
    pakketten = {naam: p for naam, p in lock["packages"].items() if naam}
    assert len(pakketten) > 50
    assert [naam for naam, p in pakketten.items() if "resolved" in p] == []
    assert [naam for naam, p in pakketten.items() if "integrity" not in p] == []


@pytest.mark.parametrize("pad", BRONNEN, ids=lambda p: p.name)
def test_a_style_sheet_works_in_both_directions_and_takes_its_colours_from_the_theme(
    pad: Path,
) -> None:
    css = re.sub(r"/\*.*?\*/", "", pad.read_text(), flags=re.S)
    assert len(css.splitlines()) <= 400
    eenzijdig = r"\b(margin|padding|border)-(left|right|top|bottom)\b|^\s*(left|right|top|bottom):"
    assert re.findall(eenzijdig, css, flags=re.M) == []
    assert re.findall(r"text-align: (left|right)|float:", css) == []
    if pad.name not in {"tokens.css", "waterland.css", "heuveldam.css", "druk.css"}:
        assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", css) == []


@pytest.mark.parametrize("pad", SCRIPTS, ids=lambda p: p.name)
def test_a_script_is_short_and_runs_no_text_as_code(pad: Path) -> None:
    bron = pad.read_text()
    assert len(bron.splitlines()) <= 400
    assert (
        re.findall(r"\beval\(|new Function|innerHTML|document\.write|setAttribute\(.on", bron) == []
    )
