"""Preparing a table: opening it, its place, its guest list, and where to look for a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from gezinsplan.models import Gezinslid, Gezinsplan, Huishouden
from gezinsplan.versies import schrijf
from notifications.outbox import queue
from rondetafel import berichten_coordinator
from rondetafel import berichten_plannen as berichten
from rondetafel.access import gastenlijst
from rondetafel.gasten import is_gezin
from rondetafel.models import Golf, Rondetafel, Tafelsoort, Tafelstatus, Uitnodiging
from rondetafel.workflow import peiling
from rondetafel.workflow.toestand import coordinator, eis_status, lock, write
from rondetafel.workflow.uitnodigen import VOOR_DE_TAFEL, haal_van_lijst, nodig_uit
from toegang.access import actieve_deelnames
from toegang.overgangen import KanNietError
from toegang.policy import Handeling

if TYPE_CHECKING:
    from toegang.access import Plek
    from toegang.models import Deelname

Gasten = Mapping[UUID, bool]
"""Seats on the guest list; the value says whether that seat must be there."""

RUIM = timedelta(days=7)
"""A next table is looked for so long before and after the day it is due."""


@dataclass(frozen=True)
class Tafelgegevens:
    """What a coordinator fills in. ``patroon`` is as on ``Rondetafel``."""

    soort: str
    duur_minuten: int
    plaats: str
    plaats_in_agenda: bool
    videolink: str
    venster_van: date
    venster_tot: date
    patroon: dict[str, Any]


def noemt_gezin(plaats: str, plan: Gezinsplan) -> bool:
    """Whether a place is a home of the family, or names one of them.

    Such a place stays behind the login: it goes into no mail and no calendar.
    """
    tekst = plaats.casefold()
    huizen = list(Huishouden.objects.filter(gezin=plan.gezin_id).values_list("adres", "naam"))
    leden = Gezinslid.objects.filter(gezin=plan.gezin_id).values_list("voornaam", "achternaam")
    namen = [*(naam for _adres, naam in huizen), *(naam for rij in leden for naam in rij), "thuis"]
    # Of an address its first line is enough: who types a place leaves out postcode and town.
    straten = (re.split(r"[,\n]", adres)[0] for adres, _naam in huizen)
    patronen = [rf"\b{re.escape(naam.casefold())}\b" for naam in namen if naam.strip()]
    patronen += [rf"\b{re.escape(s.strip().casefold())}" for s in straten if s.strip()]
    return any(re.search(patroon, tekst) for patroon in patronen)


def golf_van(deelname: Deelname, *, verplicht: bool) -> Golf:
    """Return when this seat is asked: the family first, then who must be there, then the others."""
    if is_gezin(deelname):
        return Golf.GEZIN
    return Golf.VERPLICHT if verplicht else Golf.ANDEREN


@transaction.atomic
def open_tafel(
    gegevens: Tafelgegevens, gasten: Gasten, *, actor: Plek, now: datetime
) -> Rondetafel:
    """Prepare a table of this plan; nobody hears of it yet.

    Raises:
        KanNietError: when nobody of the family is on the guest list.
    """
    actor.eis(Handeling.TAFEL_PLANNEN)
    velden = asdict(gegevens)
    velden["plaats_in_agenda"] &= not noemt_gezin(gegevens.plaats, actor.plan)
    tafel = _maak(actor.plan, now, gemaakt_door=actor.deelname, **velden)
    _zet_gasten(tafel, gasten, now)
    return tafel


def _maak(plan: Gezinsplan, now: datetime, **velden: Any) -> Rondetafel:
    """Write a table with the next number of its plan, and an identity for calendars."""
    Gezinsplan.objects.select_for_update().get(pk=plan.pk)
    hoogste = Rondetafel.objects.filter(plan=plan).aggregate(n=Max("nummer"))["n"] or 0
    host = urlsplit(settings.SITE_URL).hostname
    return Rondetafel.objects.create(
        plan=plan, nummer=hoogste + 1, uid=f"{uuid4()}@{host}", gemaakt_op=now, **velden
    )


def _zet_gasten(tafel: Rondetafel, gasten: Gasten, now: datetime) -> list[Uitnodiging]:
    """Make exactly these the guests; return who is new on the list.

    Who leaves gets their calendar told (``haal_van_lijst``). A seat that is not active is no guest.
    """
    zittend = {d.pk: d for d in actieve_deelnames(now).filter(plan=tafel.plan_id)}
    gasten = {pk: verplicht for pk, verplicht in gasten.items() if pk in zittend}
    if not any(is_gezin(zittend[pk]) for pk in gasten):
        raise KanNietError(_("Zet ten minste één ouder of jongere op de lijst."))
    rijen = Uitnodiging.objects.filter(tafel=tafel).select_related("tafel", "deelname__gebruiker")
    bestaand = {u.deelname_id: u for u in rijen}
    for uitnodiging in bestaand.values():
        if uitnodiging.van_lijst_op is None and uitnodiging.deelname_id not in gasten:
            haal_van_lijst(uitnodiging, now=now)
    nieuw = []
    for pk, verplicht in gasten.items():
        golf = golf_van(zittend[pk], verplicht=verplicht)
        rij = bestaand.get(pk) or Uitnodiging(tafel=tafel, deelname=zittend[pk])
        if rij.van_lijst_op is not None or pk not in bestaand:
            nieuw.append(rij)
        rij.verplicht, rij.golf, rij.van_lijst_op = verplicht, golf, None
        rij.save()
    return nieuw


@transaction.atomic
def wijzig_gasten(tafel: Rondetafel, gasten: Gasten, *, actor: Plek, now: datetime) -> None:
    """Change the guest list. Of a planned table who is new is invited, who is gone gets a CANCEL.

    Raises:
        KanNietError: when the table has begun, or nobody of the family would be left.
    """
    actor.eis(Handeling.TAFEL_PLANNEN)
    tafel = lock(tafel)
    eis_status(tafel, VOOR_DE_TAFEL)
    nieuw = _zet_gasten(tafel, gasten, now)
    tafel = lock(tafel)
    if tafel.status == Tafelstatus.GEPLAND and nieuw:
        if any(u.sequence is not None for u in nieuw):
            # Who comes back must get a higher number than the cancellation they had.
            write(tafel, sequence=tafel.sequence + 1)
        nodig_uit(tafel, nieuw, soort=berichten.UITNODIGING, opnieuw=True, now=now)
    elif tafel.status == Tafelstatus.PEILING:
        peiling.vraag(tafel, [u for u in nieuw if u.golf <= tafel.golf], now=now)
        peiling.ga_verder(tafel, now=now)


@transaction.atomic
def verander_plaats(
    tafel: Rondetafel,
    versie: int,
    *,
    plaats: str,
    plaats_in_agenda: bool,
    videolink: str,
    actor: Plek,
    now: datetime,
) -> None:
    """Change where a table is. Of a planned one every calendar hears it; answers stay as they are.

    Raises:
        VerouderdError: when somebody else changed the table since ``versie``.
        KanNietError: when the table is over.
    """
    actor.eis(Handeling.TAFEL_PLANNEN)
    tafel = lock(tafel)
    eis_status(tafel, VOOR_DE_TAFEL)
    schrijf(
        tafel,
        versie,
        plaats=plaats,
        videolink=videolink,
        plaats_in_agenda=plaats_in_agenda and not noemt_gezin(plaats, tafel.plan),
    )
    if tafel.status == Tafelstatus.GEPLAND:
        write(tafel, sequence=tafel.sequence + 1)
        gasten = gastenlijst(tafel, now=now)
        nodig_uit(tafel, gasten, soort=berichten.GEWIJZIGD, opnieuw=False, now=now)


@transaction.atomic
def verander_venster(
    tafel: Rondetafel,
    *,
    van: date,
    tot_en_met: date,
    patroon: dict[str, Any],
    actor: Plek,
    now: datetime,
) -> None:
    """Look for times on other days or hours."""
    actor.eis(Handeling.TAFEL_PLANNEN)
    tafel = lock(tafel)
    eis_status(tafel, [Tafelstatus.CONCEPT, Tafelstatus.PEILING])
    write(tafel, venster_van=van, venster_tot=tot_en_met, patroon=patroon)


def volgende_tafel(vorige: Rondetafel, *, actor: Plek, now: datetime) -> Rondetafel:
    """Prepare the table after this one: on the day that was agreed, or at the plan's interval.

    Who closes a table has the right to close it; this runs inside that transaction. Everything is
    taken over from the table before, for the guests who still have a seat. The zorgcoördinator
    sees it waiting. A table has one next table: called again, it returns the same.
    """
    bestaand = Rondetafel.objects.filter(vorige=vorige).first()
    if bestaand is not None:
        return bestaand
    dag = vorige.volgende_op or timezone.localdate(now) + timedelta(weeks=vorige.plan.weken)
    vroegst = timezone.localdate(now) + timedelta(days=1)
    tafel = _maak(
        vorige.plan,
        now,
        soort=Tafelsoort.VOORTGANG,
        duur_minuten=vorige.duur_minuten,
        plaats=vorige.plaats,
        plaats_in_agenda=vorige.plaats_in_agenda,
        videolink=vorige.videolink,
        patroon=vorige.patroon,
        venster_van=max(dag - RUIM, vroegst),
        venster_tot=max(dag + RUIM, vroegst),
        vorige=vorige,
        gemaakt_door=actor.deelname,
    )
    gasten = {g.deelname_id: g.verplicht for g in gastenlijst(vorige, now=now)}
    _zet_gasten(tafel, gasten, now)
    linda = coordinator(tafel, now=now)
    if linda and linda.gebruiker:
        queue(
            berichten_coordinator.VOLGENDE,
            ontvanger=linda.gebruiker,
            plan=tafel.plan,
            object_id=tafel.pk,
            sleutel=str(tafel.pk),
            now=now,
        )
    return tafel
