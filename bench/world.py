"""Everything a run measures on: one plan as families have them, one ten times as busy, a caseload.

Every count of queries is taken on a plan with one of each as well: what grows with rows shows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse

from bench import content
from bench.families import Familie, make_familie, make_gemeente, make_professionals, propose
from gebruikers.models import Gebruiker, Gemeente
from rondetafel.models import Rondetafel, Tafelstatus, Verslag
from tests.inloggen import log_in

ACTIES, DOELEN, GEZINNEN = 40, 8, 15
BUSY = "druk:"
"""Stands before the name of a page of the busy plan."""


@dataclass(frozen=True)
class Page:
    """One page, and who opens it."""

    name: str
    path: str
    who: Gebruiker


@dataclass(frozen=True)
class World:
    """Pages of three plans: as families have them, ten times the actions, and one of each."""

    usual: Familie
    pages: list[Page]
    busy_pages: list[Page]
    few_pages: list[Page]
    reports: list[Verslag]

    @property
    def floor(self) -> str:
        """The address of the floor."""
        return f"/vloer/{self.usual.plan.pk}/"


def make_world(now: datetime, *, gezinnen: int = GEZINNEN, keer: int = 10) -> World:
    """Write everything, as of ``now``; ``keer`` is how many times busier the busy plan is."""
    gemeente = make_gemeente()
    usual, tafel = _plan(gemeente, "gewoon", now, acties=ACTIES, doelen=DOELEN)
    busy, druk = _plan(gemeente, "druk", now, acties=ACTIES * keer, doelen=DOELEN)
    few, klein = _plan(gemeente, "klein", now, acties=len(usual.zetel), doelen=1, tafels=1)
    _caseload(gemeente, usual, now, gezinnen - 1)
    gehouden = Rondetafel.objects.filter(plan=usual.plan, status=Tafelstatus.VASTGESTELD)
    return World(
        usual,
        [*_pages(usual, tafel), *_pages_of_many(usual)],
        [replace(page, name=BUSY + page.name) for page in _pages(busy, druk)],
        [*_pages(few, klein), *_pages_of_many(few)],
        [content.write_report(usual, rij) for rij in gehouden.order_by("-nummer")[:2]],
    )


def log_everybody_in(world: World) -> dict[str, dict[str, str]]:
    """Return the cookies of everyone who opens a page, by account: whole logins, twice proven."""
    pages = [*world.pages, *world.busy_pages, *world.few_pages]
    cookies = {}
    for who in {page.who.pk: page.who for page in pages}.values():
        client = Client()
        log_in(client, who)
        cookies[str(who.pk)] = {name: morsel.value for name, morsel in client.cookies.items()}
    return cookies


def _plan(
    gemeente: Gemeente, merk: str, now: datetime, *, acties: int, doelen: int, tafels: int = 3
) -> tuple[Familie, Rondetafel]:
    familie = make_familie(gemeente, merk, make_professionals(merk), now)
    tafel = content.fill_plan(familie, acties=acties, doelen=doelen, tafels=tafels)
    for naam in ("Hanna Kuiper", "Bea Smit")[:doelen]:
        propose(familie, naam)
    return familie, tafel


def _caseload(gemeente: Gemeente, usual: Familie, now: datetime, aantal: int) -> None:
    """Write the other families of Linda, with Peter and Tom at each of them too."""
    samen = {wie: usual.gebruiker[wie] for wie in ("linda", "peter", "tom")}
    for nummer in range(aantal):
        familie = make_familie(gemeente, f"gezin{nummer}", samen, now, netwerk=())
        content.write_actions(familie, 18, [])
        status = (Tafelstatus.CONCEPT, Tafelstatus.PEILING, Tafelstatus.GEPLAND)[nummer % 3]
        begin = now + timedelta(days=nummer + 1) if status == Tafelstatus.GEPLAND else None
        tafel = content.write_table(familie, 1, status, begin, gepeild=begin is None)
        if status == Tafelstatus.PEILING:
            content.write_poll(familie, tafel, 6)
        if nummer % 2:
            propose(familie, "Hanna Kuiper")


def _pages(familie: Familie, tafel: Rondetafel) -> list[Page]:
    """The pages of one plan."""
    ouder, coordinator = familie.gebruiker["samira"], familie.gebruiker["linda"]
    plan, bij = [familie.plan.pk], [familie.plan.pk, tafel.pk]
    return [
        Page("vandaag_ouder", reverse("overzicht:vandaag"), ouder),
        Page("plan", reverse("overzicht:plan", args=plan), ouder),
        Page("plan_coordinator", reverse("overzicht:plan", args=plan), coordinator),
        Page("tafel", reverse("rondetafel:tafel", args=bij), ouder),
        Page("rooster", reverse("rondetafel:rooster", args=bij), coordinator),
        Page("acties_plan", reverse("acties:plan", args=plan), ouder),
    ]


def _pages_of_many(familie: Familie) -> list[Page]:
    """The pages over all families of somebody."""
    partner, coordinator = familie.gebruiker["tom"], familie.gebruiker["linda"]
    return [
        Page("vandaag_coordinator", reverse("overzicht:vandaag"), coordinator),
        Page("vandaag_partner", reverse("overzicht:vandaag"), partner),
        Page("acties_mijn", reverse("acties:mijn"), partner),
        Page("gezinnen", reverse("overzicht:gezinnen"), coordinator),
    ]
