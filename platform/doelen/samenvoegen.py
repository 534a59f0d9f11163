"""Two people changed one text: both texts side by side, and nothing that was typed is lost.

Every room answers a ``VerouderdError`` with :func:`merge_page`. Without a Django form the template
``componenten/samenvoegen.html`` takes the same context; its head says which.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gezinsplan.versies import VerouderdError
from vormgeving import datums

CONFLICT = 409
GEEN = object()
TEMPLATE = "componenten/samenvoegen.html"


@dataclass(frozen=True)
class Stuk:
    """A part of a text; ``anders`` when the other text does not have it."""

    tekst: str
    anders: bool


@dataclass(frozen=True)
class Verschil:
    """One field that both wrote, differently.

    ``mijn`` and ``nu`` are how it reads; ``veld`` is the field to change it in, filled with what
    was typed.
    """

    naam: str
    label: str
    mijn: list[Stuk]
    nu: list[Stuk]
    veld: forms.BoundField | None = None


def differences(mijn: str, nu: str) -> tuple[list[Stuk], list[Stuk]]:
    """Return both texts in parts, by word, with what only one of them has marked."""
    links, rechts = mijn.split(), nu.split()
    uit: tuple[list[Stuk], list[Stuk]] = ([], [])
    for soort, i1, i2, j1, j2 in SequenceMatcher(None, links, rechts, False).get_opcodes():
        for stukken, woorden in ((uit[0], links[i1:i2]), (uit[1], rechts[j1:j2])):
            if woorden:
                stukken.append(Stuk(" ".join(woorden), soort != "equal"))
    return uit


def merge_page(
    request: HttpRequest,
    form: forms.Form,
    fout: VerouderdError,
    *,
    titel: str,
    terug: str,
    action: str = "",
) -> HttpResponse:
    """Answer 409 with both texts.

    Args:
        request: the POST that came too late.
        form: what was typed; its names are those of the row's fields, and ``versie`` is hidden.
        fout: what the workflow function raised.
        titel: what is being changed, as a heading. A field that the row does not have by that
            name cannot be compared, and goes along as it was typed.
        terug: where to go to leave what stands there now.
        action: where the merged text is sent; the same address unless given.
    """
    verschillen = [v for v in map(_met(form, fout.huidig), form.visible_fields()) if v]
    anders = {v.naam for v in verschillen}
    getypt = [
        (naam, waarde)
        for naam, waarden in request.POST.lists()
        for waarde in waarden
        if naam not in {"csrfmiddlewaretoken", "versie"}
    ]
    context = {
        "titel": titel,
        "terug": terug,
        "action": action or request.get_full_path(),
        "versie": getattr(fout.huidig, "versie", 0),
        "weg": getattr(fout.huidig, "weggehaald_op", None) is not None,
        "verschillen": verschillen,
        "getypt": getypt,
        "zelfde": [(naam, waarde) for naam, waarde in getypt if naam not in anders],
        "velden": form.visible_fields(),
    }
    return render(request, TEMPLATE, context, status=CONFLICT)


def _met(form: forms.Form, huidig: Any) -> Any:
    def vergelijk(veld: forms.BoundField) -> Verschil | None:
        staat = getattr(huidig, veld.name, GEEN)
        if staat is GEEN or hasattr(staat, "all"):
            return None
        mijn, nu = _leesbaar(veld, form.cleaned_data.get(veld.name)), _leesbaar(veld, staat)
        if mijn.split() == nu.split():
            return None
        delen = differences(mijn, nu)
        return Verschil(veld.name, str(veld.label), *delen, veld)

    return vergelijk


def _leesbaar(veld: forms.BoundField, waarde: Any) -> str:
    """A value as the reader knows it: the words of a choice, not its code."""
    if isinstance(waarde, dt.datetime):
        return datums.dag_tijd(waarde, timezone.now())
    if isinstance(waarde, dt.date):
        return datums.dag(waarde, timezone.now())
    if isinstance(waarde, bool):
        return _("ja") if waarde else _("nee")
    keuzes = getattr(veld.field, "choices", None)
    if keuzes is None:
        return "" if waarde is None else str(waarde)
    code = "" if waarde is None else str(getattr(waarde, "pk", waarde))
    namen = {str(c): str(naam) for c, naam in keuzes}
    # None is a choice of its own where a form names it (the family together).
    geen = next(iter(namen.values()), "") if waarde is None else _("iets anders")
    return namen.get(code, geen)
