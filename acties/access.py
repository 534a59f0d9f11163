"""The doorways to actions, and what each list of them loads: a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404

from acties.models import (
    GEVRAAGD,
    HERSTELTIJD,
    Actie,
    Actiegebeurtenis,
    Actiehouder,
    Gebeurtenissoort,
    Houderantwoord,
)
from doelen.models import Doel
from gezinsplan.models import Planstatus
from toegang.access import Plek, actieve_deelnames, plekken_van
from toegang.models import Deelname
from toegang.woorden import voornaam

if TYPE_CHECKING:
    from gebruikers.models import Gebruiker


ZELDEN = (
    *("leefgebieden", "secties", "voorstel_leefgebieden", "voorstel_secties", "reden"),
    *("voorgesteld_op", "uitgenodigd_op", "actief_op", "methode_gelezen_op", "beeindigd_op"),
    *("beeindigd_reden", "grondslag_toelichting", "opvolger_gevraagd_op"),
    *("opvolger_aanvaard_op", "voorgesteld_door", "beeindigd_door", "opvolger"),
)
"""What a row of an action never says of a seat; reading it for every owner is half the work."""


def _zonder(*zetels: str) -> list[str]:
    return [f"{zetel}__{veld}" for zetel in zetels for veld in ZELDEN]


def geladen(acties: QuerySet[Actie]) -> QuerySet[Actie]:
    """Return the same actions with all that a row shows; earliest deadline first."""
    houders = Actiehouder.objects.select_related(
        "deelname__organisatie", "deelname__lid", "deelname__jim_van", "in_plaats_van"
    ).defer(*_zonder("deelname", "in_plaats_van"))
    return (
        acties.select_related("leefgebied", "doel__leefgebied", "betreft", "gemaakt_door")
        .defer(*_zonder("gemaakt_door"))
        .prefetch_related(Prefetch("houders", queryset=houders))
        .order_by(F("deadline").asc(nulls_last=True), "gemaakt_op", "pk")
    )


def acties_voor(plek: Plek) -> QuerySet[Actie]:
    """Return the actions this seat sees, with all that a row shows."""
    return geladen(Actie.objects.visible_to(plek))


def get_actie(plek: Plek, actie_id: UUID) -> Actie:
    """Return one action of this plan.

    Raises:
        Http404: when this seat does not see it.
    """
    actie = acties_voor(plek).filter(pk=actie_id).first()
    if actie is None:
        raise Http404("Deze actie bestaat niet.")
    return actie


def doel_bij(plek: Plek, actie: Actie) -> Doel | None:
    """Return the goal of an action, unless this seat sees the action only because it is its own.

    As ``Doel.objects.visible_to``, on rows that are loaded.
    """
    doel = actie.doel
    if doel is None or doel.weggehaald_op or not plek.ziet(doel.betreft_id, doel.leefgebied):
        return None
    eigen = plek.is_coordinator or plek.lid is not None or doel.door_id == plek.deelname.pk
    return doel if eigen or not doel.voorstel else None


def gebeurtenissen_van(actie: Actie) -> list[Actiegebeurtenis]:
    """Return what happened to an action, oldest first."""
    return list(actie.gebeurtenissen.select_related("door", "houder"))


def houders_mogelijk(plek: Plek) -> QuerySet[Deelname]:
    """Return the seats at this table that can be asked to do something: active, no interpreter."""
    alle = actieve_deelnames(plek.now).filter(plan=plek.plan, is_tolk=False)
    return alle.select_related("jim_van")


def coordinator_van(plan_id: UUID, now: datetime) -> Deelname | None:
    """Return the seat that carries the mark zorgcoördinator of this plan, if there is one."""
    return actieve_deelnames(now).filter(plan_id=plan_id, is_zorgcoordinator=True).first()


@dataclass
class Navraag:
    """How often was asked after an action, for its present deadline."""

    herinnerd: int = 0
    gevraagd: int = 0
    vrager: str = ""


def navraag_over(acties: Collection[Actie]) -> dict[UUID, Navraag]:
    """Return per action how often the platform reminded, and how often a person asked."""
    uit: dict[UUID, Navraag] = {a.pk: Navraag() for a in acties}
    rijen = Actiegebeurtenis.objects.filter(
        Q(actie__deadline__isnull=True) | Q(deadline=F("actie__deadline")),
        actie__in=uit,
        soort=Gebeurtenissoort.HERINNERD,
    )
    for actie_id, vrager in rijen.order_by("op").values_list("actie_id", "door__naam"):
        if vrager is None:
            uit[actie_id].herinnerd += 1
        else:
            uit[actie_id].gevraagd += 1
            uit[actie_id].vrager = vrager
    return uit


@dataclass(frozen=True)
class Taak:
    """An action as one of its owners has it.

    ``laatste`` is what happened to it last, where this owner can still take that back.
    ``coordinator`` is the first name of who reads a reason; empty when there is none.
    """

    actie: Actie
    plek: Plek
    houder: Actiehouder
    laatste: Actiegebeurtenis | None
    navraag: Navraag
    coordinator: str


def mijn_acties(gebruiker: Gebruiker, now: datetime) -> list[Taak]:
    """Return what this person is asked to do, over all families, earliest deadline first.

    What they did in the last minutes is among it, as long as it can be taken back.
    """
    return taken_van(plekken_van(gebruiker, now=now), now)


def taken_van(
    plekken: Iterable[Plek], now: datetime, *, actie_id: UUID | None = None
) -> list[Taak]:
    """Return the tasks of one person's seats; only of one action, when ``actie_id`` is given."""
    zetels = {p.deelname.pk: p for p in plekken if p.plan.status == Planstatus.ACTIEF}
    acties = Actie.objects.filter(houders__deelname__in=zetels)
    if actie_id:
        acties = acties.filter(pk=actie_id)
    net = Actiegebeurtenis.objects.filter(door__in=zetels, op__gt=now - HERSTELTIJD)
    acties = acties.filter(Q(status__in=GEVRAAGD) | Q(pk__in=net.values("actie")))
    rijen = list(geladen(acties))
    terug = terug_te_zetten(rijen, zetels, now)
    navraag = navraag_over(rijen)
    namen = _coordinatoren({p.plan.pk for p in zetels.values()}, now)
    taken = []
    for actie in rijen:
        houder = next(h for h in actie.houders.all() if h.deelname_id in zetels)
        laatste = terug.get(actie.pk)
        if laatste is None and not _vraagt_iets(actie, houder):
            continue
        plek = zetels[houder.deelname_id]
        naam = namen.get(actie.plan_id, "")
        taken.append(Taak(actie, plek, houder, laatste, navraag[actie.pk], naam))
    return taken


def _vraagt_iets(actie: Actie, houder: Actiehouder) -> bool:
    return actie.status in GEVRAAGD and houder.antwoord != Houderantwoord.NEE


def terug_te_zetten(
    acties: Iterable[Actie], deelnames: Iterable[UUID], now: datetime
) -> dict[UUID, Actiegebeurtenis]:
    """Return per action the last thing that happened, where one of these seats can undo it."""
    gebeurd = Actiegebeurtenis.objects.filter(actie=OuterRef("pk")).order_by("-op", "-id")
    laatste = Actie.objects.filter(pk__in=[a.pk for a in acties]).values(
        laatste=Subquery(gebeurd.values("pk")[:1])
    )
    wie = set(deelnames)
    rijen = Actiegebeurtenis.objects.filter(pk__in=laatste, op__gt=now - HERSTELTIJD)
    return {g.actie_id: g for g in rijen if g.terug and g.door_id in wie}


def _coordinatoren(plannen: set[UUID], now: datetime) -> dict[UUID, str]:
    zetels = actieve_deelnames(now).filter(plan__in=plannen, is_zorgcoordinator=True)
    return {d.plan_id: voornaam(d.naam) for d in zetels}
