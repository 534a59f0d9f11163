"""Following the table on one's own phone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rondetafel.access import eigen_uitnodiging, get_tafel
from rondetafel.forms.tafelmodus import Cijferform
from rondetafel.models import Rondetafel
from rondetafel.tafelmodus import volgers
from rondetafel.tafelmodus.volgen import beeld, stand_voor
from rondetafel.views.tafelmodus.antwoord import MAPPEN, is_deel
from rondetafel.workflow.tafelmodus import doelen as workflow
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.inzage.noteren import volgt
from toegang.overgangen import KanNietError
from toegang.policy import Handeling


def tafel_om_te_volgen(plek: Plek, tafel_id: UUID) -> Rondetafel:
    """Return a table this seat follows: a guest, or the zorgcoördinator.

    Raises:
        Http404: when this seat does not know of it.
        PermissionDenied: when it knows of it but is not on its guest list.
    """
    tafel = get_tafel(plek, tafel_id)
    uitnodiging = eigen_uitnodiging(plek, tafel)
    if uitnodiging is None and not plek.is_coordinator:
        raise PermissionDenied("deze plek staat niet op de lijst")
    plek.eis(Handeling.TAFEL_VOLGEN, uitnodiging)
    return tafel


@in_plan(Handeling.TAFEL_VOLGEN)
@require_safe
def volgen(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """The page that follows the table."""
    tafel = tafel_om_te_volgen(plek, tafel_id)
    return render(request, f"{MAPPEN}/volgen.html", beeld(plek, tafel))


@in_plan(Handeling.TAFEL_VOLGEN)
@require_safe
def deel(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """What changed since ``stand``; 204 when nothing did, so that asking often is cheap."""
    tafel = tafel_om_te_volgen(plek, tafel_id)
    volgt(request, f"{tafel.pk}:{tafel.status}:{tafel.stap}:{tafel.stap_doel_id or ''}")
    volgers.meld(tafel.pk, plek.deelname.pk)
    if request.GET.get("stand") == stand_voor(plek, tafel):
        return HttpResponse(status=204)
    return render(request, f"{MAPPEN}/delen/volgen.html", beeld(plek, tafel))


@in_plan(Handeling.TAFEL_VOLGEN)
@require_POST
def eigen_cijfer(
    request: HttpRequest, plek: Plek, tafel_id: UUID, doel_id: UUID
) -> HttpResponseBase:
    """Give one's own score, while the table is at that goal."""
    tafel = tafel_om_te_volgen(plek, tafel_id)
    form = Cijferform(request.POST)
    melding = "" if form.is_valid() else _("Kies een cijfer van 0 tot en met 10.")
    if not melding:
        try:
            workflow.set_own_score(tafel, doel_id, form.score, actor=plek, now=plek.now)
        except KanNietError as fout:
            melding = str(fout)
    if is_deel(request):
        context = beeld(plek, get_tafel(plek, tafel_id)) | {"melding": melding}
        return render(request, f"{MAPPEN}/delen/volgen.html", context)
    if melding:
        messages.warning(request, melding)
    return redirect("rondetafel:volgen", plek.plan.pk, tafel.pk)
