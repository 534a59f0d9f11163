"""What somebody chose on paper or in a conversation, written down by the zorgcoördinator."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.toegang.voorstellen import pad, stel_voor, zeg
from toegang.models import Instemming


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(timezone.now())


def vast(cast: Cast, **velden: object) -> dict[str, object]:
    return {
        "beslisser": str(cast.lid["mark"].pk),
        "antwoord": "ja",
        "leefgebieden": ["gezondheid"],
        "secties": ["acties"],
        "tot": "plan",
        "wijze": "papier",
        "aanwezig": "Mark, Linda en de tolk",
        **velden,
    }


def test_the_coordinator_writes_down_what_was_signed(cast: Cast, client: Client) -> None:
    jolanda = zeg(cast, "samira", stel_voor(cast))
    log_in(client, cast.gebruiker["linda"])
    adres = pad(cast, jolanda, "plek_vastleggen")
    assert "Wie heeft gekozen?" in client.get(adres).content.decode()
    tekst = client.post(adres, vast(cast), follow=True).content.decode()
    assert "Jolanda mag komen en krijgt een uitnodiging." in tekst
    log_in(client, cast.gebruiker["samira"])
    assert (
        "op papier, erbij: Mark, Linda en de tolk"
        in client.get(pad(cast, jolanda)).content.decode()
    )


@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"beslisser": ""}, "id_beslisser_error"),
        ({"beslisser": "niemand"}, "Kies iets uit de lijst"),
        ({"antwoord": "misschien"}, "Kies iets uit de lijst"),
        ({"wijze": "scherm"}, "Kies iets uit de lijst"),
        ({"aanwezig": ""}, "id_aanwezig_error"),
        ({"aanwezig": "x" * 301}, "id_aanwezig_error"),
        ({"aanwezig": "   "}, "id_aanwezig_error"),
        ({"toelichting": "x" * 401}, "id_toelichting_error"),
        ({"leefgebieden": ["niets"]}, "Kies iets uit de lijst"),
    ],
)
def test_bad_input_when_writing_down(
    cast: Cast, client: Client, velden: dict[str, object], zegt: str
) -> None:
    jolanda = stel_voor(cast)
    log_in(client, cast.gebruiker["linda"])
    antwoord = client.post(pad(cast, jolanda, "plek_vastleggen"), vast(cast, **velden))
    assert (antwoord.status_code, zegt in antwoord.content.decode()) == (422, True)
    assert not Instemming.objects.filter(deelname=jolanda).exists()


def test_nothing_is_written_down_about_a_seat_nobody_chooses(cast: Cast, client: Client) -> None:
    log_in(client, cast.gebruiker["linda"])
    adres = pad(cast, cast.deelname["esther"], "plek_vastleggen")
    assert client.get(adres)["Location"] == pad(cast, cast.deelname["esther"])
    log_in(client, cast.gebruiker["samira"])
    assert client.get(pad(cast, stel_voor(cast), "plek_vastleggen")).status_code == 403
