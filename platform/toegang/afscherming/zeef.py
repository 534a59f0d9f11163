"""The last look at an answer before it leaves: does it name what is hidden from its reader?

Every query asks the shield already. This catches the page nobody thought of, and what other
people's sentences repeat. What the reader typed just now, or wrote in this plan before, is left as
it is: to take that away would tell them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from toegang.access import Plek, plekken_van
from toegang.afscherming.bronnen import BRONNEN
from toegang.afscherming.schild import WOORDGRENS, geldend

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from gebruikers.models import Gebruiker

SOORTEN = ("text/", "application/json", "application/problem+json")


class Zeef:
    """Middleware, next to the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        antwoord = self.get_response(request)
        if not isinstance(antwoord, HttpResponse) or antwoord.streaming:
            return antwoord
        if not antwoord.headers.get("Content-Type", "").startswith(SOORTEN):
            return antwoord
        plekken = [plek for plek in _plekken(request) if plek.schild.woorden]
        if plekken:
            _zeef(request, antwoord, plekken)
        return antwoord


def _plekken(request: HttpRequest) -> list[Plek]:
    """The seats of who asks from which something is hidden; nothing is asked inside a plan."""
    if "plek" in vars(request):
        return [vars(request)["plek"]]
    wie: Gebruiker | AnonymousUser | None = getattr(request, "user", None)
    if wie is None or not wie.is_authenticated:
        return []
    if "plekken" in vars(request):
        geladen: list[Plek] = vars(request)["plekken"]
        return geladen
    if not geldend().filter(voor__gebruiker=wie.pk).exists():
        return []
    return plekken_van(wie, now=timezone.now())


def _zeef(request: HttpRequest, antwoord: HttpResponse, plekken: Iterable[Plek]) -> None:
    tekst = antwoord.content.decode(antwoord.charset)
    getypt = " ".join(str(v) for bron in (request.GET, request.POST) for v in bron.values())
    schoon = tekst
    for plek in plekken:
        for woord in plek.schild.woorden:
            geschreven = html.escape(woord)
            if geschreven in schoon and woord not in getypt and not _zelf_geschreven(plek, woord):
                schoon = _zonder(schoon, geschreven)
    if schoon != tekst:
        antwoord.content = schoon.encode(antwoord.charset)
        if "Content-Length" in antwoord.headers:
            antwoord.headers["Content-Length"] = str(len(antwoord.content))


def _zelf_geschreven(plek: Plek, woord: str) -> bool:
    """Whether the reader used this word in this plan themselves."""
    for bron in BRONNEN.values():
        rijen = bron.zichtbaar(plek)
        velden = {veld.name for veld in rijen.model._meta.get_fields()}
        if {"tekst", "door"} <= velden and rijen.filter(
            door=plek.deelname, tekst__contains=woord
        ).exists():
            return True
    return False


def _zonder(tekst: str, woord: str) -> str:
    patroon = f"(?<![{WOORDGRENS}]){re.escape(woord)}(?![{WOORDGRENS}])"
    return re.sub(patroon, html.escape(_("iemand")) if " " not in woord else "…", tekst)
