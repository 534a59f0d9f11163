"""What those who decide read of the log of their own plan, and beheer of what stands out.

Read for one plan, by who may: names only of people the reader knows of, parts of the plan and never
titles, and never from which address somebody came: that of the other parent is nobody's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Case, Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate
from django.http import Http404

from gebruikers.models import BuitenRol, Gebruiker
from toegang.access import Plek
from toegang.inzage import woorden
from toegang.inzage.filter import Keuze
from toegang.inzage.models import Inzage, Opvallend, Weg
from toegang.models import Deelname, Plekstatus
from toegang.noodinzage.models import Noodinzage
from toegang.noodinzage.plek import als_zetel
from toegang.policy import Handeling
from toegang.zetels import deelnames_voor

PER_BLADZIJDE = 40
UITVOER_HOOGSTENS = 20_000
"""Lines in one file; a shorter period gives the others."""

ZONE = ZoneInfo(settings.TIME_ZONE)
ZELFDE = (
    *("actor_id", "deelname_id", "namens_id", "onderdeel"),
    *("gebeurtenis", "uitkomst", "langs"),
)
"""What makes two looks on one day the same to who reads."""


@dataclass(frozen=True)
class Blik:
    """The same look by one person on one day, and how often."""

    dag: date
    wie: str
    naam: str
    soort: str
    zin: str
    keer: int
    eerste: datetime
    laatste: datetime
    lukte: bool


@dataclass(frozen=True)
class Dag:
    """One day of the log, newest first."""

    dag: date
    blikken: list[Blik]


class Logboek:
    """The log of one plan for one reader."""

    def __init__(self, plek: Plek, vraag: Any) -> None:
        """Read what is asked for; ``plek`` must be allowed to read the log."""
        plek.eis(Handeling.INZAGE_ZIEN)
        self.plek = plek
        self.keuze = Keuze.uit(vraag, self.mensen)

    @cached_property
    def mensen(self) -> list[Deelname]:
        """The seats this reader knows of; those that count last, so that they name an account."""
        zetels = [*deelnames_voor(self.plek), *map(als_zetel, self._in_nood[True])]
        return sorted(zetels, key=lambda d: (d.status == Plekstatus.ACTIEF, d.voorgesteld_op))

    @cached_property
    def _in_nood(self) -> dict[bool, list[Noodinzage]]:
        """Who read in an emergency: those the family was told of, and those it is not told yet."""
        per: dict[bool, list[Noodinzage]] = {True: [], False: []}
        for rij in Noodinzage.objects.filter(plan=self.plek.plan).select_related("organisatie"):
            per[rij.verteld_op is not None].append(rij)
        return per

    @cached_property
    def te_kiezen(self) -> list[Deelname]:
        """The people to choose from: who has or had an account at this plan."""
        per_account = {d.gebruiker_id: d for d in self.mensen if d.gebruiker_id}
        return sorted(per_account.values(), key=lambda d: d.naam)

    @cached_property
    def _per_zetel(self) -> dict[UUID, Deelname]:
        return {d.pk: d for d in self.mensen}

    @cached_property
    def _per_account(self) -> dict[UUID, Deelname]:
        return {d.gebruiker_id: d for d in self.mensen if d.gebruiker_id}

    @property
    def regels(self) -> QuerySet[Inzage]:
        """The lines asked for."""
        alle: QuerySet[Inzage] = Inzage.objects.filter(plan_id=self.plek.plan.pk)
        stil = [rij.pk for rij in self._in_nood[False]]
        alle = alle.filter(Q(deelname_id=None) | ~Q(deelname_id__in=stil))
        return alle.filter(self.keuze.q(self.mensen, self.plek.deelname, self.plek.now))

    def bladzijde(self, nummer: str | None) -> Any:
        """Return one page of folded looks."""
        gevouwen = (
            self.regels.annotate(
                dag=TruncDate("op", tzinfo=ZONE),
                langs=Case(When(weg=Weg.DEEL, then=Value(Weg.PAGINA.value)), default=F("weg")),
            )
            .order_by()
            .values("dag", *ZELFDE)
            .annotate(keer=Count("id"), eerste=Min("op"), laatste=Max("op"), nummer=Max("id"))
            .order_by("-dag", "-laatste", "-nummer")
        )
        return Paginator(gevouwen, PER_BLADZIJDE).get_page(nummer)

    def dagen(self, rijen: Sequence[dict[str, Any]]) -> list[Dag]:
        """Return folded looks by day."""
        uit: list[Dag] = []
        for rij in rijen:
            if not uit or uit[-1].dag != rij["dag"]:
                uit.append(Dag(rij["dag"], []))
            uit[-1].blikken.append(self._blik(rij))
        return uit

    def _blik(self, rij: dict[str, Any]) -> Blik:
        zetel = self.zetel_van(rij)
        return Blik(
            dag=rij["dag"],
            wie=woorden.wie(zetel, self.plek),
            naam=zetel.naam if zetel else woorden.onbekend(rij),
            soort=woorden.chip(zetel),
            zin=woorden.zin(rij, zetel, self.plek),
            keer=rij["keer"],
            eerste=rij["eerste"],
            laatste=rij["laatste"],
            lukte=rij["uitkomst"] == "gelukt",
        )

    def zetel_van(self, rij: dict[str, Any]) -> Deelname | None:
        """Return whose look it was, if this reader knows of them."""
        if rij["deelname_id"] in self._per_zetel:
            return self._per_zetel[rij["deelname_id"]]
        return self._per_account.get(rij["actor_id"] or rij["namens_id"])

    def uitvoer(self) -> list[dict[str, object]]:
        """Return the lines themselves, newest first, with the standard's fields."""
        velden = ("op", "weg", "rol", "organisatie_naam", "basis", "grondslag", "plan_id")
        namen = (*velden, *(v for v in ZELFDE if v != "langs"))
        rijen = self.regels.order_by("-op", "-id").values(*namen)[:UITVOER_HOOGSTENS]
        return [woorden.uitvoerregel(rij, self.zetel_van(rij), self.plek) for rij in rijen]

    def opvallend(self) -> list[Opvallend]:
        """Return what stood out about this plan, newest first; also of an account over many plans
        when this was one of them."""
        hier = Inzage.objects.filter(
            plan_id=self.plek.plan.pk,
            actor_id=OuterRef("actor_id"),
            op__gte=OuterRef("van"),
            op__lte=OuterRef("tot"),
        )
        rijen = Opvallend.objects.filter(
            Q(plan=self.plek.plan) | Q(plan__isnull=True, soort="veel_plannen") & Exists(hier)
        )
        return list(rijen[:5])


def get_opvallend(gebruiker: Gebruiker, opvallend_id: UUID) -> Opvallend:
    """Return something that stood out, for who may look into it: not the one it is about.

    Raises:
        Http404: for everybody but beheer, and for who it is about.
    """
    anderen = opvallend_voor(gebruiker).exclude(actor_id=gebruiker.pk)
    rij = anderen.filter(pk=opvallend_id).first()
    if rij is None:
        raise Http404("Dit bestaat niet.")
    return rij


def opvallend_voor(gebruiker: Gebruiker) -> QuerySet[Opvallend]:
    """Return what stood out, for beheer: of accounts, never of which family.

    Beheer of one gemeente reads of its own plans, and of who works for it.

    Raises:
        Http404: for everybody else.
    """
    if gebruiker.buitenrol != BuitenRol.BEHEER:
        raise Http404("Deze bladzijde bestaat niet.")
    if not gebruiker.gemeente_id:
        return Opvallend.objects.all()
    werkt_hier = Gebruiker.objects.filter(werk__organisatie__gemeenten=gebruiker.gemeente_id)
    return Opvallend.objects.filter(
        Q(plan__gemeente=gebruiker.gemeente_id)
        | Q(plan__isnull=True, actor_id__in=werkt_hier.values("pk"))
    )
