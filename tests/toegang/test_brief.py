"""The printed letter: what it holds, who may print one, and that it fetches nothing."""

from __future__ import annotations

import io
import re
import socket
from html import unescape
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gebruikers.briefcode import redeem_briefcode
from gebruikers.models import Briefcode, Gebruiker, Gemeente
from tests.cast import zet_cast
from tests.inloggen import log_in
from tests.toegang.familie import Familie, contact, start_kowalczyk
from toegang.brief import html_van, maak_brief, qr_van
from toegang.models import Deelname, Rol, Welkomsoort
from toegang.overgangen import KanNietError
from toegang.uitnodiging import url_van
from toegang.workflow.brief import Brief, schrijf_brief
from toegang.workflow.gezin import wijzig_contact
from toegang.workflow.uitnodiging import neem_plek_aan
from vormgeving.druk import maak_pdf
from vormgeving.pers import alleen_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def familie() -> Familie:
    return start_kowalczyk(timezone.now())


def schrijf(familie: Familie, soort: Welkomsoort = Welkomsoort.BRIEF) -> Brief:
    deelname = familie.deelname("agnieszka")
    return schrijf_brief(deelname, soort=soort, actor=familie.plek_bram(), now=familie.now)


def tekst_van(brief: Brief) -> str:
    """What somebody reads: the letter without its markup, white space made single."""
    zonder = re.sub(r"<title>.*?</title>|<[^>]+>", " ", html_van(brief))
    return " ".join(unescape(zonder).split())


def test_it_is_one_a4_in_the_language_of_its_reader(familie: Familie) -> None:
    brief = schrijf(familie)
    pdf = maak_brief(brief)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        maat = [round(float(getal)) for getal in document.pages[0].mediabox]
        assert str(document.Root.Lang) == "pl"
    assert maat == [0, 0, 595, 842]
    tekst = tekst_van(brief)
    assert brief.code is not None
    for deel in ("Plan dla Twojej rodziny", brief.code, "Bram de Groot", "06 00 00 04 56"):
        assert deel in tekst
    assert "Agnieszka Kowalczyk Molenpad 7, Heuveldam" in tekst


@pytest.mark.parametrize("soort", [Welkomsoort.BRIEF, Welkomsoort.KAART])
def test_its_maker_misses_nothing_for_who_has_it_read_aloud(
    familie: Familie, soort: Welkomsoort, caplog: pytest.LogCaptureFixture
) -> None:
    maak_brief(schrijf(familie, soort))
    assert [r.getMessage() for r in caplog.records if r.name == "weasyprint"] == []


def test_in_dutch_it_says_the_day_it_stops_working(familie: Familie) -> None:
    Deelname.objects.filter(lid=familie.lid["agnieszka"]).update(taal="nl")
    tekst = tekst_van(schrijf(familie))
    assert "Een plan voor uw gezin" in tekst
    assert "Deze brief werkt tot en met" in tekst
    assert "Er kan een tolk meeluisteren." in tekst


def test_a_language_that_does_not_ship_becomes_dutch(familie: Familie) -> None:
    Deelname.objects.filter(lid=familie.lid["agnieszka"]).update(taal="uk")
    assert "Een plan voor uw gezin" in tekst_van(schrijf(familie))


def test_a_corrected_language_counts_for_an_account_that_was_never_used(familie: Familie) -> None:
    schrijf(familie)
    lid = familie.lid["agnieszka"]
    gebruiker = familie.deelname("agnieszka").gebruiker
    assert gebruiker is not None
    talen = []
    for taal in ("nl", "pl", "tr"):
        lid.refresh_from_db()
        if taal == "tr":
            Gebruiker.objects.filter(pk=gebruiker.pk).update(last_login=familie.now)
        wijzig_contact(
            lid,
            contact(telefoon=lid.telefoon, taal=taal),
            versie=lid.versie,
            actor=familie.plek_bram(),
            now=familie.now,
        )
        gebruiker.refresh_from_db()
        talen.append(gebruiker.taal)
    assert talen == ["nl", "pl", "pl"]


def test_it_says_nothing_of_the_plan_and_of_nobody_else(familie: Familie) -> None:
    tekst = tekst_van(schrijf(familie))
    for woord in ("Zofia", "Kacper", "licht", "gezag"):
        assert woord not in tekst


def test_the_code_in_it_lets_its_reader_in_and_a_new_letter_ends_it(familie: Familie) -> None:
    oud = schrijf(familie)
    gebruiker = familie.deelname("agnieszka").gebruiker
    assert oud.code is not None
    assert redeem_briefcode(oud.code, now=familie.now) == gebruiker
    nieuw = schrijf(familie)
    assert nieuw.code is not None
    assert redeem_briefcode(oud.code, now=familie.now) is None
    assert redeem_briefcode(nieuw.code, now=familie.now) == gebruiker
    assert Briefcode.objects.filter(gemaakt_door=familie.bram).count() == 2


def test_who_has_an_address_gets_no_code_on_paper(familie: Familie) -> None:
    Deelname.objects.filter(lid=familie.lid["agnieszka"]).update(
        email="agnieszka@voorbeeld.test", taal="nl"
    )
    brief = schrijf(familie)
    assert (brief.code, Briefcode.objects.count()) == (None, 0)
    tekst = tekst_van(brief)
    assert "Vul uw e-mailadres in: agnieszka@voorbeeld.test" in tekst


def test_who_sits_here_already_gets_a_new_code_and_no_invitation(familie: Familie) -> None:
    brief = schrijf(familie)
    gebruiker = familie.deelname("agnieszka").gebruiker
    assert brief.uitnodiging is not None
    assert gebruiker is not None
    neem_plek_aan(brief.uitnodiging, actor=gebruiker, now=familie.now)
    Deelname.objects.filter(lid=familie.lid["agnieszka"]).update(taal="nl")
    opnieuw = schrijf(familie)
    assert opnieuw.uitnodiging is None
    assert opnieuw.code is not None
    assert "Uw nieuwe code" in tekst_van(opnieuw)
    assert familie.deelname("agnieszka").status == "actief"


def test_no_parent_prints_the_key_of_the_other_or_of_a_child() -> None:
    cast = zet_cast(timezone.now())
    for wie in ("mark", "noor"):
        Gebruiker.objects.filter(pk=cast.gebruiker[wie].pk).update(email=None)
        with pytest.raises(PermissionDenied):
            schrijf_brief(
                cast.deelname[wie],
                soort=Welkomsoort.BRIEF,
                actor=cast.plek("samira"),
                now=cast.now,
            )
        assert schrijf_brief(
            cast.deelname[wie], soort=Welkomsoort.BRIEF, actor=cast.plek("linda"), now=cast.now
        ).code
    assert Briefcode.objects.count() == 2


def test_a_parent_prints_a_card_for_their_own_neighbour() -> None:
    cast = zet_cast(timezone.now())
    buurman = Deelname.objects.create(
        plan=cast.plan,
        rol=Rol.NETWERKLID,
        naam="Gerrit Prins",
        status="goedgekeurd",
        voorgesteld_op=cast.now,
    )
    kaart = schrijf_brief(buurman, soort=Welkomsoort.KAART, actor=cast.plek("samira"), now=cast.now)
    pdf = maak_brief(kaart)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 1
    tekst = tekst_van(kaart)
    assert "U bent welkom aan tafel" in tekst
    for woord in ("De Wit", "Amrani", "Samira", "Daan"):
        assert woord not in tekst
    assert kaart.bestandsnaam == "kaart-gerrit-prins.pdf"


def test_a_professional_gets_no_code_on_paper() -> None:
    cast = zet_cast(timezone.now())
    Gebruiker.objects.filter(pk=cast.gebruiker["peter"].pk).update(email=None)
    with pytest.raises(KanNietError):
        schrijf_brief(
            cast.deelname["peter"],
            soort=Welkomsoort.BRIEF,
            actor=cast.plek("linda"),
            now=cast.now,
        )
    with pytest.raises(KanNietError, match="code per mail"):
        schrijf_brief(
            cast.deelname["samira"],
            soort=Welkomsoort.BRIEF,
            actor=cast.plek("linda"),
            now=cast.now,
        )


@pytest.mark.parametrize("rol", [Rol.JEUGDIGE, Rol.JIM, Rol.PROFESSIONAL])
def test_every_role_has_a_letter_of_its_own(rol: Rol) -> None:
    cast = zet_cast(timezone.now())
    Deelname.objects.filter(lid=cast.lid["noor"]).update(status="beeindigd", beeindigd_op=cast.now)
    deelname = Deelname.objects.create(
        plan=cast.plan,
        rol=rol,
        lid=cast.lid["noor"] if rol == Rol.JEUGDIGE else None,
        jim_van=cast.lid["noor"] if rol == Rol.JIM else None,
        naam="Ria Bos",
        email="ria@voorbeeld.test",
        status="goedgekeurd",
        voorgesteld_op=cast.now,
    )
    brief = schrijf_brief(deelname, soort=Welkomsoort.BRIEF, actor=cast.plek("linda"), now=cast.now)
    kop = {
        Rol.JEUGDIGE: "Uw eigen plek aan tafel",
        Rol.JIM: "Een jongere koos u als JIM",
        Rol.PROFESSIONAL: "U bent uitgenodigd aan tafel",
    }[rol]
    assert kop in tekst_van(brief)


def test_on_screen_a_letter_is_a_file_of_a_post_only(client: Client, familie: Familie) -> None:
    log_in(client, familie.bram)
    pad = reverse(
        "toegang:uitnodigen_brief", args=[familie.plan.pk, familie.deelname("agnieszka").pk]
    )
    assert client.get(pad).status_code == 405
    antwoord = client.post(pad)
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "application/pdf")
    assert antwoord["Content-Disposition"] == (
        'attachment; filename="brief-agnieszka-kowalczyk.pdf"'
    )
    assert "no-store" in antwoord["Cache-Control"]
    assert antwoord.content.startswith(b"%PDF-")


def test_what_cannot_be_is_said_on_the_page(client: Client, familie: Familie) -> None:
    log_in(client, familie.bram)
    plek = familie.deelname("agnieszka").pk
    mail = client.post(
        reverse("toegang:uitnodigen_mail", args=[familie.plan.pk, plek]), follow=True
    )
    assert "Er is geen e-mailadres van Agnieszka Kowalczyk." in mail.content.decode()
    Deelname.objects.filter(pk=plek).update(status="afgewezen")
    brief = client.post(
        reverse("toegang:uitnodigen_brief", args=[familie.plan.pk, plek]), follow=True
    )
    assert "Deze plek kan nu geen uitnodiging krijgen." in brief.content.decode()


def test_the_qr_code_leads_to_the_invitation_in_the_readers_language(familie: Familie) -> None:
    brief = schrijf(familie)
    assert brief.uitnodiging is not None
    adres = f"{settings.SITE_URL}{url_van(brief.uitnodiging)}?taal=pl"
    beeld = qr_van(adres)
    assert beeld.startswith("data:image/svg+xml")
    assert unescape(html_van(brief)).count(beeld) == 1
    assert qr_van(adres.replace("taal=pl", "taal=nl")) != beeld


def test_making_a_pdf_opens_no_file_and_no_address(tmp_path: Path) -> None:
    geheim = tmp_path / "geheim.svg"
    geheim.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>geheim</text></svg>')
    with socket.create_server(("127.0.0.1", 0)) as luisteraar:
        luisteraar.settimeout(0)
        elders = f"http://127.0.0.1:{luisteraar.getsockname()[1]}/x.png"
        vreemd = [geheim.as_uri(), "file:///etc/passwd", elders]
        html = '<html lang="nl"><title>x</title>' + "".join(
            f'<img src="{adres}" alt=""><link rel="stylesheet" href="{adres}">' for adres in vreemd
        )
        pdf = maak_pdf(html, opmaak=["brief.css"])
        for adres in vreemd:
            with pytest.raises(ValueError, match="disallowed protocol"):
                alleen_data().fetch(adres)
        with pytest.raises(BlockingIOError):
            luisteraar.accept()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages[0].Resources.XObject) == 0


def test_a_hostile_name_is_only_text(familie: Familie) -> None:
    Gemeente.objects.update(naam='<img src="file:///etc/passwd">')
    Deelname.objects.filter(lid=familie.lid["agnieszka"]).update(naam="<b>A</b>{{ x }}", taal="nl")
    tekst = tekst_van(schrijf(familie))
    assert "<b>A</b>{{ x }}" in tekst
    assert "root:" not in tekst
