"""The page of a table, and whether somebody comes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from rondetafel.access import agenda_bij, gasten_voor, get_tafel, get_uitnodiging
from rondetafel.forms.peiling import Komtform
from rondetafel.models import Rondetafel, Tafelstatus, Uitnodigingsantwoord
from rondetafel.views.plannen import ingevuld, kan_niet, naar_tafel
from rondetafel.weergave import duur_in_woorden, kop, midden, stoelen, telling, wie_komt
from rondetafel.workflow import peiling, uitnodigen
from rondetafel.workflow.agenda import NOG_TE_BESPREKEN
from rondetafel.workflow.uitnodigen import VOOR_DE_TAFEL
from toegang.access import Plek
from toegang.deur import in_plan
from toegang.models import Sectie
from toegang.overgangen import KanNietError
from toegang.policy import Handeling


@in_plan(Handeling.PLAN_ZIEN)
@require_safe
def tafel(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """When, where, who comes, the agenda, and what is asked of who looks."""
    rij = get_tafel(plek, tafel_id)
    gasten = gasten_voor(plek, rij)
    eigen = next((g for g in gasten if g.deelname_id == plek.deelname.pk), None)
    over = 0
    if eigen and rij.status == Tafelstatus.PEILING and peiling.is_aan_de_beurt(rij, eigen, plek):
        over = peiling.open_per_gast(rij, [eigen])[eigen.deelname_id]
    context = {
        "plek": plek,
        "tafel": rij,
        "kop": kop(rij, plek.now),
        "duur": duur_in_woorden(rij.duur_minuten),
        "komst": wie_komt(gasten, plek.now),
        "stoelen": stoelen(gasten, plek.now),
        "midden": midden(rij),
        "telling": telling(gasten),
        "eigen": eigen,
        "over": over,
        "agenda": agenda_bij(plek, rij),
        **_mag(plek, rij),
        "now": plek.now,
    }
    return render(request, "rondetafel/tafel.html", context)


def _mag(plek: Plek, tafel: Rondetafel) -> dict[str, bool]:
    """What this seat may do with a table as it stands."""
    status = tafel.status
    plant, peilt = plek.mag(Handeling.TAFEL_PLANNEN), status == Tafelstatus.PEILING
    return {
        "mag_plannen": plant and status in VOOR_DE_TAFEL,
        "mag_kiezen": peilt and plek.mag(Handeling.TIJD_KIEZEN),
        "mag_agenda": status in NOG_TE_BESPREKEN and plek.mag(Handeling.AGENDAPUNT_VOORSTELLEN),
        "mag_notuleren": plek.mag(Handeling.NOTULEREN, tafel),
        "ziet_agenda": plek.ziet_sectie(Sectie.RONDETAFELS),
        "ziet_verslag": plek.mag(Handeling.VERSLAG_LEZEN, Sectie.RONDETAFELS.value),
    }


@in_plan(Handeling.TIJD_DOORGEVEN)
@require_http_methods(["GET", "HEAD", "POST"])
def antwoord(request: HttpRequest, plek: Plek, tafel_id: UUID) -> HttpResponseBase:
    """Say whether one comes: yes, no or maybe."""
    rij = get_tafel(plek, tafel_id)
    eigen = get_uitnodiging(plek, rij)
    if rij.status != Tafelstatus.GEPLAND:
        messages.info(request, _("U hoeft nu niet te zeggen of u komt."))
        return naar_tafel(plek, rij)
    gezegd = {"antwoord": eigen.antwoord, "toelichting": eigen.toelichting}
    form = Komtform(ingevuld(request), initial=gezegd)
    if request.method == "POST" and form.is_valid():
        try:
            uitnodigen.geef_antwoord(eigen, actor=plek, now=plek.now, **form.cleaned_data)
        except KanNietError as fout:
            return kan_niet(request, plek, rij, fout)
        messages.success(request, BEDANKT[form.cleaned_data["antwoord"]])
        return naar_tafel(plek, rij)
    context = {"plek": plek, "tafel": rij, "form": form, "now": plek.now}
    context["duur"] = duur_in_woorden(rij.duur_minuten)
    return render(request, "rondetafel/antwoord.html", context, status=422 if form.errors else 200)


BEDANKT = {
    Uitnodigingsantwoord.JA.value: gettext_lazy("Fijn dat u komt. De anderen zien het."),
    Uitnodigingsantwoord.MISSCHIEN.value: gettext_lazy("Dank u wel. U kunt later nog kiezen."),
    Uitnodigingsantwoord.NEE.value: gettext_lazy("Dank u wel. De anderen zien dat u niet komt."),
}
