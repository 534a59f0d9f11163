"""After a tap: the one row that changed for htmx, the page it was tapped on for everybody else."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from acties.forms import RedenForm
from acties.lijsten import Taakrij, taakrij
from acties.taken import taak_van
from gebruikers.access import ik
from toegang.access import Plek, plekken_van


def is_rij(request: HttpRequest, actie_id: UUID) -> bool:
    """Whether htmx asks for this one row."""
    return request.headers.get("HX-Target", "") == f"a-{actie_id}"


def render_taak(
    request: HttpRequest,
    rij: Taakrij,
    now: datetime,
    *,
    reden_form: RedenForm | None = None,
    melding: str = "",
    net: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Render one row; ``net``: it was tapped just now; ``melding`` says why that did nothing."""
    elders = rij.taak.plek.lid is None or len(plekken_van(ik(request), now=now)) > 1
    context = {
        "rij": rij,
        "reden_form": reden_form or RedenForm(),
        "met_gezin": elders,
        "melding": melding,
        "net": net,
        "now": now,
    }
    return render(request, "acties/taak.html", context, status=status)


def na_tik(
    request: HttpRequest, plek: Plek, actie_id: UUID, *, gelukt: str = "", melding: str = ""
) -> HttpResponseBase:
    """Show how the action stands now, where it was tapped."""
    if is_rij(request, actie_id):
        taak = taak_van(plek, actie_id)
        if taak is not None:
            rij = taakrij(taak, plek.now)
            return render_taak(request, rij, plek.now, melding=melding, net=True)
        context = {"actie_id": actie_id, "melding": melding}
        return render(request, "acties/taak_weg.html", context)
    if melding:
        messages.warning(request, melding)
    elif gelukt:
        messages.success(request, gelukt)
    return redirect(terug_naar(request, plek, actie_id))


def terug_naar(request: HttpRequest, plek: Plek, actie_id: UUID) -> str:
    """Return the page a form was on: the action itself, or one's own list at that row."""
    if request.POST.get("naar") == "actie":
        return reverse("acties:actie", args=[plek.plan.pk, actie_id])
    return f"{reverse('acties:mijn')}#a-{actie_id}"


def stuur_naar(request: HttpRequest, url: str) -> HttpResponseBase:
    """Lead the whole page elsewhere, also when only a row was asked for."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(url)
    return redirect(url)


def ingevuld(request: HttpRequest) -> QueryDict | None:
    """Return what was sent in, also when every field was left empty."""
    return request.POST if request.method == "POST" else None
