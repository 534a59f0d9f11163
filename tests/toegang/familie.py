"""The family Kowalczyk, brought in by Bram through the workflow: a plan in concept.

Agnieszka carries gezag alone over Zofia and Kacper, reads Polish, and has no e-mail address.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from gebruikers.models import Gebruiker, Gemeente, Medewerker, Organisatie
from gezinsplan.forms import Contact, Lidgegevens
from gezinsplan.models import Gezinslid, Gezinsplan, Huishouden
from tests.cast import maak_gebruiker, maak_gemeente
from toegang.access import Plek, get_plek
from toegang.models import Deelname, Welkomsoort
from toegang.workflow.gezag import zet_gezag
from toegang.workflow.gezin import voeg_huishouden_toe, voeg_lid_toe
from toegang.workflow.plan import start_plan, startplaatsen
from toegang.workflow.uitnodiging import neem_plek_aan, nodig_uit


@dataclass
class Familie:
    """The plan, its coordinator, and the members by first name in lower case."""

    now: datetime
    gemeente: Gemeente
    bram: Gebruiker
    plan: Gezinsplan
    lid: dict[str, Gezinslid] = field(default_factory=dict)

    def plek_bram(self, now: datetime | None = None) -> Plek:
        """The coordinator's seat, loaded afresh."""
        return get_plek(self.bram, self.plan.pk, now=now or self.now)

    def plek(self, gebruiker: Gebruiker, now: datetime | None = None) -> Plek:
        """Somebody's seat, loaded afresh."""
        return get_plek(gebruiker, self.plan.pk, now=now or self.now)

    def deelname(self, wie: str) -> Deelname:
        """The newest seat of a member, as it is now."""
        return Deelname.objects.filter(lid=self.lid[wie]).latest("voorgesteld_op", "id")


def jaren_geleden(vandaag: date, jaren: int) -> date:
    """A birth date of somebody who is that old, and whose birthday was two months ago."""
    dag = vandaag - timedelta(days=60)
    return date(dag.year - jaren, dag.month, min(dag.day, 28))


def gegevens(
    voornaam: str,
    geboren: date,
    verwantschap: str,
    *,
    huishouden: Huishouden | None = None,
    email: str = "",
    telefoon: str = "",
    taal: str = "nl",
    tolk_nodig: bool = False,
) -> Lidgegevens:
    """What a form gives about a member; what is not named is empty."""
    return Lidgegevens(
        voornaam=voornaam,
        achternaam="Kowalczyk",
        geboortedatum=geboren,
        verwantschap=verwantschap,
        huishouden=huishouden,
        email=email,
        telefoon=telefoon,
        taal=taal,
        tolk_nodig=tolk_nodig,
    )


def contact(*, email: str = "", telefoon: str = "", taal: str = "nl") -> Contact:
    """How somebody is reached, as a form gives it."""
    return Contact(email=email, telefoon=telefoon, taal=taal, tolk_nodig=False)


def maak_bram() -> tuple[Gemeente, Gebruiker]:
    """Heuveldam, and Bram who may start a plan there."""
    gemeente = maak_gemeente("heuveldam", "Heuveldam")
    team = Organisatie.objects.create(code="sociaal-team-heuveldam", naam="Sociaal Team Heuveldam")
    team.gemeenten.add(gemeente)
    bram = maak_gebruiker("bram.heuveldam", "Bram de Groot")
    Medewerker.objects.create(
        gebruiker=bram,
        organisatie=team,
        functie="maatschappelijk werker",
        telefoon="06 00 00 04 56",
        bereikbaar="maandag tot en met donderdag",
        coordineert=True,
    )
    return gemeente, bram


def start_kowalczyk(now: datetime) -> Familie:
    """Start the plan and record the family, all as Bram does it on screen."""
    gemeente, bram = maak_bram()
    plan = start_plan(
        plaats=startplaatsen(bram)[0],
        naam="Kowalczyk",
        variant="licht",
        actor=bram,
        now=now,
        methode_gelezen=True,
    )
    familie = Familie(now, gemeente, bram, plan)
    huis = voeg_huishouden_toe(
        naam="bij Dorota", adres="Molenpad 7, Heuveldam", actor=familie.plek_bram(), now=now
    )
    _zet_leden(familie, huis)
    paren = {(familie.lid[k].pk, familie.lid["agnieszka"].pk) for k in ("zofia", "kacper")}
    zet_gezag(paren, sinds=None, versie=0, actor=familie.plek_bram(), now=now)
    plan.refresh_from_db()
    return familie


def _zet_leden(familie: Familie, huis: Huishouden) -> None:
    vandaag = familie.now.date()
    rijen = [
        gegevens(
            "Agnieszka",
            jaren_geleden(vandaag, 31),
            "moeder",
            huishouden=huis,
            taal="pl",
            tolk_nodig=True,
            telefoon="06 00 00 07 89",
        ),
        gegevens("Zofia", jaren_geleden(vandaag, 6), "kind", huishouden=huis),
        gegevens("Kacper", jaren_geleden(vandaag, 0), "kind", huishouden=huis),
    ]
    for rij in rijen:
        lid = voeg_lid_toe(rij, actor=familie.plek_bram(), now=familie.now)
        familie.lid[lid.voornaam.lower()] = lid


def zet_aan_tafel(familie: Familie) -> Gebruiker:
    """Agnieszka came in with her letter and took her seat."""
    uitnodiging = nodig_uit(
        familie.deelname("agnieszka"),
        soort=Welkomsoort.BRIEF,
        actor=familie.plek_bram(),
        now=familie.now,
    )
    gebruiker = familie.deelname("agnieszka").gebruiker
    assert gebruiker is not None
    neem_plek_aan(uitnodiging, actor=gebruiker, now=familie.now)
    return gebruiker
