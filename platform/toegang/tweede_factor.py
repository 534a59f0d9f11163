"""Which seats ask their holder to prove twice who they are; for ``gebruikers.tweede_factor``."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from toegang import policy
from toegang.models import Deelname, Plekstatus


def sits_with_second_factor() -> Exists:
    """Return the condition on an account that it holds a seat of ``policy.TWEEDE_FACTOR``.

    Whatever organisation it belongs to, or none: an interpreter, a guardian, a relative who
    coordinates. For ``gebruikers.tweede_factor``.
    """
    vraagt = Q(rol__in=policy.TWEEDE_FACTOR)
    if policy.COORDINATOR in policy.TWEEDE_FACTOR:
        vraagt |= Q(is_zorgcoordinator=True)
    zittend = Deelname.objects.filter(vraagt, status=Plekstatus.ACTIEF)
    return Exists(zittend.filter(gebruiker=OuterRef("pk")))
