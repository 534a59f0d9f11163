"""Every kind of notice: what it says, to whom it is still allowed, at one number of queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acties import workflow
from acties.models import Actie
from notifications import soorten
from notifications.access import berichten_van
from notifications.models import Bericht
from tests.cast import Cast

Maak = Callable[..., Actie]


@pytest.fixture
def leest(cast: Cast) -> Callable[..., list[tuple[str, str]]]:
    """What somebody reads of actions: (title, line)."""

    def leest(naam: str, *, later: timedelta = timedelta()) -> list[tuple[str, str]]:
        regels = berichten_van(cast.gebruiker[naam], now=cast.now + later)
        return [(r.tekst.titel, r.tekst.regel) for r in regels]

    return leest


Leest = Callable[..., list[tuple[str, str]]]


def test_a_question_says_who_asks_what_by_when(cast: Cast, maak: Maak, leest: Leest) -> None:
    actie = maak("peter", door="samira")
    assert leest("peter") == [("Samira vraagt: Maak een rooster", "Uiterlijk vrijdag 27 november")]
    workflow.accept(actie, actor=cast.plek("peter"), now=cast.now)
    assert leest("peter") == []


def test_handing_over_says_who_asks(cast: Cast, maak: Maak, leest: Leest) -> None:
    actie = maak("peter", ja=True)
    naar = cast.deelname["aisha"]
    workflow.hand_over(actie, actor=cast.plek("peter"), now=cast.now, naar=naar)
    assert leest("aisha")[0][0] == "Peter vraagt: Maak een rooster"
    workflow.hand_back(actie, actor=cast.plek("aisha"), now=cast.now, reden="Geen tijd")
    assert leest("aisha") == []
    assert leest("peter")[0][0] == "Aisha kan dit niet van u overnemen: Maak een rooster"


def test_a_change_says_who_changed_it(cast: Cast, maak: Maak, leest: Leest) -> None:
    actie = maak("peter", ja=True)
    velden: dict[str, Any] = {"versie": 0, "tekst": "Bel", "leefgebied": actie.leefgebied}
    workflow.edit(actie, actor=cast.plek("samira"), now=cast.now, **velden)
    assert leest("peter") == [("Samira veranderde een actie van u: Bel", "")]


def test_handed_back_says_why_and_is_for_the_coordinator_only(
    cast: Cast, maak: Maak, leest: Leest
) -> None:
    actie = maak("mark", ja=True)
    workflow.hand_back(actie, actor=cast.plek("mark"), now=cast.now, reden="Geen tijd")
    assert leest("linda") == [("Teruggegeven: Maak een rooster", "Mark: “Geen tijd”")]
    linda = cast.deelname["linda"]
    linda.is_zorgcoordinator = False
    linda.save()
    assert leest("linda") == []


def test_what_need_not_be_done_says_why_and_to_who_lost_it_nothing(
    cast: Cast, maak: Maak, leest: Leest
) -> None:
    actie = maak("peter", leefgebied="inkomen", ja=True)
    workflow.lapse(actie, actor=cast.plek("linda"), now=cast.now, reden="Al geregeld")
    assert leest("peter") == [("Dit hoeft niet meer: Maak een rooster", "Al geregeld")]
    weg = maak("peter", leefgebied="inkomen", ja=True, tekst="KANARIE")
    tom = [cast.deelname["tom"]]
    workflow.reassign(weg, actor=cast.plek("linda"), now=cast.now, houders=tom)
    assert ("Een actie van u ligt nu bij iemand anders. U hoeft niets te doen.", "") in leest(
        "peter"
    )
    assert "KANARIE" not in str(leest("peter"))


def test_done_is_told_to_who_still_sees_it(cast: Cast, maak: Maak, leest: Leest) -> None:
    actie = maak("noor", door="peter")
    workflow.finish(actie, actor=cast.plek("noor"), now=cast.now)
    zin = [("Noor is klaar met: Maak een rooster", "")]
    assert (leest("linda"), leest("peter")) == (zin, zin)
    cast.deelname["peter"].secties = []
    cast.deelname["peter"].save()
    assert leest("peter") == []


def test_a_tap_taken_back_is_a_notice_gone(cast: Cast, maak: Maak, leest: Leest) -> None:
    actie = maak("mark", ja=True)
    workflow.hand_back(actie, actor=cast.plek("mark"), now=cast.now, reden="Geen tijd")
    workflow.undo(actie, actor=cast.plek("mark"), now=cast.now)
    assert leest("linda") == []


def test_after_a_table_one_line_counts_what_is_ones_own(
    cast: Cast, maak: Maak, leest: Leest
) -> None:
    notulist = cast.deelname["linda"].pk
    tafel = SimpleNamespace(id=uuid4(), plan_id=cast.plan.pk, notulist_id=notulist)
    rijen = [maak("samira", tafel=tafel, akkoord=[cast.deelname["samira"]]) for _ in range(2)]
    workflow.announce(actor=cast.plek("linda"), now=cast.now, tafel=tafel)
    assert leest("samira") == [("Aan tafel spraken we af: u doet twee dingen.", "")]
    for actie in rijen:
        workflow.finish(actie, actor=cast.plek("samira"), now=cast.now)
    assert leest("samira") == []


def test_the_coordinator_asks_after_it(cast: Cast, maak: Maak, leest: Leest) -> None:
    actie = maak("peter", "noor")
    workflow.accept(actie, actor=cast.plek("peter"), now=cast.now)
    workflow.ask_again(actie, actor=cast.plek("linda"), now=cast.now)
    assert leest("peter")[0][0] == "Linda vraagt hoe het staat: Maak een rooster"
    titels = {titel for titel, _ in leest("noor")}
    assert titels == {
        "U heeft nog niet gekozen: Maak een rooster",
        "Linda vraagt: Maak een rooster",
    }


def test_a_seat_that_ended_and_a_plan_that_closed_say_nothing(
    cast: Cast, maak: Maak, leest: Leest
) -> None:
    maak("peter")
    maak("samira")
    cast.deelname["peter"].tot = cast.now.date()
    cast.deelname["peter"].save()
    assert leest("peter") == []
    cast.plan.status, cast.plan.afgesloten_op = "afgesloten", cast.now
    cast.plan.save()
    assert leest("samira") == []


def test_an_action_that_is_gone_says_nothing(cast: Cast, maak: Maak, leest: Leest) -> None:
    maak("peter").delete()
    assert leest("peter") == []


SOORTEN = [s.code for s in soorten.alle() if s.code.startswith("acties.")]


@pytest.mark.parametrize("code", SOORTEN)
def test_the_text_of_thirty_costs_as_many_queries_as_of_one(
    cast: Cast, maak: Maak, code: str
) -> None:
    def rijen(aantal: int) -> list[Bericht]:
        return [
            Bericht(
                soort=code,
                ontvanger=cast.gebruiker["linda"],
                plan=cast.plan,
                object_id=maak("linda", "peter").pk,
                context={"door": str(cast.deelname["peter"].pk)},
                sleutel=f"{code}:{n}",
                gemaakt_op=cast.now,
                zichtbaar_vanaf=cast.now,
            )
            for n in range(aantal)
        ]

    aantallen = []
    for aantal in (1, 30):
        berichten = rijen(aantal)
        with CaptureQueriesContext(
            connection,
        ) as gevangen:
            soorten.get(code).teksten(berichten, cast.now)
        aantallen.append(len(gevangen))
    assert aantallen[0] == aantallen[1] <= 5


def test_every_kind_that_is_mailed_says_nothing_of_the_case() -> None:
    gemaild = {s.code for s in soorten.alle() if s.code.startswith("acties.") and s.mail}
    assert gemaild == {
        "acties.gevraagd",
        "acties.herinnering",
        "acties.te_laat",
        "acties.niet_overgenomen",
        "acties.teruggegeven",
        "acties.stil",
        "acties.afgesproken",
    }


@pytest.mark.parametrize("code", SOORTEN)
def test_a_mail_has_a_link_and_the_same_words_for_all(cast: Cast, maak: Maak, code: str) -> None:
    soort = soorten.get(code)
    if soort.mail is None:
        return
    actie = maak("peter", tekst="KANARIE")
    bericht = Bericht(
        soort=code, ontvanger=cast.gebruiker["peter"], plan=cast.plan, object_id=actie.pk
    )
    gemaakt = soort.mail(bericht, cast.now)
    assert gemaakt.onderwerp == "Er staat iets voor u klaar in 1Gezin1Plan"
    assert gemaakt.regels == ["Na het inloggen leest u waar het over gaat."]
    assert gemaakt.url in (
        "/acties/",
        f"/acties/#a-{actie.pk}",
        f"/plannen/{cast.plan.pk}/acties/{actie.pk}/",
    )
