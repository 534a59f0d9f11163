from django.apps import AppConfig
from django.core import checks

from config.checks import check_configuration


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Inrichting"

    def ready(self) -> None:
        """Show our start-up checks in `manage.py check --deploy`."""
        checks.register(check_configuration, checks.Tags.security, deploy=True)
