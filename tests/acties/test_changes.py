"""Changing an action: undo, edit, asking others, handing over, lapsing, asking after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from acties import workflow
from acties.models import Actie, Actiegebeurtenis, Actiehouder
from doelen.models import Doel
from gezinsplan.versies import VerouderdError
from notifications.models import Bericht
from tests.cast import Cast

Maak = Callable[..., Actie]
Antwoorden = Callable[[Actie], dict[str, str]]
Berichten = Callable[[], list[tuple[str, str]]]
MINUUT = timedelta(minutes=1)


def _stand(actie: Actie) -> tuple[Any, ...]:
    """All of an action and its owners that a tap can change."""
    rij = Actie.objects.get(pk=actie.pk)
    houders = Actiehouder.objects.filter(actie=actie).order_by("pk")
    velden = ("pk", "deelname_id", "antwoord", "antwoord_op", "gevraagd_op", "in_plaats_van_id")
    return (
        rij.status,
        rij.deadline,
        rij.reden,
        rij.afgerond_op,
        rij.drie_vragen,
        list(houders.values_list(*velden)),
    )


# --- undo -----------------------------------------------------------------------------------------
TIKKEN: dict[str, Callable[[Actie, Any], object]] = {
    "accept": lambda a, p: workflow.accept(a, actor=p, now=p.now),
    "begin": lambda a, p: workflow.begin(a, actor=p, now=p.now),
    "finish": lambda a, p: workflow.finish(a, actor=p, now=p.now),
    "hand_back": lambda a, p: workflow.hand_back(a, actor=p, now=p.now, reden="Geen tijd"),
}


@pytest.mark.parametrize("tik", TIKKEN)
@pytest.mark.parametrize("herhaling", ["", "wekelijks"])
def test_a_mistaken_tap_is_taken_back_entirely(
    cast: Cast, maak: Maak, tik: str, herhaling: str
) -> None:
    actie = maak("peter", "youssef", herhaling=herhaling)
    voor = _stand(actie)
    TIKKEN[tik](actie, cast.plek("peter"))
    assert _stand(actie) != voor
    later = cast.now + 9 * MINUUT
    workflow.undo(actie, actor=cast.plek("peter", now=later), now=later)
    assert _stand(actie) == voor
    laatste = Actiegebeurtenis.objects.order_by("-op").first()
    assert laatste is not None
    assert (laatste.soort, laatste.door) == ("ongedaan", cast.deelname["peter"])


def test_taking_over_is_taken_back_with_the_owner_who_left(cast: Cast, maak: Maak) -> None:
    actie = maak("mark", ja=True)
    workflow.hand_back(actie, actor=cast.plek("mark"), now=cast.now, reden="Geen tijd")
    voor = _stand(actie)
    later = cast.now + MINUUT
    workflow.take(actie, actor=cast.plek("peter", now=later), now=later)
    workflow.undo(actie, actor=cast.plek("peter", now=later), now=later + MINUUT)
    assert _stand(actie) == voor


def test_lapsing_is_taken_back_too(cast: Cast, maak: Maak) -> None:
    actie = maak("peter", ja=True)
    voor = _stand(actie)
    linda, later = cast.plek("linda"), cast.now + MINUUT
    workflow.lapse(actie, actor=linda, now=later, reden="Het is al geregeld")
    workflow.undo(actie, actor=linda, now=later + MINUUT)
    assert _stand(actie) == voor


def test_after_ten_minutes_it_stays(cast: Cast, maak: Maak) -> None:
    actie = maak("peter")
    workflow.finish(actie, actor=cast.plek("peter"), now=cast.now)
    later = cast.now + 11 * MINUUT
    with pytest.raises(workflow.OvergangError):
        workflow.undo(actie, actor=cast.plek("peter", now=later), now=later)


def test_nobody_takes_back_the_tap_of_another_or_what_was_followed_by_another(
    cast: Cast, maak: Maak
) -> None:
    actie = maak("peter", "youssef", ja=True)
    now = cast.now + MINUUT
    workflow.begin(actie, actor=cast.plek("peter"), now=now)
    with pytest.raises(workflow.OvergangError):
        workflow.undo(actie, actor=cast.plek("youssef"), now=now)
    workflow.finish(actie, actor=cast.plek("youssef"), now=now + MINUUT)
    with pytest.raises(workflow.OvergangError):
        workflow.undo(actie, actor=cast.plek("peter"), now=now + MINUUT)


def test_it_is_taken_back_once(cast: Cast, maak: Maak) -> None:
    actie = maak("peter", ja=True)
    peter, now = cast.plek("peter"), cast.now + MINUUT
    workflow.begin(actie, actor=peter, now=now)
    workflow.undo(actie, actor=peter, now=now + MINUUT)
    with pytest.raises(workflow.OvergangError):
        workflow.undo(actie, actor=peter, now=now + 2 * MINUUT)


def test_making_an_action_is_not_a_tap(cast: Cast, maak: Maak) -> None:
    actie = maak("linda")
    with pytest.raises(workflow.OvergangError):
        workflow.undo(actie, actor=cast.plek("linda"), now=cast.now)


# --- edit -----------------------------------------------------------------------------------------
def _velden(actie: Actie, **anders: Any) -> dict[str, Any]:
    return {
        "versie": actie.versie,
        "tekst": actie.tekst,
        "leefgebied": actie.leefgebied,
        "deadline": actie.deadline,
        "herhaling": actie.herhaling,
        "doel": actie.doel,
        "betreft": actie.betreft,
    } | anders


def test_a_parent_changes_words_and_date_and_the_owner_hears_it(
    cast: Cast, maak: Maak, berichten: Berichten
) -> None:
    actie = maak("peter", ja=True)
    Bericht.objects.all().delete()
    nieuw = _velden(actie, tekst="Maak een kort rooster", deadline=date(2026, 12, 4))
    workflow.edit(actie, actor=cast.plek("samira"), now=cast.now, **nieuw)
    actie.refresh_from_db()
    assert (actie.tekst, actie.deadline, actie.versie) == (
        "Maak een kort rooster",
        date(2026, 12, 4),
        1,
    )
    gebeurd = Actiegebeurtenis.objects.get(soort="gewijzigd")
    assert gebeurd.deadline == date(2026, 12, 4)
    assert berichten() == [("acties.gewijzigd", "peter")]


def test_who_writes_second_loses_nothing_and_overwrites_nothing(cast: Cast, maak: Maak) -> None:
    actie = maak("peter")
    eerst, dan = _velden(actie, tekst="Van Samira"), _velden(actie, tekst="Van Linda")
    workflow.edit(actie, actor=cast.plek("samira"), now=cast.now, **eerst)
    with pytest.raises(VerouderdError) as fout:
        workflow.edit(actie, actor=cast.plek("linda"), now=cast.now, **dan)
    assert (str(fout.value.huidig), fout.value.velden["tekst"]) == ("Van Samira", "Van Linda")
    actie.refresh_from_db()
    assert actie.tekst == "Van Samira"


def test_a_tap_does_not_make_a_text_outdated(cast: Cast, maak: Maak) -> None:
    actie = maak("peter")
    velden = _velden(actie, tekst="Kort rooster")
    workflow.begin(actie, actor=cast.plek("peter"), now=cast.now)
    workflow.edit(actie, actor=cast.plek("linda"), now=cast.now, **velden)
    actie.refresh_from_db()
    assert (actie.tekst, actie.status) == ("Kort rooster", "bezig")


def test_nothing_changed_is_nothing_written(cast: Cast, maak: Maak) -> None:
    actie = maak("peter")
    workflow.edit(actie, actor=cast.plek("linda"), now=cast.now, **_velden(actie))
    actie.refresh_from_db()
    assert actie.versie == 0
    assert not Actiegebeurtenis.objects.filter(soort="gewijzigd").exists()


def test_who_proposed_it_may_change_it_until_somebody_chose(cast: Cast, maak: Maak) -> None:
    actie = maak("noor", door="peter")
    workflow.edit(actie, actor=cast.plek("peter"), now=cast.now, **_velden(actie, tekst="App"))
    actie.refresh_from_db()
    assert actie.tekst == "App"
    workflow.accept(actie, actor=cast.plek("noor"), now=cast.now)
    with pytest.raises(PermissionDenied):
        workflow.edit(actie, actor=cast.plek("peter"), now=cast.now, **_velden(actie, tekst="Bel"))


def test_what_one_took_for_oneself_alone_is_ones_own_to_change(cast: Cast, maak: Maak) -> None:
    actie = maak("peter", door="peter")
    workflow.edit(actie, actor=cast.plek("peter"), now=cast.now, **_velden(actie, tekst="Bel"))
    actie.refresh_from_db()
    assert actie.tekst == "Bel"


def test_an_owner_does_not_change_what_others_asked(cast: Cast, maak: Maak) -> None:
    actie = maak("peter", ja=True)
    for naam in ("peter", "youssef"):
        with pytest.raises(PermissionDenied):
            workflow.edit(actie, actor=cast.plek(naam), now=cast.now, **_velden(actie, tekst="X"))


def test_nobody_moves_an_action_to_where_they_see_nothing(
    cast: Cast, maak: Maak, doel: Callable[..., Doel]
) -> None:
    actie = maak("noor", door="peter")
    geld = _velden(actie, leefgebied=cast.leefgebied["inkomen"])
    with pytest.raises(PermissionDenied):
        workflow.edit(actie, actor=cast.plek("peter"), now=cast.now, **geld)


def test_what_is_done_is_not_changed(cast: Cast, maak: Maak) -> None:
    actie = maak("peter")
    workflow.finish(actie, actor=cast.plek("peter"), now=cast.now)
    with pytest.raises(workflow.OvergangError):
        workflow.edit(actie, actor=cast.plek("linda"), now=cast.now, **_velden(actie, tekst="X"))


# --- asking others --------------------------------------------------------------------------------
def test_the_coordinator_asks_somebody_else(
    cast: Cast, maak: Maak, antwoorden: Antwoorden, berichten: Berichten
) -> None:
    actie = maak("peter", ja=True)
    workflow.begin(actie, actor=cast.plek("peter"), now=cast.now)
    Bericht.objects.all().delete()
    youssef = [cast.deelname["youssef"]]
    workflow.reassign(actie, actor=cast.plek("linda"), now=cast.now, houders=youssef)
    actie.refresh_from_db()
    assert (actie.status, antwoorden(actie)) == ("voorgesteld", {"youssef": "open"})
    assert berichten() == [("acties.gevraagd", "youssef"), ("acties.hoeft_niet", "peter")]


def test_who_had_agreed_and_stays_is_not_asked_again(
    cast: Cast, maak: Maak, antwoorden: Antwoorden, berichten: Berichten
) -> None:
    actie = maak("peter", ja=True)
    Bericht.objects.all().delete()
    wie = [cast.deelname["peter"], cast.deelname["youssef"], cast.deelname["linda"]]
    workflow.reassign(actie, actor=cast.plek("linda"), now=cast.now, houders=wie)
    actie.refresh_from_db()
    assert actie.status == "afgesproken"
    assert antwoorden(actie) == {"peter": "ja", "youssef": "open", "linda": "ja"}
    assert berichten() == [("acties.gevraagd", "youssef")]


def test_who_said_no_can_be_asked_again(cast: Cast, maak: Maak, antwoorden: Antwoorden) -> None:
    actie = maak("peter")
    workflow.hand_back(actie, actor=cast.plek("peter"), now=cast.now, reden="Geen tijd")
    wie = [cast.deelname["peter"]]
    workflow.reassign(actie, actor=cast.plek("samira"), now=cast.now, houders=wie)
    actie.refresh_from_db()
    assert (actie.status, actie.reden, antwoorden(actie)) == ("voorgesteld", "", {"peter": "open"})


def test_only_who_assigns_asks_others(cast: Cast, maak: Maak) -> None:
    actie = maak("noor", door="peter")
    wie = [cast.deelname["youssef"]]
    with pytest.raises(PermissionDenied):
        workflow.reassign(actie, actor=cast.plek("peter"), now=cast.now, houders=wie)


# --- handing over ---------------------------------------------------------------------------------
def test_an_owner_asks_another_and_keeps_it_until_the_yes(
    cast: Cast, maak: Maak, antwoorden: Antwoorden, berichten: Berichten
) -> None:
    actie = maak("peter", ja=True)
    Bericht.objects.all().delete()
    naar = cast.deelname["aisha"]
    workflow.hand_over(actie, actor=cast.plek("peter"), now=cast.now, naar=naar)
    actie.refresh_from_db()
    assert (actie.status, antwoorden(actie)) == ("afgesproken", {"peter": "ja", "aisha": "open"})
    assert berichten() == [("acties.gevraagd", "aisha")]
    workflow.accept(actie, actor=cast.plek("aisha"), now=cast.now)
    assert antwoorden(actie) == {"aisha": "ja"}
    overgedragen = Actiegebeurtenis.objects.filter(soort="overgedragen", naar="ja").get()
    assert (overgedragen.door, overgedragen.houder) == (naar, cast.deelname["peter"])


def test_beginning_what_one_was_asked_to_take_over_relieves_the_other(
    cast: Cast, maak: Maak, antwoorden: Antwoorden
) -> None:
    actie = maak("peter", ja=True)
    naar = cast.deelname["aisha"]
    workflow.hand_over(actie, actor=cast.plek("peter"), now=cast.now, naar=naar)
    workflow.begin(actie, actor=cast.plek("aisha"), now=cast.now)
    assert antwoorden(actie) == {"aisha": "ja"}


def test_a_no_leaves_it_where_it_was_and_is_told(
    cast: Cast, maak: Maak, antwoorden: Antwoorden, berichten: Berichten
) -> None:
    actie = maak("peter", ja=True)
    naar = cast.deelname["aisha"]
    workflow.hand_over(actie, actor=cast.plek("peter"), now=cast.now, naar=naar)
    Bericht.objects.all().delete()
    workflow.hand_back(actie, actor=cast.plek("aisha"), now=cast.now, reden="Geen tijd")
    actie.refresh_from_db()
    assert (actie.status, antwoorden(actie)) == ("afgesproken", {"peter": "ja", "aisha": "nee"})
    assert berichten() == [("acties.niet_overgenomen", "peter")]
    workflow.hand_over(actie, actor=cast.plek("peter"), now=cast.now, naar=naar)
    assert antwoorden(actie) == {"peter": "ja", "aisha": "open"}


def test_one_asks_somebody_who_sits_here_and_once(cast: Cast, maak: Maak) -> None:
    actie = maak("peter", ja=True)
    aisha = cast.deelname["aisha"]
    workflow.hand_over(actie, actor=cast.plek("peter"), now=cast.now, naar=aisha)
    with pytest.raises(workflow.OvergangError):
        workflow.hand_over(actie, actor=cast.plek("peter"), now=cast.now, naar=aisha)
    tom = cast.deelname["tom"]
    tom.tot = cast.now.date()
    tom.save()
    with pytest.raises(PermissionDenied):
        workflow.hand_over(actie, actor=cast.plek("peter"), now=cast.now, naar=tom)
    with pytest.raises(PermissionDenied):
        workflow.hand_over(actie, actor=cast.plek("linda"), now=cast.now, naar=aisha)


# --- lapsing, asking after ------------------------------------------------------------------------
def test_what_need_not_be_done_any_more_lapses_with_a_reason(
    cast: Cast, maak: Maak, berichten: Berichten
) -> None:
    actie = maak("peter", ja=True)
    Bericht.objects.all().delete()
    workflow.lapse(actie, actor=cast.plek("samira"), now=cast.now, reden="Het is al geregeld")
    actie.refresh_from_db()
    assert (actie.status, actie.reden) == ("vervallen", "Het is al geregeld")
    assert berichten() == [("acties.hoeft_niet", "peter")]


def test_an_owner_does_not_let_lapse_what_others_asked(cast: Cast, maak: Maak) -> None:
    with pytest.raises(PermissionDenied):
        workflow.lapse(maak("peter"), actor=cast.plek("peter"), now=cast.now, reden="Nee")


def test_the_coordinator_asks_after_it_once_a_day(
    cast: Cast, maak: Maak, berichten: Berichten
) -> None:
    actie = maak("peter", ja=True)
    Bericht.objects.all().delete()
    linda = cast.plek("linda")
    workflow.ask_again(actie, actor=linda, now=cast.now)
    with pytest.raises(workflow.OvergangError):
        workflow.ask_again(actie, actor=linda, now=cast.now + MINUUT)
    morgen = cast.now + timedelta(days=1)
    workflow.ask_again(actie, actor=cast.plek("linda", now=morgen), now=morgen)
    assert berichten() == [("acties.herinnering", "peter")] * 2
    assert Actiegebeurtenis.objects.filter(soort="herinnerd", door=linda.deelname).count() == 2


def test_only_the_coordinator_asks_after_it(cast: Cast, maak: Maak) -> None:
    for naam in ("samira", "peter"):
        with pytest.raises(PermissionDenied):
            workflow.ask_again(maak("peter"), actor=cast.plek(naam), now=cast.now)
