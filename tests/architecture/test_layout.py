"""The traps of the layout, each of which was walked into once (`docs/decisions/0001`)."""

import platform
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = [
    "config",
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
