"""What can be hidden: each room makes its own kinds of objects known, from ``AppConfig.ready``.

A kind says which objects a seat sees, what to call one, by which words others name it, and whom it
concerns: those who decide about them may hide it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from gezinsplan.models import Gezinslid
    from toegang.access import Plek


@dataclass(frozen=True)
class Bron:
    """One kind of object that can be hidden.

    Attributes:
        soort: its name on rows of ``Afscherming``.
        kop: the heading above these in a list.
        zichtbaar: the objects a seat sees.
        naam: what to call one.
        noemt: the words by which others name it; each text that holds one is hidden too.
        betreft: whom it concerns, given the members of the family.
    """

    soort: str
    kop: str | Promise
    zichtbaar: Callable[[Plek], QuerySet[Any]]
    naam: Callable[[Any], str]
    noemt: Callable[[Any, Plek], Sequence[str]]
    betreft: Callable[[Any, Sequence[Gezinslid]], Sequence[Gezinslid]]


BRONNEN: dict[str, Bron] = {}


def register(bron: Bron) -> Bron:
    """Make a kind known. Another one under the same name is an error."""
    if BRONNEN.setdefault(bron.soort, bron) is not bron:
        raise ValueError(f"kind {bron.soort} exists already")
    return bron


def tekst_van(rij: Any) -> str:
    """A text is called by its words."""
    return str(rij.tekst)


def heel_de_tekst(rij: Any, plek: Plek) -> Sequence[str]:
    """A text is named where it is repeated whole, in a report or an agenda."""
    return [rij.tekst] if len(rij.tekst) >= LANG_GENOEG else []


LANG_GENOEG = 12


def over_wie(rij: Any, leden: Sequence[Gezinslid]) -> Sequence[Gezinslid]:
    """The member a text is about; without one it is about the family together."""
    return [lid for lid in leden if rij.betreft_id in (None, lid.pk)]
