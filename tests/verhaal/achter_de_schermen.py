"""What no page of the story does: the accounts before it begins, and time that passes.

Called by ``Systeem.achter`` in a process of the system's own environment.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from acties import opvolging
from acties.models import Actie
from gebruikers.models import Gebruiker, Medewerker, Organisatie
from gezinsplan.models import Gezinsplan
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


def laat_tijd_voorbijgaan(tekst: str) -> None:
    """Put the deadline of an action on yesterday, and do what beat did then.

    At noon of that day: the platform reminds nobody at night, and the story may be told then.
    """
    gisteren = timezone.localdate() - timedelta(days=1)
    Actie.objects.filter(tekst=tekst).update(deadline=gisteren)
    opvolging.volg_op(now=datetime.combine(gisteren, time(12), timezone.get_current_timezone()))


def evaluatie_te_laat() -> None:
    """Put the day of the next evaluation in the past."""
    gisteren = timezone.localdate() - timedelta(days=1)
    Gezinsplan.objects.update(volgende_evaluatie=gisteren)
