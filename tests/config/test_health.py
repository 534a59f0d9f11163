"""`/health/` says in words what is up, and nothing more."""

import time
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from celery import Celery
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from config import health
from config.celery import app
from config.schedule import SCHEDULE
from config.tasks import HEARTBEAT_KEY, hartslag

pytestmark = pytest.mark.django_db


@pytest.fixture
def beat() -> PeriodicTask:
    """A beat that sent its heartbeat just now."""
    interval = IntervalSchedule.objects.create(every=20, period=IntervalSchedule.SECONDS)
    return PeriodicTask.objects.create(
        name="hartslag", task="config.tasks.hartslag", interval=interval, last_run_at=timezone.now()
    )


def test_all_is_well_when_every_part_gave_a_sign_of_life(
    client: Client, beat: PeriodicTask
) -> None:
    hartslag()
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "checks": {"web": "ok", "database": "ok", "broker": "ok", "beat": "ok", "worker": "ok"},
    }
    assert response.headers["Cache-Control"] == "no-store"


def test_without_a_heartbeat_beat_and_worker_are_silent(client: Client) -> None:
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json() == {
        "status": "down",
        "checks": {
            "web": "ok",
            "database": "ok",
            "broker": "ok",
            "beat": "silent",
            "worker": "silent",
        },
    }


def test_a_heartbeat_that_is_too_old_counts_as_silence(beat: PeriodicTask) -> None:
    PeriodicTask.objects.update(last_run_at=timezone.now() - timedelta(seconds=91))
    cache.set(HEARTBEAT_KEY, time.time() - 361)
    assert health.take_stock(["beat", "worker"]) == {"beat": "silent", "worker": "silent"}
    PeriodicTask.objects.update(last_run_at=timezone.now() - timedelta(seconds=60))
    cache.set(HEARTBEAT_KEY, time.time() - 300)
    assert health.take_stock(["beat", "worker"]) == {"beat": "ok", "worker": "ok"}


def test_a_database_that_is_away_is_down_and_its_address_stays_inside(client: Client) -> None:
    refused = OperationalError("connection to 10.0.0.7 failed for user gezinsplan")
    with patch("config.health.connection.cursor", side_effect=refused):
        response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["checks"]["database"] == "down"
    assert b"10.0.0.7" not in response.content


def test_a_redis_that_is_away_is_down() -> None:
    """Port 1 of this machine: nothing listens there, and it refuses at once."""
    elsewhere = Celery(broker="redis://127.0.0.1:1/0")
    with patch.object(app, "connection_for_write", elsewhere.connection_for_write):
        assert health.take_stock(["broker"]) == {"broker": "down"}


def test_a_queue_folder_that_cannot_be_written_is_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.conf, "broker_transport_options", {"data_folder_in": str(tmp_path)})
    assert health.take_stock(["broker"]) == {"broker": "ok"}
    tmp_path.rmdir()
    assert health.take_stock(["broker"]) == {"broker": "down"}


def test_health_only_answers_to_reading(client: Client) -> None:
    assert client.post("/health/").status_code == 405


def test_the_schedule_names_the_task_that_health_looks_for() -> None:
    assert SCHEDULE["hartslag"]["task"] == hartslag.name


def test_a_container_is_well_when_its_own_parts_are(
    beat: PeriodicTask, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("gezond", "beat")
    assert capsys.readouterr().out == "ok\n"
    with pytest.raises(CommandError, match=r"^worker: silent$"):
        call_command("gezond", "worker")


def test_a_web_container_without_a_web_server_is_ill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIND", "0.0.0.0:1")
    with pytest.raises(CommandError, match=r"^web: down, database: down, broker: down$"):
        call_command("gezond", "web")
