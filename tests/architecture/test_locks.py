"""A lock pins what it names in the very form in which others ask for it.

Where a package asks for ``coverage[toml]`` and the lock says ``coverage==1``, pip takes the newest
``coverage[toml]`` and refuses it, because the lock has no hash of that: on the day one appears.
"""

from __future__ import annotations

import re
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MET_EXTRA = re.compile(r"^(?P<naam>[\w.-]+)\[(?P<extras>[^\]]+)\](?P<rest>.*)$")
GEPIND = re.compile(r"^([\w.-]+)(?:\[([^\]]+)\])?==", re.MULTILINE)


def _naam(naam: str) -> str:
    return re.sub(r"[-_.]+", "-", naam).lower()


def _gevraagd() -> list[tuple[str, str, str]]:
    """Who asks for what with which extra, wherever it is installed."""
    uit = []
    for pakket in distributions():
        for eis in pakket.requires or []:
            met = MET_EXTRA.match(eis)
            if met and "extra ==" not in met["rest"]:
                uit += [
                    (_naam(pakket.metadata["Name"]), _naam(met["naam"]), extra.strip())
                    for extra in met["extras"].split(",")
                ]
    return uit


@pytest.mark.parametrize("slot", ["requirements.txt", "requirements-test.txt"])
def test_a_lock_pins_with_the_extras_that_are_asked_for(slot: str) -> None:
    gepind = {
        _naam(naam): {e.strip() for e in (extras or "").split(",")}
        for naam, extras in GEPIND.findall((ROOT / slot).read_text())
    }
    gevraagd = _gevraagd()
    assert ("pytest-cov", "coverage", "toml") in gevraagd
    mist = [
        (wie, naam, extra)
        for wie, naam, extra in gevraagd
        if wie in gepind and naam in gepind and extra not in gepind[naam]
    ]
    assert mist == []
