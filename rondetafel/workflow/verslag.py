"""The report after a table: made, checked by those who decide, frozen, and printed for each."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from notifications.outbox import queue
from rondetafel import berichten_verslag as berichten
from rondetafel.models import (
    Rondetafel,
    Tafelstatus,
    Uitnodiging,
    Verslag,
    Verslagakkoord,
    Verslagexemplaar,
    Verslagstatus,
)
from rondetafel.report import momentopname
from rondetafel.report.nakijken import beslissers, wacht_op
from rondetafel.report.weergave import inhoud_hash, zicht_hash
from rondetafel.tasks import maak_exemplaar
from toegang.access import Plek
from toegang.policy import Handeling

if TYPE_CHECKING:
    from django.db.models import QuerySet


@transaction.atomic
def start_verslag(tafel: Rondetafel, *, actor: Plek, now: datetime) -> Verslag:
    """Freeze what was said into a report and ask those who decide whether it is right.

    Called when a table closes, in the same transaction; what changes in the plan afterwards does
    not change the report.
    """
    actor.eis(Handeling.NOTULEREN, tafel)
    verslag = Verslag.objects.create(
        tafel=tafel,
        status=Verslagstatus.NAKIJKEN,
        momentopname=momentopname.maak(tafel),
        gemaakt_op=now,
    )
    for plek in beslissers(tafel, now):
        if plek.gebruiker is not None:
            queue(
                berichten.NAKIJKEN,
                ontvanger=plek.gebruiker,
                plan=tafel.plan,
                object_id=tafel.pk,
                sleutel=f"{verslag.pk}:nakijken",
                now=now,
            )
    return verslag


@transaction.atomic
def answer_verslag(
    verslag: Verslag, *, akkoord: bool, eigen_woorden: str, actor: Plek, now: datetime
) -> bool:
    """Say that the report is right, or put own words beside it; return whether it is frozen now.

    An answer may be changed until everybody who decides has answered. Own words count as an
    answer: they stand in the report, and nobody's words are changed for them.

    Raises:
        ValidationError: not agreed, and no own words.
    """
    actor.eis(Handeling.VERSLAG_GOEDKEUREN)
    rij = Verslag.objects.select_for_update().get(pk=verslag.pk, tafel__plan=actor.plan)
    if rij.status != Verslagstatus.NAKIJKEN:
        raise ValidationError(_("Dit verslag is al vastgesteld."))
    if not akkoord and not eigen_woorden.strip():
        raise ValidationError(_("Schrijf op wat er volgens u niet klopt."))
    Verslagakkoord.objects.update_or_create(
        verslag=rij,
        deelname=actor.deelname,
        defaults={"akkoord": akkoord, "eigen_woorden": eigen_woorden.strip(), "op": now},
    )
    tafel = rij.tafel
    if wacht_op(rij, now):
        return False
    _stel_vast(rij, tafel, now)
    return True


def _stel_vast(verslag: Verslag, tafel: Rondetafel, now: datetime) -> None:
    verslag.status, verslag.vastgesteld_op = Verslagstatus.VASTGESTELD, now
    verslag.inhoud_hash = inhoud_hash(verslag)
    verslag.save(update_fields=["status", "vastgesteld_op", "inhoud_hash"])
    Rondetafel.objects.filter(pk=tafel.pk, status=Tafelstatus.VERSLAG).update(
        status=Tafelstatus.VASTGESTELD, vastgesteld_op=now
    )
    for uitnodiging in gasten(tafel):
        gebruiker = uitnodiging.deelname.gebruiker
        if gebruiker is not None:
            queue(
                berichten.KLAAR,
                ontvanger=gebruiker,
                plan=tafel.plan,
                object_id=tafel.pk,
                sleutel=f"{verslag.pk}:klaar",
                now=now,
            )


def gasten(tafel: Rondetafel) -> QuerySet[Uitnodiging]:
    """Return who was on the guest list; whether they still may read it the notice asks itself."""
    rijen = Uitnodiging.objects.filter(tafel=tafel, van_lijst_op__isnull=True)
    return rijen.select_related("deelname__gebruiker")


@transaction.atomic
def request_exemplaar(verslag: Verslag, *, actor: Plek, now: datetime) -> Verslagexemplaar:
    """Ask for the PDF of this seat; one that is there for the same content and scope is reused.

    The PDF is made by a worker; ``voortgang`` tells how far it is.
    """
    actor.eis(Handeling.VERSLAG_LEZEN, "rondetafels")
    exemplaar, nieuw = Verslagexemplaar.objects.get_or_create(
        verslag=verslag,
        deelname=actor.deelname,
        zicht_hash=zicht_hash(verslag, actor),
        defaults={"gevraagd_op": now},
    )
    if exemplaar.fout:
        Verslagexemplaar.objects.filter(pk=exemplaar.pk).update(fout="", voortgang=0)
        exemplaar.fout, nieuw = "", True
    if nieuw:
        transaction.on_commit(lambda: kick(exemplaar), robust=True)
    return exemplaar


def kick(exemplaar: Verslagexemplaar) -> None:
    """Hand the work to a worker; with the broker away the sweep finds the row."""
    try:
        maak_exemplaar.apply_async([str(exemplaar.pk)], retry=False)
    except maak_exemplaar.OperationalError:
        return
