"""The texts beside which somebody of the family can say "dit klopt niet".

Each kind of text answers two questions: which of these does a seat see, and how does it stand on
an agenda. The rooms above register theirs from their ``AppConfig.ready``; a text that no kind
knows cannot be contradicted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doelen.models import Doel, Hulpvraag, Kracht, Zorg

if TYPE_CHECKING:
    from toegang.access import Plek
    from toegang.vorm import Kijker

TEKST_OP_AGENDA = 200
"""So much of a text stands on an agenda, of which an item holds 300 characters in all."""


@dataclass(frozen=True)
class Agendatekst:
    """How a contradiction stands on an agenda.

    ``betreft_id`` and ``leefgebied_id`` are the scope of its readers. ``zonder_woorden`` is for a
    text that falls under a section: everyone reads the item, so it says nothing of the text.
    """

    tekst: str
    betreft_id: UUID | None = None
    leefgebied_id: UUID | None = None
    zonder_woorden: bool = False


@dataclass(frozen=True)
class Bron:
    """One kind of text.

    Attributes:
        soort: its name in urls and on rows.
        naam: what it is called in a sentence.
        zichtbaar: the rows of this kind that a seat sees.
        agenda: how a row of this kind stands on an agenda.
    """

    soort: str
    naam: str | Promise
    zichtbaar: Callable[[Kijker], QuerySet[Any]]
    agenda: Callable[[Any], Agendatekst]


_bronnen: dict[str, Bron] = {}


def register(bron: Bron) -> Bron:
    """Make a kind of text known. Another one under the same name is an error."""
    if _bronnen.setdefault(bron.soort, bron) is not bron:
        raise ValueError(f"text kind {bron.soort} exists already")
    return bron


def get_bron(soort: str) -> Bron | None:
    """Return the kind of this name, if any room registered it."""
    return _bronnen.get(soort)


def bij_zichtbare_teksten(plek: Kijker) -> Q:
    """Return the filter on contradictions (``Tegenspraak``) of texts that this seat sees now."""
    filter_ = Q(pk__in=[])
    for bron in _bronnen.values():
        filter_ |= Q(soort=bron.soort, object_id__in=bron.zichtbaar(plek).order_by().values("pk"))
    return filter_


def zichtbare_teksten(plek: Plek, soort: str, ids: Iterable[UUID]) -> dict[UUID, Model]:
    """Return those of these texts that the seat sees, by id; one query."""
    bron = get_bron(soort)
    return bron.zichtbaar(plek).in_bulk(list(ids)) if bron else {}


def _uit_plan(rij: Kracht | Zorg | Doel) -> Agendatekst:
    tekst = rij.tekst if len(rij.tekst) <= TEKST_OP_AGENDA else f"{rij.tekst[:TEKST_OP_AGENDA]}…"
    return Agendatekst(
        _("Klopt dit: “%(tekst)s”") % {"tekst": tekst}, rij.betreft_id, rij.leefgebied_id
    )


def _hulpvraag(rij: Hulpvraag) -> Agendatekst:
    return Agendatekst(
        _("Iemand van het gezin wil praten over wat in het plan staat bij “Wat ieder wil”"),
        zonder_woorden=True,
    )


register(Bron("kracht", gettext_lazy("wat goed gaat"), Kracht.objects.visible_to, _uit_plan))
register(Bron("zorg", gettext_lazy("een zorg"), Zorg.objects.visible_to, _uit_plan))
register(Bron("doel", gettext_lazy("een doel"), Doel.objects.visible_to, _uit_plan))
register(
    Bron("hulpvraag", gettext_lazy("wat iemand wil"), Hulpvraag.objects.visible_to, _hulpvraag)
)
