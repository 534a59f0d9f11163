"""An unsafe production does not start, and says by name what is wrong."""

import secrets
from typing import Any

import pytest
from django.conf import UserSettingsHolder, settings
from django.core.checks import ERROR
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings

from config.checks import check_configuration, find_problems, refuse_unsafe

DIGID = {
    "id": "digid",
    "name": "DigiD",
    "for": "families",
    "issuer": "https://broker.example.org",
    "client_id": "gezinsplan",
    "client_secret": "geheim",
    "acr": ["urn:etoegang:core:assurance-class:loa3"],
    "level": "substantieel",
}
ENTRA = {**DIGID, "id": "entra", "name": "het wijkteam", "for": "work", "acr": [], "level": "laag"}
SAFE: dict[str, Any] = {
    "DEBUG": False,
    "DEMO": False,
    "ALLOW_SQLITE": False,
    "ALLOW_FILESYSTEM_BROKER": False,
    "SECRET_KEY": secrets.token_urlsafe(64),
    "ALLOWED_HOSTS": ["gezinsplan.example.org"],
    "SITE_URL": "https://gezinsplan.example.org",
    "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}},
    "REDIS_URL": "redis://redis:6379/0",
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SECURE_HSTS_SECONDS": 63072000,
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST": "smtp.example.org",
    "EMAIL_USE_TLS": True,
    "DEFAULT_FROM_EMAIL": "1Gezin1Plan <noreply@example.org>",
    "OIDC_PROVIDERS": [DIGID],
    "ALLOW_FAMILIES_WITHOUT_BROKER": False,
}
SQLITE = {"default": {"ENGINE": "django.db.backends.sqlite3"}}


def _conf(**changes: Any) -> UserSettingsHolder:
    """The settings of a safe production, with some of them changed."""
    conf = UserSettingsHolder(settings)
    for name, value in {**SAFE, **changes}.items():
        setattr(conf, name, value)
    return conf


def _found(conf: UserSettingsHolder) -> list[tuple[str, str]]:
    return [(problem.id, problem.setting) for problem in find_problems(conf)]


def test_a_safe_production_starts() -> None:
    assert _found(_conf()) == []
    refuse_unsafe(_conf())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"DEBUG": True}, [("E001", "DEBUG")]),
        ({"DEMO": True}, [("E002", "DEMO")]),
        ({"SECRET_KEY": "alleen-voor-ontwikkeling"}, [("E003", "SECRET_KEY")]),
        ({"SECRET_KEY": "kort"}, [("E003", "SECRET_KEY")]),
        ({"SECRET_KEY": "ab" * 40}, [("E003", "SECRET_KEY")]),
        ({"ALLOWED_HOSTS": []}, [("E004", "ALLOWED_HOSTS")]),
        ({"ALLOWED_HOSTS": ["*"]}, [("E004", "ALLOWED_HOSTS")]),
        ({"ALLOWED_HOSTS": ["*.example.org"]}, [("E004", "ALLOWED_HOSTS")]),
        ({"DATABASES": SQLITE}, [("E005", "DATABASE_URL")]),
        ({"DATABASES": SQLITE, "ALLOW_SQLITE": True}, []),
        ({"REDIS_URL": ""}, [("E006", "REDIS_URL")]),
        ({"REDIS_URL": "", "ALLOW_FILESYSTEM_BROKER": True}, []),
        ({"SESSION_COOKIE_SECURE": False}, [("E007", "HTTPS")]),
        ({"CSRF_COOKIE_SECURE": False}, [("E007", "HTTPS")]),
        ({"SECURE_HSTS_SECONDS": 0}, [("E007", "HTTPS")]),
        ({"SITE_URL": "http://gezinsplan.example.org"}, [("E008", "SITE_URL")]),
        (
            {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"},
            [("E009", "EMAIL_URL")],
        ),
        (
            {"DEFAULT_FROM_EMAIL": "1Gezin1Plan <noreply@localhost>"},
            [("E010", "DEFAULT_FROM_EMAIL")],
        ),
        ({"OIDC_PROVIDERS": [DIGID, ENTRA]}, []),
        ({"OIDC_PROVIDERS": [ENTRA]}, [("E012", "OIDC_PROVIDERS")]),
        ({"OIDC_PROVIDERS": []}, [("E012", "OIDC_PROVIDERS")]),
        ({"OIDC_PROVIDERS": [], "ALLOW_FAMILIES_WITHOUT_BROKER": True}, []),
        ({"OIDC_PROVIDERS": [{**DIGID, "level": "laag"}]}, [("E012", "OIDC_PROVIDERS")]),
        ({"OIDC_PROVIDERS": [{**DIGID, "level": "hoog"}]}, []),
        ({"OIDC_PROVIDERS": [{**DIGID, "level": "midden"}]}, [("E011", "OIDC_PROVIDERS")]),
        ({"OIDC_PROVIDERS": [{**DIGID, "acr": []}]}, [("E011", "OIDC_PROVIDERS")]),
        ({"OIDC_PROVIDERS": [{**DIGID, "acr": "loa3"}]}, [("E011", "OIDC_PROVIDERS")]),
        ({"OIDC_PROVIDERS": [{**DIGID, "arc": ["loa3"]}]}, [("E011", "OIDC_PROVIDERS")]),
        ({"OIDC_PROVIDERS": [{**DIGID, "for": "all"}]}, [("E011", "OIDC_PROVIDERS")]),
        ({"OIDC_PROVIDERS": [{**DIGID, "client_secret": ""}]}, [("E011", "OIDC_PROVIDERS")]),
        ({"OIDC_PROVIDERS": [DIGID, DIGID]}, [("E011", "OIDC_PROVIDERS")]),
        ({"OIDC_PROVIDERS": {"digid": DIGID}}, [("E011", "OIDC_PROVIDERS")]),
        (
            {"OIDC_PROVIDERS": [{**DIGID, "issuer": "http://broker.example.org"}]},
            [("E011", "OIDC_PROVIDERS")],
        ),
    ],
)
def test_each_unsafe_setting_is_found_alone(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert _found(_conf(**changes)) == expected


@pytest.mark.parametrize("mode", ["DEBUG", "DEMO"])
def test_on_localhost_a_desk_and_a_demo_need_no_more(mode: str) -> None:
    conf = _conf(
        ALLOWED_HOSTS=["localhost", "127.0.0.1", "demo.localhost"],
        SITE_URL="http://localhost:8000",
        DATABASES=SQLITE,
        REDIS_URL="",
        SECRET_KEY="alleen-voor-ontwikkeling",
        **{mode: True},
    )
    assert _found(conf) == []


def test_a_demo_whose_links_lead_to_the_outside_is_refused() -> None:
    assert _found(_conf(DEMO=True, ALLOWED_HOSTS=["localhost"])) == [("E002", "DEMO")]


def test_the_refusal_names_everything_at_once() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        refuse_unsafe(_conf(REDIS_URL="", ALLOWED_HOSTS=[]))
    first, hosts, broker, last = str(refusal.value).splitlines()
    assert first == "This configuration is not safe to serve:"
    assert hosts.startswith("  - ALLOWED_HOSTS (E004): is empty. ")
    assert broker.startswith("  - REDIS_URL (E006): is missing: ")
    assert last == "See docs/operations.md. On a machine of your own: DEMO=true or DEBUG=true."


@pytest.fixture
def production(settings: Settings) -> Settings:
    """The same as the settings of this process, where Django's own check reads them."""
    for name, value in SAFE.items():
        if name != "DATABASES":
            setattr(settings, name, value)
    settings.ALLOW_SQLITE = True
    return settings


def test_django_shows_the_same_problems(production: Settings) -> None:
    assert check_configuration(None) == []
    production.REDIS_URL = ""
    (message,) = check_configuration(None)
    assert (message.id, message.level) == ("config.E006", ERROR)
    assert message.msg.startswith("REDIS_URL is missing")


def test_unencrypted_mail_is_warned_of(production: Settings) -> None:
    production.EMAIL_USE_TLS = False
    assert [message.id for message in check_configuration(None)] == ["config.W001"]
    production.EMAIL_HOST = "localhost"
    assert check_configuration(None) == []
