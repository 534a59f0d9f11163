"""Thin wrappers: a worker looks for notices that are due."""

from celery import shared_task
from django.utils import timezone

from notifications import bezorging


@shared_task
def bezorg() -> None:
    """Send the mails that are due; harmless when run twice at once."""
    bezorging.send_due(now=timezone.now())


@shared_task
def dagmail() -> None:
    """Send the mails of those who chose one a day."""
    bezorging.send_digests(now=timezone.now())
