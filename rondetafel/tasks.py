"""What beat starts by itself around a table; thin, the work is in ``rondetafel.opvolging``."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from rondetafel import opvolging
from rondetafel.report import exemplaar


@shared_task
def volg_op() -> None:
    """Let waves move on, remind who is silent, take ended seats off lists."""
    opvolging.volg_op(now=timezone.now())


@shared_task
def maak_exemplaar(exemplaar_id: str) -> None:
    """Make the PDF of one copy of a report."""
    exemplaar.make(UUID(exemplaar_id), now=timezone.now())


@shared_task
def maak_wachtende_exemplaren() -> None:
    """Make copies of reports that nobody is at."""
    exemplaar.make_waiting(now=timezone.now())
