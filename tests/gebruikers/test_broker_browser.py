"""Logging in through a provider: a real one (``oidc-provider``), walked in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.serializers import serialize
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from gebruikers.models import Gebruiker
from tests.aanbieder import Aanbieder, log_in_at, open_aanbieder
from tests.inloggen import code_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BSN = "900184590"


@pytest.fixture(scope="module")
def aanbieder(live_server: LiveServer) -> Iterator[Aanbieder]:
    with open_aanbieder("digid", live_server.url) as running:
        yield running


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page whose console may complain of a refusal only."""
    context = browser.new_context(base_url=live_server.url, locale="nl-NL")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert [text for text in complaints if not re.search(r"40[134]", text)] == []


@pytest.fixture
def digid(settings: Settings, aanbieder: Aanbieder) -> Settings:
    """An installation with a broker for families, and the risk of doing without it taken."""
    settings.OIDC_PROVIDERS = [aanbieder.row()]
    settings.ALLOW_FAMILIES_WITHOUT_BROKER = True
    return settings


def enter_by_code(page: Page, email: str | None) -> None:
    page.goto("/inloggen/")
    page.get_by_label("Uw e-mailadres").fill(str(email))
    page.get_by_role("button", name="Stuur mij een code").click()
    page.get_by_label("De code").fill(code_in(mail.outbox[-1]))
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_label("De code")).to_have_count(0)


def log_out(page: Page) -> None:
    """Log out here and at the provider, which would remember who it saw."""
    page.goto("/uitloggen/")
    page.get_by_role("button", name="Ja, log mij uit").click()
    expect(page.get_by_role("heading", name="Welkom aan tafel")).to_be_visible()
    page.context.clear_cookies()


def connect(page: Page, gebruiker: Gebruiker, sub: str = BSN) -> None:
    enter_by_code(page, gebruiker.email)
    page.goto("/mijn/inloggen/")
    page.get_by_role("button", name="Koppel DigiD").click()
    log_in_at(page, sub)
    page.wait_for_url("**/mijn/inloggen/")
    expect(page.get_by_text("Gekoppeld aan uw account")).to_be_visible()


def test_without_providers_the_login_page_names_none(page: Page, samira: Gebruiker) -> None:
    page.goto("/inloggen/")
    expect(page.get_by_role("heading", name="Of log in via")).to_have_count(0)


def test_somebody_ties_digid_to_their_account_and_logs_in_with_it(
    page: Page, digid: Settings, samira: Gebruiker
) -> None:
    connect(page, samira)
    assert mail.outbox[-1].subject == "U logt nu in met DigiD"
    assert mail.outbox[-1].to == [samira.email]
    log_out(page)
    page.goto("/inloggen/?next=/mijn/")
    page.get_by_role("button", name="Log in met DigiD").click()
    log_in_at(page, BSN)
    page.wait_for_url("**/mijn/")
    expect(page.get_by_label("Uw naam")).to_have_value("Samira El Amrani")


def test_nothing_of_who_it_is_stays_anywhere(
    page: Page, digid: Settings, samira: Gebruiker
) -> None:
    connect(page, samira)
    account = SocialAccount.objects.get()
    assert account.extra_data == {"acr": ["substantieel"], "amr": []}
    assert len(account.uid) == 64
    assert not SocialToken.objects.exists()
    sessions = [json.dumps(session.get_decoded()) for session in Session.objects.all()]
    kept = serialize("json", [*SocialAccount.objects.all(), *Gebruiker.objects.all()])
    for text in [kept, *sessions]:
        assert BSN not in text
        assert "Naam Bij Aanbieder" not in text
        assert "id_token" not in text


def test_the_address_at_the_provider_opens_no_account(
    page: Page, digid: Settings, samira: Gebruiker
) -> None:
    """The provider says samira@voorbeeld.test of everybody; here that means nothing."""
    address = "samira@voorbeeld.test"
    EmailAddress.objects.create(user=samira, email=address, verified=True, primary=True)
    page.goto("/inloggen/")
    page.get_by_role("button", name="Log in met DigiD").click()
    log_in_at(page, "111222333")
    expect(page.get_by_role("heading", name="Wij kennen deze inlog nog niet")).to_be_visible()
    page.goto("/mijn/")
    expect(page.get_by_role("heading", name="Welkom aan tafel")).to_be_visible()
    assert not SocialAccount.objects.exists()
    assert Gebruiker.objects.count() == 1


def test_a_login_below_the_demanded_level_is_refused(
    page: Page, digid: Settings, samira: Gebruiker
) -> None:
    connect(page, samira)
    log_out(page)
    page.goto("/inloggen/")
    page.get_by_role("button", name="Log in met DigiD").click()
    log_in_at(page, BSN, acr="basis")
    expect(page.get_by_role("heading", name="Deze inlog is niet sterk genoeg")).to_be_visible()
    page.goto("/mijn/")
    expect(page.get_by_role("heading", name="Welkom aan tafel")).to_be_visible()


def test_who_stops_at_the_provider_is_told_that_nothing_happened(
    page: Page, digid: Settings
) -> None:
    page.goto("/inloggen/")
    page.get_by_role("button", name="Log in met DigiD").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("heading", name="U bent gestopt met inloggen")).to_be_visible()


def test_an_identity_of_one_account_is_not_tied_to_another(
    page: Page, digid: Settings, samira: Gebruiker
) -> None:
    mark = Gebruiker.objects.create_user("mark@voorbeeld.test", naam="Mark de Wit")
    connect(page, samira)
    log_out(page)
    enter_by_code(page, mark.email)
    page.goto("/mijn/inloggen/")
    page.get_by_role("button", name="Koppel DigiD").click()
    log_in_at(page, BSN)
    expect(page.get_by_text("Met deze inlog komt u al in een ander account.")).to_be_visible()
    assert [account.user for account in SocialAccount.objects.all()] == [samira]


def test_a_family_that_must_come_through_the_broker_ties_it_and_goes_on(
    page: Page, digid: Settings, samira: Gebruiker
) -> None:
    digid.ALLOW_FAMILIES_WITHOUT_BROKER = False
    enter_by_code(page, samira.email)
    page.goto("/mijn/")
    expect(page.get_by_role("heading", name="Laat zien wie u bent")).to_be_visible()
    expect(page.get_by_text("Hoofdmenu")).to_have_count(0)
    page.get_by_role("button", name="Log in met DigiD").click()
    log_in_at(page, BSN)
    page.wait_for_url("**/mijn/")
    expect(page.get_by_label("Uw naam")).to_have_value("Samira El Amrani")
    # The next time a code alone does not do, and another person's DigiD does not either.
    log_out(page)
    enter_by_code(page, samira.email)
    page.goto("/mijn/")
    page.get_by_role("button", name="Log in met DigiD").click()
    log_in_at(page, "123456782")
    expect(page.get_by_role("heading", name="Dit is een andere inlog")).to_be_visible()
    page.goto("/mijn/")
    page.get_by_role("button", name="Log in met DigiD").click()
    log_in_at(page, BSN)
    page.wait_for_url("**/mijn/")


def test_the_second_factor_of_the_work_is_not_asked_twice(
    page: Page, digid: Settings, aanbieder: Aanbieder, linda: Gebruiker
) -> None:
    work = {"name": "uw werk", "for": "work", "acr": [], "second_factor_amr": ["mfa"]}
    digid.OIDC_PROVIDERS = [aanbieder.row(**work)]
    Gebruiker.objects.filter(pk=linda.pk).update(password="!")
    enter_by_code(page, linda.email)
    page.goto("/mijn/")
    page.get_by_role("button", name="Log in met uw werk").click()
    log_in_at(page, "oid-linda", acr="", amr="pwd mfa")
    page.wait_for_url("**/mijn/")
    log_out(page)
    page.goto("/inloggen/?next=/mijn/")
    page.get_by_role("button", name="Log in met uw werk").click()
    log_in_at(page, "oid-linda", acr="", amr="pwd mfa")
    page.wait_for_url("**/mijn/")
    expect(page.get_by_label("Uw naam")).to_have_value("Linda Brouwer")
    assert not Authenticator.objects.exists()
    # Without it the provider's word is one factor: nothing opens, and no other factor can be made.
    log_out(page)
    page.goto("/inloggen/?next=/mijn/")
    page.get_by_role("button", name="Log in met uw werk").click()
    log_in_at(page, "oid-linda", acr="", amr="pwd")
    expect(page.get_by_role("heading", name="Laat zien wie u bent")).to_be_visible()
    page.goto("/mijn/inloggen/app/")
    expect(page.get_by_role("heading", name="Laat zien wie u bent")).to_be_visible()


def test_an_identity_is_let_go_of_and_its_owner_hears_of_it(
    page: Page, digid: Settings, samira: Gebruiker
) -> None:
    connect(page, samira)
    page.get_by_role("link", name="Maak los").click()
    page.get_by_role("button", name="Ja, maak los").click()
    expect(page.get_by_text("U logt niet meer in met DigiD.")).to_be_visible()
    assert not SocialAccount.objects.exists()
    assert mail.outbox[-1].subject == "U logt niet meer in met DigiD"
