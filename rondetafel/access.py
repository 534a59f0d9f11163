"""The doorways of the table. Reads only.

The family and the zorgcoördinator know of every table: every meeting about the family is visible to
the family. Anybody else knows of the tables they are invited to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404
from django.utils import timezone

from prepared import PreparedQuery, Slot, Slots
from rondetafel.models import (
    KOMEND,
    Agendafeed,
    Agendapunt,
    Rondetafel,
    Stapnotitie,
    Tafelstatus,
    Uitnodiging,
    Uitnodigingsantwoord,
    Verhindering,
)
from toegang.access import actief_op, actieve_deelnames

if TYPE_CHECKING:
    from gebruikers.models import Gebruiker
    from toegang.access import Plek
    from toegang.models import Deelname
    from toegang.vorm import Kijker

Bezet = dict[UUID, list[tuple[datetime, datetime]]]

VAST = (Tafelstatus.GEPLAND, Tafelstatus.BEZIG)
"""States in which the time of a table keeps its guests busy."""


def ziet_elke_tafel(plek: Kijker) -> bool:
    """Whether this seat knows of every table: a member of the family, or the zorgcoördinator."""
    return plek.lid is not None or plek.is_coordinator


def tafels_voor(plek: Kijker) -> QuerySet[Rondetafel]:
    """Return the tables this seat knows of, newest first."""
    alle = Rondetafel.objects.filter(plan=plek.plan)
    if ziet_elke_tafel(plek):
        return alle
    op_lijst = Uitnodiging.objects.filter(deelname=plek.deelname, van_lijst_op__isnull=True)
    return alle.exclude(status=Tafelstatus.CONCEPT).filter(pk__in=op_lijst.values("tafel"))


def _tafel(plek: Kijker) -> QuerySet[Rondetafel]:
    return tafels_voor(plek).filter(pk=Slot.uuid("tafel"))


def _met_notitie(plek: Kijker) -> QuerySet[Any, Rondetafel]:
    hier = Stapnotitie.objects.filter(tafel=OuterRef("pk"), stap=OuterRef("stap"))
    velden = JSONObject(tekst="tekst", versie="versie")
    return _tafel(plek).annotate(notitie=Subquery(hier.values(notitie=velden)[:1]))


TAFEL, TAFEL_MET_NOTITIE = PreparedQuery(_tafel), PreparedQuery(_met_notitie)
VOLGENDE = PreparedQuery(
    lambda plek: tafels_voor(plek).filter(status__in=KOMEND).order_by("nummer")[:1]
)


def volgende_tafel(plek: Plek) -> Rondetafel | None:
    """Return the table that comes next, as far as this seat knows."""
    return next(iter(plek.vraag(VOLGENDE)), None)


def get_tafel(plek: Plek, tafel_id: UUID, *, met_notitie: bool = False) -> Rondetafel:
    """Return a table of this plan.

    ``met_notitie`` loads in the same query the note of the step it is at, as ``tafel.notitie``
    (``{"tekst", "versie"}``, or None): for its notulist.

    Raises:
        Http404: when this seat does not know of it.
    """
    rijen = plek.vraag(TAFEL_MET_NOTITIE if met_notitie else TAFEL, tafel=tafel_id)
    if not rijen:
        raise Http404("Deze tafel bestaat niet.")
    tafel = rijen[0]
    # The plan of the seat has its gezin and gemeente loaded.
    tafel.plan = plek.plan
    return zonder_verborgen_plaats(plek, tafel)


def zonder_verborgen_plaats(plek: Plek, tafel: Rondetafel) -> Rondetafel:
    """Return the table as this seat knows it: a place that is hidden from it is not named."""
    if plek.schild.noemt(tafel.plaats):
        tafel.plaats = ""
    return tafel


def zittend(plek: Plek) -> list[Deelname]:
    """Return the active seats of this plan, of which a guest list is made: family first."""
    rijen = actieve_deelnames(plek.now).filter(plek.schild.q("lid", "organisatie"), plan=plek.plan)
    rijen = rijen.select_related("jim_van")
    return sorted(rijen, key=_plekvolgorde)


def _gasten() -> QuerySet[Uitnodiging]:
    zittend = actief_op(Slot.day("vandaag")).filter(plan=Slot.uuid("plan"))
    return Uitnodiging.objects.filter(
        tafel=Slot.uuid("tafel"), van_lijst_op__isnull=True, deelname__in=zittend.values("pk")
    ).select_related(
        "deelname__lid", "deelname__organisatie", "deelname__jim_van", "deelname__gebruiker"
    )


GASTEN = PreparedQuery(_gasten)


def gastenlijst(tafel: Rondetafel, *, now: datetime) -> list[Uitnodiging]:
    """Return who is on the guest list and still has a seat: family first, then as they came."""
    rijen = GASTEN(tafel=tafel.pk, plan=tafel.plan_id, vandaag=timezone.localdate(now))
    return sorted(rijen, key=lambda u: _plekvolgorde(u.deelname))


def gasten_voor(plek: Plek, tafel: Rondetafel) -> list[Uitnodiging]:
    """Return the guest list as this seat knows it: without who is hidden from it."""
    gasten = gastenlijst(tafel, now=plek.now)
    return [g for g in gasten if not plek.schild.verbergt(g.deelname)]


def _plekvolgorde(deelname: Deelname) -> tuple[bool, int, bool, datetime, str]:
    return (
        deelname.lid is None,
        deelname.lid.volgorde if deelname.lid else 0,
        not deelname.is_zorgcoordinator,
        deelname.voorgesteld_op,
        deelname.naam,
    )


def eigen_uitnodiging(plek: Plek, tafel: Rondetafel) -> Uitnodiging | None:
    """Return this seat's own place on the guest list, if it has one."""
    return Uitnodiging.objects.filter(
        tafel=tafel, deelname=plek.deelname, van_lijst_op__isnull=True
    ).first()


def get_uitnodiging(plek: Plek, tafel: Rondetafel) -> Uitnodiging:
    """Return this seat's own place on the guest list.

    Raises:
        Http404: when it is not on the list: there is nothing to answer.
    """
    uitnodiging = eigen_uitnodiging(plek, tafel)
    if uitnodiging is None:
        raise Http404("U staat niet op de lijst van deze tafel.")
    return uitnodiging


def agenda_van(plek: Plek, tafel: Rondetafel) -> QuerySet[Agendapunt]:
    """Return the agenda as this seat reads it."""
    punten = Agendapunt.objects.visible_to(plek).filter(tafel=tafel)
    return punten.select_related("leefgebied", "betreft", "door__lid")


AGENDA = PreparedQuery(
    lambda plek: (
        Agendapunt.objects.visible_to(plek)
        .filter(tafel=Slot.uuid("tafel"))
        .select_related("leefgebied", "betreft", "door__lid")
    )
)


def agenda_bij(plek: Plek, tafel: Rondetafel) -> list[Agendapunt]:
    """Return the items of the agenda as this seat reads it."""
    return plek.vraag(AGENDA, tafel=tafel.pk)


def get_agendapunt(plek: Plek, tafel: Rondetafel, punt_id: UUID) -> Agendapunt:
    """Return an agenda item of this table.

    Raises:
        Http404: when this seat does not see it.
    """
    punt = agenda_van(plek, tafel).filter(pk=punt_id).first()
    if punt is None:
        raise Http404("Dit punt staat niet op de agenda.")
    return punt


BEZET = PreparedQuery(
    lambda: (
        Uitnodiging.objects.filter(
            deelname__gebruiker__in=Slots("gebruikers"),
            deelname__status="actief",
            van_lijst_op__isnull=True,
            tafel__status__in=VAST,
            tafel__begin__lt=Slot.moment("tot"),
            tafel__eind__gt=Slot.moment("van"),
        )
        .exclude(tafel=Slot.uuid("behalve"))
        .exclude(antwoord=Uitnodigingsantwoord.NEE)
        .order_by("tafel__begin")
        .values_list("deelname__gebruiker_id", "tafel__begin", "tafel__eind")
    )
)
VERHINDERD = PreparedQuery(lambda: Verhindering.objects.filter(gebruiker__in=Slots("gebruikers")))


def bezette_tijden(
    gebruikers: Collection[UUID], van: datetime, tot: datetime, *, behalve: UUID
) -> Bezet:
    """Return when these accounts sit at a planned table, of any plan, between two moments.

    This is the one question that looks across plans. It gives away begin and end and nothing else:
    not which family, not where, not with whom. ``behalve`` is the table that is being planned.
    """
    rijen = BEZET(gebruikers=gebruikers, van=van, tot=tot, behalve=behalve)
    bezet: Bezet = defaultdict(list)
    for wie, begin, eind in rijen:
        if wie and begin and eind:
            bezet[wie].append((begin, eind))
    return dict(bezet)


def verhinderingen_van(gebruikers: Collection[UUID]) -> dict[UUID, list[Verhindering]]:
    """Return the hours at which these accounts never can, by account."""
    gevonden: dict[UUID, list[Verhindering]] = defaultdict(list)
    for rij in sorted(VERHINDERD(gebruikers=gebruikers), key=_door_de_week):
        gevonden[rij.gebruiker_id].append(rij)
    return dict(gevonden)


def _door_de_week(rij: Verhindering) -> tuple[int, time, time, date, datetime]:
    """Every day first, then by day and hour; the same on every database."""
    return (
        -1 if rij.dag is None else rij.dag,
        rij.vanaf or time.min,
        rij.tot or time.max,
        rij.van or date.min,
        rij.gemaakt_op,
    )


def tafels_in_agenda(gebruiker: Gebruiker, *, vanaf: datetime, now: datetime) -> list[Rondetafel]:
    """Return what stands in this person's calendar: tables with a time, of seats that count now.

    Cancelled ones stay, so that a calendar learns that they are off.
    """
    zittend = actieve_deelnames(now).filter(gebruiker=gebruiker).values("pk")
    uitgenodigd = Uitnodiging.objects.filter(
        deelname__in=zittend, van_lijst_op__isnull=True, sequence__isnull=False
    )
    return list(
        Rondetafel.objects.filter(pk__in=uitgenodigd.values("tafel"))
        .filter(Q(begin__isnull=False), eind__gte=vanaf)
        .exclude(status__in=[Tafelstatus.CONCEPT, Tafelstatus.PEILING])
        .order_by("begin", "id")
    )


def feed_van(gebruiker: Gebruiker) -> Agendafeed | None:
    """Return this person's calendar address, if they have one."""
    return Agendafeed.objects.filter(gebruiker=gebruiker, ingetrokken_op__isnull=True).first()


def feed_bij(token_hash: str) -> Agendafeed | None:
    """Return the calendar address with this hash, of an account that is still in use."""
    return (
        Agendafeed.objects.filter(
            token_hash=token_hash, ingetrokken_op__isnull=True, gebruiker__is_active=True
        )
        .select_related("gebruiker")
        .first()
    )
