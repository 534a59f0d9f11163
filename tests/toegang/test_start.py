"""Starting a plan."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gebruikers.models import Medewerker, Organisatie
from gezinsplan.models import Gezin, Gezinsplan
from tests.cast import maak_gebruiker, maak_gemeente, zet_cast
from tests.inloggen import log_in
from tests.toegang.familie import maak_bram, start_kowalczyk
from toegang.models import Deelname
from toegang.workflow.plan import LooptAlError, start_plan, startplaatsen

pytestmark = pytest.mark.django_db

START = reverse("toegang:start")


def velden(client: Client, **anders: str) -> dict[str, str]:
    """What somebody sends who fills in everything that is asked."""
    form = client.get(START).context["form"]
    return {
        "plaats": next(iter(form.plaatsen)),
        "naam": "Kowalczyk",
        "variant": "licht",
        "methode_gelezen": "on",
        **anders,
    }


def test_bram_starts_a_plan_and_sits_at_it_as_coordinator(client: Client) -> None:
    gemeente, bram = maak_bram()
    log_in(client, bram)
    antwoord = client.post(START, velden(client, variant="zwaar"))
    plan = Gezinsplan.objects.get()
    assert (antwoord.status_code, antwoord["Location"]) == (
        302,
        reverse("toegang:gezin", args=[plan.pk]),
    )
    assert (plan.status, plan.variant, plan.gezin.naam, plan.gemeente) == (
        "concept",
        "zwaar",
        "Kowalczyk",
        gemeente,
    )
    plek = Deelname.objects.get()
    assert (plek.gebruiker, plek.rol, plek.status, plek.is_zorgcoordinator) == (
        bram,
        "professional",
        "actief",
        True,
    )
    assert plek.methode_gelezen_op is not None
    assert client.get(antwoord["Location"]).status_code == 200


def test_a_concept_plan_does_not_exist_for_anybody_else(client: Client) -> None:
    now = timezone.now()
    familie = start_kowalczyk(now)
    irene = maak_gebruiker("irene", "Irene Smit")
    Deelname.objects.create(
        plan=familie.plan,
        gebruiker=irene,
        rol="professional",
        naam="Irene Smit",
        status="actief",
        leefgebieden={"gezin": ["*"]},
        secties=["*"],
        voorgesteld_op=now,
        actief_op=now,
    )
    for wie in (irene, maak_gebruiker("joop", "Joop Elders")):
        log_in(client, wie)
        for naam in ("gezin", "activeren", "lid_nieuw", "plekken"):
            antwoord = client.get(reverse(f"toegang:{naam}", args=[familie.plan.pk]))
            assert antwoord.status_code == 404
            assert "Kowalczyk" not in antwoord.content.decode()


@pytest.mark.parametrize("wie", ["samira", "peter", "els", "wim", "ruth"])
def test_who_does_not_coordinate_at_work_cannot_start(client: Client, wie: str) -> None:
    cast = zet_cast(timezone.now())
    log_in(client, cast.gebruiker[wie])
    assert client.get(START).status_code == 403
    assert client.post(START, {"naam": "X", "variant": "licht"}).status_code == 403
    assert Gezinsplan.objects.count() == 1


def test_without_logging_in_there_is_no_start(client: Client) -> None:
    assert client.get(START).status_code == 302
    assert reverse("account_login") in client.get(START)["Location"]


def test_a_second_click_makes_no_second_family(client: Client) -> None:
    _, bram = maak_bram()
    log_in(client, bram)
    ingevuld = velden(client)
    client.post(START, ingevuld)
    antwoord = client.post(START, ingevuld)
    plan = Gezinsplan.objects.get()
    assert antwoord.status_code == 409
    bladzijde = antwoord.content.decode()
    assert "U bent al zorgcoördinator van een gezin met deze naam." in bladzijde
    assert reverse("toegang:gezin", args=[plan.pk]) in bladzijde
    assert 'value="Kowalczyk"' in bladzijde
    assert client.post(START, {**ingevuld, "ander_gezin": "on"}).status_code == 302
    assert Gezin.objects.filter(naam="Kowalczyk").count() == 2


def test_another_coordinators_family_of_that_name_is_not_given_away(client: Client) -> None:
    start_kowalczyk(timezone.now())
    bram_team = Organisatie.objects.get()
    joke = maak_gebruiker("joke", "Joke Prins")
    Medewerker.objects.create(gebruiker=joke, organisatie=bram_team, functie="x", coordineert=True)
    log_in(client, joke)
    assert client.post(START, velden(client)).status_code == 302


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"naam": "   "}, "Vul de naam van het gezin in."),
        ({"naam": "K" * 121}, "120"),
        ({"variant": "middel"}, "Kies iets uit de lijst"),
        ({"plaats": "ergens"}, "ergens"),
        ({"methode_gelezen": ""}, "Lees eerst de uitleg en zet daarna hier een vinkje."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    client: Client, anders: dict[str, str], melding: str
) -> None:
    _, bram = maak_bram()
    log_in(client, bram)
    ingevuld = velden(client, **{"naam": "De Wit – El Amrani", **anders})
    antwoord = client.post(START, ingevuld)
    bladzijde = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert melding in bladzijde
    assert "Wat u invulde, staat er nog." in bladzijde
    if "naam" not in anders:
        assert "De Wit – El Amrani" in bladzijde
    assert Gezinsplan.objects.count() == 0


def test_the_gemeente_is_asked_only_where_there_is_a_choice(client: Client) -> None:
    _, bram = maak_bram()
    log_in(client, bram)
    assert "Voor welke gemeente?" not in client.get(START).content.decode()
    waterland = maak_gemeente()
    Organisatie.objects.get().gemeenten.add(waterland)
    bladzijde = client.get(START).content.decode()
    assert "Voor welke gemeente?" in bladzijde
    plaats = next(p for p in startplaatsen(bram) if p.gemeente == waterland)
    client.post(START, velden(client, plaats=plaats.sleutel))
    assert Gezinsplan.objects.get().gemeente == waterland


def test_the_method_is_read_once(client: Client) -> None:
    _, bram = maak_bram()
    log_in(client, bram)
    client.post(START, velden(client))
    assert "Ik heb de uitleg over de methode gelezen" not in client.get(START).content.decode()
    ingevuld = velden(client, naam="Bakker")
    del ingevuld["methode_gelezen"]
    assert client.post(START, ingevuld).status_code == 302
    gelezen = Deelname.objects.values_list("methode_gelezen_op", flat=True)
    assert len(set(gelezen)) == 1


def test_a_family_comes_back_with_its_members_and_has_one_running_plan(client: Client) -> None:
    now = timezone.now()
    familie = start_kowalczyk(now)
    Gezinsplan.objects.update(status="afgesloten", afgesloten_op=now)
    log_in(client, familie.bram)
    gezin = str(familie.plan.gezin_id)
    ingevuld = velden(client, gezin=gezin, naam="")
    assert client.post(START, ingevuld).status_code == 302
    nieuw = Gezinsplan.objects.get(status="concept")
    assert [lid.voornaam for lid in nieuw.gezin.leden.all()] == ["Agnieszka", "Zofia", "Kacper"]
    ouder = nieuw.deelnames.get(rol="ouder")
    assert (ouder.naam, ouder.status) == ("Agnieszka Kowalczyk", "goedgekeurd")
    antwoord = client.post(START, ingevuld)
    assert antwoord.status_code == 422
    assert "Voor dit gezin loopt al een plan." in antwoord.content.decode()
    assert Gezinsplan.objects.count() == 2


def test_the_same_name_in_other_capitals_is_the_same_family() -> None:
    familie = start_kowalczyk(timezone.now())
    with pytest.raises(LooptAlError):
        start_plan(
            plaats=startplaatsen(familie.bram)[0],
            naam="kowalczyk",
            variant="licht",
            actor=familie.bram,
            now=familie.now + timedelta(hours=1),
        )
    assert Gezinsplan.objects.count() == 1
