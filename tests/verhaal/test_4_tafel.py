"""Part 4: a table is planned, wave after wave, and everybody gets it in their own calendar."""

from __future__ import annotations

import re
from email.message import EmailMessage

from icalendar import Calendar
from playwright.sync_api import expect

from tests.verhaal.conftest import Verhaal
from tests.verhaal.mensen import Mens, link_in, pad_van

VRAAG = "/tijden/"
"""Where the mail leads that asks when somebody can."""
NAMEN = ("Noor", "Daan", "Samira", "Mark", "Wit", "Amrani")


def geef_tijden(mens: Mens, anders: dict[int, str] | None = None) -> None:
    """Tap an answer for every time: "Kan", unless said otherwise by its number."""
    groepen = mens.page.locator("fieldset")
    expect(groepen.first).to_be_visible()
    for nummer, groep in enumerate(groepen.all()):
        groep.get_by_text((anders or {}).get(nummer, "Kan"), exact=True).click()


def antwoord_op_de_vraag(mens: Mens, foto: str, anders: dict[int, str] | None = None) -> None:
    """Tap the button of the mail that asks for times, logged in, on a phone, and answer."""
    mens.volg_mail(naar=VRAAG)
    assert mens.page.viewport_size == {"width": 390, "height": 844}
    mens.bekijk(foto)
    geef_tijden(mens, anders)
    expect(mens.page.locator("#open")).to_contain_text("bij elke tijd iets gekozen")
    mens.knop("Verstuur mijn tijden")


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
    vakjes = linda.page.locator("input[name='tijd']").all()
    assert len(vakjes) >= 3
    for nummer, vakje in enumerate(vakjes):
        vakje.set_checked(nummer < 3)
    linda.knop("Vraag het gezin")
    linda.ga(f"{verhaal.tafel}rooster/")
    linda.bekijk("4-rooster-begin")


def test_the_family_answers_first_each_from_the_link_in_their_mail(verhaal: Verhaal) -> None:
    antwoord_op_de_vraag(verhaal.samira, "4-tijden-telefoon")
    antwoord_op_de_vraag(verhaal.mark, "4-tijden-mark", {0: "Kan niet"})
    peter = verhaal.peter
    gekomen = verhaal.systeem.bus.aan(peter.adres)
    assert [m["Subject"] for m in gekomen if VRAAG in link_in(m)] == []


def test_noor_answers_without_javascript_and_then_the_next_are_asked(verhaal: Verhaal) -> None:
    kaal = verhaal.zonder_js("noor")
    kaal.ga(link_in(verhaal.noor.mail(naar=VRAAG)))
    geef_tijden(kaal)
    kaal.knop("Verstuur mijn tijden")
    kaal.context.close()
    antwoord_op_de_vraag(verhaal.peter, "4-tijden-peter", {1: "Liever niet"})
    antwoord_op_de_vraag(verhaal.fatma, "4-tijden-fatma")
    antwoord_op_de_vraag(verhaal.youssef, "4-tijden-youssef")


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
        agenda = kalender_in(mens.mail(naar=verhaal.tafel))
        assert agenda is not None
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
