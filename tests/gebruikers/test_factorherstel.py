"""Lost telephone and spare codes: two others together, a mailbox besides, and no back door."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from gebruikers import factorherstel
from gebruikers.factorherstel import HerstelKanNietError, ask, decide
from gebruikers.models import BuitenRol, Gebruiker, Herstelverzoek, Medewerker, Organisatie
from tests.gebruikers.test_mijn import enter
from tests.inloggen import log_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def beheer(naam: str) -> Gebruiker:
    return Gebruiker.objects.create_user(
        f"{naam}@voorbeeld.test", naam=naam.title(), buitenrol=BuitenRol.BEHEER
    )


@pytest.fixture
def els(linda: Gebruiker) -> Gebruiker:
    """Keeps the accounts where Linda works."""
    els = Gebruiker.objects.create_user("els@voorbeeld.test", naam="Els Jansen")
    Medewerker.objects.create(
        gebruiker=els, organisatie=linda.werk.get().organisatie, functie="lead", beheert=True
    )
    return els


@pytest.fixture
def ruth() -> Gebruiker:
    return beheer("ruth")


def request_for(linda: Gebruiker, els: Gebruiker, now: datetime = NOW) -> Herstelverzoek:
    return ask(linda, vastgesteld="gezien", actor=els, now=now)


def test_two_people_on_screen_and_then_the_mailbox_and_a_new_proof(
    client: Client, linda: Gebruiker, els: Gebruiker, ruth: Gebruiker
) -> None:
    TOTP.activate(linda, "JBSWY3DPEHPK3PXP")
    hers = Client()
    log_in(hers, linda)
    log_in(client, els)
    assert reverse("collegas") in client.get(reverse("mijn")).content.decode()
    page = client.post(reverse("herstel_vraag"), {"collega": linda.pk, "vastgesteld": "gezien"})
    assert page.headers["Location"] == reverse("collegas")
    assert mail.outbox[-1].subject == "Er is gevraagd om uw tweede stap weg te halen"
    assert Authenticator.objects.filter(user=linda).exists()

    other = Client()
    log_in(other, ruth)
    page = other.get(reverse("collegas"))
    assert "Gevraagd door Els Jansen" in page.content.decode()
    verzoek = Herstelverzoek.objects.get()
    other.post(reverse("herstel_beslis", args=[verzoek.pk]), {"besluit": "geef"})
    assert not Authenticator.objects.filter(user=linda).exists()
    assert mail.outbox[-1].subject == "Uw tweede stap is weggehaald"
    assert mail.outbox[-1].to == [linda.email]
    verzoek.refresh_from_db()
    assert (verzoek.gegeven, verzoek.beslist_door) == (True, ruth)
    # With the mailbox she reaches the making of a new proof, and nothing else.
    again = Client()
    log_in(again, linda, "code")
    assert again.get(reverse("mijn")).headers["Location"] == "/mijn/tweede-stap/?next=/mijn/"


def test_giving_ends_every_session(
    client: Client, linda: Gebruiker, els: Gebruiker, ruth: Gebruiker
) -> None:
    TOTP.activate(linda, "JBSWY3DPEHPK3PXP")
    verzoek = request_for(linda, els)
    decide(verzoek, geef=True, actor=ruth, now=NOW)
    enter(client, linda)
    assert client.get(reverse("tweede_factor")).status_code == 200
    with pytest.raises(HerstelKanNietError):
        decide(verzoek, geef=True, actor=ruth, now=NOW)


def test_one_person_alone_never_does(linda: Gebruiker, els: Gebruiker, ruth: Gebruiker) -> None:
    verzoek = request_for(linda, els)
    Gebruiker.objects.filter(pk=els.pk).update(buitenrol=BuitenRol.BEHEER)
    els.refresh_from_db()
    for actor in (els, linda):
        with pytest.raises(PermissionDenied):
            decide(verzoek, geef=True, actor=actor, now=NOW)
    for actor in (els, linda):
        with pytest.raises(IntegrityError), transaction.atomic():
            Herstelverzoek.objects.update(beslist_door=actor, beslist_op=NOW, gegeven=True)


def test_only_who_keeps_the_accounts_where_they_work_asks(
    linda: Gebruiker, els: Gebruiker, ruth: Gebruiker, samira: Gebruiker
) -> None:
    other = Organisatie.objects.create(code="elders", naam="Elders")
    bram = Gebruiker.objects.create_user("bram@voorbeeld.test", naam="Bram")
    Medewerker.objects.create(gebruiker=bram, organisatie=other, functie="x", beheert=True)
    for actor in (bram, samira, ruth, linda):
        with pytest.raises(PermissionDenied):
            ask(linda, vastgesteld="gezien", actor=actor, now=NOW)
    with pytest.raises(PermissionDenied):
        ask(samira, vastgesteld="gezien", actor=els, now=NOW)
    assert not Herstelverzoek.objects.exists()


def test_who_works_nowhere_needs_two_of_functioneel_beheer(ruth: Gebruiker) -> None:
    wim, rita = beheer("wim"), beheer("rita")
    verzoek = ask(wim, vastgesteld="gebeld", actor=ruth, now=NOW)
    with pytest.raises(PermissionDenied):
        decide(verzoek, geef=True, actor=ruth, now=NOW)
    assert decide(verzoek, geef=True, actor=rita, now=NOW).gegeven


def test_one_request_at_a_time_and_a_week_long(
    linda: Gebruiker, els: Gebruiker, ruth: Gebruiker
) -> None:
    first = request_for(linda, els)
    with pytest.raises(HerstelKanNietError):
        request_for(linda, els)
    later = NOW + timedelta(days=7)
    with pytest.raises(HerstelKanNietError):
        decide(first, geef=True, actor=ruth, now=later)
    second = request_for(linda, els, later)
    decide(second, geef=False, actor=ruth, now=later)
    assert list(factorherstel.open_requests(later)) == []


@pytest.mark.parametrize("who", ["linda", "samira"])
def test_the_page_is_for_who_helps(
    client: Client, linda: Gebruiker, samira: Gebruiker, who: str
) -> None:
    log_in(client, {"linda": linda, "samira": samira}[who])
    assert client.get(reverse("collegas")).status_code == 403
    assert client.post(reverse("herstel_vraag"), {"collega": linda.pk}).status_code == 403
    assert reverse("collegas") not in client.get(reverse("mijn")).content.decode()


def test_a_mistake_asks_nothing(client: Client, linda: Gebruiker, els: Gebruiker) -> None:
    log_in(client, els)
    for typed in ({}, {"collega": linda.pk}, {"vastgesteld": "gezien"}, {"collega": "x"}):
        assert client.post(reverse("herstel_vraag"), typed).status_code == 422
    strange = {"email": "niemand@voorbeeld.test", "vastgesteld": "gezien"}
    assert client.post(reverse("herstel_vraag"), strange).status_code == 422
    assert not Herstelverzoek.objects.exists()
