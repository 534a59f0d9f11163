"""What the table says about the open actions, and the actions it makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from acties import workflow as actiewerk
from acties.models import Actie, Actiehouder, Actiestatus, Houderantwoord
from acties.rechten import mag_wijzigen
from rondetafel.models import Rondetafel
from rondetafel.workflow.tafelmodus.greep import houd_om_te_schrijven, in_gewone_woorden, raak
from toegang.overgangen import KanNietError

if TYPE_CHECKING:
    from doelen.models import Doel
    from gebruikers.models import Leefgebied
    from gezinsplan.models import Gezinslid
    from toegang.access import Plek
    from toegang.models import Deelname


@dataclass(frozen=True)
class Actiegegevens:
    """Who does what by when; ``akkoord`` are those who said yes at the table."""

    tekst: str
    houders: Sequence[Deelname]
    akkoord: Sequence[Deelname]
    leefgebied: Leefgebied
    betreft: Gezinslid | None
    doel: Doel | None
    deadline: date | None


@transaction.atomic
def make_action(tafel: Rondetafel, gegevens: Actiegegevens, *, actor: Plek, now: datetime) -> Actie:
    """Make an action at the table; nobody is told before the table closes."""
    tafel = houd_om_te_schrijven(tafel, actor)
    actie = assign(tafel, gegevens, actor=actor, now=now)
    raak(tafel)
    return actie


def assign(tafel: Rondetafel, g: Actiegegevens, *, actor: Plek, now: datetime) -> Actie:
    """Make an action at a table that is already held."""
    return actiewerk.assign(
        actor=actor,
        now=now,
        tekst=g.tekst,
        houders=g.houders,
        akkoord=g.akkoord,
        leefgebied=g.leefgebied,
        betreft=g.betreft,
        doel=g.doel,
        deadline=g.deadline,
        tafel=tafel,
    )


def houder(actie: Actie) -> Actiehouder | None:
    """Return the owner whose word is written down: who said yes first, else who was asked."""
    rijen = list(actie.houders.all())
    ja = [h for h in rijen if h.antwoord == Houderantwoord.JA]
    vraag = [h for h in rijen if h.antwoord == Houderantwoord.OPEN]
    return next(iter(ja or vraag), None)


@transaction.atomic
def finish(tafel: Rondetafel, actie: Actie, *, actor: Plek, now: datetime) -> None:
    """Write that an action is done, as its owner says at the table."""
    tafel = houd_om_te_schrijven(tafel, actor)
    wie = _eis_houder(actie)
    with in_gewone_woorden():
        actiewerk.finish(actie, actor=actor, now=now, houder=wie.deelname, tafel=tafel)
    raak(tafel)


@transaction.atomic
def go_on(
    tafel: Rondetafel, actie: Actie, *, deadline: date | None, actor: Plek, now: datetime
) -> None:
    """Write that an action goes on: who was asked says yes, who agreed has begun; a new date.

    The date changes only by who may change the action.
    """
    tafel = houd_om_te_schrijven(tafel, actor)
    wie = _eis_houder(actie)
    with in_gewone_woorden():
        if wie.antwoord == Houderantwoord.OPEN:
            actie = actiewerk.accept(actie, actor=actor, now=now, houder=wie.deelname, tafel=tafel)
        elif actie.status == Actiestatus.AFGESPROKEN:
            actie = actiewerk.begin(actie, actor=actor, now=now, houder=wie.deelname, tafel=tafel)
        if deadline is not None and deadline != actie.deadline and mag_wijzigen(actor, actie):
            _zet_datum(actie, deadline, actor=actor, now=now)
    raak(tafel)


def _zet_datum(actie: Actie, deadline: date, *, actor: Plek, now: datetime) -> None:
    actiewerk.edit(
        actie,
        actor=actor,
        now=now,
        versie=actie.versie,
        tekst=actie.tekst,
        leefgebied=actie.leefgebied,
        betreft=actie.betreft,
        doel=actie.doel,
        herhaling=actie.herhaling,
        deadline=deadline,
    )


@transaction.atomic
def lapse(tafel: Rondetafel, actie: Actie, *, reden: str, actor: Plek, now: datetime) -> None:
    """Write that an action need not be done any more, and why."""
    tafel = houd_om_te_schrijven(tafel, actor)
    with in_gewone_woorden():
        actiewerk.lapse(actie, actor=actor, now=now, reden=reden)
    raak(tafel)


@transaction.atomic
def pass_on(
    tafel: Rondetafel,
    actie: Actie,
    *,
    houders: Sequence[Deelname],
    akkoord: Sequence[Deelname],
    actor: Plek,
    now: datetime,
) -> None:
    """Ask others to do what was handed back; who sits here and said yes has agreed."""
    tafel = houd_om_te_schrijven(tafel, actor)
    with in_gewone_woorden():
        actie = actiewerk.reassign(actie, actor=actor, now=now, houders=houders)
        for wie in akkoord:
            rij = Actiehouder.objects.get(actie=actie, deelname=wie)
            if rij.antwoord == Houderantwoord.OPEN:
                actiewerk.accept(actie, actor=actor, now=now, houder=wie, tafel=tafel)
    raak(tafel)


@transaction.atomic
def undo(tafel: Rondetafel, actie: Actie, *, actor: Plek, now: datetime) -> None:
    """Take back the last tap of this notulist on this action."""
    tafel = houd_om_te_schrijven(tafel, actor)
    with in_gewone_woorden():
        actiewerk.undo(actie, actor=actor, now=now)
    raak(tafel)


def _eis_houder(actie: Actie) -> Actiehouder:
    wie = houder(actie)
    if wie is None:
        raise KanNietError(_("Niemand doet deze actie nu. Kies eerst wie het doet."))
    return wie
