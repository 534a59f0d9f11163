"""Asking when people can: the family first, then who must be there, then the others."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from notifications.models import Bericht
from rondetafel.models import Beschikbaarheid, Golf, Golfopening, Rondetafel, Tafelstatus
from rondetafel.opvolging import volg_op
from rondetafel.rooster import live_tijden
from rondetafel.workflow import peiling
from rondetafel.workflow.toestand import RedenNodigError
from tests.cast import Cast, zet_cast
from tests.rondetafel.tafels import (
    DINSDAG,
    KAN,
    LIEVER,
    MAANDAG,
    NIET,
    NU,
    TIJDEN,
    antwoord,
    gast,
    later,
    post,
    ververs,
    zet_peiling,
    zet_tafel,
)
from toegang.overgangen import KanNietError

pytestmark = pytest.mark.django_db

GEZIN = ("samira", "mark", "noor")


@pytest.fixture
def cast() -> Cast:
    return zet_cast(NU)


def openingen(tafel: Rondetafel) -> list[tuple[int, str, str]]:
    rijen = Golfopening.objects.filter(tafel=tafel).select_related("door")
    return [(o.golf, o.reden, o.door.naam if o.door else "") for o in rijen]


def test_a_table_in_preparation_tells_nobody(cast: Cast) -> None:
    tafel = zet_tafel(cast)
    assert (tafel.status, tafel.nummer, tafel.sequence) == ("concept", 1, 0)
    assert tafel.uid.endswith("@localhost")
    assert Bericht.objects.count() == 0


def test_the_family_is_asked_first_and_nobody_else(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    assert (tafel.status, tafel.golf) == (Tafelstatus.PEILING, Golf.GEZIN)
    assert post("tijden") == ["mark", "noor", "samira"]
    assert openingen(tafel) == [(1, "", "Linda Brouwer")]
    assert [t.begin for t in live_tijden(tafel)] == TIJDEN
    assert {t.eind - t.begin for t in live_tijden(tafel)} == {timedelta(minutes=90)}


def test_who_proposes_the_times_can_at_them_unless_known_otherwise(cast: Cast) -> None:
    cast.gebruiker["linda"].verhinderingen.create(dag=2, reden="werk", gemaakt_op=NU)
    tafel = zet_peiling(cast)
    eigen = Beschikbaarheid.objects.filter(deelname=cast.deelname["linda"])
    assert {b.tijd.begin: b.antwoord for b in eigen} == {MAANDAG: KAN, DINSDAG: KAN}
    assert ververs(tafel).golf == Golf.GEZIN


def test_answers_are_kept_as_far_as_they_go_and_can_change(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    antwoord(cast, tafel, "samira", KAN, "", "")
    antwoord(cast, tafel, "samira", LIEVER, NIET, "", now=later(hours=1))
    eigen = Beschikbaarheid.objects.filter(deelname=cast.deelname["samira"]).order_by("tijd__begin")
    assert [(b.tijd.begin, b.antwoord, b.op) for b in eigen] == [
        (MAANDAG, LIEVER, later(hours=1)),
        (DINSDAG, NIET, later(hours=1)),
    ]
    assert ververs(tafel).golf == Golf.GEZIN


def test_the_next_wave_opens_when_all_of_the_wave_have_answered_every_time(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    for naam in ("samira", "mark"):
        antwoord(cast, tafel, naam, KAN, KAN, KAN)
    antwoord(cast, tafel, "noor", KAN, KAN, "")
    assert ververs(tafel).golf == Golf.GEZIN
    antwoord(cast, tafel, "noor", "", "", NIET, now=later(hours=2))
    tafel = ververs(tafel)
    assert tafel.golf == Golf.VERPLICHT
    assert post("tijden") == ["mark", "noor", "peter", "samira"]
    assert openingen(tafel) == [(1, "", "Linda Brouwer"), (2, "", "")]
    assert gast(cast, tafel, "peter").gepeild_op == later(hours=2)
    assert gast(cast, tafel, "aisha").gepeild_op is None


def test_a_wave_without_anybody_is_passed_over(cast: Cast) -> None:
    tafel = zet_peiling(cast, "samira", "linda", "fatma")
    antwoord(cast, tafel, "samira", KAN, KAN, KAN)
    assert ververs(tafel).golf == Golf.ANDEREN
    assert post("tijden") == ["fatma", "samira"]


def test_when_all_who_must_have_answered_the_coordinator_hears_it_once(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    for naam in GEZIN:
        antwoord(cast, tafel, naam, KAN, KAN, KAN)
    assert post("kies_tijd") == []
    antwoord(cast, tafel, "peter", KAN, KAN, NIET)
    antwoord(cast, tafel, "peter", KAN, NIET, NIET)
    assert post("kies_tijd") == ["linda"]
    assert post("tijden") == ["aisha", "fatma", "mark", "noor", "peter", "samira"]


def test_who_is_not_asked_yet_cannot_answer(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    with pytest.raises(KanNietError, match="nog niet aan de beurt"):
        antwoord(cast, tafel, "peter", KAN, KAN, KAN)
    antwoord(cast, tafel, "linda", NIET, KAN, KAN)
    eigen = Beschikbaarheid.objects.get(deelname=cast.deelname["linda"], tijd__begin=MAANDAG)
    assert eigen.antwoord == NIET


def test_who_is_not_on_the_list_cannot_answer(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    with pytest.raises(KanNietError, match="niet op de lijst"):
        antwoord(cast, tafel, "tom", KAN, KAN, KAN)
    assert not Beschikbaarheid.objects.filter(deelname=cast.deelname["tom"]).exists()


def test_a_wave_opens_early_only_with_a_reason_that_is_kept(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    linda = cast.plek("linda", now=NU)
    with pytest.raises(RedenNodigError):
        peiling.open_golf_eerder(tafel, "  ", actor=linda, now=NU)
    assert ververs(tafel).golf == Golf.GEZIN
    peiling.open_golf_eerder(tafel, "Samira vroeg erom", actor=linda, now=later(hours=1))
    assert openingen(tafel) == [
        (1, "", "Linda Brouwer"),
        (2, "Samira vroeg erom", "Linda Brouwer"),
    ]
    assert post("tijden") == ["mark", "noor", "peter", "samira"]
    peiling.open_golf_eerder(tafel, "het wordt laat", actor=linda, now=later(hours=2))
    with pytest.raises(KanNietError, match="al gevraagd"):
        peiling.open_golf_eerder(tafel, "nog een keer", actor=linda, now=later(hours=3))


def test_only_the_coordinator_asks_opens_and_reminds(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    for naam in ("samira", "noor", "fatma", "youssef", "peter"):
        plek = cast.plek(naam, now=NU)
        with pytest.raises(PermissionDenied):
            peiling.open_peiling(tafel, TIJDEN, actor=plek, now=NU)
        with pytest.raises(PermissionDenied):
            peiling.open_golf_eerder(tafel, "reden", actor=plek, now=NU)
        with pytest.raises(PermissionDenied):
            peiling.herinner(tafel, actor=plek, now=NU)
    assert openingen(tafel) == [(1, "", "Linda Brouwer")]


def test_after_three_days_of_silence_the_next_wave_opens_by_itself(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    volg_op(now=later(days=2, hours=23))
    assert ververs(tafel).golf == Golf.GEZIN
    volg_op(now=later(days=3))
    volg_op(now=later(days=3, minutes=15))
    assert openingen(tafel) == [(1, "", "Linda Brouwer"), (2, "geen antwoord", "")]
    volg_op(now=later(days=6))
    volg_op(now=later(days=9))
    assert openingen(tafel)[2:] == [(3, "geen antwoord", "")]


def test_nothing_happens_by_itself_in_the_night(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    volg_op(now=later(days=3, hours=13))
    assert ververs(tafel).golf == Golf.GEZIN
    assert post("tijden_herinnering") == []


def test_after_two_days_only_who_is_silent_is_reminded_once(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    antwoord(cast, tafel, "samira", KAN, KAN, KAN)
    antwoord(cast, tafel, "mark", KAN, "", "")
    volg_op(now=later(days=1, hours=23))
    assert post("tijden_herinnering") == []
    volg_op(now=later(days=2))
    volg_op(now=later(days=2, minutes=15))
    assert post("tijden_herinnering") == ["mark", "noor"]


def test_the_coordinator_reminds_at_most_once_a_day(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    antwoord(cast, tafel, "samira", KAN, KAN, KAN)
    linda = cast.plek("linda", now=NU)
    wie = peiling.herinner(tafel, actor=linda, now=later(hours=1))
    assert [g.deelname.naam for g in wie] == ["Mark de Wit", "Noor de Wit"]
    assert peiling.herinner(tafel, actor=linda, now=later(hours=2)) == []
    assert len(peiling.herinner(tafel, actor=linda, now=later(days=1))) == 2


def test_who_cannot_at_any_time_makes_it_known_to_the_coordinator(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    antwoord(cast, tafel, "mark", NIET, "", "")
    assert post("geen_tijd") == []
    antwoord(cast, tafel, "mark", NIET, NIET, NIET)
    assert post("geen_tijd") == ["linda"]


def test_new_times_ask_again_from_the_family_and_keep_answers_to_times_that_stay(
    cast: Cast,
) -> None:
    tafel = zet_peiling(cast)
    for naam in GEZIN:
        antwoord(cast, tafel, naam, NIET, KAN, NIET)
    later_begin = DINSDAG + timedelta(days=7)
    linda = cast.plek("linda", now=NU)
    peiling.open_peiling(tafel, [DINSDAG, later_begin], actor=linda, now=later(days=1))
    tafel = ververs(tafel)
    assert (tafel.golf, tafel.peilronde) == (Golf.GEZIN, 2)
    assert [t.begin for t in live_tijden(tafel)] == [DINSDAG, later_begin]
    over = peiling.open_per_gast(tafel, [gast(cast, tafel, "samira")])
    assert over == {cast.deelname["samira"].pk: 1}
    assert post("tijden") == ["mark", "mark", "noor", "noor", "peter", "samira", "samira"]
    peiling.open_peiling(tafel, [MAANDAG, DINSDAG], actor=linda, now=later(days=2))
    assert [t.begin for t in live_tijden(tafel)] == [MAANDAG, DINSDAG]


@pytest.mark.parametrize(
    ("tijden", "woorden"),
    [
        ([], "ten minste één"),
        ([NU], "al voorbij"),
        ([DINSDAG + timedelta(days=n) for n in range(9)], "niet meer dan 8"),
    ],
)
def test_times_must_be_some_and_lie_ahead(cast: Cast, tijden: list[datetime], woorden: str) -> None:
    tafel = zet_tafel(cast)
    with pytest.raises(KanNietError, match=woorden):
        peiling.open_peiling(tafel, tijden, actor=cast.plek("linda", now=NU), now=NU)
    assert ververs(tafel).status == Tafelstatus.CONCEPT
    assert Bericht.objects.count() == 0


def test_a_poll_that_is_over_takes_no_answers(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    type(tafel).objects.filter(pk=tafel.pk).update(status="geannuleerd", annuleerreden="ziek")
    with pytest.raises(KanNietError, match="gaat niet door"):
        antwoord(cast, tafel, "samira", KAN, KAN, KAN)
