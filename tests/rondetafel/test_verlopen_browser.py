"""The session ends while somebody writes; after logging in again the form is there as it was."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from playwright.sync_api import Page, expect

from acties.models import Actie
from config.sessions import SEEN, STARTED
from rondetafel.models import Rondetafel, Stapnotitie
from tests.cast import Cast
from tests.gebruikers.test_tweede_factor import SECRET, app_code
from tests.rondetafel.aan_tafel import adres
from tests.rondetafel.test_tafelmodus_browser import Blad, blad, cast, tafel
from tests.verlopen import let_expire, log_in_again
from toegang.models import Deelname

__all__ = ["blad", "cast", "tafel"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "Bellen met de school over het rooster van Noor,\nen vragen of zij later mag beginnen."


@pytest.mark.parametrize("mark", [SEEN, STARTED])
def test_a_long_text_is_there_after_logging_in_again(cast: Cast, blad: Blad, mark: str) -> None:
    samira: Page = blad("samira", reverse("acties:nieuw", args=[cast.plan.pk]))
    before = set(Actie.objects.values_list("pk", flat=True))
    samira.locator("[name=tekst]").fill(TEXT)
    let_expire(samira, mark=mark)
    samira.get_by_role("button", name="Zet in het plan").click()
    expect(samira.get_by_role("heading", name="Welkom aan tafel")).to_be_visible()
    assert set(Actie.objects.values_list("pk", flat=True)) == before
    log_in_again(samira, "samira@voorbeeld.test")
    expect(samira.locator("[name=tekst]")).to_have_value(TEXT)
    assert samira.url.endswith(reverse("acties:nieuw", args=[cast.plan.pk]))


def test_choices_of_a_form_with_parts_that_depend_are_there_too(cast: Cast, blad: Blad) -> None:
    """Proposing somebody: what was chosen opens other questions; nothing of it is asked again."""
    samira = blad("samira", reverse("toegang:voorstellen", args=[cast.plan.pk]))
    seats = Deelname.objects.count()
    samira.locator("[name=naam]").fill("Jolanda Mulder")
    samira.locator("[name=rol][value=tolk]").check(force=True)
    typed = samira.locator("form[data-bewaar] input:checked").evaluate_all(
        "fields => fields.map(field => `${field.name}=${field.value}`)"
    )
    let_expire(samira)
    samira.locator("form[data-bewaar] button.utrecht-button--primary-action").click()
    expect(samira.get_by_role("heading", name="Welkom aan tafel")).to_be_visible()
    log_in_again(samira, "samira@voorbeeld.test")
    expect(samira.locator("[name=naam]")).to_have_value("Jolanda Mulder")
    again = samira.locator("form[data-bewaar] input:checked").evaluate_all(
        "fields => fields.map(field => `${field.name}=${field.value}`)"
    )
    assert (again, Deelname.objects.count()) == (typed, seats)


def test_what_is_typed_at_the_table_arrives_after_logging_in_again(
    cast: Cast, tafel: Rondetafel, blad: Blad
) -> None:
    TOTP.activate(cast.gebruiker["linda"], SECRET)
    linda = blad("linda", adres("aan_tafel", tafel))
    let_expire(linda)
    linda.get_by_label("Notitie").fill("Getypt toen de sessie net voorbij was")
    expect(linda.get_by_role("heading", name="Welkom aan tafel")).to_be_visible(timeout=15_000)
    assert not Stapnotitie.objects.exists()
    log_in_again(linda, "linda@voorbeeld.test")
    linda.get_by_label("De code").fill(app_code())
    linda.get_by_role("button", name="Log in met deze code").click()
    expect(linda.get_by_label("Notitie")).to_have_value("Getypt toen de sessie net voorbij was")
    expect(linda.locator("#bewaard")).to_contain_text("Bewaard om", timeout=15_000)
    assert Stapnotitie.objects.get().tekst == "Getypt toen de sessie net voorbij was"
