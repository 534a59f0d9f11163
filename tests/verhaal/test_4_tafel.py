"""Part 4: a table is planned, wave after wave, and everybody gets it in their own calendar."""

from __future__ import annotations

import re
from email.message import EmailMessage

from icalendar import Calendar
from playwright.sync_api import expect

from tests.verhaal.conftest import Verhaal
from tests.verhaal.mensen import Mens, pad_van

NAMEN = ("Noor", "Daan", "Samira", "Mark", "Wit", "Amrani")


def geef_tijden(mens: Mens, anders: dict[int, str] | None = None) -> None:
    """Tap an answer for every time: "Kan", unless said otherwise by its number."""
    groepen = mens.page.locator("fieldset")
    for nummer in range(groepen.count()):
        woord = (anders or {}).get(nummer, "Kan")
        groepen.nth(nummer).get_by_text(woord, exact=True).click()


def test_linda_prepares_a_table_with_a_window(verhaal: Verhaal) -> None:
    linda = verhaal.linda
    linda.ga(f"{verhaal.plan}rondetafels/")
    linda.bekijk("4-tafels-leeg")
    linda.ga(f"{verhaal.plan}rondetafels/nieuw/")
    linda.vul(plaats="Buurthuis De Haven, zaal 2")
    rij = linda.page.locator("li.gast", has_text="Peter")
    rij.locator("select").select_option(label="Moet erbij zijn")
    linda.bekijk("4-tafel-nieuw")
    linda.knop("Zoek tijden")
    linda.ziet_kop("Welke tijden vraagt u?")
    verhaal.tafel = pad_van(linda.page.url).removesuffix("voorstellen/")
    linda.bekijk("4-tijden-zoeken")
    vakjes = linda.page.locator("input[name='tijd']")
    for nummer in range(vakjes.count()):
        vakjes.nth(nummer).set_checked(nummer < 3)
    linda.knop("Vraag het gezin")
    linda.ga(f"{verhaal.tafel}rooster/")
    linda.bekijk("4-rooster-begin")


def test_the_family_answers_first_each_from_the_link_in_their_mail(verhaal: Verhaal) -> None:
    samira = verhaal.samira
    samira.volg_mail()
    if "/tijden/" not in samira.page.url:
        samira.ga(f"{verhaal.tafel}tijden/")
    samira.bekijk("4-tijden-telefoon")
    geef_tijden(samira)
    expect(samira.page.locator("#open")).to_contain_text("bij elke tijd iets gekozen")
    samira.knop("Verstuur mijn tijden")
    mark = verhaal.mark
    mark.ga(f"{verhaal.tafel}tijden/")
    geef_tijden(mark, {0: "Kan niet"})
    mark.knop("Verstuur mijn tijden")
    peter = verhaal.peter
    assert not [m for m in verhaal.systeem.bus.aan(peter.adres)[peter.gelezen :] if is_vraag(m)]


def is_vraag(mail: EmailMessage) -> bool:
    """Whether this mail asks when somebody can."""
    return "/tijden/" in str(mail.get_body(("plain",)))


def test_noor_answers_without_javascript_and_then_the_next_are_asked(verhaal: Verhaal) -> None:
    kaal = verhaal.zonder_js("noor")
    kaal.ga(f"{verhaal.tafel}tijden/")
    geef_tijden(kaal)
    kaal.knop("Verstuur mijn tijden")
    kaal.context.close()
    for wie in ("peter", "fatma", "youssef"):
        mens = verhaal.wie(wie)
        while not is_vraag(mens.mail()):
            continue
        mens.ga(f"{verhaal.tafel}tijden/")
        geef_tijden(mens, {1: "Liever niet"} if wie == "peter" else None)
        mens.knop("Verstuur mijn tijden")


def test_linda_sees_the_grid_and_plans_with_one_click(verhaal: Verhaal) -> None:
    linda = verhaal.linda
    linda.ga(f"{verhaal.tafel}rooster/")
    linda.bekijk("4-rooster")
    linda.knop("Plan deze tijd")
    linda.ga(verhaal.tafel)
    linda.ziet("Wie komt")
    linda.bekijk("4-tafel-gepland")


def test_everybody_gets_their_own_calendar_entry(verhaal: Verhaal) -> None:
    uids = set()
    for wie in ("samira", "mark", "noor", "peter", "fatma"):
        mens = verhaal.wie(wie)
        mail = mens.mail()
        while not (agenda := kalender_in(mail)):
            mail = mens.mail()
        assert agenda["METHOD"] == "REQUEST"
        afspraak = agenda.events[0]
        uids.add(str(afspraak["UID"]))
        assert afspraak["SEQUENCE"] == 0
        assert str(agenda.timezones[0]["TZID"]) == "Europe/Amsterdam"
        tekst = agenda.to_ical().decode()
        assert [naam for naam in NAMEN if naam in tekst] == []
        mens.ga(f"{verhaal.tafel}antwoord/")
        if wie == "samira":
            mens.bekijk("4-komt-u")
        mens.kies("Misschien" if wie == "fatma" else "Ja, ik kom")
        mens.knop("Geef antwoord")
    assert len(uids) == 1
    verhaal.linda.ga(verhaal.tafel)
    verhaal.linda.ziet(re.compile("omt misschien|isschien"))


def kalender_in(mail: EmailMessage) -> Calendar | None:
    """The calendar file of a mail, if it has one."""
    for deel in mail.walk():
        if deel.get_content_type() == "text/calendar":
            inhoud = deel.get_payload(decode=True)
            assert isinstance(inhoud, bytes)
            return Calendar.from_ical(inhoud)
    return None


def test_peter_puts_the_tables_in_his_own_calendar(verhaal: Verhaal) -> None:
    peter = verhaal.peter
    peter.ga("/mijn/agenda/")
    peter.knop("Maak een adres")
    peter.bekijk("4-mijn-agenda")
    adres = peter.page.get_by_label("Het adres van uw agenda").input_value()
    vreemde = verhaal.browser.new_context()
    feed = vreemde.request.get(adres)
    assert feed.status == 200
    agenda = Calendar.from_ical(feed.body())
    assert [str(e["SUMMARY"]) for e in agenda.events] == ["Rondetafel"]
    vreemde.close()


def test_who_has_a_table_sees_it_on_vandaag(verhaal: Verhaal) -> None:
    verhaal.noor.ga("/")
    verhaal.noor.bekijk("4-vandaag-noor")
    verhaal.noor.ga(verhaal.tafel)
    verhaal.noor.bekijk("4-tafel-noor")
