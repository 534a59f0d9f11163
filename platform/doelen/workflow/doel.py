"""What happens to a goal: its words, its place, and the states it goes through."""

from __future__ import annotations

from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _

from doelen import berichten, rechten
from doelen.access import VOLGORDE
from doelen.models import Doel, Doelstatus, Evaluatie, Woordversie
from doelen.workflow.overgang import OvergangError, eis_overgang
from doelen.workflow.uitspraak import eis_wijziging
from gezinsplan.versies import schrijf

if TYPE_CHECKING:
    from toegang.access import Plek

Richting = Literal["omhoog", "omlaag"]
RICHTINGEN: dict[str, Richting] = {"omhoog": "omhoog", "omlaag": "omlaag"}


@transaction.atomic
def edit_doel(doel: Doel, versie: int, *, actor: Plek, now: datetime, **velden: Any) -> None:
    """Change a goal. The words of an established one stay readable, and the family hears of it.

    Raises:
        OvergangError: for a goal that ended.
        PermissionDenied: when this seat may not write it, or not where it would move to.
        VerouderdError: when it changed since ``versie``.
    """
    eis_wijziging(actor, doel, velden)
    if doel.status not in {Doelstatus.CONCEPT, Doelstatus.ACTIEF}:
        raise OvergangError(_("Dit doel is afgerond. Pak het eerst weer op."))
    neemt_over = rechten.mag_overnemen(actor, doel)
    if neemt_over:
        velden["voorstel"] = False
    write_words(doel, versie, actor=actor, now=now, **velden)
    if neemt_over:
        berichten.meld_overgenomen(doel, actor=actor, now=now)


def write_words(
    doel: Doel,
    versie: int,
    *,
    actor: Plek,
    now: datetime,
    evaluatie: Evaluatie | None = None,
    **velden: Any,
) -> None:
    """Write to a goal; keep the words it had when it was established.

    Rights are for the caller to ask, within the transaction.
    """
    was = (doel.tekst, doel.gewenst)
    schrijf(doel, versie, **velden)
    if doel.status != Doelstatus.ACTIEF or was == (doel.tekst, doel.gewenst):
        return
    Woordversie.objects.create(
        doel=doel,
        tekst=was[0],
        gewenst=was[1],
        evaluatie=evaluatie,
        door=actor.deelname,
        tot_op=now,
    )
    berichten.meld_woorden(doel, actor=actor, now=now)


@transaction.atomic
def reorder(doel: Doel, richting: Richting, *, actor: Plek, now: datetime) -> None:
    """Move a goal one place up or down among those its mover sees in the same state.

    Goals that the mover does not see keep their place. Who is first stays first.
    """
    rechten.eis_schrijven(actor, doel)
    # Held in the order of their ids: two who move at once would else wait for each other.
    vast = Doel.objects.select_for_update().filter(plan=actor.plan).order_by("pk")
    alle = sorted(vast, key=attrgetter(*VOLGORDE))
    _nummer(alle)
    zichtbaar = [d for d in alle if d.weggehaald_op is None and d.status == doel.status]
    zichtbaar = [d for d in zichtbaar if actor.ziet_rij(d)]
    plaats = next(i for i, d in enumerate(zichtbaar) if d.pk == doel.pk)
    naast = plaats + (-1 if richting == "omhoog" else 1)
    if 0 <= naast < len(zichtbaar):
        een, ander = zichtbaar[plaats], zichtbaar[naast]
        een.volgorde, ander.volgorde = ander.volgorde, een.volgorde
    Doel.objects.bulk_update(alle, ["volgorde"])


def _nummer(alle: list[Doel]) -> None:
    """Give every goal a place of its own, in the order they have."""
    for nummer, doel in enumerate(alle, start=1):
        doel.volgorde = nummer


@transaction.atomic
def establish(
    doel: Doel, *, actor: Plek, now: datetime, op: date, tafel: object | None = None
) -> None:
    """Make a goal one the family works at, as of the date of the table.

    That it has an action with an owner is for the room above to check.

    Args:
        doel: a goal in concept, as loaded; its version is the predicate.
        actor: who may write it, or keeps the minutes of ``tafel``.
        now: the aware moment.
        op: the date of the table.
        tafel: the table at which it is established.

    Raises:
        OvergangError: when it is not in concept, or still a proposal.
    """
    rechten.eis_evaluatie_schrijven(actor, doel, tafel)
    eis_overgang(doel, Doelstatus.ACTIEF)
    if doel.status != Doelstatus.CONCEPT:
        raise OvergangError(_("Dit doel was al vastgesteld."))
    if doel.voorstel:
        raise OvergangError(_("Dit is nog een voorstel. Neem het eerst over."))
    schrijf(doel, doel.versie, status=Doelstatus.ACTIEF, vastgesteld_op=op)


@transaction.atomic
def let_go(doel: Doel, versie: int, *, reden: str, actor: Plek, now: datetime) -> None:
    """Stop working at a goal, with the reason in words.

    Raises:
        OvergangError: for a goal that ended already, or without a reason.
        PermissionDenied, VerouderdError: as :func:`edit_doel`.
    """
    rechten.eis_schrijven(actor, doel)
    eis_overgang(doel, Doelstatus.LOSGELATEN)
    _eis_reden(reden)
    schrijf(
        doel,
        versie,
        status=Doelstatus.LOSGELATEN,
        voorstel=False,
        afgerond_op=actor.vandaag,
        reden=reden,
    )


@transaction.atomic
def reopen(doel: Doel, versie: int, *, reden: str, actor: Plek, now: datetime) -> None:
    """Take up a goal again. What was let go is established anew at a table.

    Raises:
        OvergangError: for a goal that did not end, or without a reason.
        PermissionDenied, VerouderdError: as :func:`edit_doel`.
    """
    rechten.eis_schrijven(actor, doel)
    losgelaten = doel.status == Doelstatus.LOSGELATEN
    if doel.status == Doelstatus.CONCEPT:
        raise OvergangError(_("Dit doel is nog niet vastgesteld. Dat gebeurt aan tafel."))
    eis_overgang(doel, Doelstatus.CONCEPT if losgelaten else Doelstatus.ACTIEF)
    _eis_reden(reden)
    naar = (
        {"status": Doelstatus.CONCEPT, "vastgesteld_op": None}
        if losgelaten
        else {"status": Doelstatus.ACTIEF}
    )
    schrijf(doel, versie, afgerond_op=None, reden=reden, **naar)


def _eis_reden(reden: str) -> None:
    if not reden.strip():
        raise OvergangError(_("Schrijf erbij waarom."))
