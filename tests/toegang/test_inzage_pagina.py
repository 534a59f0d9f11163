"""The family's page: who looked, in plain words, and nothing that the reader may not know."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.rondetafel.tafels import NU
from toegang.inzage.models import Inzage, Opvallend
from toegang.inzage.schrijven import Regel, schrijf
from toegang.models import Deelname

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Iterator[Cast]:
    with time_machine.travel(NU, tick=False):
        yield zet_cast(NU)


def als(cast: Cast, wie: str) -> Client:
    client = Client()
    log_in(client, cast.gebruiker[wie])
    return client


def kijkt(cast: Cast, wie: str, *, minuten: int = 60, **velden: Any) -> None:
    """A look by somebody of the cast, some minutes ago."""
    d = cast.deelname.get(wie)
    basis: dict[str, Any] = {
        "op": NU - timedelta(minutes=minuten),
        "gebeurtenis": "lezen",
        "uitkomst": "gelukt",
        "weg": "pagina",
        "plan_id": cast.plan.pk,
        "onderdeel": "doelen",
        "actor_id": cast.gebruiker[wie].pk,
        "actor_naam": cast.gebruiker[wie].naam,
        "deelname_id": d.pk if d else None,
        "rol": d.rol if d else "",
        "organisatie_naam": d.organisatie.naam if d and d.organisatie else "",
        "ip": "192.0.2.77",
        "sessie": "sessie-kanarie",
        "verzoek": "verzoek-kanarie",
    }
    schrijf(Regel(**{**basis, **velden}))


def lees(cast: Cast, lezer: str = "samira", /, **vraag: str) -> Any:
    antwoord = als(cast, lezer).get(reverse("inzage:log", args=[cast.plan.pk]), vraag)
    assert antwoord.status_code == 200
    return antwoord


def zinnen(antwoord: Any) -> list[str]:
    return [blik.zin for dag in antwoord.context["dagen"] for blik in dag.blikken]


def test_a_look_is_told_in_plain_words_by_day(cast: Cast) -> None:
    kijkt(cast, "peter", minuten=60)
    kijkt(cast, "fatma", minuten=60 * 24, onderdeel="acties", gebeurtenis="wijzigen")
    antwoord = lees(cast)
    dagen = antwoord.context["dagen"]
    assert [dag.dag.isoformat() for dag in dagen] == ["2026-11-23", "2026-11-22"]
    assert zinnen(antwoord) == [
        "Peter van Het Baken College bekeek wat goed gaat, de zorgen en de doelen.",
        "Fatma veranderde iets bij de acties.",
    ]
    tekst = antwoord.content.decode()
    assert "Maandag 23 november" in tekst
    assert "<small>9:00</small>" in tekst


def test_the_same_look_again_is_folded(cast: Cast) -> None:
    for minuten in (10, 70, 130):
        kijkt(cast, "peter", minuten=minuten)
    kijkt(cast, "peter", minuten=20, weg="deel")
    kijkt(cast, "peter", minuten=15, onderdeel="plan")
    antwoord = lees(cast)
    assert [b.keer for b in antwoord.context["dagen"][0].blikken] == [4, 1]
    assert "vier keer, tussen 7:50 en 9:50" in antwoord.content.decode()


def test_a_day_is_a_day_in_the_netherlands(cast: Cast) -> None:
    """Half past eleven in the evening UTC is half past twelve the next day."""
    kijkt(cast, "peter", minuten=9 * 60 + 30)
    assert lees(cast).context["dagen"][0].dag.isoformat() == "2026-11-23"


def test_ones_own_looks_are_left_out_until_asked_for(cast: Cast) -> None:
    kijkt(cast, "samira")
    kijkt(cast, "mark")
    assert zinnen(lees(cast)) == ["Mark bekeek wat goed gaat, de zorgen en de doelen."]
    ook = zinnen(lees(cast, zelf="1"))
    assert "Samira (u) bekeek wat goed gaat, de zorgen en de doelen." in ook


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"weg": "lijst", "onderdeel": "plan"}, "Linda van Wijkteam Noord zag dit plan in een"),
        ({"weg": "lijst", "onderdeel": "berichten"}, "Linda van Wijkteam Noord las de eigen beri"),
        ({"weg": "agenda", "onderdeel": "tafel"}, "De agenda van Linda van Wijkteam Noord haalde"),
        (
            {"gebeurtenis": "meenemen", "weg": "bestand", "onderdeel": "verslag"},
            "Linda van Wijkteam Noord haalde het verslag op als bestand.",
        ),
        ({"onderdeel": "uitnodiging"}, "Linda van Wijkteam Noord las de uitnodiging."),
        (
            {"uitkomst": "geweigerd", "onderdeel": "acties"},
            "Linda van Wijkteam Noord vroeg iets bij de acties wat niet mag of er niet is.",
        ),
        (
            {"uitkomst": "niet_gelukt", "gebeurtenis": "wijzigen", "onderdeel": "acties"},
            "Linda van Wijkteam Noord wilde iets veranderen bij de acties. Dat lukte niet.",
        ),
    ],
)
def test_every_way_has_its_words(cast: Cast, velden: dict[str, Any], zin: str) -> None:
    kijkt(cast, "linda", **velden)
    (enige,) = zinnen(lees(cast))
    assert enige.startswith(zin)


def test_the_platform_and_its_keeper_are_told_apart_from_people(cast: Cast) -> None:
    peter = cast.deelname["peter"]
    niemand: dict[str, Any] = {"actor_id": None, "actor_naam": ""}
    wie: dict[str, Any] = {
        "deelname_id": peter.pk,
        "namens_id": peter.gebruiker_id,
        "namens_naam": peter.naam,
    }
    kijkt(cast, "peter", weg="taak", onderdeel="verslag", **niemand, **wie)
    leeg: dict[str, Any] = {"deelname_id": None, "actor_naam": "root", "actor_id": None}
    kijkt(cast, "peter", weg="opdracht", onderdeel="plan", gebeurtenis="meenemen", **leeg)
    antwoord = lees(cast)
    assert sorted(zinnen(antwoord)) == [
        "De beheerder van het platform maakte een kopie.",
        "Voor Peter van Het Baken College is het verslag klaargezet om op te halen.",
    ]
    assert "root" not in antwoord.content.decode()


def test_a_refusal_is_told_kindly_and_without_the_name_of_a_stranger(cast: Cast) -> None:
    als(cast, "bram").get(reverse("overzicht:plan", args=[cast.plan.pk]))
    antwoord = lees(cast)
    assert zinnen(antwoord) == ["Iemand zonder plek probeerde het plan te openen. Dat lukte niet."]
    assert "Bram" not in antwoord.content.decode()


def test_who_sat_there_before_is_named_to_who_knows_of_it(cast: Cast) -> None:
    Deelname.objects.filter(pk=cast.deelname["peter"].pk).update(
        status="beeindigd", beeindigd_op=NU
    )
    als(cast, "peter").get(reverse("overzicht:plan", args=[cast.plan.pk]))
    assert zinnen(lees(cast)) == [
        "Peter van Het Baken College had geen plek en probeerde het plan te openen. Dat lukte niet."
    ]


def test_a_seat_the_reader_does_not_know_of_has_no_name(cast: Cast) -> None:
    """What concerned Mark only, and ended, is not Samira's to know: not who it was."""
    tom = Deelname.objects.get(pk=cast.deelname["tom"].pk)
    tom.betreft.set([cast.lid["mark"]])
    Deelname.objects.filter(pk=tom.pk).update(status="beeindigd", beeindigd_op=NU)
    kijkt(cast, "tom", onderdeel="acties")
    antwoord = lees(cast)
    assert zinnen(antwoord) == ["Iemand zonder plek bekeek de acties."]
    for naam in ("log_csv", "log_json"):
        inhoud = als(cast, "samira").get(reverse(f"inzage:{naam}", args=[cast.plan.pk])).content
        assert b"Tom" not in inhoud
        assert b"Schuldhulp" not in inhoud
    assert b"Tom" not in antwoord.content
    van_tom = zinnen(lees(cast, "mark", soort="lezen"))
    assert "Tom van Schuldhulp Waterland bekeek de acties." in van_tom


def test_a_part_the_reader_does_not_see_is_a_part(cast: Cast) -> None:
    Deelname.objects.filter(pk=cast.deelname["noor"].pk).update(secties=["acties"])
    kijkt(cast, "linda", onderdeel="netwerk")
    kijkt(cast, "linda", onderdeel="acties", minuten=61)
    assert zinnen(lees(cast, "noor")) == [
        "Linda van Wijkteam Noord bekeek een deel van het plan.",
        "Linda van Wijkteam Noord bekeek de acties.",
    ]
    inhoud = als(cast, "noor").get(reverse("inzage:log_csv", args=[cast.plan.pk])).content
    assert b"netwerk" not in inhoud


def test_no_title_no_object_and_no_address_leaves_the_log(cast: Cast) -> None:
    doel = uuid4()
    kijkt(cast, "mark", object_soort="doel", object_id=doel)
    for naam in ("log", "log_csv", "log_json"):
        url = reverse(f"inzage:{naam}", args=[cast.plan.pk])
        inhoud = als(cast, "samira").get(url).content.decode()
        for geheim in (str(doel), "192.0.2.77", "sessie-kanarie", "verzoek-kanarie"):
            assert geheim not in inhoud


@pytest.mark.parametrize(
    ("vraag", "wie"),
    [
        ({"wie": "peter"}, ["Peter"]),
        ({"wie": "anderen"}, ["Iemand"]),
        ({"soort": "wijzigen"}, ["Linda"]),
        ({"soort": "geweigerd"}, ["Iemand"]),
        ({"periode": "week"}, ["Iemand", "Linda"]),
        ({"periode": "alles"}, ["Iemand", "Linda", "Peter", "Fatma"]),
        ({"periode": "onzin", "soort": "onzin", "wie": "onzin"}, ["Iemand", "Linda", "Peter"]),
    ],
)
def test_the_log_is_filtered(cast: Cast, vraag: dict[str, str], wie: list[str]) -> None:
    dag = 24 * 60
    kijkt(cast, "bram", minuten=1, uitkomst="geweigerd")
    kijkt(cast, "linda", minuten=2, gebeurtenis="wijzigen")
    kijkt(cast, "peter", minuten=20 * dag)
    kijkt(cast, "fatma", minuten=400 * dag)
    if vraag.get("wie") in cast.deelname:
        vraag = {"wie": str(cast.deelname[vraag["wie"]].pk)}
    assert [zin.split()[0] for zin in zinnen(lees(cast, **vraag))] == wie


def test_the_log_pages_and_its_queries_do_not_grow(cast: Cast) -> None:
    client, url = als(cast, "samira"), reverse("inzage:log", args=[cast.plan.pk])
    kijkt(cast, "peter")
    client.get(url)
    with CaptureQueriesContext(connection) as een:
        client.get(url)
    for dag in range(1, 30):
        for onderdeel in ("plan", "acties"):
            kijkt(cast, "peter", minuten=dag * 24 * 60, onderdeel=onderdeel)
    with CaptureQueriesContext(connection) as veel:
        antwoord = client.get(url)
    assert len(een) == len(veel) <= 12
    assert antwoord.context["bladzijde"].paginator.count == 59
    assert len(zinnen(antwoord)) == 40
    assert len(zinnen(lees(cast, bladzijde="2"))) == 19


def test_an_empty_log_says_what_will_stand_there(cast: Cast) -> None:
    assert "Er keek nog niemand mee" in lees(cast).content.decode()
    assert "Dit is niet gebeurd" in lees(cast, soort="meenemen").content.decode()


def test_the_file_has_a_line_for_each_look_with_the_fields_of_the_standard(cast: Cast) -> None:
    for minuten in (10, 20, 30):
        kijkt(cast, "peter", minuten=minuten, basis="instemming", grondslag="publieke_taak")
    client, args = als(cast, "samira"), [cast.plan.pk]
    antwoord = client.get(reverse("inzage:log_csv", args=args))
    assert antwoord["Content-Disposition"] == 'attachment; filename="wie-keek-er-mee.csv"'
    rijen = list(csv.DictReader(io.StringIO(antwoord.content.decode())))
    assert rijen[0] == {
        "tijd_utc": "2026-11-23T08:50:00+00:00",
        "gebeurtenis": "lezen",
        "uitkomst": "gelukt",
        "weg": "pagina",
        "wie": "Peter Hendriks",
        "rol": "professional",
        "organisatie": "Het Baken College",
        "namens": "",
        "onderdeel": "doelen",
        "basis": "instemming",
        "grondslag": "publieke_taak",
        "plan": str(cast.plan.pk),
    }
    assert len(rijen) == 3
    anders = json.loads(client.get(reverse("inzage:log_json", args=args)).content)
    assert [r["tijd_utc"] for r in anders] == [r["tijd_utc"] for r in rijen]


def test_a_name_that_is_a_formula_stays_a_name_in_a_spreadsheet(cast: Cast) -> None:
    Deelname.objects.filter(pk=cast.deelname["peter"].pk).update(naam="=1+1")
    kijkt(cast, "peter")
    antwoord = als(cast, "samira").get(reverse("inzage:log_csv", args=[cast.plan.pk]))
    assert ",'=1+1," in antwoord.content.decode()


def test_reading_the_log_is_in_the_log(cast: Cast) -> None:
    als(cast, "mark").get(reverse("inzage:log_csv", args=[cast.plan.pk]))
    als(cast, "mark").get(reverse("inzage:log", args=[cast.plan.pk]))
    rijen = Inzage.objects.order_by("id").values_list("onderdeel", "gebeurtenis", "weg")
    assert list(rijen) == [("inzage", "meenemen", "bestand"), ("inzage", "lezen", "pagina")]
    assert "Mark bekeek de lijst van wie er keek." in zinnen(lees(cast))


@pytest.mark.parametrize("wie", ["linda", "peter", "fatma", "youssef"])
def test_who_does_not_decide_does_not_read_the_log(cast: Cast, wie: str) -> None:
    kijkt(cast, "samira")
    client = als(cast, wie)
    for naam in ("log", "log_csv", "log_json"):
        antwoord = client.get(reverse(f"inzage:{naam}", args=[cast.plan.pk]))
        assert antwoord.status_code == 403
        assert b"Samira" not in antwoord.content
    meer = client.get(reverse("overzicht:meer", args=[cast.plan.pk])).content.decode()
    assert "Wie keek er mee" not in meer


@pytest.mark.parametrize("wie", ["samira", "mark", "noor"])
def test_who_decides_finds_it_under_more(cast: Cast, wie: str) -> None:
    meer = als(cast, wie).get(reverse("overzicht:meer", args=[cast.plan.pk])).content.decode()
    assert reverse("inzage:log", args=[cast.plan.pk]) in meer


def test_a_parent_whose_say_was_taken_does_not_read_the_log(cast: Cast) -> None:
    Deelname.objects.filter(pk=cast.deelname["mark"].pk).update(beslist_mee=False)
    antwoord = als(cast, "mark").get(reverse("inzage:log", args=[cast.plan.pk]))
    assert antwoord.status_code == 403


def test_what_stood_out_stands_on_the_page(cast: Cast) -> None:
    velden = {"actor_naam": "Bram de Groot", "aantal": 6, "van": NU, "tot": NU}
    bram = cast.gebruiker["bram"].pk
    Opvallend.objects.create(
        soort="geweigerd", plan=cast.plan, actor_id=bram, sleutel="a", **velden
    )
    Opvallend.objects.create(soort="veel_plannen", actor_id=bram, sleutel="b", **velden)
    tekst = lees(cast).content.decode()
    assert "Iemand zonder plek probeerde een paar keer het plan te openen" in tekst
    assert "ongewoon veel plannen" not in tekst
    assert "Bram" not in tekst
    kijkt(cast, "bram", minuten=0)
    assert "ongewoon veel plannen" in lees(cast).content.decode()
