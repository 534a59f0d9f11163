"""Who sees which action; and the Python question that must agree with the query."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import Http404

from acties import workflow
from acties.access import acties_voor, doel_bij, get_actie
from acties.berichten import ziet
from acties.models import Actie
from acties.taken import eigen_taken
from doelen.models import Doel
from tests.cast import Cast, zet_bram_gezin
from toegang.access import plekken_van

Maak = Callable[..., Actie]
ANDEREN = ["samira", "mark", "noor", "fatma", "youssef", "linda", "peter", "aisha", "tom", "esther"]


@pytest.fixture
def acties(cast: Cast, maak: Maak) -> dict[str, Actie]:
    """One action of every kind of scope; the text of each could leak."""
    samira, mark = cast.lid["samira"], cast.lid["mark"]
    rijen = {
        "school": maak("youssef", tekst="CANARY school"),
        "geld": maak("tom", leefgebied="inkomen", tekst="CANARY geld"),
        "vrij": maak("samira", leefgebied="vrije-tijd", tekst="CANARY vrij"),
        "van_samira": maak("samira", leefgebied="gezondheid", betreft=samira, tekst="CANARY S"),
        "van_mark": maak("mark", leefgebied="wonen", betreft=mark, tekst="CANARY M"),
        "peter_geld": maak("peter", leefgebied="inkomen", tekst="CANARY eigen"),
    }
    return rijen


def _ziet(cast: Cast, naam: str, acties: dict[str, Actie]) -> set[str]:
    gezien = {a.pk for a in acties_voor(cast.plek(naam))}
    return {soort for soort, a in acties.items() if a.pk in gezien}


def test_everyone_sees_their_scope_and_their_own(cast: Cast, acties: dict[str, Actie]) -> None:
    alles = set(acties)
    assert {naam: _ziet(cast, naam, acties) for naam in ANDEREN} == {
        "samira": alles - {"van_mark"},
        "mark": alles - {"van_samira"},
        "noor": alles - {"van_mark", "van_samira"},
        "fatma": {"vrij"},
        "youssef": {"school", "vrij"},
        "linda": alles,
        "peter": {"school", "vrij", "peter_geld"},
        "aisha": {"van_samira"},
        "tom": {"geld", "peter_geld"},
        "esther": set(),
    }


def test_without_the_section_only_ones_own(cast: Cast, acties: dict[str, Actie]) -> None:
    for naam in ("peter", "youssef"):
        cast.deelname[naam].secties = ["rondetafels"]
        cast.deelname[naam].save()
    assert _ziet(cast, "peter", acties) == {"peter_geld"}
    assert _ziet(cast, "youssef", acties) == {"school"}


def test_the_question_on_loaded_rows_agrees_with_the_query(
    cast: Cast, acties: dict[str, Actie]
) -> None:
    cast.deelname["tom"].secties = []
    cast.deelname["tom"].save()
    for naam in ANDEREN:
        plek = cast.plek(naam)
        assert {s for s, a in acties.items() if ziet(plek, a)} == _ziet(cast, naam, acties)


def test_after_the_seat_ended_there_is_nothing(cast: Cast, acties: dict[str, Actie]) -> None:
    peter = cast.deelname["peter"]
    plek = cast.plek("peter")
    assert len(eigen_taken(plekken_van(cast.gebruiker["peter"], now=cast.now), cast.now).rijen) == 1
    peter.tot = cast.now.date()
    peter.save()
    assert eigen_taken(plekken_van(cast.gebruiker["peter"], now=cast.now), cast.now).rijen == []
    with pytest.raises(Http404):
        cast.plek("peter")
    assert plek.deelname.pk == peter.pk


def test_of_another_plan_nothing_is_reached(cast: Cast, acties: dict[str, Actie]) -> None:
    plan = zet_bram_gezin(cast)
    plan.status, plan.actief_op = "actief", cast.now
    plan.save()
    elders = Actie.objects.create(
        plan=plan,
        leefgebied=plan.gemeente.leefgebieden.get(code="school"),
        tekst="CANARY elders",
        gemaakt_op=cast.now,
        gewijzigd_op=cast.now,
    )
    with pytest.raises(Http404):
        get_actie(cast.plek("linda"), elders.pk)
    assert elders.pk not in {a.pk for a in acties_voor(cast.plek("linda"))}


def test_a_goal_out_of_scope_stays_hidden_behind_ones_own_action(
    cast: Cast, maak: Maak, doel: Callable[..., Doel]
) -> None:
    geld = doel("CANARY de huur is betaald", "inkomen")
    actie = maak("peter", leefgebied="school", doel=geld)
    assert doel_bij(cast.plek("peter"), actie) is None
    assert doel_bij(cast.plek("tom"), actie) == geld


def test_a_goal_that_is_only_proposed_or_taken_away_stays_hidden(
    cast: Cast, maak: Maak, doel: Callable[..., Doel]
) -> None:
    voorstel = doel("CANARY voorstel", door=cast.deelname["aisha"])
    Doel.objects.filter(pk=voorstel.pk).update(status="concept", voorstel=True)
    actie = Actie.objects.get(pk=maak("peter", doel=voorstel).pk)
    zien = {naam: doel_bij(cast.plek(naam), actie) is not None for naam in ("peter", "samira")}
    assert zien == {"peter": False, "samira": True}
    Doel.objects.filter(pk=voorstel.pk).update(weggehaald_op=cast.now)
    actie = Actie.objects.get(pk=actie.pk)
    assert doel_bij(cast.plek("samira"), actie) is None


def test_who_said_no_sees_it_until_that_cannot_be_taken_back(cast: Cast, maak: Maak) -> None:
    actie = maak("samira", "peter", leefgebied="inkomen", ja=True)
    workflow.hand_back(actie, actor=cast.plek("peter"), now=cast.now, reden="Geen tijd")
    straks = cast.now + timedelta(minutes=9)
    assert get_actie(cast.plek("peter", now=straks), actie.pk) == actie
    later = cast.now + timedelta(minutes=11)
    with pytest.raises(Http404):
        get_actie(cast.plek("peter", now=later), actie.pk)


def test_who_handed_it_back_sees_it_until_somebody_else_has_it(cast: Cast, maak: Maak) -> None:
    actie = maak("peter", leefgebied="inkomen", ja=True)
    workflow.hand_back(actie, actor=cast.plek("peter"), now=cast.now, reden="Geen tijd")
    later = cast.now + timedelta(days=1)
    assert get_actie(cast.plek("peter", now=later), actie.pk) == actie
    tom = [cast.deelname["tom"]]
    workflow.reassign(actie, actor=cast.plek("linda", now=later), now=later, houders=tom)
    with pytest.raises(Http404):
        get_actie(cast.plek("peter", now=later), actie.pk)
