"""The doorways to a report and its copies."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rondetafel.access import get_tafel
from rondetafel.forms.verslag import KLOPT, NIET
from rondetafel.models import Verslag, Verslagexemplaar, Verslagstatus
from rondetafel.report.nakijken import wacht_op
from rondetafel.report.weergave import weergave, zicht_hash
from toegang.access import Plek
from toegang.models import Sectie
from toegang.policy import Handeling
from toegang.woorden import voornaam
from vormgeving.zinnen import opsomming

__all__ = ["Verslag", "bladzijde", "dag_van", "eerder_antwoord", "get_exemplaar", "get_verslag"]


def get_verslag(plek: Plek, tafel_id: UUID) -> Verslag:
    """Return the report of a table.

    Raises:
        Http404: when this seat does not know of the table, or does not read reports; until it is
            frozen only those who decide and the zorgcoördinator read it.
    """
    tafel = get_tafel(plek, tafel_id)
    rijen = Verslag.objects.prefetch_related("akkoorden__deelname")
    verslag = rijen.filter(tafel=tafel).first()
    if verslag is None or not plek.mag(Handeling.VERSLAG_LEZEN, Sectie.RONDETAFELS):
        raise Http404("Dit verslag bestaat niet.")
    if verslag.status != Verslagstatus.VASTGESTELD and not _kijkt_na(plek):
        raise Http404("Dit verslag is nog niet klaar.")
    verslag.tafel = tafel
    return verslag


def _kijkt_na(plek: Plek) -> bool:
    return plek.is_coordinator or plek.mag(Handeling.VERSLAG_GOEDKEUREN)


def get_exemplaar(
    plek: Plek, tafel_id: UUID, exemplaar_id: UUID, *, met_pdf: bool = False
) -> Verslagexemplaar:
    """Return this seat's own copy, as long as it is what the seat may read now.

    Raises:
        Http404: for another's copy, and for one made for a scope that has changed since.
    """
    verslag = get_verslag(plek, tafel_id)
    rijen = Verslagexemplaar.objects.filter(verslag=verslag, deelname=plek.deelname)
    exemplaar = (rijen if met_pdf else rijen.defer("pdf")).filter(pk=exemplaar_id).first()
    if exemplaar is None or exemplaar.zicht_hash != zicht_hash(verslag, plek):
        raise Http404("Dit exemplaar bestaat niet.")
    exemplaar.verslag = verslag
    return exemplaar


def dag_van(exemplaar: Verslagexemplaar) -> str:
    """Return the day of the table, for the name of a file."""
    begin = exemplaar.verslag.tafel.begin
    return begin.date().isoformat() if begin else ""


def eerder_antwoord(plek: Plek, verslag: Verslag) -> dict[str, str]:
    """Return what this seat answered before, for the form."""
    mijn = plek.deelname.pk
    rij = next((a for a in verslag.akkoorden.all() if a.deelname_id == mijn), None)
    if rij is None:
        return {}
    return {"antwoord": KLOPT if rij.akkoord else NIET, "eigen_woorden": rij.eigen_woorden}


def bladzijde(plek: Plek, verslag: Verslag) -> dict[str, Any]:
    """Return what the page of a report shows this seat."""
    nakijken = verslag.status == Verslagstatus.NAKIJKEN
    wachten = wacht_op(verslag, plek.now) if nakijken else []
    anderen = [p for p in wachten if p.deelname.pk != plek.deelname.pk]
    return {
        "v": weergave(verslag, plek),
        "tafel": verslag.tafel,
        "nakijken": nakijken and plek.mag(Handeling.VERSLAG_GOEDKEUREN),
        "ik_wacht": len(wachten) > len(anderen),
        "wacht": _wacht([voornaam(p.deelname.naam) for p in anderen]),
    }


def _wacht(namen: list[str]) -> str:
    if not namen:
        return _("Nog niet vastgesteld.")
    zin = ngettext(
        "Nog niet vastgesteld. %(wie)s kijkt het nog na.",
        "Nog niet vastgesteld. %(wie)s kijken het nog na.",
        len(namen),
    )
    return zin % {"wie": opsomming(namen)}
