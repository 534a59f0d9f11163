"""Components and example pages pass axe (WCAG 2.2 A and AA), in every theme, light and dark."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.vormgeving.conftest import NieuweBladzijde

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
THEMAS = ["keukentafel", "waterland", "heuveldam"]
LICHT = ["light", "dark"]
ALLE_THEMAS = list(product(THEMAS, LICHT))
ANDERE = ["vandaag/", "plan/", "tijden/", "tafel/"]


def overtredingen(page: Page) -> list[str]:
    """What axe finds, as readable lines."""
    page.evaluate(AXE.read_text())
    uit: dict[str, Any] = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}})", TAGS
    )
    assert len(uit["passes"]) > 10, "axe did not look at this page"
    return [f"{v['id']}: {n['html'][:160]}" for v in uit["violations"] for n in v["nodes"]]


@pytest.mark.parametrize(("thema", "licht"), ALLE_THEMAS)
def test_every_component_is_accessible(bladzijde: NieuweBladzijde, thema: str, licht: str) -> None:
    page = bladzijde(f"/vormgeving/?thema={thema}", licht=licht)
    assert page.title() == "Vormgeving - 1Gezin1Plan"
    assert overtredingen(page) == []


@pytest.mark.parametrize(("thema", "licht"), ALLE_THEMAS)
def test_a_form_with_errors_is_accessible(
    bladzijde: NieuweBladzijde, thema: str, licht: str
) -> None:
    page = bladzijde(f"/vormgeving/formulier/?thema={thema}", breed=390, licht=licht)
    page.get_by_role("button", name="Bewaar").click()
    page.wait_for_selector(".fouten")
    page.wait_for_load_state()
    assert overtredingen(page) == []


@pytest.mark.parametrize(("pad", "breed", "licht"), list(product(ANDERE, [360, 1280], LICHT)))
def test_example_pages_are_accessible_and_never_too_wide(
    bladzijde: NieuweBladzijde, pad: str, breed: int, licht: str
) -> None:
    page = bladzijde(f"/vormgeving/{pad}", breed=breed, licht=licht)
    assert overtredingen(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == breed


def test_a_page_that_runs_from_right_to_left_is_accessible(bladzijde: NieuweBladzijde) -> None:
    page = bladzijde("/vormgeving/plan/?taal=ar", breed=390)
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert overtredingen(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
