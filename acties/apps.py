from importlib import import_module

from django.apps import AppConfig


class ActiesConfig(AppConfig):
    name = "acties"

    def ready(self) -> None:
        """Make the kinds of notification known, and what happens when a seat ends."""
        import_module("acties.berichten")
        import_module("acties.kijkje")
        einde = import_module("acties.einde")
        beeindigen = import_module("toegang.beeindigen")
        beeindigen.bij_einde.append(einde.geef_acties_terug)
        beeindigen.gevolgen.append(einde.gevolg)
