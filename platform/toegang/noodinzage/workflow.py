"""Beginning emergency access, ending it early, and judging it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gebruikers.models import BuitenRol, Gebruiker, Medewerker
from gezinsplan.models import Gezinsplan, Planstatus
from toegang.access import actieve_deelnames
from toegang.noodinzage import berichten
from toegang.noodinzage.access import te_beoordelen_door
from toegang.noodinzage.models import DUUR, Noodinzage, Oordeel
from toegang.overgangen import KanNietError

KORTSTE_REDEN = 20


@dataclass(frozen=True)
class Gezocht:
    """By what somebody in need finds a family: they know a person of it, and the day of birth."""

    voornaam: str
    geboortedatum: date


def vind_plan(gezocht: Gezocht, werk: Medewerker) -> Gezinsplan | None:
    """Return the one running plan in the municipalities of this organisation that it is about."""
    rijen = Gezinsplan.objects.filter(
        status=Planstatus.ACTIEF,
        gemeente__in=werk.organisatie.gemeenten.all(),
        gezin__leden__voornaam__iexact=gezocht.voornaam.strip(),
        gezin__leden__geboortedatum=gezocht.geboortedatum,
    ).distinct()
    gevonden = list(rijen.select_related("gezin")[:2])
    return gevonden[0] if len(gevonden) == 1 else None


@transaction.atomic
def begin(
    plan: Gezinsplan,
    werk: Medewerker,
    *,
    reden: str,
    stil_omdat: str = "",
    actor: Gebruiker,
    now: datetime,
) -> Noodinzage:
    """Open a plan for an hour, for reading; the family is told unless that is not safe.

    Raises:
        PermissionDenied: this is not their work, or not in their municipality.
        KanNietError: they sit there already, it runs already, or there is no real reason.
    """
    if (
        werk.gebruiker_id != actor.pk
        or not werk.organisatie.gemeenten.filter(pk=plan.gemeente_id).exists()
    ):
        raise PermissionDenied
    if len(reden.strip()) < KORTSTE_REDEN:
        raise KanNietError(_("Schrijf op waarom dit niet kan wachten."))
    if actieve_deelnames(now).filter(plan=plan, gebruiker=actor).exists():
        raise KanNietError(_("U zit al aan deze tafel."))
    if plan.noodinzages.filter(gebruiker=actor, tot__gt=now).exists():
        raise KanNietError(_("Uw noodinzage loopt al."))
    rij = Noodinzage.objects.create(
        plan=plan,
        gebruiker=actor,
        reden=reden.strip(),
        stil_omdat=stil_omdat.strip(),
        **_wie(werk),
        begonnen_op=now,
        tot=now + DUUR,
        verteld_op=None if stil_omdat.strip() else now,
    )
    berichten.vertel(rij, ook_gezin=not rij.stil_omdat, now=now)
    berichten.vraag_beoordeling(rij, now=now)
    return rij


def _wie(werk: Medewerker) -> dict[str, Any]:
    return {
        "naam": werk.gebruiker.naam,
        "functie": werk.functie,
        "organisatie": werk.organisatie,
    }


@transaction.atomic
def stop(rij: Noodinzage, *, actor: Gebruiker, now: datetime) -> None:
    """End it before the hour is over."""
    if rij.gebruiker_id != actor.pk:
        raise PermissionDenied
    if rij.begonnen_op < now < rij.tot:
        Noodinzage.objects.filter(pk=rij.pk).update(tot=now)


@transaction.atomic
def judge(
    rij: Noodinzage,
    oordeel: Oordeel,
    *,
    toelichting: str,
    vertel_gezin: bool,
    actor: Gebruiker,
    now: datetime,
) -> None:
    """Judge it, as functional management: another than who looked. Once.

    Raises:
        PermissionDenied: not this account.
        KanNietError: judged already, or without a word why.
    """
    if actor.buitenrol != BuitenRol.BEHEER or rij.gebruiker_id == actor.pk:
        raise PermissionDenied
    if not te_beoordelen_door(actor).filter(pk=rij.pk).exists():
        raise PermissionDenied
    if not toelichting.strip() or oordeel == Oordeel.OPEN:
        raise KanNietError(_("Schrijf op waarom u dit vindt."))
    open_ = Noodinzage.objects.filter(pk=rij.pk, oordeel=Oordeel.OPEN)
    gelukt = open_.update(
        oordeel=oordeel,
        toelichting=toelichting.strip(),
        beoordeeld_door=actor,
        beoordeeld_op=now,
    )
    if not gelukt:
        raise KanNietError(_("Dit is al beoordeeld."))
    # Looking without a good reason is always told.
    if rij.verteld_op is None and (vertel_gezin or oordeel == Oordeel.ONTERECHT):
        Noodinzage.objects.filter(pk=rij.pk).update(verteld_op=now)
        berichten.vertel(rij, ook_gezin=True, now=now)
