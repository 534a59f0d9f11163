"""Taking the numbers: times of pages between times of the floor, queries, and memory."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.server import Server
from bench.world import Page

FLOOR = "vloer"
Cookies = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Times:
    """The times of one page, in milliseconds, and how much HTML it was."""

    p50: float
    p95: float
    size: int


def measure(
    server: Server, floor: str, pages: Sequence[Page], cookies: Cookies, *, rounds: int
) -> dict[str, Times]:
    """Ask for every page so many times, each right after the floor, so that noise hits both."""
    seconds: dict[str, list[float]] = defaultdict(list)
    sizes: dict[str, int] = {}
    server.reconnect()
    for number in range(-3, rounds):
        for page in pages:
            for name, path, own in (
                (FLOOR, floor, {}),
                (page.name, page.path, cookies[str(page.who.pk)]),
            ):
                answer = server.get(path, own)
                if answer.status != 200:
                    raise SystemExit(f"{name} answered {answer.status} at {path}")
                sizes[name] = len(answer.body)
                if number >= 0:  # the first rounds load templates and connections
                    seconds[name].append(answer.seconds * 1000)
    return {
        name: Times(statistics.median(times), statistics.quantiles(times, n=20)[-1], sizes[name])
        for name, times in seconds.items()
    }


def count_queries(pages: Sequence[Page], cookies: Cookies) -> dict[str, int]:
    """Return how many queries each page takes when it is opened again, in this process."""
    counts = {}
    for page in pages:
        client = Client(SERVER_NAME="localhost")
        client.cookies.load(dict(cookies[str(page.who.pk)]))
        client.get(page.path, secure=True)  # whatever is asked once a minute
        with CaptureQueriesContext(connection) as queries:
            response = client.get(page.path, secure=True)
        if response.status_code != 200:
            raise SystemExit(f"{page.name} answered {response.status_code}")
        counts[page.name] = len(queries)
    return counts
