"""When a seat ends, its open actions go back, in the transaction that ends it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import translation

from acties import workflow
from acties.einde import gevolg
from acties.models import Actie
from notifications.models import Bericht
from tests.cast import Cast
from toegang import beeindigen

Maak = Callable[..., Actie]
Antwoorden = Callable[[Actie], dict[str, str]]
Berichten = Callable[[], list[tuple[str, str]]]


def test_open_actions_go_back_to_the_coordinator(
    cast: Cast, maak: Maak, antwoorden: Antwoorden, berichten: Berichten
) -> None:
    alleen, samen, open_ = maak("peter", ja=True), maak("peter", "youssef", ja=True), maak("peter")
    klaar = maak("peter")
    workflow.finish(klaar, actor=cast.plek("peter"), now=cast.now)
    Bericht.objects.all().delete()
    samira = cast.plek("samira")
    with translation.override("en"):
        beeindigen.einde(cast.deelname["peter"], actor=samira, now=cast.now)
    for actie in (alleen, samen, open_, klaar):
        actie.refresh_from_db()
    reden = "Peter zit niet meer aan tafel"
    assert [(a.status, a.reden) for a in (alleen, samen, open_, klaar)] == [
        ("teruggegeven", reden),
        ("afgesproken", ""),
        ("teruggegeven", reden),
        ("gedaan", ""),
    ]
    assert antwoorden(samen) == {"peter": "nee", "youssef": "ja"}
    assert berichten() == [("acties.teruggegeven", "linda")] * 2
    laatste = alleen.gebeurtenissen.last()
    assert laatste is not None
    assert (laatste.door, laatste.houder, laatste.terug) == (
        cast.deelname["samira"],
        cast.deelname["peter"],
        {},
    )


def test_an_end_date_does_it_without_anybody(cast: Cast, maak: Maak) -> None:
    actie = maak("peter", ja=True)
    beeindigen.einde(cast.deelname["peter"], actor=None, now=cast.now)
    actie.refresh_from_db()
    assert actie.status == "teruggegeven"


def test_who_was_asked_to_take_over_can_still_say_yes(
    cast: Cast, maak: Maak, antwoorden: Antwoorden
) -> None:
    actie = maak("peter", ja=True)
    naar = cast.deelname["aisha"]
    workflow.hand_over(actie, actor=cast.plek("peter"), now=cast.now, naar=naar)
    beeindigen.einde(cast.deelname["peter"], actor=None, now=cast.now)
    actie.refresh_from_db()
    assert (actie.status, antwoorden(actie)) == ("voorgesteld", {"peter": "nee", "aisha": "open"})
    workflow.accept(actie, actor=cast.plek("aisha"), now=cast.now)
    actie.refresh_from_db()
    assert actie.status == "afgesproken"


@pytest.mark.parametrize(
    ("aantal", "zinnen"),
    [
        (0, []),
        (1, ["Eén actie van Peter gaat terug naar de zorgcoördinator."]),
        (3, ["Drie acties van Peter gaan terug naar de zorgcoördinator."]),
    ],
)
def test_it_is_said_before_it_happens(
    cast: Cast, maak: Maak, aantal: int, zinnen: list[str]
) -> None:
    for _ in range(aantal):
        maak("peter")
    maak("youssef")
    assert gevolg(cast.deelname["peter"]) == zinnen
    assert set(zinnen) <= set(beeindigen.zinnen(cast.deelname["peter"]))
