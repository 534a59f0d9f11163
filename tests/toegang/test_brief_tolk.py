"""An interpreter without address or organisation: in by letter, and in again after thirty days."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gebruikers.briefcode import GELDIG, make_briefcode, redeem_briefcode
from gebruikers.models import Gebruiker
from tests.cast import Cast, zet_cast, zet_plek
from tests.inloggen import log_in
from toegang.models import Rol

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    cast = zet_cast(timezone.now())
    cast.gebruiker["ewa"] = Gebruiker.objects.create_user(None, naam="Ewa Nowak", taal="pl")
    zet_plek(cast, "ewa", Rol.PROFESSIONAL, functie="tolk", is_tolk=True, codes=["school"])
    return cast


def came_in(cast: Cast, client: Client) -> None:
    code = make_briefcode(cast.gebruiker["ewa"], actor=cast.gebruiker["linda"], now=timezone.now())
    client.post(reverse("brief"), {"code": code})


def test_the_letter_is_a_first_proof_and_leads_to_making_the_second(
    cast: Cast, client: Client
) -> None:
    came_in(cast, client)
    plan = reverse("overzicht:plan", args=[cast.plan.pk])
    response = client.get(plan)
    assert response.headers["Location"].startswith("/mijn/tweede-stap/?next=")
    page = client.get(response.headers["Location"]).content.decode()
    assert reverse("mfa_add_webauthn") in page
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


def test_with_a_factor_a_letter_alone_opens_nothing(cast: Cast, client: Client) -> None:
    TOTP.activate(cast.gebruiker["ewa"], "JBSWY3DPEHPK3PXP")
    came_in(cast, client)
    response = client.get(reverse("mfa_activate_totp"), follow=True)
    assert response.request["PATH_INFO"].startswith(("/mijn/bevestigen/", "/inloggen/"))
    assert Authenticator.objects.count() == 1


def test_after_thirty_days_the_coordinator_prints_a_new_code_from_the_seats_page(
    cast: Cast, client: Client
) -> None:
    ewa, linda = cast.gebruiker["ewa"], cast.gebruiker["linda"]
    old = make_briefcode(ewa, actor=linda, now=timezone.now())
    with time_machine.travel(timezone.now() + GELDIG + timedelta(days=1), tick=False):
        assert redeem_briefcode(old, now=timezone.now()) is None
        log_in(client, linda)
        seat = cast.deelname["ewa"].pk
        page = client.get(reverse("toegang:plek", args=[cast.plan.pk, seat])).content.decode()
        url = reverse("toegang:uitnodigen_brief", args=[cast.plan.pk, seat])
        assert f'action="{url}"' in page
        assert "Maak een brief met een nieuwe code" in page
        response = client.post(url)
        assert response.headers["Content-Type"] == "application/pdf"
        with pikepdf.open(BytesIO(response.content)) as pdf:
            assert len(pdf.pages) == 1
        assert ewa.briefcodes.filter(ingetrokken_op=None).count() == 1


@pytest.mark.parametrize("who", ["samira", "fatma", "peter"])
def test_nobody_else_prints_it(cast: Cast, client: Client, who: str) -> None:
    log_in(client, cast.gebruiker[who])
    seat = cast.deelname["ewa"].pk
    url = reverse("toegang:uitnodigen_brief", args=[cast.plan.pk, seat])
    page = client.get(reverse("toegang:plek", args=[cast.plan.pk, seat])).content.decode()
    assert url not in page
    client.post(url)
    assert not cast.gebruiker["ewa"].briefcodes.exists()
