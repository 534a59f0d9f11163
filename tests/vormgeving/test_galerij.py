"""The pages that show the house style, and what every page must keep to."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import loader
from django.test import Client
from django.urls import NoReverseMatch, reverse

from vormgeving.views import BLADZIJDEN

PADEN = ["/vormgeving/", "/vormgeving/formulier/", *(f"/vormgeving/{b}/" for b in BLADZIJDEN)]
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
EIGEN = sorted(
    pad
    for deel in ("*", "componenten/**/*", "vormgeving/*")
    for pad in TEMPLATES.glob(f"{deel}.html")
)


class _Regels(HTMLParser):
    """Collects what the content security policy would refuse, and headings in order."""

    def __init__(self) -> None:
        super().__init__()
        self.verboden: list[str] = []
        self.koppen: list[int] = []
        self.ids: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for naam, waarde in attrs:
            if naam == "style" or naam.startswith("on") or naam.startswith("hx-on"):
                self.verboden.append(f"{tag} {naam}={waarde}")
            if naam == "id" and waarde:
                self.ids.append(waarde)
        if tag == "style" or (tag == "script" and not dict(attrs).get("nonce")):
            self.verboden.append(tag)
        self._script = tag == "script"
        if re.fullmatch(r"h[1-6]", tag):
            self.koppen.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        if self._script and data.strip():
            self.verboden.append(f"script: {data[:40]}")
        self._script = False


@pytest.mark.parametrize("pad", PADEN)
def test_a_page_has_no_inline_style_or_script(vormgeving_site: Client, pad: str) -> None:
    antwoord = vormgeving_site.get(pad)
    assert antwoord.status_code == 200
    lezer = _Regels()
    lezer.feed(antwoord.content.decode())
    assert lezer.verboden == []


@pytest.mark.parametrize("pad", PADEN)
def test_headings_go_down_one_step_at_a_time(vormgeving_site: Client, pad: str) -> None:
    lezer = _Regels()
    lezer.feed(vormgeving_site.get(pad).content.decode())
    assert lezer.koppen.count(1) == 1
    assert lezer.koppen[0] == 1
    stappen = zip(lezer.koppen, lezer.koppen[1:], strict=False)
    assert [paar for paar in stappen if paar[1] - paar[0] > 1] == []


@pytest.mark.parametrize("pad", PADEN)
def test_no_id_is_used_twice(vormgeving_site: Client, pad: str) -> None:
    lezer = _Regels()
    lezer.feed(vormgeving_site.get(pad).content.decode())
    assert sorted(set(lezer.ids)) == sorted(lezer.ids)


def test_a_page_that_does_not_exist_is_not_found(vormgeving_site: Client) -> None:
    antwoord = vormgeving_site.get("/vormgeving/geheim/")
    assert antwoord.status_code == 404
    assert "Er is niets verloren gegaan." in antwoord.content.decode()


def test_an_unknown_theme_falls_back(vormgeving_site: Client) -> None:
    assert b'data-thema="keukentafel"' in vormgeving_site.get("/vormgeving/?thema=x").content
    assert b'data-thema="waterland"' in vormgeving_site.get("/vormgeving/?thema=waterland").content


def test_a_wrong_form_keeps_what_was_typed_and_answers_422(vormgeving_site: Client) -> None:
    antwoord = vormgeving_site.post(
        "/vormgeving/formulier/", {"wat": "", "waarom": "Omdat Daan slecht slaapt", "tot": "plan"}
    )
    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Omdat Daan slecht slaapt" in html
    assert "Wat u invulde, staat er nog." in html
    assert '<a href="#id_wat">Wat spreekt u af? ' in html


@pytest.mark.parametrize("naam", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_needs_nothing_and_says_that_nothing_was_lost(naam: str) -> None:
    html = loader.render_to_string(f"{naam}.html")
    assert "data-bewaar-houd" in html
    assert re.search(r"niets verloren|niet verloren|is er nog", html)
    assert 'href="/"' in html


def test_without_the_demo_there_are_no_such_pages() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("vormgeving:galerij")


@pytest.mark.parametrize("pad", EIGEN, ids=lambda p: p.name)
def test_no_template_marks_text_safe_or_styles_inline(pad: Path) -> None:
    bron = pad.read_text()
    assert not re.search(
        r"\|safe\b|\bstyle=|\bon(click|change|input|submit|load|focus|key\w+)=|{% autoescape off",
        bron,
    )
