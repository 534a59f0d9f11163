"""What other rooms do at the moment a seat ends.

Ending a seat takes nothing along, because nothing was copied: pages, feeds and waiting mail ask
the seat. What must change hands does so here. A higher room registers from ``AppConfig.ready``:

    from toegang.beeindigen import bij_einde
    bij_einde.append(workflow.return_open_acties)

Each callable runs inside the transaction that ends the seat, and says in ``gevolgen`` beforehand
what it will do, so that a family reads it before it happens.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from toegang.access import Plek
    from toegang.models import Deelname


class BijEinde(Protocol):
    """Runs when ``deelname`` ends; ``actor`` is None when its end date did it."""

    def __call__(self, deelname: Deelname, *, actor: Plek | None, now: datetime) -> None:
        """Hand over or stop what this seat held."""
        ...


bij_einde: list[BijEinde] = []

gevolgen: list[Callable[[Deelname], list[str]]] = []
"""Per room: sentences that say what ending this seat will do there, as the family reads them."""


def einde(deelname: Deelname, *, actor: Plek | None, now: datetime) -> None:
    """Run what every room registered."""
    for gevolg in bij_einde:
        gevolg(deelname, actor=actor, now=now)


def zinnen(deelname: Deelname) -> list[str]:
    """Return what ending this seat will do, in sentences."""
    return [zin for functie in gevolgen for zin in functie(deelname)]
