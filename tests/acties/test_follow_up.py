"""Reminders and silence, on the calendar: who hears what on which day, and never twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from acties import tasks, workflow
from acties.models import Actie, Actiegebeurtenis
from acties.opvolging import volg_op
from acties.stilte import stille_acties
from notifications import bezorging
from notifications.access import berichten_van
from notifications.models import Bericht
from tests.cast import Cast

Maak = Callable[..., Actie]
Berichten = Callable[[], list[tuple[str, str]]]
HIER = ZoneInfo("Europe/Amsterdam")
DEADLINE = date(2026, 11, 27)


def _op(dag: date, uur: int = 9, minuut: int = 0) -> datetime:
    return datetime(dag.year, dag.month, dag.day, uur, minuut, tzinfo=HIER)


@pytest.fixture
def dag(berichten: Berichten) -> Callable[..., list[tuple[str, str]]]:
    """Let one day pass, night included, and return what was queued on it."""

    def dag(dagen: int, deadline: date = DEADLINE) -> list[tuple[str, str]]:
        Bericht.objects.all().delete()
        for uur in (0, 7, 8, 9, 20):
            volg_op(now=_op(deadline + timedelta(days=dagen), uur))
        return berichten()

    return dag


def test_the_owner_hears_two_days_before_and_on_the_day_and_then_the_coordinator_too(
    cast: Cast, maak: Maak, dag: Callable[..., list[tuple[str, str]]]
) -> None:
    maak("peter", ja=True, deadline=DEADLINE)
    per_dag = {n: dag(n) for n in range(-6, 12)}
    herinnering = [("acties.herinnering", "peter")]
    assert {n: b for n, b in per_dag.items() if b} == {
        -2: herinnering,
        0: herinnering,
        3: [("acties.stil", "linda"), ("acties.te_laat", "peter")],
    }
    soorten = list(Actiegebeurtenis.objects.order_by("op").values_list("soort", "deadline"))
    assert soorten[-3:] == [
        ("herinnerd", DEADLINE),
        ("herinnerd", DEADLINE),
        ("gemeld", DEADLINE),
    ]


def test_nobody_is_woken(cast: Cast, maak: Maak, berichten: Berichten) -> None:
    maak("peter", ja=True, deadline=DEADLINE)
    Bericht.objects.all().delete()
    volg_op(now=_op(DEADLINE, 7, 59))
    assert berichten() == []
    volg_op(now=_op(DEADLINE, 8, 0))
    assert berichten() == [("acties.herinnering", "peter")]


@pytest.mark.parametrize("deadline", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_day_of_the_changing_clock_is_a_day_like_any_other(
    cast: Cast,
    maak: Maak,
    dag: Callable[..., list[tuple[str, str]]],
    deadline: date,
) -> None:
    now = _op(deadline - timedelta(days=9))
    cast.now = now
    maak("linda", op=cast.now, deadline=deadline)
    assert [bool(dag(n, deadline)) for n in range(-3, 2)] == [False, True, False, True, False]


def test_what_is_made_today_is_not_reminded_of_today(
    cast: Cast, maak: Maak, berichten: Berichten
) -> None:
    maak("linda", deadline=cast.now.date() + timedelta(days=1))
    volg_op(now=cast.now + timedelta(hours=2))
    assert berichten() == []


def test_what_comes_back_every_week_is_reminded_of_on_the_day_only(
    cast: Cast, maak: Maak, dag: Callable[..., list[tuple[str, str]]]
) -> None:
    actie = maak("samira", ja=True, deadline=DEADLINE, herhaling="wekelijks")
    assert [len(dag(n)) for n in (-2, -1, 0)] == [0, 0, 1]
    klaar_op = _op(DEADLINE, 15)
    workflow.finish(actie, actor=cast.plek("samira", now=klaar_op), now=klaar_op)
    assert [len(dag(n)) for n in range(1, 8)] == [0, 0, 0, 0, 0, 0, 1]


def test_a_sign_of_life_after_the_deadline_puts_silence_off(
    cast: Cast, maak: Maak, dag: Callable[..., list[tuple[str, str]]]
) -> None:
    actie = maak("peter", ja=True, deadline=DEADLINE)
    teken = _op(DEADLINE + timedelta(days=2), 12)
    workflow.begin(actie, actor=cast.plek("peter", now=teken), now=teken)
    assert [len(dag(n)) for n in (3, 4)] == [0, 0]
    assert dag(5) == [("acties.stil", "linda"), ("acties.te_laat", "peter")]
    assert dag(6) == []


def test_what_is_done_or_handed_back_or_lapsed_is_silent_for_good(
    cast: Cast, maak: Maak, dag: Callable[..., list[tuple[str, str]]]
) -> None:
    peter = cast.plek("peter")
    acties = [maak("peter", deadline=DEADLINE) for _ in range(3)]
    workflow.finish(acties[0], actor=peter, now=cast.now)
    workflow.hand_back(acties[1], actor=peter, now=cast.now, reden="Geen tijd")
    workflow.lapse(acties[2], actor=cast.plek("linda"), now=cast.now, reden="Geregeld")
    assert [dag(n) for n in (-2, 0, 3, 7)] == [[], [], [], []]


def test_only_owners_who_still_sit_at_the_table_hear_of_it(
    cast: Cast, maak: Maak, dag: Callable[..., list[tuple[str, str]]]
) -> None:
    maak("peter", "youssef", ja=True, deadline=DEADLINE)
    peter = cast.deelname["peter"]
    peter.tot = DEADLINE
    peter.save()
    assert dag(0) == [("acties.herinnering", "youssef")]


@pytest.mark.parametrize("status", ["afgesloten", "concept"])
def test_a_plan_that_does_not_run_says_nothing(
    cast: Cast, maak: Maak, dag: Callable[..., list[tuple[str, str]]], status: str
) -> None:
    maak("samira", ja=True, deadline=DEADLINE)
    cast.plan.status, cast.plan.afgesloten_op = status, cast.now
    cast.plan.actief_op = None if status == "concept" else cast.plan.actief_op
    cast.plan.save()
    assert [dag(n) for n in (-2, 0, 3)] == [[], [], []]


def test_a_question_without_an_answer_goes_to_the_coordinator_after_a_week(
    cast: Cast, maak: Maak, dag: Callable[..., list[tuple[str, str]]]
) -> None:
    maak("noor", "samira", door="peter", deadline=None, ja=False)
    workflow.accept(Actie.objects.get(), actor=cast.plek("samira"), now=cast.now)
    gevraagd = cast.now.date()
    assert [dag(n, gevraagd) for n in range(1, 7)] == [[]] * 6
    assert dag(7, gevraagd) == [("acties.herinnering", "noor"), ("acties.stil", "linda")]
    assert [dag(n, gevraagd) for n in range(8, 20)] == [[]] * 12


def test_who_is_asked_anew_gets_a_week_anew(
    cast: Cast, maak: Maak, dag: Callable[..., list[tuple[str, str]]]
) -> None:
    actie = maak("noor", deadline=None)
    nee = _op(cast.now.date() + timedelta(days=8))
    dag(7, cast.now.date())
    workflow.hand_back(actie, actor=cast.plek("noor", now=nee), now=nee, reden="Nee")
    noor = [cast.deelname["noor"]]
    workflow.reassign(actie, actor=cast.plek("linda", now=nee), now=nee, houders=noor)
    assert dag(6, nee.date()) == []
    assert dag(7, nee.date()) == [("acties.herinnering", "noor"), ("acties.stil", "linda")]


def test_the_coordinator_hears_her_own_silence_once(
    cast: Cast, maak: Maak, dag: Callable[..., list[tuple[str, str]]]
) -> None:
    maak("linda", deadline=DEADLINE)
    assert dag(3) == [("acties.te_laat", "linda")]


def test_a_later_deadline_is_a_new_deadline(
    cast: Cast, maak: Maak, dag: Callable[..., list[tuple[str, str]]]
) -> None:
    actie = maak("peter", ja=True, deadline=DEADLINE)
    assert dag(0) == [("acties.herinnering", "peter")]
    later = DEADLINE + timedelta(days=10)
    workflow.edit(
        actie,
        actor=cast.plek("linda"),
        now=_op(DEADLINE, 10),
        versie=0,
        tekst=actie.tekst,
        leefgebied=actie.leefgebied,
        deadline=later,
    )
    assert [dag(n, later) for n in (-3, -2, -1, 0)] == [
        [],
        [("acties.herinnering", "peter")],
        [],
        [("acties.herinnering", "peter")],
    ]


def test_a_batch_is_bounded_and_the_next_one_goes_on(
    cast: Cast, maak: Maak, berichten: Berichten
) -> None:
    for _ in range(5):
        maak("linda", deadline=DEADLINE)
    assert [volg_op(now=_op(DEADLINE), limit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert berichten() == [("acties.herinnering", "linda")] * 5


def test_the_job_of_beat_works_on_the_clock_of_now(
    cast: Cast, maak: Maak, berichten: Berichten
) -> None:
    maak("linda", deadline=DEADLINE)
    for _ in range(2):
        with time_machine.travel(_op(DEADLINE), tick=False):
            tasks.volg_op()
    assert berichten() == [("acties.herinnering", "linda")]


# --- what is mailed and read ----------------------------------------------------------------------
def test_the_mail_says_that_something_waits_and_never_what(cast: Cast, maak: Maak) -> None:
    actie = maak("peter", ja=True, deadline=DEADLINE, tekst="Maak een KANARIE-rooster voor Noor")
    Bericht.objects.all().delete()
    volg_op(now=_op(DEADLINE))
    assert bezorging.send_due(now=_op(DEADLINE, 10)) == 1
    (bericht,) = mail.outbox
    assert isinstance(bericht, EmailMultiAlternatives)
    html = str(bericht.alternatives[0][0])
    assert bericht.to == ["peter@voorbeeld.test"]
    assert bericht.subject == "Er staat iets voor u klaar in 1Gezin1Plan"
    assert f"/acties/#a-{actie.pk}" in str(bericht.body)
    for geheim in ("KANARIE", "Noor", "El Amrani", "Linda", "rooster", "mentor"):
        assert geheim not in f"{bericht.subject} {bericht.body} {html}"


def test_what_is_done_before_the_mail_leaves_gets_no_mail(cast: Cast, maak: Maak) -> None:
    actie = maak("peter", ja=True, deadline=DEADLINE)
    Bericht.objects.all().delete()
    volg_op(now=_op(DEADLINE))
    workflow.finish(actie, actor=cast.plek("peter"), now=_op(DEADLINE))
    assert bezorging.send_due(now=_op(DEADLINE, 10)) == 0
    bericht = Bericht.objects.get(soort="acties.herinnering")
    assert (bericht.mail, mail.outbox) == ("vervallen", [])


def test_the_coordinator_reads_that_it_is_silent_until_it_is_not(cast: Cast, maak: Maak) -> None:
    actie = maak("peter", ja=True, deadline=DEADLINE)
    Bericht.objects.all().delete()
    later = _op(DEADLINE + timedelta(days=3))
    volg_op(now=later)
    linda = cast.gebruiker["linda"]
    titels = [r.tekst.titel for r in berichten_van(linda, now=later)]
    assert titels == ["Het is stil rond: Maak een rooster"]
    workflow.finish(actie, actor=cast.plek("peter", now=later), now=later)
    titels = [r.tekst.titel for r in berichten_van(linda, now=later)]
    assert titels == ["Peter is klaar met: Maak een rooster"]


# --- for the next agenda --------------------------------------------------------------------------
def test_the_next_table_pulls_what_is_silent(cast: Cast, maak: Maak) -> None:
    lang = cast.now - timedelta(days=20)
    te_laat = maak("peter", ja=True, op=lang, deadline=cast.now.date() - timedelta(days=3))
    zonder_antwoord = maak("noor", op=lang, deadline=None)
    terug = maak("mark")
    workflow.hand_back(terug, actor=cast.plek("mark"), now=cast.now, reden="Geen tijd")
    maak("peter", ja=True, op=lang, deadline=cast.now.date() - timedelta(days=2))
    maak("noor", deadline=None)
    bezig = maak("tom", ja=True, op=lang, deadline=cast.now.date() - timedelta(days=9))
    workflow.begin(bezig, actor=cast.plek("tom"), now=cast.now - timedelta(days=1))
    klaar = maak("tom", ja=True, op=lang, deadline=cast.now.date() - timedelta(days=9))
    workflow.finish(klaar, actor=cast.plek("tom"), now=cast.now)
    stil = set(stille_acties(cast.plan, cast.now).values_list("pk", flat=True))
    assert stil == {te_laat.pk, zonder_antwoord.pk, terug.pk}
