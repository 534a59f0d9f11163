"""A second pair of eyes: what waits, what holds, asking and confirming."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toegang import policy
from toegang.access import Plek
from toegang.beperking import workflow
from toegang.beperking.forms import Beperkform, Herzienform, Vraagform
from toegang.beperking.models import Verzoek
from toegang.beperking.overzicht import get_regel, regels
from toegang.deur import in_plan
from toegang.policy import Handeling
from toegang.views.plekken_uitvoeren import voer_uit
from toegang.woorden import voornaam
from toegang.zetels import get_deelname


@in_plan(Handeling.PLAN_ZIEN)
@require_safe
def overzicht(request: HttpRequest, plek: Plek) -> HttpResponse:
    """List what waits for a second professional and what holds, as far as this seat knows."""
    familie = plek.is_coordinator and plek.lid is not None
    context = {
        "plek": plek,
        "now": plek.now,
        "regels": regels(plek),
        "mag_vragen": familie,
        "herzienform": Herzienform(),
    }
    return render(request, "beperking/overzicht.html", context)


@in_plan(Handeling.PLEK_BEPERKEN)
@require_http_methods(["GET", "POST"])
def nieuw(request: HttpRequest, plek: Plek, deelname_id: UUID) -> HttpResponse:
    """Ask that a parent sees less or does not decide."""
    ouder = get_deelname(plek, deelname_id)
    if ouder.rol not in policy.KAN_BEPERKT:
        raise Http404("Dit is geen plek van een ouder.")
    if ouder.pk == plek.deelname.pk:
        raise PermissionDenied
    form = Beperkform(plek, ouder, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        klaar = voer_uit(
            request,
            lambda: workflow.ask_restriction(
                ouder, form.minder(), form.reden(), actor=plek, now=plek.now
            ),
            _("Er verandert nog niets. Een tweede beroepskracht kijkt eerst mee."),
        )
        if klaar:
            return redirect("beperking:overzicht", plek.plan.pk)
    status = 422 if request.method == "POST" else 200
    context = {"plek": plek, "ouder": ouder, "naam": voornaam(ouder.naam), "form": form}
    return render(request, "beperking/nieuw.html", context, status=status)


@in_plan(Handeling.PLAN_BEHEREN)
@require_http_methods(["GET", "POST"])
def vraag(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Ask a professional to confirm what a relative who coordinates does not change alone."""
    form = Vraagform(plek, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        klaar = voer_uit(
            request,
            lambda: _stel(form, plek),
            _("Er verandert nog niets. Een beroepskracht kijkt eerst mee."),
        )
        if klaar:
            return redirect("beperking:overzicht", plek.plan.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "beperking/vraag.html", {"plek": plek, "form": form}, status=status)


def _stel(form: Vraagform, plek: Plek) -> Verzoek:
    soort, pk = form.cleaned_data["wat"].split(":")
    dag, reden = form.cleaned_data["dag"], form.reden()
    if soort == "gezag":
        gezag = next(g for g in plek.gezag if str(g.pk) == pk)
        return workflow.ask_end_gezag(gezag, dag, reden, actor=plek, now=plek.now)
    lid = next(lid for lid in plek.leden if str(lid.pk) == pk)
    return workflow.ask_birth_date(lid, dag, reden, actor=plek, now=plek.now)


@in_plan(Handeling.BEVESTIGEN)
@require_POST
def beslis(request: HttpRequest, plek: Plek, verzoek_id: UUID) -> HttpResponse:
    """Confirm or refuse, as a second professional."""
    verzoek = get_regel(plek, verzoek_id).verzoek
    ja = request.POST.get("antwoord") == "ja"
    voer_uit(
        request,
        lambda: (workflow.confirm if ja else workflow.refuse)(verzoek, actor=plek, now=plek.now),
        _("Bevestigd. Dit geldt meteen.") if ja else _("Niet bevestigd. Er verandert niets."),
    )
    return redirect("beperking:overzicht", plek.plan.pk)


@in_plan(Handeling.PLEK_BEPERKEN)
@require_POST
def herzie(request: HttpRequest, plek: Plek, verzoek_id: UUID) -> HttpResponse:
    """Give back what was taken, or let it stand until another day."""
    verzoek = get_regel(plek, verzoek_id).verzoek
    form = Herzienform(request.POST)
    if "opheffen" in request.POST:
        gelukt = _("Opgeheven. De ouder ziet en beslist weer als daarvoor.")
        voer_uit(request, lambda: workflow.lift(verzoek, actor=plek, now=plek.now), gelukt)
    elif form.is_valid():
        dag = form.cleaned_data["herzien_op"]
        voer_uit(
            request,
            lambda: workflow.review(verzoek, dag, actor=plek, now=plek.now),
            _("Bewaard. Dit komt op die dag weer terug."),
        )
    return redirect("beperking:overzicht", plek.plan.pk)
