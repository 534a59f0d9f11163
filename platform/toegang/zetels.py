"""The doorway to the seats at a plan: who knows of which, proposals and what ended included."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from prepared import PreparedQuery, Slots
from toegang.models import Deelname, Plekstatus
from toegang.policy import Handeling

if TYPE_CHECKING:
    from toegang.access import Plek
    from toegang.vorm import Kijker


def deelnames_voor(plek: Plek) -> QuerySet[Deelname]:
    """Return the seats this seat knows of.

    Everyone at the table sees who sits there. A proposal, and what ended or was refused, is seen
    by those who decide about whom it concerns, by the coordinator and by who proposed: what
    concerns one adult only is not the other household's.
    """
    return _bekend(plek, _beslist_over(plek))


def _bekend(plek: Kijker, over: Sequence[UUID] | Slots) -> QuerySet[Deelname]:
    """Return the seats known of by who decides about these members."""
    alle = Deelname.objects.filter(plek.schild.q("lid", "organisatie"), plan=plek.plan)
    alle = alle.select_related("lid", "organisatie", "jim_van")
    if plek.is_coordinator:
        return alle
    zittend = [Plekstatus.UITGENODIGD, Plekstatus.ACTIEF]
    kent = Q(status__in=zittend) | Q(voorgesteld_door=plek.deelname) | Q(pk=plek.deelname_id)
    betreft = Deelname.betreft.through.objects.filter(gezinslid__in=over)
    return alle.filter(kent | Q(pk__in=betreft.values("deelname")))


AAN_TAFEL = PreparedQuery(lambda plek: _bekend(plek, Slots("over")))


def bekende_deelnames(plek: Plek) -> list[Deelname]:
    """Return the seats of ``deelnames_voor``, in the order in which they were proposed."""
    return plek.vraag(AAN_TAFEL, over=_beslist_over(plek))


def _beslist_over(plek: Plek) -> list[UUID]:
    mag = not plek.is_coordinator and plek.mag(Handeling.PLEK_INSTEMMEN)
    return [lid.pk for lid in plek.beslist_over_leden()] if mag else []


def get_deelname(plek: Plek, deelname_id: UUID) -> Deelname:
    """Return a seat at this plan.

    Raises:
        Http404: when this seat does not know of it.
    """
    deelname = deelnames_voor(plek).filter(pk=deelname_id).first()
    if deelname is None:
        raise Http404("Deze plek bestaat niet.")
    return deelname
