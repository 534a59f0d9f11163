"""Part 9: a second family, on paper and in Polish. Agnieszka has no e-mail, but a letter."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.verhaal.conftest import Verhaal
from tests.verhaal.mensen import Mens, link_in, pad_van
from tests.verhaal.test_1_begin import BEWAAR, geboren

LEDEN = [
    ("Agnieszka", geboren(31), "moeder"),
    ("Zofia", geboren(6), "kind"),
    ("Kacper", (date.today() - timedelta(days=240)).isoformat(), "kind"),
]
VERTELT_NIET = ("Zofia", "Kacper", "gezag", "licht", "Opvoeding")
NEDERLANDS = re.compile(r"\b(het|een|uw|niet|wie|naar|kies|bekijk|gezin)\b", re.IGNORECASE)
LOG_IN = re.compile("^Zaloguj się$")


@dataclass(frozen=True)
class Papier:
    """A printed letter: what one reads on it, and what a camera reads."""

    tekst: str
    vierkant: str

    @property
    def code(self) -> str:
        """The code to log in with."""
        gevonden = re.search(r"\b[A-Z0-9]{5}-[A-Z0-9]{5}\b", self.tekst)
        assert gevonden is not None, self.tekst
        return gevonden.group()


def print_brief(linda: Mens, gezin: str, waar: Path) -> Papier:
    """Make a letter for Agnieszka, print it, and look at the paper."""
    linda.ga(gezin)
    with linda.page.expect_download() as komt:
        linda.tik(re.compile("Maak een (nieuwe )?brief voor Agnieszka"))
    assert komt.value.suggested_filename == "brief-agnieszka-kowalczyk.pdf"
    pdf, beeld = waar / "brief.pdf", waar / "brief"
    komt.value.save_as(pdf)
    tekst = ["pdftotext", "-layout", str(pdf), "-"]
    gelezen = subprocess.run(tekst, capture_output=True, text=True, check=True).stdout
    subprocess.run(["pdftoppm", "-png", "-r", "150", "-singlefile", pdf, beeld], check=True)
    with Image.open(beeld.with_suffix(".png")) as blad:
        (vierkant,) = zxingcpp.read_barcodes(blad)
    return Papier(" ".join(gelezen.split()), vierkant.text)


def leest_pools(mens: Mens) -> None:
    """The page is in Polish: it says so, and no little word of Dutch stands in it."""
    expect(mens.page.locator("html")).to_have_attribute("lang", "pl")
    tekst = mens.page.locator("body").inner_text()
    assert NEDERLANDS.findall(tekst) == [], f"op {mens.page.url}"


def test_linda_starts_a_plan_with_a_mother_without_email(verhaal: Verhaal) -> None:
    linda = verhaal.linda
    linda.ga("/plannen/nieuw/")
    linda.vul(naam="Kowalczyk")
    linda.kies("Licht")
    linda.knop("Begin het plan")
    verhaal.links["kowalczyk"] = plan = pad_van(linda.page.url).removesuffix("gezin/")
    linda.ga(f"{plan}gezin/huizen/nieuw/")
    linda.vul(naam="bij Dorota", adres="Molenpad 7, Heuveldam")
    linda.knop(BEWAAR)
    linda.ga(f"{plan}gezin/leden/nieuw/")
    for voornaam, geboortedatum, verwantschap in LEDEN:
        linda.vul(voornaam=voornaam, achternaam="Kowalczyk", geboortedatum=geboortedatum)
        linda.vul(verwantschap=verwantschap, huishouden="bij Dorota")
        if verwantschap == "moeder":
            linda.vul(telefoon="06 00 00 07 89")
        linda.knop("Bewaar en voeg nog iemand toe")
        linda.ziet(f"{voornaam} staat erbij.")
    linda.ga(f"{plan}gezin/gezag/")
    for kind in ("Zofia", "Kacper"):
        groep = linda.page.get_by_role("group", name=f"Wie heeft gezag over {kind}?")
        linda.kies("Agnieszka", in_=groep)
    linda.knop(BEWAAR)
    linda.ga(f"{plan}gezin/familiegroepsplan/")
    linda.kies("Het is aangeboden")
    linda.vul(op=(date.today() - timedelta(days=5)).isoformat())
    linda.knop(BEWAAR)
    linda.ziet("De familie denkt erover na.")
    linda.bekijk("9-gezin")


def test_linda_prints_a_letter_and_then_one_in_polish(verhaal: Verhaal, tmp_path: Path) -> None:
    linda, gezin = verhaal.linda, f"{verhaal.links['kowalczyk']}gezin/"
    nederlands = print_brief(linda, gezin, tmp_path)
    assert "Een plan voor uw gezin" in nederlands.tekst
    linda.ga(gezin)
    linda.knop(re.compile("^Verander.*Agnieszka"))
    linda.vul(taal="Polski")
    linda.kies("Er is een tolk nodig")
    linda.bekijk("9-lid")
    linda.knop(BEWAAR)
    linda.ziet("met een tolk")
    pools = print_brief(linda, gezin, tmp_path)
    for deel in ("Plan dla Twojej rodziny", "Agnieszka Kowalczyk", "Molenpad 7, Heuveldam"):
        assert deel in pools.tekst
    assert "W rozmowie może uczestniczyć tłumacz." in pools.tekst
    assert "Linda Brouwer" in pools.tekst
    assert [woord for woord in VERTELT_NIET if woord in nederlands.tekst + pools.tekst] == []
    assert f"{verhaal.systeem.url.removeprefix('http://')}/inloggen/brief/" in pools.tekst
    assert pools.vierkant.startswith(f"{verhaal.systeem.url}/uitnodiging/")
    assert pools.vierkant.endswith("?taal=pl")
    verhaal.links |= {"vierkant": pools.vierkant, "code": pools.code, "oud": nederlands.code}
    linda.page.reload()
    linda.ziet("Uitgenodigd, nog geen antwoord")


def test_agnieszka_points_her_phone_at_the_square_and_logs_in_with_the_code(
    verhaal: Verhaal,
) -> None:
    agnieszka = verhaal.agnieszka
    agnieszka.ga(verhaal.links["vierkant"])
    agnieszka.ziet_kop("Masz zaproszenie?")
    agnieszka.ziet_niet("Agnieszka", "Kowalczyk", "Linda")
    leest_pools(agnieszka)
    agnieszka.bekijk("9-vierkant")
    agnieszka.knop("Mam kod z listu")
    agnieszka.vul(code=verhaal.links["oud"])
    agnieszka.knop(LOG_IN)
    agnieszka.ziet("Ten kod się nie zgadza")
    agnieszka.bekijk("9-code")
    # As one types on a phone: without the dash, in small letters.
    agnieszka.vul(code=verhaal.links["code"].replace("-", " ").lower())
    agnieszka.knop(LOG_IN)
    agnieszka.ziet_kop("Dzień dobry, Agnieszka. Jesteś w środku")
    leest_pools(agnieszka)
    agnieszka.bekijk("9-binnen", lopen=False)
    agnieszka.knop("Nie teraz")
    agnieszka.ziet_kop("Witaj, Agnieszka")
    leest_pools(agnieszka)
    agnieszka.bekijk("9-welkom")
    agnieszka.knop("Tak, biorę udział")
    agnieszka.ziet_kop("Czy Twój plan może się zacząć?")
    leest_pools(agnieszka)
    agnieszka.bekijk("9-activeren")


def test_all_she_sees_before_her_plan_begins_is_in_polish(verhaal: Verhaal) -> None:
    agnieszka, plan = verhaal.agnieszka, verhaal.links["kowalczyk"]
    for naam, pad in [
        ("vandaag", "/"),
        ("gezin", f"{plan}gezin/"),
        ("plan", plan),
        ("plekken", f"{plan}plekken/"),
        ("doelen", f"{plan}doelen/"),
        ("netwerk", f"{plan}netwerk/"),
        ("acties", f"{plan}acties/"),
        ("tafels", f"{plan}rondetafels/"),
        ("meer", f"{plan}meer/"),
        ("berichten", "/berichten/"),
        ("mijn", "/mijn/"),
    ]:
        agnieszka.ga(pad)
        leest_pools(agnieszka)
        agnieszka.bekijk(f"9-pools-{naam}")


def test_an_interpreter_gets_a_seat_of_her_own_when_agnieszka_says_yes(verhaal: Verhaal) -> None:
    linda, agnieszka, plan = verhaal.linda, verhaal.agnieszka, verhaal.links["kowalczyk"]
    linda.ga(f"{plan}plekken/nieuw/")
    linda.kies("Een tolk")
    linda.vul(naam="Ewa Zielińska", functie="tolk Pools", email="ewa@voorbeeld.test")
    linda.vul(reden="Ewa tłumaczy rozmowy dla Ciebie.")
    linda.bekijk("9-tolk-voorstellen")
    linda.knop("Stel voor")
    verhaal.links["plek-ewa"] = pad_van(linda.page.url)
    agnieszka.ga("/")
    agnieszka.ziet(re.compile("Ewa"))
    leest_pools(agnieszka)
    agnieszka.bekijk("9-vandaag-vraag")
    agnieszka.ga(verhaal.links["plek-ewa"])
    agnieszka.ziet("Ewa tłumaczy rozmowy dla Ciebie.")
    leest_pools(agnieszka)
    agnieszka.bekijk("9-mag-ewa-komen")
    agnieszka.knop("Tak, Ewa może przyjść")
    leest_pools(agnieszka)


def test_she_says_yes_on_paper_with_the_interpreter_there(verhaal: Verhaal) -> None:
    linda, agnieszka, plan = verhaal.linda, verhaal.agnieszka, verhaal.links["kowalczyk"]
    linda.ga(f"{plan}gezin/")
    linda.knop("Agnieszka Kowalczyk zei ja op papier")
    linda.vul(op=date.today().isoformat())
    linda.knop("Leg dit vast")
    linda.ziet("Vul in wie erbij waren.")
    linda.vul(aanwezig="Agnieszka, Linda en tolk Ewa Zielińska")
    linda.bekijk("9-papier")
    linda.knop("Leg dit vast")
    linda.ziet("Het plan is begonnen.")
    linda.bekijk("9-gezin-begonnen")
    agnieszka.ga(plan)
    leest_pools(agnieszka)
    agnieszka.bekijk("9-plan-begonnen")


def test_the_interpreter_takes_her_seat(verhaal: Verhaal) -> None:
    ewa, plan = verhaal.ewa, verhaal.links["kowalczyk"]
    ewa.krijg_passkey()
    ewa.ga(link_in(ewa.mail()))
    ewa.knop("Log in met mijn e-mailadres")
    ewa.log_in()
    ewa.ziet("U tolkt aan deze tafel.")
    ewa.bekijk("9-welkom-tolk")
    ewa.kies("Ik heb de uitleg gelezen")
    ewa.knop("Ja, ik doe mee")
    ewa.ziet_kop("Nog één stap, dan bent u binnen")
    ewa.knop("Maak een passkey")
    ewa.knop("Maak de passkey")
    ewa.knop("Ik heb ze bewaard, ga verder")
    ewa.ga(plan)
    ewa.bekijk("9-plan-tolk")
    verhaal.agnieszka.ga(f"{plan}plekken/")
    verhaal.agnieszka.ziet("Ewa Zielińska")
    verhaal.agnieszka.bekijk("9-wie-zit-er")
