"""From many times to one: choosing, inviting, moving, looking again, calling off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied

from notifications.models import Bericht
from rondetafel.models import Rondetafel, Tafelstatus, Uitnodiging
from rondetafel.rooster import live_tijden
from rondetafel.workflow import kiezen, peiling
from rondetafel.workflow.toestand import RedenNodigError
from tests.cast import Cast, zet_cast
from tests.rondetafel.tafels import (
    DINSDAG,
    KAN,
    LIEVER,
    LIJST,
    MAANDAG,
    NIET,
    NU,
    TIJDEN,
    antwoord,
    gast,
    later,
    post,
    ververs,
    zet_gepland,
    zet_peiling,
    zet_tafel,
)
from toegang.overgangen import KanNietError

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return zet_cast(NU)


def tijd(tafel: Rondetafel, nummer: int) -> UUID:
    return live_tijden(tafel)[nummer].pk


def alles_kan(cast: Cast, tafel: Rondetafel) -> None:
    for naam in ("samira", "mark", "noor", "peter"):
        antwoord(cast, tafel, naam, KAN, KAN, KAN)


def test_one_choice_plans_invites_and_sends(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    alles_kan(cast, tafel)
    samira = cast.plek("samira", now=later(days=1))
    kiezen.kies_tijd(tafel, tijd(tafel, 1), "", actor=samira, now=later(days=1))
    tafel = ververs(tafel)
    assert (tafel.status, tafel.begin, tafel.eind) == (
        Tafelstatus.GEPLAND,
        DINSDAG,
        DINSDAG + timedelta(minutes=90),
    )
    assert (tafel.sequence, tafel.keuze_reden) == (0, "")
    assert post("uitnodiging") == sorted(LIJST)
    assert {u.sequence for u in Uitnodiging.objects.filter(tafel=tafel)} == {0}
    antwoorden = {n: gast(cast, tafel, n).antwoord for n in LIJST}
    assert antwoorden == {**dict.fromkeys(LIJST, "open"), "samira": "ja"}


def test_without_anybody_of_the_family_no_time_can_be_chosen(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    for naam in ("samira", "mark", "noor"):
        antwoord(cast, tafel, naam, NIET, "", KAN)
    linda = cast.plek("linda", now=NU)
    for nummer in (0, 1):
        with pytest.raises(KanNietError, match="Zonder gezin is er geen tafel"):
            kiezen.kies_tijd(tafel, tijd(tafel, nummer), "toch maar", actor=linda, now=NU)
    assert ververs(tafel).status == Tafelstatus.PEILING
    assert post("uitnodiging") == []


def test_without_a_must_attend_a_reason_is_needed_and_kept(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    for naam in ("samira", "mark", "noor"):
        antwoord(cast, tafel, naam, LIEVER, LIEVER, LIEVER)
    antwoord(cast, tafel, "peter", NIET, "", KAN)
    linda = cast.plek("linda", now=NU)
    for nummer in (0, 1):
        with pytest.raises(RedenNodigError, match="Schrijf op waarom"):
            kiezen.kies_tijd(tafel, tijd(tafel, nummer), " ", actor=linda, now=NU)
    kiezen.kies_tijd(tafel, tijd(tafel, 0), "Peter belt in", actor=linda, now=NU)
    assert ververs(tafel).keuze_reden == "Peter belt in"


def test_a_reason_that_was_not_needed_is_not_kept(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    alles_kan(cast, tafel)
    kiezen.kies_tijd(tafel, tijd(tafel, 0), "zomaar", actor=cast.plek("mark", now=NU), now=NU)
    assert ververs(tafel).keuze_reden == ""


@pytest.mark.parametrize("naam", ["noor", "fatma", "youssef", "peter", "esther"])
def test_only_parents_and_the_coordinator_choose(cast: Cast, naam: str) -> None:
    tafel = zet_peiling(cast)
    alles_kan(cast, tafel)
    with pytest.raises(PermissionDenied):
        kiezen.kies_tijd(tafel, tijd(tafel, 0), "", actor=cast.plek(naam, now=NU), now=NU)


def test_a_time_that_lapsed_or_passed_cannot_be_chosen(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    alles_kan(cast, tafel)
    oud = tijd(tafel, 0)
    linda = cast.plek("linda", now=NU)
    with pytest.raises(KanNietError, match="kan niet meer"):
        kiezen.kies_tijd(tafel, oud, "", actor=linda, now=MAANDAG)
    peiling.open_peiling(tafel, TIJDEN[1:], actor=linda, now=NU)
    with pytest.raises(KanNietError, match="kan niet meer"):
        kiezen.kies_tijd(tafel, oud, "", actor=linda, now=NU)


def test_the_second_of_two_who_choose_is_told_it_is_planned(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    alles_kan(cast, tafel)
    kiezen.kies_tijd(tafel, tijd(tafel, 0), "", actor=cast.plek("samira", now=NU), now=NU)
    with pytest.raises(KanNietError, match="gepland"):
        kiezen.kies_tijd(tafel, tijd(tafel, 1), "", actor=cast.plek("mark", now=NU), now=NU)
    assert ververs(tafel).begin == MAANDAG


def test_a_time_agreed_at_the_table_before_is_planned_at_once(cast: Cast) -> None:
    tafel = zet_tafel(cast)
    linda = cast.plek("linda", now=NU)
    with pytest.raises(RedenNodigError):
        kiezen.plan_direct(tafel, DINSDAG, "", actor=linda, now=NU)
    with pytest.raises(KanNietError, match="al voorbij"):
        kiezen.plan_direct(tafel, NU, "samen", actor=linda, now=NU)
    kiezen.plan_direct(tafel, DINSDAG, "aan de vorige tafel", actor=linda, now=NU)
    tafel = ververs(tafel)
    assert (tafel.status, tafel.begin, tafel.keuze_reden) == (
        "gepland",
        DINSDAG,
        "aan de vorige tafel",
    )
    assert post("uitnodiging") == sorted(LIJST)
    assert gast(cast, tafel, "linda").antwoord == "ja"


def test_a_moved_table_keeps_its_identity_raises_its_number_and_asks_again(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    uid = tafel.uid
    Uitnodiging.objects.filter(tafel=tafel).update(antwoord="ja", antwoord_op=NU)
    linda = cast.plek("linda", now=NU)
    with pytest.raises(RedenNodigError):
        kiezen.verzet(tafel, MAANDAG, " ", actor=linda, now=NU)
    with pytest.raises(KanNietError, match="al op deze tijd"):
        kiezen.verzet(tafel, DINSDAG, "ziek", actor=linda, now=NU)
    kiezen.verzet(tafel, MAANDAG, "Peter is ziek", actor=linda, now=later(hours=1))
    tafel = ververs(tafel)
    assert (tafel.uid, tafel.sequence) == (uid, 1)
    assert (tafel.begin, tafel.verzet_van, tafel.verzet_reden) == (
        MAANDAG,
        DINSDAG,
        "Peter is ziek",
    )
    assert tafel.eind == MAANDAG + timedelta(minutes=90)
    assert post("gewijzigd") == sorted(LIJST)
    rijen = Uitnodiging.objects.filter(tafel=tafel)
    assert {(u.sequence, u.antwoord, u.antwoord_op) for u in rijen} == {(1, "open", None)}


def test_looking_for_a_time_again_empties_every_calendar_and_then_asks(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    linda = cast.plek("linda", now=NU)
    kiezen.zoek_opnieuw(tafel, "Mark heeft dienst", actor=linda, now=later(hours=1))
    tafel = ververs(tafel)
    assert (tafel.status, tafel.begin, tafel.eind) == ("peiling", None, None)
    assert (tafel.verzet_van, tafel.verzet_reden) == (DINSDAG, "Mark heeft dienst")
    assert (tafel.sequence, live_tijden(tafel)) == (1, [])
    assert post("tijd_vervalt") == sorted(LIJST)
    contexten = Bericht.objects.filter(soort="rondetafel.tijd_vervalt")
    assert {(b.context["sequence"], b.context["begin"]) for b in contexten} == {
        (1, DINSDAG.isoformat())
    }
    peiling.open_peiling(tafel, [MAANDAG], actor=linda, now=later(hours=2))
    alles = later(hours=3)
    for naam in ("samira", "mark", "noor", "peter"):
        antwoord(cast, tafel, naam, KAN, now=alles)
    kiezen.kies_tijd(ververs(tafel), tijd(tafel, 0), "", actor=linda, now=alles)
    tafel = ververs(tafel)
    assert (tafel.begin, tafel.sequence) == (MAANDAG, 2)
    assert {u.sequence for u in Uitnodiging.objects.filter(tafel=tafel)} == {2}


def test_a_table_is_called_off_with_a_reason_and_everyone_invited_hears_it(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    linda = cast.plek("linda", now=NU)
    with pytest.raises(RedenNodigError):
        kiezen.zeg_af(tafel, "", actor=linda, now=NU)
    kiezen.zeg_af(tafel, "Samira is ziek", actor=linda, now=later(hours=1))
    tafel = ververs(tafel)
    assert (tafel.status, tafel.annuleerreden, tafel.sequence) == (
        "geannuleerd",
        "Samira is ziek",
        1,
    )
    assert post("afgezegd") == sorted(LIJST)
    assert {b.context["sequence"] for b in Bericht.objects.filter(soort="rondetafel.afgezegd")} == {
        1
    }


def test_of_a_poll_that_is_called_off_only_those_asked_hear_it(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    kiezen.zeg_af(tafel, "later in het jaar", actor=cast.plek("linda", now=NU), now=NU)
    assert post("afgezegd") == ["mark", "noor", "samira"]
    assert [b.context for b in Bericht.objects.filter(soort="rondetafel.afgezegd")] == [{}] * 3


@pytest.mark.parametrize("status", ["bezig", "verslag", "vastgesteld"])
def test_a_table_that_began_is_not_called_off_moved_or_asked_again(cast: Cast, status: str) -> None:
    tafel = zet_gepland(cast)
    type(tafel).objects.filter(pk=tafel.pk).update(status=status)
    linda = cast.plek("linda", now=NU)
    verbs: list[Callable[[], None]] = [
        lambda: kiezen.zeg_af(tafel, "reden", actor=linda, now=NU),
        lambda: kiezen.verzet(tafel, MAANDAG, "reden", actor=linda, now=NU),
        lambda: kiezen.zoek_opnieuw(tafel, "reden", actor=linda, now=NU),
        lambda: peiling.open_peiling(tafel, TIJDEN, actor=linda, now=NU),
    ]
    for doe in verbs:
        with pytest.raises(KanNietError):
            doe()
    assert ververs(tafel).status == status


@pytest.mark.parametrize("naam", ["samira", "noor", "peter"])
def test_only_the_coordinator_moves_and_calls_off(cast: Cast, naam: str) -> None:
    tafel = zet_gepland(cast)
    plek = cast.plek(naam, now=NU)
    verbs: list[Callable[[], None]] = [
        lambda: kiezen.zeg_af(tafel, "reden", actor=plek, now=NU),
        lambda: kiezen.verzet(tafel, MAANDAG, "reden", actor=plek, now=NU),
        lambda: kiezen.zoek_opnieuw(tafel, "reden", actor=plek, now=NU),
        lambda: kiezen.plan_direct(tafel, MAANDAG, "reden", actor=plek, now=NU),
    ]
    for doe in verbs:
        with pytest.raises(PermissionDenied):
            doe()
    assert ververs(tafel).begin == DINSDAG
