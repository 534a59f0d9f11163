"""How a write at the table is answered: to a browser with script, and to one without.

With script only what changed comes back: the new version and what else on the page shows it, 409
with both texts, 422 with what is wrong. A page on which somebody types never loads itself again:
that would race with the next thing they do. Without script the same is a whole page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gezinsplan.versies import VerouderdError
from rondetafel.access import get_tafel
from rondetafel.models import Rondetafel, Tafelstatus
from rondetafel.tafelmodus.schermen import GEEN, Teruggave, scherm
from rondetafel.workflow.tafelmodus.greep import eis_notulist
from toegang.overgangen import KanNietError
from vormgeving.datums import tijd

if TYPE_CHECKING:
    from django import forms
    from django.db.models import Model

    from rondetafel.forms.tafelmodus import Vanzelfform
    from toegang.access import Plek

BOTSING, ONGELDIG = 409, 422
MAPPEN = "rondetafel/tafelmodus"

Deel = Callable[[Any], tuple[str, dict[str, Any]]]
"""From the row that was saved to a part of the page that shows it: its template and what it needs.
"""


def tafel_om_te_notuleren(plek: Plek, tafel_id: UUID) -> Rondetafel:
    """Return a table of which this seat keeps the minutes.

    Raises:
        Http404: when this seat does not know of it.
        SchrijftNietError: when it does not keep its minutes (any more).
    """
    tafel = get_tafel(plek, tafel_id, met_notitie=True)
    eis_notulist(tafel, plek)
    return tafel


def is_deel(request: HttpRequest) -> bool:
    """Whether the page asks for a part of itself."""
    return bool(request.headers.get("HX-Request"))


def naar_het_scherm(plek: Plek, tafel: Rondetafel) -> HttpResponseBase:
    """Lead back to the screen of the table."""
    return redirect("rondetafel:aan_tafel", plek.plan.pk, tafel.pk)


def toon(
    request: HttpRequest, plek: Plek, tafel: Rondetafel, terug: Teruggave = GEEN, status: int = 200
) -> HttpResponseBase:
    """Show the step where the table is."""
    if tafel.status != Tafelstatus.BEZIG:
        messages.warning(request, _("Deze tafel is niet meer bezig. Er is niets veranderd."))
        return redirect("rondetafel:tafel", plek.plan.pk, tafel.pk)
    context = scherm(plek, tafel, terug)
    pagina = tafel.stap
    if context["verborgen"] or tafel.gezin_alleen:
        pagina = "verborgen"
    return render(request, f"{MAPPEN}/{pagina}.html", context, status=status)


def bewaar(
    request: HttpRequest,
    plek: Plek,
    tafel: Rondetafel,
    form: Vanzelfform,
    sleutel: str,
    verb: Callable[[Mapping[str, Any]], Any],
    *,
    ook: Deel | None = None,
) -> HttpResponseBase:
    """Save what is typed, and answer with its new version.

    Args:
        request: the POST.
        plek: who keeps the minutes.
        tafel: the table, as loaded.
        form: what was typed; names of its text fields are those of the row.
        sleutel: which form of the screen it is.
        verb: writes ``cleaned_data`` and returns the row, with its ``versie``.
        ook: where else the page shows what was changed.
    """
    if not form.is_valid():
        return _ongeldig(request, plek, tafel, form, sleutel)
    if form.cleaned_data["neem"] == "hun":
        return _bewaard(request, plek, tafel, herlaad=True)
    try:
        rij = verb({**form.cleaned_data, "basis": form.basis})
    except KanNietError as fout:
        return kan_niet(request, plek, tafel, fout, _getypt(form, sleutel))
    except VerouderdError as fout:
        hun = _hun(form, fout.huidig)
        if hun:
            return _botsing(request, plek, tafel, _getypt(form, sleutel), fout.huidig, hun)
        rij = fout.huidig
    return _bewaard(request, plek, tafel, rij, ook=ook)


def _bewaard(
    request: HttpRequest,
    plek: Plek,
    tafel: Rondetafel,
    rij: Any = None,
    *,
    ook: Deel | None = None,
    herlaad: bool = False,
) -> HttpResponseBase:
    if not is_deel(request):
        return naar_het_scherm(plek, tafel)
    antwoord = HttpResponse(status=204)
    if ook is not None:
        deel, wat = ook(rij)
        context = {**wat, "now": plek.now, "oob": True}
        antwoord = render(request, f"{MAPPEN}/delen/{deel}.html", context)
    om = _("Bewaard om %(tijd)s") % {"tijd": tijd(plek.now)}
    nieuws = {"versie": getattr(rij, "versie", None), "tekst": om, "vergeet": rij is None}
    antwoord["HX-Trigger"] = json.dumps({"bewaard": {**nieuws, "herlaad": herlaad}})
    return antwoord


def gedaan(request: HttpRequest, plek: Plek, tafel: Rondetafel) -> HttpResponseBase:
    """Answer a tap that has no version."""
    return _bewaard(request, plek, tafel)


def kan_niet(
    request: HttpRequest,
    plek: Plek,
    tafel: Rondetafel,
    fout: KanNietError,
    terug: Teruggave = GEEN,
) -> HttpResponseBase:
    """Say why it cannot be done, and keep what was typed."""
    terug = Teruggave(terug.sleutel, terug.getypt, [str(fout)], form=terug.form)
    if is_deel(request):
        return render(request, f"{MAPPEN}/delen/melding.html", {"terug": terug}, status=ONGELDIG)
    if not terug.sleutel:
        messages.warning(request, str(fout))
        return naar_het_scherm(plek, tafel)
    return toon(request, plek, get_tafel(plek, tafel.pk, met_notitie=True), terug, status=ONGELDIG)


def _getypt(form: forms.Form, sleutel: str) -> Teruggave:
    getypt = {naam: str(form.data.get(naam, "")) for naam in form.fields}
    return Teruggave(sleutel, getypt)


def _ongeldig(
    request: HttpRequest, plek: Plek, tafel: Rondetafel, form: forms.Form, sleutel: str
) -> HttpResponseBase:
    terug = _getypt(form, sleutel)
    terug.fouten = [str(fout) for fouten in form.errors.values() for fout in fouten]
    if is_deel(request):
        return render(request, f"{MAPPEN}/delen/melding.html", {"terug": terug}, status=ONGELDIG)
    return toon(request, plek, tafel, terug, status=ONGELDIG)


def _hun(form: forms.Form, huidig: Model) -> list[tuple[str, str]]:
    """What stands there now and is not what was typed, by label.

    Nothing, when the text arrived before and only its answer got lost.
    """
    uit: list[tuple[str, str]] = []
    for veld in form.visible_fields():
        if not hasattr(huidig, veld.name):
            continue
        nu, getypt = getattr(huidig, veld.name), form.cleaned_data[veld.name]
        if (nu or "") != (getypt or ""):
            getoond = getattr(huidig, f"get_{veld.name}_display", None)
            uit.append((str(veld.label), str((getoond() if getoond else nu) or "")))
    return uit


def _botsing(
    request: HttpRequest,
    plek: Plek,
    tafel: Rondetafel,
    terug: Teruggave,
    huidig: Model,
    hun: list[tuple[str, str]],
) -> HttpResponseBase:
    """Answer 409 with what somebody else wrote beside what was typed."""
    terug.versie_hun, terug.hun = getattr(huidig, "versie", 0), hun
    if is_deel(request):
        return render(request, f"{MAPPEN}/delen/botsing.html", {"terug": terug}, status=BOTSING)
    return toon(request, plek, tafel, terug, status=BOTSING)


def voeg_toe(
    request: HttpRequest,
    plek: Plek,
    tafel: Rondetafel,
    form: forms.Form,
    sleutel: str,
    verb: Callable[[], Any],
) -> HttpResponseBase:
    """Add what a form holds, or show the screen again with what is wrong in it."""
    if not form.is_valid():
        terug = Teruggave(sleutel, form=form)
        return toon(request, plek, tafel, terug, status=ONGELDIG)
    return tik(request, plek, tafel, verb, Teruggave(sleutel, form=form))


def tik(
    request: HttpRequest,
    plek: Plek,
    tafel: Rondetafel,
    verb: Callable[[], Any],
    terug: Teruggave = GEEN,
) -> HttpResponseBase:
    """Do what one button does, and show how the table stands."""
    try:
        verb()
    except KanNietError as fout:
        return kan_niet(request, plek, tafel, fout, terug)
    except VerouderdError:
        nieuw = KanNietError(_("Iemand anders veranderde dit net. Zo staat het nu."))
        return kan_niet(request, plek, tafel, nieuw, terug)
    return gedaan(request, plek, tafel)
