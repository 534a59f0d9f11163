"""Following up: before the deadline, at it, and when it stays silent.

A job looks for what is due and does it; what it did is a row in the history with a key that is
unique per action and period, so that running twice, or two at once, says everything once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from acties import berichten
from acties.models import (
    GEVRAAGD,
    Actie,
    Actiegebeurtenis,
    Actiehouder,
    Gebeurtenissoort,
    Herhaling,
)
from acties.stilte import STIL_NA_VRAAG, open_vragen, te_laat_en_stil
from acties.workflow.melden import vertel_coordinator, vertel_houders
from acties.workflow.overgang import Greep, grijp, lopende
from gezinsplan.models import Planstatus

VOORAF = timedelta(days=2)
"""How long before the deadline its owners are reminded."""

VANAF = time(8, 0)
"""Local time before which nobody is reminded of anything."""

ALLEEN_OP_DE_DAG = (Herhaling.WEKELIJKS, Herhaling.TWEEWEKELIJKS)
"""What comes back this often is reminded of on the day itself only."""


@dataclass(frozen=True)
class Fase:
    """One moment at which the platform says something of an action by itself.

    ``zoek`` finds what is due at a moment and was not done for this deadline; ``doe`` does it to
    one held action.
    """

    code: str
    zoek: Callable[[QuerySet[Actie], datetime], QuerySet[Actie]]
    doe: Callable[[Greep, str], None]


def volg_op(*, now: datetime, limit: int = 200) -> int:
    """Do what is due, at most ``limit`` of each kind; return how many actions were followed up."""
    if timezone.localtime(now).time() < VANAF:
        return 0
    gedaan = 0
    for fase in FASES:
        for actie in _te_doen(fase, now).order_by("deadline", "pk")[:limit]:
            gedaan += _doe(fase, actie, now)
    for houder in _zonder_antwoord(now).select_related("actie")[:limit]:
        gedaan += _meld_zonder_antwoord(houder, now)
    return gedaan


def _te_doen(fase: Fase, now: datetime) -> QuerySet[Actie]:
    lopend = Actie.objects.filter(status__in=GEVRAAGD, plan__status=Planstatus.ACTIEF)
    al = Actiegebeurtenis.objects.filter(
        actie=OuterRef("pk"), deadline=OuterRef("deadline"), sleutel__startswith=f"{fase.code}:"
    )
    return fase.zoek(lopend, now).filter(~Exists(al))


@transaction.atomic
def _doe(fase: Fase, actie: Actie, now: datetime) -> int:
    """Do one action, unless it changed or somebody else did it since it was found."""
    greep = grijp(actie, actor=None, now=now)
    if not _te_doen(fase, now).filter(pk=actie.pk).exists():
        return 0
    fase.doe(greep, f"{fase.code}:{greep.actie.deadline}")
    return 1


def _voor(acties: QuerySet[Actie], now: datetime) -> QuerySet[Actie]:
    vandaag = timezone.localdate(now)
    begin = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return acties.filter(
        deadline__gt=vandaag, deadline__lte=vandaag + VOORAF, gemaakt_op__lt=begin
    ).exclude(herhaling__in=ALLEEN_OP_DE_DAG)


def _op(acties: QuerySet[Actie], now: datetime) -> QuerySet[Actie]:
    return acties.filter(deadline=timezone.localdate(now))


def _herinner(greep: Greep, sleutel: str) -> None:
    wie = lopende(greep.houders)
    greep.noteer(
        Gebeurtenissoort.HERINNERD,
        deadline=greep.actie.deadline,
        houder=wie[0].deelname if len(wie) == 1 else None,
        sleutel=sleutel,
    )
    deadline = str(greep.actie.deadline)
    vertel_houders(greep, berichten.HERINNERING, wie, sleutel=sleutel, deadline=deadline)


def _meld_stilte(greep: Greep, sleutel: str) -> None:
    greep.noteer(Gebeurtenissoort.GEMELD, deadline=greep.actie.deadline, sleutel=sleutel)
    deadline = str(greep.actie.deadline)
    wie = lopende(greep.houders)
    vertel_houders(greep, berichten.TE_LAAT, wie, sleutel=sleutel, deadline=deadline)
    vertel_coordinator(greep, berichten.STIL, sleutel=sleutel, behalve=wie)


FASES = (
    Fase("voor", _voor, _herinner),
    Fase("op", _op, _herinner),
    Fase("stil", te_laat_en_stil, _meld_stilte),
)


def _zonder_antwoord(now: datetime) -> QuerySet[Actiehouder]:
    """Return who was asked a week ago and has not chosen, and has not been asked after yet."""
    al = Actiegebeurtenis.objects.filter(
        actie=OuterRef("actie"),
        houder=OuterRef("deelname"),
        soort=Gebeurtenissoort.GEMELD,
        op__gt=OuterRef("sinds"),
    )
    vragen = open_vragen(now - STIL_NA_VRAAG)
    return vragen.filter(~Exists(al), actie__plan__status=Planstatus.ACTIEF)


@transaction.atomic
def _meld_zonder_antwoord(houder: Actiehouder, now: datetime) -> int:
    greep = grijp(houder.actie, actor=None, now=now)
    rij = _zonder_antwoord(now).filter(pk=houder.pk).first()
    if rij is None:
        return 0
    sleutel = f"kiest:{houder.pk}:{now.date()}"
    greep.noteer(
        Gebeurtenissoort.GEMELD,
        deadline=greep.actie.deadline,
        houder=rij.deelname,
        sleutel=sleutel,
    )
    vertel_houders(greep, berichten.HERINNERING, [rij], sleutel=sleutel)
    vertel_coordinator(greep, berichten.STIL, sleutel=sleutel, behalve=[rij])
    return 1
