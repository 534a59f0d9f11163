"""Who is invited may come through a provider at once: the link says which account, they say yes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from gebruikers.models import Gebruiker
from tests.aanbieder import Aanbieder, log_in_at, open_aanbieder
from tests.toegang.familie import start_kowalczyk
from toegang.models import Welkomsoort
from toegang.uitnodiging import genodigde, url_van
from toegang.workflow.uitnodiging import nodig_uit, trek_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def aanbieder(live_server: LiveServer) -> Iterator[Aanbieder]:
    with open_aanbieder("digid", live_server.url) as running:
        yield running


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url, locale="nl-NL")
    yield context.new_page()
    context.close()


@pytest.fixture
def link() -> str:
    """The link of Agnieszka's invitation, on paper."""
    familie = start_kowalczyk(timezone.now())
    deelname = familie.deelname("agnieszka")
    return url_van(
        nodig_uit(deelname, soort=Welkomsoort.BRIEF, actor=familie.plek_bram(), now=familie.now)
    )


def enter(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="Log in met DigiD").click()
    log_in_at(page, "900184590")


@pytest.mark.browser
def test_who_is_invited_comes_in_through_digid_and_stays_who_they_are(
    page: Page, settings: Settings, aanbieder: Aanbieder, link: str
) -> None:
    settings.OIDC_PROVIDERS = [aanbieder.row()]
    enter(page, link)
    expect(page.get_by_role("heading", name="Is de uitnodiging voor u?")).to_be_visible()
    expect(page.get_by_text("Kowalczyk")).to_have_count(0)
    page.get_by_role("button", name="Ja, de uitnodiging is voor mij").click()
    page.wait_for_url(f"**{link}")
    expect(page.locator("html")).to_have_attribute("lang", "pl")
    account = SocialAccount.objects.get()
    assert account.user.naam.startswith("Agnieszka")
    # The account is in use now: the link ties nobody else to it.
    page.context.clear_cookies()
    page.goto(link)
    page.get_by_role("button", name="Log in met DigiD").click()
    log_in_at(page, "111222333")
    expect(page.get_by_role("heading", name="Wij kennen deze inlog nog niet")).to_be_visible()
    assert SocialAccount.objects.get() == account


@pytest.mark.browser
def test_who_says_that_it_was_for_somebody_else_is_tied_to_nothing(
    page: Page, settings: Settings, aanbieder: Aanbieder, link: str
) -> None:
    settings.OIDC_PROVIDERS = [aanbieder.row()]
    enter(page, link)
    page.get_by_role("button", name="Nee, stop").click()
    expect(page.get_by_role("heading", name="Welkom aan tafel")).to_be_visible()
    page.goto("/inloggen/uitgenodigd/")
    expect(page.get_by_role("heading", name="Welkom aan tafel")).to_be_visible()
    assert not SocialAccount.objects.exists()


def test_a_path_names_somebody_while_its_invitation_works(link: str) -> None:
    now = timezone.now()
    agnieszka = Gebruiker.objects.get(naam__startswith="Agnieszka")
    assert genodigde(link, now) == agnieszka
    assert genodigde(f"{link}?taal=pl", now) == agnieszka
    for path in ("/", "/mijn/", "", f"{link}x/", "/uitnodiging/onzin/", "\x00", "//x\ny"):
        assert genodigde(path, now) is None
    assert genodigde(link, now + timedelta(days=31)) is None
    trek_in(agnieszka.deelnames.get(), now=now)
    assert genodigde(link, now) is None
