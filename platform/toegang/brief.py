"""The printed letter and card, with a QR code, and a login code for who has no e-mail address.

Made in the language of its reader. It names no other family and says nothing of a plan's content:
paper lies about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from gebruikers.models import Medewerker
from gebruikers.talen import is_beschikbaar
from toegang.models import Welkomsoort
from toegang.uitnodiging import url_van
from toegang.welkom import coordinator_van
from vormgeving.druk import beeld, maak_pdf

if TYPE_CHECKING:
    from toegang.models import Deelname
    from toegang.workflow.brief import Brief


def maak_brief(brief: Brief) -> bytes:
    """Return the letter (A4) or the card (A6) as PDF/UA."""
    opmaak = "kaart.css" if brief.soort == Welkomsoort.KAART else "brief.css"
    return maak_pdf(html_van(brief), opmaak=[opmaak])


def html_van(brief: Brief) -> str:
    """Return what the letter says, in the language of its reader, as a whole document."""
    taal = brief.deelname.taal if is_beschikbaar(brief.deelname.taal) else settings.LANGUAGE_CODE
    blad = "plek_kaart" if brief.soort == Welkomsoort.KAART else "brief"
    with translation.override(taal):
        return render_to_string(f"toegang/{blad}.html", _inhoud(brief, taal))


def _inhoud(brief: Brief, taal: str) -> dict[str, object]:
    deelname = brief.deelname
    adres = deelname.lid.huishouden.adres if deelname.lid and deelname.lid.huishouden else ""
    contact = coordinator_van(deelname)
    return {
        "taal": taal,
        "brief": brief,
        "deelname": deelname,
        "adres": adres,
        "gemeente": deelname.plan.gemeente,
        "contact": contact,
        "bereikbaar": _bereikbaar(contact),
        "tekst": f"toegang/brief_{deelname.rol}.html",
        "qr": qr_van(settings.SITE_URL + _pad(brief, taal)),
        "site": urlsplit(settings.SITE_URL).netloc + reverse("brief"),
        "merk": beeld("merk.svg"),
        "now": brief.now,
    }


def _pad(brief: Brief, taal: str) -> str:
    """Where the QR code leads: the invitation, or the page that asks for the code."""
    pad = url_van(brief.uitnodiging) if brief.uitnodiging else reverse("brief")
    return f"{pad}?taal={taal}"


def _bereikbaar(contact: Deelname | None) -> str:
    if contact is None or contact.gebruiker_id is None:
        return ""
    werk = Medewerker.objects.filter(
        gebruiker=contact.gebruiker_id, organisatie=contact.organisatie_id
    ).first()
    return werk.bereikbaar if werk else ""


def qr_van(adres: str) -> str:
    """The address as a picture in itself: nothing is fetched."""
    uri: str = segno.make(adres, error="m").svg_data_uri(dark="#23302b", border=0, scale=4)
    return uri
