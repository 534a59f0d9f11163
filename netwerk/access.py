"""The doorway to somebody around the family."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from netwerk.models import Netwerklid
from toegang.access import Plek


def get_netwerklid(plek: Plek, netwerklid_id: UUID) -> Netwerklid:
    """Return somebody on the list.

    Raises:
        Http404: when this seat does not see them, or they were taken off.
    """
    rijen = Netwerklid.objects.visible_to(plek).filter(weggehaald_op__isnull=True)
    rij = rijen.select_related("van", "deelname").filter(pk=netwerklid_id).first()
    if rij is None:
        raise Http404("Deze persoon staat niet op de lijst.")
    return rij
