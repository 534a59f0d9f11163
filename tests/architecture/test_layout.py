"""The traps of the layout, each of which was walked into once (`docs/decisions/0001`)."""

import platform
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = [
    "config",
    "prepared",
    "vormgeving",
    "gebruikers",
    "gezinsplan",
    "toegang",
    "doelen",
    "overzicht",
    "uitwisseling",
    "rondetafel",
    "netwerk",
    "acties",
    "notifications",
]


def test_platform_is_a_folder_and_never_a_package() -> None:
    """As a package it would shadow Python's own module and break uuid, Celery and pytest."""
    assert not (ROOT / "platform" / "__init__.py").exists()
    assert not Path(platform.__file__).is_relative_to(ROOT)
    assert platform.python_implementation() == "CPython"


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_of_ours_is_the_one_in_this_repository(package: str) -> None:
    """A dependency that brings a package by the same name would win silently."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    folder = "" if package in {"rondetafel", "netwerk", "acties", "notifications"} else "platform"
    assert Path(spec.origin) == ROOT / folder / package / "__init__.py"


def test_every_package_in_the_repository_is_known_here() -> None:
    found = {
        path.parent.name
        for pattern in ("*/__init__.py", "platform/*/__init__.py")
        for path in ROOT.glob(pattern)
    }
    assert found - {"tests", "bench"} == set(PACKAGES)


def test_folders_of_tests_are_no_packages() -> None:
    """`tests/rondetafel/__init__.py` would be imported in the place of the app."""
    assert [str(path) for path in (ROOT / "tests").glob("*/**/__init__.py")] == []


def test_no_test_lives_under_platform() -> None:
    """pytest would take `platform` for its package root there, and crash."""
    names = ("test_*.py", "*_test.py", "conftest.py")
    found = [path for name in names for path in (ROOT / "platform").rglob(name)]
    assert found == []


def test_every_variable_of_the_environment_is_documented() -> None:
    read = re.compile(r"""\benv(?:\.\w+)?\(\s*"([A-Z_]+)\"""")
    code = [path for path in (ROOT / "platform").rglob("*.py") if "migrations" not in path.parts]
    found = {name for path in code for name in read.findall(path.read_text())}
    assert {"SECRET_KEY", "DATABASE_URL", "DEMO"} <= found
    operations = (ROOT / "docs" / "operations.md").read_text()
    assert {name for name in found if f"`{name}`" not in operations} == set()


def test_the_metadata_for_public_software_is_complete() -> None:
    """The mandatory keys and the limits of publiccode.yml 0.4."""
    data = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    mandatory = {"name", "url", "platforms", "developmentStatus", "softwareType"}
    assert {*mandatory, "description", "legal", "maintenance", "localisation"} <= set(data)
    assert data["legal"] == {"license": "EUPL-1.2"}
    assert (ROOT / "LICENSE").read_text().startswith("# EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    for text in data["description"].values():
        assert 0 < len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]
