"""The demo: three invented families, loaded from the files in ``casus/`` like any other plan."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils import timezone

from gebruikers.briefcode import make_briefcode
from gebruikers.demo import Persona, demo_accounts
from gebruikers.models import Gebruiker
from gezinsplan.models import Gezinsplan
from rondetafel.models import Rondetafel, Tafelstatus, Verhindering, Verslag, Verslagstatus
from rondetafel.report import momentopname
from rondetafel.report.weergave import inhoud_hash
from uitwisseling.lezen import importeer
from uitwisseling.waarden import lees_id

CASUS = Path(__file__).parent / "casus"
MAANDAG, WOENSDAG, VRIJDAG = 0, 2, 4
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


def load(*, now: datetime) -> int:
    """Import the families that are not there yet; return how many were."""
    nieuw, vandaag = 0, timezone.localdate(now)
    for bestand in sorted(CASUS.glob("[0-9]-*.json")):
        plan_id = lees_id(bestand.stem[2:], "plannen")
        if not Gezinsplan.objects.filter(pk=plan_id).exists():
            importeer(bestand.read_text(encoding="utf-8"), vandaag=vandaag)
            nieuw += 1
    _maak_verslagen(now)
    _zet_verhinderingen(now)
    Gebruiker.objects.filter(password="").update(password=make_password(WACHTWOORD))
    return nieuw


def _maak_verslagen(now: datetime) -> None:
    """Give every table that was established its report, as closing it would have."""
    for tafel in Rondetafel.objects.filter(status=Tafelstatus.VASTGESTELD, verslag=None):
        verslag = Verslag(
            tafel=tafel,
            status=Verslagstatus.VASTGESTELD,
            momentopname=momentopname.maak(tafel),
            gemaakt_op=tafel.gesloten_op or now,
            vastgesteld_op=tafel.vastgesteld_op,
        )
        verslag.inhoud_hash = inhoud_hash(verslag)
        verslag.save()


def _zet_verhinderingen(now: datetime) -> None:
    """Peter is never there on Wednesday, Aisha only on Tuesday and Thursday."""
    for wie, dagen in (("peter", [WOENSDAG]), ("aisha", [MAANDAG, WOENSDAG, VRIJDAG])):
        gebruiker = Gebruiker.objects.filter(email=f"{wie}@voorbeeld.test").first()
        for dag in dagen if gebruiker else []:
            Verhindering.objects.get_or_create(
                gebruiker=gebruiker, dag=dag, defaults={"gemaakt_op": now}
            )


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
