"""Who looks on with a phone right now; kept in the cache, where it is gone by itself."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vormgeving.datums import telwoord

NOG_ERBIJ = 12
"""Seconds after the last question of a phone that it still counts."""


def _sleutel(tafel_id: UUID, deelname_id: UUID) -> str:
    return f"volgt:{tafel_id}:{deelname_id}"


def meld(tafel_id: UUID, deelname_id: UUID) -> None:
    """Note that this seat looks on."""
    cache.set(_sleutel(tafel_id, deelname_id), 1, NOG_ERBIJ)


def tel(tafel_id: UUID, deelnames: Iterable[UUID]) -> int:
    """Return how many of these seats look on."""
    return len(cache.get_many([_sleutel(tafel_id, pk) for pk in deelnames]))


def zin(aantal: int) -> str:
    """ "Vijf mensen kijken mee op hun telefoon"."""
    if not aantal:
        return _("Nog niemand kijkt mee op de telefoon")
    woord = telwoord(aantal).capitalize()
    tekst = ngettext(
        "Eén mens kijkt mee op de telefoon", "%(aantal)s mensen kijken mee op hun telefoon", aantal
    )
    return tekst % {"aantal": woord} if aantal > 1 else tekst
