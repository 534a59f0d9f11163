"""Establishing the plan: it counts from the table at which everything it needs was there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from doelen.models import Doelstatus
from doelen.workflow import establish
from gezinsplan.models import Gezinsplan
from gezinsplan.versies import schrijf
from rondetafel.models import Rondetafel
from rondetafel.tafelmodus.ontbreekt import stand, voor_vaststellen
from rondetafel.workflow.tafelmodus.greep import houd_om_te_schrijven, in_gewone_woorden, raak
from toegang.overgangen import KanNietError

if TYPE_CHECKING:
    from toegang.access import Plek


class OntbreektError(KanNietError):
    """What the plan still needs before it can be established, each in a sentence."""

    def __init__(self, wat: list[str]) -> None:
        super().__init__(" ".join(wat))
        self.wat = wat


@transaction.atomic
def establish_plan(tafel: Rondetafel, *, actor: Plek, now: datetime) -> None:
    """Establish the plan at this table: its goals are what the family works at from now on.

    Every goal has an action with an owner, and there is a day for the next evaluation.

    Raises:
        OntbreektError: when something is missing; its text says what.
        KanNietError: when the table is not open.
    """
    tafel = houd_om_te_schrijven(tafel, actor)
    nu = stand(actor, tafel)
    ontbreekt = voor_vaststellen(tafel, nu)
    if ontbreekt:
        raise OntbreektError(ontbreekt)
    op = timezone.localdate(now)
    doelen = [d for d in nu.doelen if d.status == Doelstatus.CONCEPT]
    if tafel.plan.vastgesteld_op is not None and not doelen:
        raise KanNietError(_("Het plan is al vastgesteld."))
    with in_gewone_woorden():
        for doel in doelen:
            establish(doel, actor=actor, now=now, op=op, tafel=tafel)
    plan = Gezinsplan.objects.select_for_update().get(pk=tafel.plan_id)
    schrijf(plan, plan.versie, vastgesteld_op=op, volgende_evaluatie=tafel.volgende_op)
    raak(tafel)
