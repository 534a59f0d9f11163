"""What beat starts by itself around a table; thin, the work is in ``rondetafel.opvolging``."""

from celery import shared_task
from django.utils import timezone

from rondetafel import opvolging


@shared_task
def volg_op() -> None:
    """Let waves move on, remind who is silent, take ended seats off lists."""
    opvolging.volg_op(now=timezone.now())
