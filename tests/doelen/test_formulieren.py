"""The forms of this room: what they write, what they say of bad input, and that nothing is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from doelen.models import Doel, Kracht, Zorg
from tests.cast import Cast, zet_cast
from tests.doelen.pagina import adres, doel_velden, kracht_velden, stuur, tekst_van
from tests.doelen.teksten import zet_plan, zet_tekst
from tests.inloggen import log_in

pytestmark = pytest.mark.django_db

LANG = "a" * 501


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


def test_a_parent_writes_down_what_goes_well(client: Client, cast: Cast) -> None:
    antwoord = stuur(client, cast, "mark", adres(cast, "kracht_nieuw"), **kracht_velden(cast))
    rij = Kracht.objects.get()
    assert antwoord["Location"] == f"{adres(cast, 'overzicht')}#kracht-{rij.pk}"
    assert (rij.tekst, rij.betreft, rij.leefgebied, rij.voorstel, rij.door) == (
        "Daan lacht weer",
        cast.lid["daan"],
        cast.leefgebied["school"],
        False,
        cast.deelname["mark"],
    )


def test_a_school_proposes_and_reads_that_it_was_sent(client: Client, cast: Cast) -> None:
    log_in(client, cast.gebruiker["peter"])
    assert "Dit is een voorstel." in tekst_van(client.get(adres(cast, "zorg_nieuw")))
    antwoord = client.post(adres(cast, "zorg_nieuw"), kracht_velden(cast), follow=True)
    assert "Uw voorstel is verstuurd." in tekst_van(antwoord)
    assert Zorg.objects.get().voorstel is True


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ({"tekst": ""}, "Schrijf hier iets op."),
        ({"tekst": "   "}, "Schrijf hier iets op."),
        ({"tekst": LANG}, "Dit is te lang. Er passen 500 tekens."),
        ({"leefgebied": ""}, "Kies waar het over gaat."),
        ({"leefgebied": "onzin"}, "Kies een onderwerp uit de lijst."),
        ({"betreft": ""}, "Kies over wie het gaat."),
        ({"betreft": "6f1d7c1e-0000-4000-8000-000000000000"}, "Kies iemand uit de lijst."),
        ({"gewenst": ""}, "Kies een cijfer van 0 tot en met 10."),
        ({"gewenst": "11"}, "Kies een cijfer van 0 tot en met 10."),
        ({"gewenst": "-1"}, "Kies een cijfer van 0 tot en met 10."),
        ({"gewenst": "acht"}, "Kies een cijfer van 0 tot en met 10."),
        ({"woorden_van": ""}, "Kies wie dit zo zegt."),
        ({"woorden_van": "onzin"}, "Kies iemand uit de lijst."),
    ],
)
def test_bad_input_is_named_and_what_was_typed_stands_there(
    client: Client, cast: Cast, fout: dict[str, str], melding: str
) -> None:
    velden = doel_velden(cast, tekst="Daan gaat mee op kamp") | fout
    antwoord = stuur(client, cast, "samira", adres(cast, "doel_nieuw"), **velden)
    inhoud = tekst_van(antwoord)
    assert antwoord.status_code == 200
    assert melding in inhoud
    assert velden["tekst"].strip() in inhoud
    assert Doel.objects.count() == 0


def test_only_what_a_seat_sees_can_be_chosen(client: Client, cast: Cast) -> None:
    log_in(client, cast.gebruiker["peter"])
    keuzes = client.get(adres(cast, "zorg_nieuw")).context["form"].fields
    gebieden = [str(naam) for _, naam in keuzes["leefgebied"].choices]
    assert gebieden == ["Kies waar het over gaat", "School", "Vrije tijd"]
    log_in(client, cast.gebruiker["mark"])
    keuzes = client.get(adres(cast, "zorg_nieuw")).context["form"].fields
    personen = [str(naam) for _, naam in keuzes["betreft"].choices]
    assert personen == ["Ons gezin samen", "Mark (uzelf)", "Noor", "Daan"]


def test_the_field_says_who_will_see_it(client: Client, cast: Cast) -> None:
    log_in(client, cast.gebruiker["samira"])
    inhoud = tekst_van(client.get(adres(cast, "zorg_nieuw")))
    assert "Dit ziet alleen u, uw zorgcoördinator en wie u dat toestaat." in inhoud
    assert "Dit zien u en Mark, de zorgcoördinator en wie u dat samen toestaat." in inhoud
    log_in(client, cast.gebruiker["linda"])
    inhoud = tekst_van(client.get(adres(cast, "zorg_nieuw")))
    assert "Dit ziet alleen Samira, de zorgcoördinator en wie Samira dat toestaat." in inhoud


def test_a_person_out_of_this_domain_is_refused_in_words(client: Client, cast: Cast) -> None:
    codes = {str(cast.lid["noor"].pk): ["school"], str(cast.lid["daan"].pk): ["vrije-tijd"]}
    cast.deelname["fatma"].leefgebieden = codes
    cast.deelname["fatma"].save()
    antwoord = stuur(client, cast, "fatma", adres(cast, "kracht_nieuw"), **kracht_velden(cast))
    assert "U schrijft hier niet over “School” van Daan. Kies iets anders." in tekst_van(antwoord)
    assert not Kracht.objects.exists()


def test_a_parent_changes_a_text(client: Client, cast: Cast) -> None:
    rij = zet_tekst(Kracht, cast, "Noor tekent", "school", "noor")
    velden = kracht_velden(cast, tekst="Noor tekent heel goed", versie=0)
    antwoord = stuur(client, cast, "samira", adres(cast, "kracht_wijzigen", rij.pk), **velden)
    rij.refresh_from_db()
    assert antwoord["Location"].endswith(f"#kracht-{rij.pk}")
    assert (rij.tekst, rij.betreft, rij.versie) == (
        "Noor tekent heel goed",
        cast.lid["daan"],
        1,
    )


@pytest.mark.parametrize("wie", ["peter", "noor", "youssef"])
def test_who_may_read_but_not_write_gets_403(client: Client, cast: Cast, wie: str) -> None:
    teksten = zet_plan(cast)
    log_in(client, cast.gebruiker[wie])
    for route, naam in (
        ("kracht_wijzigen", "kracht"),
        ("kracht_weghalen", "kracht"),
        ("zorg_wijzigen", "lessen"),
        ("doel_wijzigen", "school"),
        ("loslaten", "school"),
        ("oppakken", "school"),
        ("stap_nieuw", "school"),
        ("zorg_overnemen", "lessen"),
        ("zorg_afwijzen", "lessen"),
    ):
        pad = adres(cast, route, teksten[naam].pk)
        assert client.get(pad).status_code == 403
        assert client.post(pad, {"tekst": "x", "reden": "x", "versie": 0}).status_code == 403
    assert client.post(adres(cast, "verplaats", teksten["school"].pk)).status_code == 403
    assert client.get(adres(cast, "volgorde")).status_code == 403
    teksten["kracht"].refresh_from_db()
    assert teksten["kracht"].versie == 0


@pytest.mark.parametrize(
    ("route", "naam"), [("verplaats", "school"), ("tegenspraak_intrekken", "school")]
)
def test_what_changes_something_is_sent_and_not_followed(
    client: Client, cast: Cast, route: str, naam: str
) -> None:
    teksten = zet_plan(cast)
    log_in(client, cast.gebruiker["samira"])
    assert client.get(adres(cast, route, teksten[naam].pk)).status_code == 405


def test_looking_at_every_page_changes_nothing(client: Client, cast: Cast) -> None:
    teksten = zet_plan(cast)
    log_in(client, cast.gebruiker["samira"])
    for route, naam in (
        ("kracht_wijzigen", "kracht"),
        ("kracht_weghalen", "kracht"),
        ("zorg_weghalen", "lessen"),
        ("doel", "school"),
        ("loslaten", "school"),
        ("stap_nieuw", "school"),
    ):
        assert client.get(adres(cast, route, teksten[naam].pk)).status_code == 200
        teksten[naam].refresh_from_db()
        assert (teksten[naam].versie, teksten[naam].weggehaald_op) == (0, None)


def test_a_text_is_taken_away_after_asking_once(client: Client, cast: Cast) -> None:
    rij = zet_tekst(Kracht, cast, "Noor tekent", "school", "noor")
    pad = adres(cast, "kracht_weghalen", rij.pk)
    log_in(client, cast.gebruiker["samira"])
    assert "Haalt u weg wat goed gaat?" in tekst_van(client.get(pad))
    antwoord = client.post(pad, {"versie": 0}, follow=True)
    assert "Het is weggehaald." in tekst_van(antwoord)
    assert "Noor tekent" not in tekst_van(antwoord)


def test_a_proposal_is_taken_over_from_its_page(client: Client, cast: Cast) -> None:
    rij = zet_tekst(
        Zorg, cast, "Noor is moe", "school", "noor", voorstel=True, door=cast.deelname["peter"]
    )
    log_in(client, cast.gebruiker["samira"])
    overzicht = tekst_van(client.get(adres(cast, "overzicht")))
    assert "Voorgesteld door Peter Hendriks" in overzicht
    client.post(adres(cast, "zorg_overnemen", rij.pk), {"versie": 0})
    rij.refresh_from_db()
    assert rij.voorstel is False


def test_a_proposal_is_declined_with_or_without_a_reason(client: Client, cast: Cast) -> None:
    for reden in ("Dit weten wij al", ""):
        rij = zet_tekst(
            Zorg, cast, "Noor is moe", "school", "noor", voorstel=True, door=cast.deelname["peter"]
        )
        pad = adres(cast, "zorg_afwijzen", rij.pk)
        stuur(client, cast, "samira", pad, versie=0, reden=reden)
        rij.refresh_from_db()
        assert (rij.weggehaald_reden, rij.weggehaald_op is None) == (reden, False)


def test_an_empty_plan_says_what_to_do_first(client: Client, cast: Cast) -> None:
    log_in(client, cast.gebruiker["samira"])
    inhoud = tekst_van(client.get(adres(cast, "overzicht")))
    for zin in ("Begin met wat goed gaat", "Nog geen zorgen opgeschreven", "Nog geen doelen"):
        assert zin in inhoud
    assert inhoud.count("utrecht-button--primary-action") == 1


def test_noor_reads_when_it_is_a_proposal_and_when_not(client: Client, cast: Cast) -> None:
    log_in(client, cast.gebruiker["noor"])
    inhoud = tekst_van(client.get(adres(cast, "kracht_nieuw")))
    assert "Schrijft u over uzelf, dan staat het meteen in het plan." in inhoud
    client.post(adres(cast, "kracht_nieuw"), kracht_velden(cast, betreft=cast.lid["noor"].pk))
    rij = Kracht.objects.get()
    assert rij.voorstel is False
    bij = client.get(adres(cast, "kracht_wijzigen", rij.pk)).context["form"].fields["betreft"]
    assert [naam for _, naam in bij.choices] == ["Noor (uzelf)"]


def test_a_proposal_that_was_taken_over_is_not_declined_any_more(
    client: Client, cast: Cast
) -> None:
    rij = zet_tekst(Zorg, cast, "Noor is moe", "school", "noor", door=cast.deelname["peter"])
    log_in(client, cast.gebruiker["samira"])
    pad = adres(cast, "zorg_afwijzen", rij.pk)
    antwoord = client.post(pad, {"versie": 0, "reden": ""}, follow=True)
    assert "Dit voorstel is al overgenomen." in tekst_van(antwoord)
    rij.refresh_from_db()
    assert rij.weggehaald_op is None
