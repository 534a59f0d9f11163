"""The people around a family, and asking them to the table."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from doelen.samenvoegen import merge_page
from gezinsplan.models import Gezinslid
from gezinsplan.versies import VerouderdError
from netwerk import workflow
from netwerk.access import get_netwerklid
from netwerk.forms import Jimform, Netwerklidform, Tafelvraagform
from netwerk.kring import get_netwerk
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.models import Deelname, Plekstatus
from toegang.overgangen import KanNietError
from toegang.policy import Handeling


@in_plan(Handeling.NETWERK_ZIEN)
@require_GET
def overzicht(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Who is around this family."""
    context = {
        "plek": plek,
        "now": plek.now,
        "netwerk": get_netwerk(plek),
        "mag_schrijven": plek.mag(Handeling.NETWERK_SCHRIJVEN),
        "ziet_alles": plek.ziet_sectie("netwerk"),
    }
    return render(request, "netwerk/overzicht.html", context)


@in_plan(Handeling.NETWERK_SCHRIJVEN)
@require_http_methods(["GET", "POST"])
def nieuw(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Write somebody down."""
    form = Netwerklidform(plek, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        rij = workflow.add_netwerklid(form.persoon(), actor=plek, now=plek.now)
        messages.success(request, _("%(naam)s staat op de lijst.") % {"naam": rij.naam})
        return redirect("netwerk:overzicht", plek.plan.pk)
    status = 422 if request.method == "POST" else 200
    context = {"plek": plek, "now": plek.now, "form": form}
    return render(request, "netwerk/netwerklid.html", context, status=status)


@in_plan(Handeling.NETWERK_SCHRIJVEN)
@require_http_methods(["GET", "POST"])
def lid(request: HttpRequest, plek: Plek, netwerklid_id: UUID) -> HttpResponse:
    """Change what is written about somebody."""
    rij = get_netwerklid(plek, netwerklid_id)
    plek.eis(Handeling.NETWERK_SCHRIJVEN, rij)
    form = Netwerklidform(plek, rij, request.POST or None)
    terug = reverse("netwerk:overzicht", args=[plek.plan.pk])
    if request.method == "POST" and form.is_valid():
        versie = form.cleaned_data["versie"] or 0
        try:
            workflow.change_netwerklid(rij, versie, form.persoon(), actor=plek, now=plek.now)
        except VerouderdError as fout:
            return merge_page(request, form, fout, titel=rij.naam, terug=terug)
        messages.success(request, _("Bewaard."))
        return redirect(terug)
    status = 422 if request.method == "POST" else 200
    context = {"plek": plek, "now": plek.now, "form": form, "rij": rij}
    return render(request, "netwerk/netwerklid.html", context, status=status)


@in_plan(Handeling.NETWERK_SCHRIJVEN)
@require_http_methods(["GET", "POST"])
def weg(request: HttpRequest, plek: Plek, netwerklid_id: UUID) -> HttpResponse:
    """Take somebody off the list, after saying what that does."""
    rij = get_netwerklid(plek, netwerklid_id)
    plek.eis(Handeling.NETWERK_SCHRIJVEN, rij)
    if request.method == "POST":
        try:
            workflow.remove_netwerklid(rij, actor=plek, now=plek.now)
        except VerouderdError:
            messages.error(request, _("Iemand anders veranderde dit net. Kijk nog eens."))
        else:
            messages.success(request, _("%(naam)s is van de lijst.") % {"naam": rij.naam})
        return redirect("netwerk:overzicht", plek.plan.pk)
    context = {"plek": plek, "rij": rij, "zit_aan_tafel": workflow.heeft_plek(rij)}
    return render(request, "netwerk/weg.html", context)


@in_plan(Handeling.NETWERK_SCHRIJVEN)
@require_http_methods(["GET", "POST"])
def aan_tafel(request: HttpRequest, plek: Plek, netwerklid_id: UUID) -> HttpResponse:
    """Ask somebody of the network to the table."""
    rij = get_netwerklid(plek, netwerklid_id)
    plek.eis(Handeling.NETWERK_SCHRIJVEN, rij)
    gebieden = list(plek.plan.gemeente.leefgebieden.all())
    form = Tafelvraagform(plek, gebieden, request.POST or None, reden=rij.kan_doen)
    if request.method == "POST" and form.is_valid():
        try:
            deelname = workflow.ask_aan_tafel(rij, form.verzoek(), actor=plek, now=plek.now)
        except KanNietError as fout:
            form.add_error(None, str(fout))
        else:
            return _gevraagd(request, plek, deelname)
    status = 422 if request.method == "POST" else 200
    context = {"plek": plek, "form": form, "rij": rij}
    return render(request, "netwerk/aan_tafel.html", context, status=status)


@in_plan(Handeling.JIM_NOEMEN)
@require_http_methods(["GET", "POST"])
def jim(request: HttpRequest, plek: Plek, lid_id: UUID) -> HttpResponse:
    """A young person names an adult they trust; or the zorgcoördinator writes down whom."""
    jongere = _jongere(plek, lid_id)
    form = Jimform(plek, list(plek.plan.gemeente.leefgebieden.all()), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            deelname = workflow.name_jim(
                form.persoon(jongere), form.verzoek(), jongere, actor=plek, now=plek.now
            )
        except KanNietError as fout:
            form.add_error(None, str(fout))
        else:
            return _gevraagd(request, plek, deelname)
    status = 422 if request.method == "POST" else 200
    context = {"plek": plek, "form": form, "jongere": jongere}
    return render(request, "netwerk/jim.html", context, status=status)


def _jongere(plek: Plek, lid_id: UUID) -> Gezinslid:
    jongere = next((lid for lid in plek.leden if lid.pk == lid_id), None)
    if jongere is None:
        raise Http404("Dit gezinslid bestaat niet.")
    plek.eis(Handeling.JIM_NOEMEN, jongere)
    return jongere


def _gevraagd(request: HttpRequest, plek: Plek, deelname: Deelname) -> HttpResponse:
    teksten: dict[str, str] = {
        Plekstatus.UITGENODIGD: _("%(naam)s krijgt een uitnodiging."),
        Plekstatus.GOEDGEKEURD: _("%(naam)s mag komen. Print een kaart, of stuur een mail."),
    }
    wacht = _("Gevraagd. Wie meebeslist, krijgt bericht over %(naam)s.")
    messages.success(request, teksten.get(deelname.status, wacht) % {"naam": deelname.naam})
    return redirect("toegang:plek", plek.plan.pk, deelname.pk)
