"""Settings, root urls, Celery and the supervisor: the top floor of the house."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
