"""One's own actions, over all families: light rows of all, whole ones of those on screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
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
    zonder_afgeschermd,
)
from gezinsplan.models import Planstatus
from prepared import PreparedQuery, Slot, Slots
from toegang import policy
from toegang.access import Plek
from toegang.woorden import voornaam

if TYPE_CHECKING:
    pass


class Licht(NamedTuple):
    """An action of one's own, with no more than its place in the list asks."""

    actie_id: UUID
    plan_id: UUID
    status: str
    deadline: date | None
    herhaling: str
    houder_id: UUID
    deelname_id: UUID
    antwoord: str
    van_rol: str | None


@dataclass(frozen=True)
class Taak:
    """An action as one of its owners has it.

    ``laatste`` is what happened to it last, where this owner can still take that back.
    ``niet``: its owner says that it does not work out; only then the coordinator is known.
    ``coordinator`` is the first name of who reads the reason; empty when there is none.
    """

    actie: Actie
    plek: Plek
    houder: Actiehouder
    laatste: Actiegebeurtenis | None
    niet: bool = False
    coordinator: str = ""

    @property
    def vraagt(self) -> str:
        """What is asked of its owner; see ``wat_vraagt``."""
        van = self.houder.in_plaats_van
        return wat_vraagt(
            self.actie.status,
            self.houder.antwoord,
            self.plek.deelname.rol,
            van.rol if van else None,
        )


def wat_vraagt(status: str, antwoord: str, rol: str, van_rol: str | None) -> str:
    """Return what is asked of an owner with this role.

    "kies" (say yes or no), "drie_vragen" (first those, instead of who has ``van_rol``), "doe"
    (begun, done, not me) or "" (nothing any more).
    """
    if status not in GEVRAAGD or antwoord == Houderantwoord.NEE:
        return ""
    if antwoord == Houderantwoord.JA:
        return "doe"
    drie = van_rol is not None and policy.vraagt_drie_vragen(rol, in_plaats_van=van_rol)
    return "drie_vragen" if drie else "kies"


@dataclass(frozen=True)
class Eigen:
    """All that is asked of one person, light; earliest deadline first."""

    rijen: list[Licht]
    zetels: dict[UUID, Plek]
    terug: dict[UUID, Actiegebeurtenis]

    def vraagt(self, rij: Licht) -> str:
        """What is asked by this one; see ``wat_vraagt``."""
        rol = self.zetels[rij.deelname_id].deelname.rol
        return wat_vraagt(rij.status, rij.antwoord, rol, rij.van_rol)

    def volledig(self, rijen: Iterable[Licht], now: datetime, niet: UUID | None) -> list[Taak]:
        """Return these with all that a row shows; of ``niet`` also who reads the reason."""
        gevraagd = list(rijen)
        acties = geladen_op_id([rij.actie_id for rij in gevraagd])
        return [
            Taak(
                acties[rij.actie_id],
                self.zetels[rij.deelname_id],
                next(h for h in acties[rij.actie_id].houders.all() if h.pk == rij.houder_id),
                self.terug.get(rij.actie_id),
                rij.actie_id == niet,
                _coordinator(rij.plan_id, now) if rij.actie_id == niet else "",
            )
            for rij in gevraagd
            if rij.actie_id in acties
        ]


def _eigen(een: bool) -> QuerySet[Actiehouder, Any]:
    """What these seats are asked to do, and what they did just now."""
    rijen = Actiehouder.objects.filter(
        Q(actie__status__in=GEVRAAGD) | Q(actie__in=Slots("net")), deelname__in=Slots("zetels")
    )
    if een:
        rijen = rijen.filter(actie=Slot.uuid("actie"))
    rijen = rijen.order_by(F("actie__deadline").asc(nulls_last=True), "actie__gemaakt_op", "actie")
    van_de_actie = (f"actie__{veld}" for veld in ("plan_id", "status", "deadline", "herhaling"))
    return rijen.values_list(
        "actie_id", *van_de_actie, "pk", "deelname_id", "antwoord", "in_plaats_van__rol"
    )


EIGEN = PreparedQuery(_eigen)
NET = PreparedQuery(
    lambda: Actiegebeurtenis.objects.filter(
        door__in=Slots("zetels"), op__gt=Slot.moment("sinds")
    ).values_list("actie", flat=True)
)


def eigen_taken(plekken: Iterable[Plek], now: datetime, *, actie_id: UUID | None = None) -> Eigen:
    """Return what is asked of one person's seats; only of one action, when ``actie_id`` is given.

    What they did in the last minutes is among it, as long as it can be taken back.
    """
    zetels = {p.deelname.pk: p for p in plekken if p.plan.status == Planstatus.ACTIEF}
    net = set(NET(zetels=zetels, sinds=now - HERSTELTIJD))
    terug = terug_te_zetten(net, zetels, now) if net else {}
    rijen = map(Licht._make, EIGEN(bool(actie_id), zetels=zetels, net=terug, actie=actie_id))
    weg = verborgen_acties(zetels.values())
    lopend = [
        r
        for r in rijen
        if (r.actie_id in terug or r.antwoord != Houderantwoord.NEE) and r.actie_id not in weg
    ]
    return Eigen(lopend, zetels, terug)


def verborgen_acties(plekken: Iterable[Plek]) -> set[UUID]:
    """Which actions are hidden from these seats; no query for who nothing is hidden from."""
    uit: set[UUID] = set()
    for plek in plekken:
        if not plek.schild.is_leeg:
            van_plan = Actie.objects.filter(plan=plek.plan)
            zichtbaar = van_plan.filter(zonder_afgeschermd(plek)).values("pk")
            uit |= set(van_plan.exclude(pk__in=zichtbaar).values_list("pk", flat=True))
    return uit


def _coordinator(plan_id: UUID, now: datetime) -> str:
    zetel = coordinator_van(plan_id, now)
    return voornaam(zetel.naam) if zetel else ""


def taak_van(plek: Plek, actie_id: UUID, *, niet: bool = False) -> Taak | None:
    """Return one action as a task of this seat; None when it asks nothing of it any more."""
    eigen = eigen_taken([plek], plek.now, actie_id=actie_id)
    return next(iter(eigen.volledig(eigen.rijen, plek.now, actie_id if niet else None)), None)


def terug_te_zetten(
    acties: Iterable[UUID], deelnames: Iterable[UUID], now: datetime
) -> dict[UUID, Actiegebeurtenis]:
    """Return per action the last thing that happened, where one of these seats can undo it."""
    gebeurd = Actiegebeurtenis.objects.filter(actie=OuterRef("pk")).order_by("-op", "-id")
    laatste = Actie.objects.filter(pk__in=acties).values(laatste=Subquery(gebeurd.values("pk")[:1]))
    wie = set(deelnames)
    rijen = Actiegebeurtenis.objects.filter(pk__in=laatste, op__gt=now - HERSTELTIJD)
    return {g.actie_id: g for g in rijen if g.terug and g.door_id in wie}
