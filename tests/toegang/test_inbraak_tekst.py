"""Texts that try to be more than text: on every page, in a letter, in a report, in a calendar."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from acties.models import Actie
from doelen.models import Doel, Hulpvraag, Kracht, Zorg
from gebruikers.models import Gebruiker, Organisatie
from gezinsplan.models import Gezin, Gezinslid, Huishouden
from netwerk.models import Netwerklid
from rondetafel.models import Agendapunt, Rondetafel
from tests.toegang.kanaries import zet_voliere
from tests.toegang.test_matrix import adressen, als, vraag
from toegang.models import Deelname

pytestmark = pytest.mark.django_db

KWAAD = "\"'><img src=x onerror=a()>\n<svg/onload=a()>"
RAUW = re.compile(r"<img src=x|<svg/onload")
ONSCHULDIG = "&lt;img src=x onerror=a()&gt;"

VELDEN = [
    (Gezin, ["naam"]),
    (Gezinslid, ["voornaam", "achternaam"]),
    (Huishouden, ["naam", "adres"]),
    (Deelname, ["naam", "functie", "reden", "grondslag_toelichting", "telefoon"]),
    (Gebruiker, ["naam"]),
    (Organisatie, ["naam"]),
    (Kracht, ["tekst"]),
    (Zorg, ["tekst"]),
    (Doel, ["tekst", "reden"]),
    (Hulpvraag, ["tekst"]),
    (Actie, ["tekst", "reden", "drie_vragen"]),
    (Netwerklid, ["naam", "relatie", "kan_doen"]),
    (Agendapunt, ["tekst", "toelichting"]),
    (Rondetafel, ["plaats", "keuze_reden", "verzet_reden", "annuleerreden"]),
]


@pytest.mark.parametrize("wie", ["linda", "samira", "peter"])
def test_no_text_becomes_markup(wie: str) -> None:
    v = zet_voliere(timezone.now())
    bladzijden = [*adressen(v), *((pad, pad) for pad in ("/", "/berichten/", "/mijn/", "/acties/"))]
    for model, velden in VELDEN:
        for veld in velden:
            lengte: int = getattr(model._meta.get_field(veld), "max_length", None) or 300
            model._default_manager.exclude(**{veld: ""}).update(**{veld: KWAAD[:lengte]})
    client: Client = als(wie)
    mis, gezien = [], 0
    for naam, url in bladzijden:
        status, inhoud = vraag(client, "get", url)
        tekst = inhoud.decode("utf-8", "replace")
        gezien += ONSCHULDIG in tekst
        if status >= 500 or RAUW.search(tekst):
            mis.append((naam, status))
    assert mis == []
    assert gezien > 10
