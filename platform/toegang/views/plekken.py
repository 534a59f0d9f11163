"""Who sits at the table, and proposing somebody."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from toegang.aan_tafel import aan_tafel
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.forms.voorstel import Voorstelform
from toegang.models import Plekstatus
from toegang.opvolging import get_opvolging
from toegang.overgangen import KanNietError
from toegang.policy import Handeling
from toegang.workflow.plekken import propose_plek


@in_plan(Handeling.PLAN_ZIEN)
@require_GET
def overzicht(request: HttpRequest, plek: Plek) -> HttpResponse:
    """The table: who sits there, what each sees, who is proposed."""
    context = {
        "plek": plek,
        "now": plek.now,
        "tafel": aan_tafel(plek),
        "mag_voorstellen": plek.mag(Handeling.PLEK_VOORSTELLEN),
        "opvolging": get_opvolging(plek),
    }
    return render(request, "toegang/plekken.html", context)


@in_plan(Handeling.PLEK_VOORSTELLEN)
@require_http_methods(["GET", "POST"])
def voorstellen(request: HttpRequest, plek: Plek) -> HttpResponse:
    """Propose a seat, with a reason that the family can read."""
    gebieden = list(plek.plan.gemeente.leefgebieden.all())
    form = Voorstelform(plek, gebieden, request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                deelname = propose_plek(form.voorstel(), actor=plek, now=plek.now)
            except KanNietError as fout:
                form.add_error(None, str(fout))
            else:
                messages.success(request, _wat_nu(deelname.status) % {"naam": deelname.naam})
                return redirect("toegang:plek", plek.plan.pk, deelname.pk)
        status = 422
    context = {"plek": plek, "now": plek.now, "form": form}
    return render(request, "toegang/plek_voorstellen.html", context, status=status)


def _wat_nu(status: str) -> str:
    if status == Plekstatus.UITGENODIGD:
        return _("%(naam)s krijgt een uitnodiging.")
    if status == Plekstatus.GOEDGEKEURD:
        return _("%(naam)s mag komen. De uitnodiging moet nog worden verstuurd.")
    return _("Uw voorstel staat er. Wie kiest, krijgt bericht over %(naam)s.")
