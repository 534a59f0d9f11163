"""The persona page: everybody's front door in the demo, and nowhere else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.conf import settings as real
from django.contrib.auth import get_user
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, path, reverse
from pytest_django.fixtures import Settings

from config.checks import find_problems
from config.urls import urlpatterns as everything
from gebruikers.demo import demo_accounts
from gebruikers.models import Gebruiker
from gebruikers.views import kijk_mee

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]

urlpatterns = [
    *everything,
    path("kijk-mee/", kijk_mee.kijk_mee, name="kijk_mee"),
    path("kijk-mee/als/<uuid:gebruiker_id>/", kijk_mee.kijk_mee_als, name="kijk_mee_als"),
]


@pytest.fixture
def demo(settings: Settings) -> Settings:
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.gebruikers.test_kijk_mee"
    sys.modules.setdefault(settings.ROOT_URLCONF, sys.modules[__name__])
    return settings


def who(client: Client) -> str:
    request = RequestFactory().get("/")
    request.session = client.session
    return str(get_user(request))


def test_without_the_demo_settings_its_addresses_do_not_exist(
    client: Client, samira: Gebruiker
) -> None:
    for name, args in (("kijk_mee", []), ("kijk_mee_als", [samira.pk])):
        with pytest.raises(NoReverseMatch):
            reverse(name, args=args)
    assert client.get("/kijk-mee/").status_code == 404
    assert client.post(f"/kijk-mee/als/{samira.pk}/").status_code == 404
    assert who(client) == "AnonymousUser"


def test_even_when_included_by_mistake_nothing_is_served(
    client: Client, samira: Gebruiker, demo: Settings
) -> None:
    demo.DEMO = False
    assert client.get(reverse("kijk_mee")).status_code == 404
    response = client.post(reverse("kijk_mee_als", args=[samira.pk]))
    assert response.status_code == 404
    assert "Samira" not in response.content.decode()
    assert who(client) == "AnonymousUser"


SETTINGS = [
    ({"DEMO": "true"}, True),
    ({}, False),
    ({"DEMO": "false"}, False),
    ({"DEBUG": "true"}, False),
]


@pytest.mark.parametrize(("environment", "served"), SETTINGS)
def test_only_the_demo_settings_know_the_address(
    tmp_path: Path, environment: dict[str, str], served: bool
) -> None:
    code = (
        "import django; django.setup()\n"
        "from django.urls import NoReverseMatch, reverse\n"
        "try: print(reverse('kijk_mee'))\n"
        "except NoReverseMatch: print('bestaat niet')\n"
    )
    clean = {k: v for k, v in os.environ.items() if k not in {"DEMO", "DEBUG"}}
    settings = os.environ["DJANGO_SETTINGS_MODULE"]
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={
            **clean,
            "VAR_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": settings,
            **environment,
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == ("/kijk-mee/" if served else "bestaat niet")


@pytest.mark.parametrize("host", ["gezinsplan.example.org", "192.168.1.5"])
def test_the_demo_refuses_to_answer_to_anything_but_this_machine(host: str) -> None:
    conf = LazySettings()
    conf.configure(
        real,
        DEBUG=False,
        DEMO=True,
        ALLOWED_HOSTS=["localhost", host],
        SITE_URL="http://localhost:8000",
    )
    problems = find_problems(conf)
    assert [(problem.id, problem.setting) for problem in problems] == [("E002", "DEMO")]


def test_a_visitor_takes_the_place_of_a_parent(
    client: Client, samira: Gebruiker, demo: Settings
) -> None:
    page = client.get(reverse("kijk_mee")).content.decode()
    assert "Kijk mee als Samira" in page
    response = client.post(reverse("kijk_mee_als", args=[samira.pk]))
    assert response.headers["Location"] == "/"
    assert who(client) == "Samira El Amrani"
    assert client.get(reverse("mijn")).status_code == 200


def test_a_visitor_takes_the_place_of_a_professional_without_second_step(
    client: Client, samira: Gebruiker, linda: Gebruiker, demo: Settings
) -> None:
    client.post(reverse("kijk_mee_als", args=[samira.pk]))
    client.post(reverse("kijk_mee_als", args=[linda.pk]))
    assert who(client) == "Linda Brouwer"
    assert client.get(reverse("mijn")).status_code == 200
    demo.DEMO = False
    assert client.get(reverse("mijn")).headers["Location"] == "/mijn/tweede-stap/?next=/mijn/"


def test_looking_at_the_page_logs_nobody_in(
    client: Client, samira: Gebruiker, demo: Settings
) -> None:
    assert client.get(reverse("kijk_mee_als", args=[samira.pk])).status_code == 405
    assert client.post(reverse("kijk_mee")).status_code == 405
    assert who(client) == "AnonymousUser"


def test_an_account_that_is_not_of_the_demo_cannot_be_taken(client: Client, demo: Settings) -> None:
    real = Gebruiker.objects.create_user("echt@gemeente.nl", naam="Een echt mens")
    assert client.post(reverse("kijk_mee_als", args=[real.pk])).status_code == 404
    assert client.post(reverse("kijk_mee_als", args=[uuid.uuid4()])).status_code == 404
    assert "Een echt mens" not in client.get(reverse("kijk_mee")).content.decode()
    assert who(client) == "AnonymousUser"


def test_the_personas_come_in_the_order_of_their_file(
    tmp_path: Path, samira: Gebruiker, agnieszka: Gebruiker, linda: Gebruiker
) -> None:
    lines = [
        {"gebruiker": str(agnieszka.pk), "rol": "moeder", "gezin": "Kowalczyk"},
        {"email": "niemand@voorbeeld.test", "naam": "Niemand"},
        {"email": "Samira@voorbeeld.test", "uitleg": "Kiest of Jolanda mag komen.", "gezin": "DW"},
        {"email": "fatma@voorbeeld.test", "soort": "netwerk", "gezin": "DW"},
    ]
    fatma = Gebruiker.objects.create_user("fatma@voorbeeld.test", naam="Fatma Öztürk")
    file = tmp_path / "personas.json"
    file.write_text(json.dumps(lines), encoding="utf-8")
    found = [(p.naam, p.rol, p.uitleg, p.gezin, p.soort) for p in demo_accounts(file)]
    assert found == [
        ("Agnieszka Kowalczyk", "moeder", "", "Kowalczyk", "gezin"),
        ("Samira El Amrani", "", "Kiest of Jolanda mag komen.", "DW", "gezin"),
        ("Fatma Öztürk", "", "", "DW", "netwerk"),
        ("Linda Brouwer", "", "", "", "professional"),
    ]
    fatma.delete()
    assert [p.naam for p in demo_accounts(tmp_path / "none.json")] == [
        "Agnieszka Kowalczyk",
        "Linda Brouwer",
        "Samira El Amrani",
    ]


def test_an_empty_demo_says_what_to_do(client: Client, demo: Settings) -> None:
    assert "./script/demo" in client.get(reverse("kijk_mee")).content.decode()
