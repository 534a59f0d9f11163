"""What a table will talk about: proposed by anyone, ordered by the zorgcoördinator, and pulled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from acties.stilte import stille_acties
from doelen.access import open_tegenspraken
from notifications.outbox import queue
from rondetafel import berichten_coordinator
from rondetafel.models import Agendapunt, Agendasoort, Rondetafel, Tafelstatus
from rondetafel.workflow.toestand import coordinator, eis_status, lock
from toegang.access import plek_van_deelname
from toegang.overgangen import KanNietError
from toegang.policy import Handeling

if TYPE_CHECKING:
    from gebruikers.models import Leefgebied
    from gezinsplan.models import Gezinslid
    from toegang.access import Plek
    from toegang.models import Deelname

NOG_TE_BESPREKEN = (
    Tafelstatus.CONCEPT,
    Tafelstatus.PEILING,
    Tafelstatus.GEPLAND,
    Tafelstatus.BEZIG,
)


@transaction.atomic
def stel_punt_voor(
    tafel: Rondetafel,
    tekst: str,
    toelichting: str,
    *,
    betreft: Gezinslid | None = None,
    leefgebied: Leefgebied | None = None,
    actor: Plek,
    now: datetime,
) -> Agendapunt:
    """Put something on the agenda, at its end.

    Without ``leefgebied`` everyone who gets the agenda reads it; with one, who sees that of
    ``betreft`` (None: the family together). Somebody cannot write where they cannot read.

    Raises:
        KanNietError: when the table is over.
    """
    actor.eis(Handeling.AGENDAPUNT_VOORSTELLEN)
    if leefgebied is not None and not actor.ziet(betreft.pk if betreft else None, leefgebied):
        raise PermissionDenied("outside the scope of this seat")
    tafel = lock(tafel)
    eis_status(tafel, NOG_TE_BESPREKEN)
    punt = Agendapunt.objects.create(
        tafel=tafel,
        tekst=tekst,
        toelichting=toelichting,
        betreft=betreft if leefgebied else None,
        leefgebied=leefgebied,
        door=actor.deelname,
        volgorde=_laatste(tafel) + 1,
        gemaakt_op=now,
    )
    _meld(punt, actor, now)
    return punt


def _meld(punt: Agendapunt, actor: Plek, now: datetime) -> None:
    """Tell the zorgcoördinator, unless it is theirs."""
    linda = coordinator(punt.tafel, now=now)
    if linda and linda.gebruiker and linda.pk != actor.deelname.pk:
        queue(
            berichten_coordinator.AGENDAPUNT,
            ontvanger=linda.gebruiker,
            plan=punt.tafel.plan,
            object_id=punt.pk,
            sleutel=str(punt.pk),
            now=now,
        )


def _laatste(tafel: Rondetafel) -> int:
    hoogste = Agendapunt.objects.filter(tafel=tafel).aggregate(hoogste=Max("volgorde"))["hoogste"]
    return -1 if hoogste is None else int(hoogste)


@transaction.atomic
def haal_punt_weg(punt: Agendapunt, *, actor: Plek, now: datetime) -> None:
    """Take back what somebody proposed themselves; nobody takes away another's.

    Raises:
        KanNietError: when it was discussed, or the table is over.
    """
    if punt.door_id != actor.deelname.pk or punt.soort != Agendasoort.EIGEN:
        raise PermissionDenied("somebody else's agenda item")
    tafel = lock(punt.tafel)
    eis_status(tafel, NOG_TE_BESPREKEN)
    if punt.besproken_op is not None:
        raise KanNietError(_("Dit punt is al besproken."))
    punt.delete()


@transaction.atomic
def verplaats_punt(punt: Agendapunt, stappen: int, *, actor: Plek, now: datetime) -> None:
    """Move an item up (-1) or down (1) in the agenda; past the end nothing happens."""
    actor.eis(Handeling.TAFEL_PLANNEN)
    tafel = lock(punt.tafel)
    eis_status(tafel, NOG_TE_BESPREKEN)
    punten = list(Agendapunt.objects.filter(tafel=tafel))
    plaats = next(n for n, p in enumerate(punten) if p.pk == punt.pk)
    nieuw = min(max(plaats + stappen, 0), len(punten) - 1)
    punten.insert(nieuw, punten.pop(plaats))
    for nummer, rij in enumerate(punten):
        rij.volgorde = nummer
    Agendapunt.objects.bulk_update(punten, ["volgorde"])


@dataclass(frozen=True)
class _Bron:
    """Something that comes onto the agenda by itself."""

    id: UUID
    tekst: str
    toelichting: str = ""
    betreft_id: UUID | None = None
    leefgebied_id: UUID | None = None
    door: Deelname | None = None


@transaction.atomic
def trek_agenda(tafel: Rondetafel, *, now: datetime) -> None:
    """Pull silent actions and open "dit klopt niet" onto the agenda; twice is the same as once.

    What was pulled before, was not discussed, and is silent or open no more, goes. An item falls
    under the scope of what it is about. Called when a table is planned and when it opens.
    """
    tafel = lock(tafel)
    eis_status(tafel, NOG_TE_BESPREKEN)
    stil = [
        _Bron(a.pk, a.tekst, betreft_id=a.betreft_id, leefgebied_id=a.leefgebied_id)
        for a in stille_acties(tafel.plan, now)
    ]
    _zet(tafel, Agendasoort.STILLE_ACTIE, stil, now)
    linda = coordinator(tafel, now=now)
    plek = plek_van_deelname(linda, now=now) if linda else None
    if plek is None:
        return
    oneens = [
        _Bron(
            o.tegenspraak.pk,
            o.tekst,
            o.eigen_woorden,
            o.betreft_id,
            o.leefgebied_id,
            o.tegenspraak.door,
        )
        for o in open_tegenspraken(plek)
    ]
    _zet(tafel, Agendasoort.KLOPT_NIET, oneens, now)


def _zet(tafel: Rondetafel, soort: Agendasoort, bronnen: list[_Bron], now: datetime) -> None:
    staan = Agendapunt.objects.filter(tafel=tafel, soort=soort)
    staan.filter(besproken_op__isnull=True).exclude(bron_id__in=[b.id for b in bronnen]).delete()
    al = set(staan.values_list("bron_id", flat=True))
    volgorde = _laatste(tafel)
    nieuw = [b for b in bronnen if b.id not in al]
    Agendapunt.objects.bulk_create(
        Agendapunt(
            tafel=tafel,
            soort=soort,
            tekst=bron.tekst,
            toelichting=bron.toelichting,
            betreft_id=bron.betreft_id,
            leefgebied_id=bron.leefgebied_id,
            bron_id=bron.id,
            door=bron.door,
            volgorde=volgorde + nummer,
            gemaakt_op=now,
        )
        for nummer, bron in enumerate(nieuw, start=1)
    )
