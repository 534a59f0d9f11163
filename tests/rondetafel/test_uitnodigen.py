"""Guest lists, answers, places, and seats that end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from gezinsplan.versies import VerouderdError
from notifications.models import Bericht
from rondetafel.models import Golf, Rondetafel, Uitnodiging
from rondetafel.opvolging import volg_op
from rondetafel.workflow import plannen, uitnodigen
from rondetafel.workflow.uitnodigen import geef_antwoord
from tests.cast import Cast, zet_cast
from tests.rondetafel.tafels import (
    DINSDAG,
    KAN,
    LIJST,
    NU,
    antwoord,
    gast,
    gasten,
    gegevens,
    later,
    post,
    ververs,
    zet_gepland,
    zet_peiling,
    zet_tafel,
)
from toegang import beeindigen
from toegang.overgangen import KanNietError

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return zet_cast(NU)


def beeindig(cast: Cast, naam: str, now: datetime = NU) -> None:
    """End a seat as ``toegang`` does, and let the rooms above do their part."""
    deelname = cast.deelname[naam]
    deelname.status, deelname.beeindigd_op = "beeindigd", now
    deelname.save()
    beeindigen.einde(deelname, actor=cast.plek("samira", now=now), now=now)


def golven(tafel: Rondetafel) -> dict[str, tuple[int, bool]]:
    rijen = Uitnodiging.objects.filter(tafel=tafel, van_lijst_op=None).select_related("deelname")
    return {u.deelname.naam.split()[0]: (u.golf, u.verplicht) for u in rijen}


def test_each_guest_belongs_to_a_wave(cast: Cast) -> None:
    tafel = zet_tafel(cast)
    assert golven(tafel) == {
        "Samira": (Golf.GEZIN, True),
        "Mark": (Golf.GEZIN, True),
        "Noor": (Golf.GEZIN, True),
        "Linda": (Golf.VERPLICHT, True),
        "Peter": (Golf.VERPLICHT, True),
        "Aisha": (Golf.ANDEREN, False),
        "Fatma": (Golf.ANDEREN, False),
    }


def test_no_table_about_a_family_without_anybody_of_it(cast: Cast) -> None:
    with pytest.raises(KanNietError, match="ouder of jongere"):
        zet_tafel(cast, "linda", "peter", "youssef")
    assert Rondetafel.objects.count() == 0


def test_a_seat_of_another_plan_or_an_ended_one_is_no_guest(cast: Cast) -> None:
    beeindig(cast, "tom")
    tafel = zet_tafel(cast, "samira", "tom")
    assert golven(tafel) == {"Samira": (Golf.GEZIN, True)}


def test_tables_of_a_plan_are_numbered(cast: Cast) -> None:
    assert [zet_tafel(cast).nummer for _ in range(3)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("plaats", "mag"),
    [
        ("Wijkteam Noord, Havenstraat 4", True),
        ("Dijkpad 4", False),
        ("bij Samira", False),
        ("Bij Mark thuis", False),
        ("thuis", False),
        ("Markt 3, buurthuis", True),
    ],
)
def test_a_home_of_the_family_stands_in_no_calendar(cast: Cast, plaats: str, mag: bool) -> None:
    assert zet_tafel(cast, plaats=plaats).plaats_in_agenda is mag
    assert zet_tafel(cast, plaats=plaats, plaats_in_agenda=False).plaats_in_agenda is False


def test_an_answer_is_kept_and_a_no_or_maybe_reaches_the_coordinator(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    for naam, zegt, woorden in (
        ("samira", "ja", ""),
        ("peter", "nee", "ik heb een toets"),
        ("fatma", "misschien", ""),
        ("linda", "nee", ""),
    ):
        plek = cast.plek(naam, now=NU)
        geef_antwoord(gast(cast, tafel, naam), zegt, woorden, actor=plek, now=NU)
    peter = gast(cast, tafel, "peter")
    assert (peter.antwoord, peter.toelichting, peter.antwoord_op) == ("nee", "ik heb een toets", NU)
    rijen = Bericht.objects.filter(soort="rondetafel.afmelding")
    assert {(b.ontvanger.naam, b.object_id) for b in rijen} == {
        ("Linda Brouwer", gast(cast, tafel, "peter").pk),
        ("Linda Brouwer", gast(cast, tafel, "fatma").pk),
    }


def test_nobody_answers_for_another(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    with pytest.raises(PermissionDenied):
        geef_antwoord(
            gast(cast, tafel, "noor"), "nee", "", actor=cast.plek("samira", now=NU), now=NU
        )
    assert gast(cast, tafel, "noor").antwoord == "open"


def test_there_is_nothing_to_answer_before_a_time_is_chosen(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    plek = cast.plek("samira", now=NU)
    with pytest.raises(KanNietError):
        geef_antwoord(gast(cast, tafel, "samira"), "ja", "", actor=plek, now=NU)


def test_only_who_did_not_answer_is_reminded_and_once(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    for naam, zegt in (("samira", "ja"), ("peter", "nee"), ("fatma", "misschien")):
        plek = cast.plek(naam, now=NU)
        geef_antwoord(gast(cast, tafel, naam), zegt, "", actor=plek, now=NU)
    volg_op(now=DINSDAG - timedelta(days=3, hours=1))
    assert post("antwoord_herinnering") == []
    volg_op(now=DINSDAG - timedelta(days=3))
    volg_op(now=DINSDAG - timedelta(days=1))
    assert post("antwoord_herinnering") == ["aisha", "linda", "mark", "noor"]


def test_who_was_invited_today_is_not_reminded_today(cast: Cast) -> None:
    zet_gepland(cast, now=DINSDAG - timedelta(days=2))
    volg_op(now=DINSDAG - timedelta(days=2) + timedelta(hours=1))
    assert post("antwoord_herinnering") == []


def test_who_joins_a_planned_table_is_invited_and_who_leaves_gets_a_cancel(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    Bericht.objects.all().delete()
    lijst = gasten(cast, *LIJST[:-1], "youssef")
    plannen.wijzig_gasten(tafel, lijst, actor=cast.plek("linda", now=NU), now=later(hours=1))
    tafel = ververs(tafel)
    assert post("uitnodiging") == ["youssef"]
    assert post("van_lijst") == ["fatma"]
    assert Bericht.objects.count() == 2
    (weg,) = Bericht.objects.filter(soort="rondetafel.van_lijst")
    assert weg.context == {
        "sequence": 1,
        "begin": DINSDAG.isoformat(),
        "eind": (DINSDAG + timedelta(minutes=90)).isoformat(),
    }
    assert gast(cast, tafel, "fatma").van_lijst_op == later(hours=1)
    nummers = {n: gast(cast, tafel, n).sequence for n in ("samira", "fatma", "youssef")}
    assert nummers == {"samira": 0, "fatma": 1, "youssef": 1}


def test_who_comes_back_gets_a_higher_number_than_their_cancel(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    linda = cast.plek("linda", now=NU)
    plannen.wijzig_gasten(tafel, gasten(cast, *LIJST[:-1]), actor=linda, now=later(hours=1))
    plannen.wijzig_gasten(tafel, gasten(cast), actor=linda, now=later(hours=2))
    fatma = gast(cast, tafel, "fatma")
    assert (fatma.sequence, fatma.van_lijst_op, fatma.antwoord) == (2, None, "open")
    assert post("uitnodiging").count("fatma") == 2


def test_who_joins_a_poll_is_asked_when_it_is_their_turn(cast: Cast) -> None:
    tafel = zet_peiling(cast, "samira", "linda", "peter", "aisha")
    linda = cast.plek("linda", now=NU)
    lijst = gasten(cast, "samira", "mark", "linda", "peter", "aisha", "tom")
    plannen.wijzig_gasten(tafel, lijst, actor=linda, now=later(hours=1))
    assert post("tijden") == ["mark", "samira"]
    plannen.wijzig_gasten(
        tafel, gasten(cast, "samira", "linda", "peter"), actor=linda, now=later(hours=2)
    )
    antwoord(cast, tafel, "samira", KAN, KAN, KAN, now=later(hours=3))
    assert post("tijden") == ["mark", "peter", "samira"]
    assert Bericht.objects.filter(soort="rondetafel.van_lijst").count() == 0


def test_a_last_silent_guest_who_leaves_lets_the_poll_go_on(cast: Cast) -> None:
    tafel = zet_peiling(cast, "samira", "mark", "linda", "peter")
    antwoord(cast, tafel, "samira", KAN, KAN, KAN)
    assert ververs(tafel).golf == Golf.GEZIN
    lijst = gasten(cast, "samira", "linda", "peter")
    plannen.wijzig_gasten(tafel, lijst, actor=cast.plek("linda", now=NU), now=NU)
    assert post("tijden") == ["mark", "peter", "samira"]


def test_the_family_cannot_be_taken_off_the_list(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    with pytest.raises(KanNietError):
        plannen.wijzig_gasten(
            tafel, gasten(cast, "linda", "peter"), actor=cast.plek("linda", now=NU), now=NU
        )
    assert len(golven(tafel)) == len(LIJST)


def test_an_ended_seat_leaves_the_list_and_its_calendar_is_told(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    geweest = zet_gepland(cast)
    Rondetafel.objects.filter(pk=geweest.pk).update(status="vastgesteld")
    assert uitnodigen.gevolg_van_einde(cast.deelname["peter"]) == [
        "Peter Hendriks krijgt bericht dat de volgende tafel niet meer in de agenda hoort."
    ]
    beeindig(cast, "peter", later(hours=1))
    assert post("van_lijst") == ["peter"]
    assert gast(cast, tafel, "peter").van_lijst_op == later(hours=1)
    assert gast(cast, geweest, "peter").van_lijst_op is None
    assert uitnodigen.gevolg_van_einde(cast.deelname["tom"]) == []


def test_a_seat_that_ends_during_a_poll_lets_it_go_on(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    for naam in ("samira", "mark", "noor"):
        antwoord(cast, tafel, naam, KAN, KAN, KAN)
    beeindig(cast, "peter")
    assert ververs(tafel).golf == Golf.ANDEREN
    assert post("van_lijst") == []


def test_a_seat_whose_end_date_passes_leaves_the_list_by_itself(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    peter = cast.deelname["peter"]
    peter.tot = timezone.localdate(later(days=1))
    peter.save()
    volg_op(now=later(hours=12))
    assert post("van_lijst") == []
    volg_op(now=later(days=1))
    volg_op(now=later(days=1, minutes=15))
    assert post("van_lijst") == ["peter"]
    assert gast(cast, tafel, "peter").van_lijst_op == later(days=1)


def verander(cast: Cast, tafel: Rondetafel, versie: int, **velden: Any) -> None:
    nieuw = {"plaats": "De Brug", "plaats_in_agenda": True, "videolink": "", **velden}
    linda = cast.plek("linda", now=NU)
    plannen.verander_plaats(tafel, versie, actor=linda, now=later(hours=1), **nieuw)


def test_another_place_reaches_every_calendar_and_keeps_the_answers(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    Uitnodiging.objects.filter(tafel=tafel).update(antwoord="ja", antwoord_op=NU)
    verander(cast, tafel, tafel.versie)
    tafel = ververs(tafel)
    assert (tafel.plaats, tafel.sequence) == ("De Brug", 1)
    assert post("gewijzigd") == sorted(LIJST)
    rijen = Uitnodiging.objects.filter(tafel=tafel)
    assert {(u.sequence, u.antwoord) for u in rijen} == {(1, "ja")}


def test_another_place_of_a_poll_tells_nobody(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    verander(cast, tafel, tafel.versie, plaats="Dijkpad 4")
    assert (ververs(tafel).plaats_in_agenda, post("gewijzigd")) == (False, [])


def test_who_wrote_over_an_older_version_is_stopped(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    verander(cast, tafel, tafel.versie)
    with pytest.raises(VerouderdError):
        verander(cast, tafel, tafel.versie, plaats="School")
    assert ververs(tafel).plaats == "De Brug"
    assert post("gewijzigd") == sorted(LIJST)


def test_the_next_table_is_prepared_once_with_the_same_guests(cast: Cast) -> None:
    vorige = zet_gepland(cast)
    beeindig(cast, "aisha", later(hours=1))
    Rondetafel.objects.filter(pk=vorige.pk).update(status="verslag")
    vorige = ververs(vorige)
    linda = cast.plek("linda", now=DINSDAG)
    nieuw = plannen.volgende_tafel(vorige, actor=linda, now=DINSDAG)
    assert plannen.volgende_tafel(vorige, actor=linda, now=DINSDAG) == nieuw
    assert (nieuw.status, nieuw.nummer, nieuw.vorige_id) == ("concept", 2, vorige.pk)
    dag = timezone.localdate(DINSDAG) + timedelta(weeks=9)
    assert (nieuw.venster_van, nieuw.venster_tot) == (
        dag - timedelta(days=7),
        dag + timedelta(days=7),
    )
    assert (nieuw.plaats, nieuw.duur_minuten, nieuw.patroon) == (
        vorige.plaats,
        90,
        gegevens().patroon,
    )
    assert set(golven(nieuw)) == {"Samira", "Mark", "Noor", "Linda", "Peter", "Fatma"}
    assert nieuw.uid != vorige.uid
    assert post("volgende") == ["linda"]


def test_the_next_table_is_sought_around_the_day_that_was_agreed(cast: Cast) -> None:
    vorige = zet_gepland(cast)
    dag = timezone.localdate(DINSDAG) + timedelta(days=3)
    Rondetafel.objects.filter(pk=vorige.pk).update(status="verslag", volgende_op=dag)
    nieuw = plannen.volgende_tafel(ververs(vorige), actor=cast.plek("linda"), now=DINSDAG)
    assert (nieuw.venster_van, nieuw.venster_tot) == (
        timezone.localdate(DINSDAG) + timedelta(days=1),
        dag + timedelta(days=7),
    )
