from importlib import import_module

from django.apps import AppConfig


class ToegangConfig(AppConfig):
    name = "toegang"

    def ready(self) -> None:
        """Make the kinds of notification known, and end seats with their account."""
        from gebruikers.opheffen import bij_opheffen
        from toegang.workflow.plekken import end_seats_of

        import_module("toegang.berichten_plan")
        import_module("toegang.berichten_plekken")
        bij_opheffen.append(end_seats_of)
