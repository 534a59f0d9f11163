"""Making an action, changing it, and asking other people to do it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Required, TypedDict, Unpack
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from acties import berichten
from acties.herhaling import MAANDELIJKS
from acties.models import (
    OPEN,
    Actie,
    Actiehouder,
    Actiestatus,
    Gebeurtenissoort,
    Houderantwoord,
)
from acties.rechten import in_plaats_van, mag_anders_verdelen, mag_wijzigen
from acties.workflow.melden import vertel_houders
from acties.workflow.overgang import Greep, grijp, lopende
from acties.workflow.tafel import Tafel, eis_notuleren
from gezinsplan.versies import schrijf
from toegang.policy import Handeling

if TYPE_CHECKING:
    from doelen.models import Doel
    from gebruikers.models import Leefgebied
    from gezinsplan.models import Gezinslid
    from toegang.access import Plek
    from toegang.models import Deelname


class Inhoud(TypedDict, total=False):
    """What an action says; what is left out is empty."""

    tekst: Required[str]
    leefgebied: Required[Leefgebied]
    deadline: date | None
    doel: Doel | None
    betreft: Gezinslid | None
    herhaling: str


def _heel(inhoud: Inhoud) -> dict[str, Any]:
    leeg = {"deadline": None, "doel": None, "betreft": None, "herhaling": ""}
    return leeg | dict(inhoud)


@transaction.atomic
def assign(
    *,
    actor: Plek,
    now: datetime,
    houders: Sequence[Deelname],
    tafel: Tafel | None = None,
    akkoord: Collection[Deelname] = (),
    **inhoud: Unpack[Inhoud],
) -> Actie:
    """Make an action and ask ``houders`` to do it; the actor's own part is agreed at once.

    Args:
        houders: active seats of this plan, at least one.
        tafel: the table at which it is made. Then its notulist may make it; those in ``akkoord``,
            who were there and agreed, need not answer again; and nobody is told before the table
            closes (``announce``).

    Raises:
        PermissionDenied: outside the actor's scope, or for seats that are not at this table.
    """
    actie = _nieuw(inhoud, actor, now)
    actie.tafel_id = tafel.id if tafel else None
    _eis_maken(actor, actie, tafel)
    eis_zetels(actor, houders)
    ja = {actor.deelname.pk} | ({d.pk for d in akkoord} if tafel else set())
    if any(d.pk in ja for d in houders):
        actie.status = Actiestatus.AFGESPROKEN
    actie.save(force_insert=True)
    greep = Greep(actie, _vraag(actie, houders, ja, now), actor, now, {})
    enige = houders[0] if len(houders) == 1 else None
    greep.noteer(Gebeurtenissoort.GEMAAKT, naar=actie.status, houder=enige, deadline=actie.deadline)
    if tafel is None:
        vertel_gevraagd(greep, greep.houders)
    return actie


def _nieuw(inhoud: Inhoud, actor: Plek, now: datetime) -> Actie:
    velden = _heel(inhoud)
    return Actie(
        plan=actor.plan,
        herhaal_dag=_herhaal_dag(velden["herhaling"], velden["deadline"]),
        gemaakt_door=actor.deelname,
        gemaakt_op=now,
        gewijzigd_op=now,
        **velden,
    )


def _eis_maken(actor: Plek, actie: Actie, tafel: Tafel | None) -> None:
    if actie.doel is not None and actie.doel.plan_id != actor.plan.pk:
        raise PermissionDenied("dit doel hoort bij een ander plan")
    if tafel is not None:
        eis_notuleren(actor, tafel)
    elif not actor.mag(Handeling.ACTIE_TOEWIJZEN, actie):
        actor.eis(Handeling.ACTIE_VOORSTELLEN, actie)


def eis_zetels(actor: Plek, deelnames: Sequence[Deelname]) -> None:
    """Raise PermissionDenied unless these are active seats at the actor's plan, at least one."""
    hier = all(d.plan_id == actor.plan.pk and d.is_actief(actor.vandaag) for d in deelnames)
    if not deelnames or not hier:
        raise PermissionDenied("een actie is van iemand die aan tafel zit")


def _herhaal_dag(herhaling: str, deadline: date | None) -> int | None:
    return deadline.day if deadline and herhaling == MAANDELIJKS else None


def _vraag(
    actie: Actie, deelnames: Sequence[Deelname], ja: Collection[UUID], now: datetime
) -> list[Actiehouder]:
    rijen = []
    for volgorde, deelname in enumerate(deelnames):
        rij = Actiehouder(actie=actie, deelname=deelname, gevraagd_op=now, volgorde=volgorde)
        if deelname.pk in ja:
            rij.antwoord, rij.antwoord_op = Houderantwoord.JA, now
        rijen.append(rij)
    return Actiehouder.objects.bulk_create(rijen)


def vertel_gevraagd(greep: Greep, houders: Sequence[Actiehouder]) -> None:
    """Tell those of ``houders`` who have not chosen that something is asked of them."""
    open_ = [h for h in houders if h.antwoord == Houderantwoord.OPEN]
    sleutel = f"gevraagd:{greep.now.isoformat()}"
    vertel_houders(greep, berichten.GEVRAAGD, open_, sleutel=sleutel)


@transaction.atomic
def edit(
    actie: Actie, *, actor: Plek, now: datetime, versie: int, **inhoud: Unpack[Inhoud]
) -> Actie:
    """Change the words, date, goal or repetition, and tell the owners.

    Raises:
        PermissionDenied: when this seat may not, or not into that part of the plan.
        OvergangError: when the action is done or lapsed.
        VerouderdError: when somebody changed it since ``versie``.
    """
    greep = grijp(actie, actor=actor, now=now)
    rij, velden = greep.actie, _heel(inhoud)
    greep.eis_status(*OPEN)
    if not mag_wijzigen(actor, rij):
        raise PermissionDenied("deze actie verandert u niet")
    _eis_maken(actor, _nieuw(inhoud, actor, now), None)
    if versie == rij.versie and all(getattr(rij, naam) == w for naam, w in velden.items()):
        return rij
    deadline = velden["deadline"] if velden["deadline"] != rij.deadline else None
    dag = _herhaal_dag(velden["herhaling"], velden["deadline"])
    schrijf(rij, versie, herhaal_dag=dag, gewijzigd_op=now, **velden)
    greep.noteer(Gebeurtenissoort.GEWIJZIGD, deadline=deadline)
    wie = lopende(greep.houders)
    vertel_houders(greep, berichten.GEWIJZIGD, wie, sleutel=f"gewijzigd:{rij.versie}")
    return rij


@transaction.atomic
def reassign(actie: Actie, *, actor: Plek, now: datetime, houders: Sequence[Deelname]) -> Actie:
    """Ask these seats, and nobody else, to do it. Who had agreed already need not choose again."""
    greep = grijp(actie, actor=actor, now=now)
    greep.eis_status(*OPEN)
    if not mag_anders_verdelen(actor, greep.actie):
        raise PermissionDenied("deze actie verdeelt u niet")
    eis_zetels(actor, houders)
    status = greep.actie.status
    weg = [h for h in greep.houders if h.deelname not in houders]
    rijen, gevraagd = _verdeel(greep, houders, weg)
    Actiehouder.objects.filter(pk__in=[h.pk for h in weg]).delete()
    if any(h.antwoord == Houderantwoord.JA for h in rijen):
        naar = status if status == Actiestatus.BEZIG else Actiestatus.AFGESPROKEN
    else:
        naar = Actiestatus.VOORGESTELD
    greep.move(naar, reden="")
    enige = gevraagd[0].deelname if len(gevraagd) == 1 else None
    greep.noteer(Gebeurtenissoort.OVERGEDRAGEN, van=status, houder=enige)
    vertel_gevraagd(greep, gevraagd)
    vertel_houders(greep, berichten.HOEFT_NIET, lopende(weg), sleutel=f"weg:{now.isoformat()}")
    return greep.actie


def _verdeel(
    greep: Greep, deelnames: Sequence[Deelname], weg: Sequence[Actiehouder]
) -> tuple[list[Actiehouder], list[Actiehouder]]:
    """Make these seats the owners; return all of them, and those who are asked now."""
    was = {h.deelname_id: h for h in greep.houders}
    rijen, gevraagd = [], []
    for volgorde, deelname in enumerate(deelnames):
        rij = was.get(deelname.pk)
        if rij is None or rij.antwoord == Houderantwoord.NEE:
            rij = rij or Actiehouder(actie=greep.actie, deelname=deelname)
            rij.antwoord, rij.antwoord_op = Houderantwoord.OPEN, None
            rij.gevraagd_op = greep.now
            rij.in_plaats_van = in_plaats_van(deelname, weg)
            gevraagd.append(rij)
        if deelname == greep.door:
            rij.antwoord, rij.antwoord_op = Houderantwoord.JA, greep.now
        rij.volgorde = volgorde
        rij.save()
        rijen.append(rij)
    return rijen, gevraagd


@transaction.atomic
def lapse(actie: Actie, *, actor: Plek, now: datetime, reden: str) -> Actie:
    """Say with a reason that this need not be done any more, and tell its owners."""
    greep = grijp(actie, actor=actor, now=now)
    greep.eis_status(*OPEN)
    if not mag_wijzigen(actor, greep.actie):
        raise PermissionDenied("deze actie laat u niet vervallen")
    van = greep.actie.status
    greep.move(Actiestatus.VERVALLEN, reden=reden, afgerond_op=now)
    greep.noteer(Gebeurtenissoort.STATUS, van=van, reden=reden, terug=greep.terug)
    wie = lopende(greep.houders)
    vertel_houders(greep, berichten.HOEFT_NIET, wie, sleutel=f"vervallen:{now.isoformat()}")
    return greep.actie
