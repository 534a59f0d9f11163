"""Part 5: the table itself, on the big screen and on a phone; the report, and who reads what."""

from __future__ import annotations

import re
import subprocess
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import expect

from tests.verhaal.conftest import Verhaal
from tests.verhaal.mensen import Mens
from tests.verhaal.test_3_plan import SCHOOL, VOETBAL

SAMEN = 2_000
"""Milliseconds within which everybody sees the same step."""
ROOSTER = "Een rooster maken met kortere dagen"
PROEFLES = "Daan naar de proeftraining brengen"


def spreek_af(linda: Mens, tekst: str, wie: str) -> None:
    """Make an action at the goal on the screen, and who does it."""
    plaats = linda.page.locator("details", has_text="Spreek een actie af").first
    if plaats.get_attribute("open") is None:
        plaats.locator("summary").click()
    plaats.locator("[name='tekst']").fill(tekst)
    linda.kies(wie, in_=plaats)
    plaats.locator("[name='deadline']").fill((date.today() + timedelta(days=7)).isoformat())
    linda.knop("Spreek af", in_=plaats)
    expect(linda.page.get_by_text(tekst).first).to_be_visible()


def verder(linda: Mens) -> None:
    """Go on to the next step, whatever it is called."""
    with linda.page.expect_navigation():
        linda.page.locator(".tm__voet button[name='stap']").last.click()


def test_linda_opens_the_table_and_noor_follows(verhaal: Verhaal) -> None:
    linda, noor = verhaal.linda, verhaal.noor
    linda.ga(f"{verhaal.tafel}aan-tafel/")
    linda.bekijk("5-openen")
    linda.kies("Deze tafel staat op een andere dag.")
    linda.knop("Begin")
    linda.ziet_kop("Welkom aan tafel")
    linda.knop("Alle anderen zitten aan tafel")
    linda.bekijk("5-welkom")
    noor.ga(f"{verhaal.tafel}volgen/")
    linda.knop("Verder naar krachten")
    linda.ziet_kop("Wat gaat er goed?")
    expect(noor.page.locator("#volgen")).to_contain_text("Noor tekent heel goed", timeout=SAMEN)
    linda.bekijk("5-krachten")
    noor.bekijk("5-volgen-krachten")


def test_goals_get_scores_and_actions(verhaal: Verhaal) -> None:
    linda, noor = verhaal.linda, verhaal.noor
    linda.knop("Verder naar doel 1")
    expect(noor.page.locator("#volgen")).to_contain_text(SCHOOL, timeout=SAMEN)
    noor.page.locator(".cijfer--eigen").get_by_text("5", exact=True).click()
    rij = linda.page.locator("fieldset.cijfer", has_text="Noor")
    expect(rij.get_by_role("radio", name="5")).to_be_checked()
    linda.page.get_by_label("Wat hielp?").fill("Youssef haalt Noor op")
    expect(noor.page.locator("#volgen")).to_contain_text("Youssef haalt Noor op")
    spreek_af(linda, ROOSTER, "Peter")
    linda.bekijk("5-doel")
    noor.bekijk("5-volgen-doel")
    linda.knop("Verder naar doel 2")
    expect(linda.page.get_by_role("heading", name=re.compile(VOETBAL))).to_have_count(1)
    spreek_af(linda, PROEFLES, "Fatma")


def test_the_next_date_and_the_end(verhaal: Verhaal) -> None:
    linda = verhaal.linda
    for naam in ("acties", "afspraken", "volgende"):
        verder(linda)
        linda.bekijk(f"5-{naam}")
    # She goes on at once: the day is not saved yet when she presses the button.
    over_tien_weken = date.today() + timedelta(weeks=10)
    linda.page.locator("#dag").fill(over_tien_weken.isoformat())
    verder(linda)
    linda.ziet_kop("Zijn we klaar?")
    linda.ziet(re.compile(rf"rond \w+ {over_tien_weken.day} "))
    linda.bekijk("5-sluiten")
    linda.knop("Stel het plan vast")
    linda.ziet("Vastgesteld op")
    linda.knop("Sluit de tafel")
    assert "aan-tafel" not in linda.page.url


def test_those_who_decide_check_the_report_and_it_is_frozen(verhaal: Verhaal) -> None:
    for wie, woorden in [
        ("samira", ""),
        ("mark", "Ik haal Daan ook op woensdag."),
        ("noor", ""),
    ]:
        mens = verhaal.wie(wie)
        mens.ga(f"{verhaal.tafel}verslag/")
        mens.ziet(re.compile("Noor .*gaf een 5"))
        mens.bekijk(f"5-verslag-{wie}")
        mens.kies("Niet helemaal" if woorden else "Ja, dit klopt")
        if woorden:
            mens.vul(eigen_woorden=woorden)
        mens.knop("Geef mijn antwoord door")
    linda = verhaal.linda
    linda.ga(f"{verhaal.tafel}verslag/")
    linda.ziet(re.compile("Vastgesteld op"))
    linda.ziet("Ik haal Daan ook op woensdag.")
    linda.bekijk("5-verslag-vastgesteld")


def test_the_paper_report_of_peter_holds_only_his_part(verhaal: Verhaal, tmp_path: Path) -> None:
    peter = verhaal.peter
    peter.ga(f"{verhaal.tafel}verslag/")
    peter.bekijk("5-verslag-peter")
    peter.knop("Maak een PDF voor mij")
    download = peter.page.get_by_role("link", name="Download de PDF")
    expect(download).to_be_visible(timeout=60_000)
    peter.bekijk("5-verslag-klaar")
    pdf = tmp_path / "verslag.pdf"
    href = download.get_attribute("href") or ""
    pdf.write_bytes(peter.context.request.get(href).body())
    tekst = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert SCHOOL in " ".join(tekst.split())
    assert "ruzie" not in tekst
