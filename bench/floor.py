"""The floor: the least that a page of this size costs on this machine, server and database."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gebruikers.deur import openbaar
from gezinsplan.models import Gezinsplan

ROWS = range(300)


@openbaar("a page of the measurement; it is served by bench.settings alone")
def floor(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """One query by primary key and a template of 30 KB, for somebody who is not logged in."""
    plan = Gezinsplan.objects.get(pk=plan_id)
    return render(request, "bench/vloer.html", {"plan": plan, "rows": ROWS})
