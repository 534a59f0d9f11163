"""What somebody proposed for the plan, taken over at the table or not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from doelen import workflow as doelwerk
from doelen.access import UitspraakT
from doelen.models import Doel
from gezinsplan.versies import VerouderdError
from rondetafel.models import Rondetafel, Stap
from rondetafel.workflow.tafelmodus.greep import houd_om_te_schrijven, in_gewone_woorden, raak
from rondetafel.workflow.tafelmodus.openen import go_to

if TYPE_CHECKING:
    from toegang.access import Plek


@transaction.atomic
def take_over(
    tafel: Rondetafel, rij: UitspraakT, versie: int, *, actor: Plek, now: datetime
) -> None:
    """Take over a proposal in the words of who proposed it; who did hears so.

    A table without a goal talks about this one from here on.

    Raises:
        PermissionDenied: for a notulist who may not write this text (``policy``).
        VerouderdError: when it changed since ``versie``, or was taken away.
        KanNietError: when the table is not open, or it is no proposal any more.
    """
    tafel = _houd(tafel, rij, actor)
    with in_gewone_woorden():
        doelwerk.accept_proposal(rij, versie, actor=actor, now=now)
    raak(tafel)
    if isinstance(rij, Doel) and tafel.stap == Stap.DOELEN and tafel.stap_doel_id is None:
        go_to(tafel, Stap.DOELEN, rij.pk, actor=actor, now=now)


@transaction.atomic
def leave(tafel: Rondetafel, rij: UitspraakT, versie: int, *, actor: Plek, now: datetime) -> None:
    """Do not take a proposal over; who proposed it hears so. Raises as :func:`take_over`."""
    tafel = _houd(tafel, rij, actor)
    with in_gewone_woorden():
        doelwerk.decline_proposal(rij, versie, reden="", actor=actor, now=now)
    raak(tafel)


def _houd(tafel: Rondetafel, rij: UitspraakT, actor: Plek) -> Rondetafel:
    tafel = houd_om_te_schrijven(tafel, actor)
    if rij.weggehaald_op is not None:
        raise VerouderdError(rij, {})
    return tafel
