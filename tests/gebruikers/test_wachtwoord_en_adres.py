"""A password for who wants one, and another address."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from gebruikers.models import Gebruiker
from tests.inloggen import code_in, log_in

pytestmark = pytest.mark.django_db
PASSWORD = "een lange zin over tafels"
NEW = "een andere zin over stoelen"


@pytest.fixture
def samira(samira: Gebruiker) -> Gebruiker:
    samira.set_password(PASSWORD)
    samira.save()
    EmailAddress.objects.create(
        user=samira, email="samira@voorbeeld.test", verified=True, primary=True
    )
    return samira


def enter(client: Client, email: str | None, password: str, **extra: str) -> Any:
    data = {"login": email, "password": password, **extra}
    return client.post(reverse("inloggen_wachtwoord"), data)


def test_a_password_lets_a_parent_in(client: Client, samira: Gebruiker) -> None:
    assert enter(client, samira.email, PASSWORD, next="/mijn/").headers["Location"] == "/mijn/"
    assert client.get(reverse("mijn")).status_code == 200


def test_wrong_password_and_stranger_look_the_same(samira: Gebruiker) -> None:
    texts = set()
    for email in (samira.email, "niemand@voorbeeld.test"):
        page = enter(Client(), email, "fout").content.decode()
        assert "Het e-mailadres of het wachtwoord klopt niet." in page
        texts.add(page.count("fouten"))
    assert len(texts) == 1


def test_the_sixth_wrong_password_in_five_minutes_is_refused(
    client: Client, samira: Gebruiker
) -> None:
    for _ in range(5):
        enter(Client(), samira.email, "fout")
    page = enter(client, samira.email, PASSWORD).content.decode()
    assert "Dat ging te vaak mis" in page
    assert "_auth_user_id" not in client.session


def test_next_after_a_password_never_leads_elsewhere(client: Client, samira: Gebruiker) -> None:
    assert enter(client, samira.email, PASSWORD, next="//boos.example").headers["Location"] == "/"


def test_an_address_that_was_never_verified_is_verified_first(
    client: Client, samira: Gebruiker
) -> None:
    EmailAddress.objects.update(verified=False)
    response = enter(client, samira.email, PASSWORD)
    assert response.headers["Location"] == reverse("account_email_verification_sent")
    assert client.get(reverse("mijn")).status_code == 302
    assert mail.outbox[0].subject == "Uw code om dit adres te bevestigen"
    assert "Is dit uw e-mailadres?" in client.get(response.headers["Location"]).content.decode()
    assert (
        client.post(response.headers["Location"], {"code": code_in(mail.outbox[0])}).headers[
            "Location"
        ]
        == "/"
    )
    assert client.get(reverse("mijn")).status_code == 200


def test_an_ended_account_with_the_right_password_is_told_so(
    client: Client, samira: Gebruiker
) -> None:
    Gebruiker.objects.update(is_active=False)
    response = enter(client, samira.email, PASSWORD)
    assert response.headers["Location"] == reverse("account_inactive")
    assert "niet meer in gebruik" in client.get(response.headers["Location"]).content.decode()
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_replaced_with_a_code(client: Client, samira: Gebruiker) -> None:
    response = client.post(reverse("account_reset_password"), {"email": samira.email})
    assert response.headers["Location"] == reverse("account_confirm_password_reset_code")
    client.get(response.headers["Location"])
    response = client.post(response.headers["Location"], {"code": code_in(mail.outbox[0])})
    assert response.headers["Location"] == reverse("account_complete_password_reset")
    client.get(response.headers["Location"])
    response = client.post(response.headers["Location"], {"password1": NEW, "password2": NEW})
    assert response.headers["Location"] == reverse("account_password_reset_completed")
    assert client.get(response.headers["Location"]).status_code == 200
    assert [bericht.subject for bericht in mail.outbox] == [
        "Uw code voor een nieuw wachtwoord",
        "Uw wachtwoord is vernieuwd",
    ]
    assert enter(client, samira.email, NEW).headers["Location"] == "/"


def test_forgetting_a_password_tells_nobody_who_has_an_account(samira: Gebruiker) -> None:
    answers = []
    for email in (samira.email, "niemand@voorbeeld.test"):
        client = Client()
        response = client.post(reverse("account_reset_password"), {"email": email})
        wrong = client.post(response.headers["Location"], {"code": "0000 0001"})
        answers.append((response.status_code, response.headers["Location"], wrong.status_code))
    assert answers[0] == answers[1]
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("weak", ["kort", "123456789012", "samira@voorbeeld.test", "samira amrani"])
def test_a_weak_password_is_refused(client: Client, samira: Gebruiker, weak: str) -> None:
    log_in(client, samira, "code", "mfa")
    data = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    response = client.post(reverse("account_change_password"), data)
    assert response.status_code == 200
    samira.refresh_from_db()
    assert samira.check_password(PASSWORD)


def test_changing_a_password_logs_other_devices_out_and_tells_the_owner(
    client: Client, samira: Gebruiker
) -> None:
    other = Client()
    log_in(client, samira, "password")
    log_in(other, samira, "password")
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post(reverse("account_change_password"), data)
    assert client.get(reverse("mijn")).status_code == 200
    assert other.get(reverse("mijn")).status_code == 302
    [bericht] = mail.outbox
    assert bericht.subject == "Uw wachtwoord is veranderd"
    assert "http://testserver/mijn/inloggen/" in str(bericht.body)


def test_a_change_stands_when_the_mail_about_it_fails(
    client: Client, samira: Gebruiker, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1
    log_in(client, samira, "password")
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    response = client.post(reverse("account_change_password"), data)
    assert response.status_code == 302
    samira.refresh_from_db()
    assert samira.check_password(NEW)


def test_a_first_password(client: Client, agnieszka: Gebruiker) -> None:
    log_in(client, agnieszka, "brief")
    assert client.get(reverse("account_change_password")).headers["Location"] == reverse(
        "account_set_password"
    )
    client.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})
    agnieszka.refresh_from_db()
    assert agnieszka.check_password(NEW)
    assert mail.outbox == []


def test_an_address_changes_only_after_its_code(client: Client, samira: Gebruiker) -> None:
    log_in(client, samira, "password", "mfa")
    data = {"email": "Nieuw@voorbeeld.test", "action_add": "1"}
    response = client.post(reverse("account_email"), data)
    assert response.headers["Location"] == reverse("account_email_verification_sent")
    samira.refresh_from_db()
    assert samira.email == "samira@voorbeeld.test"
    [bericht] = mail.outbox
    assert bericht.to == ["nieuw@voorbeeld.test"]
    client.post(response.headers["Location"], {"code": code_in(bericht)})
    samira.refresh_from_db()
    assert samira.email == "nieuw@voorbeeld.test"
    assert [(a.email, a.verified) for a in EmailAddress.objects.all()] == [
        ("nieuw@voorbeeld.test", True)
    ]
    notice = mail.outbox[1]
    assert notice.to == ["samira@voorbeeld.test"]
    assert "veranderd in nieuw@voorbeeld.test" in str(notice.body)


def test_an_address_is_changed_by_who_proves_to_be_there(client: Client, samira: Gebruiker) -> None:
    log_in(client, samira, "password")
    data = {"email": "nieuw@voorbeeld.test", "action_add": "1"}
    response = client.post(reverse("account_email"), data)
    assert response.headers["Location"] == "/mijn/bevestigen/?next=%2Fmijn%2Fadres%2F"
    assert mail.outbox == []
    client.post(response.headers["Location"], {"password": PASSWORD})
    assert [bericht.to for bericht in mail.outbox] == [["nieuw@voorbeeld.test"]]


def test_the_address_of_another_cannot_be_taken(
    client: Client, samira: Gebruiker, linda: Gebruiker
) -> None:
    log_in(client, samira, "password", "mfa")
    data = {"email": linda.email, "action_add": "1"}
    response = client.post(reverse("account_email"), data)
    page = client.post(
        response.headers["Location"], {"code": code_in(mail.outbox[0])}
    ).content.decode()
    assert "Dit e-mailadres kunt u niet gebruiken" in page
    samira.refresh_from_db()
    assert samira.email == "samira@voorbeeld.test"


def test_who_had_no_address_gets_one(client: Client, agnieszka: Gebruiker) -> None:
    log_in(client, agnieszka, "brief")
    data = {"email": "aga@voorbeeld.test", "action_add": "1"}
    response = client.post(reverse("account_email"), data)
    client.post(response.headers["Location"], {"code": code_in(mail.outbox[0])})
    agnieszka.refresh_from_db()
    assert agnieszka.email == "aga@voorbeeld.test"
