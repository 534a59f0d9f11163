"""The round table: planning, inviting, meeting, report."""

from rondetafel.models.peiling import Beschikbaarheid, Tijdantwoord, Tijdvoorstel
from rondetafel.models.tafel import (
    TAFEL_OVERGANGEN,
    Agendapunt,
    Agendasoort,
    Golf,
    Rondetafel,
    Stap,
    Tafelsoort,
    Tafelstatus,
    Uitnodiging,
    Uitnodigingsantwoord,
)
from rondetafel.models.verslag import (
    Aanwezig,
    Aanwezigheid,
    Agendafeed,
    Besluit,
    Stapnotitie,
    Verslag,
    Verslagakkoord,
    Verslagexemplaar,
    Verslagstatus,
)

__all__ = [
    "TAFEL_OVERGANGEN",
    "Aanwezig",
    "Aanwezigheid",
    "Agendafeed",
    "Agendapunt",
    "Agendasoort",
    "Beschikbaarheid",
    "Besluit",
    "Golf",
    "Rondetafel",
    "Stap",
    "Stapnotitie",
    "Tafelsoort",
    "Tafelstatus",
    "Tijdantwoord",
    "Tijdvoorstel",
    "Uitnodiging",
    "Uitnodigingsantwoord",
    "Verslag",
    "Verslagakkoord",
    "Verslagexemplaar",
    "Verslagstatus",
]
