"""Part 3: what the plan says, in the family's own words; and two who write at once."""

from __future__ import annotations

import re

from tests.verhaal.conftest import Verhaal
from tests.verhaal.mensen import Mens, pad_van
from tests.verhaal.test_1_begin import BEWAAR

SCHOOL = "Noor gaat weer elke dag naar school"
VOETBAL = "Daan zit op voetbal"


def schrijf(mens: Mens, plan: str, soort: str, tekst: str, gebied: str, over: str) -> None:
    """Write a kracht, a zorg or a doel."""
    mens.ga(f"{plan}{soort}/nieuw/")
    mens.vul(tekst=tekst, leefgebied=gebied)
    mens.kies(over, in_=mens.page.get_by_role("group", name="Over wie gaat het?"))


def test_each_says_what_they_want_in_their_own_words(verhaal: Verhaal) -> None:
    for wie, woorden in [
        ("samira", "Ik wil dat het thuis weer rustig is."),
        ("mark", "Ik wil mijn kinderen vaker zien."),
        ("noor", "Ik wil dat er niet steeds over mij gepraat wordt."),
    ]:
        mens = verhaal.wie(wie)
        mens.ga(f"{verhaal.plan}doelen/")
        if wie == "samira":
            mens.bekijk("3-doelen-leeg")
        href = mens.page.locator(f"a[href^='{verhaal.plan}hulpvraag/']").first.get_attribute("href")
        mens.ga(href or "")
        mens.vul(tekst=woorden)
        if wie == "noor":
            mens.bekijk("3-hulpvraag")
        mens.knop(BEWAAR)
        mens.ziet(woorden)


def test_samira_writes_what_goes_well_and_what_worries_her(verhaal: Verhaal) -> None:
    samira = verhaal.samira
    schrijf(samira, verhaal.plan, "krachten", "Noor tekent heel goed.", "Vrije tijd", "Noor")
    samira.bekijk("3-kracht")
    samira.knop(BEWAAR)
    samira.ziet("Het staat in het plan.")
    schrijf(samira, verhaal.plan, "zorgen", "Noor mist veel lessen.", "School", "Noor")
    samira.knop(BEWAAR)
    samira.ziet("Noor mist veel lessen.")


def test_the_family_sets_goals_with_a_wished_score(verhaal: Verhaal) -> None:
    samira = verhaal.samira
    schrijf(samira, verhaal.plan, "doelen", SCHOOL, "School", "Noor")
    samira.page.get_by_role("group", name="Welk cijfer").get_by_text("8", exact=True).click()
    samira.bekijk("3-doel-nieuw")
    samira.knop(BEWAAR)
    samira.ziet(SCHOOL)
    schrijf(samira, verhaal.plan, "doelen", VOETBAL, "Vrije tijd", "Daan")
    samira.knop(BEWAAR)
    samira.ga(f"{verhaal.plan}doelen/")
    samira.knop(re.compile(f"Bekijk dit doel.*{SCHOOL}"))
    verhaal.links["doel"] = pad_van(samira.page.url)
    samira.bekijk("3-doel")


def test_two_who_write_at_once_see_both_texts(verhaal: Verhaal) -> None:
    samira, linda = verhaal.samira, verhaal.linda
    samira.ga(f"{verhaal.links['doel']}wijzigen/")
    linda.ga(f"{verhaal.links['doel']}wijzigen/")
    linda.vul(tekst="Noor gaat weer elke dag naar school, met kortere dagen")
    linda.knop(BEWAAR)
    samira.vul(tekst="Noor gaat weer graag naar school")
    samira.botst(BEWAAR)
    samira.ziet("met kortere dagen")
    samira.bekijk("3-samenvoegen")
    samira.page.locator("textarea[name='tekst']").fill(SCHOOL)
    samira.knop("Bewaar deze tekst")
    linda.ga(f"{verhaal.plan}doelen/")
    linda.ziet(SCHOOL)
    linda.bekijk("3-doelen")


def test_peter_sees_school_and_not_what_is_about_raising(verhaal: Verhaal) -> None:
    samira = verhaal.samira
    schrijf(samira, verhaal.plan, "zorgen", "Er is veel ruzie thuis.", "Opvoeding", "Daan")
    samira.knop(BEWAAR)
    peter = verhaal.peter
    peter.ga(f"{verhaal.plan}doelen/")
    peter.ziet(SCHOOL)
    peter.ziet_niet("ruzie thuis", "thuis weer rustig")
    peter.bekijk("3-doelen-peter")
    samira.ga(verhaal.plan)
    samira.bekijk("3-plan")
