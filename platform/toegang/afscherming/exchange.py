"""What is hidden from whom, as it travels."""

from gebruikers.uitwisselformaat import Tabel, register
from toegang.afscherming.models import Afscherming

register(
    Tabel(
        "afschermingen",
        Afscherming,
        "plan",
        verwijzingen={
            "object_id": (
                *("deelnames", "gezinsleden", "huishoudens", "organisaties", "netwerk"),
                *("krachten", "zorgen", "doelen", "hulpvragen", "acties", "besluiten"),
                "agenda",
            )
        },
    )
)
