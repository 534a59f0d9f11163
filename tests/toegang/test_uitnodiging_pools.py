"""What Agnieszka reads until her plan has begun: every sentence in Polish.

Shown from outside: her pages are asked for in Dutch and in Polish, and no sentence may be the same
in both. Names, numbers and what people typed themselves are.
"""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from gebruikers.models import Gebruiker
from notifications import soorten
from notifications.models import Bericht
from tests.inloggen import log_in
from tests.toegang.familie import Familie, start_kowalczyk
from toegang.brief import html_van
from toegang.models import Deelname, Welkomsoort
from toegang.uitnodiging import url_van
from toegang.workflow.brief import schrijf_brief
from toegang.workflow.uitnodiging import neem_plek_aan

pytestmark = pytest.mark.django_db

EIGEN = re.compile(
    r"1Gezin1Plan|Agnieszka|Zofia|Kacper|Kowalczyk|Bram de Groot|Molenpad|Heuveldam"
    r"|[Bb]ij Dorota|Sociaal Team|maatschappelijk werker|maandag tot en met donderdag"
    r"|localhost:\d+/\S*"
    r"|Polski|Nederlands|English|Türkçe|العربية|Українська|[A-Z0-9]{5}-[A-Z0-9]{5}"
    r"|\bPlan\b|\bJIM\b|\bAdres\b|\bTelefon\b|\b(AK|ZK|KK|BG)\b"
)
"""Text that is nobody's translation, or the same word: names, codes, what somebody typed."""

ZONDER_PLAN = (
    *("overzicht:vandaag", "acties:mijn", "mijn", "rondetafel:agenda"),
    *("notifications:overzicht", "notifications:voorkeuren"),
)


def zinnen(html: str) -> list[str]:
    """The pieces of text of a page, as a reader or a screen reader gets them."""
    lijf = re.sub(r"<(script|style|head)\b.*?</\1>", "", html, flags=re.DOTALL)
    namen = re.findall(r'(?:aria-label|alt|data-tekst-[\w-]+)="([^"]*)"', lijf)
    tekst = re.sub(r"<[^>]+>", "\n", lijf).split("\n")
    return [unescape(regel.strip()) for regel in [*tekst, *namen] if regel.strip()]


def ook_in_het_nederlands(nederlands: str, pools: str) -> list[str]:
    """The sentences of the Polish page that the Dutch one has too."""
    zelfde = set(zinnen(nederlands))
    return [zin for zin in zinnen(pools) if zin in zelfde and re.search(r"\w", _rest(zin))]


def _rest(zin: str) -> str:
    """What is left of a sentence without names and numbers."""
    return re.sub(r"[\d_]", "", EIGEN.sub("", zin))


@pytest.fixture
def familie() -> Familie:
    return start_kowalczyk(timezone.now())


def met_brief(familie: Familie) -> tuple[Gebruiker, str]:
    """Agnieszka's account, and the address of her invitation."""
    brief = schrijf_brief(
        familie.deelname("agnieszka"),
        soort=Welkomsoort.BRIEF,
        actor=familie.plek_bram(),
        now=familie.now,
    )
    gebruiker = familie.deelname("agnieszka").gebruiker
    assert gebruiker is not None
    assert brief.uitnodiging is not None
    return gebruiker, url_van(brief.uitnodiging)


def in_beide(client: Client, gebruiker: Gebruiker, pad: str) -> tuple[str, str]:
    bladen = []
    for taal in ("nl", "pl"):
        Gebruiker.objects.filter(pk=gebruiker.pk).update(taal=taal)
        antwoord = client.get(pad)
        assert antwoord.status_code == 200
        assert antwoord["Content-Language"] == taal
        bladen.append(antwoord.content.decode())
    return bladen[0], bladen[1]


def test_her_invitation(client: Client, familie: Familie) -> None:
    gebruiker, pad = met_brief(familie)
    log_in(client, gebruiker)
    nederlands, pools = in_beide(client, gebruiker, pad)
    assert ook_in_het_nederlands(nederlands, pools) == []
    assert "Witaj, Agnieszka" in pools


@pytest.mark.parametrize(
    "naam",
    [
        *("toegang:gezin", "toegang:activeren", "toegang:plekken"),
        *("overzicht:plan", "overzicht:vandaag", "overzicht:meer"),
        *("doelen:overzicht", "netwerk:overzicht", "rondetafel:overzicht"),
        *("acties:plan", "acties:mijn"),
        *("notifications:overzicht", "notifications:voorkeuren"),
        *("mijn", "rondetafel:agenda"),
    ],
)
def test_her_pages(client: Client, familie: Familie, naam: str) -> None:
    gebruiker, _ = met_brief(familie)
    uitnodiging = familie.deelname("agnieszka").uitnodigingen.get()
    neem_plek_aan(uitnodiging, actor=gebruiker, now=familie.now)
    log_in(client, gebruiker)
    ids = [] if naam in ZONDER_PLAN else [familie.plan.pk]
    nederlands, pools = in_beide(client, gebruiker, reverse(naam, args=ids))
    assert ook_in_het_nederlands(nederlands, pools) == []


def test_correcting_how_she_is_reached_and_what_went_wrong(
    client: Client, familie: Familie
) -> None:
    gebruiker, _ = met_brief(familie)
    neem_plek_aan(
        familie.deelname("agnieszka").uitnodigingen.get(), actor=gebruiker, now=familie.now
    )
    log_in(client, gebruiker)
    pad = reverse("toegang:lid_contact", args=[familie.plan.pk, familie.lid["agnieszka"].pk])
    nederlands, pools = in_beide(client, gebruiker, pad)
    assert ook_in_het_nederlands(nederlands, pools) == []
    fout = client.post(pad, {"versie": "0", "taal": "pl", "email": "x", "telefoon": "y"})
    assert "To nie jest adres e-mail." in fout.content.decode()
    assert "To nie jest numer telefonu." in fout.content.decode()


@pytest.mark.parametrize("pad", ["/uitnodiging/abc/", "/inloggen/brief/", "/inloggen/"])
def test_the_way_in(client: Client, pad: str) -> None:
    nederlands = client.get(f"{pad}?taal=nl").content.decode()
    pools = client.get(f"{pad}?taal=pl").content.decode()
    assert ook_in_het_nederlands(nederlands, pools) == []


def test_her_letter(familie: Familie) -> None:
    brief = schrijf_brief(
        familie.deelname("agnieszka"),
        soort=Welkomsoort.BRIEF,
        actor=familie.plek_bram(),
        now=familie.now,
    )
    pools = html_van(brief)
    brief.deelname.taal = "nl"
    assert ook_in_het_nederlands(html_van(brief), pools) == []


def test_a_mail_is_in_the_language_of_who_gets_it_not_of_who_is_at_work(familie: Familie) -> None:
    Deelname.objects.filter(lid=familie.lid["agnieszka"]).update(email="a@voorbeeld.test")
    met_brief(familie)
    bericht = Bericht.objects.get(ontvanger__taal="pl")
    soort = soorten.get("toegang.uitnodiging")
    assert soort.mail is not None
    with translation.override("nl"):
        mail = soort.mail(bericht, familie.now)
    assert (mail.onderwerp, mail.knop) == ("Czeka na Ciebie zaproszenie", "Zobacz zaproszenie")
