"""What happens around a table by itself: waves that move on, reminders, seats that ended.

Looks for tables that are due and gives each its own transaction; running twice, or two at once,
does everything once.
"""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone

from rondetafel.models import Rondetafel, Tafelstatus
from rondetafel.workflow import peiling, uitnodigen

VANAF = time(8, 0)
TOT = time(20, 0)
"""Local hours outside which nobody is reminded of anything."""


def volg_op(*, now: datetime) -> int:
    """Do what is due; return how many things were done."""
    gedaan = uitnodigen.ruim_gestopte_plekken_op(now=now)
    if not VANAF <= timezone.localtime(now).time() < TOT:
        return gedaan
    lang_gevraagd = now - min(peiling.STIL_NA, peiling.HERINNER_NA)
    gepeild = Rondetafel.objects.filter(
        status=Tafelstatus.PEILING, golven__op__lte=lang_gevraagd
    ).distinct()
    for tafel in gepeild.order_by("pk"):
        gedaan += peiling.herinner_vanzelf(tafel, now=now)
        gedaan += peiling.ga_verder_na_stilte(tafel, now=now)
    straks = Rondetafel.objects.filter(
        status=Tafelstatus.GEPLAND,
        begin__gt=now,
        begin__lte=now + uitnodigen.HERINNER_VOORAF,
    )
    for tafel in straks.order_by("pk"):
        gedaan += uitnodigen.herinner_aan_antwoord(tafel, now=now)
    return gedaan
