"""The measurement itself, without measuring: its plans, its pages, and what it calls a miss."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve
from django.utils import timezone

from bench import bounds
from bench.world import BUSY, Page, World, log_everybody_in, make_world

GOED: dict[str, dict[str, float]] = {
    "ratios": {"plan": 5.0},
    "p95": {"plan": 8.0},
    "queries": {"plan": 12},
    "bytes": {"plan": 61_440},
    "growth": {"plan": 1.5},
    "more_queries": {"plan": 0},
    "report": {"ratio": 1.2, "pages": 3},
    "memory": {"web_mb": 150.0},
}


@pytest.fixture
def world(db: None) -> World:
    """A small one: two families for the coordinator, and a busy plan of twice the actions."""
    return make_world(timezone.now(), gezinnen=2, keer=2)


def test_every_page_answers_and_takes_no_more_queries_where_there_are_more_rows(
    world: World,
) -> None:
    cookies = log_everybody_in(world)

    def queries(page: Page) -> int:
        client = Client()
        client.cookies.load(cookies[str(page.who.pk)])
        assert client.get(page.path).status_code == 200, page.name
        with CaptureQueriesContext(connection) as taken:
            client.get(page.path)
        return len(taken)

    few = {page.name: queries(page) for page in world.few_pages}
    assert {page.name: queries(page) for page in world.pages} == few
    busy = {page.name.removeprefix(BUSY): queries(page) for page in world.busy_pages}
    assert busy == {name: few[name] for name in busy}


def test_a_plan_is_as_large_as_the_bounds_are_about(world: World) -> None:
    plan = world.usual.plan
    assert plan.acties.count() == 40
    assert plan.doel_rijen.count() == 8
    assert plan.deelnames.filter(status="actief").count() == 12
    assert plan.tafels.get(status="peiling").tijden.count() == 6


def test_the_floor_exists_in_the_measurement_only(world: World) -> None:
    assert resolve(world.floor, urlconf="bench.urls").func.__name__ == "floor"
    with pytest.raises(Resolver404):
        resolve(world.floor)


def test_what_is_exactly_at_its_bound_is_no_miss() -> None:
    assert bounds.misses(GOED) == []


@pytest.mark.parametrize(
    ("part", "name", "value", "told"),
    [
        ("ratios", "plan", 5.01, "plan: 5.01 x the floor (p50), where 5 is the most"),
        ("p95", "plan", 8.2, "plan: 8.2 x the floor (p95), where 8 is the most"),
        ("queries", "plan", 13, "plan: 13 queries, where 12 is the most"),
        ("bytes", "plan", 61_441, "plan: 61441 bytes of HTML, where 61440 is the most"),
        ("growth", "plan", 1.51, "plan: 1.51 x with ten times the actions, where 1.5 is the most"),
        (
            "more_queries",
            "plan",
            1,
            "plan: 1 queries more where there are more rows, where 0 is the most",
        ),
        ("report", "ratio", 1.21, "report: 1.21 x WeasyPrint alone, where 1.2 is the most"),
        ("memory", "web_mb", 150.1, "web worker: 150.1 MB, where 150 is the most"),
    ],
)
def test_what_is_past_its_bound_is_told(part: str, name: str, value: float, told: str) -> None:
    result = {**GOED, part: {**GOED[part], name: value}}
    assert bounds.misses(result) == [told]
