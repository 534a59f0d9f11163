"""A real Chromium that gets its pages from Django's test client and its files from static/gebouwd.

No server and no database: what the browser sees is what the view answered, headers included.
"""

import datetime as dt
import mimetypes
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright
from pytest_django.fixtures import Settings

GEBOUWD = Path(__file__).resolve().parents[2] / "static" / "gebouwd"
SITE = "http://localhost"
# Nothing may reach the network, and nothing may wait for it.
VLAGGEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

NieuweBladzijde = Callable[..., Page]


@pytest.fixture
def vormgeving_site(settings: Settings) -> Client:
    """A client on a site that has the pages of the house style and nothing else."""
    settings.ROOT_URLCONF = "tests.vormgeving.adressen"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.SECURE_SSL_REDIRECT = False
    settings.ALLOWED_HOSTS = ["localhost"]
    return Client(HTTP_HOST="localhost")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        pad = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=pad, args=VLAGGEN)
        yield browser
        browser.close()


def _answer(site: Client, route: Route, request: Request) -> None:
    url = urlsplit(request.url)
    if url.path.startswith("/static/gebouwd/"):
        bestand = GEBOUWD / Path(url.path).name
        soort = mimetypes.guess_type(bestand.name)[0] or "font/woff2"
        route.fulfill(body=bestand.read_bytes(), content_type=soort)
        return
    pad = f"{url.path}?{url.query}"
    if request.method == "POST":
        antwoord = site.post(
            pad, request.post_data or "", content_type="application/x-www-form-urlencoded"
        )
    else:
        antwoord = site.get(pad)
    route.fulfill(
        status=antwoord.status_code, headers=dict(antwoord.headers), body=antwoord.content
    )


@pytest.fixture
def bladzijde(vormgeving_site: Client, chromium: Browser) -> Iterator[NieuweBladzijde]:
    """Opens a page: ``bladzijde("/vormgeving/", breed=390, licht="dark")``."""
    contexten = []

    def open_page(pad: str, *, breed: int = 1280, hoog: int = 900, licht: str = "light") -> Page:
        context = chromium.new_context(
            viewport={"width": breed, "height": hoog},
            color_scheme="dark" if licht == "dark" else "light",
            reduced_motion="reduce",
        )
        contexten.append(context)
        page = context.new_page()
        page.route("**/*", lambda route, request: _answer(vormgeving_site, route, request))
        page.goto(SITE + pad)
        return page

    yield open_page
    for context in contexten:
        context.close()


@pytest.fixture
def time_machine_at() -> Iterator[None]:
    """The clock stands still on Friday 20 November 2026."""
    with time_machine.travel(dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC), tick=False):
        yield
