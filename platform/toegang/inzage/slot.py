"""The lock on the log in the database itself: triggers that refuse UPDATE, DELETE and TRUNCATE.

What the ORM refuses a mistake in our own code could still do in SQL. Whoever owns the table can
take the lock off; what they then change the seals tell (``controle``). SQLite has no TRUNCATE, and
loses its triggers when a later migration makes the table anew: such a migration ends with
``zet_slot`` (``tests/toegang/test_inzage_slot.py`` looks for them).
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABELLEN = ("inzage_inzage", "inzage_zegel")

_FUNCTIE = """
CREATE OR REPLACE FUNCTION inzage_alleen_erbij() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'the access log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$
"""


def _erop(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            _FUNCTIE,
            *(
                f"CREATE TRIGGER {tabel}_slot BEFORE UPDATE OR DELETE OR TRUNCATE ON {tabel}"
                " FOR EACH STATEMENT EXECUTE FUNCTION inzage_alleen_erbij()"
                for tabel in TABELLEN
            ),
        ]
    return [
        f"CREATE TRIGGER {tabel}_slot_{wat} BEFORE {wat} ON {tabel}"
        " BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END"
        for tabel in TABELLEN
        for wat in ("UPDATE", "DELETE")
    ]


def _eraf(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            *(f"DROP TRIGGER IF EXISTS {tabel}_slot ON {tabel}" for tabel in TABELLEN),
            "DROP FUNCTION IF EXISTS inzage_alleen_erbij()",
        ]
    return [
        f"DROP TRIGGER IF EXISTS {tabel}_slot_{wat}"
        for tabel in TABELLEN
        for wat in ("UPDATE", "DELETE")
    ]


def _voer_uit(connection: BaseDatabaseWrapper, zinnen: list[str]) -> None:
    with connection.cursor() as cursor:
        for zin in zinnen:
            cursor.execute(zin)


def zet_slot(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on; the owner of the tables can."""
    _voer_uit(connection, _erop(connection.vendor))


def haal_slot_weg(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off: to undo the migration, and for tests that empty or tamper."""
    _voer_uit(connection, _eraf(connection.vendor))


def erop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The step of the migration."""
    zet_slot(schema_editor.connection)


def eraf(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The same step backwards."""
    haal_slot_weg(schema_editor.connection)
