"""What another person would see of a plan: each higher room answers for its own content.

This floor decides who sees what but knows no goals, actions or tables. A room that has content
registers a function from its ``AppConfig.ready`` (by importing its own ``kijkje.py``):

    from toegang.kijkje import Kijkje, register

    @register(volgorde=10)
    def doelen(voorbeeld: Plek, kijker: Plek) -> Kijkje:
        zichtbaar = Doel.objects.visible_to(kijker).visible_to(voorbeeld)
        return Kijkje(ziet=[...])

``voorbeeld`` is the seat as it would be, ``kijker`` who asks. A function names only what **both**
see: who looks at somebody else's view must not learn more than their own seat shows.
It uses a constant number of queries, however much there is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toegang.access import Plek


@dataclass(frozen=True)
class Kijkje:
    """Lines of text: what is seen, and what is not (named without saying what it holds)."""

    ziet: Sequence[str] = ()
    ziet_niet: Sequence[str] = ()


Kijker = Callable[["Plek", "Plek"], Kijkje]

_kijkers: list[tuple[int, Kijker]] = []


def register(volgorde: int) -> Callable[[Kijker], Kijker]:
    """Make a room's function known; lower ``volgorde`` comes first in the list."""

    def onthoud(kijker: Kijker) -> Kijker:
        _kijkers.append((volgorde, kijker))
        _kijkers.sort(key=lambda paar: paar[0])
        return kijker

    return onthoud


def kijk(voorbeeld: Plek, kijker: Plek) -> Kijkje:
    """Return what every room says about this view, in order."""
    delen = [functie(voorbeeld, kijker) for _, functie in _kijkers]
    return Kijkje(
        ziet=[regel for deel in delen for regel in deel.ziet],
        ziet_niet=[regel for deel in delen for regel in deel.ziet_niet],
    )
