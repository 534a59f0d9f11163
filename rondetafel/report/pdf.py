"""The report on paper: PDF/UA, one to three pages, for one reader."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import translation

from rondetafel.models import Verslag
from rondetafel.report.weergave import weergave
from toegang.access import Plek
from vormgeving.druk import maak_pdf


def html(verslag: Verslag, plek: Plek) -> str:
    """Return the document that becomes the PDF of this seat."""
    with translation.override("nl"):
        context = {"v": weergave(verslag, plek), "lezer": plek.deelname.naam, "now": plek.now}
        return render_to_string("rondetafel/verslag_druk.html", context)


def maak(verslag: Verslag, plek: Plek) -> bytes:
    """Return the PDF/UA of the report as this seat reads it."""
    return maak_pdf(html(verslag, plek), opmaak=["verslag.css"])
