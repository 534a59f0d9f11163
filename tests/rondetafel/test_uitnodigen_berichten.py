"""What people hear about a table: in the app, by mail, and in the calendar file that goes along."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from notifications import soorten
from notifications.access import berichten_van
from notifications.bezorging import send_due
from notifications.models import Bericht
from rondetafel.models import Rondetafel
from rondetafel.rooster import live_tijden
from rondetafel.workflow import kiezen, peiling, plannen
from rondetafel.workflow.uitnodigen import geef_antwoord
from tests.cast import Cast, zet_cast
from tests.rondetafel.tafels import (
    DINSDAG,
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
from toegang import beeindigen

pytestmark = pytest.mark.django_db

KANARIES = (
    *("Samira", "Mark", "Noor", "Daan", "El Amrani", "de Wit", "De Wit", "Amrani"),
    *("Peter", "Linda", "Aisha", "Baken", "Kade", "mentor", "KANARIE"),
)


@pytest.fixture
def cast() -> Cast:
    return zet_cast(NU)


def teksten(cast: Cast, naam: str, now: object = NU) -> list[tuple[str, str, str]]:
    regels = berichten_van(cast.gebruiker[naam], now=now)
    return sorted((r.bericht.soort, r.tekst.titel, r.tekst.url) for r in regels)


def url(tafel: Rondetafel, deel: str = "") -> str:
    return f"/plannen/{tafel.plan_id}/rondetafels/{tafel.pk}/{deel}"


def gelezen(mail: EmailMultiAlternatives) -> EmailMessage:
    bericht = message_from_bytes(mail.message().as_bytes(linesep="\r\n"), policy=default)
    assert isinstance(bericht, EmailMessage)
    return bericht


def kalenders(mail: EmailMultiAlternatives) -> list[tuple[str, str, bytes]]:
    """Each calendar part: its type with parameters, its file name, its octets."""
    delen = [d for d in gelezen(mail).walk() if d.get_content_type() == "text/calendar"]
    return [
        (
            f"{d.get_content_type()}; {d.get_param('method')}; {d.get_param('charset')}",
            d.get_filename() or "",
            d.get_payload(decode=True),
        )
        for d in delen
    ]


def kopregels(mail: EmailMultiAlternatives) -> list[str]:
    delen = [d for d in gelezen(mail).walk() if d.get_content_type() == "text/calendar"]
    return [d.as_string().split("\n\n")[0] for d in delen]


def regel(mail: EmailMultiAlternatives) -> dict[str, str]:
    (eerste, *_) = kalenders(mail)
    kalender = Calendar.from_ical(eerste[2])
    (vevent,) = kalender.walk("VEVENT")
    return {"METHOD": str(kalender["METHOD"])} | {k: str(v) for k, v in vevent.items()}


def aan(mailoutbox: list[EmailMultiAlternatives], naam: str) -> list[EmailMultiAlternatives]:
    return [m for m in mailoutbox if m.to == [f"{naam}@voorbeeld.test"]]


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


def test_mails_say_nothing_of_a_family(
    cast: Cast, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    """Every kind of mail about planning, with the names that could leak in the rows it is about."""
    tafel = zet_peiling(cast, plaats="Bij Samira thuis, KANARIE-plaats")
    peiling.herinner(tafel, actor=cast.plek("linda", now=NU), now=NU)
    send_due(now=NU)
    antwoord(cast, tafel, "noor", NIET, NIET, NIET)
    for naam in ("samira", "mark"):
        antwoord(cast, tafel, naam, KAN, KAN, KAN)
    antwoord(cast, tafel, "peter", KAN, KAN, KAN)
    linda = cast.plek("linda", now=NU)
    send_due(now=later(hours=1))
    kiezen.kies_tijd(tafel, live_tijden(tafel)[0].pk, "KANARIE", actor=linda, now=later(hours=1))
    peter = cast.plek("peter", now=NU)
    geef_antwoord(gast(cast, tafel, "peter"), "nee", "KANARIE", actor=peter, now=later(hours=1))
    send_due(now=later(hours=2))
    kiezen.verzet(tafel, DINSDAG, "KANARIE", actor=linda, now=later(hours=2))
    send_due(now=later(hours=3))
    plannen.wijzig_gasten(tafel, gasten(cast, *LIJST[:-1]), actor=linda, now=later(hours=3))
    kiezen.zoek_opnieuw(tafel, "KANARIE", actor=linda, now=later(hours=4))
    send_due(now=later(hours=5))
    kiezen.zeg_af(tafel, "KANARIE", actor=linda, now=later(hours=6))
    send_due(now=later(hours=7))
    verzonden = set(Bericht.objects.filter(mail="verzonden").values_list("soort", flat=True))
    assert verzonden == {
        f"rondetafel.{s}"
        for s in (
            "tijden",
            "tijden_herinnering",
            "geen_tijd",
            "kies_tijd",
            "uitnodiging",
            "afmelding",
            "gewijzigd",
            "van_lijst",
            "tijd_vervalt",
            "afgezegd",
        )
    }
    for mail in mailoutbox:
        groet = f"Dag {mail.to[0].split('@')[0].capitalize()}"
        tekst = gelezen(mail).as_string().replace(groet, "")
        alles = (
            tekst
            + str(mail.body).replace(groet, "")
            + "".join(inhoud.decode() for _, _, inhoud in kalenders(mail))
        )
        alles = alles.replace(mail.to[0], "")
        assert [k for k in KANARIES if k in alles] == []


def test_an_invitation_carries_its_calendar_entry_twice_for_its_receiver_only(
    cast: Cast, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    tafel = zet_gepland(cast, plaats="De Brug, zaal 2", videolink="https://video.voorbeeld.test/x")
    assert send_due(now=NU) == len(LIJST)
    (mail,) = aan(mailoutbox, "samira")
    delen = kalenders(mail)
    assert [(soort, naam) for soort, naam, _ in delen] == [
        ("text/calendar; REQUEST; utf-8", ""),
        ("text/calendar; REQUEST; utf-8", "uitnodiging.ics"),
    ]
    assert delen[0][2] == delen[1][2]
    assert [h.count("charset") for h in kopregels(mail)] == [1, 1]
    link = f"http://localhost:8000{url(tafel)}"
    assert regel(mail) == {
        "METHOD": "REQUEST",
        "SUMMARY": "Rondetafel",
        "DTSTART": regel(mail)["DTSTART"],
        "DTEND": regel(mail)["DTEND"],
        "DTSTAMP": regel(mail)["DTSTAMP"],
        "UID": tafel.uid,
        "SEQUENCE": "0",
        "ATTENDEE": "mailto:samira@voorbeeld.test",
        "CLASS": "PRIVATE",
        "DESCRIPTION": "Lees wat er op de agenda staat en geef door of u komt:\n"
        f"{link}\nhttps://video.voorbeeld.test/x",
        "LOCATION": "De Brug, zaal 2",
        "ORGANIZER": "mailto:noreply@localhost",
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
        "URL": link,
    }
    kalender = Calendar.from_ical(delen[0][2])
    (vevent,) = kalender.walk("VEVENT")
    assert (vevent.start, vevent.end) == (DINSDAG, DINSDAG + timedelta(minutes=90))
    assert vevent["ATTENDEE"].params["RSVP"] == "FALSE"
    assert vevent["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert [c.name for c in vevent.subcomponents] == []
    assert all(len(r) <= 75 for r in delen[0][2].split(b"\r\n"))


def test_a_home_address_goes_into_no_mail(
    cast: Cast, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    zet_gepland(cast, plaats="Dijkpad 4", videolink="https://video.voorbeeld.test/x")
    send_due(now=NU)
    assert len(mailoutbox) == len(LIJST)
    for mail in mailoutbox:
        assert "LOCATION" not in regel(mail)
        assert "Dijkpad" not in gelezen(mail).as_string()
        assert b"Dijkpad" not in kalenders(mail)[0][2]
        assert b"video.voorbeeld" not in kalenders(mail)[0][2]


def test_a_second_copy_of_a_mail_is_the_same_to_the_byte(cast: Cast) -> None:
    zet_gepland(cast)
    (bericht,) = Bericht.objects.filter(ontvanger=cast.gebruiker["samira"])
    maak = soorten.get(bericht.soort).mail
    assert maak is not None
    assert maak(bericht, NU) == maak(bericht, later(hours=8))


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


def test_calling_off_takes_the_entry_out_of_every_calendar(
    cast: Cast, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    tafel = zet_gepland(cast)
    send_due(now=NU)
    mailoutbox.clear()
    linda = cast.plek("linda", now=NU)
    kiezen.zeg_af(tafel, "ziek", actor=linda, now=later(hours=1))
    assert send_due(now=later(hours=1)) == len(LIJST)
    (mail,) = aan(mailoutbox, "peter")
    gevonden = regel(mail)
    assert {k: gevonden[k] for k in ("METHOD", "UID", "SEQUENCE", "STATUS", "ATTENDEE")} == {
        "METHOD": "CANCEL",
        "UID": tafel.uid,
        "SEQUENCE": "1",
        "STATUS": "CANCELLED",
        "ATTENDEE": "mailto:peter@voorbeeld.test",
    }
    assert teksten(cast, "peter", later(hours=1)) == [
        (
            "rondetafel.afgezegd",
            "De rondetafel van dinsdag 1 december, 15:30 gaat niet door",
            url(tafel),
        )
    ]


def test_who_lost_their_seat_still_gets_the_cancel_and_learns_nothing_else(
    cast: Cast, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    tafel = zet_gepland(cast)
    send_due(now=NU)
    mailoutbox.clear()
    peter = cast.deelname["peter"]
    peter.status, peter.beeindigd_op = "beeindigd", NU
    peter.save()
    beeindigen.einde(peter, actor=cast.plek("samira", now=NU), now=later(hours=1))
    assert send_due(now=later(hours=1)) == 1
    (mail,) = mailoutbox
    assert mail.to == ["peter@voorbeeld.test"]
    assert (regel(mail)["METHOD"], regel(mail)["UID"], regel(mail)["SEQUENCE"]) == (
        "CANCEL",
        tafel.uid,
        "1",
    )
    assert str(tafel.pk) not in str(mail.body)
    assert str(tafel.plan_id) not in str(mail.body)
    assert b"plannen" not in kalenders(mail)[0][2]
    assert teksten(cast, "peter", later(hours=1)) == [
        (
            "rondetafel.van_lijst",
            "De afspraak van dinsdag 1 december, 15:30 is niet meer voor u",
            "",
        )
    ]


def test_who_loses_their_seat_after_the_table_is_off_still_gets_the_cancel(
    cast: Cast, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    tafel = zet_gepland(cast)
    send_due(now=NU)
    mailoutbox.clear()
    kiezen.zeg_af(tafel, "ziek", actor=cast.plek("linda", now=NU), now=later(hours=1))
    peter = cast.deelname["peter"]
    peter.status, peter.beeindigd_op = "beeindigd", later(hours=1)
    peter.save()
    assert send_due(now=later(hours=1)) == len(LIJST)
    (mail,) = aan(mailoutbox, "peter")
    assert regel(mail)["METHOD"] == "CANCEL"
    assert str(tafel.plan_id) not in str(mail.body)


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


def test_texts_of_thirty_notices_cost_as_many_queries_as_of_one(
    cast: Cast, django_assert_num_queries: object
) -> None:
    zet_gepland(cast)
    zet_peiling(cast)
    for soort in sorted({b.soort for b in Bericht.objects.all()}):
        rijen = list(Bericht.objects.filter(soort=soort).select_related("ontvanger"))
        functie = soorten.get(soort).teksten
        with django_assert_num_queries(_aantal(functie, rijen[:1])):
            functie(rijen * 10, NU)


def _aantal(functie: object, rijen: list[Bericht]) -> int:
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
