"""What a provider must prove, who is kept as what, and the doors around it."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from gebruikers import workflow
from gebruikers.broker import Bewijs, Broker, pseudoniemen
from gebruikers.models import Gebruiker
from gebruikers.provider import Brokerprovider
from gebruikers.sso_adapter import Ssoadapter
from gebruikers.workflow import may_disconnect
from tests.inloggen import log_in

pytestmark = pytest.mark.django_db
ISSUER = "https://broker.example.org"
DIGID: dict[str, Any] = {
    "id": "digid",
    "name": "DigiD",
    "for": "families",
    "issuer": ISSUER,
    "client_id": "gezinsplan",
    "client_secret": "geheim",
    "acr": ["loa3", "loa4"],
    "level": "substantieel",
}
WORK: dict[str, Any] = {
    **DIGID,
    "id": "entra",
    "for": "work",
    "acr": [],
    "second_factor_amr": ["mfa"],
}


@pytest.fixture
def digid(settings: Settings) -> Settings:
    settings.OIDC_PROVIDERS = [DIGID]
    settings.ALLOW_FAMILIES_WITHOUT_BROKER = True
    return settings


def tie(gebruiker: Gebruiker, provider: str = "digid") -> SocialAccount:
    return SocialAccount.objects.create(user=gebruiker, provider=provider, uid=f"u-{provider}")


@pytest.mark.parametrize(
    ("claims", "in_", "second"),
    [
        ({}, False, False),
        ({"acr": "loa2", "amr": ["mfa", "pwd"]}, False, False),
        ({"acr": "loa3", "amr": ["pwd"]}, False, False),
        ({"acr": "loa3", "amr": ["mfa"]}, True, False),
        ({"acr": "loa4", "amr": "mfa sc"}, True, True),
        ({"acrs": ["loa4"], "amr": ["mfa"]}, True, True),
        ({"acr": None, "amr": None}, False, False),
        ({"acr": 3, "amr": [1, "mfa"]}, False, False),
    ],
)
def test_a_login_needs_one_level_and_every_method(
    claims: dict[str, Any], in_: bool, second: bool
) -> None:
    broker = Broker.from_settings({**DIGID, "amr": ["mfa"], "second_factor_acr": ["loa4"]})
    bewijs = Bewijs.from_claims(claims)
    assert (broker.accepts(bewijs), broker.is_second_factor(bewijs)) == (in_, second)


def test_without_a_word_in_the_settings_nothing_is_a_second_factor() -> None:
    bewijs = Bewijs.from_claims({"acr": "loa4", "amr": ["mfa"]})
    assert not Broker.from_settings(DIGID).is_second_factor(bewijs)


def test_a_pseudonym_belongs_to_one_issuer_and_one_key(settings: Settings) -> None:
    settings.SSO_KEYS = ["een"]
    [here] = pseudoniemen(ISSUER, "900184590")
    others = [
        *pseudoniemen("https://ander.example", "900184590"),
        *pseudoniemen(ISSUER, "900184591"),
        *pseudoniemen(ISSUER + "9", "00184590"),
    ]
    settings.SSO_KEYS = ["twee", "een"]
    assert pseudoniemen(ISSUER, "900184590")[1] == here
    assert len({here, *others, pseudoniemen(ISSUER, "900184590")[0]}) == 5


def test_an_identity_of_an_earlier_key_is_found_and_renewed(
    digid: Settings, samira: Gebruiker, client: Client
) -> None:
    digid.SSO_KEYS = ["oud"]
    [uid] = pseudoniemen(ISSUER, "900184590")
    account = SocialAccount.objects.create(user=samira, provider="digid", uid=uid)
    digid.SSO_KEYS = ["nieuw", "oud"]
    request = RequestFactory().get("/")
    [app] = Ssoadapter(request).list_apps(request)
    found = Brokerprovider(request, app=app).extract_uid({"iss": ISSUER, "sub": "900184590"})
    account.refresh_from_db()
    assert account.uid == found != uid


def test_a_row_in_the_database_adds_no_provider(digid: Settings, client: Client) -> None:
    SocialApp.objects.create(
        provider="broker", provider_id="boos", name="Boos", client_id="x", secret="y"
    )
    assert client.post(reverse("broker_login", args=["boos"])).status_code == 404
    assert "Boos" not in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize("name", ["broker_login", "broker_callback"])
def test_a_provider_nobody_named_does_not_exist(client: Client, name: str) -> None:
    url = reverse(name, args=["digid"])
    assert (client.post if name == "broker_login" else client.get)(url).status_code == 404


def test_logging_in_begins_with_a_post(digid: Settings, client: Client) -> None:
    assert client.get(reverse("broker_login", args=["digid"])).status_code == 405


def test_a_provider_that_says_it_is_another_is_not_followed(
    digid: Settings, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    metadata = {"issuer": "https://boos.example", "authorization_endpoint": "https://boos.example/"}
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", metadata)
    response = client.post(reverse("broker_login", args=["digid"]))
    assert response.status_code == 503
    assert "boos.example" not in response.content.decode()


def test_a_provider_that_does_not_answer_gives_a_page_that_says_so(
    digid: Settings, client: Client
) -> None:
    digid.OIDC_PROVIDERS = [{**DIGID, "issuer": "http://localhost:1"}]
    response = client.post(reverse("broker_login", args=["digid"]))
    assert response.status_code == 503
    assert "Het inloggen lukte niet" in response.content.decode()


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x&code=y", "?error=server_error&state=x"])
def test_coming_back_from_nowhere_lets_nobody_in(
    digid: Settings, client: Client, query: str
) -> None:
    response = client.get(reverse("broker_callback", args=["digid"]) + query)
    assert response.status_code == 401
    assert "_auth_user_id" not in client.session


def test_only_an_own_identity_is_asked_for_or_let_go_of(
    digid: Settings, client: Client, samira: Gebruiker, linda: Gebruiker
) -> None:
    theirs = tie(linda)
    log_in(client, samira, "code")
    assert client.post(reverse("broker_confirm", args=["digid"])).status_code == 404
    assert client.post(reverse("broker_los", args=[theirs.pk])).status_code == 404
    assert SocialAccount.objects.filter(pk=theirs.pk).exists()


def test_the_only_way_in_stays(digid: Settings, client: Client, agnieszka: Gebruiker) -> None:
    account = tie(agnieszka)
    assert not may_disconnect(account)
    log_in(client, agnieszka, "code")
    response = client.post(reverse("broker_los", args=[account.pk]))
    assert response.headers["Location"] == reverse("mfa_index")
    assert SocialAccount.objects.exists()


def test_the_second_factor_of_a_professional_stays(settings: Settings, linda: Gebruiker) -> None:
    settings.OIDC_PROVIDERS = [WORK]
    assert not may_disconnect(tie(linda, "entra"))


def test_who_proves_it_at_work_makes_no_other_factor_with_a_code_alone(
    settings: Settings, client: Client, linda: Gebruiker
) -> None:
    """Otherwise a mailbox would be enough to make a new factor beside the one at work."""
    settings.OIDC_PROVIDERS = [WORK]
    tie(linda, "entra")
    log_in(client, linda, "code")
    for name in ("mfa_activate_totp", "mfa_add_webauthn", "mijn"):
        assert client.get(reverse(name)).headers["Location"].startswith("/mijn/tweede-stap/")


def test_a_family_reaches_nothing_without_the_broker(
    digid: Settings, client: Client, samira: Gebruiker
) -> None:
    log_in(client, samira, "code")
    assert client.get(reverse("mijn")).status_code == 200
    digid.ALLOW_FAMILIES_WITHOUT_BROKER = False
    assert client.get(reverse("mijn")).headers["Location"] == "/mijn/bevestigen/via/?next=/mijn/"
    log_in(client, samira, "code", "mfa")
    assert client.get(reverse("mijn")).status_code == 302
    session = client.session
    session["account_authentication_methods"] += [
        {"method": "broker", "at": 1.0, "provider": "digid", "families": True}
    ]
    session.save()
    assert client.get(reverse("mijn")).status_code == 200


def test_an_ended_account_is_tied_to_nobody(digid: Settings, samira: Gebruiker) -> None:
    tie(samira)
    workflow.delete_account(samira, actor=samira, now=timezone.now())
    assert not SocialAccount.objects.exists()
