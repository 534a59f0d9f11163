"""Asking a colleague to take over, and asking after an action."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from acties import berichten
from acties.models import (
    GEVRAAGD,
    Actie,
    Actiehouder,
    Gebeurtenissoort,
    Houderantwoord,
)
from acties.workflow.maken import eis_zetels, vertel_gevraagd
from acties.workflow.melden import vertel_houders
from acties.workflow.overgang import OvergangError, grijp, lopende
from toegang.policy import Handeling

if TYPE_CHECKING:
    from toegang.access import Plek
    from toegang.models import Deelname


@transaction.atomic
def hand_over(actie: Actie, *, actor: Plek, now: datetime, naar: Deelname) -> Actie:
    """Ask another seat at this table to take over; until they say yes it stays one's own.

    Raises:
        OvergangError: when ``naar`` has been asked already, or does it.
        PermissionDenied: when the actor is no owner, or ``naar`` does not sit here.
    """
    greep = grijp(actie, actor=actor, now=now)
    actor.eis(Handeling.ACTIE_BIJWERKEN, greep.actie)
    greep.eis_status(*GEVRAAGD)
    greep.houder(actor.deelname)
    eis_zetels(actor, [naar])
    rij = next((h for h in greep.houders if h.deelname == naar), None)
    if rij is not None and rij.antwoord != Houderantwoord.NEE:
        raise OvergangError("asked already")
    rij = rij or Actiehouder(actie=greep.actie, deelname=naar)
    rij.antwoord, rij.antwoord_op, rij.gevraagd_op = Houderantwoord.OPEN, None, now
    rij.in_plaats_van = actor.deelname
    rij.volgorde = len(greep.houders)
    rij.save()
    greep.noteer(
        Gebeurtenissoort.OVERGEDRAGEN, naar=Houderantwoord.OPEN, houder=naar, terug=greep.terug
    )
    vertel_gevraagd(greep, [rij])
    return greep.actie


@transaction.atomic
def ask_again(actie: Actie, *, actor: Plek, now: datetime) -> Actie:
    """Ask the owners how it stands: once a day, by who follows up.

    Raises:
        OvergangError: when it was asked today already, or nobody is asked anything any more.
    """
    greep = grijp(actie, actor=actor, now=now)
    actor.eis(Handeling.ACTIE_OPVOLGEN, greep.actie)
    greep.eis_status(*GEVRAAGD)
    sleutel = f"vraag:{timezone.localdate(now)}"
    if greep.actie.gebeurtenissen.filter(sleutel=sleutel).exists():
        raise OvergangError("asked today already")
    greep.noteer(Gebeurtenissoort.HERINNERD, deadline=greep.actie.deadline, sleutel=sleutel)
    wie = lopende(greep.houders)
    vertel_houders(greep, berichten.HERINNERING, wie, sleutel=sleutel)
    return greep.actie
