"""Professionals and roles outside the table prove twice who they are. Deny by default."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from gebruikers.middleware import ENROLMENT, PROOF
from gebruikers.models import BuitenRol, Gebruiker, Gemeente, Medewerker
from gebruikers.tweede_factor import needs_second_factor
from gebruikers.urls import urlpatterns
from tests.inloggen import code_in, log_in

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"
EXPLANATION = "/mijn/tweede-stap/?next=/mijn/"


def app_code(secret: str = SECRET, *, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def connect_app(gebruiker: Gebruiker) -> Authenticator:
    return TOTP.activate(gebruiker, SECRET).instance


def enter_by_code(client: Client, gebruiker: Gebruiker) -> Any:
    """Log in with a code by mail, up to the second step."""
    url = client.post(reverse("account_login"), {"login": gebruiker.email}).headers["Location"]
    return client.post(url, {"code": code_in(mail.outbox[-1])})


def outside(rol: str) -> Gebruiker:
    gemeente = Gemeente.objects.create(code="heuveldam", naam="Heuveldam")
    return Gebruiker.objects.create_user(
        "wim@voorbeeld.test", naam="Wim", buitenrol=rol, gemeente=gemeente
    )


def test_a_parent_needs_no_second_factor(client: Client, samira: Gebruiker) -> None:
    log_in(client, samira, "code")
    assert not needs_second_factor(samira)
    assert client.get(reverse("mijn")).status_code == 200


def test_a_parent_has_nothing_to_do_at_the_second_step(client: Client, samira: Gebruiker) -> None:
    log_in(client, samira, "code")
    assert client.get(EXPLANATION).headers["Location"] == "/mijn/"


def test_a_professional_without_one_is_led_to_making_one(client: Client, linda: Gebruiker) -> None:
    assert enter_by_code(client, linda).headers["Location"] == "/"
    response = client.get(reverse("mijn"))
    assert response.headers["Location"] == EXPLANATION
    page = client.get(response.headers["Location"]).content.decode()
    assert reverse("mfa_add_webauthn") in page
    assert reverse("mfa_activate_totp") in page
    assert "Alleen een wachtwoord of een code per mail" in page
    assert "Hoofdmenu" not in page


@pytest.mark.parametrize("methods", [["code"], ["password"], ["code", "password"], ["brief"]])
def test_no_single_factor_is_enough(client: Client, linda: Gebruiker, methods: list[str]) -> None:
    log_in(client, linda, *methods)
    assert client.get(reverse("mijn")).headers["Location"] == EXPLANATION


@pytest.mark.parametrize("rol", [BuitenRol.BELEID, BuitenRol.BEHEER])
def test_a_role_outside_the_table_needs_one(client: Client, rol: str) -> None:
    wim = outside(rol)
    log_in(client, wim, "code")
    assert client.get(reverse("mijn")).headers["Location"] == EXPLANATION
    log_in(client, wim, "code", "mfa")
    assert client.get(reverse("mijn")).status_code == 200


@pytest.mark.parametrize("flag", ["is_staff", "is_superuser"])
def test_staff_needs_one(client: Client, samira: Gebruiker, flag: str) -> None:
    Gebruiker.objects.update(**{flag: True})
    log_in(client, samira, "code")
    assert client.get(reverse("mijn")).headers["Location"] == EXPLANATION


def test_a_parent_who_gets_work_here_needs_one_at_the_next_request(
    client: Client, samira: Gebruiker, linda: Gebruiker
) -> None:
    log_in(client, samira, "code")
    assert client.get(reverse("mijn")).status_code == 200
    werk = linda.werk.get()
    Medewerker.objects.create(gebruiker=samira, organisatie=werk.organisatie, functie="mentor")
    assert client.get(reverse("mijn")).headers["Location"] == EXPLANATION


def test_the_question_costs_no_query(client: Client, linda: Gebruiker) -> None:
    log_in(client, linda)
    client.get(reverse("mijn"))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("apparaat_uit", args=[1])).status_code == 405
    about_werk = [query["sql"] for query in queries if "gebruikers_medewerker" in query["sql"]]
    assert len(about_werk) == 1
    assert "gebruikers_gebruiker" in about_werk[0]
    # Beside it only the session, and whether anything is hidden from this account.
    elsewhere = re.compile("django_session|afscherming_afscherming")
    others = [query["sql"] for query in queries if not elsewhere.search(query["sql"])]
    assert len(others) == 1


def test_the_app_after_the_code_lets_a_professional_in(client: Client, linda: Gebruiker) -> None:
    connect_app(linda)
    response = enter_by_code(client, linda)
    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("mijn")).headers["Location"] == "/inloggen/?next=/mijn/"
    response = client.post(reverse("mfa_authenticate"), {"code": app_code()})
    assert response.headers["Location"] == "/"
    assert client.get(reverse("mijn")).status_code == 200


def test_the_app_after_the_password_lets_a_professional_in(
    client: Client, linda: Gebruiker
) -> None:
    connect_app(linda)
    EmailAddress.objects.create(
        user=linda, email="linda@voorbeeld.test", verified=True, primary=True
    )
    response = client.post(
        reverse("inloggen_wachtwoord"),
        {"login": linda.email, "password": "een lange zin over tafels"},
    )
    assert response.headers["Location"] == reverse("mfa_authenticate")
    response = client.post(response.headers["Location"], {"code": app_code()})
    assert response.headers["Location"] == "/"
    assert client.get(reverse("mijn")).status_code == 200


def test_a_wrong_or_used_code_of_the_app_lets_nobody_in(client: Client, linda: Gebruiker) -> None:
    connect_app(linda)
    code = app_code()
    enter_by_code(client, linda)
    client.post(reverse("mfa_authenticate"), {"code": code})
    other = Client()
    enter_by_code(other, linda)
    for wrong in (code, "000000", ""):
        response = other.post(reverse("mfa_authenticate"), {"code": wrong})
        assert response.status_code == 200
    assert "_auth_user_id" not in other.session


def test_a_spare_code_lets_a_professional_in_once(client: Client, linda: Gebruiker) -> None:
    connect_app(linda)
    spare = RecoveryCodes.activate(linda).get_unused_codes()[0]
    enter_by_code(client, linda)
    assert client.post(reverse("mfa_authenticate"), {"code": spare}).headers["Location"] == "/"
    assert client.get(reverse("mijn")).status_code == 200
    other = Client()
    enter_by_code(other, linda)
    assert other.post(reverse("mfa_authenticate"), {"code": spare}).status_code == 200


def test_a_session_without_the_factor_that_exists_is_asked_for_it(
    client: Client, linda: Gebruiker
) -> None:
    connect_app(linda)
    log_in(client, linda, "code")
    assert client.get(reverse("mijn")).headers["Location"] == EXPLANATION
    response = client.get(EXPLANATION)
    assert response.headers["Location"] == "/mijn/bevestigen/code/?next=%2Fmijn%2F"
    response = client.post(response.headers["Location"], {"code": app_code()})
    assert response.headers["Location"] == "/mijn/"
    assert client.get(reverse("mijn")).status_code == 200


def test_without_using_the_factor_no_other_can_be_made(client: Client, linda: Gebruiker) -> None:
    connect_app(linda)
    log_in(client, linda, "code")
    for name in ("mfa_add_webauthn", "mfa_activate_totp", "account_reauthenticate", "mfa_index"):
        assert client.get(reverse(name)).headers["Location"].startswith("/mijn/tweede-stap/"), name


@pytest.mark.parametrize("has_app", [False, True])
def test_every_other_page_is_closed(client: Client, linda: Gebruiker, has_app: bool) -> None:
    if has_app:
        connect_app(linda)
    log_in(client, linda, "code", "password")
    allowed = PROOF if has_app else ENROLMENT
    tried = []
    for pattern in urlpatterns:
        view: Any = pattern.callback
        if (
            pattern.name is None
            or pattern.name in allowed
            or not getattr(view, "login_required", True)
        ):
            continue
        uuid = "8d7b0c9e-0000-4000-8000-000000000000"
        numbers = {"pk": 1, "sessie_id": 1}
        kwargs = {**numbers, "werk_id": uuid, "verzoek_id": uuid, "broker_id": "digid"}
        wanted = {name: kwargs[name] for name in pattern.pattern.converters}
        url = reverse(pattern.name, kwargs=wanted)
        for method in ("get", "post"):
            response = getattr(client, method)(url)
            assert response.status_code == 302, (method, url)
            assert response.headers["Location"].startswith("/mijn/tweede-stap/?next="), url
        tried.append(pattern.name)
    assert {"mijn", "mfa_index", "mfa_view_recovery_codes", "account_email"} <= set(tried)


def test_somebody_else_logging_in_does_not_inherit_the_factor(
    client: Client, linda: Gebruiker, samira: Gebruiker
) -> None:
    log_in(client, samira, "code", "mfa")
    session = client.session
    session["_auth_user_id"] = str(linda.pk)
    session["_auth_user_hash"] = linda.get_session_auth_hash()
    session.save()
    assert client.get(reverse("mijn")).headers["Location"] == EXPLANATION


def test_the_mark_of_the_demo_counts_in_the_demo_only(
    client: Client, linda: Gebruiker, settings: Settings
) -> None:
    log_in(client, linda, "demo")
    assert client.get(reverse("mijn")).headers["Location"] == EXPLANATION
    settings.DEMO = True
    assert client.get(reverse("mijn")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_professional_connects_an_app_and_is_in(client: Client, linda: Gebruiker) -> None:
    Gebruiker.objects.filter(pk=linda.pk).update(password="!")
    enter_by_code(client, linda)
    client.get("/mijn/tweede-stap/?next=/mijn/")
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert page.context["totp_svg_data_uri"].startswith("data:image/svg+xml;base64,")
    response = client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})
    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    page = client.get(response.headers["Location"])
    assert len(page.context["unused_codes"]) == 10
    assert 'href="/mijn/"' in page.content.decode()
    assert client.get(reverse("mijn")).status_code == 200
    assert mail.outbox[-1].subject == "Er is een app aan uw account gekoppeld"
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored


def test_a_professional_with_a_password_gives_it_first(client: Client, linda: Gebruiker) -> None:
    enter_by_code(client, linda)
    response = client.get(reverse("mfa_activate_totp"))
    assert response.headers["Location"] == "/mijn/bevestigen/?next=%2Fmijn%2Finloggen%2Fapp%2F"
    response = client.post(response.headers["Location"], {"password": "een lange zin over tafels"})
    assert response.headers["Location"] == "/mijn/inloggen/app/"
    assert client.get(response.headers["Location"]).status_code == 200


def test_the_last_factor_of_a_professional_stays(client: Client, linda: Gebruiker) -> None:
    connect_app(linda)
    log_in(client, linda)
    page = client.post(reverse("mfa_deactivate_totp"))
    assert "Dit is uw enige tweede stap" in page.content.decode()
    assert Authenticator.objects.filter(type="totp").exists()
    passkey = Authenticator.objects.create(user=linda, type="webauthn", data={"name": "Laptop"})
    assert client.post(reverse("mfa_deactivate_totp")).headers["Location"] == reverse("mfa_index")
    response = client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))
    assert response.headers["Location"] == reverse("mfa_list_webauthn")
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_a_parent_may_remove_everything(client: Client, samira: Gebruiker) -> None:
    connect_app(samira)
    log_in(client, samira)
    assert client.post(reverse("mfa_deactivate_totp")).headers["Location"] == reverse("mfa_index")
    assert not Authenticator.objects.exists()


def test_a_passkey_of_a_parent_is_a_way_in_and_not_a_second_lock(
    client: Client, samira: Gebruiker
) -> None:
    Authenticator.objects.create(user=samira, type="webauthn", data={"name": "Telefoon"})
    assert enter_by_code(client, samira).headers["Location"] == "/"
    assert client.get(reverse("mijn")).status_code == 200


def test_a_parent_who_connected_an_app_is_asked_for_it(client: Client, samira: Gebruiker) -> None:
    connect_app(samira)
    assert enter_by_code(client, samira).headers["Location"] == reverse("mfa_authenticate")


def test_htmx_leads_the_whole_page_and_not_a_part(client: Client, linda: Gebruiker) -> None:
    log_in(client, linda, "code")
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/mijn/?a=1#deel"}
    response = client.post(reverse("mijn"), headers=headers)
    assert response.status_code == 200
    assert response.headers["HX-Redirect"] == "/mijn/tweede-stap/?next=/mijn/%3Fa%3D1"
