"""The ground under every verb: hold the action, move it, write what happened.

A verb opens a :class:`Greep` (a hold): the row is locked until the transaction ends, and read after
the lock, so that two taps at once are two taps one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Max

from acties.models import (
    ACTIE_OVERGANGEN,
    Actie,
    Actiegebeurtenis,
    Actiehouder,
    Houderantwoord,
)
from toegang.access import Plek
from toegang.models import Deelname

EEN_TEL = timedelta(microseconds=1)


class OvergangError(Exception):
    """The action stands otherwise than this verb needs; nothing is written."""


@dataclass
class Greep:
    """An action in the hands of one verb.

    Attributes:
        actie: the locked row, with leefgebied and goal.
        houders: its owners, with their seats, in their order; keep it as the database is.
        actor: who does it; None when the platform does (a seat that ended on its date).
        now: the moment of the change.
        terug: how the action stood before, for :func:`acties.workflow.undo`.
    """

    actie: Actie
    houders: list[Actiehouder]
    actor: Plek | None
    now: datetime
    terug: dict[str, Any]

    @property
    def door(self) -> Deelname | None:
        """The seat that does it."""
        return self.actor.deelname if self.actor else None

    def houder(self, deelname: Deelname) -> Actiehouder:
        """Return this seat as an owner.

        Raises:
            PermissionDenied: when it is no owner, or said no.
        """
        for houder in lopende(self.houders):
            if houder.deelname == deelname:
                return houder
        raise PermissionDenied("dit is geen actie van deze persoon")

    def eis_status(self, *toegestaan: str) -> None:
        """Raise OvergangError unless the action is in one of these states."""
        if self.actie.status not in toegestaan:
            raise OvergangError(f"the action is {self.actie.status}")

    def move(self, naar: str, **velden: Any) -> None:
        """Bring the action to another state, with other fields of it.

        Raises:
            OvergangError: when the transition table does not know this step.
        """
        if naar != self.actie.status and naar not in ACTIE_OVERGANGEN[self.actie.status]:
            raise OvergangError(f"from {self.actie.status} to {naar}")
        self.schrijf(status=naar, **velden)

    def schrijf(self, **velden: Any) -> None:
        """Write fields of the locked row."""
        velden["gewijzigd_op"] = self.now
        for naam, waarde in velden.items():
            setattr(self.actie, naam, waarde)
        self.actie.save(update_fields=list(velden))

    def antwoord(self, houder: Actiehouder, antwoord: str) -> None:
        """Write what an owner answers."""
        houder.antwoord = antwoord
        houder.antwoord_op = self.now
        houder.save(update_fields=["antwoord", "antwoord_op"])

    def noteer(self, soort: str, *, van: str = "", **velden: Any) -> Actiegebeurtenis:
        """Add a row to the history; ``van`` is the state before, ``naar`` unless given the new.

        Two rows of one action never have the same moment, so that their order is what happened.
        """
        naar = velden.pop("naar", self.actie.status if van else "")
        laatste = self.actie.gebeurtenissen.aggregate(op=Max("op"))["op"]
        op = max(self.now, laatste + EEN_TEL) if laatste else self.now
        return Actiegebeurtenis.objects.create(
            actie=self.actie, soort=soort, door=self.door, op=op, van=van, naar=naar, **velden
        )


def grijp(actie: Actie, *, actor: Plek | None, now: datetime) -> Greep:
    """Lock an action and return it as it is now. Call it inside the transaction of the verb."""
    rij = (
        Actie.objects.select_for_update(of=("self",))
        .select_related("plan", "leefgebied", "doel__leefgebied")
        .get(pk=actie.pk)
    )
    houders = list(rij.houders.select_related("deelname", "in_plaats_van"))
    return Greep(rij, houders, actor, now, _stand(rij, houders))


def lopende(houders: Iterable[Actiehouder]) -> list[Actiehouder]:
    """Return the owners who did not say no."""
    return [h for h in houders if h.antwoord != Houderantwoord.NEE]


def _stand(actie: Actie, houders: list[Actiehouder]) -> dict[str, Any]:
    return {
        "status": actie.status,
        "deadline": str(actie.deadline) if actie.deadline else None,
        "reden": actie.reden,
        "drie_vragen": actie.drie_vragen,
        "afgerond_op": actie.afgerond_op.isoformat() if actie.afgerond_op else None,
        "houders": [_houder_als_data(h) for h in houders],
    }


def _houder_als_data(houder: Actiehouder) -> dict[str, Any]:
    return {
        "id": str(houder.pk),
        "deelname": str(houder.deelname_id),
        "antwoord": houder.antwoord,
        "antwoord_op": houder.antwoord_op.isoformat() if houder.antwoord_op else None,
        "gevraagd_op": houder.gevraagd_op.isoformat() if houder.gevraagd_op else None,
        "in_plaats_van": str(houder.in_plaats_van_id) if houder.in_plaats_van_id else None,
        "volgorde": houder.volgorde,
    }


def zet_terug(greep: Greep, terug: dict[str, Any]) -> None:
    """Make the action and its owners what they were, as ``Greep.terug`` noted it."""
    greep.schrijf(
        status=terug["status"],
        deadline=date.fromisoformat(terug["deadline"]) if terug["deadline"] else None,
        reden=terug["reden"],
        drie_vragen=terug["drie_vragen"],
        afgerond_op=_moment(terug["afgerond_op"]),
    )
    blijven = [UUID(h["id"]) for h in terug["houders"]]
    greep.actie.houders.exclude(pk__in=blijven).delete()
    for was in terug["houders"]:
        Actiehouder.objects.update_or_create(
            pk=UUID(was["id"]),
            defaults={
                "actie": greep.actie,
                "deelname_id": UUID(was["deelname"]),
                "antwoord": was["antwoord"],
                "antwoord_op": _moment(was["antwoord_op"]),
                "gevraagd_op": _moment(was["gevraagd_op"]),
                "in_plaats_van_id": UUID(was["in_plaats_van"]) if was["in_plaats_van"] else None,
                "volgorde": was["volgorde"],
            },
        )


def _moment(tekst: str | None) -> datetime | None:
    return datetime.fromisoformat(tekst) if tekst else None
