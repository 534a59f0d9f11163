"""Making a passkey and logging in with it. In a real browser: test_passkey_browser.py."""

from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from gebruikers.models import Gebruiker
from tests.inloggen import code_in, log_in
from tests.passkey import Apparaat

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """Passkeys need a host name that browsers trust."""
    return Client(headers={"host": "localhost"})


def asked(client: Client, name: str = "mfa_add_webauthn") -> Any:
    context = client.get(reverse(name)).context["js_data"]
    return context.get("creation_options") or context["request_options"]


def make(client: Client, apparaat: Apparaat, name: str = "Telefoon") -> Any:
    data = {"name": name, "credential": apparaat.make(asked(client))}
    return client.post(reverse("mfa_add_webauthn"), data)


def use(client: Client, apparaat: Apparaat, **extra: str) -> Any:
    url = reverse("mfa_login_webauthn")
    options = client.get(url, headers={"accept": "application/json"}).json()["request_options"]
    return client.post(url, {"credential": apparaat.use(options), **extra})


@pytest.fixture
def phone(client: Client, samira: Gebruiker) -> Apparaat:
    """Samira's telephone, with a passkey; nobody is logged in."""
    EmailAddress.objects.create(user=samira, email="samira@voorbeeld.test", verified=True)
    log_in(client, samira, "code")
    phone = Apparaat()
    make(client, phone)
    client.post(reverse("account_logout"))
    mail.outbox.clear()
    return phone


def test_a_parent_makes_one_and_hears_of_it(client: Client, samira: Gebruiker) -> None:
    log_in(client, samira, "code")
    response = make(client, Apparaat())
    assert response.url == reverse("mfa_index")
    assert [bericht.subject for bericht in mail.outbox] == ["U heeft een passkey gemaakt"]
    assert "Telefoon" in client.get(reverse("mfa_list_webauthn")).content.decode()


def test_the_browser_is_asked_for_one_that_needs_nothing_else(
    client: Client, samira: Gebruiker
) -> None:
    log_in(client, samira, "code")
    wanted = asked(client)["publicKey"]
    selection = wanted["authenticatorSelection"]
    assert (selection["residentKey"], selection["userVerification"]) == ("required", "required")
    assert wanted["rp"] == {"id": "localhost", "name": "1Gezin1Plan"}
    assert wanted["user"]["displayName"] == "Samira El Amrani"


def test_it_lets_its_owner_in_and_back_to_where_they_were(
    client: Client, samira: Gebruiker, phone: Apparaat
) -> None:
    assert use(client, phone, next="/mijn/").url == "/mijn/"
    assert client.get(reverse("mijn")).status_code == 200


def test_it_never_leads_elsewhere(client: Client, samira: Gebruiker, phone: Apparaat) -> None:
    assert use(client, phone, next="https://boos.example/").url == "/"


def test_it_lets_in_who_has_no_address(client: Client, agnieszka: Gebruiker) -> None:
    log_in(client, agnieszka, "brief")
    device = Apparaat()
    make(client, device)
    assert mail.outbox == []
    client.post(reverse("account_logout"))
    assert use(client, device).url == "/"
    assert client.get(reverse("mijn")).status_code == 200


def test_it_is_both_factors_of_a_professional(client: Client, linda: Gebruiker) -> None:
    Gebruiker.objects.filter(pk=linda.pk).update(password="!")
    url = client.post(reverse("account_login"), {"login": linda.email}).headers["Location"]
    client.post(url, {"code": code_in(mail.outbox[-1])})
    client.get("/mijn/tweede-stap/?next=/mijn/")
    device = Apparaat()
    assert make(client, device).url == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("mijn")).status_code == 200
    client.post(reverse("account_logout"))
    assert use(client, device).url == "/"
    assert client.get(reverse("mijn")).status_code == 200


def test_it_is_the_second_step_after_a_code(client: Client, linda: Gebruiker) -> None:
    log_in(client, linda)
    device = Apparaat()
    make(client, device)
    client.post(reverse("account_logout"))
    url = client.post(reverse("account_login"), {"login": linda.email}).headers["Location"]
    step = client.post(url, {"code": code_in(mail.outbox[-1])}).headers["Location"]
    assert step == reverse("mfa_authenticate")
    options = client.get(step).context["js_data"]["request_options"]
    response = client.post(step, {"credential": device.use(options)})
    assert response.headers["Location"] == "/"
    assert client.get(reverse("mijn")).status_code == 200


def test_it_proves_once_more_who_somebody_is(client: Client, linda: Gebruiker) -> None:
    log_in(client, linda)
    device = Apparaat()
    make(client, device)
    log_in(client, linda, "code")
    response = client.get("/mijn/tweede-stap/?next=/mijn/")
    assert response.headers["Location"] == "/mijn/bevestigen/passkey/?next=%2Fmijn%2F"
    options = asked(client, "mfa_reauthenticate_webauthn")
    data = {"credential": device.use(options), "next": "/mijn/"}
    response = client.post(reverse("mfa_reauthenticate_webauthn"), data)
    assert response.headers["Location"] == "/mijn/"
    assert client.get(reverse("mijn")).status_code == 200


@pytest.mark.parametrize("origin", ["http://boos.example", "https://localhost.boos.example"])
def test_one_used_on_another_site_lets_nobody_in(
    client: Client, samira: Gebruiker, phone: Apparaat, origin: str
) -> None:
    phone.origin = origin
    assert use(client, phone).url == reverse("account_login")
    assert "_auth_user_id" not in client.session


def test_one_that_was_not_unlocked_lets_nobody_in(
    client: Client, samira: Gebruiker, phone: Apparaat
) -> None:
    phone.verified = False
    assert use(client, phone).url == reverse("account_login")


def test_one_that_cannot_be_locked_is_not_kept(client: Client, samira: Gebruiker) -> None:
    log_in(client, samira, "code")
    assert make(client, Apparaat(verified=False)).status_code == 200
    assert not Authenticator.objects.exists()


def test_the_key_of_another_lets_nobody_in(
    client: Client, samira: Gebruiker, phone: Apparaat
) -> None:
    phone.key = Apparaat().key
    assert use(client, phone).url == reverse("account_login")
    assert "_auth_user_id" not in client.session


def test_an_answer_works_once(client: Client, samira: Gebruiker, phone: Apparaat) -> None:
    url = reverse("mfa_login_webauthn")
    options = client.get(url, headers={"accept": "application/json"}).json()["request_options"]
    answer = phone.use(options)
    client.post(url, {"credential": answer})
    client.post(reverse("account_logout"))
    response = client.post(url, {"credential": answer})
    assert response.headers["Location"] == reverse("account_login")


@pytest.mark.parametrize("rubbish", ["", "{}", "[]", "geen json", '{"id": "x"}', "null"])
def test_rubbish_lets_nobody_in_and_breaks_nothing(client: Client, rubbish: str) -> None:
    url = reverse("mfa_login_webauthn")
    client.get(url, headers={"accept": "application/json"})
    response = client.post(url, {"credential": rubbish})
    assert response.headers["Location"] == reverse("account_login")


JUNK: list[Any] = [None, "", "x", 1, [], {}, "AAAA", "é"]


def _spoiled(answer: str) -> list[str]:
    """The answer with each of its parts taken out, or replaced by what does not belong there."""
    spoiled = []
    for path in (("rawId",), ("response",), *_inside("response", answer)):
        for junk in JUNK:
            whole = json.loads(answer)
            *above, last = path
            part = whole[above[0]] if above else whole
            part[last] = junk
            spoiled.append(json.dumps(whole))
            del part[last]
            spoiled.append(json.dumps(whole))
    return spoiled


def _inside(name: str, answer: str) -> list[tuple[str, str]]:
    return [(name, key) for key in json.loads(answer)[name]]


def test_an_answer_with_any_part_spoiled_breaks_nothing(
    client: Client, samira: Gebruiker, phone: Apparaat, settings: Settings
) -> None:
    settings.MFA_RATE_LIMITS = False
    url = reverse("mfa_login_webauthn")
    options = client.get(url, headers={"accept": "application/json"}).json()["request_options"]
    for answer in _spoiled(phone.use(options)):
        response = client.post(url, {"credential": answer})
        assert response.status_code == 302, answer
        assert "_auth_user_id" not in client.session, answer


def test_a_new_passkey_with_any_part_spoiled_is_not_kept(client: Client, samira: Gebruiker) -> None:
    log_in(client, samira, "code")
    for answer in _spoiled(Apparaat().make(asked(client))):
        response = client.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": answer})
        assert response.status_code == 200, answer
        assert not Authenticator.objects.exists()


def test_an_ended_account_is_not_let_in(client: Client, samira: Gebruiker, phone: Apparaat) -> None:
    Gebruiker.objects.update(is_active=False)
    assert use(client, phone).url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_its_name_can_be_changed_and_it_can_be_removed(client: Client, samira: Gebruiker) -> None:
    log_in(client, samira, "code")
    make(client, Apparaat())
    passkey = Authenticator.objects.get(type="webauthn")
    client.post(reverse("mfa_edit_webauthn", args=[passkey.pk]), {"name": "Laptop"})
    passkey.refresh_from_db()
    assert passkey.wrap().name == "Laptop"
    page = client.get(reverse("mfa_remove_webauthn", args=[passkey.pk])).content.decode()
    assert "Wilt u Laptop weghalen?" in page
    client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))
    assert not Authenticator.objects.exists()
    assert mail.outbox[-1].subject == "Er is een passkey weggehaald"


def test_the_passkey_of_another_does_not_exist(
    client: Client, linda: Gebruiker, samira: Gebruiker, phone: Apparaat
) -> None:
    log_in(client, linda)
    passkey = Authenticator.objects.get(type="webauthn")
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        url = reverse(name, args=[passkey.pk])
        assert client.get(url).status_code == 404
        assert client.post(url, {"name": "van mij"}).status_code == 404
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_who_has_one_already_is_not_offered_another_after_a_letter(
    client: Client, agnieszka: Gebruiker
) -> None:
    log_in(client, agnieszka, "brief")
    make(client, Apparaat())
    assert client.get("/inloggen/brief/klaar/?next=/mijn/").headers["Location"] == "/mijn/"
