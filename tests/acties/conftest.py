"""The cast on one morning, and a short way to an action that stands there already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from acties import workflow
from acties.models import Actie, Actiehouder
from doelen.models import Doel
from notifications.models import Bericht
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in

NU = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
"""A Friday."""

Maak = Callable[..., Actie]


@pytest.fixture
def nu() -> datetime:
    """The moment at which every story here begins."""
    return NU


@pytest.fixture
def vandaag() -> date:
    """The day of that moment."""
    return NU.date()


@pytest.fixture
def cast(db: None) -> Cast:
    """The family and everybody around it."""
    return zet_cast(NU)


@pytest.fixture
def maak(cast: Cast) -> Maak:
    """Make an action as Linda: ``maak("peter")``, ``maak("samira", "tom", deadline=...)``.

    ``ja=True``: everyone accepts; ``op`` is the moment it was made.
    """

    def maak(*wie: str, ja: bool = False, op: datetime = NU, **velden: Any) -> Actie:
        gebied = cast.leefgebied[velden.pop("leefgebied", "school")]
        door = velden.pop("door", "linda")
        alles: dict[str, Any] = {
            "tekst": "Maak een rooster",
            "deadline": NU.date() + timedelta(days=7),
        }
        actie = workflow.assign(
            actor=cast.plek(door, now=op),
            now=op,
            houders=[cast.deelname[naam] for naam in wie],
            leefgebied=gebied,
            **(alles | velden),
        )
        for naam in wie if ja else ():
            if naam != door:
                workflow.accept(actie, actor=cast.plek(naam, now=op), now=op)
        return Actie.objects.get(pk=actie.pk)

    return maak


@pytest.fixture
def doel(cast: Cast) -> Callable[..., Doel]:
    """Write an active goal: ``doel("De post is open", "inkomen")``."""

    def doel(tekst: str, gebied: str = "school", **velden: Any) -> Doel:
        return Doel.objects.create(
            plan=cast.plan,
            leefgebied=cast.leefgebied[gebied],
            tekst=tekst,
            status="actief",
            vastgesteld_op=NU.date(),
            gemaakt_op=NU,
            **velden,
        )

    return doel


@pytest.fixture
def antwoorden(cast: Cast) -> Callable[[Actie], dict[str, str]]:
    """The answer of every owner of an action, by first name in lower case."""
    namen = {d.pk: naam for naam, d in cast.deelname.items()}

    def antwoorden(actie: Actie) -> dict[str, str]:
        rijen = Actiehouder.objects.filter(actie=actie)
        return {namen[h.deelname_id]: h.antwoord for h in rijen}

    return antwoorden


@pytest.fixture
def berichten(cast: Cast) -> Callable[[], list[tuple[str, str]]]:
    """The whole outbox as (kind, receiver), sorted."""
    namen = {g.pk: naam for naam, g in cast.gebruiker.items()}

    def berichten() -> list[tuple[str, str]]:
        return sorted((b.soort, namen[b.ontvanger_id]) for b in Bericht.objects.all())

    return berichten


@pytest.fixture
def op_die_ochtend(cast: Cast) -> Iterator[None]:
    """Let every page be asked for on the morning of the story."""
    with time_machine.travel(cast.now, tick=False):
        yield


@pytest.fixture
def als(cast: Cast, op_die_ochtend: None) -> Callable[[str], Client]:
    """Return a browser in which this person is logged in, on that morning."""

    def als(naam: str) -> Client:
        client = Client()
        log_in(client, cast.gebruiker[naam])
        client.get("/acties/")  # the first page of a session writes that session
        return client

    return als
