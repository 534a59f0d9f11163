"""When can you: answering on a phone, and moving the poll along."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from rondetafel.access import gasten_voor, get_tafel, get_uitnodiging
from rondetafel.forms.peiling import Antwoordenform, Golfform, telt
from rondetafel.gasten import roepnamen
from rondetafel.models import Beschikbaarheid, Golf, Rondetafel, Tafelstatus, Uitnodiging
from rondetafel.rooster import live_tijden
from rondetafel.views.plannen import ingevuld, kan_niet, naar_tafel
from rondetafel.views.rooster import toon_rooster
from rondetafel.weergave import duur_in_woorden
from rondetafel.workflow import peiling
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.overgangen import KanNietError
from toegang.policy import Handeling
from vormgeving.zinnen import opsomming


@in_plan(Handeling.TIJD_DOORGEVEN)
@require_http_methods(["GET", "HEAD", "POST"])
def tijden(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Say per time whether one can; htmx keeps every tap, the button sends them all."""
    tafel = get_tafel(plek, tafel_id)
    eigen = get_uitnodiging(plek, tafel)
    if tafel.status != Tafelstatus.PEILING or not peiling.is_aan_de_beurt(tafel, eigen, plek):
        return _niet_nu(request, plek, tafel)
    live = live_tijden(tafel)
    rijen = Beschikbaarheid.objects.filter(tijd__in=live, deelname=plek.deelname)
    gezegd = {b.tijd_id: b.antwoord for b in rijen}
    form = Antwoordenform(ingevuld(request), tijden=live, gezegd=gezegd)
    if request.method == "POST" and form.is_valid():
        try:
            peiling.geef_tijden_door(tafel, form.antwoorden, actor=plek, now=plek.now)
        except KanNietError as fout:
            return kan_niet(request, plek, tafel, fout)
        return _bewaard(request, plek, tafel, len(live) - len({**gezegd, **form.antwoorden}))
    context = _vraag(plek, tafel, eigen) | {"form": form, "open": telt(len(live) - len(gezegd))}
    return render(request, "rondetafel/tijden.html", context, status=422 if form.errors else 200)


def _vraag(plek: Plek, tafel: Rondetafel, eigen: Uitnodiging) -> dict[str, object]:
    """What is said above the times: how long, where, and on whom the choice waits."""
    gasten = gasten_voor(plek, tafel)
    namen = roepnamen(g.deelname for g in gasten)
    gezin = [namen[g.deelname_id] for g in gasten if g.golf == Golf.GEZIN and g.pk != eigen.pk]
    return {
        "plek": plek,
        "tafel": tafel,
        "duur": duur_in_woorden(tafel.duur_minuten),
        "eersten": capfirst(opsomming([_("u"), *gezin])) if gezin else "",
        "eerst": eigen.golf == Golf.GEZIN,
        "now": plek.now,
    }


def _bewaard(request: HttpRequest, plek: Plek, tafel: Rondetafel, over: int) -> HttpResponseBase:
    """A tap is answered with the line under the tiles; the button leads on."""
    if request.headers.get("HX-Request"):
        return HttpResponse(telt(over), content_type="text/plain; charset=utf-8")
    if over:
        messages.success(request, _("Bewaard. %(open)s") % {"open": telt(over)})
        return redirect("rondetafel:tijden", plek.plan.pk, tafel.pk)
    messages.success(request, _("Dank u wel. U krijgt bericht zodra er een tijd is."))
    return naar_tafel(plek, tafel)


def _niet_nu(request: HttpRequest, plek: Plek, tafel: Rondetafel) -> HttpResponseBase:
    """There is nothing to answer: not yet, or not any more."""
    if tafel.status == Tafelstatus.PEILING:
        messages.info(request, _("U bent nog niet aan de beurt. U krijgt bericht zodra het kan."))
    else:
        messages.info(request, _("Er wordt nu geen tijd gezocht voor deze tafel."))
    return naar_tafel(plek, tafel)


@in_plan(Handeling.TAFEL_PLANNEN)
@require_POST
def golf(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Ask the next people before everyone of these has answered."""
    tafel = get_tafel(plek, tafel_id)
    form = Golfform(request.POST)
    if not form.is_valid():
        return toon_rooster(request, plek, tafel, golfform=form)
    try:
        peiling.open_golf_eerder(tafel, form.cleaned_data["reden"], actor=plek, now=plek.now)
    except KanNietError as fout:
        return kan_niet(request, plek, tafel, fout)
    messages.success(request, _("De vraag is verstuurd. Uw reden staat erbij."))
    return redirect("rondetafel:rooster", plek.plan.pk, tafel.pk)


@in_plan(Handeling.TAFEL_PLANNEN)
@require_POST
def herinner(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Remind who was asked and has not answered."""
    tafel = get_tafel(plek, tafel_id)
    try:
        wie = peiling.herinner(tafel, actor=plek, now=plek.now)
    except KanNietError as fout:
        return kan_niet(request, plek, tafel, fout)
    if wie:
        namen = opsomming(list(roepnamen(g.deelname for g in wie).values()))
        zin = ngettext(
            "%(wie)s krijgt een herinnering.", "%(wie)s krijgen een herinnering.", len(wie)
        )
        messages.success(request, zin % {"wie": namen})
    else:
        messages.info(request, _("Vandaag ging er al een herinnering, of iedereen heeft gekozen."))
    return redirect("rondetafel:rooster", plek.plan.pk, tafel.pk)
