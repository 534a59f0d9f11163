"""Hiding things of the fixed cast in a test."""

from __future__ import annotations

from typing import Any

from doelen.models import Zorg
from tests.cast import Cast
from toegang.afscherming.models import Afscherming
from toegang.afscherming.overzicht import Ding, te_verbergen
from toegang.afscherming.workflow import hide

GROND = "Er is een contactverbod."


def zorg(cast: Cast, tekst: str, over: str | None, door: str = "linda", **velden: Any) -> Zorg:
    return Zorg.objects.create(
        plan=cast.plan,
        tekst=tekst,
        leefgebied=cast.leefgebied[velden.pop("gebied", "school")],
        betreft=cast.lid[over] if over else None,
        door=cast.deelname[door],
        gemaakt_op=cast.now,
        **velden,
    )


def dingen(cast: Cast, wie: str, voor: str, **op: Any) -> list[Ding]:
    """What this person is offered to hide, cut down to one kind, object or code."""
    groepen = te_verbergen(cast.plek(wie), cast.deelname[voor])
    alle = [d for groep in groepen for d in groep.dingen]
    return [d for d in alle if all(getattr(d, veld) == waarde for veld, waarde in op.items())]


def scherm_af(cast: Cast, voor: str, *, wie: str = "linda", **op: Any) -> list[Afscherming]:
    """Hide what fits from somebody."""
    gekozen = dingen(cast, wie, voor, **op)
    assert gekozen, op
    return hide(gekozen, cast.deelname[voor], grond=GROND, actor=cast.plek(wie), now=cast.now)


def leest(cast: Cast, wie: str) -> set[str]:
    return set(Zorg.objects.visible_to(cast.plek(wie)).values_list("tekst", flat=True))
