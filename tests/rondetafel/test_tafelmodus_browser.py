"""A table in two real browsers: Linda writes, Noor follows on her phone.

Run with ``pytest -m browser``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from doelen.models import Evaluatie
from rondetafel.models import Rondetafel, Stapnotitie, Uitnodiging
from rondetafel.workflow.tafelmodus import notities, openen
from rondetafel.workflow.tafelmodus.notulist import change_notulist
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.rondetafel.aan_tafel import adres, zet_doel
from tests.rondetafel.tafels import zet_tafel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAMEN_BINNEN = 2_000
"""Milliseconds within which everybody sees the same step."""

Blad = Callable[..., Page]


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


@pytest.fixture
def tafel(cast: Cast) -> Rondetafel:
    """A table that began just now, with two goals: one that Fatma does not see."""
    zet_doel(cast, "Daan zit op voetbal", "vrije-tijd", volgorde=1)
    zet_doel(cast, "Noor gaat weer elke dag naar school", volgorde=2)
    nu = timezone.now()
    tafel = zet_tafel(cast, "linda", "samira", "noor", "fatma", now=nu)
    Rondetafel.objects.filter(pk=tafel.pk).update(
        status="gepland", begin=nu, eind=nu + timedelta(minutes=90)
    )
    assert Uitnodiging.objects.filter(tafel=tafel).count() == 4
    linda = cast.plek("linda", now=nu)
    zij = cast.deelname["linda"]
    return openen.open_rondetafel(tafel, notulist=zij, andere_dag=True, actor=linda, now=nu)


@pytest.fixture
def blad(
    browser: Browser, live_server: LiveServer, cast: Cast, settings: Settings
) -> Iterator[Blad]:
    """Open a browser as somebody; any complaint in a console fails the test.

    A cookie that is put in a browser by hand cannot have the prefix of one that came over HTTPS.
    """
    settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE = "sessie", False
    contexten: list[BrowserContext] = []
    klachten: list[str] = []

    def open_blad(wie: str, pad: str, **opties: Any) -> Page:
        client = Client()
        log_in(client, cast.gebruiker[wie])
        context = browser.new_context(base_url=live_server.url, locale="nl-NL", **opties)
        contexten.append(context)
        waarde = client.cookies["sessie"].value
        context.add_cookies([{"name": "sessie", "value": waarde, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda fout: klachten.append(str(fout)))
        page.on("console", lambda m: klachten.append(m.text) if m.type == "error" else None)
        page.goto(pad)
        return page

    yield open_blad
    for context in contexten:
        context.close()
    verwacht = (
        r"ERR_INTERNET_DISCONNECTED|status of (403|404|409|422)|htmx:(afterRequest|sendError)"
    )
    assert [k for k in klachten if not re.search(verwacht, k)] == []


def test_everyone_sees_the_same_step_within_two_seconds_in_their_own_scope(
    cast: Cast, tafel: Rondetafel, blad: Blad
) -> None:
    linda = blad("linda", adres("aan_tafel", tafel))
    noor = blad("noor", adres("volgen", tafel), viewport={"width": 390, "height": 844})
    fatma = blad("fatma", adres("volgen", tafel), viewport={"width": 390, "height": 844})
    linda.get_by_role("button", name="Verder naar krachten").click()
    linda.get_by_role("button", name="Verder naar doel 1").click()
    for telefoon in (noor, fatma):
        expect(telefoon.locator("#volgen")).to_contain_text(
            "Daan zit op voetbal", timeout=SAMEN_BINNEN
        )
    linda.get_by_role("button", name="Verder naar doel 2").click()
    expect(noor.locator("#volgen")).to_contain_text("Noor gaat weer", timeout=SAMEN_BINNEN)
    expect(fatma.locator("#volgen")).to_contain_text(
        "De tafel praat nu over iets anders", timeout=SAMEN_BINNEN
    )
    assert "school" not in fatma.locator("main").inner_text()
    noor.locator(".cijfer--eigen").get_by_text("5", exact=True).click()
    rij = linda.locator("fieldset.cijfer", has_text="Noor")
    expect(rij.get_by_role("radio", name="5")).to_be_checked(timeout=4_000)
    linda.get_by_label("Wat hielp?").fill("Youssef haalt Noor op")
    expect(noor.locator("#volgen")).to_contain_text("Youssef haalt Noor op", timeout=4_000)


def test_what_is_typed_survives_a_lost_connection(tafel: Rondetafel, blad: Blad) -> None:
    linda = blad("linda", adres("aan_tafel", tafel))
    linda.context.set_offline(True)
    linda.get_by_label("Notitie").fill("Zonder verbinding getypt")
    expect(linda.locator("#verbinding")).to_contain_text("Wat u typt, blijft staan")
    linda.context.set_offline(False)
    expect(linda.locator("#bewaard")).to_contain_text("Bewaard om", timeout=8_000)
    assert Stapnotitie.objects.get().tekst == "Zonder verbinding getypt"


def test_what_is_typed_arrives_before_the_table_moves_on(tafel: Rondetafel, blad: Blad) -> None:
    linda = blad("linda", adres("aan_tafel", tafel))
    linda.get_by_label("Notitie").fill("Snel getypt")
    linda.get_by_role("button", name="Verder naar krachten").click()
    expect(linda.get_by_role("heading", name="Wat gaat er goed?")).to_be_visible()
    assert Stapnotitie.objects.get().tekst == "Snel getypt"


def ga_stap(page: Page, stap: str) -> None:
    """Go to a step by its name in the head of the screen."""
    with page.expect_navigation():
        page.locator(f".tm__stappen button[value='{stap}']").click()


def test_a_day_typed_just_before_the_next_step_is_kept_and_the_page_never_loads_itself_again(
    tafel: Rondetafel, blad: Blad
) -> None:
    linda = blad("linda", adres("aan_tafel", tafel))
    ga_stap(linda, "volgende")
    geladen: list[str] = []
    linda.on("request", lambda v: geladen.append(v.method) if v.is_navigation_request() else None)
    dag = timezone.localdate() + timedelta(weeks=9)
    linda.locator("#dag").fill(dag.isoformat())
    linda.get_by_role("button", name="Verder naar sluiten").click()
    expect(linda.get_by_role("heading", name="Zijn we klaar?")).to_be_visible()
    tafel.refresh_from_db()
    assert (tafel.volgende_op, geladen) == (dag, ["POST", "GET"])


def test_a_day_is_said_in_words_while_one_goes_on_typing(tafel: Rondetafel, blad: Blad) -> None:
    linda = blad("linda", adres("aan_tafel", tafel))
    ga_stap(linda, "volgende")
    dag = linda.locator("#dag")
    dag.fill("2099-01-19")
    expect(linda.locator("#dag-in-woorden")).to_contain_text("19 januari 2099")
    expect(dag).to_be_focused()
    dag.fill("2099-01-20")
    expect(linda.locator("#dag-in-woorden")).to_contain_text("20 januari 2099")
    expect(linda.locator(".botsing")).to_have_count(0)


def test_what_helped_and_a_conclusion_given_at_once_do_not_contradict_each_other(
    tafel: Rondetafel, blad: Blad
) -> None:
    linda = blad("linda", adres("aan_tafel", tafel))
    ga_stap(linda, "doelen")
    linda.get_by_label("Wat hielp?").fill("Snel getypt")
    linda.locator(".tik", has_text="Gaat door").click()
    linda.get_by_role("button", name="Verder naar doel 2").click()
    expect(linda.get_by_role("heading", name="Doel 2 van 2")).to_have_count(1)
    evaluatie = Evaluatie.objects.get(wat_hielp="Snel getypt")
    assert evaluatie.conclusie == "gaat_door"


def test_a_goal_in_new_words_is_read_at_once_and_the_old_return_with_another_conclusion(
    tafel: Rondetafel, blad: Blad
) -> None:
    linda = blad("linda", adres("aan_tafel", tafel))
    ga_stap(linda, "doelen")
    linda.locator(".tik", has_text="Bijstellen").click()
    linda.get_by_label("Hoe heet het doel nu?").fill("Daan zit op zwemmen")
    linda.get_by_role("button", name="Zo heet het nu").click()
    expect(linda.locator("main .citaat")).to_have_text("Daan zit op zwemmen")
    expect(linda.get_by_role("heading", name="Daan zit op zwemmen")).to_have_count(1)
    linda.locator(".tik", has_text="Gaat door").click()
    expect(linda.locator("main .citaat")).to_have_text("Daan zit op voetbal")


def test_who_leaves_the_table_by_a_link_leaves_nothing_behind(
    tafel: Rondetafel, blad: Blad
) -> None:
    linda = blad("linda", adres("aan_tafel", tafel))
    linda.get_by_label("Notitie").fill("Nog gauw getypt")
    linda.get_by_role("link", name="Terug naar de bladzijde van de tafel").click()
    linda.wait_for_url(lambda url: "aan-tafel" not in url)
    assert Stapnotitie.objects.get().tekst == "Nog gauw getypt"


def test_two_who_write_see_both_texts_and_choose(cast: Cast, tafel: Rondetafel, blad: Blad) -> None:
    linda = blad("linda", adres("aan_tafel", tafel))
    plek = cast.plek("linda", now=timezone.now())
    notities.save_note(tafel, "welkom", 0, tekst="Van elders", actor=plek, now=plek.now)
    linda.get_by_label("Notitie").fill("Van hier")
    botsing = linda.locator(".botsing")
    expect(botsing).to_contain_text("Van elders")
    expect(linda.get_by_label("Notitie")).to_have_value("Van hier")
    botsing.get_by_role("button", name="Neem mijn tekst").click()
    expect(botsing).to_have_count(0)
    assert Stapnotitie.objects.get().tekst == "Van hier"


def test_a_whole_table_works_without_a_script(tafel: Rondetafel, blad: Blad) -> None:
    linda = blad("linda", adres("aan_tafel", tafel), java_script_enabled=False)
    linda.get_by_label("Notitie").fill("Met de knop")
    linda.locator("form", has=linda.get_by_label("Notitie")).get_by_role(
        "button", name="Bewaar"
    ).click()
    expect(linda.get_by_label("Notitie")).to_have_value("Met de knop")
    linda.get_by_role("button", name="Verder naar krachten").click()
    linda.get_by_role("button", name="Verder naar doel 1").click()
    rij = linda.locator("form", has=linda.get_by_role("group", name="Cijfer van Samira"))
    rij.get_by_role("radio", name="6").check(force=True)
    rij.get_by_role("button", name="Bewaar").click()
    expect(rij.get_by_role("radio", name="6")).to_be_checked()
    assert Evaluatie.objects.get().scores.get().waarde == 6


def test_who_writes_no_more_reads_so_and_keeps_the_text(
    cast: Cast, tafel: Rondetafel, blad: Blad
) -> None:
    plek = cast.plek("linda", now=timezone.now())
    change_notulist(tafel, cast.deelname["samira"], actor=plek, now=plek.now)
    samira = blad("samira", adres("aan_tafel", tafel))
    samira.get_by_label("Notitie").fill("Getypt door Samira")
    expect(samira.locator("#bewaard")).to_contain_text("Bewaard om")
    change_notulist(tafel, cast.deelname["noor"], actor=plek, now=plek.now)
    expect(samira.locator("#stand")).to_contain_text("Noor de Wit schrijft nu mee, u niet meer")
    samira.get_by_label("Notitie").fill("Getypt door Samira, te laat")
    botsing = samira.locator(".botsing")
    expect(botsing).to_contain_text("U schrijft nu niet mee: Noor de Wit schrijft.")
    expect(botsing).to_contain_text("Getypt door Samira, te laat")
    expect(samira.get_by_label("Notitie")).to_have_value("Getypt door Samira, te laat")
    assert Stapnotitie.objects.get().tekst == "Getypt door Samira"
    botsing.get_by_role("link", name="Kijk mee met de tafel").click()
    expect(samira.get_by_role("heading", name="Welkom aan tafel")).to_be_visible()


@pytest.mark.parametrize("breed", [1280, 1920])
def test_the_bar_below_is_one_line_on_a_laptop_and_a_projector(
    tafel: Rondetafel, blad: Blad, breed: int
) -> None:
    linda = blad("linda", adres("aan_tafel", tafel), viewport={"width": breed, "height": 800})
    delen = linda.locator(".tm__voet > :is(.tm__toestand, .tm__anders, .rij)")
    plaatsen = [vak for vak in (deel.bounding_box() for deel in delen.all()) if vak]
    assert len(plaatsen) == 3
    assert max(vak["y"] for vak in plaatsen) < min(vak["y"] + vak["height"] for vak in plaatsen)
