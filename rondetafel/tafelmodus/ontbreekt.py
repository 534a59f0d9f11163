"""What is missing, by name: before the plan can be established, and when the table closes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acties.models import GEVRAAGD, Actiehouder, Houderantwoord
from doelen.models import Doel, Doelstatus, Evaluatie
from rondetafel.models import Rondetafel
from rondetafel.tafelmodus.stappen import WERK
from rondetafel.tafelmodus.zicht import ziet_uitspraak
from vormgeving.zinnen import opsomming

if TYPE_CHECKING:
    from rondetafel.tafelmodus.mensen import Persoon
    from toegang.access import Plek


@dataclass(frozen=True)
class Stand:
    """How the plan stands at this table: its goals, as far as seen, and which lack something.

    ``doelen`` are those that are worked at or to be established, whoever sees them; ``besproken``
    those this table evaluated, also when it ended them.
    """

    doelen: list[Doel]
    zichtbaar: list[Doel]
    zonder: list[Doel]
    besproken: set[UUID]


def stand(plek: Plek, tafel: Rondetafel) -> Stand:
    """Return how the plan stands, for what this seat is told; one query."""
    rijen = Doel.objects.filter(plan=tafel.plan_id, voorstel=False, weggehaald_op__isnull=True)
    rijen = rijen.annotate(met_actie=Exists(_gevraagd()), is_besproken=Exists(_gezegd(tafel)))
    rijen = rijen.filter(Q(status__in=WERK) | Q(is_besproken=True)).select_related("leefgebied")
    alle: Sequence[Doel] = list(rijen)
    doelen = [d for d in alle if d.status in WERK]
    zichtbaar = [d for d in doelen if ziet_uitspraak(plek, d)]
    zonder = [d for d in zichtbaar if not vars(d)["met_actie"]]
    return Stand(doelen, zichtbaar, zonder, {d.pk for d in alle if vars(d)["is_besproken"]})


def _gevraagd() -> QuerySet[Actiehouder]:
    """Somebody who is asked to do something now, for the goal outside."""
    houders = Actiehouder.objects.filter(actie__doel=OuterRef("pk"), actie__status__in=GEVRAAGD)
    return houders.exclude(antwoord=Houderantwoord.NEE)


def _gezegd(tafel: Rondetafel) -> QuerySet[Evaluatie]:
    """What this table said of the goal outside: concluded, or, not established yet, scored."""
    eerste_keer = Q(doel__status=Doelstatus.CONCEPT, scores__isnull=False)
    hier = Evaluatie.objects.filter(doel=OuterRef("pk"), tafel_id=tafel.pk)
    return hier.filter(~Q(conclusie="") | eerste_keer)


def voor_vaststellen(tafel: Rondetafel, nu: Stand) -> list[str]:
    """Return what the plan needs before it can be established, each as a sentence.

    A goal that the actor does not see is not named; that it is there is enough.
    """
    return [*_zonder_doel(nu), *_zonder_actie(nu.zonder), *_zonder_dag(tafel)]


def _zonder_doel(nu: Stand) -> list[str]:
    if not nu.doelen:
        return [_("Er is nog geen doel.")]
    if len(nu.zichtbaar) == len(nu.doelen):
        return []
    return [_("Er zijn doelen die u niet ziet. De zorgcoördinator kan het plan vaststellen.")]


def _zonder_actie(doelen: Sequence[Doel]) -> list[str]:
    return [_("Voor “%(doel)s” doet nog niemand iets.") % {"doel": d.tekst} for d in doelen]


def _zonder_dag(tafel: Rondetafel) -> list[str]:
    if tafel.volgende_op is not None:
        return []
    return [_("Er is nog geen dag voor de volgende tafel.")]


def bij_sluiten(tafel: Rondetafel, nu: Stand, mensen: Sequence[Persoon]) -> list[str]:
    """Return what this table did not do, each as a sentence; goals only as far as seen."""
    niet = [d for d in nu.zichtbaar if d.pk not in nu.besproken]
    zinnen = [_("Over “%(doel)s” is niet gesproken.") % {"doel": d.tekst} for d in niet]
    zinnen += _zonder_actie(nu.zonder)
    open_ = [wie.roepnaam for wie in mensen if wie.aanwezig == ""]
    if open_:
        zin = ngettext(
            "Van %(wie)s staat er niet bij of die er was.",
            "Van %(wie)s staat er niet bij of ze er waren.",
            len(open_),
        )
        zinnen.append(zin % {"wie": opsomming(open_)})
    return zinnen + _zonder_dag(tafel)
