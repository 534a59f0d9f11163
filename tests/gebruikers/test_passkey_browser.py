"""A passkey, made and used in a real browser under the real Content-Security-Policy.

Run with ``pytest -m browser``. The authenticator is Chromium's own virtual one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from gebruikers.briefcode import make_briefcode
from gebruikers.models import Gebruiker
from tests.inloggen import code_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page on localhost with a device that holds passkeys; any error in its console fails."""
    assert "localhost" in live_server.url
    context = browser.new_context(base_url=live_server.url, locale="nl-NL")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield page
    context.close()
    assert [text for text in complaints if "404" not in text] == []


def at_home(url: str) -> bool:
    return urlsplit(url).path == "/"


def enter_by_code(page: Page, email: str) -> None:
    page.goto("/inloggen/")
    page.get_by_label("Uw e-mailadres").fill(email)
    page.get_by_role("button", name="Stuur mij een code").click()
    page.get_by_label("De code").fill(code_in(mail.outbox[-1]))
    page.get_by_role("button", name="Log in").click()


def test_the_policy_of_the_page_forbids_everything_else(
    client: Client,
) -> None:
    policy = client.get("/inloggen/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert re.search(r"script-src 'nonce-[^']+'(;|$)", policy)
    assert "unsafe" not in policy


def test_a_parent_makes_a_passkey_and_logs_in_with_it(page: Page, samira: Gebruiker) -> None:
    enter_by_code(page, "samira@voorbeeld.test")
    page.goto("/mijn/inloggen/passkeys/maken/")
    page.get_by_label("Naam van deze passkey").fill("Telefoon")
    page.get_by_role("button", name="Maak de passkey").click()
    expect(page.get_by_text("Uw passkey is gemaakt.")).to_be_visible()
    assert Authenticator.objects.get(user=samira, type="webauthn").wrap().name == "Telefoon"

    page.goto("/uitloggen/")
    page.get_by_role("button", name="Ja, log mij uit").click()
    page.goto("/inloggen/?next=/mijn/")
    page.get_by_role("button", name="Met een passkey").click()
    page.wait_for_url("**/mijn/")
    expect(page.get_by_label("Uw naam")).to_have_value("Samira El Amrani")


def test_a_passkey_is_the_second_factor_of_a_professional(page: Page, linda: Gebruiker) -> None:
    Gebruiker.objects.filter(pk=linda.pk).update(password="!")
    enter_by_code(page, "linda@voorbeeld.test")
    page.goto("/mijn/")
    expect(page.get_by_role("heading", name="Nog één stap, dan bent u binnen")).to_be_visible()
    page.get_by_role("link", name="Maak een passkey").click()
    page.get_by_role("button", name="Maak de passkey").click()
    expect(page.get_by_role("heading", name="Bewaar uw noodcodes")).to_be_visible()
    page.get_by_role("link", name="Ik heb ze bewaard, ga verder").click()
    page.wait_for_url("**/mijn/")

    page.context.clear_cookies()
    enter_by_code(page, "linda@voorbeeld.test")
    expect(page.get_by_role("heading", name="Nog één stap")).to_be_visible()
    page.get_by_role("button", name="Gebruik mijn passkey").click()
    page.wait_for_url(at_home)
    page.goto("/mijn/")
    expect(page.get_by_label("Uw naam")).to_have_value("Linda Brouwer")


def test_a_letter_with_its_code_behind_a_hash_leads_to_a_passkey(
    page: Page, agnieszka: Gebruiker, linda: Gebruiker
) -> None:
    code = make_briefcode(agnieszka, actor=linda, now=timezone.now())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/inloggen/brief/?taal=pl#{code}")
    expect(page.get_by_label("Kod z listu")).to_have_value(code)
    assert "#" not in page.url
    page.get_by_role("button", name="Zaloguj się", exact=True).click()
    page.get_by_role("link", name="Utwórz klucz dostępu").click()
    page.get_by_role("button", name="Utwórz klucz dostępu").click()
    page.wait_for_url(at_home)
    assert not any(code in url for url in asked)

    page.context.clear_cookies()
    page.goto("/inloggen/?taal=pl&next=/mijn/")
    page.get_by_role("button", name="Kluczem dostępu").click()
    page.wait_for_url("**/mijn/")
    expect(page.locator("html")).to_have_attribute("lang", "pl")


def test_who_turns_the_device_away_reads_what_to_do(page: Page, samira: Gebruiker) -> None:
    page.goto("/inloggen/")
    message = page.get_by_text("Dat lukte niet met een passkey.")
    expect(message).to_be_hidden()
    page.get_by_role("button", name="Met een passkey").click()
    expect(message).to_be_visible()
