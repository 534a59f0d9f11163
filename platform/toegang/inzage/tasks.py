"""What beat starts by itself: sealing the log, and looking for what stands out."""

from celery import shared_task
from django.utils import timezone

from toegang.inzage import opvallen, verzegelen


@shared_task
def verzegel() -> None:
    """Seal what came; harmless when run twice at once."""
    verzegelen.seal(now=timezone.now())


@shared_task
def let_op() -> None:
    """Tell who should know of unusual looking; harmless when run twice at once."""
    opvallen.flag_unusual(now=timezone.now())
