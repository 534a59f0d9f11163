"""One's own actions, over all families: light rows of all, whole ones of those on screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from acties.access import coordinator_van, geladen_op_id
from acties.models import (
    GEVRAAGD,
    HERSTELTIJD,
    Actie,
    Actiegebeurtenis,
    Actiehouder,
    Houderantwoord,
)
from gezinsplan.models import Planstatus
from prepared import PreparedQuery, Slot, Slots
from toegang.access import Plek, plekken_van
from toegang.woorden import voornaam

if TYPE_CHECKING:
    from gebruikers.models import Gebruiker


@dataclass(frozen=True)
class Taak:
    """An action as one of its owners has it.

    ``laatste`` is what happened to it last, where this owner can still take that back.
    ``coordinator`` is the first name of who reads the reason; empty when there is none.
    ``niet``: its owner says that it does not work out; only then the coordinator is known.
    Of a light one ``actie`` and ``houder`` hold what ``lijsten.in_volgorde`` reads, and no more.
    """

    actie: Actie
    plek: Plek
    houder: Actiehouder
    laatste: Actiegebeurtenis | None
    niet: bool = False
    coordinator: str = ""


def _eigen(een: bool = False) -> QuerySet[Actiehouder]:
    """What these seats are asked to do, and what they did just now; light."""
    rijen = Actiehouder.objects.filter(
        Q(actie__status__in=GEVRAAGD) | Q(actie__in=Slots("net")), deelname__in=Slots("zetels")
    )
    if een:
        rijen = rijen.filter(actie=Slot.uuid("actie"))
    rijen = rijen.select_related("actie", "deelname", "in_plaats_van").only(
        *("antwoord", "deelname__rol", "in_plaats_van__rol"),
        *(f"actie__{veld}" for veld in ("plan", "status", "deadline", "herhaling")),
    )
    return rijen.order_by(F("actie__deadline").asc(nulls_last=True), "actie__gemaakt_op", "actie")


EIGEN = PreparedQuery(_eigen)
NET = PreparedQuery(
    lambda: Actiegebeurtenis.objects.filter(
        door__in=Slots("zetels"), op__gt=Slot.moment("sinds")
    ).values_list("actie", flat=True)
)


def lichte_taken(
    plekken: Iterable[Plek], now: datetime, *, actie_id: UUID | None = None
) -> list[Taak]:
    """Return the tasks of one person's seats; only of one action, when ``actie_id`` is given.

    Earliest deadline first; what they did in the last minutes is among it, as long as it can be
    taken back.
    """
    zetels = {p.deelname.pk: p for p in plekken if p.plan.status == Planstatus.ACTIEF}
    net = set(NET(zetels=zetels, sinds=now - HERSTELTIJD))
    terug = terug_te_zetten(net, zetels, now) if net else {}
    waarden: dict[str, Any] = {"zetels": zetels, "net": terug}
    rijen = EIGEN(True, actie=actie_id, **waarden) if actie_id else EIGEN(**waarden)
    return [
        Taak(h.actie, zetels[h.deelname_id], h, terug.get(h.actie_id))
        for h in rijen
        if h.actie_id in terug or h.antwoord != Houderantwoord.NEE
    ]


def volledig(taken: Iterable[Taak], now: datetime, *, niet: UUID | None = None) -> list[Taak]:
    """Return these tasks with all that a row shows; of ``niet`` also who reads the reason."""
    taken = list(taken)
    acties = geladen_op_id([taak.actie.pk for taak in taken])
    return [
        replace(
            taak,
            actie=acties[taak.actie.pk],
            houder=_houder(acties[taak.actie.pk], taak.houder),
            niet=taak.actie.pk == niet,
            coordinator=_coordinator(taak.plek, now) if taak.actie.pk == niet else "",
        )
        for taak in taken
        if taak.actie.pk in acties
    ]


def _houder(actie: Actie, licht: Actiehouder) -> Actiehouder:
    return next(h for h in actie.houders.all() if h.pk == licht.pk)


def _coordinator(plek: Plek, now: datetime) -> str:
    zetel = coordinator_van(plek.plan.pk, now)
    return voornaam(zetel.naam) if zetel else ""


def taak_van(plek: Plek, actie_id: UUID, *, niet: bool = False) -> Taak | None:
    """Return one action as a task of this seat; None when it asks nothing of it any more."""
    taken = lichte_taken([plek], plek.now, actie_id=actie_id)
    return next(iter(volledig(taken, plek.now, niet=actie_id if niet else None)), None)


def mijn_acties(gebruiker: Gebruiker, now: datetime) -> list[Taak]:
    """Return what this person is asked to do, over all families, earliest deadline first."""
    return volledig(lichte_taken(plekken_van(gebruiker, now=now), now), now)


def terug_te_zetten(
    acties: Iterable[UUID], deelnames: Iterable[UUID], now: datetime
) -> dict[UUID, Actiegebeurtenis]:
    """Return per action the last thing that happened, where one of these seats can undo it."""
    gebeurd = Actiegebeurtenis.objects.filter(actie=OuterRef("pk")).order_by("-op", "-id")
    laatste = Actie.objects.filter(pk__in=acties).values(laatste=Subquery(gebeurd.values("pk")[:1]))
    wie = set(deelnames)
    rijen = Actiegebeurtenis.objects.filter(pk__in=laatste, op__gt=now - HERSTELTIJD)
    return {g.actie_id: g for g in rijen if g.terug and g.door_id in wie}
