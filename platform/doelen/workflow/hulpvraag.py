"""What a member of the family wants, in their own words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from doelen import rechten
from doelen.models import Hulpvraag
from gezinsplan.versies import VerouderdError, schrijf

if TYPE_CHECKING:
    from gezinsplan.models import Gezinslid
    from toegang.access import Plek


@transaction.atomic
def save_hulpvraag(
    lid: Gezinslid, versie: int | None, *, tekst: str, actor: Plek, now: datetime
) -> Hulpvraag:
    """Write down what ``lid`` wants; there is one text per member.

    Args:
        lid: whose words they are.
        versie: the version that was read, or None when there was nothing yet.
        tekst: their words.
        actor: who writes them down.
        now: the aware moment.

    Raises:
        PermissionDenied: when these words are not this seat's to write.
        VerouderdError: when somebody else wrote first.
    """
    rechten.eis_hulpvraag_schrijven(actor, lid)
    rij = Hulpvraag.objects.filter(plan=actor.plan, lid=lid).first()
    velden = {"tekst": tekst, "door": actor.deelname, "gemaakt_op": now}
    if rij is None:
        return _eerste(lid, actor, velden)
    if versie is None and rij.weggehaald_op is None:
        raise VerouderdError(rij, velden)
    schrijf(rij, rij.versie if versie is None else versie, weggehaald_op=None, **velden)
    return rij


def _eerste(lid: Gezinslid, actor: Plek, velden: dict[str, object]) -> Hulpvraag:
    try:
        with transaction.atomic():
            return Hulpvraag.objects.create(plan=actor.plan, lid=lid, **velden)
    except IntegrityError:
        # Somebody else was first between our looking and our writing.
        huidig = Hulpvraag.objects.get(plan=actor.plan, lid=lid)
        raise VerouderdError(huidig, velden) from None


@transaction.atomic
def remove_hulpvraag(rij: Hulpvraag, versie: int, *, actor: Plek, now: datetime) -> None:
    """Take the words of a member away.

    Raises:
        PermissionDenied, VerouderdError: as :func:`save_hulpvraag`.
    """
    rechten.eis_hulpvraag_schrijven(actor, rij.lid)
    schrijf(rij, versie, weggehaald_op=now)
