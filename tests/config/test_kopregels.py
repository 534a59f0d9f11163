"""What the answers of a production tell a browser, and the grade the Observatory gives for it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from gebruikers.models import Gebruiker
from tests.cast import maak_gebruiker
from tests.https import serve_production
from tests.inloggen import log_in

NODE = Path(__file__).resolve().parents[1] / "node"
PROMISED = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Content-Type": "text/html; charset=utf-8",
}


@pytest.fixture
def samira() -> Gebruiker:
    return maak_gebruiker("samira", "Samira El Amrani")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/inloggen/", "/mijn/", "/bestaat-niet/"])
def test_a_page_of_production_carries_every_header(
    client: Client, samira: Gebruiker, path: str
) -> None:
    if path != "/inloggen/":
        log_in(client, samira, "code")
    response = client.get(path, secure=True)
    assert {name: response.headers.get(name) for name in PROMISED} == PROMISED
    assert "no-store" in response.headers["Cache-Control"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & set(response.headers)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/inloggen/", "/inloggen/brief/", "/mijn/", "/uitloggen/"])
def test_a_form_without_its_token_is_refused(samira: Gebruiker, path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    if path in {"/mijn/", "/uitloggen/"}:
        log_in(client, samira, "code")
    assert client.post(path, {"naam": "Boos"}, secure=True).status_code == 403
    samira.refresh_from_db()
    assert samira.naam == "Samira El Amrani"


@pytest.mark.django_db
def test_trace_is_not_answered(client: Client) -> None:
    response = client.trace("/inloggen/", headers={"X-Geheim": "geheim"}, secure=True)
    assert response.status_code == 405
    assert b"geheim" not in response.content


@pytest.mark.browser
def test_the_observatorys_own_scorer_gives_at_least_130(tmp_path: Path) -> None:
    """A real production over TLS, looked at by the program behind the public Observatory."""
    with serve_production(tmp_path) as (site, certificate):
        seen = subprocess.run(
            ["node", "kopregels.mjs", site],
            cwd=NODE,
            env={**os.environ, "NODE_EXTRA_CA_CERTS": str(certificate)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert seen.returncode == 0, seen.stderr
    result = json.loads(seen.stdout)
    assert [part for part in result["parts"] if not part[1]] == []
    assert (result["score"] >= 130, result["grade"]) == (True, "A+"), result
