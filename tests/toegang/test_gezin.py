"""The family's page, and what is recorded on it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gezinsplan.models import Gezinslid, Gezinsplan, Huishouden
from gezinsplan.versies import VerouderdError
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.toegang.familie import Familie, contact, gegevens, jaren_geleden, start_kowalczyk
from toegang.models import Deelname
from toegang.workflow import gezin as workflow

pytestmark = pytest.mark.django_db


def url(naam: str, plan: Gezinsplan, *ids: object) -> str:
    return reverse(f"toegang:{naam}", args=[plan.pk, *ids])


def lees(client: Client, cast: Cast, wie: str) -> str:
    log_in(client, cast.gebruiker[wie])
    antwoord = client.get(url("gezin", cast.plan))
    assert antwoord.status_code == 200
    return antwoord.content.decode()


@pytest.fixture
def cast() -> Cast:
    cast = zet_cast(timezone.now())
    for wie, nummer in (("samira", "06 11"), ("mark", "06 22"), ("noor", "06 33")):
        Gezinslid.objects.filter(pk=cast.lid[wie].pk).update(telefoon=f"{nummer} 00 00 00")
    return cast


@pytest.fixture
def familie(client: Client) -> Familie:
    """Kowalczyk in concept, with Bram logged in."""
    familie = start_kowalczyk(timezone.now())
    log_in(client, familie.bram)
    return familie


LID = {
    "versie": "0",
    "voornaam": "Marek",
    "achternaam": "Nowak",
    "geboortedatum": "1985-03-04",
    "verwantschap": "vader",
    "huishouden": "",
    "email": "marek@voorbeeld.test",
    "telefoon": "06 12 34 56 78",
    "taal": "pl",
    "tolk_nodig": "on",
}


def test_a_parent_reads_who_carries_gezag_in_words(client: Client, cast: Cast) -> None:
    bladzijde = lees(client, cast, "samira")
    assert "Samira en Mark hebben gezag over Noor." in bladzijde
    assert "Noor is 15 en beslist mee als het over Noor gaat." in bladzijde
    assert "Samira en Mark hebben gezag over Daan." in bladzijde
    assert "vader, 42 jaar" in bladzijde


def test_the_other_household_stays_the_other_households(client: Client, cast: Cast) -> None:
    bij_samira, bij_mark = lees(client, cast, "samira"), lees(client, cast, "mark")
    for eigen, ander in (
        ("Dijkpad 4", "Haven 12"),
        ("06 11 00 00 00", "06 22 00 00 00"),
        ("samira@voorbeeld.test", "mark@voorbeeld.test"),
    ):
        assert (eigen in bij_samira, ander in bij_samira) == (True, False)
        assert (eigen in bij_mark, ander in bij_mark) == (False, True)
    assert "06 33 00 00 00" in bij_samira
    assert "06 33 00 00 00" in bij_mark


def test_a_young_person_reads_their_own_and_no_other(client: Client, cast: Cast) -> None:
    bladzijde = lees(client, cast, "noor")
    assert "06 33 00 00 00" in bladzijde
    assert "Dijkpad 4" in bladzijde
    for vreemd in ("06 11 00 00 00", "06 22 00 00 00", "Haven 12"):
        assert vreemd not in bladzijde
    assert url("lid_contact", cast.plan, cast.lid["daan"].pk) not in bladzijde


def test_the_coordinator_reads_and_changes_everything(client: Client, cast: Cast) -> None:
    bladzijde = lees(client, cast, "linda")
    for waarde in ("Dijkpad 4", "Haven 12", "06 11 00 00 00", "06 22 00 00 00"):
        assert waarde in bladzijde
    assert url("lid", cast.plan, cast.lid["mark"].pk) in bladzijde


@pytest.mark.parametrize("wie", ["fatma", "youssef", "peter", "aisha", "tom", "esther"])
def test_who_is_not_of_the_family_does_not_get_this_page(
    client: Client, cast: Cast, wie: str
) -> None:
    log_in(client, cast.gebruiker[wie])
    antwoord = client.get(url("gezin", cast.plan))
    assert antwoord.status_code == 403
    assert "Dijkpad" not in antwoord.content.decode()


@pytest.mark.parametrize("wie", ["bram", "els", "wim", "ruth"])
def test_outsiders_get_404(client: Client, cast: Cast, wie: str) -> None:
    log_in(client, cast.gebruiker[wie])
    paden = ["gezin", "gezin_naam", "lid_nieuw", "gezag", "voogd", "plan_instellingen"]
    for naam in (*paden, "groepsplan", "huis_nieuw", "activeren"):
        assert client.get(url(naam, cast.plan)).status_code == 404
    assert client.get(url("lid", cast.plan, cast.lid["daan"].pk)).status_code == 404


def test_only_the_coordinator_reaches_what_changes_the_family(client: Client, cast: Cast) -> None:
    log_in(client, cast.gebruiker["samira"])
    for naam in ("gezin_naam", "lid_nieuw", "gezag", "voogd", "plan_instellingen", "groepsplan"):
        assert client.get(url(naam, cast.plan)).status_code == 403
        assert client.post(url(naam, cast.plan), LID).status_code == 403
    assert client.get(url("lid", cast.plan, cast.lid["samira"].pk)).status_code == 403
    assert Gezinslid.objects.count() == 4


def test_pages_that_only_read_take_no_post_and_the_other_way_round(
    client: Client, familie: Familie
) -> None:
    plan, lid = familie.plan, familie.lid["zofia"].pk
    assert client.post(url("gezin", plan)).status_code == 405
    plek = familie.deelname("agnieszka").pk
    for pad in (
        url("lid_weg", plan, lid),
        url("uitnodigen_mail", plan, plek),
        url("uitnodigen_brief", plan, plek),
        url("begin", plan),
    ):
        assert client.get(pad).status_code == 405
    assert familie.deelname("agnieszka").status == "goedgekeurd"


def test_the_number_of_queries_does_not_grow_with_the_family(
    client: Client, familie: Familie
) -> None:
    def tel() -> int:
        with CaptureQueriesContext(
            connection,
        ) as vragen:
            assert client.get(url("gezin", familie.plan)).status_code == 200
        return len(vragen)

    tel()
    weinig = tel()
    for nummer in range(27):
        workflow.voeg_lid_toe(
            gegevens(f"Kind {nummer}", jaren_geleden(familie.now.date(), nummer % 17), "kind"),
            actor=familie.plek_bram(),
            now=familie.now,
        )
        Huishouden.objects.create(gezin=familie.plan.gezin, naam=f"Huis {nummer}", adres="Weg 1")
    assert tel() == weinig
    assert weinig <= 12


def test_a_member_is_added_and_the_next_is_asked_at_once(client: Client, familie: Familie) -> None:
    pad = url("lid_nieuw", familie.plan)
    assert client.post(pad, {**LID, "nog_een": "1"})["Location"] == pad
    marek = Gezinslid.objects.get(voornaam="Marek")
    assert (marek.email, marek.taal, marek.tolk_nodig, marek.volgorde) == (
        "marek@voorbeeld.test",
        "pl",
        True,
        3,
    )
    bij_bram = familie.plek_bram().deelname.betreft.values_list("voornaam", flat=True)
    assert "Marek" in bij_bram
    assert not Deelname.objects.filter(lid=marek).exists()


@pytest.mark.parametrize(
    ("veld", "waarde", "melding"),
    [
        ("voornaam", "", "Vul dit nog in."),
        ("voornaam", "M" * 61, "60"),
        ("geboortedatum", "", "Vul dit nog in."),
        ("geboortedatum", "31 februari", "Dit is geen datum."),
        ("geboortedatum", "2999-01-01", "Deze dag is nog niet geweest."),
        ("geboortedatum", "1850-01-01", "Kijk het jaar nog eens na."),
        ("verwantschap", "", "Vul dit nog in."),
        ("verwantschap", "buurman", "Kies iets uit de lijst"),
        ("huishouden", "00000000-0000-0000-0000-000000000000", "Kies iets uit de lijst"),
        ("email", "marek", "Dit is geen e-mailadres."),
        ("email", "Bram.Heuveldam@voorbeeld.test", "Dit adres is al van Bram de Groot."),
        ("telefoon", "bel mij maar", "Dit is geen telefoonnummer."),
        ("taal", "klingon", "Kies iets uit de lijst"),
        ("versie", "x", "Er kwam niet alles mee."),
    ],
)
def test_what_is_wrong_about_a_member_is_said_and_nothing_is_lost(
    client: Client, familie: Familie, veld: str, waarde: str, melding: str
) -> None:
    antwoord = client.post(url("lid_nieuw", familie.plan), {**LID, veld: waarde})
    bladzijde = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert melding in bladzijde
    for naam, getypt in LID.items():
        if naam not in (veld, "versie", "tolk_nodig", "huishouden"):
            assert getypt in bladzijde
    assert Gezinslid.objects.count() == 3


def test_two_who_correct_a_member_both_keep_their_text(client: Client, familie: Familie) -> None:
    zofia = familie.lid["zofia"]
    pad = url("lid", familie.plan, zofia.pk)
    velden = {
        "versie": str(zofia.versie),
        "voornaam": "Zosia",
        "achternaam": "Kowalczyk",
        "geboortedatum": zofia.geboortedatum.isoformat(),
        "verwantschap": "kind",
        "taal": "nl",
    }
    workflow.wijzig_lid(
        zofia,
        gegevens("Sofia", zofia.geboortedatum, "kind"),
        versie=zofia.versie,
        actor=familie.plek_bram(),
        now=familie.now,
    )
    antwoord = client.post(pad, velden)
    bladzijde = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Intussen veranderd. Nu staat er: Sofia" in bladzijde
    assert 'value="Zosia"' in bladzijde
    assert Gezinslid.objects.get(pk=zofia.pk).voornaam == "Sofia"
    opnieuw = antwoord.context["form"]["versie"].value()
    assert client.post(pad, {**velden, "versie": opnieuw}).status_code == 302
    assert Gezinslid.objects.get(pk=zofia.pk).voornaam == "Zosia"


def test_a_parent_corrects_their_own_contact_and_a_childs_but_not_the_others(
    client: Client, cast: Cast
) -> None:
    log_in(client, cast.gebruiker["samira"])
    velden = {"versie": "0", "email": "", "telefoon": "06 99 00 00 00", "taal": "nl"}
    for wie, code in (("samira", 302), ("daan", 302), ("mark", 403)):
        pad = url("lid_contact", cast.plan, cast.lid[wie].pk)
        assert client.get(pad).status_code == (200 if code == 302 else 403)
        assert client.post(pad, velden).status_code == code
        cast.lid[wie].refresh_from_db()
        assert (cast.lid[wie].telefoon == "06 99 00 00 00") == (code == 302)
    assert Deelname.objects.get(lid=cast.lid["samira"]).telefoon == "06 99 00 00 00"


def test_at_eighteen_a_childs_contact_is_their_own(client: Client, cast: Cast) -> None:
    noor = cast.lid["noor"]
    Gezinslid.objects.filter(pk=noor.pk).update(
        geboortedatum=jaren_geleden(cast.now.date(), 18), telefoon="06 33 00 00 00"
    )
    assert "06 33 00 00 00" not in lees(client, cast, "samira")
    assert "06 33 00 00 00" in lees(client, cast, "noor")
    noor.refresh_from_db()
    with pytest.raises(PermissionDenied):
        workflow.wijzig_contact(noor, contact(), versie=0, actor=cast.plek("samira"), now=cast.now)


def test_a_correction_based_on_an_older_version_is_not_written(cast: Cast) -> None:
    samira = cast.lid["samira"]
    workflow.wijzig_contact(
        samira, contact(telefoon="06 1"), versie=0, actor=cast.plek("samira"), now=cast.now
    )
    with pytest.raises(VerouderdError):
        workflow.wijzig_contact(
            samira, contact(telefoon="06 1"), versie=0, actor=cast.plek("linda"), now=cast.now
        )


def test_steps_lead_from_an_empty_plan_to_the_invitation(client: Client, familie: Familie) -> None:
    def knop() -> str:
        stap = client.get(url("gezin", familie.plan)).context["blad"].volgende
        return "" if stap is None else str(stap.tekst)

    assert knop() == "Een eigen plan van de familie aanbieden"
    Gezinsplan.objects.update(groepsplan="aangeboden", groepsplan_op=familie.now.date())
    assert knop() == "De ouders uitnodigen"
    assert (
        client.post(
            url("uitnodigen_brief", familie.plan, familie.deelname("agnieszka").pk)
        ).status_code
        == 200
    )
    assert knop() == "De ouders zeggen ja"
    bladzijde = client.get(url("gezin", familie.plan)).content.decode()
    assert "Wij wachten op Agnieszka Kowalczyk." in bladzijde
    familie.lid["zofia"].gezag.all().delete()
    assert knop() == "Wie gezag heeft over welk kind"
    Gezinslid.objects.filter(verwantschap="kind").delete()
    assert knop() == "Wie er bij het gezin horen"
    Gezinslid.objects.update(huishouden=None)
    Huishouden.objects.all().delete()
    assert knop() == "Waar het gezin woont"
