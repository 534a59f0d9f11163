"""Calendar files: one per receiver, that tell a time and nothing of a family.

The summary is always "Rondetafel"; no names, no list of attendees beside the receiver. The place
goes along only when the caller gives it. Answers come through the link, so RSVP is FALSE.
Rules: RFC 5545 for the file, RFC 5546 for REQUEST and CANCEL. The time zone is one fixed component
with the rule of the clock change; generated ones list dates, which libical rejects.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from icalendar import Calendar, Event, Timezone, vCalAddress, vText, vUri

from rondetafel.scheduling import AMSTERDAM

PRODID = "-//1Gezin1Plan//Rondetafel//NL"
SAMENVATTING = "Rondetafel"
VTIMEZONE = b"""\
BEGIN:VTIMEZONE\r
TZID:Europe/Amsterdam\r
BEGIN:DAYLIGHT\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
TZNAME:CEST\r
DTSTART:19700329T020000\r
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r
END:DAYLIGHT\r
BEGIN:STANDARD\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
TZNAME:CET\r
DTSTART:19701025T030000\r
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
END:STANDARD\r
END:VTIMEZONE\r
"""


@dataclass(frozen=True)
class Afspraak:
    """A calendar entry. Moments are aware; ``gemaakt_op`` is when this file was called for."""

    uid: str
    sequence: int
    begin: datetime
    eind: datetime
    gemaakt_op: datetime
    plaats: str = ""
    tekst: str = ""
    url: str = ""
    afgezegd: bool = False


def verzoek(afspraak: Afspraak, *, aan: str, organisator: str) -> bytes:
    """Return the invitation, or its update, for one receiver (METHOD:REQUEST).

    Args:
        afspraak: the entry; an update has the same uid and a higher sequence.
        aan: e-mail address of the receiver.
        organisator: the platform's own address.
    """
    return _bericht(afspraak, "REQUEST", aan=aan, organisator=organisator)


def afzegging(afspraak: Afspraak, *, aan: str, organisator: str) -> bytes:
    """Return the message that takes the entry out of one receiver's calendar (METHOD:CANCEL)."""
    afgezegd = replace(afspraak, afgezegd=True)
    return _bericht(afgezegd, "CANCEL", aan=aan, organisator=organisator)


def feed(afspraken: Iterable[Afspraak]) -> bytes:
    """Return a calendar of times only, for a calendar program to fetch.

    Places, texts and addresses of the entries are left out: an address of a feed may leak.
    """
    kalender = _kalender()
    kalender.add("x-wr-calname", SAMENVATTING)
    kalender.add("x-published-ttl", "PT1H")
    for afspraak in afspraken:
        kalender.add_component(_kern(afspraak))
    return _bytes(kalender)


def _bytes(kalender: Calendar) -> bytes:
    """The file: lines folded at 75 octets, CRLF."""
    inhoud: bytes = kalender.to_ical()
    return inhoud


def _kalender() -> Calendar:
    kalender = Calendar()
    kalender.add("prodid", PRODID)
    kalender.add("version", "2.0")
    kalender.add("calscale", "GREGORIAN")
    kalender.add_component(Timezone.from_ical(VTIMEZONE))
    return kalender


def _kern(afspraak: Afspraak) -> Event:
    """The entry with its time and its neutral summary."""
    regel = Event()
    regel.add("uid", afspraak.uid)
    regel.add("dtstamp", afspraak.gemaakt_op.astimezone(UTC))
    regel.add("sequence", afspraak.sequence)
    regel.add("dtstart", _lokaal(afspraak.begin))
    regel.add("dtend", _lokaal(afspraak.eind))
    regel.add("summary", SAMENVATTING)
    regel.add("status", "CANCELLED" if afspraak.afgezegd else "CONFIRMED")
    regel.add("transp", "TRANSPARENT" if afspraak.afgezegd else "OPAQUE")
    regel.add("class", "PRIVATE")
    return regel


def _lokaal(moment: datetime) -> datetime:
    """In local time; in UTC for the hour that comes twice, which readers understand differently."""
    lokaal = moment.astimezone(AMSTERDAM)
    komt_twee_keer = lokaal.replace(fold=0).utcoffset() != lokaal.replace(fold=1).utcoffset()
    return moment.astimezone(UTC) if komt_twee_keer else lokaal


def _bericht(afspraak: Afspraak, methode: str, *, aan: str, organisator: str) -> bytes:
    kalender = _kalender()
    kalender.add("method", methode)
    regel = _kern(afspraak)
    afzender = vCalAddress(f"mailto:{organisator}")
    afzender.params["cn"] = vText("1Gezin1Plan")
    regel.add("organizer", afzender)
    ontvanger = vCalAddress(f"mailto:{aan}")
    for naam, waarde in _DEELNEMER.items():
        ontvanger.params[naam] = vText(waarde)
    regel.add("attendee", ontvanger)
    if afspraak.plaats:
        regel.add("location", afspraak.plaats)
    if afspraak.tekst:
        regel.add("description", afspraak.tekst)
    if afspraak.url:
        regel.add("url", vUri(afspraak.url))
    kalender.add_component(regel)
    return _bytes(kalender)


_DEELNEMER = {
    "cutype": "INDIVIDUAL",
    "role": "REQ-PARTICIPANT",
    "partstat": "NEEDS-ACTION",
    "rsvp": "FALSE",
}
