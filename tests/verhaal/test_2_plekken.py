"""Part 2: who joins. The family decides, sees beforehand what others will see, and can end it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.verhaal.conftest import Verhaal
from tests.verhaal.mensen import appcode, link_in, pad_van
from tests.verhaal.test_1_begin import BEWAAR, neem_plek_in


def test_noor_was_invited_when_the_plan_began(verhaal: Verhaal) -> None:
    neem_plek_in(verhaal.noor, link_in(verhaal.noor.mail()), "2-welkom-jongere")
    verhaal.noor.ga("/")
    verhaal.noor.bekijk("2-vandaag-noor")


def test_linda_proposes_peter_and_samira_proposes_aisha(verhaal: Verhaal) -> None:
    linda = verhaal.linda
    linda.ga(f"{verhaal.plan}plekken/nieuw/")
    linda.kies("Een beroepskracht")
    linda.bekijk("2-voorstellen")
    linda.vul(naam="Peter Hendriks", organisatie="Het Baken College", functie="mentor")
    linda.vul(email="peter@voorbeeld.test")
    linda.vul(reden="Peter is de mentor van Noor. Hij kan een rooster maken met kortere dagen.")
    onderwerpen = linda.page.get_by_role("group", name="Welke onderwerpen zijn handig")
    for onderwerp in ("School", "Vrije tijd", "Opvoeding"):
        linda.kies(onderwerp, in_=onderwerpen)
    linda.knop("Stel voor")
    linda.ziet_kop("Peter")
    verhaal.links["plek-peter"] = pad_van(linda.page.url)

    samira = verhaal.samira
    samira.ga(f"{verhaal.plan}plekken/nieuw/")
    samira.kies("Een beroepskracht")
    samira.vul(naam="Aisha Karimi", organisatie="GGZ De Kade", functie="behandelaar")
    samira.vul(email="aisha@voorbeeld.test", reden="Zij helpt mij met slapen.")
    samira.knop("Stel voor")
    verhaal.links["plek-aisha"] = pad_van(samira.page.url)


def test_samira_chooses_what_peter_sees_with_a_preview(verhaal: Verhaal) -> None:
    samira = verhaal.samira
    samira.volg_mail("staat iets voor u klaar", naar="/plekken/")
    samira.ga("/")
    samira.bekijk("2-vandaag-vraag")
    samira.ga(verhaal.links["plek-peter"])
    samira.bekijk("2-mag-peter-komen")
    kijkje = samira.page.locator("#kijkje")
    expect(kijkje).to_contain_text("Wat er in het plan staat over opvoeding, school en vrije tijd")
    samira.kies("Opvoeding", in_=samira.page.get_by_role("group", name="Onderwerpen"))
    expect(kijkje.locator(".kijkje__niet")).to_contain_text("Opvoeding")
    samira.knop("Ja, Peter mag komen")
    samira.ziet("Mark")


def test_mark_wants_to_talk_first_and_then_says_yes(verhaal: Verhaal) -> None:
    mark = verhaal.mark
    mark.ga(verhaal.links["plek-peter"])
    mark.knop("Eerst praten")
    mark.bekijk("2-eerst-praten")
    linda = verhaal.linda
    linda.ga(verhaal.links["plek-peter"])
    linda.ziet("Wil eerst praten")
    linda.bekijk("2-stand-voor-linda")
    mark.ga(verhaal.links["plek-peter"])
    mark.knop("Ja, Peter mag komen")


def test_noor_chooses_too_in_a_browser_without_javascript(verhaal: Verhaal) -> None:
    kaal = verhaal.zonder_js("noor")
    kaal.ga(verhaal.links["plek-peter"])
    kaal.knop("Bekijk opnieuw")
    kaal.knop("Ja, Peter mag komen")
    kaal.context.close()
    linda = verhaal.linda
    linda.ga(verhaal.links["plek-peter"])
    linda.bekijk("2-peter-mag-komen")
    linda.ga(f"{verhaal.plan}plekken/")
    linda.ziet("Uitgenodigd, nog geen antwoord")


def test_peter_connects_an_app_reads_the_method_and_accepts(verhaal: Verhaal) -> None:
    peter = verhaal.peter
    verhaal.links["peter"] = link_in(peter.mail())
    peter.page.goto(verhaal.links["peter"])
    peter.knop("Log in met mijn e-mailadres")
    peter.log_in()
    peter.ziet_kop("Nog één stap, dan bent u binnen")
    peter.knop("Koppel een app")
    peter.bekijk("2-koppel-een-app", lopen=False)
    peter.page.get_by_text("Lukt het niet met de camera?").click()
    geheim = peter.page.locator("details .sterk").inner_text().replace(" ", "")
    peter.page.get_by_role("textbox").first.fill(appcode(geheim))
    peter.knop("Koppel de app")
    peter.knop("Ik heb ze bewaard, ga verder")
    peter.ziet_kop("U bent uitgenodigd aan tafel bij gezin De Wit – El Amrani")
    peter.bekijk("2-welkom-professional")
    peter.knop("Ja, ik doe mee")
    peter.ziet("Lees eerst de uitleg en zet daarna hier een vinkje.")
    peter.kies("Ik heb de uitleg gelezen")
    peter.knop("Ja, ik doe mee")
    peter.ga(verhaal.plan)
    peter.bekijk("2-plan-peter")


def test_samira_brings_fatma_in_from_her_own_network(verhaal: Verhaal) -> None:
    samira, mark = verhaal.samira, verhaal.mark
    samira.ga(f"{verhaal.plan}netwerk/")
    samira.bekijk("2-netwerk-leeg")
    samira.knop("Schrijf iemand op")
    samira.bekijk("2-netwerk-nieuw")
    samira.vul(naam="Fatma Öztürk", relatie="buurvrouw", kan_doen="Op Daan passen.")
    samira.kies("Bij ons allemaal")
    samira.knop(BEWAAR)
    samira.ziet("Fatma Öztürk staat op de lijst.")
    samira.knop("Vraag aan tafel Fatma Öztürk")
    samira.bekijk("2-aan-tafel-vragen")
    samira.vul(email="fatma@voorbeeld.test", reden="Zij kent Daan goed.")
    samira.kies("Vrije tijd")
    samira.knop("Vraag aan tafel")
    verhaal.links["plek-fatma"] = pad_van(samira.page.url)
    for mens in (mark, verhaal.noor):
        mens.ga(verhaal.links["plek-fatma"])
        mens.knop("Ja, Fatma mag komen")
    neem_plek_in(verhaal.fatma, link_in(verhaal.fatma.mail()), "2-welkom-netwerk")
    verhaal.fatma.ga("/")
    verhaal.fatma.bekijk("2-vandaag-fatma")


def test_noor_names_youssef_her_jim(verhaal: Verhaal) -> None:
    noor = verhaal.noor
    noor.ga(f"{verhaal.plan}netwerk/")
    noor.knop("Kies uw JIM")
    noor.bekijk("2-jim")
    noor.vul(naam="Youssef El Amrani", relatie="oom", email="youssef@voorbeeld.test")
    noor.vul(reden="Hij luistert altijd.")
    noor.kies("School")
    noor.knop("Dit is mijn JIM")
    plek = pad_van(noor.page.url)
    for ouder in (verhaal.samira, verhaal.mark):
        ouder.ga(plek)
        ouder.knop("Ja, Youssef mag komen")
    noor.ga(plek)
    noor.bekijk("2-plek-jim")
    youssef = verhaal.youssef
    neem_plek_in(youssef, link_in(youssef.mail()), "2-welkom-jim", kop="Noor koos u als JIM")


def test_aisha_joins_and_samira_ends_her_seat(verhaal: Verhaal) -> None:
    plek = verhaal.links["plek-aisha"]
    for mens in (verhaal.samira, verhaal.mark, verhaal.noor):
        mens.ga(plek)
        mens.knop("Ja, Aisha mag komen")
    aisha = verhaal.aisha
    aisha.krijg_passkey()
    aisha.page.goto(link_in(aisha.mail()))
    aisha.knop("Log in met mijn e-mailadres")
    aisha.log_in()
    aisha.knop("Maak een passkey")
    aisha.knop("Maak de passkey")
    aisha.knop("Ik heb ze bewaard, ga verder")
    aisha.kies("Ik heb de uitleg gelezen")
    aisha.knop("Ja, ik doe mee")
    aisha.ga(verhaal.plan)
    samira = verhaal.samira
    samira.ga(f"{verhaal.plan}plekken/")
    samira.bekijk("2-wie-zit-er")
    samira.ga(plek)
    samira.knop("Laat Aisha stoppen")
    samira.bekijk("2-stoppen")
    samira.knop("Ja, Aisha stopt")
    aisha.vindt_niet(verhaal.plan)
    aisha.ga("/")
    aisha.ziet_niet("De Wit", "El Amrani", "Noor")
    aisha.bekijk("2-vandaag-na-einde")
