"""Reading what was sent about a table: notices, mails, and the calendar files in them."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from django.core.mail import EmailMultiAlternatives
from icalendar import Calendar

from notifications.access import berichten_van
from rondetafel.models import Rondetafel
from tests.cast import Cast
from tests.rondetafel.tafels import NU


def teksten(cast: Cast, naam: str, now: datetime = NU) -> list[tuple[str, str, str]]:
    regels = berichten_van(cast.gebruiker[naam], now=now)
    return sorted((r.bericht.soort, r.tekst.titel, r.tekst.url) for r in regels)


def url(tafel: Rondetafel, deel: str = "") -> str:
    return f"/plannen/{tafel.plan_id}/rondetafels/{tafel.pk}/{deel}"


def gelezen(mail: EmailMultiAlternatives) -> EmailMessage:
    # With the line ends of SMTP, as Django's own backend sends it.
    octetten = mail.message().as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    bericht = message_from_bytes(octetten, policy=default)
    assert isinstance(bericht, EmailMessage)
    return bericht


def kalenders(mail: EmailMultiAlternatives) -> list[tuple[str, str, bytes]]:
    """Each calendar part: its type with parameters, its file name, its octets."""
    delen = [d for d in gelezen(mail).walk() if d.get_content_type() == "text/calendar"]
    return [
        (
            f"{d.get_content_type()}; {d.get_param('method')}; {d.get_param('charset')}",
            d.get_filename() or "",
            bytes(d.get_payload(decode=True)),
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
