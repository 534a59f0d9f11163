"""Thin wrappers: a worker looks for seats whose end date has come, and for birthdays."""

from celery import shared_task
from django.utils import timezone

from toegang.workflow import plekken, verjaardag


@shared_task
def sluit_plekken() -> None:
    """Hand over what ended seats held; harmless when run twice at once."""
    plekken.end_expired(now=timezone.now())


@shared_task
def vier_verjaardagen() -> None:
    """Let seats follow who turned twelve or eighteen; harmless when run twice at once."""
    now = timezone.now()
    verjaardag.geef_plek_bij_twaalf(now=now)
    verjaardag.verval_bij_volwassen(now=now)
