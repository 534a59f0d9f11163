"""Somebody's own calendar address: what it gives away, to whom, and until when."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from config.logs import scrub_text
from rondetafel.models import Agendafeed, Rondetafel, Uitnodiging, Verhindering
from rondetafel.workflow import agenda, kiezen, mijn_agenda
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.rondetafel.tafels import (
    DINSDAG,
    NU,
    later,
    zet_gepland,
    zet_peiling,
    zet_tafel,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nu")]


@pytest.fixture
def cast() -> Cast:
    return zet_cast(NU)


def adres(cast: Cast, naam: str = "peter") -> str:
    token = mijn_agenda.maak_feed(actor=cast.gebruiker[naam], now=NU)
    return reverse("rondetafel:feed", args=[token])


def regels(client: Client, waar: str) -> list[dict[str, str]]:
    antwoord = client.get(waar)
    assert antwoord.status_code == 200
    kalender = Calendar.from_ical(antwoord.content)
    return [{k: str(v) for k, v in r.items()} for r in kalender.walk("VEVENT")]


def test_an_address_has_128_bits_and_only_its_hash_is_kept(cast: Cast) -> None:
    token = mijn_agenda.maak_feed(actor=cast.gebruiker["peter"], now=NU)
    assert len(bytes.fromhex(token)) == 16
    rij = Agendafeed.objects.get()
    assert rij.token_hash == mijn_agenda.hash_van(token)
    assert token not in str(list(Agendafeed.objects.values()))


def test_a_feed_says_rondetafel_and_the_time_and_nothing_else(cast: Cast, client: Client) -> None:
    tafel = zet_gepland(cast, plaats="KANARIE-plaats", videolink="https://kanarie.test/x")
    linda = cast.plek("linda", now=NU)
    agenda.stel_punt_voor(tafel, "KANARIE-punt", "", actor=linda, now=NU)
    antwoord = client.get(adres(cast))
    tekst = antwoord.content.decode()
    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    assert regels(client, adres(cast)) == [
        {
            "SUMMARY": "Rondetafel",
            "DTSTART": regels(client, adres(cast))[0]["DTSTART"],
            "DTEND": regels(client, adres(cast))[0]["DTEND"],
            "DTSTAMP": regels(client, adres(cast))[0]["DTSTAMP"],
            "UID": tafel.uid,
            "SEQUENCE": "0",
            "CLASS": "PRIVATE",
            "STATUS": "CONFIRMED",
            "TRANSP": "OPAQUE",
        }
    ]
    (vevent,) = Calendar.from_ical(antwoord.content).events
    assert (vevent.start, vevent.end) == (DINSDAG, DINSDAG + timedelta(minutes=90))
    for kanarie in ("KANARIE", "kanarie.test", "Amrani", "Wit", "Linda", "Peter", "plannen", "@v"):
        assert kanarie not in tekst.replace(tafel.uid, "")


def test_a_feed_is_private_sets_no_cookie_and_is_not_indexed(cast: Cast, client: Client) -> None:
    zet_gepland(cast)
    for antwoord in (client.get(adres(cast)), client.get("/agenda/onbekend.ics")):
        assert not antwoord.cookies
        assert "Set-Cookie" not in antwoord.headers
    antwoord = client.get(adres(cast))
    assert antwoord["Cache-Control"] == "private, no-cache"
    assert antwoord["X-Robots-Tag"] == "noindex"


def test_what_did_not_change_is_not_sent_again(cast: Cast, client: Client) -> None:
    tafel = zet_gepland(cast)
    waar = adres(cast)
    etag = client.get(waar)["ETag"]
    zelfde = client.get(waar, headers={"If-None-Match": etag})
    assert (zelfde.status_code, zelfde.content) == (304, b"")
    linda = cast.plek("linda", now=NU)
    kiezen.verzet(tafel, DINSDAG + timedelta(days=1), "ziek", actor=linda, now=NU)
    anders = client.get(waar, headers={"If-None-Match": etag})
    assert anders.status_code == 200
    assert b"SEQUENCE:1" in anders.content


@pytest.mark.parametrize("token", ["onbekend", "0" * 32, "f" * 32, "%00", "a.b"])
def test_an_address_that_does_not_exist_is_not_found(
    cast: Cast, client: Client, token: str
) -> None:
    zet_gepland(cast)
    adres(cast)
    assert client.get(f"/agenda/{token}.ics").status_code == 404


def test_a_renewed_or_ended_address_is_gone_at_once(cast: Cast, client: Client) -> None:
    zet_gepland(cast)
    oud = adres(cast)
    nieuw = adres(cast)
    assert [client.get(w).status_code for w in (oud, nieuw)] == [404, 200]
    assert mijn_agenda.trek_feed_in(actor=cast.gebruiker["peter"], now=NU)
    assert client.get(nieuw).status_code == 404
    assert not mijn_agenda.trek_feed_in(actor=cast.gebruiker["peter"], now=NU)


def test_an_account_that_is_closed_has_no_feed(cast: Cast, client: Client) -> None:
    zet_gepland(cast)
    waar = adres(cast)
    cast.gebruiker["peter"].is_active = False
    cast.gebruiker["peter"].save()
    assert client.get(waar).status_code == 404


def test_an_ended_seat_takes_its_tables_out_of_the_feed_at_the_next_reading(
    cast: Cast, client: Client
) -> None:
    zet_gepland(cast)
    waar = adres(cast)
    assert len(regels(client, waar)) == 1
    peter = cast.deelname["peter"]
    peter.status, peter.beeindigd_op = "beeindigd", NU
    peter.save()
    assert regels(client, waar) == []


def test_only_tables_with_a_time_to_which_one_is_invited(cast: Cast, client: Client) -> None:
    zet_tafel(cast)
    zet_peiling(cast)
    zet_gepland(cast, "samira", "linda")
    waar = adres(cast)
    assert regels(client, waar) == []
    tafel = zet_gepland(cast)
    assert [r["UID"] for r in regels(client, waar)] == [tafel.uid]
    Uitnodiging.objects.filter(tafel=tafel, deelname=cast.deelname["peter"]).update(van_lijst_op=NU)
    assert regels(client, waar) == []


def test_what_was_called_off_stays_as_cancelled_and_what_is_sought_again_leaves(
    cast: Cast, client: Client
) -> None:
    af, zoek = zet_gepland(cast), zet_gepland(cast)
    linda = cast.plek("linda", now=NU)
    kiezen.zeg_af(af, "ziek", actor=linda, now=NU)
    kiezen.zoek_opnieuw(zoek, "dienst", actor=linda, now=NU)
    assert [(r["UID"], r["STATUS"], r["SEQUENCE"]) for r in regels(client, adres(cast))] == [
        (af.uid, "CANCELLED", "1")
    ]


def test_a_feed_goes_back_a_year(cast: Cast, client: Client) -> None:
    tafel = zet_gepland(cast)
    for dagen, aantal in ((360, 1), (370, 0)):
        begin = NU - timedelta(days=dagen)
        Rondetafel.objects.filter(pk=tafel.pk).update(
            begin=begin, eind=begin + timedelta(hours=1), status="vastgesteld"
        )
        assert len(regels(client, adres(cast))) == aantal


def test_reading_is_noted_once_an_hour(cast: Cast, client: Client) -> None:
    client.get(adres(cast))
    rij = Agendafeed.objects.get(ingetrokken_op=None)
    assert rij.laatst_gelezen_op == NU
    mijn_agenda.noteer_lezing(rij, now=later(minutes=59))
    rij.refresh_from_db()
    assert rij.laatst_gelezen_op == NU
    mijn_agenda.noteer_lezing(rij, now=later(hours=1))
    rij.refresh_from_db()
    assert rij.laatst_gelezen_op == later(hours=1)


def test_a_token_never_stands_in_a_log(
    cast: Cast, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    zet_gepland(cast)
    with caplog.at_level(logging.DEBUG):
        for _ in range(40):
            waar = adres(cast)
            token = waar.removeprefix("/agenda/").removesuffix(".ics")
            assert client.get(waar).status_code == 200
            assert token not in scrub_text(f'"GET {waar} HTTP/1.1" 200 1331')
            assert token not in caplog.text
            cache.clear()


def test_a_feed_of_thirty_tables_costs_as_much_as_of_one(cast: Cast, client: Client) -> None:
    tafel = zet_gepland(cast)
    waar = adres(cast)

    def tel() -> int:
        client.get(waar)
        with CaptureQueriesContext(connection) as vangst:
            client.get(waar)
        return len(vangst)

    een = tel()
    for nummer in range(2, 31):
        ander = Rondetafel.objects.create(
            plan=cast.plan,
            nummer=nummer,
            status="gepland",
            begin=DINSDAG,
            eind=DINSDAG + timedelta(hours=1),
            uid=f"{nummer}@test",
            gemaakt_op=NU,
        )
        Uitnodiging.objects.create(tafel=ander, deelname=cast.deelname["peter"], sequence=0)
    assert len(regels(client, waar)) == 30
    assert tel() == een <= 4
    assert tafel.nummer == 1


def test_the_page_shows_a_new_address_once(cast: Cast, client: Client) -> None:
    log_in(client, cast.gebruiker["samira"])
    pagina = reverse("rondetafel:agenda")
    assert "Maak een adres" in client.get(pagina).content.decode()
    antwoord = client.post(pagina)
    assert antwoord["Cache-Control"] == "no-store, private"
    waar = antwoord.context["adres"]
    assert waar.startswith("http://localhost:8000/agenda/")
    assert waar in antwoord.content.decode()
    assert client.get(waar.removeprefix("http://localhost:8000")).status_code == 200
    later_ = client.get(pagina).content.decode()
    assert waar not in later_
    assert "Uw agenda keek het laatst: vandaag, 10:00." in later_
    client.post(reverse("rondetafel:agenda_stop"))
    assert client.get(waar.removeprefix("http://localhost:8000")).status_code == 404
    client.post(reverse("rondetafel:agenda_stop"))


def test_the_page_is_for_who_is_logged_in(cast: Cast, client: Client) -> None:
    for naam in ("agenda", "agenda_stop", "verhindering"):
        adres_ = reverse(f"rondetafel:{naam}")
        assert client.post(adres_)["Location"].startswith("/inloggen/")
    log_in(client, cast.gebruiker["samira"])
    for naam in ("agenda_stop", "verhindering"):
        assert client.get(reverse(f"rondetafel:{naam}")).status_code == 405
    assert client.post("/agenda/x.ics").status_code == 405
    assert Agendafeed.objects.count() == 0


def test_somebody_keeps_hours_at_which_they_never_can(cast: Cast, client: Client) -> None:
    log_in(client, cast.gebruiker["peter"])
    pagina = reverse("rondetafel:verhindering")
    for velden in (
        {"dag": "2", "reden": "werk"},
        {"dag": "elke", "tot": "15:30", "reden": "dienst"},
        {"dag": "elke", "van": "2026-12-21", "tot_en_met": "2027-01-01", "reden": "weg"},
        {"dag": "4", "vanaf": "13:00", "tot": "17:00", "reden": "les"},
    ):
        assert client.post(pagina, velden)["Location"] == reverse("rondetafel:agenda")
    antwoord = client.get(reverse("rondetafel:agenda"))
    assert [woorden for _, woorden in antwoord.context["verhinderingen"]] == [
        "Elke dag, tot 15:30: ik heb dan dienst",
        "Elke dag, van maandag 21 december 2026, tot en met vrijdag 1 januari 2027: ik ben dan weg",
        "Elke woensdag: ik werk dan niet",
        "Elke vrijdag, van 13:00 tot 17:00: ik heb dan les",
    ]
    assert Verhindering.objects.filter(gebruiker=cast.gebruiker["peter"]).count() == 4


@pytest.mark.parametrize(
    ("velden", "woorden"),
    [
        ({"dag": "elke"}, "Kies een dag, een tijd"),
        ({"dag": "elke", "van": "2026-12-01"}, "Kies een dag, een tijd"),
        ({"dag": "9"}, "Kies iets uit de lijst"),
        ({"dag": "1", "vanaf": "12:00", "tot": "09:00"}, "ligt voor het begin"),
        ({"dag": "1", "vanaf": "x"}, "Dit is geen tijd"),
        ({"dag": "1", "van": "2026-12-02", "tot_en_met": "2026-12-01"}, "voor de eerste dag"),
        ({"dag": "1", "reden": "omdat"}, "Kies iets uit de lijst"),
    ],
)
def test_hours_that_say_nothing_or_too_much_are_refused(
    cast: Cast, client: Client, velden: dict[str, str], woorden: str
) -> None:
    log_in(client, cast.gebruiker["peter"])
    antwoord = client.post(reverse("rondetafel:verhindering"), {"reden": "werk", **velden})
    assert antwoord.status_code == 422
    assert woorden in antwoord.content.decode()
    assert Verhindering.objects.count() == 0


def test_somebody_forgets_only_their_own_hours(cast: Cast, client: Client) -> None:
    rij = Verhindering.objects.create(
        gebruiker=cast.gebruiker["peter"], dag=2, reden="werk", gemaakt_op=NU
    )
    weg = reverse("rondetafel:verhindering_weg", args=[rij.pk])
    log_in(client, cast.gebruiker["samira"])
    client.post(weg)
    assert Verhindering.objects.count() == 1
    assert client.get(reverse("rondetafel:agenda")).context["verhinderingen"] == []
    log_in(client, cast.gebruiker["peter"])
    client.post(weg)
    assert Verhindering.objects.count() == 0
