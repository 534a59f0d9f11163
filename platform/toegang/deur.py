"""How a view inside a plan declares what it does, and how it gets its actor."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from gebruikers.access import ik
from toegang.access import get_plek
from toegang.inzage.noteren import open_poort
from toegang.policy import Handeling

View = Callable[..., HttpResponseBase]
LEZEN = frozenset({"GET", "HEAD"})


def in_plan(handeling: Handeling) -> Callable[[View], View]:
    """Declare a view inside a plan: ``view(request, plek, ...)`` at a route with ``plan_id``.

    Without an active seat the plan does not exist (404). A seat that may never do ``handeling``
    gets 403; whether it may do it to this very object the workflow function asks again. What the
    view made leaves only with a line in the access log.
    """

    def declareer(view: View) -> View:
        @wraps(view)
        def deur(request: HttpRequest, plan_id: UUID, **kwargs: Any) -> HttpResponseBase:
            poort = open_poort(request, plan_id, kwargs)
            plek = get_plek(ik(request), plan_id, now=timezone.now())
            poort.deelname, vars(request)["plek"] = plek.deelname, plek
            plek.eis(handeling)
            if plek.is_noodinzage and request.method not in LEZEN:
                raise PermissionDenied("emergency access reads and does nothing else")
            antwoord = view(request, plek, **kwargs)
            poort.sluit(antwoord)
            return antwoord

        vars(deur)["deur"] = ("plan", handeling)
        return deur

    return declareer
