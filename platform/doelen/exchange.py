"""What the plan says, as it travels."""

from doelen.models import (
    Doel,
    Evaluatie,
    Hulpvraag,
    Kracht,
    Score,
    Tegenspraak,
    Werkdoel,
    Woordversie,
    Zorg,
)
from gebruikers.uitwisselformaat import Tabel, register

register(
    Tabel("krachten", Kracht, "plan"),
    Tabel("zorgen", Zorg, "plan"),
    Tabel("hulpvragen", Hulpvraag, "plan"),
    Tabel("doelen", Doel, "plan"),
    Tabel("werkdoelen", Werkdoel, "doel__plan"),
    Tabel("evaluaties", Evaluatie, "doel__plan", verwijzingen={"tafel_id": ("rondetafels",)}),
    Tabel("scores", Score, "evaluatie__doel__plan"),
    Tabel("eerdere-woorden", Woordversie, "doel__plan"),
    Tabel("tegenspraken", Tegenspraak, "plan"),
)
