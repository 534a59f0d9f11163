"""From many times to one: choosing, planning without a poll, moving, asking again, calling off."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from rondetafel import berichten_plannen as berichten
from rondetafel.access import gasten_voor, gastenlijst
from rondetafel.gasten import is_gezin
from rondetafel.models import (
    Golf,
    Rondetafel,
    Tafelstatus,
    Tijdvoorstel,
    Uitnodiging,
    Uitnodigingsantwoord,
)
from rondetafel.rooster import beoordeel, live_tijden
from rondetafel.scheduling import Oordeel
from rondetafel.workflow.agenda import trek_agenda
from rondetafel.workflow.toestand import (
    RedenNodigError,
    eis_status,
    lock,
    move,
    write,
)
from rondetafel.workflow.uitnodigen import VOOR_DE_TAFEL, nodig_uit, trek_in
from toegang.overgangen import KanNietError
from toegang.policy import Handeling

if TYPE_CHECKING:
    from toegang.access import Plek


@transaction.atomic
def kies_tijd(
    tafel: Rondetafel, tijd_id: UUID, reden: str, *, actor: Plek, now: datetime
) -> Rondetafel:
    """Choose one time: the table is planned, everyone on the list is invited.

    Args:
        tafel: a table that is being polled.
        tijd_id: one of its times.
        reden: why without somebody who must be there; empty when all of them can.
        actor: a parent, or the zorgcoördinator.
        now: aware moment.

    Raises:
        RedenNodigError: when a must-attend cannot, or has not answered, and there is no reason.
        KanNietError: when nobody of the family can, or the time has lapsed.
    """
    actor.eis(Handeling.TIJD_KIEZEN)
    tafel = lock(tafel)
    eis_status(tafel, [Tafelstatus.PEILING])
    tijd = next((t for t in live_tijden(tafel) if t.pk == tijd_id), None)
    if tijd is None or tijd.begin <= now:
        raise KanNietError(_("Deze tijd kan niet meer. Kies een andere."))
    oordeel = _oordeel(tafel, tijd, actor)
    if not oordeel.kan_gekozen:
        raise KanNietError(_("Er is dan niemand van het gezin. Zonder gezin is er geen tafel."))
    if oordeel.reden_nodig and not reden.strip():
        raise RedenNodigError(_("Niet iedereen die erbij moet zijn, kan dan. Schrijf op waarom."))
    keuze_reden = reden.strip() if oordeel.reden_nodig else ""
    _plan_op(tafel, tijd.begin, reden=keuze_reden, now=now)
    if actor.deelname.pk in (*oordeel.kan, *oordeel.liever_niet):
        Uitnodiging.objects.filter(tafel=tafel, deelname=actor.deelname).update(
            antwoord=Uitnodigingsantwoord.JA, antwoord_op=now
        )
    return tafel


@transaction.atomic
def plan_direct(
    tafel: Rondetafel, begin: datetime, reden: str, *, actor: Plek, now: datetime
) -> None:
    """Plan a time that was agreed elsewhere, at the table before for instance; all read where.

    Raises:
        RedenNodigError: without saying where it was agreed.
        KanNietError: in the past, or when nobody of the family is invited.
    """
    actor.eis(Handeling.TAFEL_PLANNEN)
    if not reden.strip():
        raise RedenNodigError(_("Schrijf op waar en met wie deze tijd is afgesproken."))
    tafel = lock(tafel)
    eis_status(tafel, [Tafelstatus.CONCEPT, Tafelstatus.PEILING])
    _straks(begin, now)
    _plan_op(tafel, begin, reden=reden.strip(), now=now)
    Uitnodiging.objects.filter(tafel=tafel, deelname=actor.deelname).update(
        antwoord=Uitnodigingsantwoord.JA, antwoord_op=now
    )


def _plan_op(tafel: Rondetafel, begin: datetime, *, reden: str, now: datetime) -> None:
    """Plan the held table and invite its guests; an entry sent before is followed by a next."""
    gasten = gastenlijst(tafel, now=now)
    if not any(is_gezin(g.deelname) for g in gasten):
        raise KanNietError(_("Er staat niemand van het gezin op de lijst."))
    eerder = Uitnodiging.objects.filter(tafel=tafel, sequence__isnull=False).exists()
    move(
        tafel,
        Tafelstatus.GEPLAND,
        begin=begin,
        eind=begin + timedelta(minutes=tafel.duur_minuten),
        keuze_reden=reden,
        sequence=tafel.sequence + 1 if eerder else tafel.sequence,
    )
    nodig_uit(tafel, gasten, soort=berichten.UITNODIGING, opnieuw=True, now=now)
    trek_agenda(tafel, now=now)


def _oordeel(tafel: Rondetafel, tijd: Tijdvoorstel, actor: Plek) -> Oordeel:
    """How good this time is for the guests that who chooses knows of."""
    beeld = beoordeel(tafel, now=actor.now, gasten=gasten_voor(actor, tafel))
    return beeld.oordelen[tijd.pk]


def _straks(begin: datetime, now: datetime) -> None:
    if begin <= now:
        raise KanNietError(_("Deze tijd is al voorbij."))


@transaction.atomic
def verzet(tafel: Rondetafel, begin: datetime, reden: str, *, actor: Plek, now: datetime) -> None:
    """Move a planned table: the same entry, one number higher; everyone is asked again.

    Raises:
        RedenNodigError: without a reason.
        KanNietError: in the past, or to the time it has.
    """
    actor.eis(Handeling.TAFEL_PLANNEN)
    if not reden.strip():
        raise RedenNodigError(_("Schrijf op waarom de tijd verandert."))
    tafel = lock(tafel)
    eis_status(tafel, [Tafelstatus.GEPLAND])
    _straks(begin, now)
    if begin == tafel.begin:
        raise KanNietError(_("De tafel staat al op deze tijd."))
    write(
        tafel,
        begin=begin,
        eind=begin + timedelta(minutes=tafel.duur_minuten),
        verzet_van=tafel.begin,
        verzet_reden=reden.strip(),
        sequence=tafel.sequence + 1,
    )
    gasten = gastenlijst(tafel, now=now)
    nodig_uit(tafel, gasten, soort=berichten.GEWIJZIGD, opnieuw=True, now=now)


@transaction.atomic
def zoek_opnieuw(tafel: Rondetafel, reden: str, *, actor: Plek, now: datetime) -> None:
    """Give up the time of a planned table and look for another: it leaves every calendar now.

    An old time that stays in a calendar sends people to an empty room. The times that were asked
    before lapse; new ones are chosen next.

    Raises:
        RedenNodigError: without a reason.
    """
    actor.eis(Handeling.TAFEL_PLANNEN)
    if not reden.strip():
        raise RedenNodigError(_("Schrijf op waarom deze tijd niet doorgaat."))
    tafel = lock(tafel)
    eis_status(tafel, [Tafelstatus.GEPLAND])
    trek_in(tafel, gastenlijst(tafel, now=now), soort=berichten.TIJD_VERVALT, now=now)
    Tijdvoorstel.objects.filter(tafel=tafel, vervallen_op__isnull=True).update(vervallen_op=now)
    Uitnodiging.objects.filter(tafel=tafel).update(
        antwoord=Uitnodigingsantwoord.OPEN, antwoord_op=None, toelichting=""
    )
    move(
        tafel,
        Tafelstatus.PEILING,
        golf=Golf.GEZIN,
        verzet_van=tafel.begin,
        verzet_reden=reden.strip(),
        begin=None,
        eind=None,
        keuze_reden="",
    )


@transaction.atomic
def zeg_af(tafel: Rondetafel, reden: str, *, actor: Plek, now: datetime) -> None:
    """Call a table off; who was invited or asked hears it, and calendars let it go.

    Raises:
        RedenNodigError: without a reason.
        KanNietError: when it has begun.
    """
    actor.eis(Handeling.TAFEL_PLANNEN)
    if not reden.strip():
        raise RedenNodigError(_("Schrijf op waarom de tafel niet doorgaat."))
    tafel = lock(tafel)
    eis_status(tafel, VOOR_DE_TAFEL)
    weten = [g for g in gastenlijst(tafel, now=now) if g.gepeild_op or g.sequence is not None]
    trek_in(tafel, weten, soort=berichten.AFGEZEGD, now=now)
    move(tafel, Tafelstatus.GEANNULEERD, annuleerreden=reden.strip())
