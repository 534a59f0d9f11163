"""The doorways to actions, and what each list of them loads: a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from acties.models import (
    Actie,
    Actiegebeurtenis,
    Actiehouder,
    Gebeurtenissoort,
)
from doelen.models import Doel
from prepared import PreparedQuery, Slot, Slots, attach
from toegang.access import Plek, actief_op, actieve_deelnames
from toegang.models import Deelname

ZELDEN = (
    *("leefgebieden", "secties", "voorstel_leefgebieden", "voorstel_secties", "reden"),
    *("voorgesteld_op", "uitgenodigd_op", "actief_op", "methode_gelezen_op", "beeindigd_op"),
    *("beeindigd_reden", "grondslag_toelichting", "opvolger_gevraagd_op"),
    *("opvolger_aanvaard_op", "voorgesteld_door", "beeindigd_door", "opvolger"),
)
"""What a row of an action never says of a seat; reading it for every owner is half the work."""


VOLGORDE = (F("deadline").asc(nulls_last=True), "gemaakt_op", "pk")


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
        .order_by(*VOLGORDE)
    )


def _rijen() -> QuerySet[Actie]:
    rijen = Actie.objects.filter(pk__in=Slots("acties"))
    return rijen.select_related("doel__leefgebied", "betreft", "gemaakt_door").defer(
        *_zonder("gemaakt_door"), "drie_vragen"
    )


def _houders() -> QuerySet[Actiehouder]:
    rijen = Actiehouder.objects.filter(actie__in=Slots("acties"))
    return rijen.select_related(
        "deelname__organisatie", "deelname__lid", "deelname__jim_van", "in_plaats_van"
    ).defer(*_zonder("deelname", "in_plaats_van"))


RIJEN, HOUDERS = PreparedQuery(_rijen), PreparedQuery(_houders)


def geladen_op_id(ids: Collection[UUID]) -> dict[UUID, Actie]:
    """Return actions that somebody was found to see, with all that a row shows; two queries."""
    if not ids:
        return {}
    rijen = {actie.pk: actie for actie in RIJEN(acties=ids)}
    attach(rijen, "houders", HOUDERS(acties=ids), "actie_id")
    return rijen


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
    if doel is None or doel.weggehaald_op or not plek.ziet_rij(doel):
        return None
    eigen = plek.is_coordinator or plek.lid is not None or doel.door_id == plek.deelname.pk
    return doel if eigen or not doel.voorstel else None


def gebeurtenissen_van(plek: Plek, actie: Actie) -> list[Actiegebeurtenis]:
    """Return what happened to an action, oldest first, as far as this seat may know."""
    rijen = actie.gebeurtenissen.filter(plek.schild.q("door", "houder"))
    return list(rijen.select_related("door", "houder"))


def houders_mogelijk(plek: Plek) -> QuerySet[Deelname]:
    """Return the seats at this table that can be asked to do something: active, no interpreter."""
    alle = actieve_deelnames(plek.now).filter(plan=plek.plan, is_tolk=False)
    return alle.filter(plek.schild.q("lid", "organisatie")).select_related("jim_van")


MENSEN = PreparedQuery(
    lambda: (
        actief_op(Slot.day("vandaag"))
        .filter(plan=Slot.uuid("plan"), is_tolk=False)
        .select_related(None)
        .select_related("lid")
        .only("naam", "rol", "lid__volgorde")
    )
)


def mensen_in_lijst(plek: Plek) -> list[Deelname]:
    """Return the same seats, with no more than a list of names shows."""
    rijen = MENSEN(plan=plek.plan.pk, vandaag=plek.vandaag)
    return [deelname for deelname in rijen if deelname.pk not in plek.schild.ids]


def coordinator_van(plan_id: UUID, now: datetime) -> Deelname | None:
    """Return the seat that carries the mark zorgcoördinator of this plan, if there is one."""
    return actieve_deelnames(now).filter(plan_id=plan_id, is_zorgcoordinator=True).first()


@dataclass
class Navraag:
    """How often was asked after an action, for its present deadline."""

    herinnerd: int = 0
    gevraagd: int = 0
    vrager: str = ""


def _herinnerd() -> QuerySet[Actiegebeurtenis]:
    """How often was asked after actions, for their present deadline."""
    return Actiegebeurtenis.objects.filter(
        Q(actie__deadline__isnull=True) | Q(deadline=F("actie__deadline")),
        soort=Gebeurtenissoort.HERINNERD,
    )


HERINNERD = PreparedQuery(
    lambda: (
        _herinnerd()
        .filter(actie__in=Slots("acties"))
        .order_by("op")
        .values_list("actie_id", "door__naam")
    )
)


def met_navraag(houders: QuerySet[Actiehouder]) -> QuerySet[Actiehouder]:
    """Load with owners how often was asked after what they do; read it with ``navraag_bij``."""
    gebeurd = _herinnerd().filter(actie=OuterRef("actie")).order_by()
    vragen = gebeurd.filter(door__isnull=False)
    return houders.annotate(
        herinnerd=_aantal(gebeurd.filter(door__isnull=True)),
        gevraagd=_aantal(vragen),
        vrager=Subquery(vragen.order_by("-op").values("door__naam")[:1]),
    )


def _aantal(rijen: QuerySet[Actiegebeurtenis]) -> Coalesce:
    return Coalesce(Subquery(rijen.values("actie").annotate(n=Count("pk")).values("n")), 0)


def navraag_bij(houder: Actiehouder) -> Navraag:
    """Return how often was asked, of an owner loaded through ``met_navraag``."""
    geladen = vars(houder)
    return Navraag(geladen["herinnerd"], geladen["gevraagd"], geladen["vrager"] or "")


def navraag_over(acties: Collection[Actie]) -> dict[UUID, Navraag]:
    """Return per action how often the platform reminded, and how often a person asked."""
    uit: dict[UUID, Navraag] = {a.pk: Navraag() for a in acties}
    for actie_id, vrager in HERINNERD(acties=uit) if uit else ():
        if vrager is None:
            uit[actie_id].herinnerd += 1
        else:
            uit[actie_id].gevraagd += 1
            uit[actie_id].vrager = vrager
    return uit
