"""Thin wrappers: a worker looks for seats whose end date has come."""

from celery import shared_task
from django.utils import timezone

from toegang.workflow import plekken


@shared_task
def sluit_plekken() -> None:
    """Hand over what ended seats held; harmless when run twice at once."""
    plekken.end_expired(now=timezone.now())
