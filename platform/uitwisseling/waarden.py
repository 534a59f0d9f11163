"""One value: from a row to JSON and back.

Dates are ISO 8601; moments are in UTC. A file that says ``"datums": "relatief"`` may write them
as ``T-84``, ``T+9 15:30`` (local time) or ``T+40 -16j`` (a birthday: sixteen years before T+40),
where T is the day of import; ``T+9w`` is the first working day from T+9 on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from gebruikers.uitwisselformaat import Veld

NAAMRUIMTE = UUID("5c1a2f0e-7d0b-5f5e-9c43-1f1f8d6b2a10")
"""Names in a file become ids by uuid5 under this one, so that reading twice gives the same ids."""

RELATIEF = re.compile(
    r"^T(?P<dagen>[+-]\d{1,5})?(?P<werkdag>w)?(?: -(?P<jaren>\d{1,3})j)?(?: (?P<tijd>\d\d:\d\d))?$"
)
VRIJDAG = 4
NAAM = re.compile(r"^[a-z0-9][a-z0-9-]{0,79}$")


class WaardeError(ValueError):
    """A value that cannot be read; the message says why, for people."""


def lees_id(ruw: object, ruimte: str) -> UUID:
    """Read an id: a UUID, or a name that becomes one within ``ruimte``.

    Raises:
        WaardeError: when it is neither.
    """
    if isinstance(ruw, str):
        try:
            return UUID(ruw)
        except ValueError:
            if NAAM.match(ruw):
                return uuid5(NAAMRUIMTE, f"{ruimte}/{ruw}")
    raise WaardeError(f"{ruw!r} is geen id (een UUID, of een naam van kleine letters en streepjes)")


@dataclass(frozen=True)
class Datums:
    """How dates in one file are read; ``vandaag`` is T, None where only real dates are allowed."""

    vandaag: date | None

    def lees_dag(self, ruw: object) -> date:
        """Read a date."""
        if isinstance(ruw, str):
            if (deel := RELATIEF.match(ruw)) and self.vandaag and not deel["tijd"]:
                return _relatieve_dag(deel, self.vandaag)
            if (dag := _probeer(parse_date, ruw)) is not None:
                return dag
        raise WaardeError(f"{ruw!r} is geen datum (jjjj-mm-dd{self._ook()})")

    def lees_moment(self, ruw: object) -> datetime:
        """Read a moment; without an offset it is an error."""
        if isinstance(ruw, str):
            if (deel := RELATIEF.match(ruw)) and self.vandaag:
                uur = time.fromisoformat(deel["tijd"] or "12:00")
                return timezone.make_aware(
                    datetime.combine(_relatieve_dag(deel, self.vandaag), uur)
                )
            moment = _probeer(parse_datetime, ruw)
            if moment is not None and timezone.is_aware(moment):
                return moment
        raise WaardeError(f"{ruw!r} is geen moment (jjjj-mm-ddTuu:mm:ssZ{self._ook()})")

    def _ook(self) -> str:
        return ", of T-14" if self.vandaag else ""


Gelezen = TypeVar("Gelezen")


def _probeer(lezer: Callable[[str], Gelezen | None], ruw: str) -> Gelezen | None:
    try:
        return lezer(ruw)
    except ValueError:
        return None


def _relatieve_dag(deel: re.Match[str], vandaag: date) -> date:
    dag = vandaag + timedelta(days=int(deel["dagen"] or 0))
    if deel["jaren"]:
        jaar = dag.year - int(deel["jaren"])
        dag = date(jaar, 3, 1) if (dag.month, dag.day) == (2, 29) else dag.replace(year=jaar)
    if deel["werkdag"] and dag.weekday() > VRIJDAG:
        dag += timedelta(days=7 - dag.weekday())
    return dag


def lees(veld: Veld, ruw: object, datums: Datums) -> Any:
    """Read the value of a field that is not a reference.

    Raises:
        WaardeError: when the field cannot hold it.
    """
    if ruw is None:
        if veld.null:
            return None
        raise WaardeError("mag niet leeg zijn")
    if isinstance(veld, models.DateTimeField):
        return datums.lees_moment(ruw)
    if isinstance(veld, models.DateField):
        return datums.lees_dag(ruw)
    if isinstance(veld, models.JSONField):
        return ruw
    verwacht = _soort(veld)
    if not isinstance(ruw, verwacht) or (isinstance(ruw, bool) and verwacht is not bool):
        raise WaardeError(f"{ruw!r} moet {_woord(verwacht)} zijn")
    try:
        return veld.clean(ruw, None)
    except ValidationError as fout:
        raise WaardeError(" ".join(fout.messages)) from fout


def _soort(veld: Veld) -> type:
    if isinstance(veld, models.BooleanField):
        return bool
    return int if isinstance(veld, models.IntegerField) else str


def _woord(soort: type) -> str:
    return {bool: "true of false", int: "een geheel getal", str: "tekst"}[soort]


def schrijf(waarde: Any) -> Any:
    """Return the value as JSON has it."""
    if isinstance(waarde, datetime):
        return waarde.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(waarde, date):
        return waarde.isoformat()
    return str(waarde) if isinstance(waarde, UUID) else waarde
