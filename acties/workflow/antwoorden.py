"""What an owner says: yes, begun, done, not me; and taking a mistaken tap back.

At a round table its notulist writes down what an owner says there: ``tafel`` and ``houder`` say at
which table and of whom. The history keeps both names.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from acties import berichten
from acties.herhaling import volgende_keer
from acties.models import (
    GEVRAAGD,
    HERSTELTIJD,
    Actie,
    Actiehouder,
    Actiestatus,
    Gebeurtenissoort,
    Houderantwoord,
)
from acties.rechten import in_plaats_van, mag_nemen, vraagt_drie_vragen
from acties.workflow.melden import vertel, vertel_coordinator
from acties.workflow.overgang import Greep, OvergangError, grijp, lopende, zet_terug
from acties.workflow.tafel import Tafel, eis_notuleren
from toegang.policy import Handeling

if TYPE_CHECKING:
    from toegang.access import Plek
    from toegang.models import Deelname


class DrieVragenError(Exception):
    """A professional takes over from the network and has not answered the three questions."""


@transaction.atomic
def accept(
    actie: Actie,
    *,
    actor: Plek,
    now: datetime,
    drie_vragen: str = "",
    houder: Deelname | None = None,
    tafel: Tafel | None = None,
) -> Actie:
    """Say yes to what one was asked to do, or to take over.

    Raises:
        DrieVragenError: when the three questions must be answered first.
        OvergangError: when this was not asked, or answered already.
        PermissionDenied: when the actor is no owner.
    """
    greep, rij = _grijp(actie, actor, now, houder, tafel)
    if rij.antwoord != Houderantwoord.OPEN:
        raise OvergangError("answered already")
    van = greep.actie.status
    oud = _zeg_ja(greep, rij, drie_vragen)
    terug, ander, ja = greep.terug, _ander(greep, rij), Houderantwoord.JA
    if oud is not None:
        greep.noteer(Gebeurtenissoort.OVERGEDRAGEN, naar=ja, houder=oud, terug=terug)
    elif van == Actiestatus.VOORGESTELD:
        greep.move(Actiestatus.AFGESPROKEN)
        greep.noteer(Gebeurtenissoort.STATUS, van=van, houder=ander, terug=terug)
    else:
        greep.noteer(Gebeurtenissoort.ANTWOORD, naar=ja, houder=ander, terug=terug)
    return greep.actie


@transaction.atomic
def begin(
    actie: Actie,
    *,
    actor: Plek,
    now: datetime,
    houder: Deelname | None = None,
    tafel: Tafel | None = None,
) -> Actie:
    """Say that one has begun; that is a yes too. Raises as ``accept``."""
    greep, rij = _grijp(actie, actor, now, houder, tafel)
    van = greep.actie.status
    if van == Actiestatus.BEZIG:
        raise OvergangError("begun already")
    _zeg_ja(greep, rij)
    greep.move(Actiestatus.BEZIG)
    greep.noteer(Gebeurtenissoort.STATUS, van=van, houder=_ander(greep, rij), terug=greep.terug)
    return greep.actie


@transaction.atomic
def finish(
    actie: Actie,
    *,
    actor: Plek,
    now: datetime,
    voorgoed: bool = False,
    houder: Deelname | None = None,
    tafel: Tafel | None = None,
) -> Actie:
    """Say that it is done. A repeating action is done for this time, unless ``voorgoed``.

    Raises as ``accept``.
    """
    greep, rij = _grijp(actie, actor, now, houder, tafel)
    van, deadline = greep.actie.status, greep.actie.deadline
    _zeg_ja(greep, rij)
    ander = _ander(greep, rij)
    if greep.actie.herhaling and deadline is not None and not voorgoed:
        dag = greep.actie.herhaal_dag
        volgende = volgende_keer(
            deadline, greep.actie.herhaling, na=timezone.localdate(now), dag=dag
        )
        greep.move(Actiestatus.BEZIG, deadline=volgende)
        greep.noteer(
            Gebeurtenissoort.KEER_GEDAAN,
            van=van,
            houder=ander,
            deadline=deadline,
            terug=greep.terug,
        )
        return greep.actie
    greep.move(Actiestatus.GEDAAN, afgerond_op=now)
    greep.noteer(Gebeurtenissoort.STATUS, van=van, houder=ander, terug=greep.terug)
    sleutel = f"klaar:{now.isoformat()}"
    vertel_coordinator(greep, berichten.KLAAR, sleutel=sleutel)
    if greep.actie.gemaakt_door is not None:
        vertel(greep, berichten.KLAAR, [greep.actie.gemaakt_door], sleutel=sleutel)
    return greep.actie


@transaction.atomic
def hand_back(
    actie: Actie,
    *,
    actor: Plek,
    now: datetime,
    reden: str,
    houder: Deelname | None = None,
    tafel: Tafel | None = None,
) -> Actie:
    """Say with a reason that one does not do it.

    While others do it, only this owner is out; when nobody is left it goes to the coordinator.
    """
    greep, rij = _grijp(actie, actor, now, houder, tafel)
    leg_neer(greep, rij, reden=reden, terug=True)
    return greep.actie


def leg_neer(greep: Greep, rij: Actiehouder, *, reden: str, terug: bool) -> None:
    """Write that this owner does not do it, and what follows; ``terug``: it can be undone."""
    van = greep.actie.status
    greep.antwoord(rij, Houderantwoord.NEE)
    over = lopende(greep.houders)
    velden = {
        "houder": _ander(greep, rij),
        "reden": reden,
        "terug": greep.terug if terug else {},
    }
    if not over:
        greep.move(Actiestatus.TERUGGEGEVEN, reden=reden)
        greep.noteer(Gebeurtenissoort.STATUS, van=van, **velden)
        sleutel = f"terug:{greep.now.isoformat()}"
        vertel_coordinator(greep, berichten.TERUGGEGEVEN, sleutel=sleutel)
        return
    if all(h.antwoord == Houderantwoord.OPEN for h in over):
        greep.move(Actiestatus.VOORGESTELD)
    greep.noteer(Gebeurtenissoort.ANTWOORD, van=van, naar=Houderantwoord.NEE, **velden)
    vrager = next((h for h in over if h.deelname_id == rij.in_plaats_van_id), None)
    if vrager is not None:
        sleutel = f"nee:{greep.now.isoformat()}"
        vertel(greep, berichten.NIET_OVERGENOMEN, [vrager.deelname], sleutel=sleutel)


@transaction.atomic
def take(actie: Actie, *, actor: Plek, now: datetime, drie_vragen: str = "") -> Actie:
    """Take upon oneself what was handed back.

    Raises:
        DrieVragenError: for a professional in the place of the network, without an answer.
        OvergangError: when it was not handed back, or somebody else took it first.
    """
    greep = grijp(actie, actor=actor, now=now)
    greep.eis_status(Actiestatus.TERUGGEGEVEN)
    if not mag_nemen(actor, greep.actie):
        raise PermissionDenied("deze actie neemt u niet op u")
    weg = [h for h in greep.houders if h.deelname != actor.deelname]
    rij = next((h for h in greep.houders if h.deelname == actor.deelname), None)
    if rij is None:
        rij = Actiehouder(actie=greep.actie, deelname=actor.deelname, gevraagd_op=now)
        rij.in_plaats_van = in_plaats_van(actor.deelname, weg)
    else:
        rij.antwoord = Houderantwoord.OPEN
    rij.save()
    _zeg_ja(greep, rij, drie_vragen)
    Actiehouder.objects.filter(pk__in=[h.pk for h in weg]).delete()
    greep.move(Actiestatus.AFGESPROKEN, reden="")
    van = weg[0].deelname if weg else None
    greep.noteer(
        Gebeurtenissoort.OVERGEDRAGEN,
        van=Actiestatus.TERUGGEGEVEN,
        naar=Houderantwoord.JA,
        houder=van,
        terug=greep.terug,
    )
    return greep.actie


@transaction.atomic
def undo(actie: Actie, *, actor: Plek, now: datetime) -> Actie:
    """Take back one's own last tap, within ``HERSTELTIJD`` and before anything else happened.

    Raises:
        OvergangError: when it is too late, or somebody else came after.
    """
    actor.eis(Handeling.ACTIE_BIJWERKEN)
    greep = grijp(actie, actor=actor, now=now)
    laatste = greep.actie.gebeurtenissen.order_by("-op", "-id").first()
    eigen = laatste is not None and laatste.door_id == actor.deelname.pk
    if laatste is None or not eigen or not laatste.terug or now - laatste.op > HERSTELTIJD:
        raise OvergangError("nothing to take back any more")
    van = greep.actie.status
    zet_terug(greep, laatste.terug)
    greep.noteer(Gebeurtenissoort.ONGEDAAN, van=van)
    return greep.actie


def _grijp(
    actie: Actie, actor: Plek, now: datetime, houder: Deelname | None, tafel: Tafel | None
) -> tuple[Greep, Actiehouder]:
    """Hold an action and the owner whose word this is."""
    greep = grijp(actie, actor=actor, now=now)
    if tafel is None:
        actor.eis(Handeling.ACTIE_BIJWERKEN, greep.actie)
        wie = actor.deelname
    else:
        eis_notuleren(actor, tafel)
        wie = houder or actor.deelname
    greep.eis_status(*GEVRAAGD)
    return greep, greep.houder(wie)


def _ander(greep: Greep, rij: Actiehouder) -> Deelname | None:
    """The owner, where somebody else writes down what they said."""
    return rij.deelname if rij.deelname != greep.door else None


def _zeg_ja(greep: Greep, rij: Actiehouder, drie_vragen: str = "") -> Deelname | None:
    """Write a yes, and return who is relieved by it."""
    if rij.antwoord == Houderantwoord.JA:
        return None
    if vraagt_drie_vragen(rij):
        if not drie_vragen.strip():
            raise DrieVragenError
        greep.schrijf(drie_vragen=drie_vragen.strip())
    greep.antwoord(rij, Houderantwoord.JA)
    oud = [h for h in lopende(greep.houders) if h.deelname_id == rij.in_plaats_van_id]
    for houder in oud:
        houder.delete()
        greep.houders.remove(houder)
    return oud[0].deelname if oud else None
