"""How an action stands and what happened to it, in exact words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from acties import workflow
from acties.access import Navraag, gebeurtenissen_van, get_actie
from acties.einde import geef_acties_terug
from acties.models import Actie
from acties.woorden import (
    geschiedenis,
    kiest_nog,
    navraagzin,
    reden_in_woorden,
    roepnaam,
    staat_van,
    staat_voor_houder,
)
from tests.cast import Cast

Maak = Callable[..., Actie]


def _vers(cast: Cast, actie: Actie) -> Actie:
    return get_actie(cast.plek("linda"), actie.pk)


def _zeg(cast: Cast, actie: Actie, *, now: datetime | None = None) -> tuple[str, str, str]:
    staat = staat_van(_vers(cast, actie), Navraag(), now or cast.now)
    return staat.soort, staat.tekst, staat.toelichting


def test_how_it_stands_from_proposal_to_done(cast: Cast, maak: Maak) -> None:
    actie = maak("peter", "noor")
    peter, noor = cast.plek("peter"), cast.plek("noor")
    uiterlijk = "Uiterlijk vrijdag 27 november"
    assert _zeg(cast, actie) == ("wacht", "Peter en Noor kiezen nog", uiterlijk)
    workflow.accept(actie, actor=peter, now=cast.now)
    assert _zeg(cast, actie) == ("rust", uiterlijk, "Noor kiest nog.")
    workflow.begin(actie, actor=peter, now=cast.now)
    assert _zeg(cast, actie) == ("goed", "Bezig", f"{uiterlijk} Noor kiest nog.")
    workflow.accept(actie, actor=noor, now=cast.now)
    assert _zeg(cast, actie) == ("goed", "Bezig", uiterlijk)
    workflow.finish(actie, actor=peter, now=cast.now)
    assert _zeg(cast, actie) == ("goed", "Klaar, zojuist", "")
    later = cast.now + timedelta(days=1)
    assert _zeg(cast, actie, now=later) == ("goed", "Klaar op 20 november", "")


def test_without_a_date(cast: Cast, maak: Maak) -> None:
    actie = maak("peter", ja=True, deadline=None)
    assert _zeg(cast, actie) == ("rust", "Afgesproken", "")
    assert staat_voor_houder(actie, cast.now).tekst == "Geen einddatum"


def test_what_ended_says_why(cast: Cast, maak: Maak) -> None:
    vervallen = maak("peter")
    workflow.lapse(vervallen, actor=cast.plek("linda"), now=cast.now, reden="Al geregeld")
    assert _zeg(cast, vervallen) == ("rust", "Hoeft niet meer", "Al geregeld")
    vervallen.refresh_from_db()
    assert staat_voor_houder(vervallen, cast.now).tekst == "Hoeft niet meer"
    terug = maak("mark")
    workflow.hand_back(terug, actor=cast.plek("mark"), now=cast.now, reden="geen DigiD")
    assert _zeg(cast, terug) == ("wacht", "Teruggegeven", "Mark: “geen DigiD”")
    terug.refresh_from_db()
    assert staat_voor_houder(terug, cast.now).tekst == "Teruggegeven"
    terug.houders.all().delete()
    assert reden_in_woorden(_vers(cast, terug)) == "geen DigiD"


@pytest.mark.parametrize(
    ("wie", "status", "navraag", "zin"),
    [
        (["peter"], "afgesproken", (0, 0), "Peter heeft nog niet laten weten hoe het staat."),
        (
            ["peter", "youssef"],
            "afgesproken",
            (0, 0),
            "Peter en Youssef hebben nog niet laten weten hoe het staat.",
        ),
        (
            ["peter"],
            "afgesproken",
            (2, 0),
            "Peter kreeg twee keer een herinnering. Peter heeft nog niet geantwoord.",
        ),
        (
            ["peter", "youssef"],
            "afgesproken",
            (1, 0),
            "Peter en Youssef kregen één keer een herinnering. "
            "Peter en Youssef hebben nog niet geantwoord.",
        ),
        (
            ["peter"],
            "afgesproken",
            (0, 2),
            "Linda heeft twee keer gevraagd. Peter heeft nog niet geantwoord.",
        ),
        (["peter"], "bezig", (0, 1), "Linda heeft één keer gevraagd. Peter is ermee bezig."),
        (["peter", "noor"], "bezig", (0, 0), "Peter en Noor zijn ermee bezig."),
        (["noor"], "voorgesteld", (0, 0), "Noor heeft nog niet gekozen."),
        (["noor", "mark"], "voorgesteld", (0, 0), "Noor en Mark hebben nog niet gekozen."),
    ],
)
def test_why_it_is_late(
    cast: Cast, maak: Maak, wie: list[str], status: str, navraag: tuple[int, int], zin: str
) -> None:
    actie = maak(*wie)
    Actie.objects.filter(pk=actie.pk).update(status=status)
    herinnerd, gevraagd = navraag
    vraag = Navraag(herinnerd, gevraagd, "Linda Brouwer" if gevraagd else "")
    assert navraagzin(_vers(cast, actie), vraag) == zin


def test_names(cast: Cast) -> None:
    assert roepnaam(cast.deelname["tom"]) == "Tom"
    assert roepnaam(None) == "Iemand"
    assert kiest_nog([]) == "Nog niet gekozen"


def _verhaal(cast: Cast, actie: Actie) -> list[str]:
    rijen = gebeurtenissen_van(cast.plek("linda"), actie)
    return [r.zin for r in geschiedenis(_vers(cast, actie), rijen, cast.now)]


def test_the_whole_story_of_an_action_for_several(cast: Cast, maak: Maak) -> None:
    linda, peter, tom = (cast.plek(n) for n in ("linda", "peter", "tom"))
    actie = maak("peter", "tom")
    workflow.accept(actie, actor=peter, now=cast.now)
    workflow.accept(actie, actor=tom, now=cast.now)
    workflow.hand_back(actie, actor=tom, now=cast.now, reden="Geen tijd")
    velden: dict[str, Any] = {"tekst": "Bel", "leefgebied": actie.leefgebied}
    eerst, dan = actie.deadline, cast.now.date() + timedelta(days=14)
    workflow.edit(actie, actor=linda, now=cast.now, versie=0, deadline=eerst, **velden)
    workflow.edit(actie, actor=linda, now=cast.now, versie=1, deadline=dan, **velden)
    aisha = cast.deelname["aisha"]
    workflow.hand_over(actie, actor=peter, now=cast.now, naar=aisha)
    workflow.accept(actie, actor=cast.plek("aisha"), now=cast.now)
    workflow.reassign(actie, actor=linda, now=cast.now, houders=[cast.deelname["youssef"]])
    workflow.finish(actie, actor=cast.plek("youssef"), now=cast.now)
    assert _verhaal(cast, actie) == [
        "Linda maakte deze actie.",
        "Peter doet het.",
        "Tom doet mee.",
        "Tom doet niet mee: “Geen tijd”",
        "Linda veranderde deze actie.",
        "Linda veranderde de datum in vrijdag 4 december.",
        "Peter vroeg Aisha om dit over te nemen.",
        "Aisha nam dit over van Peter.",
        "Linda vroeg nu Youssef om dit te doen.",
        "Youssef is klaar.",
    ]


def test_the_story_of_one_that_ends_with_its_owners(cast: Cast, maak: Maak) -> None:
    actie = maak("samira", "tom", ja=True, herhaling="wekelijks")
    samira = cast.plek("samira")
    workflow.finish(actie, actor=samira, now=cast.now)
    geef_acties_terug(cast.deelname["tom"], actor=samira, now=cast.now)
    geef_acties_terug(cast.deelname["samira"], actor=None, now=cast.now)
    assert _verhaal(cast, actie)[-3:] == [
        "Samira deed dit, voor vrijdag 27 november.",
        "Tom doet niet meer mee: “Tom zit niet meer aan tafel”",
        "Samira doet dit niet meer: “Samira zit niet meer aan tafel”",
    ]
    workflow.take(actie, actor=cast.plek("mark"), now=cast.now)
    workflow.hand_back(actie, actor=cast.plek("mark"), now=cast.now, reden="Toch niet")
    workflow.take(actie, actor=cast.plek("mark"), now=cast.now)
    workflow.lapse(actie, actor=cast.plek("linda"), now=cast.now, reden="Klaar")
    assert _verhaal(cast, actie)[-4:] == [
        "Mark nam dit over van Samira.",
        "Mark gaf het terug: “Toch niet”",
        "Mark nam dit op zich.",
        "Linda schreef dat dit niet meer hoeft: “Klaar”",
    ]


def test_rows_of_the_platform_and_of_a_table(cast: Cast, maak: Maak) -> None:
    actie = maak("peter", "noor", "linda")
    for soort, velden in (
        ("herinnerd", {}),
        ("herinnerd", {"houder": cast.deelname["peter"]}),
        ("gemeld", {}),
    ):
        actie.gebeurtenissen.create(soort=soort, op=cast.now + timedelta(minutes=1), **velden)
    assert sorted(_verhaal(cast, actie)[1:]) == [
        "De zorgcoördinator kreeg bericht dat het stil is.",
        "Er ging een herinnering.",
        "Peter kreeg een herinnering.",
    ]
    Actie.objects.filter(pk=actie.pk).update(tafel_id=actie.pk)
    assert _verhaal(cast, actie)[0] == "Afgesproken aan tafel. Linda schreef het op."


def test_taking_it_at_once(cast: Cast, maak: Maak) -> None:
    assert _verhaal(cast, maak("peter", door="peter")) == ["Peter nam dit op zich."]
    assert str(maak("peter").houders.get()) == "Peter Hendriks: Maak een rooster"
    assert "gemaakt" in str(maak("peter").gebeurtenissen.get())
