"""One run, from empty database to numbers. Django is ready when this is imported."""

from __future__ import annotations

import sys
from itertools import cycle, islice

from django.conf import settings
from django.contrib.sessions.backends.cached_db import SessionStore
from django.urls import reverse
from django.utils import timezone

from bench import bounds, reporting, scale
from bench.measuring import FLOOR, count_queries, measure
from bench.server import Server, running
from bench.world import BUSY, World, log_everybody_in, make_world
from rondetafel.models import Verslagexemplaar
from toegang.access import get_plek

ROUNDS = 60
PAGES_SERVED = 1000
Cookies = dict[str, dict[str, str]]


def run(*, with_scale: bool) -> bounds.Result:
    """Seed, measure, judge."""
    say("Writing the plans")
    world = make_world(timezone.now())
    cookies = log_everybody_in(world)
    try:
        result = _queries(world, cookies)
        say("Reports")
        result["report"] = _report(world)
        exemplaren = reporting.ask_for_copies(world.reports, timezone.now())
        worker_mb = reporting.make_copies(exemplaren)
        with running() as server:
            say("Pages, each after the floor")
            result |= _pages(server, world, cookies)
            say("Memory")
            result["memory"] = {
                "web_mb": _web_memory(server, world, cookies),
                "report_worker_mb": worker_mb,
            }
            if with_scale:
                say("A hundred thousand plans")
                result["scale"] = scale.compare(server, world, cookies)
    finally:
        _forget(cookies)
    result["misses"] = bounds.misses(result)
    return result | {"ok": not result["misses"]}


def say(text: str) -> None:
    """Tell on the side what is going on."""
    print(f"==> {text}", file=sys.stderr, flush=True)


def _queries(world: World, cookies: Cookies) -> bounds.Result:
    """Queries of every page, and how many more than on a plan with one of each."""
    few = count_queries(world.few_pages, cookies)
    usual = count_queries(world.pages, cookies)
    busy = count_queries(world.busy_pages, cookies)
    more = {name: count - few[name] for name, count in usual.items()}
    more |= {name: count - usual[name.removeprefix(BUSY)] for name, count in busy.items()}
    return {"queries": usual, "more_queries": more}


def _report(world: World) -> dict[str, float]:
    verslag, ouder = world.reports[0], world.usual.gebruiker["samira"]
    return reporting.compare(verslag, get_plek(ouder, world.usual.plan.pk, now=timezone.now()))


def _pages(server: Server, world: World, cookies: Cookies) -> bounds.Result:
    """Times of every page over the floor, and of the busy plan over the usual one."""
    times = measure(server, world.floor, world.pages, cookies, rounds=ROUNDS)
    floor = times.pop(FLOOR)
    usual = {page.name: page for page in world.pages}
    pairs = [page for b in world.busy_pages for page in (usual[b.name.removeprefix(BUSY)], b)]
    growth = measure(server, world.floor, pairs, cookies, rounds=ROUNDS)
    return {
        "floor": {
            "p50_ms": round(floor.p50, 2),
            "p95_ms": round(floor.p95, 2),
            "bytes": floor.size,
        },
        "ms": {name: round(t.p50, 1) for name, t in times.items()},
        "ratios": {name: round(t.p50 / floor.p50, 2) for name, t in times.items()},
        "p95": {name: round(t.p95 / floor.p50, 2) for name, t in times.items()},
        "bytes": {name: t.size for name, t in times.items()},
        "growth": {
            page.name.removeprefix(BUSY): round(
                growth[page.name].p50 / growth[page.name.removeprefix(BUSY)].p50, 2
            )
            for page in world.busy_pages
        },
    }


def _web_memory(server: Server, world: World, cookies: Cookies) -> float:
    """Return the web worker's memory after a thousand pages and twenty copies of a report."""
    ouder = world.usual.gebruiker["samira"]
    own = cookies[str(ouder.pk)]
    copy = Verslagexemplaar.objects.filter(deelname__gebruiker=ouder, pdf__isnull=False)[0]
    where = [world.usual.plan.pk, copy.verslag.tafel_id, copy.pk]
    for page in islice(cycle(world.pages), PAGES_SERVED):
        server.get(page.path, cookies[str(page.who.pk)])
    for _ in range(reporting.REPORTS):
        answer = server.get(reverse("rondetafel:verslag_pdf", args=where), own)
        if answer.status != 200 or not answer.body.startswith(b"%PDF"):
            raise SystemExit(f"The copy of a report answered {answer.status}")
    return round(server.worker_memory(), 1)


def _forget(cookies: Cookies) -> None:
    """Take the sessions of this run out of Redis."""
    for own in cookies.values():
        SessionStore(own[settings.SESSION_COOKIE_NAME]).delete()
