"""What the table agrees, and what of the agenda was talked about."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from gezinsplan.versies import VerouderdError, schrijf
from rondetafel.models import Agendapunt, Besluit, Rondetafel
from rondetafel.workflow.tafelmodus.acties import Actiegegevens, assign
from rondetafel.workflow.tafelmodus.greep import houd_om_te_schrijven, in_gewone_woorden, raak
from toegang.overgangen import KanNietError

if TYPE_CHECKING:
    from gebruikers.models import Leefgebied
    from gezinsplan.models import Gezinslid
    from toegang.access import Plek


@transaction.atomic
def agree(
    tafel: Rondetafel,
    *,
    tekst: str,
    leefgebied: Leefgebied | None,
    betreft: Gezinslid | None,
    actie: Actiegegevens | None = None,
    actor: Plek,
    now: datetime,
) -> Besluit:
    """Write an agreement, and in the same step the action that follows from it.

    Without ``leefgebied`` everybody at the table reads it; with one, who sees that of ``betreft``.
    Somebody cannot write where they cannot read.
    """
    tafel = houd_om_te_schrijven(tafel, actor)
    if leefgebied is not None and not actor.ziet(betreft.pk if betreft else None, leefgebied):
        raise PermissionDenied("buiten het zicht van deze plek")
    with in_gewone_woorden():
        gemaakt = assign(tafel, actie, actor=actor, now=now) if actie else None
    laatste = Besluit.objects.filter(tafel=tafel).aggregate(n=Max("volgorde"))["n"] or 0
    besluit = Besluit.objects.create(
        tafel=tafel,
        tekst=tekst,
        betreft=betreft if leefgebied else None,
        leefgebied=leefgebied,
        actie=gemaakt,
        volgorde=laatste + 1,
        gemaakt_op=now,
    )
    raak(tafel)
    return besluit


@transaction.atomic
def edit_decision(
    besluit: Besluit, versie: int, *, tekst: str, actor: Plek, now: datetime
) -> Besluit:
    """Change the words of an agreement.

    Raises:
        VerouderdError: when somebody else changed it since ``versie``.
    """
    tafel = houd_om_te_schrijven(besluit.tafel, actor)
    if not tekst.strip():
        raise KanNietError(_("Schrijf de afspraak op, of haal hem weg."))
    schrijf(besluit, versie, tekst=tekst)
    raak(tafel)
    return besluit


@transaction.atomic
def remove_decision(besluit: Besluit, versie: int, *, actor: Plek, now: datetime) -> None:
    """Take an agreement away that was made by mistake; not one that an action hangs on."""
    tafel = houd_om_te_schrijven(besluit.tafel, actor)
    if besluit.actie_id is not None:
        raise KanNietError(_("Bij deze afspraak hoort een actie. Laat eerst die vervallen."))
    if not Besluit.objects.filter(pk=besluit.pk, versie=versie).delete()[0]:
        raise VerouderdError(Besluit.objects.get(pk=besluit.pk), {})
    raak(tafel)


@transaction.atomic
def discuss(punt: Agendapunt, *, besproken: bool, actor: Plek, now: datetime) -> None:
    """Tick an item of the agenda as talked about, or take the tick away."""
    tafel = houd_om_te_schrijven(punt.tafel, actor)
    Agendapunt.objects.filter(pk=punt.pk).update(besproken_op=now if besproken else None)
    raak(tafel)


@transaction.atomic
def set_next_date(
    tafel: Rondetafel, versie: int, *, dag: date | None, actor: Plek, now: datetime
) -> Rondetafel:
    """Write the day about which the next table is looked for.

    Raises:
        VerouderdError: when the table changed since ``versie``.
        KanNietError: for a day that is not in the future.
    """
    tafel = houd_om_te_schrijven(tafel, actor)
    if dag is not None and dag <= timezone.localdate(now):
        raise KanNietError(_("Kies een dag die nog komt."))
    schrijf(tafel, versie, volgende_op=dag)
    raak(tafel)
    return tafel
