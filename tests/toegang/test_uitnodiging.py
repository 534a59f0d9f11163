"""Invitations: a link that changes nothing, one person who may answer, and nobody who learns."""

from __future__ import annotations

import re
from datetime import timedelta
from hashlib import sha256

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gebruikers.models import Gebruiker
from notifications import soorten
from notifications.models import Bericht
from tests.cast import maak_gebruiker
from tests.inloggen import log_in
from tests.toegang.familie import Familie, contact, gegevens, jaren_geleden, start_kowalczyk
from toegang.models import Deelname, Plekstatus, Plekuitnodiging, Rol, Welkomsoort
from toegang.overgangen import KanNietError
from toegang.uitnodiging import get_uitnodiging, token_van, url_van
from toegang.workflow import uitnodiging as workflow
from toegang.workflow.gezin import voeg_lid_toe, wijzig_contact

pytestmark = pytest.mark.django_db

CANARY = ["Kowalczyk", "Agnieszka", "Bram", "Zofia", "Heuveldam"]


def familie_met_adres() -> Familie:
    """Kowalczyk, where Agnieszka has an e-mail address after all."""
    familie = start_kowalczyk(timezone.now())
    wijzig_contact(
        familie.lid["agnieszka"],
        contact(email="agnieszka@voorbeeld.test"),
        versie=0,
        actor=familie.plek_bram(),
        now=familie.now,
    )
    return familie


def nodig_uit(familie: Familie, soort: Welkomsoort = Welkomsoort.MAIL) -> Plekuitnodiging:
    deelname = familie.deelname("agnieszka")
    return workflow.nodig_uit(deelname, soort=soort, actor=familie.plek_bram(), now=familie.now)


def zelfde_blad(client: Client, url: str) -> str:
    """The page of a link, without what differs by itself: the link, and one-time tokens."""
    antwoord = client.get(url)
    tekst = antwoord.content.decode().replace(url, "/LINK/")
    tekst = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", tekst)
    tekst = re.sub(r'"X-CSRFToken":"\w+"', "", tekst)
    return f"{antwoord.status_code}\n" + re.sub(r'nonce="[^"]+"', "", tekst)


def alles() -> list[tuple[object, ...]]:
    """Everything an invitation could change."""
    rijen = Deelname.objects.order_by("pk").values_list("pk", "status", "actief_op", "versie")
    gebruikt = Plekuitnodiging.objects.order_by("pk").values_list("pk", "gebruikt_op")
    return [*rijen, *gebruikt]


def test_a_mail_holds_a_link_and_nothing_of_the_family() -> None:
    familie = familie_met_adres()
    uitnodiging = nodig_uit(familie)
    bericht = Bericht.objects.get(soort="toegang.uitnodiging")
    soort = soorten.get(bericht.soort)
    assert soort.verplicht
    assert soort.mail is not None
    mail = soort.mail(bericht, familie.now)
    assert (bericht.mail, mail.url) == ("wacht", url_van(uitnodiging))
    tekst = " ".join([mail.onderwerp, *mail.regels, mail.knop])
    assert [woord for woord in CANARY if woord in tekst] == []


def test_only_a_hash_is_kept_and_the_token_can_be_made_again() -> None:
    familie = familie_met_adres()
    uitnodiging = nodig_uit(familie)
    token = token_van(uitnodiging)
    assert len(token) == 43
    assert uitnodiging.token_hash == sha256(token.encode()).hexdigest()
    vreemd = override_settings(SECRET_KEY="een-nieuwe", SECRET_KEY_FALLBACKS=["nog-een-andere"])
    with vreemd, pytest.raises(LookupError):
        token_van(uitnodiging)


def test_a_link_survives_a_new_secret_key() -> None:
    familie = familie_met_adres()
    uitnodiging = nodig_uit(familie)
    token = token_van(uitnodiging)
    oud = settings.SECRET_KEY
    with override_settings(SECRET_KEY="een-nieuwe", SECRET_KEY_FALLBACKS=[oud]):
        assert token_van(uitnodiging) == token


def test_a_mail_scanner_that_follows_the_link_changes_nothing(client: Client) -> None:
    familie = familie_met_adres()
    url = url_van(nodig_uit(familie))
    voor = alles()
    for methode in (client.get, client.head, client.post):
        assert methode(url).status_code == 200
        assert alles() == voor
    assert "Log in met mijn e-mailadres" in client.get(url).content.decode()


def test_following_the_link_as_the_one_invited_changes_nothing_either(client: Client) -> None:
    familie = familie_met_adres()
    uitnodiging = nodig_uit(familie)
    log_in(client, familie.deelname("agnieszka").gebruiker or familie.bram)
    voor = alles()
    antwoord = client.get(url_van(uitnodiging))
    assert "Welkom, Agnieszka" in antwoord.content.decode()
    assert alles() == voor


def test_before_logging_in_a_real_link_looks_like_any_other(client: Client) -> None:
    url = url_van(nodig_uit(familie_met_adres()))
    echt = zelfde_blad(client, url)
    assert echt == zelfde_blad(client, reverse("toegang:uitnodiging", args=["A" * 43]))
    assert [woord for woord in CANARY if woord in echt] == []


def test_another_account_learns_nothing_and_gets_nothing(client: Client) -> None:
    familie = familie_met_adres()
    url = url_van(nodig_uit(familie))
    voor = alles()
    vreemde = maak_gebruiker("joop", "Joop Elders")
    log_in(client, vreemde)
    echt = zelfde_blad(client, url)
    assert echt.startswith("404")
    assert echt == zelfde_blad(client, reverse("toegang:uitnodiging", args=["A" * 43]))
    assert [woord for woord in CANARY if woord in echt] == []
    antwoord = client.post(url, {"antwoord": "ja"})
    assert antwoord.status_code == 404
    assert alles() == voor
    with pytest.raises(PermissionDenied):
        workflow.neem_plek_aan(Plekuitnodiging.objects.get(), actor=vreemde, now=familie.now)


@pytest.mark.parametrize("hoe", ["verlopen", "ingetrokken", "gebruikt", "plek_weg", "plan_dicht"])
def test_a_link_that_does_not_work_any_more_looks_like_one_that_never_did(
    client: Client, hoe: str
) -> None:
    familie = familie_met_adres()
    uitnodiging = nodig_uit(familie)
    gebruiker = familie.deelname("agnieszka").gebruiker
    assert gebruiker is not None
    rij = Plekuitnodiging.objects.filter(pk=uitnodiging.pk)
    now = familie.now
    if hoe == "verlopen":
        rij.update(vervalt_op=now - timedelta(seconds=1))
    elif hoe == "ingetrokken":
        rij.update(ingetrokken_op=now)
    elif hoe == "gebruikt":
        rij.update(gebruikt_op=now)
    elif hoe == "plek_weg":
        Deelname.objects.filter(lid=familie.lid["agnieszka"]).update(status=Plekstatus.AFGEWEZEN)
    else:
        type(familie.plan).objects.update(status="afgesloten", afgesloten_op=now)
    log_in(client, gebruiker)
    nooit = zelfde_blad(client, reverse("toegang:uitnodiging", args=["B" * 43]))
    assert zelfde_blad(client, url_van(uitnodiging)) == nooit
    assert client.post(url_van(uitnodiging), {"antwoord": "ja"}).status_code == 404


def test_an_invitation_works_for_thirty_days() -> None:
    familie = familie_met_adres()
    uitnodiging = nodig_uit(familie)
    token, gebruiker = token_van(uitnodiging), familie.deelname("agnieszka").gebruiker
    assert gebruiker is not None
    laatste = familie.now + timedelta(days=30) - timedelta(seconds=1)
    assert get_uitnodiging(gebruiker, token, now=laatste).pk == uitnodiging.pk
    with pytest.raises(Http404):
        get_uitnodiging(gebruiker, token, now=familie.now + timedelta(days=30))


def test_the_one_invited_accepts_and_sits_at_the_table(client: Client) -> None:
    familie = familie_met_adres()
    uitnodiging = nodig_uit(familie)
    gebruiker = Gebruiker.objects.get(email="agnieszka@voorbeeld.test")
    assert gebruiker.naam == "Agnieszka Kowalczyk"
    log_in(client, gebruiker)
    antwoord = client.post(url_van(uitnodiging), {"antwoord": "ja"})
    assert (antwoord.status_code, antwoord["Location"]) == (
        302,
        reverse("toegang:activeren", args=[familie.plan.pk]),
    )
    deelname = familie.deelname("agnieszka")
    assert (deelname.status, deelname.rol) == ("actief", "ouder")
    familie.lid["agnieszka"].refresh_from_db()
    assert familie.lid["agnieszka"].gebruiker == gebruiker
    uitnodiging.refresh_from_db()
    assert uitnodiging.gebruikt_op is not None
    soorten_nu = set(Bericht.objects.values_list("soort", "ontvanger__naam"))
    assert ("toegang.aangenomen", "Bram de Groot") in soorten_nu
    assert ("toegang.activeren", "Agnieszka Kowalczyk") in soorten_nu
    assert client.post(url_van(uitnodiging), {"antwoord": "ja"}).status_code == 404


def test_the_one_invited_says_no_without_a_reason(client: Client) -> None:
    familie = familie_met_adres()
    uitnodiging = nodig_uit(familie)
    log_in(client, Gebruiker.objects.get(email="agnieszka@voorbeeld.test"))
    antwoord = client.post(url_van(uitnodiging), {"antwoord": "nee"})
    assert antwoord.status_code == 302
    assert familie.deelname("agnieszka").status == "afgewezen"
    assert client.get(reverse("toegang:gezin", args=[familie.plan.pk])).status_code == 404
    bericht = Bericht.objects.get(soort="toegang.afgeslagen")
    assert bericht.ontvanger == familie.bram


@pytest.mark.parametrize("antwoord", ["", "misschien"])
def test_an_answer_that_is_none_is_said_and_changes_nothing(client: Client, antwoord: str) -> None:
    familie = familie_met_adres()
    url = url_van(nodig_uit(familie))
    log_in(client, Gebruiker.objects.get(email="agnieszka@voorbeeld.test"))
    voor = alles()
    bladzijde = client.post(url, {"antwoord": antwoord})
    assert bladzijde.status_code == 422
    assert "Kies of u meedoet." in bladzijde.content.decode()
    assert alles() == voor


def test_a_new_invitation_withdraws_the_old() -> None:
    familie = familie_met_adres()
    oud = nodig_uit(familie)
    nieuw = nodig_uit(familie)
    oud.refresh_from_db()
    assert oud.ingetrokken_op is not None
    assert token_van(oud) != token_van(nieuw)
    assert list(Deelname.objects.filter(lid=familie.lid["agnieszka"]).values_list("status")) == [
        ("uitgenodigd",)
    ]
    oude_mail, nieuwe_mail = Bericht.objects.filter(soort="toegang.uitnodiging").order_by(
        "gemaakt_op", "id"
    )
    teksten = soorten.get("toegang.uitnodiging").teksten([oude_mail, nieuwe_mail], familie.now)
    assert {tekst.url for tekst in teksten.values()} == {url_van(nieuw)}


def test_an_invitation_to_a_wrong_address_stops_when_the_address_is_corrected() -> None:
    familie = familie_met_adres()
    uitnodiging = nodig_uit(familie)
    vreemde = Gebruiker.objects.get(email="agnieszka@voorbeeld.test")
    familie.lid["agnieszka"].refresh_from_db()
    wijzig_contact(
        familie.lid["agnieszka"],
        contact(email="a.kowalczyk@voorbeeld.test", taal="pl"),
        versie=familie.lid["agnieszka"].versie,
        actor=familie.plek_bram(),
        now=familie.now,
    )
    with pytest.raises(Http404):
        get_uitnodiging(vreemde, token_van(uitnodiging), now=familie.now)
    opnieuw = nodig_uit(familie)
    assert opnieuw.deelname.gebruiker != vreemde
    assert familie.deelname("agnieszka").gebruiker == opnieuw.deelname.gebruiker


def test_without_an_address_there_is_an_account_without_one() -> None:
    familie = start_kowalczyk(timezone.now())
    with pytest.raises(KanNietError, match="geen e-mailadres van Agnieszka"):
        nodig_uit(familie)
    nodig_uit(familie, Welkomsoort.BRIEF)
    gebruiker = familie.deelname("agnieszka").gebruiker
    assert gebruiker is not None
    assert (gebruiker.email, gebruiker.taal, gebruiker.roepnaam) == (None, "pl", "Agnieszka")
    nodig_uit(familie, Welkomsoort.BRIEF)
    assert familie.deelname("agnieszka").gebruiker == gebruiker
    bericht = Bericht.objects.filter(soort="toegang.uitnodiging_papier").latest("gemaakt_op")
    assert (bericht.ontvanger, bericht.mail) == (gebruiker, "geen")


def test_one_address_is_one_person_at_a_table() -> None:
    familie = familie_met_adres()
    nodig_uit(familie)
    ander = voeg_lid_toe(
        gegevens("Marek", jaren_geleden(familie.now.date(), 40), "vader"),
        actor=familie.plek_bram(),
        now=familie.now,
    )
    plek = Deelname.objects.create(
        plan=familie.plan,
        lid=ander,
        rol=Rol.OUDER,
        naam="Marek",
        email="agnieszka@voorbeeld.test",
        status="goedgekeurd",
        voorgesteld_op=familie.now,
    )
    with pytest.raises(KanNietError, match="hoort al bij iemand anders"):
        workflow.nodig_uit(plek, soort=Welkomsoort.MAIL, actor=familie.plek_bram(), now=familie.now)


def test_nobody_else_is_invited_while_the_plan_is_in_concept() -> None:
    familie = start_kowalczyk(timezone.now())
    plek = Deelname.objects.create(
        plan=familie.plan,
        rol=Rol.PROFESSIONAL,
        naam="Irene Smit",
        email="irene@voorbeeld.test",
        status="goedgekeurd",
        voorgesteld_op=familie.now,
    )
    with pytest.raises(KanNietError, match="zodra het plan is begonnen"):
        workflow.nodig_uit(plek, soort=Welkomsoort.MAIL, actor=familie.plek_bram(), now=familie.now)
    assert not Gebruiker.objects.filter(email="irene@voorbeeld.test").exists()


def test_the_page_uses_as_many_queries_whoever_is_asked(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    familie = familie_met_adres()
    url = url_van(nodig_uit(familie))
    log_in(client, Gebruiker.objects.get(email="agnieszka@voorbeeld.test"))
    with django_assert_max_num_queries(12):
        client.get(url)


def test_the_method_is_explained_to_anybody(client: Client) -> None:
    bladzijde = client.get(reverse("toegang:methode"))
    assert bladzijde.status_code == 200
    assert "Eén gezin, één plan, één tafel." in bladzijde.content.decode()
    assert client.post(reverse("toegang:methode")).status_code == 405
