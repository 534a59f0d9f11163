"""What people hear about a table in the app, and when it is no longer needed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications import soorten
from notifications.access import berichten_van
from notifications.bezorging import send_due
from notifications.models import Bericht
from rondetafel import tasks
from rondetafel.rooster import live_tijden
from rondetafel.workflow import agenda, kiezen, plannen
from rondetafel.workflow.uitnodigen import geef_antwoord
from tests.cast import Cast, zet_cast
from tests.rondetafel.postvak import regel, teksten, url
from tests.rondetafel.tafels import (
    KAN,
    LIJST,
    MAANDAG,
    NIET,
    NU,
    antwoord,
    gast,
    gasten,
    later,
    zet_gepland,
    zet_peiling,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return zet_cast(NU)


def test_a_question_is_shown_until_it_is_answered(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    vraag = ("rondetafel.tijden", "Wanneer kunt u aan tafel?", url(tafel, "tijden/"))
    assert teksten(cast, "samira") == [vraag]
    antwoord(cast, tafel, "samira", KAN, KAN, "")
    assert teksten(cast, "samira") == [vraag]
    antwoord(cast, tafel, "samira", "", "", NIET)
    assert teksten(cast, "samira") == []
    assert teksten(cast, "peter") == []


def test_a_question_waits_no_longer_when_the_poll_or_the_seat_is_over(
    cast: Cast, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    tafel = zet_peiling(cast)
    mark = cast.deelname["mark"]
    mark.status, mark.beeindigd_op = "beeindigd", NU
    mark.save()
    antwoord(cast, tafel, "samira", KAN, KAN, KAN)
    assert send_due(now=NU) == 1
    assert [m.to for m in mailoutbox] == [["noor@voorbeeld.test"]]
    assert Bericht.objects.filter(mail="vervallen").count() == 2


def test_an_overtaken_invitation_is_not_sent_any_more(
    cast: Cast, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    tafel = zet_gepland(cast)
    linda = cast.plek("linda", now=NU)
    kiezen.verzet(tafel, MAANDAG, "ziek", actor=linda, now=later(minutes=1))
    assert send_due(now=later(minutes=2)) == len(LIJST)
    assert {regel(m)["SEQUENCE"] for m in mailoutbox} == {"1"}
    gezien = teksten(cast, "samira", later(minutes=2))
    assert [soort for soort, _, _ in gezien] == ["rondetafel.gewijzigd"]


def test_who_came_back_is_not_told_to_stay_away(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    linda = cast.plek("linda", now=NU)
    plannen.wijzig_gasten(tafel, gasten(cast, *LIJST[:-1]), actor=linda, now=later(hours=1))
    plannen.wijzig_gasten(tafel, gasten(cast), actor=linda, now=later(hours=2))
    assert [(s, t) for s, t, _ in teksten(cast, "fatma", later(hours=2))] == [
        ("rondetafel.uitnodiging", "Rondetafel op dinsdag 1 december, 15:30. Komt u?")
    ]


def test_an_answered_invitation_no_longer_asks(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    samira = cast.plek("samira", now=NU)
    geef_antwoord(gast(cast, tafel, "samira"), "ja", "", actor=samira, now=NU)
    assert teksten(cast, "samira") == [
        ("rondetafel.uitnodiging", "Rondetafel op dinsdag 1 december, 15:30", url(tafel))
    ]


def test_the_coordinator_reads_who_stays_away_and_what_waits(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    antwoord(cast, tafel, "mark", NIET, NIET, NIET)
    assert teksten(cast, "linda", later(minutes=9)) == []
    assert [(s, t) for s, t, _ in teksten(cast, "linda", later(minutes=10))] == [
        ("rondetafel.geen_tijd", "Mark kan op geen van de tijden")
    ]
    antwoord(cast, tafel, "mark", KAN, "", "")
    assert teksten(cast, "linda", later(minutes=10)) == []
    for naam in ("samira", "noor"):
        antwoord(cast, tafel, naam, KAN, KAN, KAN)
    antwoord(cast, tafel, "mark", KAN, KAN, KAN)
    antwoord(cast, tafel, "peter", KAN, KAN, KAN)
    assert teksten(cast, "linda", later(hours=1)) == [
        ("rondetafel.kies_tijd", "U kunt een tijd kiezen voor de tafel", url(tafel, "rooster/"))
    ]
    linda = cast.plek("linda", now=NU)
    kiezen.kies_tijd(tafel, live_tijden(tafel)[1].pk, "", actor=linda, now=later(hours=1))
    peter = cast.plek("peter", now=NU)
    geef_antwoord(gast(cast, tafel, "peter"), "nee", "", actor=peter, now=later(hours=2))
    gezien = [t for _, t, _ in teksten(cast, "linda", later(hours=2))]
    assert gezien == ["Peter komt niet aan tafel", "Rondetafel op dinsdag 1 december, 15:30"]


def test_who_stopped_coordinating_reads_none_of_it(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    antwoord(cast, tafel, "mark", NIET, NIET, NIET)
    linda = cast.deelname["linda"]
    linda.is_zorgcoordinator = False
    linda.save()
    assert teksten(cast, "linda", later(hours=1)) == []


def test_texts_of_thirty_notices_cost_as_many_queries_as_of_one(cast: Cast) -> None:
    zet_gepland(cast)
    zet_peiling(cast)
    for soort in sorted({b.soort for b in Bericht.objects.all()}):
        rijen = list(Bericht.objects.filter(soort=soort).select_related("ontvanger"))
        functie = soorten.get(soort).teksten
        assert _aantal(functie, rijen * 10) == _aantal(functie, rijen[:1])


def _aantal(functie: soorten.Teksten, rijen: Sequence[Bericht]) -> int:
    with CaptureQueriesContext(connection) as vangst:
        functie(rijen, NU)
    return len(vangst)


def test_a_guest_without_an_address_reads_it_in_the_app_only(
    cast: Cast, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    cast.gebruiker["fatma"].email = None
    cast.gebruiker["fatma"].save()
    tafel = zet_gepland(cast)
    send_due(now=NU)
    assert sorted(m.to[0].split("@")[0] for m in mailoutbox) == sorted(set(LIJST) - {"fatma"})
    assert [t for _, t, _ in teksten(cast, "fatma")] == [
        "Rondetafel op dinsdag 1 december, 15:30. Komt u?"
    ]
    assert gast(cast, tafel, "fatma").sequence == 0


def test_a_new_agenda_item_and_a_next_table_wait_for_the_coordinator(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    samira = cast.plek("samira", now=NU)
    punt = agenda.stel_punt_voor(tafel, "de vakantie", "", actor=samira, now=NU)
    plannen.volgende_tafel(tafel, actor=cast.plek("linda", now=NU), now=NU)
    regels = berichten_van(cast.gebruiker["linda"], now=NU)
    assert {(r.tekst.titel, r.tekst.regel) for r in regels} == {
        ("Samira zette iets op de agenda", "Gezin De Wit – El Amrani. de vakantie"),
        ("De volgende tafel staat klaar om te plannen", "Gezin De Wit – El Amrani"),
        ("Rondetafel op dinsdag 1 december, 15:30. Komt u?", "Gezin De Wit – El Amrani"),
    }
    agenda.haal_punt_weg(punt, actor=samira, now=NU)
    assert len(berichten_van(cast.gebruiker["linda"], now=NU)) == 2


def test_a_poll_that_is_off_is_told_without_a_time(cast: Cast) -> None:
    tafel = zet_peiling(cast)
    kiezen.zeg_af(tafel, "later", actor=cast.plek("linda", now=NU), now=NU)
    assert teksten(cast, "samira") == [
        ("rondetafel.afgezegd", "De rondetafel gaat niet door", url(tafel))
    ]


def test_the_job_that_follows_up_does_what_is_due(cast: Cast) -> None:
    zet_peiling(cast)
    with time_machine.travel(later(days=2), tick=False):
        tasks.volg_op()
    assert Bericht.objects.filter(soort="rondetafel.tijden_herinnering").count() == 3
