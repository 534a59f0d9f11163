"""The actor of emergency access: like a seat, so that policy, shield and log treat it; but no seat.

It exists for an hour and in memory only. ``toegang.access.get_plek`` asks for it when somebody has
no seat; the access table has a line of its own for it, in which there is nothing but reading.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from toegang.models import ALLES, GEZIN, Deelname, Plekstatus
from toegang.noodinzage.models import Noodinzage
from toegang.policy import NOODINZAGE
from toegang.zicht import Zicht

if TYPE_CHECKING:
    from gebruikers.models import Gebruiker


def lopende(gebruiker: Gebruiker, plan_id: UUID, now: datetime) -> Noodinzage | None:
    """Return the emergency access that opens this plan to this account at this moment."""
    rijen = Noodinzage.objects.filter(
        gebruiker=gebruiker, plan=plan_id, begonnen_op__lte=now, tot__gt=now
    )
    return rijen.select_related("plan__gezin", "plan__gemeente", "organisatie").first()


def als_plek(rij: Noodinzage, gebruiker: Gebruiker) -> tuple[Deelname, Zicht]:
    """Return what stands in for a seat, never saved, and what it sees: all there is to read."""
    leden = rij.plan.gezin.leden.values_list("pk", flat=True)
    zicht = Zicht({GEZIN: [ALLES], **{str(pk): [ALLES] for pk in leden}}, [ALLES])
    deelname = als_zetel(rij)
    deelname.gebruiker = gebruiker
    return deelname, zicht


def als_zetel(rij: Noodinzage) -> Deelname:
    """Return what stands in for a seat, never saved."""
    return Deelname(
        pk=rij.pk,
        plan=rij.plan,
        gebruiker_id=rij.gebruiker_id,
        rol=NOODINZAGE,
        naam=rij.naam,
        functie=rij.functie,
        organisatie=rij.organisatie,
        status=Plekstatus.ACTIEF,
        beslist_mee=False,
        voorgesteld_op=rij.begonnen_op,
        actief_op=rij.begonnen_op,
    )
