"""A real Chromium and a small real server that has the pages of the house style and no database."""

import datetime as dt
import mimetypes
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
import time_machine
from django.core.wsgi import get_wsgi_application
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.fixtures import Settings

GEBOUWD = Path(__file__).resolve().parents[2] / "static" / "gebouwd"
# Nothing may reach the network, and nothing may wait for it.

NieuweBladzijde = Callable[..., Page]


@pytest.fixture
def vormgeving_site(settings: Settings) -> Client:
    """A client on a site that has the pages of the house style and nothing else."""
    settings.ROOT_URLCONF = "tests.vormgeving.adressen"
    settings.ALLOWED_HOSTS = ["localhost"]
    regels = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    # The small server below speaks http only.
    settings.CONTENT_SECURITY_POLICY = {
        "DIRECTIVES": {**regels, "upgrade-insecure-requests": False}
    }
    return Client(HTTP_HOST="localhost")


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Stil(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests look at the pages."""


def _met_bestanden(django: Any) -> Callable[..., Iterable[bytes]]:
    def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        pad = environ["PATH_INFO"]
        if not pad.startswith("/static/gebouwd/"):
            antwoord: Iterable[bytes] = django(environ, start_response)
            return antwoord
        bestand = GEBOUWD / Path(pad).name
        soort = mimetypes.guess_type(bestand.name)[0] or "font/woff2"
        start_response("200 OK", [("Content-Type", soort)])
        return [bestand.read_bytes()]

    return app


@pytest.fixture
def site(vormgeving_site: Client) -> Iterator[str]:
    """The address of a running site."""
    app = _met_bestanden(get_wsgi_application())
    server = make_server("localhost", 0, app, server_class=_Server, handler_class=_Stil)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def bladzijde(site: str, browser: Browser) -> Iterator[NieuweBladzijde]:
    """Opens a page: ``bladzijde("/vormgeving/", breed=390, licht="dark")``.

    Fails at the end when the browser refused something, for instance by the content policy.
    """
    contexten = []
    klachten: list[str] = []

    def open_page(
        pad: str, *, breed: int = 1280, hoog: int = 900, licht: str = "light", js: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": breed, "height": hoog},
            color_scheme="dark" if licht == "dark" else "light",
            reduced_motion="reduce",
            java_script_enabled=js,
        )
        contexten.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda m: klachten.append(m.text) if "Content Security Policy" in m.text else None,
        )
        page.on("pageerror", lambda fout: klachten.append(str(fout)))
        page.goto(site + pad)
        return page

    yield open_page
    for context in contexten:
        context.close()
    assert klachten == []


@pytest.fixture
def time_machine_at() -> Iterator[None]:
    """The clock stands still on Friday 20 November 2026."""
    with time_machine.travel(dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC), tick=False):
        yield
