"""The pages of a goal and its steps, of what everyone wants, and of "dit klopt niet"."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from doelen import workflow
from doelen.models import Doel, Doelstatus, Hulpvraag, Tegenspraak, Werkdoel
from tests.cast import Cast, zet_cast
from tests.doelen.pagina import adres, doel_velden, stuur, tekst_van
from tests.doelen.teksten import zet_doel, zet_hulpvraag, zet_plan
from tests.inloggen import log_in

pytestmark = pytest.mark.django_db

LANG = "a" * 501


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


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


def test_what_another_took_away_meanwhile_needs_no_answer(client: Client, cast: Cast) -> None:
    rij = zet_hulpvraag(cast, "daan", "Ik wil op voetbal")
    pad = adres(cast, "hulpvraag_weg", cast.lid["daan"].pk)
    Hulpvraag.objects.filter(pk=rij.pk).update(versie=3)
    antwoord = stuur(client, cast, "samira", pad, versie=2)
    assert antwoord.status_code == 409
    client.post(pad, {"versie": 3})
    assert client.post(pad, {"versie": 3}).status_code == 404


def test_a_step_of_a_goal_out_of_scope_does_not_exist(client: Client, cast: Cast) -> None:
    teksten = zet_plan(cast)
    stap = Werkdoel.objects.create(doel=teksten["post"], tekst="KANARIE-STAP")
    log_in(client, cast.gebruiker["mark"])
    for route in ("stap_wijzigen", "stap_weghalen"):
        pad = adres(cast, route, teksten["post"].pk, stap.pk)
        assert client.get(pad).status_code == 404
    for doel in (teksten["post"], teksten["school"]):
        pad = adres(cast, "stap_afvinken", doel.pk, stap.pk)
        assert client.post(pad, {"klaar": "ja"}).status_code == 404
    stap.refresh_from_db()
    assert stap.klaar_op is None
