"""Krachten, zorgen and doelen: write, propose, change, take away."""

from __future__ import annotations

import copy
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from doelen import berichten, rechten
from doelen.access import UitspraakT
from doelen.models import Doel, Doelstatus
from doelen.workflow.overgang import OvergangError
from gezinsplan.versies import VerouderdError, schrijf
from toegang.policy import Handeling

if TYPE_CHECKING:
    from toegang.access import Plek


@transaction.atomic
def write_down(model: type[UitspraakT], *, actor: Plek, now: datetime, **velden: Any) -> UitspraakT:
    """Write a text where this seat may write, else propose it; ``voorstel`` tells which.

    Args:
        model: Kracht, Zorg or Doel.
        actor: who writes.
        now: the aware moment.
        **velden: ``tekst``, ``leefgebied``, ``betreft``; of a goal also ``gewenst`` and
            ``woorden_van``.

    Raises:
        PermissionDenied: when it may not even be proposed here.
    """
    verb = add if rechten.mag_schrijven(actor, _nieuw(model, actor, now, velden)) else propose
    return verb(model, actor=actor, now=now, **velden)


@transaction.atomic
def add(model: type[UitspraakT], *, actor: Plek, now: datetime, **velden: Any) -> UitspraakT:
    """Write a text; PermissionDenied for who may only propose."""
    rij = _nieuw(model, actor, now, velden)
    rechten.eis_schrijven(actor, rij)
    return _bewaar(rij)


@transaction.atomic
def propose(model: type[UitspraakT], *, actor: Plek, now: datetime, **velden: Any) -> UitspraakT:
    """Propose a text, and tell those who may take it over."""
    rij = _nieuw(model, actor, now, velden)
    actor.eis(Handeling.INHOUD_VOORSTELLEN, rij)
    rij.voorstel = True
    _bewaar(rij)
    berichten.meld_voorstel(rij, actor=actor, now=now)
    return rij


@transaction.atomic
def edit(rij: UitspraakT, versie: int, *, actor: Plek, now: datetime, **velden: Any) -> None:
    """Change a kracht or zorg; of a waiting proposal that is taking it over too.

    Raises:
        PermissionDenied: when this seat may not write it, or not where it would move to.
        VerouderdError: when it changed since ``versie``.
    """
    eis_wijziging(actor, rij, velden)
    neemt_over = rechten.mag_overnemen(actor, rij)
    if neemt_over:
        velden["voorstel"] = False
    schrijf(rij, versie, **velden)
    if neemt_over:
        berichten.meld_overgenomen(rij, actor=actor, now=now)


@transaction.atomic
def remove(rij: UitspraakT, versie: int, *, actor: Plek, now: datetime) -> None:
    """Take a text away. A goal that was established is let go instead, with a reason.

    Raises:
        OvergangError: for such a goal.
        PermissionDenied, VerouderdError: as :func:`edit`.
    """
    rechten.eis_wijzigen(actor, rij)
    if isinstance(rij, Doel) and rij.status != Doelstatus.CONCEPT:
        raise OvergangError(_("Dit doel is aan tafel vastgesteld. U kunt het loslaten."))
    schrijf(rij, versie, weggehaald_op=now, weggehaald_door=actor.deelname)


@transaction.atomic
def accept_proposal(rij: UitspraakT, versie: int, *, actor: Plek, now: datetime) -> None:
    """Take over what somebody proposed, in their words.

    Raises:
        OvergangError: when it is no proposal any more.
        PermissionDenied, VerouderdError: as :func:`edit`.
    """
    _eis_voorstel(actor, rij)
    schrijf(rij, versie, voorstel=False)
    berichten.meld_overgenomen(rij, actor=actor, now=now)


@transaction.atomic
def decline_proposal(
    rij: UitspraakT, versie: int, *, reden: str, actor: Plek, now: datetime
) -> None:
    """Do not take over what somebody proposed; its proposer hears so, with ``reden`` if any.

    Raises:
        OvergangError, PermissionDenied, VerouderdError: as :func:`accept_proposal`.
    """
    _eis_voorstel(actor, rij)
    schrijf(rij, versie, weggehaald_op=now, weggehaald_door=actor.deelname, weggehaald_reden=reden)
    berichten.meld_afgewezen(rij, actor=actor, now=now)


def eis_wijziging(actor: Plek, rij: UitspraakT, velden: dict[str, Any]) -> None:
    """Raise PermissionDenied unless this seat may write ``rij``, and where it would move to.

    What was taken away since is not written to: VerouderdError.
    """
    rechten.eis_wijzigen(actor, rij)
    if rij.weggehaald_op is not None:
        raise VerouderdError(rij, velden)
    daarna = copy.copy(rij)
    for naam, waarde in velden.items():
        setattr(daarna, naam, waarde)
    _eis_gezinslid(actor, daarna)
    rechten.eis_wijzigen(actor, daarna)


def _eis_voorstel(actor: Plek, rij: UitspraakT) -> None:
    actor.eis(Handeling.INHOUD_SCHRIJVEN, rij)
    if not rij.voorstel:
        raise OvergangError(_("Dit voorstel is al overgenomen."))


def _nieuw(
    model: type[UitspraakT], actor: Plek, now: datetime, velden: dict[str, Any]
) -> UitspraakT:
    rij = model(plan=actor.plan, door=actor.deelname, gemaakt_op=now, **velden)
    _eis_gezinslid(actor, rij)
    return rij


def _eis_gezinslid(actor: Plek, rij: UitspraakT) -> None:
    """A text is about somebody of this family, in a life domain of its own municipality."""
    van_gezin = rij.betreft is None or rij.betreft.gezin_id == actor.plan.gezin_id
    if not van_gezin or rij.leefgebied.gemeente_id != actor.plan.gemeente_id:
        raise PermissionDenied("dit hoort niet bij dit plan")


def _bewaar(rij: UitspraakT) -> UitspraakT:
    """Save at the end of the order; two at once may share a place, reordering parts them."""
    hoogste = type(rij)._default_manager.filter(plan=rij.plan).aggregate(n=Max("volgorde"))["n"]
    rij.volgorde = (hoogste or 0) + 1
    rij.save()
    return rij
