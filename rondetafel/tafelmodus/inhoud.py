"""The rows behind each place of the table."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from acties.access import acties_voor
from acties.models import OPEN, Actie
from acties.stilte import stille_acties
from rondetafel.access import agenda_bij
from rondetafel.models import Agendapunt, Besluit, Rondetafel
from toegang.woorden import CHIP

if TYPE_CHECKING:
    from toegang.access import Plek


def geladen(acties: QuerySet[Actie]) -> list[Actie]:
    """Return actions as a list, each owner with the look of its chip (``soort``)."""
    rijen = list(acties)
    for actie in rijen:
        for houder in actie.houders.all():
            vars(houder)["soort"] = CHIP[houder.deelname.rol]
    return rijen


def open_acties(plek: Plek, tafel: Rondetafel, now: datetime) -> list[Actie]:
    """Return what is still to be done, silent actions first, and what this table said of others.

    ``actie.is_stil`` says that nobody said how it stands. What was agreed at this table is not
    among it.
    """
    stil = Exists(stille_acties(tafel.plan, now).filter(pk=OuterRef("pk")))
    wat = Q(status__in=OPEN)
    if tafel.geopend_op is not None:
        wat |= Q(gewijzigd_op__gte=tafel.geopend_op)
    rijen = acties_voor(plek).filter(wat).exclude(tafel_id=tafel.pk)
    acties = geladen(rijen.annotate(is_stil=stil))
    for actie in acties:
        vars(actie)["is_besproken"] = (
            tafel.geopend_op is not None and actie.gewijzigd_op >= tafel.geopend_op
        )
    return sorted(acties, key=lambda a: (vars(a)["is_besproken"], not vars(a)["is_stil"]))


def acties_van_vandaag(plek: Plek, tafel: Rondetafel) -> list[Actie]:
    """Return the actions made at this table, as far as this seat sees them."""
    return geladen(acties_voor(plek).filter(tafel_id=tafel.pk).order_by("gemaakt_op", "pk"))


def besluiten(plek: Plek, tafel: Rondetafel) -> list[Besluit]:
    """Return the agreements of this table, as far as this seat sees them."""
    rijen = Besluit.objects.visible_to(plek).filter(tafel=tafel)
    return list(rijen.select_related("leefgebied", "betreft", "actie"))


def tellingen(plek: Plek, tafel: Rondetafel) -> tuple[int, int]:
    """Return how many agreements and how many actions this table made, as far as seen."""
    acties = Actie.objects.visible_to(plek).filter(tafel_id=tafel.pk)
    return Besluit.objects.visible_to(plek).filter(tafel=tafel).count(), acties.count()


def punten(plek: Plek, tafel: Rondetafel) -> list[Agendapunt]:
    """Return the agenda as this seat reads it."""
    return agenda_bij(plek, tafel)
