"""The doorways: a plan, and the seats at it, exist only for who sits there.

``get_plek`` is the one way into a plan. What it gives, a :class:`Plek`, is the actor of everything
that happens inside: views, workflow functions, tasks and PDF ask it and know no role by name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from gebruikers.models import Instemregel
from gezinsplan.models import Gezag, Gezinslid, Gezinsplan, Planstatus
from prepared import PreparedQuery, Slot
from toegang import leeftijd, policy
from toegang.afscherming import schild
from toegang.afscherming.schild import GEEN, Schild
from toegang.beslissers import (
    VOLWASSEN,
    Beslisgroep,
    Beslisser,
    beslissers_op,
    groepen_over,
)
from toegang.models import Deelname, Plekstatus
from toegang.noodinzage import plek as noodinzage
from toegang.policy import Handeling
from toegang.predicaten import PREDICATEN, not_shielded
from toegang.vorm import Vorm, vorm_van
from toegang.zicht import Zicht

if TYPE_CHECKING:
    from gebruikers.models import Gebruiker

Rij = TypeVar("Rij")


@dataclass(frozen=True)
class Plek:
    """An active seat in use: the actor inside one plan, at one moment.

    Attributes:
        deelname: the seat, with ``plan``, ``plan.gezin``, ``plan.gemeente`` and ``lid`` loaded.
        now: the aware moment at which it is asked.
        zicht: what it sees; differs from the stored scope in a preview only.
    """

    deelname: Deelname
    now: datetime
    zicht: Zicht

    @property
    def plan(self) -> Gezinsplan:
        """The plan this seat is at."""
        return self.deelname.plan

    @property
    def gebruiker(self) -> Gebruiker | None:
        """The account of who sits here."""
        return self.deelname.gebruiker

    @property
    def lid(self) -> Gezinslid | None:
        """The member of the family who sits here, if it is one."""
        return self.deelname.lid

    @property
    def deelname_id(self) -> UUID:
        """The id of this seat."""
        return self.deelname.pk

    @property
    def is_coordinator(self) -> bool:
        """Whether this seat carries the mark zorgcoördinator."""
        return self.deelname.is_zorgcoordinator

    @property
    def is_noodinzage(self) -> bool:
        """Whether this is no seat but an hour of reading (``toegang.noodinzage``)."""
        return self.deelname.rol == policy.NOODINZAGE

    @property
    def vandaag(self) -> date:
        """The local date of ``now``."""
        return timezone.localdate(self.now)

    @cached_property
    def leden(self) -> list[Gezinslid]:
        """All members of the family, in their order."""
        return LEDEN(gezin=self.plan.gezin_id)

    @cached_property
    def schild(self) -> Schild:
        """What is hidden from who sits here, whatever their scope."""
        return schild.schilden([self.deelname]).get(self.deelname.pk, GEEN)

    @property
    def zichtbare_leden(self) -> list[Gezinslid]:
        """The members that a screen may name; ``leden`` is for deciding who decides."""
        return [lid for lid in self.leden if not self.schild.verbergt(lid)]

    @cached_property
    def gezag(self) -> list[Gezag]:
        """All gezag over its children, with the holders."""
        return GEZAG(plan=self.plan.pk, gezin=self.plan.gezin_id)

    @property
    def een_beslist(self) -> bool:
        """Whether the gemeente lets one of those with gezag decide."""
        return self.plan.gemeente.instemregel == Instemregel.EEN

    @property
    def gezag_met_stem(self) -> list[Gezag]:
        """The gezag that counts when deciding: not of a parent whose ``beslist_mee`` is off."""
        return [g for g in self.gezag if not vars(g)["zonder_stem"]]

    def groepen(self, leden: Sequence[Gezinslid]) -> list[Beslisgroep]:
        """Return who decide about each of ``leden`` today."""
        return groepen_over(leden, self.gezag_met_stem, self.vandaag, een=self.een_beslist)

    @cached_property
    def groepen_van_gezin(self) -> list[Beslisgroep]:
        """Who decide about each member of the family today."""
        return self.groepen(self.leden)

    def als_beslisser(self) -> set[Beslisser]:
        """Return the ways in which this seat can be one who decides."""
        return beslissers_op(self.deelname)

    def beslist_over(self, leden: Sequence[Gezinslid]) -> bool:
        """Whether this seat is one of those who decide about any of ``leden``."""
        zelf = self.als_beslisser()
        over = {lid.pk for lid in leden}
        return any(zelf & g.allen for g in self.groepen_van_gezin if g.over.pk in over)

    def beslist_over_leden(self) -> list[Gezinslid]:
        """Return the members about whom this seat is one of those who decide."""
        zelf = self.als_beslisser()
        return [groep.over for groep in self.groepen_van_gezin if zelf & groep.allen]

    def mag(self, handeling: Handeling, obj: object | None = None) -> bool:
        """Whether this seat may do ``handeling`` (to ``obj``)."""
        voorwaarden = policy.regels(
            handeling,
            self.deelname.rol,
            coordinator=self.is_coordinator,
            planstatus=self.plan.status,
        )
        return any(PREDICATEN[v](self, obj) for v in voorwaarden) and not_shielded(self, obj)

    def eis(self, handeling: Handeling, obj: object | None = None) -> None:
        """Raise PermissionDenied unless this seat may do ``handeling`` (to ``obj``)."""
        if not self.mag(handeling, obj):
            raise PermissionDenied(f"{handeling} mag hier niet")

    def ziet(self, betreft_id: UUID | None, leefgebied: Any) -> bool:
        """Whether a row about this member (None: the family) in this leefgebied is seen."""
        in_zicht = self.is_coordinator or self.zicht.ziet(betreft_id, leefgebied.code)
        return (
            in_zicht
            and betreft_id not in self.schild.ids
            and leefgebied.code not in self.schild.leefgebieden
        )

    def ziet_rij(self, rij: Any) -> bool:
        """Whether this row with a scope is seen: as ``q`` and ``schild.q``, on a loaded row."""
        return self.ziet(rij.betreft_id, rij.leefgebied) and not self.schild.verbergt(rij)

    def ziet_sectie(self, sectie: str) -> bool:
        """Whether this section of the plan is seen."""
        in_zicht = self.is_coordinator or self.zicht.ziet_sectie(sectie)
        return in_zicht and sectie not in self.schild.secties

    def vraag(self, vraag: PreparedQuery[Rij], *rest: Hashable, **waarden: Any) -> list[Rij]:
        """Return the rows of a query that is prepared per form of a seat (``toegang.vorm``).

        ``rest`` and ``waarden`` are what its shape and its slots take beside those of a seat.
        """
        vorm, eigen = self._vorm
        if self.schild.is_leeg:
            return vraag(vorm, *rest, **eigen, **waarden)
        # Few seats, each with a filter of its own: written for this seat, and not kept.
        eenmalig = PreparedQuery(lambda *vormen: vraag.build(self, *vormen))
        return eenmalig(*rest, **eigen, **waarden)

    @cached_property
    def _vorm(self) -> tuple[Vorm, dict[str, Any]]:
        return vorm_van(self)

    def q(self, *, betreft: str = "betreft", leefgebied: str = "leefgebied") -> Q:
        """Return the filter of a scope, that ``visible_to`` of every row with a scope uses.

        What is hidden is a filter of its own, always asked: ``schild.q``.
        """
        return Q() if self.is_coordinator else self.zicht.q(betreft=betreft, leefgebied=leefgebied)


def _plekken(deelnames: Iterable[Deelname], now: datetime) -> list[Plek]:
    """Return these seats ready for use; no query where no child is an adult and nothing hidden."""
    rijen = list(deelnames)
    zichten = leeftijd.zichten(rijen, timezone.localdate(now))
    verborgen = schild.schilden(rijen)
    plekken = [Plek(d, now, zichten[d.pk]) for d in rijen]
    for plek in plekken:
        vars(plek)["schild"] = verborgen.get(plek.deelname.pk, GEEN)
    return plekken


def plekken_bij(
    deelnames: Iterable[Deelname], *, now: datetime, bij: Plek | None = None
) -> list[Plek]:
    """Return these seats ready for use; the caller knows that they count.

    ``bij`` is a seat at the same plan: what is known of the family need not be asked again.
    """
    rijen = list(deelnames)
    if bij is not None and leeftijd.VLAG in vars(bij.deelname):
        for d in rijen:
            vars(d)[leeftijd.VLAG] = vars(bij.deelname)[leeftijd.VLAG]
    return _plekken(rijen, now)


def actieve_deelnames(now: datetime) -> QuerySet[Deelname]:
    """Return the seats that count at ``now`` and for which their plan exists (``policy``)."""
    vandaag = timezone.localdate(now)
    return _met_vlaggen(actief_op(vandaag), leeftijd.geboren_voor(vandaag, VOLWASSEN))


def _met_vlaggen(rijen: QuerySet[Deelname], volwassen: date | Slot) -> QuerySet[Deelname]:
    """Load with each seat whether age or a shield may take something from what it sees."""
    return schild.met_vlag(leeftijd.met_vlag(rijen, volwassen))


def _dagen(vandaag: date) -> dict[str, date]:
    """What fills the slots for days of a prepared query of seats."""
    return {"vandaag": vandaag, "volwassen": leeftijd.geboren_voor(vandaag, VOLWASSEN)}


def actief_op(vandaag: date | Slot) -> QuerySet[Deelname]:
    """Return the seats that count on this day: also for a query that is prepared."""
    bestaat = (
        ~Q(plan__status=Planstatus.CONCEPT)
        | Q(rol__in=policy.CONCEPT_ZICHTBAAR_VOOR)
        | Q(is_zorgcoordinator=True)
    )
    return (
        Deelname.objects.filter(status=Plekstatus.ACTIEF, gebruiker__isnull=False)
        .filter(Q(tot__isnull=True) | Q(tot__gt=vandaag))
        .filter(bestaat)
        .select_related("plan__gezin", "plan__gemeente", "lid", "gebruiker", "organisatie")
    )


EIGEN_PLEKKEN = PreparedQuery(
    lambda: (
        _met_vlaggen(actief_op(Slot.day("vandaag")), Slot.day("volwassen"))
        .filter(gebruiker=Slot.uuid("wie"))
        .select_related(None)
        .select_related("plan__gezin", "plan__gemeente", "lid", "organisatie")
    )
)
EIGEN_PLEK = PreparedQuery(
    lambda: _met_vlaggen(actief_op(Slot.day("vandaag")), Slot.day("volwassen")).filter(
        gebruiker=Slot.uuid("wie"), plan=Slot.uuid("plan")
    )
)
LEDEN = PreparedQuery(
    lambda: Gezinslid.objects.filter(gezin=Slot.uuid("gezin")).select_related("huishouden")
)
GEZAG = PreparedQuery(
    lambda: _gezag_van(Q(plan=Slot.uuid("plan")), Q(kind__gezin=Slot.uuid("gezin")))
)


def plekken_van(gebruiker: Gebruiker, *, now: datetime) -> list[Plek]:
    """Return every seat of this account, ready for use."""
    rijen = EIGEN_PLEKKEN(wie=gebruiker.pk, **_dagen(timezone.localdate(now)))
    for deelname in rijen:
        deelname.gebruiker = gebruiker  # who asks: loaded once, not once per seat
    return _plekken(rijen, now)


def get_plek(gebruiker: Gebruiker, plan_id: UUID, *, now: datetime) -> Plek:
    """Return this account's seat at the plan.

    Raises:
        Http404: without an active seat; a plan out of reach does not exist.
    """
    rijen = EIGEN_PLEK(wie=gebruiker.pk, plan=plan_id, **_dagen(timezone.localdate(now)))
    if not rijen:
        return _noodplek(gebruiker, plan_id, now)
    return _plekken(rijen, now)[0]


def _noodplek(gebruiker: Gebruiker, plan_id: UUID, now: datetime) -> Plek:
    """Return the actor of emergency access that runs at this moment, or raise Http404."""
    rij = noodinzage.lopende(gebruiker, plan_id, now)
    if rij is None:
        raise Http404("Dit plan bestaat niet, of u zit er niet aan tafel.")
    deelname, zicht = noodinzage.als_plek(rij, gebruiker)
    return Plek(deelname, now, zicht)


def plek_van_deelname(deelname: Deelname, *, now: datetime) -> Plek | None:
    """Return the seat ready for use, or None when it does not count any more.

    For tasks, mails, feeds and PDFs, which act for somebody who is not logged in.
    """
    geladen = actieve_deelnames(now).filter(pk=deelname.pk).first()
    return _plekken([geladen], now)[0] if geladen else None


def voorbeeld(deelname: Deelname, zicht: Zicht, *, now: datetime) -> Plek:
    """Return the seat as it would be with this scope, for "zo ziet Peter uw plan"."""
    return Plek(deelname, now, zicht)


def plekken_aan_tafel(plan: Gezinsplan, *, now: datetime) -> list[Plek]:
    """Return every seat that counts at this plan, ready for use, its family loaded once."""
    plekken = _plekken(actieve_deelnames(now).filter(plan=plan), now)
    _deel_gezinnen(plekken)
    return plekken


def plekken_van_ontvangers(
    paren: Iterable[tuple[UUID, UUID | None]], *, now: datetime
) -> dict[tuple[UUID, UUID], Plek]:
    """Return the seats of many people at many plans, by (account id, plan id).

    For notifications: a constant number of queries, however many. A pair without an active seat
    is not in it.
    """
    gevraagd = {(wie, plan) for wie, plan in paren if plan is not None}
    rijen = actieve_deelnames(now).filter(
        gebruiker__in={wie for wie, _ in gevraagd}, plan__in={plan for _, plan in gevraagd}
    )
    plekken = {
        (plek.deelname.gebruiker_id, plek.deelname.plan_id): plek
        for plek in _plekken(rijen, now)
        if plek.deelname.gebruiker_id
    }
    uit = {paar: plek for paar, plek in plekken.items() if paar in gevraagd}
    _deel_gezinnen(list(uit.values()))
    return uit


def _gezag_van(plannen: Q, gezinnen: Q) -> QuerySet[Gezag]:
    """Return the gezag in these plans' families; ``zonder_stem`` marks whose say is taken away."""
    zonder = Deelname.objects.filter(
        plannen,
        plan__gezin=OuterRef("kind__gezin"),
        lid=OuterRef("lid"),
        beslist_mee=False,
        status=Plekstatus.ACTIEF,
    )
    return (
        Gezag.objects.filter(gezinnen)
        .select_related("kind", "lid", "gebruiker", "organisatie")
        .annotate(zonder_stem=Exists(zonder))
    )


def _deel_gezinnen(plekken: Sequence[Plek]) -> None:
    """Load members and gezag of many seats at once; a Plek would else ask for itself."""
    plannen = list({plek.plan.pk: plek.plan for plek in plekken}.values())
    leden: dict[UUID, list[Gezinslid]] = defaultdict(list)
    gezag: dict[UUID, list[Gezag]] = defaultdict(list)
    if plannen:
        gezinnen = [plan.gezin_id for plan in plannen]
        for lid in Gezinslid.objects.filter(gezin__in=gezinnen).select_related("huishouden"):
            leden[lid.gezin_id].append(lid)
        for rij in _gezag_van(Q(plan__in=plannen), Q(kind__gezin__in=gezinnen)):
            gezag[rij.kind.gezin_id].append(rij)
    for plek in plekken:
        vars(plek).update(leden=leden[plek.plan.gezin_id], gezag=gezag[plek.plan.gezin_id])
