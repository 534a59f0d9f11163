"""What stands around every page: the menu, the account, the house style, and whom to call.

Asks nothing of the database by itself on a page inside a plan: what it needs came with the seat.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from gebruikers.access import ik
from gebruikers.models import Gebruiker
from gebruikers.tweede_factor import needs_second_factor
from toegang.access import Plek, plekken_van
from toegang.bereikbaar import Bellen, bellen_van

Punt = dict[str, object]


def omlijsting(request: HttpRequest) -> dict[str, Any]:
    """Return ``nav``, ``ik``, ``thema``, ``bellen`` and ``now`` for the base templates."""
    now = timezone.now()
    gebruiker = getattr(request, "user", None)
    if gebruiker is None or not gebruiker.is_authenticated:
        return {"now": now}
    plek: Plek | None = vars(request).get("plek")
    ik = {
        "url": reverse("mijn"),
        "naam": plek.deelname.naam if plek else gebruiker.naam,
        "soort": _chip(gebruiker, plek),
    }
    # Asked when a template shows it: a fragment or a redirect costs nothing.
    return {
        "now": plek.now if plek else now,
        "ik": ik,
        "nav": SimpleLazyObject(lambda: _nav(request, plek or _enige_plek(request))),
        "thema": SimpleLazyObject(lambda: _thema(request, plek)),
        "bellen": SimpleLazyObject(lambda: _bellen(plek or _enige_plek(request))),
    }


def _chip(gebruiker: Gebruiker, plek: Plek | None) -> str:
    """How who is logged in is drawn; a relative who coordinates stays one of the family."""
    if plek is not None and plek.deelname.lid_id:
        return "gezin"
    return "professional" if needs_second_factor(gebruiker) else "gezin"


def _plekken(request: HttpRequest) -> list[Plek]:
    """The seats of who is logged in, asked once a request."""
    plekken: list[Plek] | None = vars(request).get("plekken")
    if plekken is None:
        plekken = plekken_van(ik(request), now=timezone.now())
        vars(request)["plekken"] = plekken
    return plekken


def _bellen(plek: Plek | None) -> Bellen | None:
    return bellen_van(plek.deelname, _("uw zorgcoördinator")) if plek else None


def _enige_plek(request: HttpRequest) -> Plek | None:
    """The seat of who has one family and is not there for work: they see no list of families."""
    plekken = _plekken(request)
    return plekken[0] if len(plekken) == 1 and not plekken[0].deelname.organisatie_id else None


def _thema(request: HttpRequest, plek: Plek | None) -> str:
    """The house style: of the plan, or of the one municipality all one's families live in."""
    if plek is not None:
        return plek.plan.gemeente.thema
    themas = {p.plan.gemeente.thema for p in _plekken(request)}
    return themas.pop() if len(themas) == 1 else ""


def _nav(request: HttpRequest, plek: Plek | None) -> list[Punt]:
    punten = [_punt(request, "overzicht:vandaag", _("Vandaag"))]
    if plek is None:
        punten += _nav_buiten_plan(request)
    else:
        if not plek.deelname.lid_id:
            punten += _nav_buiten_plan(request)
        punten.append(_punt(request, "overzicht:plan", _("Plan"), plek))
        punten.append(_punt(request, "rondetafel:overzicht", _("Tafel"), plek))
        if plek.deelname.lid_id:
            punten.append(_punt(request, "acties:plan", _("Acties"), plek))
        punten.append(_punt(request, "overzicht:meer", _("Meer"), plek))
    _markeer(request, punten)
    return punten


def _nav_buiten_plan(request: HttpRequest) -> list[Punt]:
    plekken = vars(request).get("plekken") or []
    punten = []
    if ik(request).buitenrol == "" and (plekken or "plek" in vars(request)):
        if any(p.is_coordinator for p in plekken) or _is_coordinator_hier(request):
            punten.append(_punt(request, "overzicht:gezinnen", _("Gezinnen")))
        punten.append(_punt(request, "acties:mijn", _("Mijn acties")))
    return punten


def _is_coordinator_hier(request: HttpRequest) -> bool:
    plek: Plek | None = vars(request).get("plek")
    return plek is not None and plek.is_coordinator


def _punt(request: HttpRequest, naam: str, tekst: str, plek: Plek | None = None) -> Punt:
    url = reverse(naam, args=[plek.plan.pk] if plek else [])
    return {"url": url, "tekst": tekst, "actief": False}


def _markeer(request: HttpRequest, punten: list[Punt]) -> None:
    """Mark the item whose address is the longest beginning of this page's."""
    passend = [p for p in punten if p["url"] == request.path]
    passend += [p for p in punten if p["url"] != "/" and request.path.startswith(str(p["url"]))]
    if passend:
        max(passend, key=lambda p: len(str(p["url"])))["actief"] = True
