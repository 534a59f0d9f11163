"""Which actions are silent: nobody says how they stand, so the table must talk about them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from acties.models import (
    GEVRAAGD,
    Actie,
    Actiegebeurtenis,
    Actiehouder,
    Actiestatus,
    Houderantwoord,
)
from prepared import PreparedQuery, Slot, Slots

if TYPE_CHECKING:
    from gezinsplan.models import Gezinsplan

STIL_NA_DEADLINE = timedelta(days=3)
"""Days after the deadline without a word of an owner."""

STIL_NA_VRAAG = timedelta(days=7)
"""How long a question to take an action may stay without an answer."""


def open_vragen(sinds: datetime | Slot) -> QuerySet[Actiehouder]:
    """Return the owners who were asked by then and have not chosen, longest first."""
    gevraagd = Actiehouder.objects.annotate(sinds=Coalesce("gevraagd_op", "actie__gemaakt_op"))
    return gevraagd.filter(
        antwoord=Houderantwoord.OPEN, actie__status__in=GEVRAAGD, sinds__lte=sinds
    ).order_by("sinds", "pk")


def grenzen(now: datetime) -> dict[str, Any]:
    """Return since when what is silent at ``now``: by deadline, by word, by question."""
    return {
        "deadline_tot": timezone.localdate(now) - STIL_NA_DEADLINE,
        "woord_na": now - STIL_NA_DEADLINE,
        "gevraagd_tot": now - STIL_NA_VRAAG,
    }


def stille(acties: QuerySet[Actie], now: datetime) -> QuerySet[Actie]:
    """Keep what is silent: late without a word, a question without an answer, or handed back."""
    return _stil(acties, **grenzen(now))


def _stil(
    acties: QuerySet[Actie],
    deadline_tot: date | Slot,
    woord_na: datetime | Slot,
    gevraagd_tot: datetime | Slot,
) -> QuerySet[Actie]:
    vragen = open_vragen(gevraagd_tot).filter(actie=OuterRef("pk"))
    return acties.filter(
        _laat(deadline_tot, woord_na) | Q(Exists(vragen)) | Q(status=Actiestatus.TERUGGEGEVEN)
    )


def te_laat_en_stil(acties: QuerySet[Actie], now: datetime) -> QuerySet[Actie]:
    """Keep those days past their deadline of which no owner said anything in those days."""
    grens = grenzen(now)
    return acties.filter(_laat(grens["deadline_tot"], grens["woord_na"]))


def _laat(deadline_tot: date | Slot, woord_na: datetime | Slot) -> Q:
    woord = Actiegebeurtenis.objects.filter(
        actie=OuterRef("pk"), door__acties__actie=OuterRef("pk"), op__gt=woord_na
    )
    return Q(~Exists(woord), status__in=GEVRAAGD, deadline__lte=deadline_tot)


def stille_acties(plan: Gezinsplan, now: datetime) -> QuerySet[Actie]:
    """Return the silent actions of a plan, whoever sees them: narrow with ``visible_to``."""
    return stille(Actie.objects.filter(plan=plan), now)


STIL_BIJ = PreparedQuery(
    lambda: (
        _stil(
            Actie.objects.filter(plan__in=Slots("plannen")),
            Slot.day("deadline_tot"),
            Slot.moment("woord_na"),
            Slot.moment("gevraagd_tot"),
        )
        .order_by("deadline")
        .only("plan", "tekst", "status")
    )
)


def stil_bij(plannen: Iterable[UUID], now: datetime) -> list[Actie]:
    """Return the silent actions of many plans, light; earliest deadline first."""
    return STIL_BIJ(plannen=plannen, **grenzen(now))
