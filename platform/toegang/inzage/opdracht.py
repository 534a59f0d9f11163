"""Noting what no request does: a worker that reads for somebody, and commands of beheer."""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from toegang.inzage.models import Basis, Gebeurtenis, Uitkomst, Weg
from toegang.inzage.noteren import verzoek_id, wie_van
from toegang.inzage.onderdelen import Onderdeel
from toegang.inzage.schrijven import Regel, schrijf
from toegang.models import Deelname

if TYPE_CHECKING:
    from gezinsplan.models import Gezinsplan


def noteer_taak(
    deelname: Deelname, onderdeel: Onderdeel, *, soort: str, object_id: UUID, now: datetime
) -> None:
    """Note that the platform read a plan on behalf of a seat: a PDF made by a worker."""
    wie = wie_van(deelname.gebruiker, deelname)
    wie |= {"namens_id": wie["actor_id"], "namens_naam": wie["actor_naam"]}
    wie |= {"actor_id": None, "actor_naam": ""}
    regel = Regel(
        op=now,
        gebeurtenis=Gebeurtenis.LEZEN,
        uitkomst=Uitkomst.GELUKT,
        weg=Weg.TAAK,
        plan_id=deelname.plan_id,
        onderdeel=onderdeel.value,
        object_soort=soort,
        object_id=object_id,
        verzoek=verzoek_id(),
        **wie,
    )
    schrijf(regel)


def noteer_opdracht(
    plannen: Iterable[Gezinsplan], naam: str, gebeurtenis: Gebeurtenis, *, now: datetime
) -> None:
    """Note that a command read or wrote plans, started by an account of the machine."""
    verzoek, door = verzoek_id(), _account()
    regels = [
        Regel(
            op=now,
            gebeurtenis=gebeurtenis,
            uitkomst=Uitkomst.GELUKT,
            weg=Weg.OPDRACHT,
            plan_id=plan.pk,
            onderdeel=Onderdeel.PLAN.value,
            actor_naam=door[:150],
            basis=Basis.BEHEER,
            route=naam,
            verzoek=verzoek,
        )
        for plan in plannen
    ]
    schrijf(*regels)


def _account() -> str:
    """The name of the machine's account; a container may have none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
