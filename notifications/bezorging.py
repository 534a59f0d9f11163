"""Delivery: what waits in the outbox and is due goes out by mail, at least once.

A row is claimed by moving its ``mail_vanaf`` ahead (a lease), sent outside any transaction, and
marked. Who dies in between leaves a row that is due again when the lease ends; the second copy has
the same Message-ID, so that a mail client shows one. Two senders never hold one row: the claim is
one conditional update.
"""

from __future__ import annotations

import smtplib
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from itertools import groupby

import structlog
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, QuerySet
from django.utils import timezone

from notifications import soorten
from notifications.mail import compose, compose_digest
from notifications.models import Bericht, Mailstatus

log = structlog.get_logger(__name__)

LEASE = timedelta(minutes=5)
MAX_POGINGEN = 15
"""With doubling waits from one minute, capped at six hours: about a day and a half."""

DAGMAIL_OM = time(17, 0)


def send_due(*, now: datetime, limit: int = 200) -> int:
    """Send what is due, oldest first; return how many mails left.

    An SMTP server that is away leaves every row waiting for a later moment.
    """
    verzonden = 0
    verbinding = get_connection()
    for bericht in _te_sturen(now)[:limit]:
        if _claim([bericht], now):
            verzonden += _send(bericht, verbinding, now)
    return verzonden


def send_digests(*, now: datetime) -> int:
    """Send everyone who asked for it one mail about today's notices; return how many left.

    Before ``DAGMAIL_OM`` local time nothing happens.
    """
    if timezone.localtime(now).time() < DAGMAIL_OM:
        return 0
    rijen = Bericht.objects.filter(mail=Mailstatus.DAGELIJKS, mail_vanaf__lte=now)
    rijen = rijen.select_related("ontvanger", "plan").order_by("ontvanger_id", "gemaakt_op", "id")
    verzonden = 0
    verbinding = get_connection()
    for _, groep in groupby(rijen.iterator(500), key=lambda b: b.ontvanger_id):
        verzonden += _send_digest(list(groep), verbinding, now)
    return verzonden


def _te_sturen(now: datetime) -> QuerySet[Bericht]:
    rijen = Bericht.objects.filter(mail=Mailstatus.WACHT, mail_vanaf__lte=now)
    return rijen.select_related("ontvanger", "plan").order_by("mail_vanaf", "id")


def _claim(berichten: Iterable[Bericht], now: datetime) -> list[Bericht]:
    """Keep the rows that nobody else took since they were read."""
    eigen = []
    for bericht in berichten:
        gelukt = Bericht.objects.filter(
            pk=bericht.pk, mail=bericht.mail, mail_vanaf=bericht.mail_vanaf
        ).update(mail_vanaf=now + LEASE, mail_pogingen=F("mail_pogingen") + 1)
        if gelukt:
            bericht.mail_pogingen += 1
            eigen.append(bericht)
    return eigen


def _send(bericht: Bericht, verbinding: BaseEmailBackend, now: datetime) -> int:
    soort = soorten.get(bericht.soort)
    if soort.mail is None or not bericht.ontvanger.email:
        _mark([bericht], Mailstatus.GEEN)
        return 0
    if bericht.pk not in soorten.teksten_van(soort.code, [bericht], now):
        _mark([bericht], Mailstatus.VERVALLEN)
        return 0
    mail = compose(bericht, soort.mail(bericht, now))
    return _deliver([bericht], mail, verbinding, now)


def _send_digest(berichten: list[Bericht], verbinding: BaseEmailBackend, now: datetime) -> int:
    eigen = _claim(berichten, now)
    toegestaan = []
    for code, groep in groupby(sorted(eigen, key=lambda b: b.soort), key=lambda b: b.soort):
        rijen = list(groep)
        teksten = soorten.teksten_van(code, rijen, now)
        toegestaan += [b for b in rijen if b.pk in teksten and b.gelezen_op is None]
    over = {b.pk for b in toegestaan}
    _mark([b for b in eigen if b.pk not in over], Mailstatus.VERVALLEN)
    if not toegestaan:
        return 0
    mail = compose_digest(toegestaan)
    return _deliver(toegestaan, mail, verbinding, now)


def _deliver(
    berichten: list[Bericht], mail: EmailMessage, verbinding: BaseEmailBackend, now: datetime
) -> int:
    try:
        verbinding.send_messages([mail])
    except (smtplib.SMTPException, OSError) as fout:
        _postpone(berichten, fout, now)
        return 0
    _mark(berichten, Mailstatus.VERZONDEN, op=now)
    return 1


def _mark(berichten: Iterable[Bericht], status: str, op: datetime | None = None) -> None:
    ids = [b.pk for b in berichten]
    Bericht.objects.filter(pk__in=ids).update(mail=status, mail_verzonden_op=op)


def _postpone(berichten: list[Bericht], fout: Exception, now: datetime) -> None:
    """Try again later, or give up aloud after ``MAX_POGINGEN`` or on a refused address."""
    geweigerd = isinstance(fout, smtplib.SMTPRecipientsRefused) and all(
        code >= 500 for code, _ in fout.recipients.values()
    )
    for bericht in berichten:
        if geweigerd or bericht.mail_pogingen >= MAX_POGINGEN:
            log.error("mail given up", bericht=str(bericht.pk), fout=type(fout).__name__)
            _mark([bericht], Mailstatus.MISLUKT)
        else:
            wacht = min(timedelta(minutes=2 ** (bericht.mail_pogingen - 1)), timedelta(hours=6))
            Bericht.objects.filter(pk=bericht.pk).update(mail_vanaf=now + wacht)
            log.warning("mail postponed", bericht=str(bericht.pk), fout=type(fout).__name__)
