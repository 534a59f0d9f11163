"""Typed text is never lost, and never shown to somebody else."""

import pytest
from playwright.sync_api import Page, expect

from tests.vormgeving.conftest import NieuweBladzijde

TEKST = "Noor wil dat er niet steeds over haar gepraat wordt"
BEWAARD = "Wat u typte, staat er nog."


def koekje(page: Page, naam: str, waarde: str) -> None:
    page.context.add_cookies([{"name": naam, "value": waarde, "url": page.url}])


def verstuur(page: Page, uitkomst: str) -> None:
    koekje(page, "uitkomst", uitkomst)
    page.get_by_label("Tekst").fill(TEKST)
    page.get_by_role("button", name="Verstuur").click()


@pytest.fixture
def proef(bladzijde: NieuweBladzijde) -> Page:
    return bladzijde("/proef/")


def test_text_survives_loading_the_page_again(proef: Page) -> None:
    proef.get_by_label("Tekst").fill(TEKST)
    proef.get_by_label("Tolk").check()
    proef.reload()
    expect(proef.get_by_label("Tekst")).to_have_value(TEKST)
    expect(proef.get_by_label("Tolk")).to_be_checked()
    expect(proef.get_by_role("status").get_by_text(BEWAARD)).to_be_visible()


def test_somebody_can_empty_it_again(proef: Page) -> None:
    proef.get_by_label("Tekst").fill(TEKST)
    proef.reload()
    proef.get_by_role("button", name="Maak het weer leeg").click()
    expect(proef.get_by_label("Tekst")).to_have_value("")
    expect(proef.get_by_text(BEWAARD)).to_have_count(0)
    proef.reload()
    expect(proef.get_by_label("Tekst")).to_have_value("")


def test_what_arrived_is_forgotten(proef: Page) -> None:
    verstuur(proef, "klaar/")
    proef.get_by_role("link", name="Terug").click()
    expect(proef.get_by_label("Tekst")).to_have_value("")
    expect(proef.get_by_text(BEWAARD)).to_have_count(0)


def test_what_arrived_is_forgotten_when_the_same_page_comes_back(proef: Page) -> None:
    verstuur(proef, "")
    expect(proef.get_by_label("Tekst")).to_have_value("")
    expect(proef.get_by_text(BEWAARD)).to_have_count(0)


def test_text_survives_a_session_that_ended(proef: Page) -> None:
    verstuur(proef, "inloggen/")
    proef.get_by_role("link", name="Log in").click()
    expect(proef.get_by_label("Tekst")).to_have_value(TEKST)
    expect(proef.get_by_text(BEWAARD)).to_be_visible()


def test_text_survives_a_lost_connection(proef: Page) -> None:
    adres = proef.url
    proef.context.set_offline(True)
    proef.get_by_label("Tekst").fill(TEKST)
    with proef.expect_event("requestfailed"):
        proef.get_by_role("button", name="Verstuur").click(no_wait_after=True)
    proef.context.set_offline(False)
    proef.goto(adres)
    expect(proef.get_by_label("Tekst")).to_have_value(TEKST)


def test_text_survives_a_form_that_came_back_with_errors(bladzijde: NieuweBladzijde) -> None:
    page = bladzijde("/vormgeving/formulier/")
    page.get_by_label("Waarom is dit nodig?").fill(TEKST)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Waarom is dit nodig?")).to_have_value(TEKST)
    page.get_by_role("link", name="Plan", exact=True).click()
    page.goto(page.url.split("?")[0])
    expect(page.get_by_label("Waarom is dit nodig?")).to_have_value(TEKST)


def test_the_next_person_on_this_tab_does_not_see_it(proef: Page) -> None:
    proef.get_by_label("Tekst").fill(TEKST)
    koekje(proef, "wie", "bram")
    proef.reload()
    expect(proef.get_by_label("Tekst")).to_have_value("")
    koekje(proef, "wie", "samira")
    proef.reload()
    expect(proef.get_by_label("Tekst")).to_have_value("")


def test_a_password_is_never_kept(proef: Page) -> None:
    proef.get_by_label("Wachtwoord").fill("geheim-123")
    proef.get_by_label("Tekst").fill(TEKST)
    bewaard = proef.evaluate("JSON.stringify(sessionStorage)")
    assert TEKST in bewaard
    assert "geheim-123" not in bewaard


def test_a_field_that_depends_on_an_answer_follows_it(proef: Page) -> None:
    expect(proef.get_by_label("Taal")).to_be_hidden()
    proef.get_by_label("Tolk").check()
    expect(proef.get_by_label("Taal")).to_be_visible()
    proef.get_by_label("Tolk").uncheck()
    expect(proef.get_by_label("Taal")).to_be_hidden()


def test_without_a_script_everything_is_there(bladzijde: NieuweBladzijde) -> None:
    page = bladzijde("/proef/", js=False)
    expect(page.get_by_label("Taal")).to_be_visible()


def test_an_update_that_fails_says_so_and_changes_nothing(proef: Page) -> None:
    proef.get_by_label("Tekst").fill(TEKST)
    proef.get_by_text("Ververs").click()
    expect(proef.locator("#verbinding")).to_have_text(
        "Dat lukte niet. Wat u typte, staat er nog. Probeer het zo nog eens."
    )
    expect(proef.get_by_label("Tekst")).to_have_value(TEKST)


def test_an_update_after_the_session_ended_loads_the_page_again(proef: Page) -> None:
    proef.get_by_label("Tekst").fill(TEKST)
    koekje(proef, "sessie", "weg")
    with proef.expect_navigation():
        proef.get_by_text("Ververs").click()
    expect(proef.get_by_label("Tekst")).to_have_value(TEKST)
    expect(proef.get_by_text(BEWAARD)).to_be_visible()


def test_the_skip_link_is_the_first_stop_and_works(bladzijde: NieuweBladzijde) -> None:
    page = bladzijde("/vormgeving/plan/")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Naar de inhoud")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
