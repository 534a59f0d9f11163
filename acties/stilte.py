"""Which actions are silent: nobody says how they stand, so the table must talk about them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from gezinsplan.models import Gezinsplan

STIL_NA_DEADLINE = timedelta(days=3)
"""Days after the deadline without a word of an owner."""

STIL_NA_VRAAG = timedelta(days=7)
"""How long a question to take an action may stay without an answer."""


def open_vragen(now: datetime, *, langer_dan: timedelta) -> QuerySet[Actiehouder]:
    """Return the owners who were asked longer ago than this and have not chosen, longest first."""
    gevraagd = Actiehouder.objects.annotate(sinds=Coalesce("gevraagd_op", "actie__gemaakt_op"))
    return gevraagd.filter(
        antwoord=Houderantwoord.OPEN, actie__status__in=GEVRAAGD, sinds__lte=now - langer_dan
    ).order_by("sinds", "pk")


def te_laat_en_stil(acties: QuerySet[Actie], now: datetime) -> QuerySet[Actie]:
    """Keep those days past their deadline of which no owner said anything in those days."""
    teken = Actiegebeurtenis.objects.filter(
        actie=OuterRef("pk"),
        door__acties__actie=OuterRef("pk"),
        op__gt=now - STIL_NA_DEADLINE,
    )
    return acties.filter(
        ~Exists(teken),
        status__in=GEVRAAGD,
        deadline__lte=timezone.localdate(now) - STIL_NA_DEADLINE,
    )


def stille(acties: QuerySet[Actie], now: datetime) -> QuerySet[Actie]:
    """Keep what is silent: late without a word, a question without an answer, or handed back."""
    vragen = open_vragen(now, langer_dan=STIL_NA_VRAAG).filter(actie=OuterRef("pk"))
    return acties.filter(
        Q(pk__in=te_laat_en_stil(acties, now).values("pk"))
        | Q(Exists(vragen))
        | Q(status=Actiestatus.TERUGGEGEVEN)
    )


def stille_acties(plan: Gezinsplan, now: datetime) -> QuerySet[Actie]:
    """Return the silent actions of a plan, whoever sees them: narrow with ``visible_to``."""
    return stille(Actie.objects.filter(plan=plan), now)
