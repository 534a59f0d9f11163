"""The grid: who can when, and choosing one time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rondetafel import weergave
from rondetafel.access import gasten_voor, get_tafel
from rondetafel.forms.peiling import Golfform, Kiesform
from rondetafel.models import Golfopening, Rondetafel, Tafelstatus
from rondetafel.rooster import Beeld, beoordeel
from rondetafel.scheduling import Oordeel
from rondetafel.views.plannen import ingevuld, naar_tafel
from rondetafel.workflow import kiezen
from rondetafel.workflow.toestand import RedenNodigError
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.overgangen import KanNietError
from toegang.policy import Handeling


@in_plan(Handeling.TIJD_KIEZEN)
@require_http_methods(["GET", "HEAD", "POST"])
def rooster(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Show who can when; choose the best time, or another with ``?tijd=``."""
    tafel = get_tafel(plek, tafel_id)
    if tafel.status != Tafelstatus.PEILING:
        return naar_tafel(plek, tafel)
    form = Kiesform(ingevuld(request))
    if request.method == "POST" and form.is_valid():
        c = form.cleaned_data
        try:
            kiezen.kies_tijd(tafel, c["tijd"], c["reden"], actor=plek, now=plek.now)
        except RedenNodigError as fout:
            form.add_error("reden", str(fout))
        except KanNietError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _("De tafel is gepland. Iedereen krijgt de uitnodiging."))
            return naar_tafel(plek, tafel)
    return toon_rooster(request, plek, tafel, kiesform=form)


def toon_rooster(
    request: HttpRequest,
    plek: Plek,
    tafel: Rondetafel,
    *,
    kiesform: Kiesform | None = None,
    golfform: Golfform | None = None,
) -> HttpResponse:
    """Render the grid, with the time that is being chosen on top."""
    beeld = beoordeel(tafel, now=plek.now, gasten=gasten_voor(plek, tafel))
    keuze = _keuze(beeld, request.POST.get("tijd") or request.GET.get("tijd", ""))
    if kiesform is None or not kiesform.is_bound:
        kiesform = Kiesform(initial={"tijd": keuze.tijd if keuze else ""})
    kiesform.fields["reden"].required = keuze is not None and keuze.reden_nodig
    context = {
        "plek": plek,
        "tafel": tafel,
        "form": kiesform,
        "golfform": golfform or Golfform(),
        "mag_plannen": plek.mag(Handeling.TAFEL_PLANNEN),
        "now": plek.now,
        **_beeld(plek, tafel, beeld, keuze),
    }
    fout = kiesform.is_bound or (golfform is not None and golfform.is_bound)
    return render(request, "rondetafel/rooster.html", context, status=422 if fout else 200)


def _beeld(plek: Plek, tafel: Rondetafel, beeld: Beeld, keuze: Oordeel | None) -> dict[str, Any]:
    """The grid, the time that is being chosen, and how the poll stands."""
    openingen = Golfopening.objects.filter(tafel=tafel).select_related("door__lid")
    regels = weergave.golven(tafel, beeld, openingen)
    return {
        "rooster": weergave.rooster(beeld, plek.now),
        "keuze": keuze,
        "gekozen": next((t for t in beeld.tijden if keuze and t.pk == keuze.tijd), None),
        "is_beste": keuze is not None and keuze is beeld.beste,
        "kans": weergave.kanszin(keuze, beeld) if keuze else "",
        "koos": weergave.wie_koos(beeld),
        "golven": regels,
        "kan_herinneren": any(regel.stil and regel.geopend_op for regel in regels),
        "eigen_tijden": any(g.deelname_id == plek.deelname.pk for g in beeld.gasten),
    }


def _keuze(beeld: Beeld, gevraagd: str) -> Oordeel | None:
    """The time somebody asks about, when it can be chosen at all; otherwise the best."""
    for oordeel in beeld.oordelen.values():
        if str(oordeel.tijd) == gevraagd and oordeel.kan_gekozen:
            return oordeel
    return beeld.beste
