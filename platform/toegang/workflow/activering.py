"""The family says yes to its plan: until all who decide did, it exists for nobody else."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gezinsplan.models import Gezinsplan, Planstatus
from notifications.outbox import queue
from toegang.access import plekken_aan_tafel
from toegang.begin import Beginstem, begin_van
from toegang.berichten_plan import BEGIN_ANTWOORD, BEGONNEN
from toegang.models import ALLES, Antwoord, Deelname, Instemming, Wijze
from toegang.overgangen import KanNietError
from toegang.policy import Handeling
from toegang.workflow.coordinatie import propose_opvolger
from toegang.workflow.gezinsplekken import vul_gezinsplekken
from toegang.workflow.instemmen import invite_waiting

if TYPE_CHECKING:
    from toegang.access import Plek


@transaction.atomic
def antwoord_op_begin(
    antwoord: Antwoord, *, actor: Plek, now: datetime, toelichting: str = ""
) -> bool:
    """Give one's own answer to "may this plan begin"; return whether it now begins.

    Yes, no, or first talk: the newest answer counts until the plan begins.

    Raises:
        KanNietError: it is not yet recorded who decides about every child.
    """
    actor.eis(Handeling.PLAN_ACTIVEREN)
    _houd_vast(actor)
    stem = begin_van(actor).stem_van(actor)
    if stem is None:
        raise PermissionDenied
    instemming = _leg_vast(
        stem, actor.deelname, antwoord, actor, gegeven_op=now, toelichting=toelichting
    )
    if antwoord != Antwoord.JA:
        _zeg_het_de_coordinator(instemming, actor.plan, now)
    return _begin_als_rond(actor, now)


@transaction.atomic
def leg_papier_vast(
    deelname: Deelname, *, op: date, aanwezig: str, actor: Plek, now: datetime
) -> bool:
    """Record the yes that somebody gave on paper; return whether the plan now begins.

    Args:
        deelname: the seat of who signed.
        op: the day it was signed; the signed paper itself stays with the coordinator.
        aanwezig: who were there, an interpreter included.
        actor: the zorgcoördinator, who was there.

    Raises:
        KanNietError: it is not this person's to say, or it is not recorded who decides.
    """
    actor.eis(Handeling.PLAN_BEHEREN)
    _houd_vast(actor)
    stem = begin_van(actor).op_plek(deelname)
    if stem is None:
        raise KanNietError(_("%(naam)s beslist hier niet over.") % {"naam": deelname.naam})
    if op > actor.vandaag:
        raise KanNietError(_("Deze dag is nog niet geweest."))
    _leg_vast(
        stem,
        deelname,
        Antwoord.JA,
        actor,
        gegeven_op=_moment(op, actor, now),
        wijze=Wijze.PAPIER,
        aanwezig=aanwezig,
    )
    return _begin_als_rond(actor, now)


@transaction.atomic
def begin(*, actor: Plek, now: datetime) -> bool:
    """Let a plan begin of which all who decide now said yes, where nobody's answer did it.

    Somebody who held it up may have come of age meanwhile.
    """
    actor.eis(Handeling.PLAN_BEHEREN)
    _houd_vast(actor)
    return _begin_als_rond(actor, now)


def _houd_vast(actor: Plek) -> None:
    """Hold the plan's row: two who say yes at once must see each other's."""
    plan = Gezinsplan.objects.select_for_update().get(pk=actor.plan.pk)
    if plan.status != Planstatus.CONCEPT:
        raise KanNietError(_("Dit plan is al begonnen."))
    kinderen = begin_van(actor).zonder_gezag
    if kinderen:
        raise KanNietError(
            _("Er moet eerst worden vastgelegd wie gezag heeft over %(naam)s.")
            % {"naam": kinderen[0].voornaam}
        )


def _leg_vast(
    stem: Beginstem,
    deelname: Deelname,
    antwoord: Antwoord,
    actor: Plek,
    *,
    gegeven_op: datetime,
    wijze: Wijze = Wijze.SCHERM,
    aanwezig: str = "",
    toelichting: str = "",
) -> Instemming:
    wie = stem.beslisser
    return Instemming.objects.create(
        deelname=deelname,
        gever_id=wie.id if wie.soort == "lid" else None,
        gever_gebruiker_id=wie.id if wie.soort == "gebruiker" else None,
        gever_organisatie_id=wie.id if wie.soort == "organisatie" else None,
        gever_naam=wie.naam,
        antwoord=antwoord,
        leefgebieden=[ALLES],
        secties=[ALLES],
        toelichting=toelichting,
        wijze=wijze,
        aanwezig=aanwezig,
        vastgelegd_door=actor.deelname,
        gegeven_op=gegeven_op,
    )


def _moment(op: date, actor: Plek, now: datetime) -> datetime:
    """A day on paper has no hour: the afternoon of that day, or now."""
    if op == actor.vandaag:
        return now
    return timezone.make_aware(datetime.combine(op, time(12)))


def _zeg_het_de_coordinator(instemming: Instemming, plan: Gezinsplan, now: datetime) -> None:
    for plek in plekken_aan_tafel(plan, now=now):
        if plek.is_coordinator and plek.gebruiker is not None:
            queue(
                BEGIN_ANTWOORD,
                ontvanger=plek.gebruiker,
                sleutel=str(instemming.pk),
                now=now,
                plan=plan,
                object_id=instemming.pk,
            )


def _begin_als_rond(actor: Plek, now: datetime) -> bool:
    if not begin_van(actor).is_rond:
        return False
    plan = actor.plan
    plan.status, plan.actief_op = Planstatus.ACTIEF, now
    plan.save(update_fields=["status", "actief_op"])
    vul_gezinsplekken(actor=actor, now=now)
    invite_waiting(actor=actor, now=now)
    _vraag_opvolger(plan, now)
    for plek in plekken_aan_tafel(plan, now=now):
        if plek.gebruiker is not None:
            queue(BEGONNEN, ontvanger=plek.gebruiker, sleutel=str(plan.pk), now=now, plan=plan)
    return True


def _vraag_opvolger(plan: Gezinsplan, now: datetime) -> None:
    """Ask the relative who was to coordinate, now that there is a table; they still say yes."""
    plekken = plekken_aan_tafel(plan, now=now)
    coordinator = next((plek for plek in plekken if plek.is_coordinator), None)
    gewenst = next((p for p in plekken if p.deelname.lid_id == plan.coordinator_wordt_id), None)
    if plan.coordinator_wordt_id is not None and coordinator and gewenst:
        propose_opvolger(gewenst.deelname, actor=coordinator, now=now)
