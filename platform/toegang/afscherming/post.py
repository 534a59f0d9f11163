"""Notices: what would name something hidden is not shown, and its mail is not sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from toegang.access import plekken_van_ontvangers
from toegang.afscherming.schild import geldend

if TYPE_CHECKING:
    from notifications.models import Bericht
    from notifications.soorten import Tekst


def te_verzwijgen(
    berichten: Sequence[Bericht], teksten: Mapping[UUID, Tekst], now: datetime
) -> set[UUID]:
    """Return which of these notices would tell their receiver of something hidden.

    By what they are about, or by a word in their text. One query where nothing is hidden in any
    of these plans.
    """
    plannen = set(
        geldend()
        .filter(plan__in={b.plan_id for b in berichten if b.plan_id})
        .values_list("plan_id", flat=True)
    )
    rijen = [b for b in berichten if b.plan_id in plannen]
    if not rijen:
        return set()
    plekken = plekken_van_ontvangers(((b.ontvanger_id, b.plan_id) for b in rijen), now=now)
    weg = set()
    for b in rijen:
        plek = plekken.get((b.ontvanger_id, b.plan_id)) if b.plan_id else None
        if plek is None or plek.schild.is_leeg:
            continue
        tekst = teksten[b.pk]
        raakt = {str(pk) for pk in plek.schild.ids} & {
            str(b.object_id),
            *(str(waarde) for waarde in b.context.values()),
        }
        if raakt or plek.schild.noemt(f"{tekst.titel} {tekst.regel} {tekst.knop}"):
            weg.add(b.pk)
    return weg
