from importlib import import_module

from django.apps import AppConfig


class ToegangConfig(AppConfig):
    name = "toegang"

    def ready(self) -> None:
        """Make the notices known, end seats with their account, and say who proves it twice."""
        from gebruikers.koppelen import uitgenodigd_met
        from gebruikers.opheffen import bij_opheffen
        from gebruikers.tweede_factor import ook_nodig
        from toegang.tweede_factor import sits_with_second_factor
        from toegang.uitnodiging import genodigde
        from toegang.workflow.plekken import end_seats_of

        import_module("toegang.berichten_plan")
        import_module("toegang.berichten_plekken")
        bij_opheffen.append(end_seats_of)
        ook_nodig.append(sits_with_second_factor)
        uitgenodigd_met.append(genodigde)
