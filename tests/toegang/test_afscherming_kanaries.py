"""Every door of a plan for who something is hidden from: not a word of it, and no trace."""

from __future__ import annotations

import re

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifications.bezorging import send_due
from notifications.models import Bericht, Mailstatus
from rondetafel.models import Verslag
from rondetafel.report import pdf
from rondetafel.workflow import mijn_agenda
from tests.toegang.afgeschermd import scherm_af
from tests.toegang.kanaries import Voliere, account, gehoord, zet_voliere
from tests.toegang.test_matrix import adressen, als, vraag
from toegang.access import get_plek
from toegang.workflow.plekken import end_plek

pytestmark = pytest.mark.django_db

BUITEN_HET_PLAN = ["/", "/berichten/", "/acties/", "/mijn/agenda/", "/gezinnen/"]
SPOOR = re.compile(r"afgeschermd|verborgen|Omdat het veiliger is", re.IGNORECASE)


@pytest.fixture
def v() -> Voliere:
    return zet_voliere(timezone.now())


@pytest.fixture(params=["alles", "zonder zeef"])
def laag(request: pytest.FixtureRequest, settings: LazySettings) -> str:
    """With the last look at an answer, and without: the queries alone must hold."""
    if request.param == "zonder zeef":
        settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if not m.endswith("Zeef")]
    return str(request.param)


def test_no_page_says_what_is_hidden(v: Voliere, laag: str) -> None:
    weg = scherm_af(v)
    client = als("mark")
    mis = []
    for naam, url in [*adressen(v), *((url, url) for url in BUITEN_HET_PLAN)]:
        for methode in ("get", "post"):
            code, inhoud = vraag(client, methode, url)
            if code >= 500 or (teveel := gehoord(inhoud) & weg):
                mis.append((naam, methode, code, teveel))
            elif code == 200 and not naam.startswith("afscherming:"):
                assert not SPOOR.search(inhoud.decode()), naam
    assert mis == []


def test_who_nothing_is_hidden_from_hears_all_of_it(v: Voliere) -> None:
    """The test above would pass if hiding emptied every page."""
    weg = scherm_af(v)
    client, gezien = als("linda"), set()
    for _, url in adressen(v):
        gezien |= gehoord(vraag(client, "get", url)[1])
    assert weg - gezien == set()


def test_mark_still_hears_the_rest(v: Voliere) -> None:
    weg = scherm_af(v)
    client, gezien = als("mark"), set()
    for _, url in adressen(v):
        gezien |= gehoord(vraag(client, "get", url)[1])
    # What names somebody hidden goes along; much of the plan does not.
    assert len(gezien) > 8
    assert not gezien & weg


def test_the_report_on_paper_leaves_it_out(v: Voliere) -> None:
    verslag = Verslag.objects.get(tafel__plan=v.plan)
    voor = {}
    for stap in ("eerst", "daarna"):
        if stap == "daarna":
            weg = scherm_af(v)
            verslag.refresh_from_db()
        plek = get_plek(account("mark"), v.plan.pk, now=v.now)
        voor[stap] = gehoord(pdf.html(verslag, plek).encode())
    assert voor["daarna"]
    assert not voor["daarna"] & weg
    linda = get_plek(account("linda"), v.plan.pk, now=v.now)
    assert gehoord(pdf.html(verslag, linda).encode()) & weg


def test_no_mail_and_no_feed_says_it(v: Voliere) -> None:
    weg = scherm_af(v)
    mark = account("mark")
    token = mijn_agenda.maak_feed(actor=mark, now=v.now)
    feed = Client().get(reverse("rondetafel:feed", args=[token]))
    assert feed.status_code == 200
    assert not gehoord(feed.content) & weg
    Bericht.objects.filter(ontvanger=mark).update(mail=Mailstatus.WACHT, mail_vanaf=v.now)
    send_due(now=v.now)
    for bericht in mail.outbox:
        assert not gehoord(bericht.message().as_bytes()) & weg


def test_a_notice_about_somebody_hidden_is_not_shown_and_not_sent(v: Voliere) -> None:
    scherm_af(v)
    with transaction.atomic():
        samira = get_plek(account("samira"), v.plan.pk, now=v.now)
        fatma = v.deelname("fatma")
        fatma.betreft.set(v.plan.gezin.leden.all())
        end_plek(fatma, actor=samira, now=v.now)
    for wie, leest in (("mark", False), ("linda", True)):
        inhoud = als(wie).get("/berichten/").content.decode()
        assert ("KANARIE-9002" in inhoud) is leest
    bericht = Bericht.objects.get(ontvanger=account("mark"), object_id=fatma.pk)
    Bericht.objects.filter(pk=bericht.pk).update(mail=Mailstatus.WACHT, mail_vanaf=v.now)
    send_due(now=v.now)
    bericht.refresh_from_db()
    assert bericht.mail == Mailstatus.VERVALLEN
