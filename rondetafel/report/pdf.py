"""The report on paper: PDF/UA, one to three pages, for one reader."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import translation

from rondetafel.models import Verslag
from rondetafel.report.weergave import weergave
from rondetafel.report.woorden import taal_van
from toegang.access import Plek
from vormgeving.druk import maak_pdf


def html(verslag: Verslag, plek: Plek) -> str:
    """Return the document that becomes the PDF of this seat, in the language it reads."""
    taal = taal_van(plek)
    with translation.override(taal):
        context = {
            "taal": taal,
            "v": weergave(verslag, plek),
            "lezer": plek.deelname.naam,
            "now": plek.now,
        }
        return render_to_string("rondetafel/verslag_druk.html", context)


def maak(verslag: Verslag, plek: Plek) -> bytes:
    """Return the PDF/UA of the report as this seat reads it."""
    return maak_pdf(html(verslag, plek), opmaak=["verslag.css"])
