"""Asking once before something changes, with a reason where one is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from doelen.samenvoegen import CONFLICT
from doelen.workflow import OvergangError
from gezinsplan.versies import VerouderdError

if TYPE_CHECKING:
    from toegang.access import Plek


@dataclass(frozen=True)
class Vraag:
    """A page that asks: its words, and where it leads.

    ``stop`` is for what takes something away; ``gevolg`` says what follows; ``anders`` holds the
    addresses of the other answers a template offers.
    """

    titel: str | Promise
    knop: str
    gedaan: str
    terug: str
    gevolg: str = ""
    stop: bool = True
    template: str = "doelen/bevestigen.html"
    anders: Mapping[str, str] = field(default_factory=dict)


def confirm(
    request: HttpRequest, plek: Plek, rij: Any, form: forms.Form, verb: Any, vraag: Vraag
) -> HttpResponse:
    """Show the question, or do what was confirmed.

    ``verb`` is a workflow function ``verb(rij, versie, *, actor, now, **fields of the form)``. When
    somebody else changed the row meanwhile the page comes back with what it says now, and with
    what was typed.
    """
    context = {"plek": plek, "rij": rij, "form": form, "vraag": vraag}
    if request.method != "POST" or not form.is_valid():
        return render(request, vraag.template, context)
    velden = {naam: waarde for naam, waarde in form.cleaned_data.items() if naam != "versie"}
    try:
        verb(rij, form.cleaned_data["versie"], actor=plek, now=plek.now, **velden)
    except VerouderdError as fout:
        return _vraag_opnieuw(request, context, fout)
    except OvergangError as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, vraag.gedaan)
    return redirect(vraag.terug)


def _vraag_opnieuw(
    request: HttpRequest, context: dict[str, Any], fout: VerouderdError
) -> HttpResponse:
    """The same question about the text as it is now; nothing to ask when it was taken away."""
    huidig, form, vraag = fout.huidig, context["form"], context["vraag"]
    if getattr(huidig, "weggehaald_op", None) is not None:
        messages.warning(request, _("Iemand anders heeft dit net weggehaald."))
        return redirect(vraag.terug.partition("#")[0])
    getypt = request.POST.copy()
    getypt["versie"] = str(vars(huidig)["versie"])
    form.data = getypt
    context |= {"rij": huidig, "veranderd": True}
    return render(request, vraag.template, context, status=CONFLICT)
