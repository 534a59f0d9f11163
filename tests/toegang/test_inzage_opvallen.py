"""Unusual looking: who is told, of what, and that it is told once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from notifications import soorten
from notifications.access import berichten_van
from notifications.models import Bericht
from tests.cast import Cast, maak_gemeente, zet_cast
from tests.inloggen import log_in
from tests.rondetafel.tafels import NU
from toegang.inzage.models import Opvallend
from toegang.inzage.opvallen import flag_unusual
from toegang.inzage.schrijven import Regel, schrijf
from toegang.models import Deelname

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return zet_cast(NU)


def kijkt(cast: Cast, wie: str, plan: UUID, *, minuten: int = 5, **velden: Any) -> None:
    gebruiker = cast.gebruiker[wie]
    basis: dict[str, Any] = {
        "op": NU - timedelta(minutes=minuten),
        "gebeurtenis": "lezen",
        "uitkomst": "gelukt",
        "weg": "pagina",
        "plan_id": plan,
        "onderdeel": "plan",
        "actor_id": gebruiker.pk,
        "actor_naam": gebruiker.naam,
    }
    schrijf(Regel(**{**basis, **velden}))


def verteld() -> list[tuple[str, str]]:
    rijen = Bericht.objects.filter(soort__startswith="inzage").order_by("ontvanger__naam")
    return [(b.ontvanger.naam.split()[0], b.soort) for b in rijen]


def test_many_plans_in_an_hour_is_told_to_beheer_once_a_day(cast: Cast, settings: Any) -> None:
    settings.INZAGE_VEEL_PLANNEN = 5
    for _ in range(5):
        kijkt(cast, "peter", uuid4())
    assert flag_unusual(now=NU) == 1
    assert flag_unusual(now=NU + timedelta(minutes=5)) == 0
    rij = Opvallend.objects.get()
    assert (rij.soort, rij.plan_id, rij.aantal) == ("veel_plannen", None, 5)
    assert verteld() == [("Ruth", "inzage.opvallend_beheer")]


@pytest.mark.parametrize("hier", [True, False])
def test_beheer_of_a_gemeente_hears_of_who_works_for_it(
    cast: Cast, client: Client, settings: Any, hier: bool
) -> None:
    settings.INZAGE_VEEL_PLANNEN = 5
    cast.organisatie["baken"].gemeenten.set([cast.gemeente])
    ruth = cast.gebruiker["ruth"]
    ruth.gemeente = cast.gemeente if hier else maak_gemeente("elders", "Elders")
    ruth.save()
    for _ in range(5):
        kijkt(cast, "peter", uuid4())
    assert flag_unusual(now=NU) == 1
    assert verteld() == ([("Ruth", "inzage.opvallend_beheer")] if hier else [])
    log_in(client, ruth)
    inhoud = client.get(reverse("inzage:opvallend")).content.decode()
    assert ("Peter Hendriks" in inhoud) is hier


def test_ordinary_work_is_not_told(cast: Cast, settings: Any) -> None:
    """Below the number, spread over the day, one plan often, or many in a list: all ordinary."""
    settings.INZAGE_VEEL_PLANNEN = 5
    for nummer in range(6):
        if nummer < 3:
            kijkt(cast, "peter", uuid4())
        kijkt(cast, "linda", cast.plan.pk)
        kijkt(cast, "aisha", uuid4(), minuten=75 + nummer)
        kijkt(cast, "tom", uuid4(), weg="lijst")
        kijkt(cast, "tom", uuid4(), weg="agenda")
        kijkt(cast, "peter", cast.plan.pk)
    kijkt(cast, "aisha", uuid4())
    assert flag_unusual(now=NU) == 0
    assert verteld() == []


def test_trying_after_a_seat_ended_is_told_to_the_coordinator(cast: Cast) -> None:
    Deelname.objects.filter(pk=cast.deelname["peter"].pk).update(
        status="beeindigd", beeindigd_op=NU
    )
    kijkt(cast, "peter", cast.plan.pk, uitkomst="geweigerd")
    assert flag_unusual(now=NU) == 1
    assert verteld() == [("Linda", "inzage.opvallend")]
    (regel,) = berichten_van(cast.gebruiker["linda"], now=NU)
    assert regel.tekst.titel == "Iemand van wie de plek stopte, wilde het plan openen"
    assert "Peter" not in f"{regel.tekst.titel} {regel.tekst.regel}"
    assert regel.tekst.url == reverse("toegang:plekken", args=[cast.plan.pk])


def test_who_coordinated_and_tries_again_is_told_to_beheer(cast: Cast) -> None:
    Deelname.objects.filter(pk=cast.deelname["linda"].pk).update(
        status="beeindigd", beeindigd_op=NU
    )
    kijkt(cast, "linda", cast.plan.pk, uitkomst="geweigerd")
    assert flag_unusual(now=NU) == 1
    assert verteld() == [("Ruth", "inzage.opvallend_beheer")]


def test_a_series_of_refusals_at_one_plan_is_told_to_the_coordinator(
    cast: Cast, settings: Any
) -> None:
    settings.INZAGE_VAAK_GEWEIGERD = 3
    for _ in range(2):
        kijkt(cast, "bram", cast.plan.pk, uitkomst="geweigerd")
    assert flag_unusual(now=NU) == 0
    kijkt(cast, "bram", cast.plan.pk, uitkomst="geweigerd")
    assert flag_unusual(now=NU) == 1
    assert verteld() == [("Linda", "inzage.opvallend")]


def test_trying_one_plan_after_another_is_told_to_beheer(cast: Cast, settings: Any) -> None:
    """Also plans that do not exist: somebody guesses."""
    settings.INZAGE_VAAK_GEWEIGERD = 3
    for _ in range(3):
        kijkt(cast, "bram", uuid4(), uitkomst="geweigerd")
    assert flag_unusual(now=NU) == 1
    assert Opvallend.objects.get().plan_id is None
    assert verteld() == [("Ruth", "inzage.opvallend_beheer")]


def test_who_sits_there_and_asks_too_much_is_no_burglar(cast: Cast, settings: Any) -> None:
    settings.INZAGE_VAAK_GEWEIGERD = 2
    for _ in range(4):
        deelname = cast.deelname["peter"].pk
        kijkt(cast, "peter", cast.plan.pk, uitkomst="geweigerd", deelname_id=deelname)
    assert flag_unusual(now=NU) == 0


def test_another_day_is_told_again(cast: Cast, settings: Any) -> None:
    settings.INZAGE_VAAK_GEWEIGERD = 2
    for minuten in (5, 6, 5 - 24 * 60, 6 - 24 * 60):
        kijkt(cast, "bram", cast.plan.pk, uitkomst="geweigerd", minuten=minuten)
    assert flag_unusual(now=NU) == 1
    assert flag_unusual(now=NU + timedelta(days=1)) == 1


def test_the_mail_holds_a_link_and_nothing_of_anybody(cast: Cast) -> None:
    Deelname.objects.filter(pk=cast.deelname["peter"].pk).update(
        status="beeindigd", beeindigd_op=NU
    )
    kijkt(cast, "peter", cast.plan.pk, uitkomst="geweigerd")
    flag_unusual(now=NU)
    bericht = Bericht.objects.get(soort="inzage.opvallend")
    maak = soorten.get(bericht.soort).mail
    assert maak is not None
    mail = maak(bericht, NU)
    tekst = " ".join([mail.onderwerp, *mail.regels])
    assert not [naam for naam in ("Peter", "De Wit", "El Amrani", "Baken") if naam in tekst]


def test_beheer_reads_which_account_and_never_which_family(cast: Cast) -> None:
    Opvallend.objects.create(
        soort="geweigerd",
        plan=cast.plan,
        actor_id=cast.gebruiker["bram"].pk,
        actor_naam="Bram de Groot",
        aantal=6,
        van=NU,
        tot=NU,
        sleutel="a",
    )
    client, url = Client(), reverse("inzage:opvallend")
    log_in(client, cast.gebruiker["ruth"])
    tekst = client.get(url).content.decode()
    assert "Bram de Groot" in tekst
    assert not [woord for woord in ("De Wit", str(cast.plan.pk)) if woord in tekst]
    rij = Opvallend.objects.get()
    lang = "Gebeld, en nog niemand gesproken. " * 10
    antwoord = client.post(reverse("inzage:gezien", args=[rij.pk]), {"bevinding": lang})
    assert antwoord.status_code == 422
    assert lang.strip() in antwoord.content.decode()
    client.post(reverse("inzage:gezien", args=[rij.pk]), {"bevinding": ""})
    assert Opvallend.objects.get().gezien_op is None
    client.post(reverse("inzage:gezien", args=[rij.pk]), {"bevinding": "Was een invaller."})
    assert Opvallend.objects.get().bevinding == "Was een invaller."
    assert "Er valt nu niets op" in client.get(url).content.decode()


def test_nobody_clears_themselves(cast: Cast) -> None:
    ruth = cast.gebruiker["ruth"]
    velden = {"actor_naam": ruth.naam, "aantal": 6, "van": NU, "tot": NU, "sleutel": "a"}
    rij = Opvallend.objects.create(soort="veel_plannen", actor_id=ruth.pk, **velden)
    client = Client()
    log_in(client, ruth)
    assert "Dit gaat over u" in client.get(reverse("inzage:opvallend")).content.decode()
    adres = reverse("inzage:gezien", args=[rij.pk])
    assert client.post(adres, {"bevinding": "Niets aan de hand."}).status_code == 404
    assert Opvallend.objects.get().gezien_op is None


@pytest.mark.parametrize("wie", ["samira", "linda", "wim", "els"])
def test_nobody_else_reads_what_stands_out(cast: Cast, wie: str) -> None:
    client = Client()
    log_in(client, cast.gebruiker[wie])
    assert client.get(reverse("inzage:opvallend")).status_code == 404
    assert client.post(reverse("inzage:gezien", args=[uuid4()])).status_code == 404
