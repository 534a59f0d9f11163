"""What an owner says: yes, begun, done, not me."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from acties import workflow
from acties.models import Actie, Actiegebeurtenis
from notifications.models import Bericht
from tests.cast import Cast

Maak = Callable[..., Actie]
Antwoorden = Callable[[Actie], dict[str, str]]
Berichten = Callable[[], list[tuple[str, str]]]


@pytest.fixture
def stil(berichten: Berichten) -> Callable[[], None]:
    """Forget the notices so far."""
    return lambda: Bericht.objects.all().delete() and None


def test_accepting_makes_it_agreed(cast: Cast, maak: Maak, antwoorden: Antwoorden) -> None:
    actie = maak("peter")
    workflow.accept(actie, actor=cast.plek("peter"), now=cast.now)
    actie.refresh_from_db()
    assert (actie.status, antwoorden(actie)) == ("afgesproken", {"peter": "ja"})


def test_the_second_owner_joins_what_was_agreed(
    cast: Cast, maak: Maak, antwoorden: Antwoorden
) -> None:
    actie = maak("samira", "tom")
    for naam in ("samira", "tom"):
        workflow.accept(actie, actor=cast.plek(naam), now=cast.now)
    actie.refresh_from_db()
    assert (actie.status, antwoorden(actie)) == ("afgesproken", {"samira": "ja", "tom": "ja"})
    soorten = list(Actiegebeurtenis.objects.order_by("pk").values_list("soort", "naar"))
    assert sorted(soorten) == [
        ("antwoord", "ja"),
        ("gemaakt", "voorgesteld"),
        ("status", "afgesproken"),
    ]


def test_nobody_accepts_twice_or_for_another(cast: Cast, maak: Maak) -> None:
    actie = maak("peter", ja=True)
    with pytest.raises(workflow.OvergangError):
        workflow.accept(actie, actor=cast.plek("peter"), now=cast.now)
    with pytest.raises(PermissionDenied):
        workflow.accept(maak("peter"), actor=cast.plek("linda"), now=cast.now)


def test_beginning_is_a_yes_too(cast: Cast, maak: Maak, antwoorden: Antwoorden) -> None:
    actie = maak("peter")
    workflow.begin(actie, actor=cast.plek("peter"), now=cast.now)
    actie.refresh_from_db()
    assert (actie.status, antwoorden(actie)) == ("bezig", {"peter": "ja"})
    with pytest.raises(workflow.OvergangError):
        workflow.begin(actie, actor=cast.plek("peter"), now=cast.now)


def test_done_in_one_tap_tells_who_asked(
    cast: Cast, maak: Maak, berichten: Berichten, stil: Callable[[], None]
) -> None:
    actie = maak("peter", door="samira")
    stil()
    workflow.finish(actie, actor=cast.plek("peter"), now=cast.now)
    actie.refresh_from_db()
    assert (actie.status, actie.afgerond_op) == ("gedaan", cast.now)
    assert berichten() == [("acties.klaar", "linda"), ("acties.klaar", "samira")]
    with pytest.raises(workflow.OvergangError):
        workflow.finish(actie, actor=cast.plek("peter"), now=cast.now)


def test_what_repeats_is_done_for_this_time(
    cast: Cast, maak: Maak, berichten: Berichten, stil: Callable[[], None]
) -> None:
    dinsdag = date(2026, 11, 24)
    actie = maak("samira", ja=True, deadline=dinsdag, herhaling="wekelijks")
    stil()
    workflow.finish(actie, actor=cast.plek("samira"), now=cast.now)
    actie.refresh_from_db()
    assert (actie.status, actie.deadline) == ("bezig", date(2026, 12, 1))
    keer = Actiegebeurtenis.objects.get(soort="keer_gedaan")
    assert (keer.deadline, keer.door) == (dinsdag, cast.deelname["samira"])
    assert berichten() == []


def test_what_was_weeks_late_asks_for_the_next_time_only(cast: Cast, maak: Maak) -> None:
    actie = maak("samira", ja=True, deadline=date(2026, 10, 27), herhaling="wekelijks")
    workflow.finish(actie, actor=cast.plek("samira"), now=cast.now)
    actie.refresh_from_db()
    assert actie.deadline == date(2026, 11, 24)


def test_the_day_counts_as_it_is_here_and_not_in_greenwich(cast: Cast, maak: Maak) -> None:
    actie = maak("samira", ja=True, deadline=date(2026, 11, 21), herhaling="wekelijks")
    nacht = cast.now.replace(day=28, hour=0, minute=30)
    workflow.finish(actie, actor=cast.plek("samira", now=nacht), now=nacht)
    actie.refresh_from_db()
    assert actie.deadline == date(2026, 12, 5)


def test_what_repeats_can_be_done_for_good(cast: Cast, maak: Maak) -> None:
    actie = maak("samira", ja=True, herhaling="wekelijks")
    workflow.finish(actie, actor=cast.plek("samira"), now=cast.now, voorgoed=True)
    actie.refresh_from_db()
    assert actie.status == "gedaan"


def test_handing_back_goes_to_the_coordinator_with_the_reason(
    cast: Cast,
    maak: Maak,
    antwoorden: Antwoorden,
    berichten: Berichten,
    stil: Callable[[], None],
) -> None:
    actie = maak("mark", ja=True)
    stil()
    reden = "ik heb geen DigiD-machtiging"
    workflow.hand_back(actie, actor=cast.plek("mark"), now=cast.now, reden=reden)
    actie.refresh_from_db()
    assert (actie.status, actie.reden) == ("teruggegeven", reden)
    assert antwoorden(actie) == {"mark": "nee"}
    assert berichten() == [("acties.teruggegeven", "linda")]


def test_while_others_do_it_one_who_cannot_is_just_out(
    cast: Cast,
    maak: Maak,
    antwoorden: Antwoorden,
    berichten: Berichten,
    stil: Callable[[], None],
) -> None:
    actie = maak("samira", "tom", ja=True)
    stil()
    workflow.hand_back(actie, actor=cast.plek("tom"), now=cast.now, reden="Geen tijd")
    actie.refresh_from_db()
    assert (actie.status, antwoorden(actie)) == ("afgesproken", {"samira": "ja", "tom": "nee"})
    assert berichten() == []
    with pytest.raises(PermissionDenied):
        workflow.begin(actie, actor=cast.plek("tom"), now=cast.now)
    workflow.hand_back(actie, actor=cast.plek("samira"), now=cast.now, reden="Ik ook niet")
    actie.refresh_from_db()
    assert (actie.status, actie.reden) == ("teruggegeven", "Ik ook niet")
    assert berichten() == [("acties.teruggegeven", "linda")]


def test_when_only_those_are_left_who_have_not_chosen_it_is_a_proposal_again(
    cast: Cast, maak: Maak, antwoorden: Antwoorden
) -> None:
    actie = maak("samira", "tom")
    workflow.begin(actie, actor=cast.plek("samira"), now=cast.now)
    workflow.hand_back(actie, actor=cast.plek("samira"), now=cast.now, reden="Geen tijd")
    actie.refresh_from_db()
    assert (actie.status, antwoorden(actie)) == ("voorgesteld", {"samira": "nee", "tom": "open"})


def test_the_coordinator_hears_nothing_of_what_she_handed_back_herself(
    cast: Cast, maak: Maak, berichten: Berichten
) -> None:
    actie = maak("linda")
    workflow.hand_back(actie, actor=cast.plek("linda"), now=cast.now, reden="Geen tijd")
    assert berichten() == []


def test_what_was_handed_back_somebody_else_takes(
    cast: Cast, maak: Maak, antwoorden: Antwoorden
) -> None:
    actie = maak("mark", ja=True)
    workflow.hand_back(actie, actor=cast.plek("mark"), now=cast.now, reden="Geen tijd")
    workflow.take(actie, actor=cast.plek("peter"), now=cast.now)
    actie.refresh_from_db()
    assert (actie.status, actie.reden) == ("afgesproken", "")
    assert antwoorden(actie) == {"peter": "ja"}
    with pytest.raises(workflow.OvergangError):
        workflow.take(actie, actor=cast.plek("youssef"), now=cast.now)


def test_nobody_takes_what_they_do_not_see(cast: Cast, maak: Maak) -> None:
    actie = maak("tom", ja=True, leefgebied="inkomen")
    workflow.hand_back(actie, actor=cast.plek("tom"), now=cast.now, reden="Geen tijd")
    with pytest.raises(PermissionDenied):
        workflow.take(actie, actor=cast.plek("peter"), now=cast.now)


def test_who_handed_it_back_can_still_take_it(
    cast: Cast, maak: Maak, antwoorden: Antwoorden
) -> None:
    actie = maak("mark", ja=True)
    workflow.hand_back(actie, actor=cast.plek("mark"), now=cast.now, reden="Geen tijd")
    later = cast.now + timedelta(days=1)
    workflow.take(actie, actor=cast.plek("mark", now=later), now=later)
    actie.refresh_from_db()
    assert (actie.status, antwoorden(actie)) == ("afgesproken", {"mark": "ja"})


# --- the three questions --------------------------------------------------------------------------
def test_a_professional_in_the_place_of_the_network_answers_three_questions(
    cast: Cast, maak: Maak
) -> None:
    actie = maak("fatma", ja=True, leefgebied="vrije-tijd")
    workflow.hand_back(actie, actor=cast.plek("fatma"), now=cast.now, reden="Geen tijd")
    with pytest.raises(workflow.DrieVragenError):
        workflow.take(actie, actor=cast.plek("peter"), now=cast.now, drie_vragen="  ")
    actie.refresh_from_db()
    assert actie.status == "teruggegeven"
    antwoord = "Fatma wil graag blijven helpen met halen."
    workflow.take(actie, actor=cast.plek("peter"), now=cast.now, drie_vragen=antwoord)
    actie.refresh_from_db()
    assert (actie.status, actie.drie_vragen) == ("afgesproken", antwoord)


def test_family_takes_over_from_the_network_without_them(cast: Cast, maak: Maak) -> None:
    actie = maak("fatma", ja=True, leefgebied="vrije-tijd")
    workflow.hand_back(actie, actor=cast.plek("fatma"), now=cast.now, reden="Geen tijd")
    workflow.take(actie, actor=cast.plek("samira"), now=cast.now)
    actie.refresh_from_db()
    assert (actie.status, actie.drie_vragen) == ("afgesproken", "")


def test_they_are_asked_of_every_first_tap_of_a_professional_who_was_asked_instead(
    cast: Cast, maak: Maak, antwoorden: Antwoorden
) -> None:
    actie = maak("fatma", ja=True, leefgebied="vrije-tijd")
    peter = [cast.deelname["peter"]]
    workflow.reassign(actie, actor=cast.plek("linda"), now=cast.now, houders=peter)
    for verb in (workflow.accept, workflow.begin, workflow.finish):
        with pytest.raises(workflow.DrieVragenError):
            verb(actie, actor=cast.plek("peter"), now=cast.now)
    assert antwoorden(actie) == {"peter": "open"}
    workflow.accept(actie, actor=cast.plek("peter"), now=cast.now, drie_vragen="Fatma is moe.")
    workflow.begin(actie, actor=cast.plek("peter"), now=cast.now)
    actie.refresh_from_db()
    assert (actie.status, actie.drie_vragen) == ("bezig", "Fatma is moe.")
