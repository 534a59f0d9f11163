"""What somebody proposed, taken over at the table or not, in one tap.

The routes say whether it is a kracht or a goal (``model``).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doelen.access import get_uitspraak
from doelen.forms import VersieForm
from rondetafel.views.tafelmodus.antwoord import tafel_om_te_notuleren, tik
from rondetafel.workflow.tafelmodus import voorstellen as workflow
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.policy import Handeling


@in_plan(Handeling.NOTULEREN)
@require_POST
def overnemen(
    request: HttpRequest, plek: Plek, tafel_id: UUID, model: Any, pk: UUID
) -> HttpResponseBase:
    """Take a proposal over, in the words of who proposed it."""
    return _beslis(request, plek, tafel_id, (model, pk), neem_over=True)


@in_plan(Handeling.NOTULEREN)
@require_POST
def laten(
    request: HttpRequest, plek: Plek, tafel_id: UUID, model: Any, pk: UUID
) -> HttpResponseBase:
    """Do not take a proposal over."""
    return _beslis(request, plek, tafel_id, (model, pk), neem_over=False)


def _beslis(
    request: HttpRequest, plek: Plek, tafel_id: UUID, wat: tuple[Any, UUID], *, neem_over: bool
) -> HttpResponseBase:
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    rij = get_uitspraak(plek, *wat, ook_weggehaald=True)
    form = VersieForm(request.POST)
    form.is_valid()
    verb = workflow.take_over if neem_over else workflow.leave
    gezegd = _("Het staat in het plan.") if neem_over else _("Het is niet overgenomen.")

    def doe() -> None:
        verb(tafel, rij, form.cleaned_data["versie"], actor=plek, now=plek.now)
        messages.success(request, gezegd)

    return tik(request, plek, tafel, doe)
