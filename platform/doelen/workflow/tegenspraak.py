""" "Dit klopt niet": own words beside a text, until they are discussed at the table."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from doelen import berichten, rechten
from doelen.models import Tegenspraak
from doelen.tegenspraak import zichtbare_teksten
from doelen.workflow.overgang import OvergangError
from gezinsplan.versies import schrijf
from toegang.policy import Handeling

if TYPE_CHECKING:
    from toegang.access import Plek


@transaction.atomic
def dispute(
    soort: str, object_id: UUID, *, eigen_woorden: str, actor: Plek, now: datetime
) -> Tegenspraak:
    """Say beside a text that it is not right; the coordinator hears that something was said.

    A second time, while the first was not discussed yet, the words are replaced.

    Raises:
        Http404: for a text this seat does not see.
        PermissionDenied: for who is not of the family.
    """
    actor.eis(Handeling.EIGEN_WOORDEN, actor.deelname)
    if object_id not in zichtbare_teksten(actor, soort, [object_id]):
        raise Http404("Deze tekst bestaat niet, of u mag deze niet zien.")
    rij, nieuw = Tegenspraak.objects.get_or_create(
        plan=actor.plan,
        soort=soort,
        object_id=object_id,
        door=actor.deelname,
        besproken_op=None,
        ingetrokken_op=None,
        defaults={"eigen_woorden": eigen_woorden, "op": now},
    )
    if nieuw:
        berichten.meld_tegenspraak(rij, actor=actor, now=now)
    else:
        schrijf(rij, rij.versie, eigen_woorden=eigen_woorden, op=now)
    return rij


@transaction.atomic
def withdraw_tegenspraak(tegenspraak: Tegenspraak, *, actor: Plek, now: datetime) -> None:
    """Take one's own words back; PermissionDenied for another's."""
    actor.eis(Handeling.EIGEN_WOORDEN, tegenspraak)
    schrijf(tegenspraak, tegenspraak.versie, ingetrokken_op=now)


@transaction.atomic
def discuss_tegenspraak(
    tegenspraak: Tegenspraak, *, actor: Plek, now: datetime, tafel: object | None = None
) -> None:
    """Say that a contradiction was talked about. The words stay beside the text.

    By who wrote them, the coordinator, or who keeps the minutes of ``tafel``.

    Raises:
        OvergangError: when that was said already.
    """
    notulist = tafel is not None and actor.mag(Handeling.NOTULEREN, tafel)
    if not notulist and not rechten.mag_afhandelen(actor, tegenspraak):
        raise PermissionDenied("dit mag hier niet")
    if tegenspraak.besproken_op is not None:
        raise OvergangError("Dit is al besproken.")
    schrijf(tegenspraak, tegenspraak.versie, besproken_op=now)
