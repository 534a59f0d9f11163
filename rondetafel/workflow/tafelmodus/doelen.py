"""How the goals go, as said at the table; and what is added to the plan there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from doelen import workflow as doelwerk
from doelen.access import UitspraakT, get_uitspraak
from doelen.models import Doel, Evaluatie
from rondetafel.access import get_uitnodiging
from rondetafel.models import Rondetafel, Stap, Tafelstatus
from rondetafel.workflow.tafelmodus.greep import (
    dag_van,
    eis_geen_gezinstijd,
    houd_om_te_schrijven,
    in_gewone_woorden,
    raak,
)
from rondetafel.workflow.toestand import eis_status, lock
from toegang.overgangen import KanNietError
from toegang.policy import Handeling

if TYPE_CHECKING:
    from rondetafel.tafelmodus.mensen import Persoon
    from toegang.access import Plek


def _evaluatie(tafel: Rondetafel, doel: Doel, actor: Plek, now: datetime) -> Evaluatie:
    op = dag_van(tafel, now)
    return doelwerk.get_or_create_evaluatie(doel, tafel.pk, op, actor=actor, now=now, tafel=tafel)


@transaction.atomic
def save_text(
    tafel: Rondetafel,
    doel: Doel,
    versie: int,
    *,
    wat_hielp: str,
    volgende_stap: str,
    actor: Plek,
    now: datetime,
) -> Evaluatie:
    """Write what helped and the next step.

    Raises:
        VerouderdError: when somebody else wrote it since ``versie``.
        KanNietError: when the table is not open.
    """
    tafel = houd_om_te_schrijven(tafel, actor)
    evaluatie = _evaluatie(tafel, doel, actor, now)
    doelwerk.save_evaluatie_text(
        evaluatie,
        versie,
        wat_hielp=wat_hielp,
        volgende_stap=volgende_stap,
        actor=actor,
        now=now,
        tafel=tafel,
    )
    raak(tafel)
    return evaluatie


@transaction.atomic
def conclude(
    tafel: Rondetafel,
    doel: Doel,
    versie: int,
    *,
    conclusie: str,
    nieuwe_woorden: str,
    actor: Plek,
    now: datetime,
) -> Evaluatie:
    """Write what the table concludes; the goal follows. Raises as :func:`save_text`."""
    tafel = houd_om_te_schrijven(tafel, actor)
    evaluatie = _evaluatie(tafel, doel, actor, now)
    with in_gewone_woorden():
        doelwerk.conclude(
            evaluatie,
            versie,
            conclusie=conclusie,
            nieuwe_woorden=nieuwe_woorden,
            actor=actor,
            now=now,
            tafel=tafel,
        )
    raak(tafel)
    return evaluatie


@transaction.atomic
def set_score(
    tafel: Rondetafel, doel: Doel, wie: Persoon, waarde: int | None, *, actor: Plek, now: datetime
) -> None:
    """Write the score somebody says at the table; None takes it away."""
    tafel = houd_om_te_schrijven(tafel, actor)
    evaluatie = _evaluatie(tafel, doel, actor, now)
    doelwerk.set_score(evaluatie, waarde=waarde, actor=actor, now=now, tafel=tafel, **van_wie(wie))
    raak(tafel)


def van_wie(wie: Persoon) -> dict[str, Any]:
    """Return whose score it is: a member of the family by membership, another by seat."""
    return {"lid": wie.gezinslid} if wie.gezinslid else {"deelname": wie.deelname}


@transaction.atomic
def set_own_score(
    tafel: Rondetafel, doel_id: UUID, waarde: int | None, *, actor: Plek, now: datetime
) -> None:
    """Write one's own score from one's own phone, while the table is at that goal.

    Raises:
        Http404: when the actor is no guest, or does not see the goal.
        KanNietError: when the table has moved on.
    """
    actor.eis(Handeling.TAFEL_VOLGEN, get_uitnodiging(actor, tafel))
    doel = get_uitspraak(actor, Doel, doel_id)
    tafel = lock(tafel)
    eis_status(tafel, [Tafelstatus.BEZIG])
    eis_geen_gezinstijd(tafel)
    evaluatie = Evaluatie.objects.filter(doel=doel, tafel_id=tafel.pk).first()
    if tafel.stap != Stap.DOELEN or tafel.stap_doel_id != doel.pk or evaluatie is None:
        raise KanNietError(_("De tafel praat nu over iets anders."))
    evaluatie.doel = doel
    van = {"lid": actor.lid} if actor.lid else {"deelname": actor.deelname}
    doelwerk.set_score(evaluatie, waarde=waarde, actor=actor, now=now, **van)
    raak(tafel)


@transaction.atomic
def write_down(
    tafel: Rondetafel, model: type[UitspraakT], *, actor: Plek, now: datetime, **velden: Any
) -> UitspraakT:
    """Add a kracht or a goal at the table; a notulist who may not write it proposes it."""
    tafel = houd_om_te_schrijven(tafel, actor)
    rij = doelwerk.write_down(model, actor=actor, now=now, **velden)
    raak(tafel)
    return rij
