"""Thin wrappers: a worker looks for actions that are due."""

from celery import shared_task
from django.utils import timezone

from acties import opvolging

PER_KEER = 200


@shared_task
def volg_op() -> None:
    """Remind of deadlines and tell of silence; harmless when run twice at once."""
    if opvolging.volg_op(now=timezone.now(), limit=PER_KEER) >= PER_KEER:
        volg_op.delay()
