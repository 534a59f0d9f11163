"""Every address declares who may reach it; one that does not is a failure.

Built from the URL resolver, so that no new page escapes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.cast import zet_cast
from tests.inloggen import log_in
from toegang.policy import Handeling

NIET_VAN_ONS = ("allauth.", "django.contrib.admin.", "django.contrib.staticfiles.")
"""Pages of others, behind their own doors: login, admin, static files."""

ZONDER_DEUR = {"health"}
"""Our own addresses without a door: the health of the process, for the machine that runs it."""


@dataclass(frozen=True)
class Adres:
    """One route: its pattern, its name and the view behind it."""

    patroon: str
    naam: str
    view: Callable[..., Any]

    @property
    def is_van_ons(self) -> bool:
        return not self.view.__module__.startswith(NIET_VAN_ONS)

    @property
    def deur(self) -> tuple[str, Any] | None:
        return getattr(self.view, "deur", None)


def adressen(
    resolver: URLResolver | None = None, voor: str = "", ruimte: str = ""
) -> Iterator[Adres]:
    """Every route of the resolver, those of includes too."""
    for deel in (resolver or get_resolver()).url_patterns:
        patroon = voor + str(deel.pattern)
        if isinstance(deel, URLResolver):
            yield from adressen(deel, patroon, f"{deel.namespace}:" if deel.namespace else ruimte)
        elif isinstance(deel, URLPattern):
            yield Adres(patroon, f"{ruimte}{deel.name}", deel.callback)


ALLE = list(adressen())
ONZE = [a for a in ALLE if a.is_van_ons and a.naam not in ZONDER_DEUR]


def test_there_are_addresses_to_check() -> None:
    assert len(ONZE) > 20
    assert {"toegang:plekken", "netwerk:overzicht"} <= {a.naam for a in ONZE}


def test_every_address_of_ours_declares_its_door() -> None:
    assert [a.patroon for a in ONZE if a.deur is None] == []


def test_a_door_is_one_of_three_kinds() -> None:
    vreemd = {a.naam: a.deur for a in ONZE if a.deur and a.deur[0] not in _KEUR}
    assert vreemd == {}
    onwaar = {a.naam: a.deur for a in ONZE if a.deur and not _KEUR[a.deur[0]](a.deur[1])}
    assert onwaar == {}


_KEUR: dict[str, Callable[[Any], bool]] = {
    "plan": lambda wat: isinstance(wat, Handeling),
    "ingelogd": lambda wat: isinstance(wat, str) and bool(wat),
    "openbaar": lambda reden: isinstance(reden, str) and len(reden) > 10,
}


def test_an_address_inside_a_plan_asks_for_a_seat() -> None:
    """And only those do: the door of a plan is the one that knows the plan."""
    binnen = {a.naam for a in ONZE if "plan_id" in a.patroon}
    met_plekdeur = {a.naam for a in ONZE if a.deur and a.deur[0] == "plan"}
    assert binnen == met_plekdeur


def test_no_two_addresses_have_one_name() -> None:
    namen = [a.naam for a in ONZE]
    assert sorted(namen) == sorted(set(namen))


def _ids(patroon: str, plan: object, ander: object) -> dict[str, object]:
    """Something to fill in for every part of an address."""
    uit: dict[str, object] = {}
    for stuk in patroon.split("<")[1:]:
        soort, _, naam = stuk.split(">")[0].rpartition(":")
        uit[naam] = {"uuid": ander, "int": 1}.get(soort, "verzonnen")
    return {**uit, "plan_id": plan} if "plan_id" in uit else uit


@pytest.mark.django_db
def test_without_logging_in_no_page_but_the_public_ones_answers(client: Client) -> None:
    """Every address of ours with made-up ids: to the login, or nothing there; never a page."""
    cast = zet_cast(timezone.now())
    open_deuren = []
    for adres in ONZE:
        if adres.deur and adres.deur[0] == "openbaar":
            continue
        ids = _ids(adres.patroon, cast.plan.pk, cast.deelname["peter"].pk)
        antwoord = client.get(reverse(adres.naam, kwargs=ids))
        if antwoord.status_code not in {302, 404, 405} or (
            antwoord.status_code == 302 and "/inloggen" not in antwoord["Location"]
        ):
            open_deuren.append((adres.naam, antwoord.status_code, antwoord.headers.get("Location")))
    assert open_deuren == []


@pytest.mark.django_db
def test_an_outsider_gets_404_at_every_door_of_a_plan(client: Client) -> None:
    """Reading and writing: without a seat the plan does not exist, whatever the address."""
    cast = zet_cast(timezone.now())
    log_in(client, cast.gebruiker["els"])
    fouten = []
    for adres in ONZE:
        if not adres.deur or adres.deur[0] != "plan":
            continue
        ids = _ids(adres.patroon, cast.plan.pk, cast.deelname["peter"].pk)
        for doe in (client.get, client.post):
            antwoord = doe(reverse(adres.naam, kwargs=ids))
            if antwoord.status_code != 404:
                fouten.append((adres.naam, doe.__name__, antwoord.status_code))
    assert fouten == []
