"""One's own account: who you are, where you are logged in, ending it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from gebruikers import workflow
from gebruikers.briefcode import make_briefcode, redeem_briefcode
from gebruikers.models import Gebruiker, Medewerker
from gebruikers.opheffen import OpheffenKanNietError, bij_opheffen
from tests.inloggen import code_in, log_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
GEGEVENS = {"naam": "Samira El Amrani", "roepnaam": "Sam", "telefoon": "06 1", "taal": "nl"}


@pytest.fixture
def hooks() -> Iterator[list[Any]]:
    """The registry, empty, and afterwards as it was."""
    before = list(bij_opheffen)
    bij_opheffen.clear()
    yield bij_opheffen
    bij_opheffen[:] = before


def enter(client: Client, gebruiker: Gebruiker, browser: str = "Mozilla/5.0 Firefox/140.0") -> None:
    client.defaults["HTTP_USER_AGENT"] = browser
    url = client.post(reverse("account_login"), {"login": gebruiker.email}).headers["Location"]
    client.post(url, {"code": code_in(mail.outbox[-1])})


def test_somebody_changes_what_their_account_says(client: Client, samira: Gebruiker) -> None:
    log_in(client, samira, "code")
    assert client.post(reverse("mijn"), GEGEVENS).headers["Location"] == reverse("mijn")
    samira.refresh_from_db()
    assert (samira.roepnaam, samira.telefoon, samira.email) == (
        "Sam",
        "06 1",
        "samira@voorbeeld.test",
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("naam", ""), ("naam", "x" * 151), ("telefoon", "1" * 31), ("taal", "xx"), ("taal", "")],
)
def test_a_mistake_changes_nothing_and_loses_nothing(
    client: Client, samira: Gebruiker, field: str, value: str
) -> None:
    log_in(client, samira, "code")
    response = client.post(reverse("mijn"), {**GEGEVENS, field: value})
    assert response.status_code == 200
    page = response.content.decode()
    assert "Wat u invulde, staat er nog" in page
    assert 'value="Sam"' in page
    samira.refresh_from_db()
    assert samira.roepnaam == "Samira"


def test_what_one_may_not_change_cannot_be_smuggled_in(client: Client, samira: Gebruiker) -> None:
    log_in(client, samira, "code")
    extra = {"email": "boos@voorbeeld.test", "is_staff": "on", "buitenrol": "beheer"}
    client.post(reverse("mijn"), {**GEGEVENS, **extra})
    samira.refresh_from_db()
    assert (samira.email, samira.is_staff, samira.buitenrol) == ("samira@voorbeeld.test", False, "")


def test_a_professional_changes_how_to_be_reached(client: Client, linda: Gebruiker) -> None:
    log_in(client, linda)
    werk = linda.werk.get()
    assert "Wijkteam Noord" in client.get(reverse("mijn")).content.decode()
    new = {"functie": "zorgcoördinator", "telefoon": "06 2", "bereikbaar": "op dinsdag"}
    response = client.post(reverse("mijn_werk", args=[werk.pk]), {**new, "beheert": "on"})
    assert response.headers["Location"] == reverse("mijn")
    werk.refresh_from_db()
    assert (werk.telefoon, werk.bereikbaar, werk.beheert) == ("06 2", "op dinsdag", False)


def test_a_mistake_about_work_changes_nothing(client: Client, linda: Gebruiker) -> None:
    log_in(client, linda)
    url = reverse("mijn_werk", args=[linda.werk.get().pk])
    assert "Uw werk bij Wijkteam Noord" in client.get(url).content.decode()
    response = client.post(url, {"functie": "", "telefoon": "06 2", "bereikbaar": ""})
    assert 'value="06 2"' in response.content.decode()
    assert linda.werk.get().telefoon == "06 12345678"


def test_the_work_of_another_does_not_exist(
    client: Client, samira: Gebruiker, linda: Gebruiker
) -> None:
    log_in(client, samira, "code")
    url = reverse("mijn_werk", args=[linda.werk.get().pk])
    for response in (client.get(url), client.post(url, {"functie": "x"})):
        assert response.status_code == 404
        assert "Wijkteam" not in response.content.decode()


def test_nobody_changes_the_account_of_another(samira: Gebruiker, linda: Gebruiker) -> None:
    with pytest.raises(PermissionDenied):
        workflow.set_taal(samira, "pl", actor=linda, now=NOW)
    with pytest.raises(PermissionDenied):
        workflow.change_gegevens(samira, **GEGEVENS, actor=linda, now=NOW)
    with pytest.raises(PermissionDenied):
        workflow.delete_account(samira, actor=linda, now=NOW)
    werk = linda.werk.get()
    with pytest.raises(PermissionDenied):
        workflow.change_werk(werk, functie="x", telefoon="", bereikbaar="", actor=samira, now=NOW)


def test_an_invited_person_keeps_the_account_they_have(samira: Gebruiker, linda: Gebruiker) -> None:
    same = workflow.get_or_create_account(
        naam="S. Amrani", email=" Samira@Voorbeeld.test", actor=linda, now=NOW
    )
    assert same == samira
    assert Gebruiker.objects.get(pk=samira.pk).naam == "Samira El Amrani"


def test_an_invited_person_without_address_always_gets_an_account(linda: Gebruiker) -> None:
    accounts = {
        workflow.get_or_create_account(naam="A", email=email, taal="pl", actor=linda, now=NOW).pk
        for email in (None, "", None)
    }
    assert len(accounts) == 3
    assert set(Gebruiker.objects.filter(pk__in=accounts).values_list("email", "taal")) == {
        (None, "pl")
    }


def test_somebody_sees_their_devices_and_logs_one_out(client: Client, samira: Gebruiker) -> None:
    phone = Client()
    enter(client, samira)
    enter(phone, samira, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Safari/604.1")
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "Safari op iPhone" in page
    assert page.count("Dit apparaat") == 1
    other = UserSession.objects.exclude(session_key=client.session.session_key).get()
    assert client.get(reverse("apparaat_uit", args=[other.pk])).status_code == 405
    assert phone.get(reverse("mijn")).status_code == 200
    response = client.post(reverse("apparaat_uit", args=[other.pk]))
    assert response.headers["Location"] == reverse("usersessions_list")
    assert phone.get(reverse("mijn")).status_code == 302
    assert client.get(reverse("mijn")).status_code == 200
    assert UserSession.objects.count() == 1


def test_the_device_in_hand_is_logged_out_by_logging_out(client: Client, samira: Gebruiker) -> None:
    enter(client, samira)
    response = client.post(reverse("apparaat_uit", args=[UserSession.objects.get().pk]))
    assert response.headers["Location"] == reverse("account_logout")
    assert client.get(reverse("mijn")).status_code == 200


def test_who_is_shut_out_is_out_at_the_next_request(client: Client, samira: Gebruiker) -> None:
    log_in(client, samira, "code")
    Gebruiker.objects.update(is_active=False)
    assert client.get(reverse("mijn")).status_code == 302


def test_all_other_devices_at_once(client: Client, samira: Gebruiker) -> None:
    others = [Client(), Client()]
    for browser in (client, *others):
        enter(browser, samira)
    client.post(reverse("usersessions_list"))
    assert [browser.get(reverse("mijn")).status_code for browser in others] == [302, 302]
    assert client.get(reverse("mijn")).status_code == 200


def test_the_device_of_another_does_not_exist(
    client: Client, samira: Gebruiker, linda: Gebruiker
) -> None:
    enter(client, linda)
    theirs = UserSession.objects.get()
    mine = Client()
    enter(mine, samira)
    assert mine.post(reverse("apparaat_uit", args=[theirs.pk])).status_code == 404
    assert UserSession.objects.filter(pk=theirs.pk).exists()


def test_ending_an_account_takes_the_person_out_and_leaves_the_row(
    client: Client, samira: Gebruiker, hooks: list[Any]
) -> None:
    told: list[tuple[Any, datetime]] = []
    hooks.append(lambda gebruiker, now: told.append((gebruiker.naam, now)))
    enter(client, samira)
    phone = Client()
    enter(phone, samira)
    samira.refresh_from_db()
    samira.telefoon = "06 12345678"
    samira.save()
    assert client.get(reverse("account_opheffen")).status_code == 200
    assert client.post(reverse("account_opheffen")).status_code == 200
    assert told == []
    response = client.post(reverse("account_opheffen"), {"zeker": "on"})
    assert response.headers["Location"] == reverse("account_login")
    assert [naam for naam, _ in told] == ["Samira El Amrani"]
    row = Gebruiker.objects.get(pk=samira.pk)
    assert (row.email, row.naam, row.roepnaam, row.telefoon) == (None, "Opgeheven account", "", "")
    assert not row.is_active
    assert not row.has_usable_password()
    assert not EmailAddress.objects.exists()
    assert not UserSession.objects.exists()
    assert not Session.objects.exists()
    assert phone.get(reverse("mijn")).status_code == 302
    assert client.get(reverse("mijn")).status_code == 302


def test_an_ended_account_leaves_its_address_free(samira: Gebruiker, hooks: list[Any]) -> None:
    workflow.delete_account(samira, actor=samira, now=NOW)
    new = Gebruiker.objects.create_user("samira@voorbeeld.test", naam="Samira")
    assert new.pk != samira.pk


def test_every_way_in_ends_with_the_account(
    agnieszka: Gebruiker, linda: Gebruiker, hooks: list[Any]
) -> None:
    code = make_briefcode(agnieszka, actor=linda, now=NOW)
    Authenticator.objects.create(user=agnieszka, type="webauthn", data={})
    workflow.delete_account(agnieszka, actor=agnieszka, now=NOW)
    workflow.delete_account(linda, actor=linda, now=NOW)
    assert redeem_briefcode(code, now=NOW) is None
    assert not Authenticator.objects.exists()
    assert not Medewerker.objects.exists()


def test_a_higher_room_may_refuse_and_then_nothing_happened(
    client: Client, samira: Gebruiker, hooks: list[Any]
) -> None:
    def first(gebruiker: Gebruiker, now: datetime) -> None:
        Gebruiker.objects.filter(pk=gebruiker.pk).update(telefoon="geraakt")

    def refuses(gebruiker: Gebruiker, now: datetime) -> None:
        raise OpheffenKanNietError("Draag eerst uw plek als zorgcoördinator over.")

    hooks.extend([first, refuses])
    log_in(client, samira, "code")
    response = client.post(reverse("account_opheffen"), {"zeker": "on"})
    assert "Draag eerst uw plek als zorgcoördinator over." in response.content.decode()
    row = Gebruiker.objects.get(pk=samira.pk)
    assert (row.is_active, row.telefoon, row.email) == (True, "", "samira@voorbeeld.test")


def test_who_has_a_password_gives_it_before_ending(client: Client, linda: Gebruiker) -> None:
    log_in(client, linda, "code", "mfa")
    session = client.session
    for record in session["account_authentication_methods"]:
        record.pop("reauthenticated", None)
    session.save()
    response = client.post(reverse("account_opheffen"), {"zeker": "on"})
    assert response.headers["Location"] == "/mijn/bevestigen/?next=%2Fmijn%2Fopheffen%2F"
    assert Gebruiker.objects.get(pk=linda.pk).is_active
