"""Starting a plan: the one page of it that comes before there is a plan."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gebruikers.access import ik
from gebruikers.deur import ingelogd
from gebruikers.models import Gebruiker
from gezinsplan.forms import status_van
from gezinsplan.models import Gezinsplan
from toegang.forms.start import Startform
from toegang.inzage.models import Weg
from toegang.inzage.noteren import noteer_plannen
from toegang.inzage.onderdelen import Onderdeel
from toegang.uitnodiging import heeft_methode_gelezen
from toegang.workflow.plan import LooptAlError, eerdere_gezinnen, start_plan, startplaatsen


@ingelogd("Begint een plan, voor wie dat bij de eigen organisatie mag.")
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask for the family's name and the variant; the rest is filled in on the family's page."""
    zelf = ik(request)
    form = _form(request, zelf)
    loopt: Gezinsplan | None = None
    if request.method == "POST" and form.is_valid():
        try:
            plan = _start(form, zelf)
        except LooptAlError as fout:
            loopt = fout.plan
            _leg_uit(form, loopt)
        else:
            noteer_plannen(request, zelf, [plan.pk], Onderdeel.GEZIN, Weg.PAGINA)
            return redirect("toegang:gezin", plan_id=plan.pk)
    context = {"form": form, "loopt": loopt}
    return render(request, "toegang/start.html", context, status=409 if loopt else status_van(form))


def _form(request: HttpRequest, zelf: Gebruiker) -> Startform:
    plaatsen = startplaatsen(zelf)
    if not plaatsen:
        raise PermissionDenied("alleen een medewerker die mag coördineren")
    return Startform(
        request.POST or None,
        plaatsen=plaatsen,
        eerder=eerdere_gezinnen(zelf),
        methode_bekend=heeft_methode_gelezen(zelf) is not None,
    )


def _start(form: Startform, zelf: Gebruiker) -> Gezinsplan:
    return start_plan(
        plaats=form.gekozen_plaats,
        gezin=form.cleaned_data.get("gezin"),
        naam=form.cleaned_data["naam"],
        variant=form.cleaned_data["variant"],
        ander_gezin=form.cleaned_data["ander_gezin"],
        methode_gelezen=form.cleaned_data.get("methode_gelezen", False),
        actor=zelf,
        now=timezone.now(),
    )


def _leg_uit(form: Startform, loopt: Gezinsplan | None) -> None:
    if loopt is None:
        form.add_error("gezin", _("Voor dit gezin loopt al een plan. Er kan er maar één zijn."))
    else:
        form.vraag_ander_gezin()
        form.add_error("naam", _("U bent al zorgcoördinator van een gezin met deze naam."))
