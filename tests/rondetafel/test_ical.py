"""Calendar files: neutral, stable, within the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from rondetafel import ical

BEGIN = datetime(2026, 12, 1, 14, 30, tzinfo=UTC)
AFSPRAAK = ical.Afspraak(
    uid="1@voorbeeld.test",
    sequence=4,
    begin=BEGIN,
    eind=BEGIN + timedelta(minutes=90),
    gemaakt_op=BEGIN - timedelta(days=9),
    plaats="De Brug, zaal 2",
    tekst="Geef door of u komt",
    url="https://voorbeeld.test/",
)
ADRESSEN = {"aan": "samira@voorbeeld.test", "organisator": "tafel@voorbeeld.test"}


def test_an_invitation_is_exactly_this() -> None:
    regels = ical.verzoek(AFSPRAAK, **ADRESSEN).decode().replace("\r\n ", "").split("\r\n")
    assert regels[:5] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//1Gezin1Plan//Rondetafel//NL",
        "CALSCALE:GREGORIAN",
        "METHOD:REQUEST",
    ]
    begin = regels.index("BEGIN:VEVENT")
    assert regels[begin:] == [
        "BEGIN:VEVENT",
        "SUMMARY:Rondetafel",
        "DTSTART;TZID=Europe/Amsterdam:20261201T153000",
        "DTEND;TZID=Europe/Amsterdam:20261201T170000",
        "DTSTAMP:20261122T143000Z",
        "UID:1@voorbeeld.test",
        "SEQUENCE:4",
        "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=FALSE"
        ":mailto:samira@voorbeeld.test",
        "CLASS:PRIVATE",
        "DESCRIPTION:Geef door of u komt",
        "LOCATION:De Brug\\, zaal 2",
        "ORGANIZER;CN=1Gezin1Plan:mailto:tafel@voorbeeld.test",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "URL:https://voorbeeld.test/",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_the_time_zone_is_one_rule_and_not_a_list_of_dates() -> None:
    inhoud = ical.verzoek(AFSPRAAK, **ADRESSEN)
    (zone,) = Calendar.from_ical(inhoud).walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Amsterdam"
    assert {deel.name for deel in zone.subcomponents} == {"DAYLIGHT", "STANDARD"}
    assert b"COMMENT" not in inhoud
    assert b"RDATE" not in inhoud
    assert len(inhoud) < 1500


def test_a_cancellation_has_the_same_identity_and_says_cancelled() -> None:
    (regel,) = Calendar.from_ical(ical.afzegging(AFSPRAAK, **ADRESSEN)).walk("VEVENT")
    assert (str(regel["UID"]), str(regel["SEQUENCE"]), str(regel["STATUS"])) == (
        "1@voorbeeld.test",
        "4",
        "CANCELLED",
    )


def test_the_same_entry_makes_the_same_file() -> None:
    assert ical.verzoek(AFSPRAAK, **ADRESSEN) == ical.verzoek(AFSPRAAK, **ADRESSEN)


def test_a_place_cannot_smuggle_in_a_line() -> None:
    kwaad = "De Brug\r\nATTENDEE:mailto:x@y.test\nBEGIN:VALARM\rEND:VCALENDAR"
    inhoud = ical.verzoek(replace(AFSPRAAK, plaats=kwaad, tekst=kwaad), **ADRESSEN)
    kalender = Calendar.from_ical(inhoud)
    (regel,) = kalender.walk("VEVENT")
    assert str(regel["ATTENDEE"]) == "mailto:samira@voorbeeld.test"
    assert regel.subcomponents == []


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_folded_at_75_octets_and_read_back(plaats: str, tekst: str) -> None:
    inhoud = ical.verzoek(replace(AFSPRAAK, plaats=plaats, tekst=tekst), **ADRESSEN)
    assert all(len(regel) <= 75 for regel in inhoud.split(b"\r\n"))
    inhoud.decode()
    (regel,) = Calendar.from_ical(inhoud).walk("VEVENT")
    assert regel["UID"] == "1@voorbeeld.test"
