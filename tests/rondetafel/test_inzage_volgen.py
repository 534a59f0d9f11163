"""Following the table on a phone: a line per person per step, however often the phone asks."""

from __future__ import annotations

import pytest

from tests.cast import Cast, zet_cast
from tests.rondetafel.aan_tafel import adres, als, ga_naar, zet_bezig, zet_doel
from tests.rondetafel.tafels import NU
from toegang.inzage.models import Inzage

pytestmark = pytest.mark.usefixtures("aan_tafel_nu")


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(NU)


def regels(route: str) -> list[tuple[str, str]]:
    rijen = Inzage.objects.filter(route=route).order_by("id")
    return [(naam.split()[0], weg) for naam, weg in rijen.values_list("actor_naam", "weg")]


def test_a_step_counts_once_for_each_who_follows(cast: Cast) -> None:
    tafel = zet_bezig(cast)
    peter, samira = als(cast, "peter"), als(cast, "samira")
    for client in (peter, peter, samira, peter):
        antwoord = client.get(adres("volgen_deel", tafel), HTTP_HX_REQUEST="true")
        assert antwoord.status_code == 200
    assert regels("rondetafel:volgen_deel") == [("Peter", "deel"), ("Samira", "deel")]
    tafel = ga_naar(cast, tafel, "krachten")
    for _ in range(3):
        peter.get(adres("volgen_deel", tafel), HTTP_HX_REQUEST="true")
    assert regels("rondetafel:volgen_deel") == [
        ("Peter", "deel"),
        ("Samira", "deel"),
        ("Peter", "deel"),
    ]


def test_each_goal_is_a_step_of_its_own(cast: Cast) -> None:
    tafel = zet_bezig(cast)
    een, ander = zet_doel(cast, "Naar school"), zet_doel(cast, "Op tijd naar bed")
    peter = als(cast, "peter")
    for doel in (een, ander, een):
        tafel = ga_naar(cast, tafel, "doelen", doel)
        peter.get(adres("volgen_deel", tafel), HTTP_HX_REQUEST="true")
    assert len(regels("rondetafel:volgen_deel")) == 2


def test_hearing_that_nothing_changed_is_no_look(cast: Cast) -> None:
    tafel = zet_bezig(cast)
    peter = als(cast, "peter")
    stand = peter.get(adres("volgen", tafel)).context["stand"]
    voor = Inzage.objects.count()
    antwoord = peter.get(adres("volgen_deel", tafel), {"stand": stand})
    assert antwoord.status_code == 204
    assert Inzage.objects.count() == voor


def test_the_screen_of_the_notulist_counts_once_per_step(cast: Cast) -> None:
    tafel = zet_bezig(cast)
    linda = als(cast, "linda")
    for _ in range(3):
        linda.get(adres("tafel_stand", tafel), HTTP_HX_REQUEST="true")
    assert regels("rondetafel:tafel_stand") == [("Linda", "deel")]


def test_who_may_not_follow_is_noted_every_time(cast: Cast) -> None:
    tafel = zet_bezig(cast, "samira", "mark", "noor", "linda")
    peter = als(cast, "peter")
    for _ in range(2):
        peter.get(adres("volgen_deel", tafel))
    assert Inzage.objects.filter(uitkomst="geweigerd").count() == 2
