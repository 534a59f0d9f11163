"""One running system for the whole story, and everybody in it.

The story is one: each part goes on where the one before it stopped, and stops where one failed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.verhaal import systeem as draaiend
from tests.verhaal.bekijken import SCHERMEN
from tests.verhaal.mensen import Mens
from tests.verhaal.systeem import Systeem

LAPTOP = {"linda", "aisha", "bram"}


class Verhaal:
    """Who is in the story, and what one part hands to the next."""

    def __init__(self, systeem: Systeem, browser: Browser) -> None:
        self.systeem = systeem
        self.browser = browser
        self.mensen: dict[str, Mens] = {}
        self.kale: list[Mens] = []
        self.gebroken = ""
        self.plan = ""
        self.tafel = ""
        self.links: dict[str, str] = {}

    def __getattr__(self, naam: str) -> Mens:
        if naam.startswith("_"):
            raise AttributeError(naam)
        return self.wie(naam)

    def wie(self, naam: str) -> Mens:
        """Somebody, with the browser they had before."""
        if naam not in self.mensen:
            breed = 1280 if naam in LAPTOP else 390
            self.mensen[naam] = Mens(self.systeem, self.browser, f"{naam}@voorbeeld.test", breed)
        return self.mensen[naam]

    def zonder_js(self, naam: str) -> Mens:
        """The same person in a browser without JavaScript, logged in as they are."""
        mens = self.wie(naam)
        kaal = Mens(self.systeem, self.browser, mens.adres, mens.breed, js=False, als=mens)
        self.kale.append(kaal)
        return kaal


@pytest.fixture(scope="session")
def alles(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Verhaal]:
    """The running system and its people; what browser or server complained of fails the end."""
    shutil.rmtree(SCHERMEN, ignore_errors=True)
    SCHERMEN.mkdir(parents=True)
    with draaiend.start(Path(tmp_path_factory.mktemp("verhaal"))) as systeem:
        verhaal = Verhaal(systeem, browser)
        yield verhaal
        iedereen = [*verhaal.mensen.values(), *verhaal.kale]
        klachten = [k for mens in iedereen for k in mens.klachten]
        for mens in verhaal.mensen.values():
            mens.context.close()
    (SCHERMEN / "logboek.txt").write_text("\n".join(systeem.logboek.regels))
    assert klachten == []
    assert systeem.logboek.met(r"Traceback|\[error") == []


@pytest.fixture
def verhaal(alles: Verhaal) -> Verhaal:
    """The story so far; there is none after a part that failed."""
    assert not alles.gebroken, f"het verhaal stopte bij {alles.gebroken}"
    return alles


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Remember where the story broke, and what everybody looked at then."""
    rapport = yield
    verhaal = getattr(item, "funcargs", {}).get("alles")
    onderweg = call.when != "teardown"
    if rapport.failed and onderweg and verhaal is not None and not verhaal.gebroken:
        verhaal.gebroken = item.name
        for naam, mens in verhaal.mensen.items():
            if "page" in vars(mens):
                mens.foto(f"stuk-{naam}")
    return rapport
