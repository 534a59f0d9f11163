"""What a run stands on: settings as in production, a database of its own, built files."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
HOST = "localhost"
DATABASE = "bench_1g1p"
POSTGRES = os.environ.get("BENCH_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
# A database number that neither the demo (0) nor the tests (8 and up) use.
REDIS = os.environ.get("BENCH_REDIS_URL", "redis://127.0.0.1:6379/7")


def configure() -> None:
    """Set the environment of a production, before any settings are read.

    TLS ends at a proxy; the client says so with a header, as a proxy would.
    """
    for name in ("DEBUG", "DEMO", "ALLOW_SQLITE", "ALLOW_FILESYSTEM_BROKER"):
        os.environ.pop(name, None)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="bench.settings",
        SECRET_KEY=secrets.token_urlsafe(60),
        ALLOWED_HOSTS=HOST,
        SITE_URL=f"https://{HOST}",
        BEHIND_PROXY="true",
        DATABASE_URL=urlsplit(POSTGRES)._replace(path=f"/{DATABASE}").geturl(),
        REDIS_URL=REDIS,
        EMAIL_URL="smtp+tls://nobody:nothing@mail.invalid:587",
        DEFAULT_FROM_EMAIL="1Gezin1Plan <noreply@voorbeeld.test>",
        ALLOW_FAMILIES_WITHOUT_BROKER="true",
        VAR_DIR=str(ROOT / "var" / "bench"),
        LOG_LEVEL="WARNING",
        WEB_WORKERS="1",
    )


@contextmanager
def own_database() -> Iterator[None]:
    """Make the database, empty, and throw it away afterwards."""
    name = sql.Identifier(DATABASE)
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name)
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            yield
        finally:
            connection.execute(drop)


def prepare() -> None:
    """Start Django, make the tables and collect the files for the browser."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
