"""Inviting who was agreed to, from the page of the seat: by mail, or with a printed card."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifications.models import Bericht
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.toegang.voorstellen import goedgekeurd, herlaad
from toegang.models import Plekstatus, Plekuitnodiging, Rol, Welkomsoort


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(timezone.now())


def test_a_parent_prints_a_card_of_one_small_page(cast: Cast, client: Client) -> None:
    buur = goedgekeurd(cast, rol=Rol.NETWERKLID, email="", telefoon="06 1", naam="Gerrit Prins")
    log_in(client, cast.gebruiker["samira"])
    bladzijde = client.get(reverse("toegang:plek", args=[cast.plan.pk, buur.pk])).content.decode()
    assert "Print een kaart met een code" in bladzijde
    assert "Stuur de uitnodiging" not in bladzijde
    adres = reverse("toegang:uitnodigen_brief", args=[cast.plan.pk, buur.pk])
    antwoord = client.post(adres, {"soort": "kaart"})
    assert antwoord["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(antwoord.content)) as pdf:
        [blad] = pdf.pages
        breed, hoog = (round(float(x) / 72 * 25.4) for x in blad.mediabox[2:])
    assert (breed, hoog) == (105, 148)
    assert herlaad(buur).status == Plekstatus.UITGENODIGD
    assert Plekuitnodiging.objects.get(deelname=buur).soort == Welkomsoort.KAART


def test_a_professional_is_mailed_and_never_gets_a_card(cast: Cast, client: Client) -> None:
    jolanda = goedgekeurd(cast)
    log_in(client, cast.gebruiker["linda"])
    adres = reverse("toegang:plek", args=[cast.plan.pk, jolanda.pk])
    tekst = client.get(adres).content.decode()
    assert "Stuur de uitnodiging opnieuw" in tekst
    assert "Print een kaart" not in tekst
    client.post(reverse("toegang:uitnodigen_mail", args=[cast.plan.pk, jolanda.pk]))
    assert Bericht.objects.filter(soort="toegang.uitnodiging").count() == 2
    open_ = Plekuitnodiging.objects.filter(deelname=jolanda, ingetrokken_op=None)
    assert open_.count() == 1


@pytest.mark.parametrize("wie", ["peter", "fatma", "youssef"])
def test_others_invite_nobody(cast: Cast, client: Client, wie: str) -> None:
    jolanda = goedgekeurd(cast)
    log_in(client, cast.gebruiker[wie])
    tekst = client.get(reverse("toegang:plek", args=[cast.plan.pk, jolanda.pk])).content.decode()
    assert "Stuur de uitnodiging" not in tekst
    for naam in ("uitnodigen_mail", "uitnodigen_brief"):
        adres = reverse(f"toegang:{naam}", args=[cast.plan.pk, jolanda.pk])
        assert client.post(adres).status_code == 403
