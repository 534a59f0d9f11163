"""Unusual looking: found in the lines of the last hour, told once, to who should look at it.

About one plan it is the zorgcoördinator who hears of it, unless it is about their own looking;
about an account over all plans it is functioneel beheer. The notice holds no content.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from gebruikers.models import BuitenRol, Gebruiker
from gezinsplan.models import Gezinsplan
from notifications.outbox import queue
from toegang.access import actieve_deelnames
from toegang.inzage import berichten
from toegang.inzage.access import opvallend_voor
from toegang.inzage.models import Inzage, Opvallend, Opvalsoort, Uitkomst, Weg
from toegang.models import Deelname, Plekstatus

VENSTER = timedelta(hours=1)
OVERLAP = timedelta(minutes=10)
"""So far a run looks back beyond the hour: what the run before could not see whole."""

ZELF_GEOPEND = [Weg.PAGINA, Weg.DEEL, Weg.BESTAND]
"""What somebody opened; lists and calendars show many families in the course of ordinary work."""


@dataclass(frozen=True)
class Vondst:
    """Something that stands out, before it is known whether it was told already."""

    soort: Opvalsoort
    actor_id: UUID
    actor_naam: str
    plan_id: UUID | None
    aantal: int
    van: datetime
    tot: datetime

    @property
    def sleutel(self) -> str:
        """What makes it the same: kind, account, plan and local day."""
        dag = timezone.localdate(self.van)
        return f"{self.soort.value}:{self.actor_id}:{self.plan_id or '-'}:{dag}"


def flag_unusual(*, now: datetime) -> int:
    """Write down what stands out and is new, and tell who should know; return how many."""
    nieuw = 0
    for vondst in [*_veel_plannen(now), *_na_einde(now), *_vaak_geweigerd(now)]:
        nieuw += _flag(vondst, now)
    return nieuw


def _laatste(now: datetime) -> QuerySet[Inzage]:
    regels: QuerySet[Inzage] = Inzage.objects.filter(
        op__gt=now - VENSTER - OVERLAP, op__lte=now, actor_id__isnull=False
    )
    return regels


Telling = dict[str, Any]


def _geteld(regels: QuerySet[Inzage], *per: str) -> Iterator[Telling]:
    """Return per account (and plan) how many lines, how many plans, when, and under what name."""
    yield from (
        regels.order_by()
        .values("actor_id", *per)
        .annotate(
            naam=Max("actor_naam"),
            n=Count("id"),
            plannen=Count("plan_id", distinct=True),
            van=Min("op"),
            tot=Max("op"),
        )
    )


def _vondst(soort: Opvalsoort, rij: Telling, aantal: int) -> Vondst:
    wie, naam, plan = rij["actor_id"], rij["naam"], rij.get("plan_id")
    return Vondst(soort, wie, naam, plan, aantal, rij["van"], rij["tot"])


def _veel_plannen(now: datetime) -> Iterator[Vondst]:
    geopend = _laatste(now).filter(weg__in=ZELF_GEOPEND, uitkomst=Uitkomst.GELUKT)
    for rij in _geteld(geopend):
        if rij["plannen"] >= settings.INZAGE_VEEL_PLANNEN:
            yield _vondst(Opvalsoort.VEEL_PLANNEN, rij, rij["plannen"])


def _geweigerd(now: datetime) -> QuerySet[Inzage]:
    """Refused at the door: who sits there and asks for what is not theirs is no burglar."""
    return _laatste(now).filter(uitkomst=Uitkomst.GEWEIGERD, deelname_id__isnull=True)


def _na_einde(now: datetime) -> Iterator[Vondst]:
    rijen = list(_geteld(_geweigerd(now), "plan_id"))
    gestopt = set(
        Deelname.objects.filter(
            Q(status=Plekstatus.BEEINDIGD) | Q(tot__lte=timezone.localdate(now)),
            gebruiker__in={rij["actor_id"] for rij in rijen},
            plan__in={rij["plan_id"] for rij in rijen},
        ).values_list("gebruiker", "plan")
    )
    for rij in rijen:
        if (rij["actor_id"], rij["plan_id"]) in gestopt:
            yield _vondst(Opvalsoort.NA_EINDE, rij, rij["n"])


def _vaak_geweigerd(now: datetime) -> Iterator[Vondst]:
    """One plan again and again, or one plan after another; also plans that do not exist."""
    grens: int = settings.INZAGE_VAAK_GEWEIGERD
    per_plan = [r for r in _geteld(_geweigerd(now), "plan_id") if r["n"] >= grens]
    echt = set(
        Gezinsplan.objects.filter(pk__in=[r["plan_id"] for r in per_plan]).values_list(
            "pk", flat=True
        )
    )
    for rij in per_plan:
        if rij["plan_id"] in echt:
            yield _vondst(Opvalsoort.GEWEIGERD, rij, rij["n"])
    for rij in _geteld(_geweigerd(now)):
        if rij["plannen"] >= grens:
            yield _vondst(Opvalsoort.GEWEIGERD, rij, rij["n"])


def _flag(vondst: Vondst, now: datetime) -> bool:
    """Write it down once per day; who is told is told in the same transaction."""
    if Opvallend.objects.filter(sleutel=vondst.sleutel).exists():
        return False
    try:
        with transaction.atomic():
            rij = Opvallend.objects.create(sleutel=vondst.sleutel, **_velden(vondst))
            _vertel(rij, now)
    except IntegrityError:
        return False  # another process was first
    return True


def _velden(vondst: Vondst) -> dict[str, Any]:
    namen = ("soort", "actor_id", "actor_naam", "plan_id", "aantal", "van", "tot")
    return {naam: getattr(vondst, naam) for naam in namen}


def _vertel(rij: Opvallend, now: datetime) -> None:
    """Tell the zorgcoördinator of the plan, or beheer where that is nobody else."""
    wie = [d.gebruiker for d in _coordinatoren(rij, now) if d.gebruiker]
    if wie:
        for ontvanger in wie:
            queue(
                berichten.OPVALLEND,
                ontvanger=ontvanger,
                sleutel=str(rij.pk),
                plan=rij.plan,
                object_id=rij.pk,
                now=now,
            )
        return
    for ontvanger in beheerders():
        if not opvallend_voor(ontvanger).filter(pk=rij.pk).exists():
            continue
        soort, sleutel = berichten.OPVALLEND_BEHEER, str(rij.pk)
        queue(soort, ontvanger=ontvanger, sleutel=sleutel, object_id=rij.pk, now=now)


def _coordinatoren(rij: Opvallend, now: datetime) -> list[Deelname]:
    if rij.plan_id is None:
        return []
    zetels = actieve_deelnames(now).filter(plan=rij.plan_id, is_zorgcoordinator=True)
    return list(zetels.exclude(gebruiker=rij.actor_id))


def beheerders() -> QuerySet[Gebruiker]:
    """Return the accounts of functioneel beheer."""
    return Gebruiker.objects.filter(buitenrol=BuitenRol.BEHEER, is_active=True)


def mark_seen(rij: Opvallend, *, bevinding: str, actor: Gebruiker, now: datetime) -> None:
    """Write down that somebody of beheer looked into it, and what they found."""
    Opvallend.objects.filter(pk=rij.pk, gezien_op__isnull=True).update(
        gezien_op=now, gezien_door_naam=actor.naam, bevinding=bevinding
    )
