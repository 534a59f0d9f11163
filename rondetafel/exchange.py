"""Tables, polls and reports, as they travel. Not: PDFs, feed addresses, when somebody is away."""

from gebruikers.uitwisselformaat import Tabel, leave_out, register
from rondetafel.models import (
    Aanwezigheid,
    Agendafeed,
    Agendapunt,
    Beschikbaarheid,
    Besluit,
    Golfopening,
    Rondetafel,
    Stapnotitie,
    Tijdvoorstel,
    Uitnodiging,
    Verhindering,
    Verslag,
    Verslagakkoord,
    Verslagexemplaar,
)

register(
    Tabel("rondetafels", Rondetafel, "plan", verwijzingen={"stap_doel_id": ("doelen",)}),
    Tabel("uitnodigingen", Uitnodiging, "tafel__plan"),
    Tabel("golven", Golfopening, "tafel__plan"),
    Tabel("tijden", Tijdvoorstel, "tafel__plan"),
    Tabel("beschikbaarheid", Beschikbaarheid, "tijd__tafel__plan"),
    Tabel(
        "agenda", Agendapunt, "tafel__plan", verwijzingen={"bron_id": ("acties", "tegenspraken")}
    ),
    Tabel("aanwezigheid", Aanwezigheid, "tafel__plan"),
    Tabel("notities", Stapnotitie, "tafel__plan"),
    Tabel("besluiten", Besluit, "tafel__plan"),
    Tabel("verslagen", Verslag, "tafel__plan"),
    Tabel("akkoorden", Verslagakkoord, "verslag__tafel__plan"),
)
leave_out(Agendafeed, Verhindering, Verslagexemplaar)
