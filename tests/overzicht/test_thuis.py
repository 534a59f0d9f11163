"""Vandaag, the plan page and the caseload, on the cast and on the cases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from acties.models import Actie, Actiehouder
from doelen.models import Doel, Kracht
from gezinsplan.models import Gezin, Gezinsplan
from rondetafel.models import Rondetafel, Tijdvoorstel, Uitnodiging
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from toegang.models import Deelname, Rol

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


def als(cast: Cast, wie: str) -> Client:
    client = Client()
    log_in(client, cast.gebruiker[wie])
    return client


def lees(client: Client, naam: str, *args: object, **vraag: str) -> str:
    antwoord = client.get(reverse(naam, args=args), vraag)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def zet_doel(cast: Cast, tekst: str, gebied: str, betreft: str = "") -> Doel:
    return Doel.objects.create(
        plan=cast.plan,
        leefgebied=cast.leefgebied[gebied],
        betreft=cast.lid[betreft] if betreft else None,
        tekst=tekst,
        gemaakt_op=cast.now,
    )


def zet_actie(cast: Cast, wie: str, tekst: str, gebied: str = "school", dagen: int = 3) -> Actie:
    actie = Actie.objects.create(
        plan=cast.plan,
        leefgebied=cast.leefgebied[gebied],
        tekst=tekst,
        deadline=timezone.localdate(cast.now) + timedelta(days=dagen),
        status="afgesproken",
        gemaakt_door=cast.deelname["linda"],
        gemaakt_op=cast.now - timedelta(days=40),
        gewijzigd_op=cast.now - timedelta(days=40),
    )
    Actiehouder.objects.create(
        actie=actie, deelname=cast.deelname[wie], antwoord="ja", antwoord_op=cast.now
    )
    return actie


def zet_peiling(cast: Cast, gasten: list[str]) -> Rondetafel:
    tafel = Rondetafel.objects.create(
        plan=cast.plan,
        nummer=Rondetafel.objects.count() + 1,
        status="peiling",
        uid=f"proef-{Rondetafel.objects.count()}",
        gemaakt_op=cast.now,
    )
    begin = cast.now + timedelta(days=10)
    Tijdvoorstel.objects.create(tafel=tafel, begin=begin, eind=begin + timedelta(minutes=90))
    for wie in gasten:
        Uitnodiging.objects.create(
            tafel=tafel, deelname=cast.deelname[wie], golf=1, gepeild_op=cast.now
        )
    return tafel


def zet_voorstel(cast: Cast) -> Deelname:
    jolanda = Deelname.objects.create(
        plan=cast.plan,
        rol=Rol.PROFESSIONAL,
        naam="Jolanda Mulder",
        functie="jeugdarts",
        reden="Daan slaapt slecht.",
        voorgesteld_door=cast.deelname["aisha"],
        voorgesteld_op=cast.now - timedelta(days=2),
    )
    jolanda.betreft.set([cast.lid["daan"]])
    return jolanda


def test_a_parent_reads_what_waits_most_urgent_first(cast: Cast) -> None:
    zet_voorstel(cast)
    zet_peiling(cast, ["samira", "mark", "noor"])
    zet_actie(cast, "samira", "De post openen", "inkomen")
    bladzijde = lees(als(cast, "samira"), "overzicht:vandaag")
    volgorde = [
        bladzijde.index(t)
        for t in (
            "Dag Samira",
            "Twee dingen wachten op uw antwoord.",
            "Mag Jolanda aan tafel komen?",
            "Wanneer kunt u aan tafel?",
            "Nog geen tijd gekozen",
            "De post openen",
        )
    ]
    assert volgorde == sorted(volgorde)
    assert "u kiest ook" not in bladzijde
    assert "Mark kiest ook." in bladzijde
    assert "06 00 00 01 23" in bladzijde


def test_a_young_person_is_not_asked_about_her_brother(cast: Cast) -> None:
    zet_voorstel(cast)
    bladzijde = lees(als(cast, "noor"), "overzicht:vandaag")
    assert "Jolanda" not in bladzijde
    assert "Er wacht niets op uw antwoord." in bladzijde


def test_who_has_no_seat_reads_nothing_of_this_family(cast: Cast) -> None:
    zet_voorstel(cast)
    zet_doel(cast, "KANARIE", "school")
    for wie in ("bram", "els", "wim", "ruth"):
        bladzijde = lees(als(cast, wie), "overzicht:vandaag")
        for woord in ("De Wit", "Jolanda", "KANARIE", "Samira"):
            assert woord not in bladzijde


def test_the_plan_shows_each_only_their_part(cast: Cast) -> None:
    zet_doel(cast, "KANARIE-school", "school", "noor")
    zet_doel(cast, "KANARIE-schuld", "inkomen", "samira")
    Kracht.objects.create(
        plan=cast.plan,
        leefgebied=cast.leefgebied["gezondheid"],
        tekst="KANARIE-gezond",
        gemaakt_op=cast.now,
    )
    zet_actie(cast, "tom", "KANARIE-bellen", "inkomen")
    gezien = {}
    for wie in ("samira", "mark", "peter", "tom", "fatma", "linda"):
        bladzijde = lees(als(cast, wie), "overzicht:plan", cast.plan.pk)
        gezien[wie] = sorted(
            w for w in ("school", "schuld", "gezond", "bellen") if f"KANARIE-{w}" in bladzijde
        )
    assert gezien == {
        "samira": ["bellen", "gezond", "school", "schuld"],
        "mark": ["bellen", "gezond", "school"],
        "peter": ["school"],
        "tom": ["bellen", "schuld"],
        "fatma": [],
        "linda": ["bellen", "gezond", "school", "schuld"],
    }


def test_an_outsider_gets_404_and_learns_nothing(cast: Cast) -> None:
    for naam in ("overzicht:plan", "overzicht:meer"):
        antwoord = als(cast, "bram").get(reverse(naam, args=[cast.plan.pk]))
        assert antwoord.status_code == 404
        assert "De Wit" not in antwoord.content.decode()


def test_a_parent_of_one_family_has_no_list_of_families(cast: Cast) -> None:
    bladzijde = lees(als(cast, "samira"), "overzicht:vandaag")
    assert reverse("overzicht:gezinnen") not in bladzijde
    assert reverse("overzicht:plan", args=[cast.plan.pk]) in bladzijde


def test_the_caseload_names_every_reason_in_words(cast: Cast) -> None:
    Gezinsplan.objects.filter(pk=cast.plan.pk).update(
        volgende_evaluatie=timezone.localdate(cast.now) - timedelta(days=8)
    )
    zet_actie(cast, "peter", "Een rooster maken", dagen=-14)
    zet_voorstel(cast)
    bladzijde = lees(als(cast, "linda"), "overzicht:gezinnen")
    assert "De evaluatie was" in bladzijde
    assert "Stil: Een rooster maken" in bladzijde
    assert "De familie kiest nog over Jolanda" in bladzijde
    assert "Loopt goed" not in bladzijde


def test_the_caseload_can_be_searched_and_filtered(cast: Cast) -> None:
    linda = als(cast, "linda")
    zet_actie(cast, "peter", "Een rooster maken", dagen=-14)
    assert "De Wit" in lees(linda, "overzicht:gezinnen", zoek="wit")
    assert "Geen gezin past" in lees(linda, "overzicht:gezinnen", zoek="kowal")
    assert "De Wit" in lees(linda, "overzicht:gezinnen", filter="actie")
    assert "Geen gezin past" in lees(linda, "overzicht:gezinnen", filter="start")
    assert "De Wit" in lees(linda, "overzicht:gezinnen", filter="onzin")


def test_who_coordinates_nothing_has_an_empty_caseload(cast: Cast) -> None:
    bladzijde = lees(als(cast, "peter"), "overzicht:gezinnen")
    assert "De Wit" not in bladzijde
    assert "U bent nog van geen gezin zorgcoördinator" in bladzijde


def test_pages_only_read(cast: Cast) -> None:
    samira = als(cast, "samira")
    assert samira.post(reverse("overzicht:vandaag")).status_code == 405
    assert samira.post(reverse("overzicht:plan", args=[cast.plan.pk])).status_code == 405
    assert samira.post(reverse("overzicht:gezinnen")).status_code == 405


def telt(client: Client, naam: str, *args: object) -> int:
    lees(client, naam, *args)
    with CaptureQueriesContext(connection) as vragen:
        lees(client, naam, *args)
    return len(vragen)


def test_thirty_actions_and_goals_cost_as_many_queries_as_one(cast: Cast) -> None:
    paginas = [
        ("samira", "overzicht:vandaag", ()),
        ("samira", "overzicht:plan", (cast.plan.pk,)),
        ("peter", "overzicht:vandaag", ()),
        ("linda", "overzicht:gezinnen", ()),
    ]
    zet_doel(cast, "Doel", "school")
    zet_actie(cast, "samira", "Actie", dagen=-14)
    zet_actie(cast, "peter", "Actie", dagen=-14)
    een = [telt(als(cast, wie), naam, *args) for wie, naam, args in paginas]
    for n in range(30):
        zet_doel(cast, f"Doel {n}", "school")
        zet_actie(cast, "samira", f"Actie {n}", dagen=-14)
        zet_actie(cast, "peter", f"Actie {n}", dagen=-14)
    dertig = [telt(als(cast, wie), naam, *args) for wie, naam, args in paginas]
    assert dertig == een


def test_thirty_families_cost_as_many_queries_as_one(cast: Cast) -> None:
    linda = als(cast, "linda")
    een = telt(linda, "overzicht:gezinnen"), telt(linda, "overzicht:vandaag")
    for n in range(29):
        gezin = Gezin.objects.create(gemeente=cast.gemeente, naam=f"Gezin {n}")
        plan = Gezinsplan.objects.create(
            gezin=gezin,
            gemeente=cast.gemeente,
            status="actief",
            gestart_op=cast.now,
            actief_op=cast.now,
        )
        Deelname.objects.create(
            plan=plan,
            gebruiker=cast.gebruiker["linda"],
            rol=Rol.PROFESSIONAL,
            naam="Linda Brouwer",
            status="actief",
            is_zorgcoordinator=True,
            voorgesteld_op=cast.now,
            actief_op=cast.now,
        )
    assert (telt(linda, "overzicht:gezinnen"), telt(linda, "overzicht:vandaag")) == een
    assert "Gezin 28" in lees(linda, "overzicht:gezinnen")
