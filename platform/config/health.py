"""`/health/`: is everything up? Words only: no addresses, versions, counts or error texts."""

import os
import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_celery_beat.models import PeriodicTask
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from config.celery import app
from config.logs import get_logger
from config.tasks import HEARTBEAT_KEY
from gebruikers.deur import openbaar

log = get_logger(__name__)

# Beat sends a heartbeat every 20 seconds; the worker may be busy with one long task meanwhile.
BEAT_LIMIT = timedelta(seconds=90)
WORKER_LIMIT = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 60)

OK = "ok"
DOWN = "down"
SILENT = "silent"


def check_database() -> str:
    """Whether the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def check_broker() -> str:
    """Whether a task could be handed over now."""
    folder = app.conf.broker_transport_options.get("data_folder_in")
    if folder:
        return OK if os.access(folder, os.W_OK) else DOWN
    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, timeout=3)
    return OK


def check_beat() -> str:
    """Whether beat sent its heartbeat lately; it notes that in the database itself."""
    sent = (
        PeriodicTask.objects.filter(name="hartslag").values_list("last_run_at", flat=True).first()
    )
    return OK if sent and timezone.now() - sent < BEAT_LIMIT else SILENT


def check_worker() -> str:
    """Whether a worker carried out a heartbeat lately."""
    done = cache.get(HEARTBEAT_KEY)
    return OK if done and time.time() - done < WORKER_LIMIT.total_seconds() else SILENT


CHECKS: dict[str, Callable[[], str]] = {
    "web": lambda: OK,
    "database": check_database,
    "broker": check_broker,
    "beat": check_beat,
    "worker": check_worker,
}


def take_stock(names: list[str] | None = None) -> dict[str, str]:
    """Every part by name with its state; one whose check fails is down, the others still told."""
    result = {}
    for name in names or list(CHECKS):
        try:
            result[name] = CHECKS[name]()
        except (DatabaseError, OperationalError, RedisError, OSError):
            log.warning("part_unreachable", part=name, exc_info=True)
            result[name] = DOWN
    return result


@require_safe
@openbaar("a monitor has no account; it gets words about machinery and nothing else")
def health(request: HttpRequest) -> JsonResponse:
    """200 when every part is up, 503 when one is not."""
    parts = take_stock()
    well = all(state == OK for state in parts.values())
    body = {"status": OK if well else DOWN, "checks": parts}
    return JsonResponse(body, status=200 if well else 503)
