"""When can everyone: asking in waves, answering, reminding.

The family is asked first, then who must be there, then the others. A wave opens by itself when all
of the wave before have answered, or after three days of silence; earlier only with a reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from notifications.outbox import queue
from rondetafel import berichten_coordinator
from rondetafel import berichten_plannen as berichten
from rondetafel.access import eigen_uitnodiging, gastenlijst
from rondetafel.gasten import is_gezin
from rondetafel.models import (
    Beschikbaarheid,
    Golf,
    Golfopening,
    Rondetafel,
    Tafelstatus,
    Tijdantwoord,
    Tijdvoorstel,
    Uitnodiging,
)
from rondetafel.rooster import bekende_hindernissen, kan_nooit, live_tijden
from rondetafel.workflow.toestand import (
    RedenNodigError,
    coordinator,
    eis_status,
    lock,
    move,
    write,
)
from toegang.overgangen import KanNietError
from toegang.policy import Handeling

if TYPE_CHECKING:
    from notifications.soorten import Soort
    from toegang.access import Plek
    from toegang.models import Deelname

STIL_NA = timedelta(days=3)
HERINNER_NA = timedelta(days=2)
MAX_TIJDEN = 8
BEDENKTIJD = timedelta(minutes=10)
"""Taps are kept one by one: what somebody is still changing is not told to others."""


@transaction.atomic
def open_peiling(
    tafel: Rondetafel, tijden: Collection[datetime], *, actor: Plek, now: datetime
) -> None:
    """Ask when people can, the family first. What was answered to a time that stays, stays.

    Args:
        tafel: in concept, or being polled already: then ``tijden`` are the times from now on.
        tijden: aware begins.
        actor: the zorgcoördinator. Where nothing stands in their way, they can: they chose it.
        now: aware moment.

    Raises:
        KanNietError: no time, too many, one in the past, or nobody of the family on the list.
    """
    actor.eis(Handeling.TAFEL_PLANNEN)
    tafel = lock(tafel)
    eis_status(tafel, [Tafelstatus.CONCEPT, Tafelstatus.PEILING])
    _controleer(tijden, now)
    gasten = gastenlijst(tafel, now=now)
    if not any(is_gezin(g.deelname) for g in gasten):
        raise KanNietError(_("Er staat niemand van het gezin op de lijst."))
    live = _zet_tijden(tafel, tijden, now)
    ronde = tafel.peilronde + 1
    move(tafel, Tafelstatus.PEILING, peilronde=ronde, golf=Golf.GEZIN)
    _vul_in_voor(actor, tafel, live, now)
    _open_golf(tafel, Golf.GEZIN, door=actor.deelname, reden="", now=now)
    ga_verder(tafel, now=now)


def _controleer(tijden: Collection[datetime], now: datetime) -> None:
    if not tijden:
        raise KanNietError(_("Kies ten minste één tijd."))
    if len(tijden) > MAX_TIJDEN:
        raise KanNietError(_("Kies niet meer dan %(max)s tijden.") % {"max": MAX_TIJDEN})
    if min(tijden) <= now:
        raise KanNietError(_("Een van deze tijden is al voorbij."))


def _zet_tijden(
    tafel: Rondetafel, tijden: Collection[datetime], now: datetime
) -> list[Tijdvoorstel]:
    """Make exactly these the times that count."""
    bestaand = {t.begin: t for t in Tijdvoorstel.objects.filter(tafel=tafel)}
    duur = timedelta(minutes=tafel.duur_minuten)
    for begin, tijd in bestaand.items():
        weg = begin not in tijden
        if weg != (tijd.vervallen_op is not None):
            tijd.vervallen_op = now if weg else None
            tijd.save(update_fields=["vervallen_op"])
    nieuw = sorted(set(tijden) - set(bestaand))
    Tijdvoorstel.objects.bulk_create(
        Tijdvoorstel(tafel=tafel, begin=begin, eind=begin + duur) for begin in nieuw
    )
    return live_tijden(tafel)


def _vul_in_voor(
    actor: Plek, tafel: Rondetafel, tijden: Sequence[Tijdvoorstel], now: datetime
) -> None:
    """Who proposed these times can, unless we know better or they said something else before."""
    uitnodiging = eigen_uitnodiging(actor, tafel)
    if uitnodiging is None or actor.lid is not None:
        return
    bekend = bekende_hindernissen(tafel, tijden, [uitnodiging], now=now)
    vrij = [t for t in tijden if (t.pk, actor.deelname.pk) not in bekend]
    Beschikbaarheid.objects.bulk_create(
        [
            Beschikbaarheid(tijd=t, deelname=actor.deelname, antwoord=Tijdantwoord.KAN, op=now)
            for t in vrij
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def geef_tijden_door(
    tafel: Rondetafel, antwoorden: Mapping[UUID, str], *, actor: Plek, now: datetime
) -> None:
    """Keep what somebody answers to one, some or all times. Times that lapsed meanwhile are left.

    Raises:
        KanNietError: when the poll is over, or this seat is not asked yet.
    """
    tafel = lock(tafel)
    uitnodiging = eigen_uitnodiging(actor, tafel)
    if uitnodiging is None:
        raise KanNietError(_("U staat niet op de lijst van deze tafel."))
    actor.eis(Handeling.TIJD_DOORGEVEN, uitnodiging)
    eis_status(tafel, [Tafelstatus.PEILING])
    if not is_aan_de_beurt(tafel, uitnodiging, actor):
        raise KanNietError(_("U bent nog niet aan de beurt. U krijgt bericht zodra het zover is."))
    Beschikbaarheid.objects.bulk_create(
        [
            Beschikbaarheid(tijd=t, deelname=actor.deelname, antwoord=antwoorden[t.pk], op=now)
            for t in live_tijden(tafel)
            if t.pk in antwoorden
        ],
        update_conflicts=True,
        unique_fields=["tijd", "deelname"],
        update_fields=["antwoord", "op"],
    )
    if kan_nooit(tafel, [actor.deelname.pk]):
        vanaf = now + BEDENKTIJD
        _meld(berichten_coordinator.GEEN_TIJD, tafel, actor.deelname, now, vanaf=vanaf)
    ga_verder(tafel, now=now)


def is_aan_de_beurt(tafel: Rondetafel, uitnodiging: Uitnodiging, actor: Plek) -> bool:
    """Whether this guest is asked already. Who plans the table may always say when they can."""
    return uitnodiging.golf <= tafel.golf or actor.mag(Handeling.TAFEL_PLANNEN)


def open_per_gast(tafel: Rondetafel, gasten: Iterable[Uitnodiging]) -> dict[UUID, int]:
    """Return per seat how many of the times are still without an answer."""
    tijden = live_tijden(tafel)
    gezegd: dict[UUID, int] = {}
    for deelname_id in Beschikbaarheid.objects.filter(tijd__in=tijden).values_list(
        "deelname_id", flat=True
    ):
        gezegd[deelname_id] = gezegd.get(deelname_id, 0) + 1
    return {g.deelname_id: len(tijden) - gezegd.get(g.deelname_id, 0) for g in gasten}


def ga_verder(tafel: Rondetafel, *, now: datetime) -> None:
    """Open the waves whose turn it is; tell the zorgcoördinator once that a time can be chosen.

    Runs inside the caller's transaction, with the table held.
    """
    gasten = gastenlijst(tafel, now=now)
    over = open_per_gast(tafel, gasten)
    if not live_tijden(tafel):
        return
    while tafel.golf < Golf.ANDEREN and not any(
        over[g.deelname_id] for g in gasten if g.golf == tafel.golf
    ):
        _open_golf(tafel, Golf(tafel.golf + 1), door=None, reden="", now=now)
    moeten = [over[g.deelname_id] for g in gasten if g.verplicht]
    if moeten and not any(moeten):
        _meld(berichten_coordinator.KIES_TIJD, tafel, None, now)


def _meld(
    soort: Soort,
    tafel: Rondetafel,
    over: Deelname | None,
    now: datetime,
    *,
    vanaf: datetime | None = None,
) -> None:
    """Tell the zorgcoördinator, once in this round of asking (and per person it is about)."""
    linda = coordinator(tafel, now=now)
    if linda is None or linda.gebruiker is None or (over and over.pk == linda.pk):
        return
    queue(
        soort,
        ontvanger=linda.gebruiker,
        plan=tafel.plan,
        object_id=tafel.pk,
        sleutel=f"{tafel.pk}:{tafel.peilronde}:{over.pk if over else ''}",
        context={"deelname": str(over.pk)} if over else None,
        vanaf=vanaf,
        now=now,
    )


def _open_golf(
    tafel: Rondetafel, golf: Golf, *, door: Deelname | None, reden: str, now: datetime
) -> None:
    Golfopening.objects.create(
        tafel=tafel, ronde=tafel.peilronde, golf=golf, reden=reden, door=door, op=now
    )
    write(tafel, golf=golf)
    vraag(tafel, [g for g in gastenlijst(tafel, now=now) if g.golf == golf], now=now)


def vraag(tafel: Rondetafel, gasten: Sequence[Uitnodiging], *, now: datetime) -> None:
    """Ask these guests when they can. Runs inside the caller's transaction."""
    over = open_per_gast(tafel, gasten)
    for gast in gasten:
        gast.gepeild_op = now
        gast.save(update_fields=["gepeild_op"])
        if over[gast.deelname_id]:
            _stuur(berichten.TIJDEN, tafel, gast, f"{tafel.peilronde}", now)


def _stuur(soort: Soort, tafel: Rondetafel, gast: Uitnodiging, sleutel: str, now: datetime) -> bool:
    if gast.deelname.gebruiker is None:
        return False
    gemaakt = queue(
        soort,
        ontvanger=gast.deelname.gebruiker,
        plan=tafel.plan,
        object_id=gast.pk,
        sleutel=f"{gast.pk}:{sleutel}",
        now=now,
    )
    return gemaakt is not None


@transaction.atomic
def open_golf_eerder(tafel: Rondetafel, reden: str, *, actor: Plek, now: datetime) -> None:
    """Ask the next wave before everyone of this one has answered. Everyone may read why.

    Raises:
        RedenNodigError: without a reason.
        KanNietError: when there is no next wave.
    """
    actor.eis(Handeling.TAFEL_PLANNEN)
    if not reden.strip():
        raise RedenNodigError(_("Schrijf op waarom u niet wacht."))
    tafel = lock(tafel)
    eis_status(tafel, [Tafelstatus.PEILING])
    if tafel.golf >= Golf.ANDEREN or not live_tijden(tafel):
        raise KanNietError(_("Iedereen is al gevraagd."))
    golf = Golf(tafel.golf + 1)
    _open_golf(tafel, golf, door=actor.deelname, reden=reden.strip(), now=now)
    ga_verder(tafel, now=now)


@transaction.atomic
def ga_verder_na_stilte(tafel: Rondetafel, *, now: datetime) -> bool:
    """Open the next wave when this one is silent for three days; return whether it did."""
    tafel = lock(tafel)
    laatste = Golfopening.objects.filter(tafel=tafel, ronde=tafel.peilronde).last()
    if tafel.status != Tafelstatus.PEILING or tafel.golf >= Golf.ANDEREN or not live_tijden(tafel):
        return False
    if laatste is None or laatste.op > now - STIL_NA:
        return False
    _open_golf(tafel, Golf(tafel.golf + 1), door=None, reden=_("geen antwoord"), now=now)
    ga_verder(tafel, now=now)
    return True


@transaction.atomic
def herinner(tafel: Rondetafel, *, actor: Plek, now: datetime) -> list[Uitnodiging]:
    """Remind who was asked and has times open, at most once a day; return whom."""
    actor.eis(Handeling.TAFEL_PLANNEN)
    tafel = lock(tafel)
    eis_status(tafel, [Tafelstatus.PEILING])
    dag = timezone.localdate(now).isoformat()
    return [g for g in _stil(tafel, now) if _stuur(berichten.HERINNERING, tafel, g, dag, now)]


@transaction.atomic
def herinner_vanzelf(tafel: Rondetafel, *, now: datetime) -> int:
    """Remind who was asked two days ago and has times open, once a round; return how many."""
    tafel = lock(tafel)
    if tafel.status != Tafelstatus.PEILING:
        return 0
    lang = [g for g in _stil(tafel, now) if g.gepeild_op and g.gepeild_op <= now - HERINNER_NA]
    sleutel = f"ronde-{tafel.peilronde}"
    return sum(_stuur(berichten.HERINNERING, tafel, g, sleutel, now) for g in lang)


def _stil(tafel: Rondetafel, now: datetime) -> list[Uitnodiging]:
    gasten = [g for g in gastenlijst(tafel, now=now) if g.golf <= tafel.golf]
    over = open_per_gast(tafel, gasten)
    return [g for g in gasten if over[g.deelname_id]]
