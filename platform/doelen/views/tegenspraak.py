""" "Dit klopt niet": own words beside a text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doelen import workflow
from doelen.access import eigen_woorden, get_tegenspraak
from doelen.forms import TegenspraakForm, ingevuld
from doelen.tegenspraak import zichtbare_teksten
from toegang.deur import in_plan
from toegang.policy import Handeling

if TYPE_CHECKING:
    from toegang.access import Plek


@in_plan(Handeling.EIGEN_WOORDEN)
@require_http_methods(["GET", "HEAD", "POST"])
def klopt_niet(request: HttpRequest, plek: Plek, soort: str, pk: UUID) -> HttpResponse:
    """Say what is not right about a text; it comes on the agenda of the next table."""
    rij = zichtbare_teksten(plek, soort, [pk]).get(pk)
    if rij is None:
        raise Http404("Deze tekst bestaat niet, of u mag deze niet zien.")
    form = TegenspraakForm(ingevuld(request), initial=eigen_woorden(plek, pk))
    if request.method == "POST" and form.is_valid():
        workflow.dispute(soort, pk, actor=plek, now=plek.now, **form.cleaned_data)
        bewaard = _("Uw woorden staan ernaast. Het komt op de agenda van de volgende tafel.")
        messages.success(request, bewaard)
        return redirect(_terug(plek))
    context = {
        "plek": plek,
        "form": form,
        "terug": _terug(plek),
        "titel": _("Wat klopt er niet?"),
        "citaat": rij,
        "sleutel": f"klopt-niet-{pk}",
        "knop": _("Zet mijn woorden ernaast"),
    }
    return render(request, "doelen/formulier.html", context)


@in_plan(Handeling.EIGEN_WOORDEN)
@require_POST
def intrekken(request: HttpRequest, plek: Plek, tegenspraak_id: UUID) -> HttpResponse:
    """Take one's own words back."""
    rij = get_tegenspraak(plek, tegenspraak_id)
    workflow.withdraw_tegenspraak(rij, actor=plek, now=plek.now)
    messages.success(request, _("Uw woorden zijn weg."))
    return redirect(_terug(plek))


def _terug(plek: Plek) -> str:
    return reverse("doelen:overzicht", args=[plek.plan.pk])
