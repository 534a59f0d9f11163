"""Delivery through a real SMTP server, that is sometimes away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from gebruikers.models import Gebruiker
from notifications import soorten
from notifications.bezorging import MAX_POGINGEN, send_digests, send_due
from notifications.models import Bericht
from notifications.outbox import queue
from notifications.soorten import Bijlage, Groep, Mail, Soort, Tekst
from notifications.workflow import choose_delivery
from tests.postbus import Postbus, open_postbus

pytestmark = pytest.mark.django_db

NU = timezone.localtime(timezone.now()).replace(hour=12, minute=0)
CANARY = "Noor gaat weer naar school"
INGETROKKEN: set[UUID] = set()


def _teksten(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    return {b.pk: Tekst(CANARY) for b in rijen if b.pk not in INGETROKKEN}


def _mail(bericht: Bericht, now: datetime) -> Mail:
    bijlage = Bijlage("uitnodiging.ics", b"BEGIN:VCALENDAR\r\n", "text/calendar; method=REQUEST")
    return Mail("Er staat iets voor u klaar", ["Wilt u kijken?"], "/acties/", "Bekijk", [bijlage])


PROEF = soorten.register(Soort("proef.mail", Groep.ACTIES, _teksten, _mail))
ALTIJD = soorten.register(Soort("proef.altijd", Groep.ACTIES, _teksten, _mail, verplicht=True))


@pytest.fixture
def postbus(settings: Settings) -> Iterator[Postbus]:
    with open_postbus() as bus:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", bus.poort
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.SITE_URL = "https://plan.voorbeeld.test"
        yield bus


@pytest.fixture
def samira() -> Gebruiker:
    return Gebruiker.objects.create_user("samira@voorbeeld.test", naam="Samira El Amrani")


def zet(ontvanger: Gebruiker, sleutel: str = "a", soort: Soort = PROEF) -> Bericht:
    with transaction.atomic():
        bericht = queue(soort, ontvanger=ontvanger, sleutel=sleutel, now=NU)
    assert bericht is not None
    return bericht


def test_a_mail_carries_a_link_and_no_case_content(postbus: Postbus, samira: Gebruiker) -> None:
    bericht = zet(samira)
    assert send_due(now=NU) == 1
    (mail,) = postbus.mails
    assert mail["Message-ID"] == f"<{bericht.pk}@plan.voorbeeld.test>"
    assert mail["Subject"] == "Er staat iets voor u klaar"
    tekst = mail.get_body(("plain",))
    assert tekst is not None
    assert "Dag Samira," in tekst.get_content()
    assert "https://plan.voorbeeld.test/acties/" in tekst.get_content()
    assert CANARY not in mail.as_string()
    bericht.refresh_from_db()
    assert (bericht.mail, bericht.mail_verzonden_op) == ("verzonden", NU)


def test_a_calendar_entry_is_offered_by_mail_programs_and_as_a_file(
    postbus: Postbus, samira: Gebruiker
) -> None:
    zet(samira)
    send_due(now=NU)
    soorten_deel = [
        (deel.get_content_type(), deel.get_param("method"), deel.get_filename())
        for deel in postbus.mails[0].walk()
        if deel.get_content_type() == "text/calendar"
    ]
    assert soorten_deel == [
        ("text/calendar", "REQUEST", None),
        ("text/calendar", "REQUEST", "uitnodiging.ics"),
    ]


def test_the_same_cause_is_told_once(postbus: Postbus, samira: Gebruiker) -> None:
    zet(samira)
    with transaction.atomic():
        assert queue(PROEF, ontvanger=samira, sleutel="a", now=NU) is None
    send_due(now=NU)
    assert send_due(now=NU + timedelta(hours=1)) == 0
    assert len(postbus.mails) == 1


def test_what_is_rolled_back_is_told_to_nobody(postbus: Postbus, samira: Gebruiker) -> None:
    with transaction.atomic():
        queue(PROEF, ontvanger=samira, sleutel="a", now=NU)
        transaction.set_rollback(True)
    send_due(now=NU)
    assert postbus.mails == []


@pytest.mark.django_db(transaction=True)
def test_queueing_outside_a_transaction_is_an_error(samira: Gebruiker) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        queue(PROEF, ontvanger=samira, sleutel="a", now=NU)


def test_what_is_no_longer_allowed_is_not_sent(postbus: Postbus, samira: Gebruiker) -> None:
    bericht = zet(samira)
    INGETROKKEN.add(bericht.pk)
    assert send_due(now=NU) == 0
    assert postbus.mails == []
    bericht.refresh_from_db()
    assert bericht.mail == "vervallen"


def test_who_has_no_address_gets_no_mail_and_loses_no_notice(postbus: Postbus) -> None:
    agnieszka = Gebruiker.objects.create_user(None, naam="Agnieszka Kowalczyk")
    bericht = zet(agnieszka)
    send_due(now=NU)
    bericht.refresh_from_db()
    assert (bericht.mail, postbus.mails) == ("geen", [])


def test_a_server_that_is_away_loses_nothing(
    postbus: Postbus, samira: Gebruiker, settings: Settings
) -> None:
    bericht = zet(samira)
    poort, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert send_due(now=NU) == 0
    bericht.refresh_from_db()
    assert (bericht.mail, bericht.mail_vanaf) == ("wacht", NU + timedelta(minutes=1))
    settings.EMAIL_PORT = poort
    assert send_due(now=NU) == 0
    assert send_due(now=NU + timedelta(minutes=1)) == 1


def test_a_refused_address_is_given_up_and_a_full_mailbox_is_not(
    postbus: Postbus, samira: Gebruiker
) -> None:
    vol = zet(samira, "vol")
    postbus.antwoord = "452 mailbox full"
    send_due(now=NU)
    vol.refresh_from_db()
    assert vol.mail == "wacht"
    weg = zet(samira, "weg")
    postbus.antwoord = "550 no such user"
    send_due(now=NU)
    weg.refresh_from_db()
    assert weg.mail == "mislukt"


def test_it_gives_up_after_a_day_and_a_half(postbus: Postbus, samira: Gebruiker) -> None:
    bericht = zet(samira)
    postbus.antwoord = "452 mailbox full"
    nu = NU
    for _ in range(MAX_POGINGEN):
        send_due(now=nu)
        bericht.refresh_from_db()
        nu = bericht.mail_vanaf or nu
    assert bericht.mail == "mislukt"
    assert timedelta(hours=24) < nu - NU < timedelta(hours=48)


def test_a_worker_that_dies_after_sending_sends_a_recognisable_copy(
    postbus: Postbus, samira: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    zet(samira)
    with monkeypatch.context() as dood:
        dood.setattr("notifications.bezorging._mark", lambda *a, **k: None)
        send_due(now=NU)
    assert send_due(now=NU + timedelta(minutes=1)) == 0
    send_due(now=NU + timedelta(minutes=6))
    assert len({m["Message-ID"] for m in postbus.mails}) == 1
    assert len(postbus.mails) == 2


def test_a_daily_mail_counts_and_names_nothing(postbus: Postbus, samira: Gebruiker) -> None:
    choose_delivery({Groep.ACTIES: "dagelijks"}, actor=samira, now=NU)
    zet(samira, "a")
    zet(samira, "b")
    zet(samira, "c", ALTIJD)
    assert send_due(now=NU) == 1
    assert send_digests(now=NU) == 0
    assert send_digests(now=NU.replace(hour=17)) == 1
    assert send_digests(now=NU.replace(hour=18)) == 0
    tekst = postbus.mails[-1].get_body(("plain",))
    assert tekst is not None
    assert "Er staan 2 dingen voor u klaar." in tekst.get_content()
    assert CANARY not in postbus.mails[-1].as_string()


def test_choosing_no_mail_holds_for_what_waits_but_not_for_invitations(
    postbus: Postbus, samira: Gebruiker
) -> None:
    zet(samira, "a")
    zet(samira, "b", ALTIJD)
    choose_delivery({Groep.ACTIES: "geen"}, actor=samira, now=NU)
    assert send_due(now=NU) == 1
    assert list(Bericht.objects.values_list("soort", "mail").order_by("soort")) == [
        ("proef.altijd", "verzonden"),
        ("proef.mail", "geen"),
    ]
