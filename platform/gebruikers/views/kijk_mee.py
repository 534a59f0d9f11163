"""The persona page of the demo. It exists under the demo settings only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from itertools import groupby
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from gebruikers.demo import demo_account, demo_accounts
from gebruikers.deur import openbaar
from gebruikers.tweede_factor import DEMO

View = Callable[..., HttpResponse]


def _alleen_demo(view: View) -> View:
    """Answer 404 everywhere else, also where somebody would include these addresses by mistake."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@openbaar("De voordeur van de demo: verzonnen gezinnen, alleen met DEMO aan.")
@_alleen_demo
@require_safe
def kijk_mee(request: HttpRequest) -> HttpResponse:
    """Show whose place a visitor can take, family by family."""
    personas = demo_accounts()
    gezinnen = [(gezin, list(groep)) for gezin, groep in groupby(personas, lambda p: p.gezin)]
    return render(request, "gebruikers/kijk_mee.html", {"gezinnen": gezinnen})


@openbaar("Logt in als iemand uit de demo, alleen met DEMO aan.")
@_alleen_demo
@require_POST
def kijk_mee_als(request: HttpRequest, gebruiker_id: UUID) -> HttpResponse:
    """Log a visitor in as somebody of the demo; that stands in for their second factor too."""
    gebruiker = demo_account(gebruiker_id)
    if gebruiker is None:
        raise Http404
    # What the visitor did before belongs to somebody else.
    logout(request)
    record_authentication(request, gebruiker, DEMO)
    login = Login(user=gebruiker, redirect_url="/", email_verification="none")
    response: HttpResponse = perform_login(request, login)
    return response
