from importlib import import_module

from django.apps import AppConfig


class ActiesConfig(AppConfig):
    name = "acties"

    def ready(self) -> None:
        """Register notices, texts that can be contradicted, and what the end of a seat does."""
        import_module("acties.berichten")
        import_module("acties.tegenspraak")
        import_module("acties.kijkje")
        import_module("acties.afscherming")
        einde = import_module("acties.einde")
        beeindigen = import_module("toegang.beeindigen")
        beeindigen.bij_einde.append(einde.geef_acties_terug)
        beeindigen.gevolgen.append(einde.gevolg)
