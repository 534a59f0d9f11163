"""Which part of a plan an address is about: what the family reads, and what a line is filed under.

Only parts, never titles: that there is a concern about somebody's debts is not for everyone who may
read the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from toegang.models import Sectie


class Onderdeel(models.TextChoices):
    """The parts, as they fit behind "bekeek"."""

    PLAN = "plan", _("het plan")
    GEZIN = "gezin", _("de gegevens van het gezin")
    PLEKKEN = "plekken", _("wie er aan tafel zit")
    BEGIN = "begin", _("het begin van het plan")
    HULPVRAAG = "hulpvraag", _("wat u wilt bereiken")
    DOELEN = "doelen", _("wat goed gaat, de zorgen en de doelen")
    ACTIES = "acties", _("de acties")
    NETWERK = "netwerk", _("de mensen om u heen")
    TAFEL = "tafel", _("de tafel")
    VERSLAG = "verslag", _("het verslag")
    BERICHTEN = "berichten", _("de eigen berichten")
    UITNODIGING = "uitnodiging", _("de uitnodiging")
    INZAGE = "inzage", _("de lijst van wie er keek")


PER_ROUTE: Mapping[str, Onderdeel] = {
    "overzicht:": Onderdeel.PLAN,
    "toegang:plek": Onderdeel.PLEKKEN,
    "toegang:voorstellen": Onderdeel.PLEKKEN,
    "toegang:coordinatie": Onderdeel.PLEKKEN,
    "toegang:activeren": Onderdeel.BEGIN,
    "toegang:begin": Onderdeel.BEGIN,
    "toegang:papier": Onderdeel.BEGIN,
    "toegang:": Onderdeel.GEZIN,
    "doelen:hulpvraag": Onderdeel.HULPVRAAG,
    "doelen:": Onderdeel.DOELEN,
    "acties:": Onderdeel.ACTIES,
    "netwerk:": Onderdeel.NETWERK,
    "rondetafel:verslag": Onderdeel.VERSLAG,
    "rondetafel:": Onderdeel.TAFEL,
    "inzage:": Onderdeel.INZAGE,
    "noodinzage:": Onderdeel.INZAGE,
    # Who may not know what is hidden from them reads in the log only that somebody looked who sits
    # at the table.
    "afscherming:": Onderdeel.PLEKKEN,
    "beperking:": Onderdeel.PLEKKEN,
}
"""The longest beginning of the name of a route decides; every room with pages in a plan is here."""

SECTIE_VAN: Mapping[str, str] = {
    Onderdeel.HULPVRAAG.value: Sectie.HULPVRAAG.value,
    Onderdeel.ACTIES.value: Sectie.ACTIES.value,
    Onderdeel.NETWERK.value: Sectie.NETWERK.value,
    Onderdeel.TAFEL.value: Sectie.RONDETAFELS.value,
    Onderdeel.VERSLAG.value: Sectie.RONDETAFELS.value,
}
"""Parts that fall under a section; who does not see the section reads "een deel van het plan"."""


@cache
def onderdeel_van(route: str) -> Onderdeel | None:
    """Return the part a route is about, by its name with namespace; None for an unknown room."""
    passend = [begin for begin in PER_ROUTE if route.startswith(begin)]
    return PER_ROUTE[max(passend, key=len)] if passend else None


def object_van(route: str, kwargs: Mapping[str, Any]) -> tuple[str, UUID | None]:
    """Return the kind and id of the object in an address: the last one named in it."""
    ids = [(naam, waarde) for naam, waarde in kwargs.items() if isinstance(waarde, UUID)]
    if not ids:
        return "", None
    naam, waarde = ids[-1]
    if naam == "pk":
        return route.rpartition(":")[2].partition("_")[0][:30], waarde
    return naam.removesuffix("_id")[:30], waarde
