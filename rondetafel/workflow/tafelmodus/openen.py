"""The table begins, goes from step to step, and gives the family time of its own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from doelen.workflow import get_or_create_evaluatie
from rondetafel.access import gastenlijst
from rondetafel.models import Rondetafel, Stap, Tafelstatus
from rondetafel.tafelmodus.datum import dag_over_weken
from rondetafel.tafelmodus.stappen import tafeldoelen
from rondetafel.workflow.agenda import trek_agenda
from rondetafel.workflow.tafelmodus.greep import dag_van, houd, raak
from rondetafel.workflow.toestand import RedenNodigError, eis_status, lock, move, write
from toegang.overgangen import KanNietError
from toegang.policy import Handeling

if TYPE_CHECKING:
    from doelen.models import Doel
    from toegang.access import Plek
    from toegang.models import Deelname


@transaction.atomic
def open_rondetafel(
    tafel: Rondetafel, *, notulist: Deelname, andere_dag: bool, actor: Plek, now: datetime
) -> Rondetafel:
    """Begin a planned table. Silent actions and open contradictions come onto its agenda.

    Args:
        tafel: a planned table of the actor's plan.
        notulist: who keeps the minutes; somebody on the guest list.
        andere_dag: the actor knows that it was planned on another day.
        actor: the zorgcoördinator, or who was named notulist before.
        now: the aware moment.

    Raises:
        RedenNodigError: on another day than planned, without saying so.
        KanNietError: when it is not planned (any more), or the notulist is no guest.
    """
    tafel = lock(tafel)
    if tafel.plan_id != actor.plan.pk:
        raise PermissionDenied("deze tafel hoort bij een ander plan")
    actor.eis(Handeling.NOTULEREN, tafel)
    eis_status(tafel, [Tafelstatus.GEPLAND])
    if not andere_dag and not is_vandaag(tafel, now):
        raise RedenNodigError(_("Deze tafel staat op een andere dag. Begint u toch vandaag?"))
    if notulist.pk not in {gast.deelname_id for gast in gastenlijst(tafel, now=now)}:
        raise KanNietError(_("Kies iemand die aan deze tafel zit."))
    trek_agenda(tafel, now=now)
    move(tafel, Tafelstatus.BEZIG, notulist=notulist, geopend_op=now, stap=Stap.WELKOM)
    raak(tafel)
    return tafel


def is_vandaag(tafel: Rondetafel, now: datetime) -> bool:
    """Whether the table is planned today."""
    return tafel.begin is not None and timezone.localdate(tafel.begin) == timezone.localdate(now)


@transaction.atomic
def go_to(
    tafel: Rondetafel, stap: str, doel_id: UUID | None, *, actor: Plek, now: datetime
) -> None:
    """Let the table talk about this step (of *doelen*: about this goal); everybody follows.

    Coming to a goal makes room for its evaluation, so that everyone can give a score. Coming to
    the next date proposes it at the plan's interval.

    Raises:
        KanNietError: for a goal that is not (any more) one of this table.
    """
    tafel = houd(tafel, actor)
    if stap not in Stap.values:
        raise KanNietError(_("Die stap is er niet."))
    doel = _doel(tafel, doel_id, actor) if stap == Stap.DOELEN else None
    if doel is not None and not tafel.gezin_alleen:
        op = dag_van(tafel, now)
        get_or_create_evaluatie(doel, tafel.pk, op, actor=actor, now=now, tafel=tafel)
    if stap == Stap.VOLGENDE and tafel.volgende_op is None:
        write(tafel, volgende_op=dag_over_weken(tafel.plan.weken, now))
    Rondetafel.objects.filter(pk=tafel.pk).update(stap=stap, stap_doel_id=doel.pk if doel else None)
    raak(tafel)


def _doel(tafel: Rondetafel, doel_id: UUID | None, actor: Plek) -> Doel | None:
    doelen = tafeldoelen(actor, tafel)
    if doel_id is None:
        return doelen[0] if doelen else None
    doel = next((d for d in doelen if d.pk == doel_id), None)
    if doel is None:
        raise KanNietError(_("Over dit doel praat deze tafel niet."))
    return doel


@transaction.atomic
def set_family_time(tafel: Rondetafel, *, alleen: bool, actor: Plek, now: datetime) -> None:
    """Let the family talk alone, or all together again. Twice is the same as once."""
    tafel = houd(tafel, actor)
    if tafel.gezin_alleen != alleen:
        Rondetafel.objects.filter(pk=tafel.pk).update(gezin_alleen=alleen)
        raak(tafel)
