"""A real OpenID provider (npm ``oidc-provider``), started for a test, and a person who uses it."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

NODE = Path(__file__).parent / "node"
CLIENT = "gezinsplan"
SECRET = "een-geheim-dat-alleen-tests-kennen-1234"


@dataclass(frozen=True)
class Aanbieder:
    """One running provider."""

    id: str
    issuer: str

    def row(self, **more: Any) -> dict[str, Any]:
        """Give its line of ``OIDC_PROVIDERS``."""
        return {
            "id": self.id,
            "name": "DigiD",
            "for": "families",
            "issuer": self.issuer,
            "client_id": CLIENT,
            "client_secret": SECRET,
            "acr": ["substantieel", "hoog"],
            "level": "substantieel",
            **more,
        }


def log_in_at(page: Page, sub: str, *, acr: str = "substantieel", amr: str = "") -> None:
    """Fill in the provider's own page, as a person would."""
    page.get_by_label("Nummer").fill(sub)
    page.get_by_label("Niveau").fill(acr)
    page.get_by_label("Manieren").fill(amr)
    page.get_by_role("button", name="Log in bij de aanbieder").click()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def open_aanbieder(broker_id: str, site: str) -> Iterator[Aanbieder]:
    """Run a provider whose one client is the site at this address, while the block runs."""
    node = shutil.which("node")
    assert node, "Node is missing"
    port = free_port()
    back = f"{site}/inloggen/via/{broker_id}/terug/"
    process = subprocess.Popen(
        [node, "aanbieder.mjs", str(port), CLIENT, SECRET, back],
        cwd=NODE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "klaar\n"
        yield Aanbieder(broker_id, f"http://localhost:{port}")
    finally:
        process.terminate()
        process.wait(timeout=10)
