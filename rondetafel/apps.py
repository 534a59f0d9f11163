from importlib import import_module

from django.apps import AppConfig


class RondetafelConfig(AppConfig):
    name = "rondetafel"

    def ready(self) -> None:
        """Make the kinds of notification known, and what happens here when a seat ends."""
        import_module("rondetafel.berichten")
        import_module("rondetafel.kijkje")
        import_module("rondetafel.afscherming")
        uitnodigen = import_module("rondetafel.workflow.uitnodigen")
        beeindigen = import_module("toegang.beeindigen")
        beeindigen.bij_einde.append(uitnodigen.bij_einde_van_plek)
        beeindigen.gevolgen.append(uitnodigen.gevolg_van_einde)
