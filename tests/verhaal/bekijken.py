"""Looking at a page: axe on a phone and a laptop, light and dark, and pictures for people.

The pictures go to ``tests/schermen/``, which is not in git.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
SCHERMEN = ROOT / "tests" / "schermen"
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
MATEN = {390: 844, 1280: 900}
Kleur = Literal["light", "dark"]
KLEUREN: tuple[Kleur, ...] = ("light", "dark")


def bekijk(page: Page, naam: str) -> None:
    """Judge this page in the four ways somebody may see it, and leave it as it was.

    Fails on anything axe finds under WCAG 2.2 AA, and on a page wider than its screen.
    """
    was = page.viewport_size
    fouten: list[str] = []
    page.evaluate(AXE)
    for breed, hoog in MATEN.items():
        page.set_viewport_size({"width": breed, "height": hoog})
        for kleur in KLEUREN:
            page.emulate_media(color_scheme=kleur, reduced_motion="reduce")
            fouten += [f"{naam} {breed} {kleur}: {fout}" for fout in _overtredingen(page)]
            if (breed, kleur) != (1280, "dark"):
                pad = SCHERMEN / f"{naam}-{breed}{'-donker' if kleur == 'dark' else ''}.png"
                page.screenshot(path=pad, full_page=True)
        if (te_breed := page.evaluate("document.documentElement.scrollWidth")) > breed:
            fouten.append(f"{naam} {breed}: de bladzijde is {te_breed} breed")
    page.emulate_media(color_scheme="light")
    if was:
        page.set_viewport_size(was)
    assert fouten == []


def _overtredingen(page: Page) -> list[str]:
    uit: dict[str, Any] = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    assert len(uit["passes"]) > 10, "axe keek niet naar deze bladzijde"
    return [f"{v['id']}: {n['html'][:200]}" for v in uit["violations"] for n in v["nodes"]]


def koppelingen(page: Page) -> set[str]:
    """Every other address of this site that the page links to."""
    basis = page.url
    adressen = page.locator("a[href]").evaluate_all("als => als.map(a => a.getAttribute('href'))")
    vol = {urljoin(basis, adres).split("#")[0] for adres in adressen}
    host = urlsplit(basis).netloc
    vol.discard(basis.split("#")[0])
    return {adres for adres in vol if urlsplit(adres).netloc == host}
