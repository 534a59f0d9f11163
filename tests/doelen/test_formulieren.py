"""The forms of this room: what they write, what they say of bad input, and that nothing is lost."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doelen import workflow
from doelen.models import Doel, Doelstatus, Hulpvraag, Kracht, Tegenspraak, Werkdoel, Zorg
from tests.cast import Cast, zet_cast
from tests.doelen.teksten import zet_doel, zet_hulpvraag, zet_plan, zet_tekst
from tests.inloggen import log_in

pytestmark = pytest.mark.django_db

LANG = "a" * 501


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


def adres(cast: Cast, route: str, *delen: Any) -> str:
    """The path of a route of this room in the cast's plan."""
    return reverse(f"doelen:{route}", args=[cast.plan.pk, *delen])


def stuur(client: Client, cast: Cast, wie: str, pad: str, **velden: Any) -> Any:
    """Send a form as this person."""
    log_in(client, cast.gebruiker[wie])
    return client.post(pad, velden)


def tekst_van(antwoord: Any) -> str:
    """The body as somebody reads it."""
    return unescape(antwoord.content.decode())


def kracht_velden(cast: Cast, **anders: Any) -> dict[str, Any]:
    """A form of a kracht that is right, but for what is given."""
    velden = {
        "tekst": "Daan lacht weer",
        "leefgebied": cast.leefgebied["school"].pk,
        "betreft": cast.lid["daan"].pk,
    }
    return velden | anders


def doel_velden(cast: Cast, **anders: Any) -> dict[str, Any]:
    """A form of a goal that is right, but for what is given."""
    return kracht_velden(cast) | {"woorden_van": "gezin", "gewenst": "8"} | anders


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


def test_a_parent_writes_down_a_goal_in_the_words_of_a_child(client: Client, cast: Cast) -> None:
    velden = doel_velden(cast, woorden_van=cast.lid["daan"].pk, betreft="gezin", gewenst="0")
    stuur(client, cast, "samira", adres(cast, "doel_nieuw"), **velden)
    doel = Doel.objects.get()
    assert (doel.woorden_van, doel.betreft, doel.gewenst, doel.status) == (
        cast.lid["daan"],
        None,
        0,
        "concept",
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


def test_a_goal_is_let_go_with_a_reason_and_taken_up_again(client: Client, cast: Cast) -> None:
    doel = zet_plan(cast)["school"]
    pad = adres(cast, "loslaten", doel.pk)
    assert "Schrijf hier iets op." in tekst_van(stuur(client, cast, "samira", pad, versie=0))
    antwoord = client.post(pad, {"versie": 0, "reden": "Noor kiest iets anders"}, follow=True)
    assert "Noor kiest iets anders" in tekst_van(antwoord)
    doel.refresh_from_db()
    assert doel.status == Doelstatus.LOSGELATEN
    client.post(adres(cast, "oppakken", doel.pk), {"versie": 1, "reden": "Toch"})
    doel.refresh_from_db()
    assert doel.status == Doelstatus.CONCEPT


def test_a_goal_that_ended_says_so_when_somebody_changes_it(client: Client, cast: Cast) -> None:
    doel = zet_doel(cast, "Daan zit op voetbal", "vrije-tijd", "daan", status="bereikt")
    velden = doel_velden(cast, versie=0)
    log_in(client, cast.gebruiker["samira"])
    antwoord = client.post(adres(cast, "doel_wijzigen", doel.pk), velden, follow=True)
    assert "Dit doel is afgerond. Pak het eerst weer op." in tekst_van(antwoord)


def test_the_order_changes_by_a_button(client: Client, cast: Cast) -> None:
    teksten = zet_plan(cast)
    pad = adres(cast, "verplaats", teksten["post"].pk)
    antwoord = stuur(client, cast, "samira", pad, richting="omhoog")
    assert antwoord["Location"] == f"{adres(cast, 'volgorde')}#doel-{teksten['post'].pk}"
    volgorde = Doel.objects.order_by("volgorde").values_list("pk", flat=True)
    assert volgorde[0] == teksten["post"].pk
    assert stuur(client, cast, "samira", pad, richting="opzij").status_code == 400


def test_small_steps_are_written_ticked_changed_and_taken_away(client: Client, cast: Cast) -> None:
    doel = zet_plan(cast)["school"]
    stuur(client, cast, "samira", adres(cast, "stap_nieuw", doel.pk), tekst="Een rooster")
    stap = Werkdoel.objects.get()
    client.post(adres(cast, "stap_afvinken", doel.pk, stap.pk), {"klaar": "ja"})
    stap.refresh_from_db()
    assert stap.klaar_op == timezone.localdate()
    client.post(adres(cast, "stap_afvinken", doel.pk, stap.pk), {"klaar": "nee"})
    stap.refresh_from_db()
    assert stap.klaar_op is None
    wijzigen = adres(cast, "stap_wijzigen", doel.pk, stap.pk)
    client.post(wijzigen, {"tekst": "Een kort rooster", "versie": stap.versie})
    stap.refresh_from_db()
    assert stap.tekst == "Een kort rooster"
    assert "Schrijf hier iets op." in tekst_van(client.post(wijzigen, {"tekst": ""}))
    client.post(adres(cast, "stap_weghalen", doel.pk, stap.pk), {"versie": stap.versie})
    assert not Werkdoel.objects.exists()


@pytest.mark.parametrize(
    ("wie", "lid", "mag"),
    [
        ("samira", "samira", True),
        ("samira", "daan", True),
        ("mark", "daan", True),
        ("samira", "noor", False),
        ("samira", "mark", False),
        ("noor", "noor", True),
        ("noor", "daan", False),
        ("linda", "daan", True),
        ("linda", "mark", True),
        ("peter", "noor", False),
        ("youssef", "noor", False),
    ],
)
def test_what_somebody_wants_is_written_by_who_may(
    client: Client, cast: Cast, wie: str, lid: str, mag: bool
) -> None:
    pad = adres(cast, "hulpvraag", cast.lid[lid].pk)
    antwoord = stuur(client, cast, wie, pad, tekst="Ik wil op voetbal")
    assert antwoord.status_code == (302 if mag else 403)
    assert Hulpvraag.objects.filter(lid=cast.lid[lid]).exists() is mag
    assert client.get(pad).status_code == (200 if mag else 403)


def test_what_a_child_wants_says_who_wrote_it_down(client: Client, cast: Cast) -> None:
    pad = adres(cast, "hulpvraag", cast.lid["daan"].pk)
    stuur(client, cast, "linda", pad, tekst="Ik wil op voetbal")
    inhoud = tekst_van(client.get(adres(cast, "overzicht")))
    assert "Daan, opgeschreven door Linda Brouwer" in inhoud


def test_what_somebody_wants_is_changed_and_taken_away(client: Client, cast: Cast) -> None:
    rij = zet_hulpvraag(cast, "samira", "Ik wil rust")
    pad = adres(cast, "hulpvraag", cast.lid["samira"].pk)
    stuur(client, cast, "samira", pad, tekst="Ik wil rust in huis", versie=0)
    rij.refresh_from_db()
    assert rij.tekst == "Ik wil rust in huis"
    client.post(adres(cast, "hulpvraag_weg", cast.lid["samira"].pk), {"versie": 1})
    assert "Ik wil rust" not in tekst_van(client.get(adres(cast, "overzicht")))
    client.post(pad, {"tekst": "Ik wil toch rust"})
    rij.refresh_from_db()
    assert (rij.tekst, rij.weggehaald_op) == ("Ik wil toch rust", None)


def test_a_stranger_to_the_family_has_no_words_here(client: Client, cast: Cast) -> None:
    log_in(client, cast.gebruiker["samira"])
    assert client.get(adres(cast, "hulpvraag", cast.plan.pk)).status_code == 404
    assert client.get(adres(cast, "hulpvraag_weg", cast.lid["samira"].pk)).status_code == 404


def test_noor_says_that_a_text_is_not_right_and_takes_it_back(client: Client, cast: Cast) -> None:
    zorg = zet_plan(cast)["lessen"]
    pad = adres(cast, "klopt_niet", "zorg", zorg.pk)
    assert "Schrijf hier iets op." in tekst_van(stuur(client, cast, "noor", pad))
    antwoord = client.post(pad, {"eigen_woorden": "Het is minder"}, follow=True)
    assert "Noor de Wit zegt: dit klopt niet." in tekst_van(antwoord)
    assert "Het is minder" in tekst_van(client.get(pad))
    rij = Tegenspraak.objects.get()
    client.post(adres(cast, "tegenspraak_intrekken", rij.pk))
    assert "Het is minder" not in tekst_van(client.get(adres(cast, "overzicht")))


def test_a_text_of_an_unknown_kind_cannot_be_contradicted(client: Client, cast: Cast) -> None:
    zorg = zet_plan(cast)["lessen"]
    log_in(client, cast.gebruiker["noor"])
    assert client.get(adres(cast, "klopt_niet", "onzin", zorg.pk)).status_code == 404
    assert client.get(adres(cast, "klopt_niet", "doel", zorg.pk)).status_code == 404


def test_an_empty_plan_says_what_to_do_first(client: Client, cast: Cast) -> None:
    log_in(client, cast.gebruiker["samira"])
    inhoud = tekst_van(client.get(adres(cast, "overzicht")))
    for zin in ("Begin met wat goed gaat", "Nog geen zorgen opgeschreven", "Nog geen doelen"):
        assert zin in inhoud
    assert inhoud.count("utrecht-button--primary-action") == 1


def test_a_goal_that_waits_to_be_established_says_so(client: Client, cast: Cast) -> None:
    zet_doel(cast, "Daan zit op voetbal", "vrije-tijd", "daan")
    log_in(client, cast.gebruiker["samira"])
    assert "Nog niet vastgesteld" in tekst_van(client.get(adres(cast, "overzicht")))


def test_the_page_of_a_goal_tells_its_story(client: Client, cast: Cast) -> None:
    doel = zet_plan(cast)["school"]
    samira, nu = cast.plek("samira"), cast.now
    evaluatie = workflow.get_or_create_evaluatie(doel, None, nu.date(), actor=samira, now=nu)
    workflow.set_score(evaluatie, lid=cast.lid["noor"], waarde=3, actor=samira, now=nu)
    workflow.save_evaluatie_text(
        evaluatie, 0, wat_hielp="Een vast rooster", volgende_stap="", actor=samira, now=nu
    )
    workflow.edit_doel(doel, 0, actor=samira, now=nu, tekst="Noor gaat vier dagen naar school")
    log_in(client, cast.gebruiker["peter"])
    inhoud = tekst_van(client.get(adres(cast, "doel", doel.pk)))
    for zin in (
        "Noor gaat vier dagen naar school",
        "Noor gaf een 3 op",
        "Een vast rooster",
        "Noor gaat weer elke dag naar school",
        "Vastgesteld op dinsdag 1 september",
    ):
        assert zin in inhoud
    assert "Verander dit doel" not in inhoud
