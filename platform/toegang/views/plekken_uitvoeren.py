"""Running one workflow call for a page, and saying what came of it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from toegang.overgangen import KanNietError


def voer_uit(request: HttpRequest, verzoek: Callable[[], object], gelukt: str) -> bool:
    """Do it and say ``gelukt``, or say why it cannot be done; return whether it was done."""
    try:
        verzoek()
    except KanNietError as fout:
        messages.error(request, str(fout))
        return False
    messages.success(request, gelukt)
    return True
