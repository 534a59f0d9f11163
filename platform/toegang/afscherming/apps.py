from importlib import import_module

from django.apps import AppConfig


class AfschermingConfig(AppConfig):
    name = "toegang.afscherming"
    label = "afscherming"

    def ready(self) -> None:
        """Make known what can be hidden on this floor, and what a notice may not name."""
        import_module("toegang.afscherming.eigen_bronnen")
        from notifications.soorten import weglaten
        from toegang.afscherming.post import te_verzwijgen

        weglaten.append(te_verzwijgen)
