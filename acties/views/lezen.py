"""Reading: one's own list over all families, the actions of a plan, one action."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from acties import rechten
from acties.access import (
    Navraag,
    coordinator_van,
    doel_bij,
    gebeurtenissen_van,
    geladen_op_id,
    get_actie,
    mensen_in_lijst,
    navraag_over,
)
from acties.filter import Keuze
from acties.forms import RedenForm
from acties.lijsten import (
    Taakrij,
    begroeting,
    in_groepen,
    in_volgorde,
    per_doel,
    per_persoon,
    rijen_van,
    taakrij,
)
from acties.models import HERSTELTIJD, Actie, Actiegebeurtenis
from acties.taken import Eigen, Taak, eigen_taken
from acties.views.taak import is_rij, render_taak
from acties.woorden import geschiedenis, roepnaam, staat_van, volgorde_aan_tafel
from doelen.access import doelen_in_lijst, tegenspraken_bij
from gebruikers.access import ik as wie_ben_ik
from gebruikers.deur import ingelogd
from toegang.access import Plek, plekken_van
from toegang.deur import in_plan
from toegang.inzage.noteren import noteer_lijst
from toegang.inzage.onderdelen import Onderdeel
from toegang.policy import Handeling

PER_BLADZIJDE = 40
TAKEN_PER_BLADZIJDE = 12
"""A task has its buttons with it: three times the size of a line."""
LAATST_AFGEROND = 8


@ingelogd("eigen acties, over alle gezinnen")
@require_safe
def mijn(request: HttpRequest) -> HttpResponse:
    """List what is asked of me; ``?niet=<id>`` opens the reasons of one."""
    ik, now = wie_ben_ik(request), timezone.now()
    plekken = plekken_van(ik, now=now)
    vars(request)["plekken"] = plekken  # what stands around the page asks for them too
    eigen = eigen_taken(plekken, now)
    taken, niet = in_volgorde(eigen, now), _een_id(request.GET.get("niet", ""))
    gevraagd = [rij for rij in taken if is_rij(request, rij.actie_id)]
    for taak in eigen.volledig(gevraagd, now, niet):
        noteer_lijst(request, [taak.plek.deelname], Onderdeel.ACTIES)
        return render_taak(request, taakrij(taak, now), now)
    bladzijde = Paginator(taken, TAKEN_PER_BLADZIJDE).get_page(request.GET.get("bladzijde"))
    rijen = [taakrij(taak, now) for taak in eigen.volledig(bladzijde, now, niet)]
    noteer_lijst(request, [rij.taak.plek.deelname for rij in rijen], Onderdeel.ACTIES)
    context = {
        "begroeting": begroeting(ik.get_short_name(), eigen),
        "groepen": in_groepen(rijen, now),
        "bladzijde": bladzijde,
        "reden_form": RedenForm(),
        "met_gezin": noemt_gezin(eigen),
        "now": now,
    }
    return render(request, "acties/mijn.html", context)


def _een_id(tekst: str) -> UUID | None:
    try:
        return UUID(tekst)
    except ValueError:
        return None


def noemt_gezin(eigen: Eigen) -> bool:
    """Whether to say of which family: to who has several, or is not of the family."""
    gezinnen = {rij.plan_id for rij in eigen.rijen}
    return len(gezinnen) > 1 or any(eigen.zetels[r.deelname_id].lid is None for r in eigen.rijen)


@in_plan(Handeling.PLAN_ZIEN)
@require_safe
def plan(request: HttpRequest, plek: Plek) -> HttpResponse:
    """List the actions of a plan: open first, by person or by goal; what is finished folded."""
    mensen = sorted(mensen_in_lijst(plek), key=volgorde_aan_tafel)
    alle_doelen = doelen_in_lijst(plek)
    keuze = Keuze.uit(request.GET, mensen, alle_doelen)
    bladzijde = Paginator(keuze.te_tonen(plek), PER_BLADZIJDE).get_page(
        request.GET.get("bladzijde")
    )
    laatst_klaar = [] if keuze.klaar else keuze.afgerond(plek, LAATST_AFGEROND + 1)
    alle = geladen_op_id([*bladzijde.object_list, *laatst_klaar])
    rijen = [alle[pk] for pk in bladzijde.object_list if pk in alle]
    laatst = [alle[pk] for pk in laatst_klaar if pk in alle]
    navraag = navraag_over(list(alle.values()))
    context = _groepen(plek, keuze, rijen, navraag) | {
        "laatst": rijen_van(laatst[:LAATST_AFGEROND], navraag, plek.now),
        "meer_klaar": len(laatst) > LAATST_AFGEROND,
        "keuze": keuze,
        "bladzijde": bladzijde,
        "mensen": mensen,
        "doelen": alle_doelen,
        "mag_maken": plek.mag(Handeling.ACTIE_VOORSTELLEN),
    }
    return render(request, "acties/plan.html", context)


def _groepen(
    plek: Plek, keuze: Keuze, acties: list[Actie], navraag: dict[UUID, Navraag]
) -> dict[str, Any]:
    """The rows of the page in the groups that were asked for, and the addresses beside them."""
    per_doelen = keuze.per == "doel" and not keuze.klaar
    per_mens = keuze.per != "doel" and not keuze.klaar
    alleen = keuze.wie
    return {
        "plek": plek,
        "now": plek.now,
        "personen": per_persoon(acties, navraag, plek.now, alleen=alleen) if per_mens else [],
        "doelgroepen": per_doel(plek, acties, navraag, plek.now) if per_doelen else [],
        "klare": rijen_van(acties, navraag, plek.now) if keuze.klaar else [],
        "basis": keuze.basis(),
        "naar_persoon": keuze.basis(per=""),
        "naar_doel": keuze.basis(per="doel"),
        "naar_klaar": keuze.basis(klaar="1"),
        "naar_open": keuze.basis(klaar=""),
    }


@in_plan(Handeling.PLAN_ZIEN)
@require_safe
def actie(request: HttpRequest, plek: Plek, actie_id: UUID) -> HttpResponse:
    """Show one action: how it stands, what happened, and what the reader can do."""
    rij = get_actie(plek, actie_id)
    gebeurd = gebeurtenissen_van(plek, rij)
    return render(request, "acties/actie.html", actie_context(plek, rij, gebeurd))


def actie_context(plek: Plek, rij: Actie, gebeurd: list[Actiegebeurtenis]) -> dict[str, Any]:
    """What the page of one action needs; ``rij`` comes from ``get_actie``."""
    navraag = navraag_over([rij])[rij.pk]
    mag_wijzigen = rechten.mag_wijzigen(plek, rij)
    return {
        "plek": plek,
        "now": plek.now,
        "actie": rij,
        "staat": staat_van(rij, navraag, plek.now),
        "doel": doel_bij(plek, rij),
        "rij": _eigen_rij(plek, rij, gebeurd),
        "geschiedenis": geschiedenis(rij, gebeurd, plek.now),
        "reden_form": RedenForm(),
        "mag_wijzigen": mag_wijzigen,
        "mag_tegenspreken": plek.mag(Handeling.EIGEN_WOORDEN) and not mag_wijzigen,
        "regel": {"tegenspraken": tegenspraken_bij(plek, [rij.pk]).get(rij.pk, [])},
        "mag_verdelen": rechten.mag_anders_verdelen(plek, rij),
        "mag_navragen": rechten.mag_navragen(plek, rij),
        "mag_nemen": rechten.mag_nemen(plek, rij),
    }


def _eigen_rij(plek: Plek, rij: Actie, gebeurd: list[Actiegebeurtenis]) -> Taakrij | None:
    """The action as a task of the reader, when they are an owner or just were."""
    houder = next((h for h in rij.houders.all() if h.deelname_id == plek.deelname.pk), None)
    if houder is None or not plek.mag(Handeling.ACTIE_BIJWERKEN):
        return None
    laatste = gebeurd[-1] if gebeurd else None
    eigen = laatste is not None and laatste.door_id == plek.deelname.pk and bool(laatste.terug)
    if laatste is None or not eigen or plek.now - laatste.op > HERSTELTIJD:
        laatste = None
    zetel = coordinator_van(plek.plan.pk, plek.now)
    naam = roepnaam(zetel) if zetel else ""
    return taakrij(Taak(rij, plek, houder, laatste, coordinator=naam), plek.now)
