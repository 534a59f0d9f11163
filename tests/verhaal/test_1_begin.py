"""Part 1: Linda starts a plan; Samira and Mark say yes to it, each from their own mail."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import expect

from tests.verhaal.conftest import Verhaal
from tests.verhaal.mensen import Mens, link_in, pad_van, tekst_van

LEDEN = [
    ("Samira", "El Amrani", 39, "moeder", "bij Samira", "samira@voorbeeld.test"),
    ("Mark", "de Wit", 42, "vader", "bij Mark", "mark@voorbeeld.test"),
    ("Noor", "de Wit", 15, "kind", "bij Samira", "noor@voorbeeld.test"),
    ("Daan", "de Wit", 9, "kind", "bij Samira", ""),
]
BEWAAR = re.compile(r"^Bewaar$")
GEHEIM = ("De Wit", "El Amrani", "Samira", "Mark", "Noor", "Daan")


def geboren(jaren: int) -> str:
    """A birthday half a year ago."""
    vandaag = date.today()
    jaar = vandaag.year - jaren - (vandaag.month <= 6)
    return f"{jaar}-{(vandaag.month + 5) % 12 + 1:02d}-15"


def test_linda_logs_in_with_a_code_and_a_passkey(verhaal: Verhaal) -> None:
    linda = verhaal.linda
    linda.ga("/inloggen/")
    linda.bekijk("1-inloggen")
    linda.krijg_passkey()
    linda.log_in()
    linda.ziet_kop("Nog één stap, dan bent u binnen")
    linda.bekijk("1-tweede-stap")
    linda.knop("Maak een passkey")
    linda.knop("Maak de passkey")
    linda.ziet_kop("Bewaar uw noodcodes")
    linda.knop("Ik heb ze bewaard, ga verder")
    linda.ziet_kop("Dag Linda")
    linda.bekijk("1-vandaag-leeg")


def test_linda_starts_a_plan_in_concept(verhaal: Verhaal) -> None:
    linda = verhaal.linda
    linda.knop("Start een plan")
    linda.ziet_kop("Begin een plan met een gezin")
    linda.bekijk("1-begin-een-plan")
    linda.vul(naam="De Wit – El Amrani")
    linda.kies("Zwaar")
    linda.kies("Ik heb de uitleg over de methode gelezen")
    linda.knop("Begin het plan")
    linda.ziet_kop("De Wit – El Amrani")
    verhaal.plan = pad_van(linda.page.url).removesuffix("gezin/")
    linda.bekijk("1-gezin-leeg")


def test_linda_fills_in_homes_and_members(verhaal: Verhaal) -> None:
    linda = verhaal.linda
    linda.ga(f"{verhaal.plan}gezin/huizen/nieuw/")
    linda.bekijk("1-huis")
    linda.vul(naam="bij Samira", adres="Dijkpad 4")
    linda.knop("Bewaar en vul nog een huis in")
    linda.vul(naam="bij Mark", adres="Haven 12")
    linda.knop(BEWAAR)
    linda.ga(f"{verhaal.plan}gezin/leden/nieuw/")
    linda.bekijk("1-lid")
    for voornaam, achternaam, jaren, verwantschap, huis, email in LEDEN:
        linda.vul(voornaam=voornaam, achternaam=achternaam, geboortedatum=geboren(jaren))
        linda.vul(verwantschap=verwantschap, huishouden=huis, email=email)
        linda.vul(telefoon="06 00 00 04 56", taal="Nederlands")
        linda.knop("Bewaar en voeg nog iemand toe")
        linda.ziet(f"{voornaam} staat erbij.")


def test_linda_records_who_carries_gezag(verhaal: Verhaal) -> None:
    linda = verhaal.linda
    linda.ga(f"{verhaal.plan}gezin/gezag/")
    for kind in ("Noor", "Daan"):
        groep = linda.page.get_by_role("group", name=f"Wie heeft gezag over {kind}?")
        for ouder in ("Samira", "Mark"):
            linda.kies(ouder, in_=groep)
    linda.bekijk("1-gezag")
    linda.knop(BEWAAR)
    linda.ziet("Het gezag is vastgelegd.")


def test_linda_records_that_the_family_group_plan_was_offered_and_declined(
    verhaal: Verhaal,
) -> None:
    linda = verhaal.linda
    for keuze, zin in [
        ("Het is aangeboden", "De familie denkt erover na."),
        ("De familie wil dit nu niet", "De familie wil dit nu niet. Dat zei zij op"),
    ]:
        linda.ga(f"{verhaal.plan}gezin/familiegroepsplan/")
        linda.kies(keuze)
        linda.vul(op=date.today().isoformat())
        linda.bekijk("1-familiegroepsplan")
        linda.knop(BEWAAR)
        linda.ziet(zin)


def test_linda_invites_both_parents_by_mail(verhaal: Verhaal) -> None:
    linda = verhaal.linda
    for wie, heel in [("samira", "Samira El Amrani"), ("mark", "Mark de Wit")]:
        linda.ga(f"{verhaal.plan}gezin/")
        linda.knop(f"Stuur een mail aan {heel}")
        linda.ziet(f"{heel} krijgt een mail met een link.")
        mail = verhaal.wie(wie).mail()
        assert [w for w in GEHEIM if w in tekst_van(mail).split("\n", 1)[1]] == []
        verhaal.links[wie] = link_in(mail)
    linda.bekijk("1-gezin")


def test_a_mail_scanner_that_follows_the_link_changes_nothing(verhaal: Verhaal) -> None:
    scanner = verhaal.browser.new_context()
    for link in verhaal.links.values():
        antwoord = scanner.request.get(link)
        assert antwoord.status == 200
        assert [w for w in GEHEIM if w in antwoord.text()] == []
    scanner.close()
    linda = verhaal.linda
    linda.page.reload()
    expect(linda.page.get_by_text("Uitgenodigd, nog geen antwoord")).to_have_count(2)


def test_another_account_that_opens_the_link_learns_nothing(verhaal: Verhaal) -> None:
    bram = verhaal.bram
    bram.page.goto(verhaal.links["samira"])
    bram.bekijk("1-uitnodiging-dicht")
    bram.knop("Log in met mijn e-mailadres")
    bram.log_in()
    bram.vindt_niet(verhaal.links["samira"])
    bram.ziet_kop("Hier staat geen uitnodiging voor u")
    bram.ziet_niet(*GEHEIM)
    bram.vindt_niet(verhaal.plan)


def test_samira_accepts_from_the_link_in_her_mail(verhaal: Verhaal) -> None:
    samira = verhaal.samira
    neem_plek_in(samira, verhaal.links["samira"], "1-welkom-ouder")
    samira.ga("/")
    samira.bekijk("1-vandaag-concept")
    samira.ga(f"{verhaal.plan}gezin/")
    samira.bekijk("1-gezin-ouder")
    samira.knop("Lees en kies")
    samira.kies("Ja, mijn plan mag beginnen")
    samira.bekijk("1-activeren")
    samira.knop("Geef mijn keuze door")
    samira.ziet("Uw ja is bewaard.")


def test_mark_starts_the_plan_in_a_browser_without_javascript(verhaal: Verhaal) -> None:
    neem_plek_in(verhaal.mark, verhaal.links["mark"], "")
    kaal = verhaal.zonder_js("mark")
    kaal.ga(f"{verhaal.plan}activeren/")
    kaal.kies("Ja, mijn plan mag beginnen")
    kaal.knop("Geef mijn keuze door")
    kaal.ziet("Uw plan is begonnen.")
    kaal.context.close()
    verhaal.mark.ga(verhaal.plan)
    verhaal.mark.bekijk("1-plan-begonnen")


def neem_plek_in(mens: Mens, link: str, naam: str, kop: str = "") -> None:
    """Open the link, log in with a code, read the welcome, and accept."""
    mens.page.goto(link)
    mens.knop("Log in met mijn e-mailadres")
    mens.log_in()
    mens.ziet_kop(kop or re.compile("Welkom|Fijn dat u er bent"))
    if naam:
        mens.bekijk(naam)
    mens.knop("Ja, ik doe mee")
