"""Inviting to a time that was chosen, the answers to it, and taking it back.

Every change of a time, a place or the guest list that somebody's calendar must know raises the
table's SEQUENCE; each receiver's own number is kept on their place on the list, so that who was
taken off and came back is never behind.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from notifications.outbox import queue
from rondetafel import berichten_coordinator
from rondetafel import berichten_plannen as berichten
from rondetafel.access import gastenlijst
from rondetafel.models import Rondetafel, Tafelstatus, Uitnodiging, Uitnodigingsantwoord
from rondetafel.workflow import peiling
from rondetafel.workflow.toestand import coordinator, eis_status, lock, write
from toegang.access import actieve_deelnames
from toegang.policy import Handeling

if TYPE_CHECKING:
    from notifications.soorten import Soort
    from toegang.access import Plek
    from toegang.models import Deelname

HERINNER_VOORAF = timedelta(days=3)
NIET_METEEN = timedelta(days=1)
VOOR_DE_TAFEL = (Tafelstatus.CONCEPT, Tafelstatus.PEILING, Tafelstatus.GEPLAND)


def nodig_uit(
    tafel: Rondetafel, wie: Iterable[Uitnodiging], *, soort: Soort, opnieuw: bool, now: datetime
) -> None:
    """Send these guests the table as it is now, with its calendar entry.

    ``opnieuw`` asks for their answer again. Runs inside the caller's transaction.
    """
    for uitnodiging in wie:
        uitnodiging.sequence = tafel.sequence
        uitnodiging.uitgenodigd_op = now
        if opnieuw:
            uitnodiging.antwoord = Uitnodigingsantwoord.OPEN
            uitnodiging.antwoord_op = None
        uitnodiging.save(update_fields=["sequence", "uitgenodigd_op", "antwoord", "antwoord_op"])
        _queue(tafel, uitnodiging, soort, now)


def trek_in(tafel: Rondetafel, wie: Iterable[Uitnodiging], *, soort: Soort, now: datetime) -> None:
    """Tell these guests that it is off for them; who had it in a calendar gets METHOD:CANCEL.

    Raises SEQUENCE once. Call it before the time of the table changes: the message takes it along.
    A table without a time stands in no calendar any more. Runs inside the caller's transaction.
    """
    wie = list(wie)
    if tafel.begin and any(u.sequence is not None for u in wie):
        write(tafel, sequence=tafel.sequence + 1)
    for uitnodiging in wie:
        if tafel.begin and uitnodiging.sequence is not None:
            uitnodiging.sequence = tafel.sequence
            uitnodiging.save(update_fields=["sequence"])
        _queue(tafel, uitnodiging, soort, now)


def _queue(tafel: Rondetafel, uitnodiging: Uitnodiging, soort: Soort, now: datetime) -> None:
    gebruiker = uitnodiging.deelname.gebruiker
    if gebruiker is None:
        return
    context: dict[str, int | str] = {}
    if tafel.begin and tafel.eind and uitnodiging.sequence is not None:
        context = {
            "sequence": uitnodiging.sequence,
            "begin": tafel.begin.isoformat(),
            "eind": tafel.eind.isoformat(),
        }
    queue(
        soort,
        ontvanger=gebruiker,
        plan=tafel.plan,
        object_id=uitnodiging.pk,
        sleutel=f"{uitnodiging.pk}:{tafel.versie}",
        context=context,
        now=now,
    )


@transaction.atomic
def geef_antwoord(
    uitnodiging: Uitnodiging, antwoord: str, toelichting: str, *, actor: Plek, now: datetime
) -> None:
    """Keep whether somebody comes. The zorgcoördinator hears of a no and of a maybe.

    Raises:
        KanNietError: when the table is not planned (any more).
    """
    actor.eis(Handeling.TIJD_DOORGEVEN, uitnodiging)
    tafel = lock(uitnodiging.tafel)
    eis_status(tafel, [Tafelstatus.GEPLAND])
    uitnodiging.antwoord = antwoord
    uitnodiging.toelichting = toelichting
    uitnodiging.antwoord_op = now
    uitnodiging.save(update_fields=["antwoord", "toelichting", "antwoord_op"])
    linda = coordinator(tafel, now=now)
    meldt = antwoord in (Uitnodigingsantwoord.NEE, Uitnodigingsantwoord.MISSCHIEN)
    if meldt and linda and linda.gebruiker and linda.pk != actor.deelname.pk:
        queue(
            berichten_coordinator.AFMELDING,
            ontvanger=linda.gebruiker,
            plan=tafel.plan,
            object_id=uitnodiging.pk,
            sleutel=f"{uitnodiging.pk}:{now.isoformat()}",
            now=now,
        )


@transaction.atomic
def herinner_aan_antwoord(tafel: Rondetafel, *, now: datetime) -> int:
    """Remind who did not answer a table of the coming days, once; return how many.

    Who was invited less than a day ago is left alone.
    """
    tafel = lock(tafel)
    if tafel.status != Tafelstatus.GEPLAND or tafel.begin is None:
        return 0
    if not now < tafel.begin <= now + HERINNER_VOORAF:
        return 0
    aantal = 0
    for uitnodiging in gastenlijst(tafel, now=now):
        stil = uitnodiging.antwoord == Uitnodigingsantwoord.OPEN
        op = uitnodiging.uitgenodigd_op
        gebruiker = uitnodiging.deelname.gebruiker
        if stil and op and op <= now - NIET_METEEN and gebruiker:
            gemaakt = queue(
                berichten.ANTWOORD_HERINNERING,
                ontvanger=gebruiker,
                plan=tafel.plan,
                object_id=uitnodiging.pk,
                sleutel=f"{uitnodiging.pk}:{uitnodiging.sequence}",
                now=now,
            )
            aantal += gemaakt is not None
    return aantal


@transaction.atomic
def haal_van_lijst(uitnodiging: Uitnodiging, *, now: datetime) -> None:
    """Take somebody off the guest list of a table that has not begun; their calendar is told.

    The message says when it was and nothing else, so that it may also reach who lost their seat.
    """
    tafel = lock(uitnodiging.tafel)
    uitnodiging.van_lijst_op = now
    uitnodiging.save(update_fields=["van_lijst_op"])
    if tafel.status == Tafelstatus.GEPLAND and uitnodiging.sequence is not None:
        trek_in(tafel, [uitnodiging], soort=berichten.VAN_LIJST, now=now)
    elif tafel.status == Tafelstatus.PEILING:
        peiling.ga_verder(tafel, now=now)


@transaction.atomic
def bij_einde_van_plek(deelname: Deelname, *, actor: Plek | None, now: datetime) -> None:
    """Take who lost their seat off the lists of tables to come (``toegang.beeindigen``)."""
    for uitnodiging in _komende(deelname):
        haal_van_lijst(uitnodiging, now=now)


def gevolg_van_einde(deelname: Deelname) -> list[str]:
    """Say what ending this seat does here, as the family reads it beforehand."""
    if not any(u.tafel.status == Tafelstatus.GEPLAND for u in _komende(deelname)):
        return []
    zin = _("%(naam)s krijgt bericht dat de volgende tafel niet meer in de agenda hoort.")
    return [zin % {"naam": deelname.naam}]


def _komende(deelname: Deelname) -> list[Uitnodiging]:
    rijen = Uitnodiging.objects.filter(
        deelname=deelname, van_lijst_op__isnull=True, tafel__status__in=VOOR_DE_TAFEL
    )
    return list(rijen.select_related("tafel", "deelname__gebruiker").order_by("tafel__nummer"))


@transaction.atomic
def ruim_gestopte_plekken_op(*, now: datetime) -> int:
    """Take seats whose end date passed off the lists of tables to come; return how many.

    A seat with an end date ends by itself, without anybody doing something.
    """
    rijen = Uitnodiging.objects.filter(
        van_lijst_op__isnull=True, tafel__status__in=VOOR_DE_TAFEL
    ).exclude(deelname__in=actieve_deelnames(now).values("pk"))
    weg = list(rijen.select_related("tafel", "deelname__gebruiker"))
    for uitnodiging in weg:
        haal_van_lijst(uitnodiging, now=now)
    return len(weg)
