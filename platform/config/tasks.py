"""The heartbeat: proof that beat, the broker and a worker pass work on to each other."""

import time

from celery import shared_task
from django.core.cache import cache

HEARTBEAT_KEY = "hartslag"


@shared_task
def hartslag() -> None:
    """Note when a worker last did something that beat asked for (seconds since the epoch)."""
    cache.set(HEARTBEAT_KEY, time.time(), timeout=None)
