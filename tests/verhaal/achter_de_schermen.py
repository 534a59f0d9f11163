"""What no page of the story does: the accounts before it begins, and time that passes.

Called by ``Systeem.achter`` in a process of the system's own environment.
"""

from __future__ import annotations

from gebruikers.models import Gebruiker, Medewerker, Organisatie
from tests.cast import PROFESSIONALS, maak_gemeente


def zaai() -> None:
    """One gemeente, its organisations, and the accounts of who works there. No family."""
    gemeente = maak_gemeente()
    for wie, naam, functie, code, organisatie, _codes in PROFESSIONALS:
        van = Organisatie.objects.create(code=code, naam=organisatie)
        van.gemeenten.add(gemeente)
        Medewerker.objects.create(
            gebruiker=_account(wie, naam),
            organisatie=van,
            functie=functie,
            telefoon="06 00 00 01 23",
            bereikbaar="maandag tot en met donderdag",
            coordineert=wie == "linda",
        )
    _account("bram", "Bram de Groot")


def _account(wie: str, naam: str) -> Gebruiker:
    """An account as its owner first meets it: no password, no second factor yet."""
    return Gebruiker.objects.create_user(f"{wie}@voorbeeld.test", None, naam=naam)
