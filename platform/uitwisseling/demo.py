"""The demo: three invented families, loaded from the files in ``casus/`` like any other plan."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from gebruikers.briefcode import make_briefcode
from gebruikers.demo import Persona, demo_accounts
from gebruikers.models import Gebruiker
from gezinsplan.models import Gezinsplan
from uitwisseling.lezen import importeer
from uitwisseling.waarden import lees_id

CASUS = Path(__file__).parent / "casus"
WACHTWOORD = "kijk-mee-aan-tafel"
"""The password of every demo account; it exists under the demo settings only."""


@dataclass(frozen=True)
class Account:
    """How to log in as one person of the demo; ``code`` is for who has no e-mail address."""

    naam: str
    rol: str
    gezin: str
    email: str
    wachtwoord: str
    code: str
    link: str

    def as_dict(self) -> dict[str, str]:
        """Return it for JSON."""
        return asdict(self)


def load(*, vandaag: date) -> int:
    """Import the families that are not there yet; return how many were."""
    nieuw = 0
    for bestand in sorted(CASUS.glob("[0-9]-*.json")):
        plan_id = lees_id(bestand.stem[2:], "plannen")
        if not Gezinsplan.objects.filter(pk=plan_id).exists():
            importeer(bestand.read_text(encoding="utf-8"), vandaag=vandaag)
            nieuw += 1
    Gebruiker.objects.filter(password="").update(password=make_password(WACHTWOORD))
    return nieuw


def accounts(*, now: datetime) -> list[Account]:
    """Return how to log in as everybody of the demo."""
    return [_account(persona, now) for persona in demo_accounts()]


def _account(persona: Persona, now: datetime) -> Account:
    gebruiker = persona.gebruiker
    code = "" if gebruiker.email else make_briefcode(gebruiker, actor=gebruiker, now=now)
    return Account(
        naam=persona.naam,
        rol=persona.rol,
        gezin=persona.gezin,
        email=gebruiker.email or "",
        wachtwoord=WACHTWOORD if gebruiker.email else "",
        code=code,
        link=f"{settings.SITE_URL}{reverse('kijk_mee')}#p-{gebruiker.pk}",
    )
