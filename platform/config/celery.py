"""The Celery application: settings from Django, tasks from every app's `tasks.py`."""

import os
from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import beat_init, setup_logging, worker_init
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.checks import refuse_unsafe

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("eengezineenplan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_logging(**_: Any) -> None:
    """Celery would replace our log format, and with it the scrubbing, by its own."""
    dictConfig(settings.LOGGING)


@beat_init.connect
def forget_what_is_no_longer_scheduled(**_: Any) -> None:
    """Beat keeps its schedule in the database, and would go on sending a task that is gone."""
    entries = apps.get_model("django_celery_beat", "PeriodicTask").objects
    entries.exclude(name__in=settings.CELERY_BEAT_SCHEDULE).delete()


@worker_init.connect
@beat_init.connect
def refuse_to_work_unsafely(**_: Any) -> None:
    """Celery runs Django's checks and ignores what they say; ours are not to be ignored.

    Celery also swallows what a receiver raises, except SystemExit.
    """
    try:
        refuse_unsafe()
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error
