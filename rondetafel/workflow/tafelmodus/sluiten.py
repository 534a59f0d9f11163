"""The table closes: everything that follows from it follows in the same transaction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from acties.workflow import announce
from doelen.models import Evaluatie, Tegenspraak
from doelen.workflow import discuss_tegenspraak
from gezinsplan.models import Gezinsplan
from gezinsplan.versies import schrijf
from rondetafel.models import Agendapunt, Agendasoort, Rondetafel, Tafelstatus
from rondetafel.tafelmodus.datum import dag_over_weken
from rondetafel.workflow.plannen import volgende_tafel
from rondetafel.workflow.tafelmodus.greep import houd, raak
from rondetafel.workflow.toestand import move
from rondetafel.workflow.verslag import start_verslag

if TYPE_CHECKING:
    from toegang.access import Plek


@transaction.atomic
def close_rondetafel(tafel: Rondetafel, *, actor: Plek, now: datetime) -> Rondetafel:
    """Close the table: the report is made, the next table is proposed, everyone hears what they do.

    Nothing needs to be complete: what is missing was said on the screen. Without a day for the next
    table the plan's interval counts. From here on presence, agenda and agreements do not change.

    Raises:
        KanNietError: when the table is not open (any more).
    """
    tafel = houd(tafel, actor)
    dag = tafel.volgende_op or dag_over_weken(tafel.plan.weken, now)
    move(tafel, Tafelstatus.VERSLAG, gesloten_op=now, volgende_op=dag, gezin_alleen=False)
    plan = Gezinsplan.objects.select_for_update().get(pk=tafel.plan_id)
    schrijf(plan, plan.versie, volgende_evaluatie=dag)
    tafel.plan.volgende_evaluatie = dag
    _ruim_lege_evaluaties_op(tafel)
    _sluit_tegenspraken(tafel, actor=actor, now=now)
    volgende = volgende_tafel(tafel, actor=actor, now=now)
    _neem_mee(tafel, volgende)
    announce(actor=actor, now=now, tafel=tafel)
    start_verslag(tafel, actor=actor, now=now)
    raak(tafel)
    return tafel


def _ruim_lege_evaluaties_op(tafel: Rondetafel) -> None:
    """A goal the table only passed was not evaluated."""
    leeg = Q(conclusie="", wat_hielp="", volgende_stap="", scores__isnull=True)
    Evaluatie.objects.filter(leeg, tafel_id=tafel.pk).delete()


def _sluit_tegenspraken(tafel: Rondetafel, *, actor: Plek, now: datetime) -> None:
    """What somebody contradicted and the table ticked off, was talked about."""
    besproken = Agendapunt.objects.filter(
        tafel=tafel, soort=Agendasoort.KLOPT_NIET, besproken_op__isnull=False
    )
    rijen = Tegenspraak.objects.filter(
        plan=tafel.plan, pk__in=besproken.values("bron_id"), besproken_op__isnull=True
    )
    for rij in rijen:
        discuss_tegenspraak(rij, actor=actor, now=now, tafel=tafel)


def _neem_mee(tafel: Rondetafel, volgende: Rondetafel) -> None:
    """What people brought and was not talked about goes to the next table.

    Silent actions and contradictions come there by themselves when it is planned.
    """
    rest = Agendapunt.objects.filter(
        tafel=tafel, soort=Agendasoort.EIGEN, besproken_op__isnull=True
    )
    rest.update(tafel=volgende)
