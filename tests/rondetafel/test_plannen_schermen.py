"""Planning a table on screen: the list, a new one, its times, and changing it later."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rondetafel.models import Golf, Rondetafel, Uitnodiging
from rondetafel.rooster import live_tijden
from rondetafel.workflow import kiezen
from tests.cast import Cast, zet_bram_gezin, zet_cast
from tests.inloggen import log_in
from tests.rondetafel.tafels import (
    DINSDAG,
    LIJST,
    MAANDAG,
    NU,
    post,
    ververs,
    zet_gepland,
    zet_peiling,
    zet_tafel,
)
from toegang.models import Deelname

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nu")]

MAX_QUERIES, MAX_BYTES = 12, 60_000


@pytest.fixture
def cast() -> Cast:
    return zet_cast(NU)


@pytest.fixture
def linda(cast: Cast, client: Client) -> Client:
    log_in(client, cast.gebruiker["linda"])
    return client


def url(naam: str, cast: Cast, tafel: Rondetafel | None = None) -> str:
    return reverse(f"rondetafel:{naam}", args=[cast.plan.pk, *([tafel.pk] if tafel else [])])


def ingevuld(cast: Cast, **anders: Any) -> dict[str, Any]:
    """The form of a new table, as the browser sends it."""
    keuzes = {
        f"gast-{d.pk}": "verplicht" if n in ("samira", "mark", "linda") else "niet"
        for n, d in cast.deelname.items()
    }
    velden = {
        "soort": "voortgang",
        "duur": "90",
        "plaats": "De Brug",
        "plaats_in_agenda": "on",
        "videolink": "",
        "van": "2026-11-30",
        "tot_en_met": "2026-12-04",
        "dagen": ["0", "1", "2", "3", "4"],
        "vanaf": "15:30",
        "tot": "17:00",
        "kantooruren": "on",
    }
    return {**keuzes, **velden, **anders}


def test_the_list_puts_what_comes_on_top_and_what_was_below(cast: Cast, client: Client) -> None:
    af = zet_gepland(cast)
    kiezen.zeg_af(af, "ziek", actor=cast.plek("linda", now=NU), now=NU)
    zet_peiling(cast)
    zet_gepland(cast)
    log_in(client, cast.gebruiker["samira"])
    antwoord = client.get(url("overzicht", cast))
    assert antwoord.context["kop"] == "Dinsdag 1 december, 15:30"
    assert [k for _, k in antwoord.context["later"]] == ["Nog geen tijd gekozen"]
    assert [t.pk for t, _ in antwoord.context["eerder"]] == [af.pk]
    assert "Plan een tafel" not in antwoord.content.decode()


def test_an_empty_list_says_what_to_do_first(cast: Cast, linda: Client, client: Client) -> None:
    tekst = linda.get(url("overzicht", cast)).content.decode()
    assert "Er is nog geen tafel gepland" in tekst
    assert url("nieuw", cast) in tekst
    log_in(client, cast.gebruiker["peter"])
    assert url("nieuw", cast) not in client.get(url("overzicht", cast)).content.decode()


def test_a_new_table_begins_with_family_and_coordinator_who_must_be_there(
    cast: Cast, linda: Client
) -> None:
    antwoord = linda.get(url("nieuw", cast))
    form = antwoord.context["form"]
    keuzes = {v.label: v.initial for v in form.gastvelden}
    assert keuzes == {
        "Samira": "verplicht",
        "Mark": "verplicht",
        "Noor": "verplicht",
        "Linda Brouwer": "verplicht",
        "Aisha Karimi": "welkom",
        "Esther Vos": "welkom",
        "Fatma": "welkom",
        "Peter Hendriks": "welkom",
        "Tom van Dijk": "welkom",
        "Youssef": "welkom",
    }
    assert form["soort"].value() == "start"


def test_a_new_table_leads_to_its_times_and_tells_nobody(cast: Cast, linda: Client) -> None:
    antwoord = linda.post(url("nieuw", cast), ingevuld(cast))
    tafel = Rondetafel.objects.get()
    assert antwoord["Location"] == url("voorstellen", cast, tafel)
    assert (tafel.plaats, tafel.duur_minuten) == ("De Brug", 90)
    assert (tafel.venster_van, tafel.venster_tot) == (date(2026, 11, 30), date(2026, 12, 4))
    assert tafel.patroon == {
        "dagen": [0, 1, 2, 3, 4],
        "vanaf": "15:30",
        "tot": "17:00",
        "kantooruren": True,
        "schooltijd": False,
    }
    namen = Uitnodiging.objects.values_list("deelname__naam", "verplicht", "golf")
    assert sorted(namen) == [
        ("Linda Brouwer", True, Golf.VERPLICHT),
        ("Mark de Wit", True, Golf.GEZIN),
        ("Samira El Amrani", True, Golf.GEZIN),
    ]
    assert post("tijden") == []


def test_a_place_that_names_the_family_is_kept_out_of_calendars_and_said_so(
    cast: Cast, linda: Client
) -> None:
    antwoord = linda.post(url("nieuw", cast), ingevuld(cast, plaats="bij Samira"), follow=True)
    assert "komt in geen enkele agenda" in antwoord.content.decode()
    assert Rondetafel.objects.get().plaats_in_agenda is False


@pytest.mark.parametrize(
    ("fout", "woorden"),
    [
        ({"plaats": ""}, "Vul in waar de tafel is"),
        ({"videolink": "geen link", "plaats": "KANARIE"}, "Dit is geen link"),
        ({"van": "31-02-2026"}, "Dit is geen datum"),
        ({"van": ""}, "Vul een dag in"),
        ({"tot_en_met": "2026-11-29"}, "Deze dag ligt voor de eerste dag"),
        ({"van": "2026-10-01", "tot_en_met": "2026-10-02"}, "Deze dag is al geweest"),
        ({"tot_en_met": "2027-11-29"}, "ten hoogste drie maanden"),
        ({"dagen": []}, "Kies ten minste één dag"),
        ({"dagen": ["9"]}, "Kies iets uit de lijst"),
        ({"vanaf": "25:99"}, "Dit is geen tijd"),
        ({"tot": "15:00"}, "Deze tijd ligt voor het begin"),
        ({"tot": "16:00"}, "Tussen deze tijden past de tafel niet"),
        ({"duur": "5"}, "Kies iets uit de lijst"),
        ({"soort": "feest"}, "Kies iets uit de lijst"),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_stays(
    cast: Cast, linda: Client, fout: dict[str, Any], woorden: str
) -> None:
    velden = ingevuld(cast, **{"plaats": "KANARIE-plaats", **fout})
    antwoord = linda.post(url("nieuw", cast), velden)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert woorden in tekst
    assert str(velden["plaats"]) in tekst
    assert Rondetafel.objects.count() == 0


def test_a_table_without_the_family_is_refused(cast: Cast, linda: Client) -> None:
    zonder = {f"gast-{cast.deelname[n].pk}": "niet" for n in ("samira", "mark", "noor")}
    antwoord = linda.post(url("nieuw", cast), ingevuld(cast, **zonder))
    assert antwoord.status_code == 422
    assert "Nodig ten minste één ouder of jongere uit" in antwoord.content.decode()
    assert Rondetafel.objects.count() == 0


def test_times_are_proposed_with_what_to_know_and_days_that_fall_off_with_why(
    cast: Cast, linda: Client
) -> None:
    cast.gebruiker["peter"].verhinderingen.create(dag=2, reden="werk", gemaakt_op=NU)
    cast.gebruiker["aisha"].verhinderingen.create(dag=0, reden="anders", gemaakt_op=NU)
    ander = zet_gepland(cast, "samira", "linda")
    tafel = zet_tafel(cast, venster_tot=(DINSDAG + timedelta(days=2)).date())
    antwoord = linda.get(url("voorstellen", cast, tafel))
    keuze = antwoord.context["keuze"]
    assert [(f"{a.tijd.lokaal:%a %d}", a.opmerking, a.gevraagd) for a in keuze.tijden] == [
        ("Mon 30", "Aisha kan niet op maandag.", False),
        ("Thu 03", "", False),
    ]
    assert [(f"{t.lokaal:%a %d}", waarom) for t, waarom in keuze.afgevallen] == [
        ("Tue 01", "Samira en Linda zitten dan aan een andere tafel."),
        ("Wed 02", "Peter werkt niet op woensdag."),
    ]
    assert str(ander.pk) not in antwoord.content.decode()


def test_times_of_another_family_show_as_another_table_and_nothing_else(
    cast: Cast, linda: Client
) -> None:
    elders = zet_bram_gezin(cast)
    plek = Deelname.objects.create(
        plan=elders,
        gebruiker=cast.gebruiker["peter"],
        rol="professional",
        naam="Peter Hendriks",
        status="actief",
        voorgesteld_op=NU,
        actief_op=NU,
    )
    tafel = Rondetafel.objects.create(
        plan=elders,
        nummer=1,
        status="gepland",
        begin=DINSDAG,
        eind=DINSDAG + timedelta(hours=1),
        plaats="KANARIE-plaats",
        uid="KANARIE-uid",
        gemaakt_op=NU,
    )
    Uitnodiging.objects.create(tafel=tafel, deelname=plek)
    eigen = zet_tafel(cast, venster_tot=DINSDAG.date())
    antwoord = linda.get(url("voorstellen", cast, eigen))
    (vrij, waarom) = antwoord.context["keuze"].afgevallen[0]
    assert (vrij.begin, waarom) == (DINSDAG, "Peter zit dan aan een andere tafel.")
    tekst = antwoord.content.decode()
    assert [k for k in ("KANARIE", "Kowalczyk", "Agnieszka", "Heuveldam") if k in tekst] == []


def test_chosen_and_own_times_are_asked_together(cast: Cast, linda: Client) -> None:
    tafel = zet_tafel(cast)
    velden = {"tijd": [MAANDAG.isoformat()], "dag1": "2026-12-12", "uur1": "10:00"}
    antwoord = linda.post(url("voorstellen", cast, tafel), velden)
    assert antwoord["Location"] == url("rooster", cast, tafel)
    assert [f"{t.begin:%Y-%m-%d %H:%M}" for t in live_tijden(tafel)] == [
        "2026-11-30 14:30",
        "2026-12-12 09:00",
    ]
    assert ververs(tafel).status == "peiling"
    assert post("tijden") == ["mark", "noor", "samira"]


@pytest.mark.parametrize(
    ("velden", "woorden"),
    [
        ({}, "Kies ten minste één tijd"),
        ({"tijd": ["gisteren"]}, "Kies iets uit de lijst"),
        ({"dag1": "2026-12-12"}, "Vul ook de tijd in"),
        ({"uur2": "10:00"}, "Vul ook de dag in"),
        ({"dag1": "2026-13-12", "uur1": "10:00"}, "Dit is geen datum"),
        ({"dag1": "2026-11-01", "uur1": "10:00"}, "al voorbij"),
        ({"dag1": "2027-03-28", "uur1": "02:30"}, "gaat de klok een uur vooruit"),
    ],
)
def test_wrong_times_are_named_and_nobody_is_asked(
    cast: Cast, linda: Client, velden: dict[str, Any], woorden: str
) -> None:
    tafel = zet_tafel(cast)
    antwoord = linda.post(url("voorstellen", cast, tafel), velden)
    assert antwoord.status_code == 422
    assert woorden in antwoord.content.decode()
    for waarde in ("dag1", "uur1", "uur2"):
        assert str(velden.get(waarde, "")) in antwoord.content.decode()
    assert (ververs(tafel).status, post("tijden")) == ("concept", [])


def test_other_days_are_searched(cast: Cast, linda: Client) -> None:
    tafel = zet_tafel(cast)
    velden = {k: v for k, v in ingevuld(cast).items() if not k.startswith("gast")}
    zoek = {**velden, "van": "2026-12-14", "tot_en_met": "2026-12-15", "dagen": ["1"]}
    antwoord = linda.post(url("venster", cast, tafel), zoek, follow=True)
    assert [f"{a.tijd.lokaal:%a %d}" for a in antwoord.context["keuze"].tijden] == ["Tue 15"]
    fout = linda.post(url("venster", cast, tafel), {**zoek, "tot": "KANARIE"})
    assert fout.status_code == 422
    assert "Dit is geen tijd" in fout.content.decode()
    assert ververs(tafel).patroon["dagen"] == [1]


def test_a_time_that_was_agreed_is_planned_at_once(cast: Cast, linda: Client) -> None:
    tafel = zet_tafel(cast)
    velden = {"dag": "2026-12-01", "uur": "15:30", "reden": "KANARIE-reden"}
    for fout in ({"reden": ""}, {"dag": "x"}, {"dag": "2026-11-01"}, {"uur": ""}):
        antwoord = linda.post(url("direct", cast, tafel), {**velden, **fout})
        assert antwoord.status_code == 422
        assert fout.get("reden", "KANARIE-reden") in antwoord.content.decode()
        assert ververs(tafel).status == "concept"
    antwoord = linda.post(url("direct", cast, tafel), velden)
    assert antwoord["Location"] == url("tafel", cast, tafel)
    tafel = ververs(tafel)
    assert (tafel.begin, tafel.keuze_reden) == (DINSDAG, "KANARIE-reden")


def tel(client: Client, adres: str) -> tuple[int, int]:
    client.get(adres)
    with CaptureQueriesContext(connection) as vangst:
        antwoord = client.get(adres)
    assert antwoord.status_code == 200
    return len(vangst), len(antwoord.content)


def test_the_list_costs_the_same_with_one_table_and_with_thirty(cast: Cast, linda: Client) -> None:
    zet_gepland(cast)
    een, _ = tel(linda, url("overzicht", cast))
    for nummer in range(2, 31):
        Rondetafel.objects.create(
            plan=cast.plan,
            nummer=nummer,
            status=["gepland", "vastgesteld", "peiling"][nummer % 3],
            begin=DINSDAG,
            eind=DINSDAG + timedelta(hours=1),
            uid=f"{nummer}@test",
            gemaakt_op=NU,
        )
    dertig, bytes_ = tel(linda, url("overzicht", cast))
    assert een == dertig <= MAX_QUERIES
    assert bytes_ < MAX_BYTES


@pytest.mark.parametrize("route", ["voorstellen", "gasten", "nieuw"])
def test_pages_of_planning_cost_the_same_with_few_guests_and_many(
    cast: Cast, linda: Client, route: str
) -> None:
    klein = zet_tafel(cast, "samira", "linda")
    groot = zet_tafel(cast, *cast.deelname)
    adressen = [url(route, cast, None if route == "nieuw" else t) for t in (klein, groot)]
    (een, _), (veel, bytes_) = (tel(linda, adres) for adres in adressen)
    assert een == veel <= MAX_QUERIES
    assert bytes_ < MAX_BYTES
    assert len(LIJST) < len(cast.deelname)
