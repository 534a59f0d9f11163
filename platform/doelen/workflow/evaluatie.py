"""How a goal goes, as said at a table: scores, what helped, and what the table concludes.

The room of the table calls these with ``tafel``, its own row, so that whoever keeps the minutes of
that table may write; without it one must be allowed to write the goal.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from doelen import rechten
from doelen.models import Conclusie, Doel, Doelstatus, Evaluatie, Score, Woordversie
from doelen.workflow.doel import write_words
from doelen.workflow.overgang import OvergangError
from gezinsplan.versies import schrijf

if TYPE_CHECKING:
    from gezinsplan.models import Gezinslid
    from toegang.access import Plek
    from toegang.models import Deelname

EINDE: dict[str, Doelstatus] = {
    Conclusie.BEREIKT: Doelstatus.BEREIKT,
    Conclusie.NIET: Doelstatus.NIET_BEREIKT,
}
"""The conclusions that end a goal."""

LAAGSTE, HOOGSTE = 0, 10


@transaction.atomic
def get_or_create_evaluatie(
    doel: Doel,
    tafel_id: UUID | None,
    op: date,
    *,
    actor: Plek,
    now: datetime,
    tafel: object | None = None,
) -> Evaluatie:
    """Return the evaluation of ``doel`` at this table (or on this day), made when it is not there.

    Raises:
        PermissionDenied: when this seat may not write how the goal goes.
    """
    rechten.eis_evaluatie_schrijven(actor, doel, _zelfde(tafel, tafel_id))
    gezocht: dict[str, Any] = {"doel": doel, "tafel_id": tafel_id}
    if tafel_id is None:
        evaluatie, _nieuw = Evaluatie.objects.get_or_create(**gezocht, op=op)
    else:
        evaluatie, _nieuw = Evaluatie.objects.get_or_create(**gezocht, defaults={"op": op})
    evaluatie.doel = doel
    return evaluatie


@transaction.atomic
def set_score(
    evaluatie: Evaluatie,
    *,
    waarde: int | None,
    actor: Plek,
    now: datetime,
    lid: Gezinslid | None = None,
    deelname: Deelname | None = None,
    tafel: object | None = None,
) -> None:
    """Write the score of one person, a member (also without account) or a seat; None clears it.

    Everyone may give their own to a goal they see.

    Raises:
        ValueError: for a score outside 0-10, or not exactly one person.
        PermissionDenied: when it is not this seat's to write, or not somebody of this plan.
    """
    wie = lid or deelname
    if wie is None or (lid and deelname):
        raise ValueError("a score is of one person")
    if waarde is not None and not LAAGSTE <= waarde <= HOOGSTE:
        raise ValueError(f"a score is {LAAGSTE} to {HOOGSTE}, not {waarde}")
    if not rechten.mag_eigen_score(actor, evaluatie.doel, wie):
        rechten.eis_evaluatie_schrijven(actor, evaluatie.doel, _zelfde(tafel, evaluatie.tafel_id))
    _eis_van_plan(actor, lid, deelname)
    van_wie: dict[str, Any] = {"lid": lid} if lid else {"deelname": deelname}
    if waarde is None:
        Score.objects.filter(evaluatie=evaluatie, **van_wie).delete()
    else:
        Score.objects.update_or_create(evaluatie=evaluatie, **van_wie, defaults={"waarde": waarde})


@transaction.atomic
def save_evaluatie_text(
    evaluatie: Evaluatie,
    versie: int,
    *,
    wat_hielp: str,
    volgende_stap: str,
    actor: Plek,
    now: datetime,
    tafel: object | None = None,
) -> None:
    """Write what helped and the next step.

    Raises:
        PermissionDenied: as :func:`get_or_create_evaluatie`.
        VerouderdError: when it changed since ``versie``.
    """
    rechten.eis_evaluatie_schrijven(actor, evaluatie.doel, _zelfde(tafel, evaluatie.tafel_id))
    schrijf(evaluatie, versie, wat_hielp=wat_hielp, volgende_stap=volgende_stap)


@transaction.atomic
def conclude(
    evaluatie: Evaluatie,
    versie: int,
    *,
    conclusie: str,
    nieuwe_woorden: str = "",
    actor: Plek,
    now: datetime,
    tafel: object | None = None,
) -> None:
    """Write what the table concludes about a goal, and let the goal follow.

    Reached and not reached end it; adjusting gives it ``nieuwe_woorden`` and keeps the old; the
    others leave it as it is. Concluding otherwise later at the same table first undoes what this
    evaluation did; ``""`` only undoes.

    Raises:
        OvergangError: for a goal nobody works at (not established, or ended elsewhere), or
            adjusting without new words.
        PermissionDenied, VerouderdError: as :func:`save_evaluatie_text`.
    """
    doel = (
        Doel.objects.select_for_update(of=("self",))
        .select_related("leefgebied")
        .get(pk=evaluatie.doel_id)
    )
    rechten.eis_evaluatie_schrijven(actor, doel, _zelfde(tafel, evaluatie.tafel_id))
    if conclusie and conclusie not in Conclusie.values:
        raise ValueError(f"{conclusie} is no conclusion")
    bijstellen = conclusie == Conclusie.BIJSTELLEN
    woorden = nieuwe_woorden.strip() if bijstellen else ""
    if bijstellen and not woorden:
        raise OvergangError(_("Schrijf op hoe het doel nu heet."))
    vorige = (evaluatie.conclusie, evaluatie.nieuwe_woorden)
    schrijf(evaluatie, versie, conclusie=conclusie, nieuwe_woorden=woorden)
    if vorige != (conclusie, woorden):
        _undo(evaluatie, doel, *vorige)
        _apply(evaluatie, doel, actor=actor, now=now)
    evaluatie.doel = doel


def _undo(evaluatie: Evaluatie, doel: Doel, conclusie: str, woorden: str) -> None:
    """Bring the goal back to what it was before this evaluation concluded."""
    if conclusie in EINDE and doel.status == EINDE[conclusie]:
        schrijf(doel, doel.versie, status=Doelstatus.ACTIEF, afgerond_op=None)
    if conclusie == Conclusie.BIJSTELLEN and doel.tekst == woorden:
        eerder = Woordversie.objects.filter(doel=doel, evaluatie=evaluatie).last()
        if eerder is not None:
            schrijf(doel, doel.versie, tekst=eerder.tekst)
            eerder.delete()


def _apply(evaluatie: Evaluatie, doel: Doel, *, actor: Plek, now: datetime) -> None:
    if not evaluatie.conclusie:
        return
    if doel.status != Doelstatus.ACTIEF:
        raise OvergangError(
            _("Dit kan alleen bij een doel waar u nu aan werkt. Bij dit doel staat: %(status)s.")
            % {"status": doel.get_status_display()}
        )
    if evaluatie.conclusie in EINDE:
        naar = EINDE[evaluatie.conclusie]
        schrijf(doel, doel.versie, status=naar, afgerond_op=evaluatie.op)
    if evaluatie.conclusie == Conclusie.BIJSTELLEN:
        write_words(
            doel,
            doel.versie,
            actor=actor,
            now=now,
            evaluatie=evaluatie,
            tekst=evaluatie.nieuwe_woorden,
        )


def _zelfde(tafel: object | None, tafel_id: UUID | None) -> object | None:
    """The table, if it is the one of this evaluation: keeping minutes elsewhere gives no right."""
    return tafel if tafel is not None and getattr(tafel, "pk", None) == tafel_id else None


def _eis_van_plan(actor: Plek, lid: Gezinslid | None, deelname: Deelname | None) -> None:
    hoort = (lid is None or lid.gezin_id == actor.plan.gezin_id) and (
        deelname is None or deelname.plan_id == actor.plan.pk
    )
    if not hoort:
        raise PermissionDenied("deze persoon hoort niet bij dit plan")
