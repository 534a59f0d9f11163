"""What every test shares: settings that differ in tests, and nothing else.

The cast of people is in `tests/cast.py`.
"""

import os
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, sync_playwright

# No test is timed: the clock of a busy machine says nothing. In CI the same examples every time.
hypothesis_settings.register_profile("huis", deadline=None, derandomize="CI" in os.environ)
hypothesis_settings.load_profile("huis")


def pytest_configure(config: pytest.Config) -> None:
    """Change the few settings that make tests slow or let them touch this machine.

    argon2 costs 208 ms a hash; static files are not collected; a test's task must not end up in the
    queue of a running demo. Tests call the function of a task when they want its work done.
    """
    # Playwright's sync API keeps a loop running in this thread; nothing of ours is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    folder = tempfile.TemporaryDirectory(prefix="gezinsplan-test-")
    config.add_cleanup(folder.cleanup)
    overrides: dict[str, Any] = {
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "STORAGES": {
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        "CELERY_BROKER_URL": "memory://",
        "CELERY_BROKER_TRANSPORT_OPTIONS": {},
        "ALLOWED_HOSTS": ["localhost", "testserver"],
        "SECURE_SSL_REDIRECT": False,
        "MEDIA_ROOT": str(Path(folder.name, "bestanden")),
        "STATIC_ROOT": folder.name,
        "INZAGE_KOPPEN": str(Path(folder.name, "koppen")),
    }
    if settings.REDIS_URL:
        # Emptying a Redis cache empties a whole database: one for each process, none of them 0.
        number = 8 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 8
        location = urlsplit(settings.REDIS_URL)._replace(path=f"/{number}").geturl()
        overrides["CACHES"] = {"default": {**settings.CACHES["default"], "LOCATION": location}}
    else:
        overrides["CACHES"] = {
            "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
        }
    for name, value in overrides.items():
        setattr(settings, name, value)
    let_the_log_be_emptied()


FLUSH = "_fixture_teardown"
"""What empties the tables; pytest-django's own test case inherits it."""


def let_the_log_be_emptied() -> None:
    """Between tests that commit all tables are emptied; the access log has a lock against that."""
    teardown = getattr(TransactionTestCase, FLUSH)

    def with_the_lock_off(self: TransactionTestCase) -> None:
        slot = import_module("toegang.inzage.slot")
        slot.haal_slot_weg(connection)
        teardown(self)
        slot.zet_slot(connection)

    setattr(TransactionTestCase, FLUSH, with_the_lock_off)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rate limits of one test must not refuse the next."""
    cache.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for a browser is a browser test, whether it says so or not."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


CHROMIUM = [
    "--lang=nl-NL",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for all: Playwright allows one of itself in a process."""
    with sync_playwright() as playwright:
        pad = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=pad, args=CHROMIUM)
        yield browser
        browser.close()
