"""What a visitor sees while a part is away, and that beat forgets old work."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django_celery_beat.models import IntervalSchedule, PeriodicTask
from psycopg_pool import PoolTimeout
from pytest_django.fixtures import DjangoAssertNumQueries, Settings
from redis.exceptions import ConnectionError as RedisAway

from config.celery import forget_what_is_no_longer_scheduled

pytestmark = pytest.mark.django_db

FAULTS = {
    "database": OperationalError("connection to 10.0.0.7 failed"),
    "pool": PoolTimeout("no connection within 5 s"),
    "redis": RedisAway("connection refused"),
    "eigen": ValueError("Samira de Wit"),
}


@login_not_required
def _fall(_request: HttpRequest, part: str) -> HttpResponse:
    raise FAULTS[part]


handler500 = "config.outage.server_error"
urlpatterns = [path("val/<part>/", _fall)]


@pytest.fixture
def visitor(settings: Settings) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("part", ["database", "pool", "redis"])
def test_a_part_that_is_away_gives_503_and_a_page_that_says_so(visitor: Client, part: str) -> None:
    response = visitor.get(f"/val/{part}/")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    page = response.content.decode()
    assert "<h1>Het lukt nu even niet</h1>" in page
    assert "Wat al bewaard was, is niet verloren." in page
    assert "10.0.0.7" not in page


def test_a_fault_of_our_own_gives_500_and_tells_nothing_of_it(visitor: Client) -> None:
    response = visitor.get("/val/eigen/")
    assert response.status_code == 500
    assert "Retry-After" not in response.headers
    page = response.content.decode()
    assert "<h1>Er ging bij ons iets mis</h1>" in page
    assert "Samira" not in page


def test_the_page_of_an_outage_asks_the_database_nothing(
    visitor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        visitor.get("/val/database/")


def test_its_script_carries_the_nonce_of_the_policy(visitor: Client) -> None:
    response = visitor.get("/val/database/")
    policy = response.headers["Content-Security-Policy"]
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert nonce
    assert f'nonce="{nonce}"' in response.content.decode()


def test_beat_forgets_what_is_no_longer_scheduled() -> None:
    interval = IntervalSchedule.objects.create(every=20, period=IntervalSchedule.SECONDS)
    for name in ("hartslag", "van-vroeger"):
        PeriodicTask.objects.create(name=name, task=f"oud.{name}", interval=interval)
    forget_what_is_no_longer_scheduled()
    assert [task.name for task in PeriodicTask.objects.all()] == ["hartslag"]
