"""Who keeps the minutes: letting another do it, and what the one before reads then."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doelen.forms import ingevuld
from rondetafel.forms.tafelmodus import Notulistform
from rondetafel.models import Rondetafel, Tafelstatus
from rondetafel.tafelmodus.mensen import kunnen_schrijven, personen
from rondetafel.views.tafelmodus.antwoord import (
    MAPPEN,
    ONGELDIG,
    is_deel,
    naar_het_scherm,
    tafel_om_te_notuleren,
    toon,
)
from rondetafel.workflow.tafelmodus import notulist as workflow
from rondetafel.workflow.tafelmodus.greep import SchrijftNietError
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.overgangen import KanNietError
from toegang.policy import Handeling

View = Callable[..., HttpResponseBase]

GETYPT = ("tekst", "wat_hielp", "volgende_stap", "nieuwe_woorden", "reden")
"""Fields of the table in which somebody types more than a tap."""

NIET_VAN_U = 403


@in_plan(Handeling.TAFEL_PLANNEN)
@require_http_methods(["GET", "HEAD", "POST"])
def notulist(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Let somebody else at the table keep the minutes."""
    tafel = tafel_om_te_notuleren(plek, tafel_id)
    if tafel.status != Tafelstatus.BEZIG:
        return toon(request, plek, tafel)
    gasten = kunnen_schrijven(personen(plek, tafel))
    form = Notulistform(ingevuld(request), gasten=gasten, initial={"notulist": tafel.notulist_id})
    if form.is_valid() and _geef_door(request, plek, tafel, form):
        return naar_het_scherm(plek, tafel)
    context = {"plek": plek, "tafel": tafel, "form": form}
    status = ONGELDIG if form.errors else 200
    return render(request, f"{MAPPEN}/notulist.html", context, status=status)


def _geef_door(request: HttpRequest, plek: Plek, tafel: Rondetafel, form: Notulistform) -> bool:
    try:
        workflow.change_notulist(tafel, form.notulist, actor=plek, now=plek.now)
    except KanNietError as fout:
        form.add_error("notulist", str(fout))
        return False
    naam = form.notulist.naam
    messages.success(request, _("%(naam)s schrijft nu mee.") % {"naam": naam})
    return True


def van_de_notulist(view: View) -> View:
    """Let a view of the notulist tell who does not write (any more) who does, and keep their text.

    Still a refusal (403), also when the minutes changed hands while the request was on its way.
    """

    @wraps(view)
    def antwoord(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, **kwargs)
        except SchrijftNietError as fout:
            return _schrijft_niet(request, vars(request)["plek"], fout.tafel)

    return antwoord


def _schrijft_niet(request: HttpRequest, plek: Plek, tafel: Rondetafel) -> HttpResponseBase:
    schrijft = tafel.notulist.naam if tafel.notulist else ""
    getypt = [t for t in (request.POST.get(naam, "").strip() for naam in GETYPT) if t]
    context = {"plek": plek, "tafel": tafel, "schrijft": schrijft, "getypt": getypt}
    pagina = "schrijft_niet.html"
    if is_deel(request):
        pagina = "delen/schrijft_niet.html" if request.method == "POST" else "delen/stand_niet.html"
    return render(request, f"{MAPPEN}/{pagina}", context, status=NIET_VAN_U)
