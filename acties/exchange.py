"""Actions, their owners and what happened to them, as they travel."""

from acties.models import Actie, Actiegebeurtenis, Actiehouder
from gebruikers.uitwisselformaat import Tabel, register

register(
    Tabel("acties", Actie, "plan", verwijzingen={"tafel_id": ("rondetafels",)}),
    Tabel("houders", Actiehouder, "actie__plan"),
    Tabel("gebeurtenissen", Actiegebeurtenis, "actie__plan"),
)
