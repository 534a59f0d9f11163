"""Parts 6 to 8: what was agreed is followed up, the next table comes by itself, and Vandaag."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

from playwright.sync_api import expect

from tests.verhaal.conftest import Verhaal
from tests.verhaal.mensen import tekst_van
from tests.verhaal.test_5_aan_tafel import PROEFLES, ROOSTER


def test_peter_answers_his_action_in_one_tap(verhaal: Verhaal) -> None:
    peter = verhaal.peter
    peter.ga("/acties/")
    peter.ziet(ROOSTER)
    peter.bekijk("6-mijn-acties-peter")
    taak = peter.page.locator("article.taak", has_text=ROOSTER)
    taak.get_by_role("button", name=re.compile("Begonnen|Ik doe het")).click()
    expect(taak.get_by_role("button", name=re.compile("Zet terug"))).to_be_visible()
    peter.bekijk("6-getikt")


def test_fatma_says_in_one_tap_without_javascript_that_it_is_done(verhaal: Verhaal) -> None:
    kaal = verhaal.zonder_js("fatma")
    kaal.ga("/acties/")
    taak = kaal.page.locator("article.taak", has_text=PROEFLES)
    with kaal.page.expect_navigation():
        taak.get_by_role("button", name=re.compile("Klaar|Al klaar")).first.click()
    expect(kaal.page.locator("article.taak", has_text=PROEFLES)).to_contain_text("Zet terug")
    kaal.context.close()


def test_a_late_action_is_asked_after_by_mail(verhaal: Verhaal) -> None:
    peter = verhaal.peter
    verhaal.systeem.achter("laat_tijd_voorbijgaan", ROOSTER)
    # Time passed until yesterday: the mail bears that day, and no earlier mail about it does.
    mail = peter.mail("Er staat iets voor u klaar", naar="/acties/")
    while parsedate_to_datetime(mail["Date"]).date() == date.today():
        mail = peter.mail("Er staat iets voor u klaar", naar="/acties/")
    assert [w for w in ("rooster", "Noor", "Wit") if w in tekst_van(mail)] == []
    peter.ga("/")
    peter.bekijk("6-vandaag-peter")


def test_peter_hands_it_back_with_a_reason_and_linda_reads_it(verhaal: Verhaal) -> None:
    peter, linda = verhaal.peter, verhaal.linda
    peter.ga("/acties/")
    taak = peter.page.locator("article.taak", has_text=ROOSTER)
    taak.get_by_role("button", name="Lukt niet").click()
    reden = peter.page.locator("article.taak textarea").first
    expect(reden).to_be_visible()
    peter.bekijk("6-lukt-niet")
    reden.fill("De roosters gaan pas in januari weer open.")
    formulier = peter.page.locator("form").filter(has=peter.page.locator("textarea"))
    formulier.get_by_role("button").last.click()
    expect(reden).to_have_count(0)
    linda.ga("/")
    linda.bekijk("6-vandaag-linda")
    linda.ga(f"{verhaal.plan}acties/")
    linda.ziet("De roosters gaan pas in januari weer open.")
    linda.bekijk("6-acties-plan")


def test_the_next_table_stands_proposed_and_overdue_comes_on_top(verhaal: Verhaal) -> None:
    linda = verhaal.linda
    linda.ga(f"{verhaal.plan}rondetafels/")
    linda.ziet(re.compile("Zoek een tijd|Tijden vragen|nog geen tijd|rond ", re.IGNORECASE))
    linda.bekijk("7-volgende-tafel")
    verhaal.systeem.achter("evaluatie_te_laat")
    linda.ga("/gezinnen/")
    linda.bekijk("7-gezinnen")
    expect(linda.page.locator("main li").first).to_contain_text("De evaluatie was")


def test_everybody_has_their_own_vandaag(verhaal: Verhaal) -> None:
    for wie in ("linda", "samira", "mark", "noor", "fatma", "youssef"):
        mens = verhaal.wie(wie)
        mens.ga("/")
        mens.ziet_kop(re.compile("^Dag "))
        mens.bekijk(f"8-vandaag-{wie}")


def test_samira_reads_her_notices_and_chooses_one_mail_a_day(verhaal: Verhaal) -> None:
    samira = verhaal.samira
    samira.ga("/berichten/")
    samira.bekijk("8-berichten")
    samira.ga("/mijn/berichten/")
    samira.kies(
        re.compile("dag", re.IGNORECASE), in_=samira.page.get_by_role("group", name="Acties")
    )
    samira.bekijk("8-voorkeuren")
    samira.knop("Bewaar mijn keuze")
    samira.ga("/mijn/berichten/")
    samira.bekijk("8-voorkeuren-bewaard")
    samira.ga("/mijn/")
    samira.bekijk("8-mijn")
    samira.ga(f"{verhaal.plan}meer/")
    samira.bekijk("8-meer")
