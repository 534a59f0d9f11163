"""A query whose shape never changes: Django writes its SQL once, each use fills in the values.

Building and compiling a queryset costs three times as much as running it (decision 0034). What is
asked on every page is therefore written as a queryset with slots:

    SEAT = PreparedQuery(lambda: Deelname.objects.filter(plan=Slot.uuid("plan")))
    SEAT(plan=plan_id)

It gives what that queryset would give with the values in place, ``select_related`` and
``prefetch_related`` included. It never keeps rows: every use asks the database.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, Self, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateField, DateTimeField, Field, Model, QuerySet, UUIDField, Value
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")

SHAPES = 256
"""How many shapes of one query are remembered; an older one is written again when it is asked."""


class Slot(Value):
    """A place in a query for a value that comes with each use."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(name, output_field=field)
        self.name = name

    @classmethod
    def uuid(cls, name: str) -> Self:
        """A place for an id."""
        return cls(name, UUIDField())

    @classmethod
    def day(cls, name: str) -> Self:
        """A place for a date."""
        return cls(name, DateField())

    @classmethod
    def moment(cls, name: str) -> Self:
        """A place for an aware moment."""
        return cls(name, DateTimeField())

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """Leave the place open: this slot itself stands among the parameters."""
        return "%s", [self]

    def filled(self, values: dict[str, Any], connection: BaseDatabaseWrapper) -> Any:
        """Return the value as this database takes it."""
        return self.output_field.get_db_prep_value(values[self.name], connection)


class Slots(Slot):
    """A place for a list of ids, for ``__in``; ``filled`` takes any iterable of UUIDs."""

    def __init__(self, name: str) -> None:
        super().__init__(name, UUIDField())

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """One parameter however long the list is, so that its length is no part of the shape."""
        if connection.vendor == "postgresql":
            return "(SELECT unnest(%s::uuid[]))", [self]
        return "(SELECT value FROM json_each(%s))", [self]

    def filled(self, values: dict[str, Any], connection: BaseDatabaseWrapper) -> Any:
        """Return the list as this database takes it."""
        ids = [self.output_field.get_db_prep_value(v, connection) for v in values[self.name]]
        return ids if connection.vendor == "postgresql" else json.dumps(ids)


@dataclass(frozen=True)
class _Prepared:
    """One shape: its queryset, the compiler that wrote it, and what it wrote."""

    queryset: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    params: Sequence[Any]


class PreparedQuery(Generic[Row]):
    """A queryset with slots, asked many times.

    Args:
        build: makes the queryset. It may take arguments that change its shape; each combination
            that is asked is prepared apart (``SHAPES`` of them are remembered).
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self.build = build
        self._prepared = lru_cache(SHAPES)(self._prepare)

    def __call__(self, *shape: Hashable, **values: Any) -> list[Row]:
        """Return the rows; one query.

        Raises:
            KeyError: a slot has no value.
        """
        prepared = self._prepared(connections[DEFAULT_DB_ALIAS].vendor, *shape)
        if prepared is None:
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        params = tuple(
            p.filled(values, connection) if isinstance(p, Slot) else p for p in prepared.params
        )
        # A compiler keeps what it selected and not what it found: a copy serves one use.
        compiler = copy(prepared.compiler)
        compiler.connection = connection
        vars(compiler)["as_sql"] = lambda *_, **__: (prepared.sql, params)
        rows = prepared.queryset.all()
        vars(rows.query)["get_compiler"] = lambda *_, **__: compiler
        return list(rows)

    def _prepare(self, _vendor: str, *shape: Hashable) -> _Prepared | None:
        queryset = self.build(*shape)
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        return _Prepared(queryset, compiler, sql, params)


def attach(parents: Mapping[Any, Model], name: str, rows: Iterable[Model], key: str) -> None:
    """Keep with each parent its own ``rows``, for ``parent.<name>.all()``; as a prefetch does.

    Args:
        parents: objects by primary key.
        name: the related name on them.
        rows: the related objects of all of them, in order.
        key: the attribute of a row that holds the primary key of its parent.
    """
    per: dict[Any, list[Model]] = {pk: [] for pk in parents}
    for row in rows:
        per[getattr(row, key)].append(row)
    for pk, parent in parents.items():
        vars(parent).setdefault("_prefetched_objects_cache", {})[name] = per[pk]
