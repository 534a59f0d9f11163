"""The page an invitation leads to. Following the link changes nothing; answering is a POST.

Whoever is not the one invited sees one and the same page, whatever the link is or was: it does not
tell that there is an invitation, for whom, or from which family.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gebruikers.access import ik
from gebruikers.deur import openbaar
from gebruikers.tweede_factor import needs_second_factor, session_has_second_factor
from gezinsplan.forms import status_van
from gezinsplan.models import Planstatus
from toegang import policy
from toegang.forms.gezin import Antwoordform
from toegang.inzage.models import Weg
from toegang.inzage.noteren import noteer_lijst
from toegang.inzage.onderdelen import Onderdeel
from toegang.models import Deelname, Plekuitnodiging
from toegang.uitnodiging import get_uitnodiging, heeft_methode_gelezen
from toegang.welkom import welkom
from toegang.workflow import uitnodiging as workflow


@openbaar("Zonder inloggen een bladzijde die voor elke link hetzelfde is.")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def uitnodiging(request: HttpRequest, token: str) -> HttpResponse:
    """Show the one invited who asks them and what they will see, and take their answer."""
    if not request.user.is_authenticated:
        return render(request, "toegang/uitnodiging_inloggen.html", {"hier": request.path})
    zelf = ik(request)
    if needs_second_factor(zelf) and not session_has_second_factor(request):
        return redirect(f"{reverse('tweede_factor')}?{urlencode({'next': request.path})}")
    try:
        rij = get_uitnodiging(zelf, token, now=timezone.now())
    except Http404:
        return render(request, "toegang/uitnodiging_niet.html", status=404)
    noteer_lijst(request, [rij.deelname], Onderdeel.UITNODIGING, Weg.PAGINA)
    form = _form(request, rij)
    if request.method == "POST" and form.is_valid():
        try:
            return _antwoord(request, rij, form)
        except workflow.UitnodigingVoorbijError:
            return render(request, "toegang/uitnodiging_niet.html", status=404)
    context = {"form": form, **welkom(rij)}
    return render(request, "toegang/uitnodiging.html", context, status=status_van(form))


def _form(request: HttpRequest, rij: Plekuitnodiging) -> Antwoordform:
    leest = policy.leest_de_methode(rij.deelname.rol)
    vraagt = leest and heeft_methode_gelezen(ik(request)) is None
    return Antwoordform(request.POST or None, vraagt_methode=vraagt)


def _antwoord(request: HttpRequest, rij: Plekuitnodiging, form: Antwoordform) -> HttpResponse:
    zelf, now = ik(request), timezone.now()
    if form.cleaned_data["antwoord"] == Antwoordform.NEE:
        workflow.sla_plek_af(rij, actor=zelf, now=now)
        messages.success(request, _("U doet niet mee. Wij hebben dit doorgegeven."))
        return redirect("/")
    gelezen = form.cleaned_data.get("methode_gelezen", False)
    deelname = workflow.neem_plek_aan(rij, actor=zelf, now=now, methode_gelezen=gelezen)
    messages.success(request, _("Welkom aan tafel."))
    return _verder(deelname)


def _verder(deelname: Deelname) -> HttpResponse:
    naam = "toegang:activeren" if deelname.plan.status == Planstatus.CONCEPT else "overzicht:plan"
    return redirect(naam, plan_id=deelname.plan_id)


@openbaar("Uitleg over de methode, zonder iets van een gezin.")
@require_safe
def methode(request: HttpRequest) -> HttpResponse:
    """Explain the method on one page."""
    return render(request, "toegang/uitnodiging_uitleg.html")
