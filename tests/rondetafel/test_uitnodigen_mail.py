"""What people get by mail about a table, and the calendar file that goes along."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from icalendar import Calendar

from notifications import soorten
from notifications.bezorging import send_due
from notifications.models import Bericht
from rondetafel.rooster import live_tijden
from rondetafel.workflow import kiezen, peiling, plannen
from rondetafel.workflow.uitnodigen import geef_antwoord
from tests.cast import Cast, zet_cast
from tests.rondetafel.postvak import aan, gelezen, kalenders, kopregels, regel, teksten, url
from tests.rondetafel.tafels import (
    DINSDAG,
    KAN,
    LIJST,
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


MAILS = (
    *("tijden", "tijden_herinnering", "geen_tijd", "kies_tijd", "uitnodiging", "afmelding"),
    *("gewijzigd", "van_lijst", "tijd_vervalt", "afgezegd"),
)


def beleef(cast: Cast) -> None:
    """Live through everything that sends a mail, with words that must not leak at every step."""
    tafel = zet_peiling(cast, plaats="Bij Samira thuis, KANARIE-plaats")
    linda, peter = cast.plek("linda", now=NU), cast.plek("peter", now=NU)
    peiling.herinner(tafel, actor=linda, now=NU)
    send_due(now=NU)
    antwoord(cast, tafel, "noor", NIET, NIET, NIET)
    for naam in ("samira", "mark", "peter"):
        antwoord(cast, tafel, naam, KAN, KAN, KAN)
    send_due(now=later(hours=1))
    kiezen.kies_tijd(tafel, live_tijden(tafel)[0].pk, "KANARIE", actor=linda, now=later(hours=1))
    geef_antwoord(gast(cast, tafel, "peter"), "nee", "KANARIE", actor=peter, now=later(hours=1))
    send_due(now=later(hours=2))
    kiezen.verzet(tafel, DINSDAG, "KANARIE", actor=linda, now=later(hours=2))
    send_due(now=later(hours=3))
    plannen.wijzig_gasten(tafel, gasten(cast, *LIJST[:-1]), actor=linda, now=later(hours=3))
    kiezen.zoek_opnieuw(tafel, "KANARIE", actor=linda, now=later(hours=4))
    send_due(now=later(hours=5))
    kiezen.zeg_af(tafel, "KANARIE", actor=linda, now=later(hours=6))
    send_due(now=later(hours=7))


def test_mails_say_nothing_of_a_family(
    cast: Cast, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    beleef(cast)
    verzonden = set(Bericht.objects.filter(mail="verzonden").values_list("soort", flat=True))
    assert verzonden == {f"rondetafel.{soort}" for soort in MAILS}
    for mail in mailoutbox:
        delen = [gelezen(mail).as_string(), str(mail.body)]
        delen += [inhoud.decode() for _, _, inhoud in kalenders(mail)]
        naam = mail.to[0].split("@")[0].capitalize()
        alles = " ".join(delen).replace(f"Dag {naam}", "").replace(mail.to[0], "")
        assert [kanarie for kanarie in KANARIES if kanarie in alles] == []


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
    (vevent,) = kalender.events
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


def test_who_lost_their_seat_while_a_new_time_is_sought_hears_that_it_is_off(
    cast: Cast, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    tafel = zet_gepland(cast)
    send_due(now=NU)
    mailoutbox.clear()
    kiezen.zoek_opnieuw(tafel, "ziek", actor=cast.plek("linda", now=NU), now=later(hours=1))
    peter = cast.deelname["peter"]
    peter.status, peter.beeindigd_op = "beeindigd", later(hours=1)
    peter.save()
    send_due(now=later(hours=1))
    (mail,) = aan(mailoutbox, "peter")
    assert (regel(mail)["METHOD"], regel(mail)["SEQUENCE"]) == ("CANCEL", "1")
    assert [(t, u) for _, t, u in teksten(cast, "peter", later(hours=1))] == [
        ("De afspraak van dinsdag 1 december, 15:30 is niet meer voor u", "")
    ]


def test_a_mail_is_in_the_language_of_its_receiver(
    cast: Cast, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    """What is not translated yet falls back to Dutch; an unknown language too."""
    cast.gebruiker["fatma"].taal = "xx"
    cast.gebruiker["fatma"].save()
    zet_gepland(cast)
    send_due(now=NU)
    (mail,) = aan(mailoutbox, "fatma")
    assert str(mail.subject) == "Uitnodiging voor een rondetafel"
