"""Every look at a plan leaves one line: by every address, by every other way, refused or not."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rondetafel.report import exemplaar as maker
from rondetafel.workflow import mijn_agenda
from rondetafel.workflow import verslag as verslagwerk
from tests.inloggen import log_in
from tests.toegang.kanaries import Voliere, account, zet_voliere
from tests.toegang.test_matrix import ROUTES, adressen, als
from toegang.access import Plek, get_plek
from toegang.inzage.models import Inzage
from toegang.inzage.onderdelen import onderdeel_van
from toegang.inzage.schrijven import _ERBIJ, _ERBIJ_EENMAAL, VELDEN
from toegang.models import Deelname
from uitwisseling.demo import CASUS
from uitwisseling.lezen import importeer

pytestmark = pytest.mark.django_db

VERVERST = {
    "rondetafel:volgen_deel",
    "rondetafel:tafel_stand",
    "rondetafel:verslag_voortgang",
}
"""Pages that refresh themselves count once per person per step; their tests are below."""


@pytest.fixture
def v() -> Voliere:
    return zet_voliere(timezone.now())


def regels_van(client: Client, methode: str, url: str) -> tuple[int, list[dict[str, Any]]]:
    """The answer, and the lines it left; both are undone."""
    with transaction.atomic():
        tot = Inzage.objects.order_by("-id").values_list("id", flat=True).first() or 0
        antwoord = getattr(client, methode)(url)
        regels = list(Inzage.objects.filter(id__gt=tot).values())
        transaction.set_rollback(True)
    return antwoord.status_code, regels


def hoort(methode: str, code: int) -> tuple[str, str]:
    """What a line says of such a request."""
    niet = "geweigerd" if code in (403, 404) else "niet_gelukt"
    uitkomst = niet if code >= 400 else "gelukt"
    return ("wijzigen" if methode == "post" else "lezen"), uitkomst


@pytest.mark.parametrize("wie", ["samira", "linda", "peter", "els"])
def test_every_address_of_a_plan_leaves_one_line(v: Voliere, wie: str) -> None:
    """Built from the URL resolver: reading, writing, allowed, refused, at the table or not."""
    client, zelf = als(wie), account(wie)
    mis: list[tuple[str, str, int, list[Any]]] = []
    gezien: set[int] = set()
    for naam, url in adressen(v):
        for methode in ("get", "post"):
            code, regels = regels_van(client, methode, url)
            gezien.add(code)
            gebeurtenis, uitkomst = hoort(methode, code)
            goed = [
                r
                for r in regels
                if (r["plan_id"], r["actor_id"], r["status"]) == (v.plan.pk, zelf.pk, code)
                and r["gebeurtenis"] in (gebeurtenis, "meenemen")
                and r["uitkomst"] == uitkomst
                and r["route"] == naam.rpartition("/")[0]
            ]
            volgt_al = naam.rpartition("/")[0] in VERVERST and code == 204
            if (len(regels), len(goed)) != (1, 1) and not volgt_al:
                mis.append((naam, methode, code, regels))
    assert mis == []
    assert {"els": {404}}.get(wie, {200, 302, 403, 404, 405}) <= gezien


def test_every_address_of_a_plan_has_a_name_for_its_part() -> None:
    """A room that is new here needs a line in ``toegang.inzage.onderdelen.PER_ROUTE``."""
    assert [naam for naam, _ in ROUTES if onderdeel_van(naam) is None] == []


def test_the_statement_has_all_the_fields_in_the_order_of_the_model() -> None:
    velden = ", ".join(str(veld.column) for veld in VELDEN)
    for zin in (_ERBIJ, _ERBIJ_EENMAAL):
        assert velden in " ".join(zin.split())
        assert zin.count("%s") == len(VELDEN) + zin.count("NOT EXISTS")


def test_a_line_says_who_what_when_from_where_and_on_what_ground(v: Voliere) -> None:
    client, peter = als("peter"), v.deelname("peter")
    voor = timezone.now()
    antwoord = client.get(
        reverse("acties:plan", args=[v.plan.pk]), REMOTE_ADDR="192.0.2.7", HTTP_HX_REQUEST="true"
    )
    regel = Inzage.objects.get(plan_id=v.plan.pk)
    assert voor <= regel.op <= timezone.now()
    assert peter.organisatie is not None
    verwacht = {
        "gebeurtenis": "lezen",
        "uitkomst": "gelukt",
        "weg": "deel",
        "actor_id": peter.gebruiker_id,
        "actor_naam": peter.naam,
        "namens_id": None,
        "deelname_id": peter.pk,
        "rol": "professional",
        "organisatie_id": peter.organisatie.pk,
        "organisatie_naam": peter.organisatie.naam,
        "onderdeel": "acties",
        "object_soort": "",
        "object_id": None,
        "basis": "instemming",
        "grondslag": peter.grondslag,
        "ip": "192.0.2.7",
        "verzoek": antwoord["X-Request-ID"],
        "route": "acties:plan",
        "status": 200,
        "eenmaal": None,
    }
    assert {naam: getattr(regel, naam) for naam in verwacht} == verwacht
    sleutel = client.session.session_key
    assert len(regel.sessie) == 32
    assert sleutel is not None
    assert regel.sessie not in sleutel


def test_one_session_has_one_mark_and_another_session_another(v: Voliere) -> None:
    url = reverse("overzicht:plan", args=[v.plan.pk])
    een, ander = als("peter"), als("peter")
    for client in (een, een, ander):
        client.get(url)
    merken = list(Inzage.objects.order_by("id").values_list("sessie", flat=True))
    assert merken[0] == merken[1] != merken[2]


@pytest.mark.parametrize(
    ("wie", "rol", "basis"),
    [
        ("samira", "ouder", "gezin"),
        ("noor", "jeugdige", "gezin"),
        ("fatma", "netwerklid", "instemming"),
        ("linda", "professional+zorgcoordinator", "instemming"),
    ],
)
def test_what_a_look_rests_on(v: Voliere, wie: str, rol: str, basis: str) -> None:
    als(wie).get(reverse("overzicht:plan", args=[v.plan.pk]))
    assert list(Inzage.objects.values_list("rol", "basis")) == [(rol, basis)]


def test_a_statutory_seat_looks_on_a_legal_ground(v: Voliere) -> None:
    Deelname.objects.filter(pk=v.deelname("aisha").pk).update(
        wettelijk=True, grondslag="wettelijke_plicht"
    )
    als("aisha").get(reverse("overzicht:plan", args=[v.plan.pk]))
    assert list(Inzage.objects.values_list("basis", "grondslag")) == [
        ("grondslag", "wettelijke_plicht")
    ]


def test_an_address_names_its_object_and_never_its_title(v: Voliere) -> None:
    deelname = Deelname.objects.get(plan=v.plan, naam="Jolanda Mulder")
    als("samira").get(reverse("toegang:plek", args=[v.plan.pk, deelname.pk]))
    regel = Inzage.objects.get()
    assert (regel.onderdeel, regel.object_soort, regel.object_id) == (
        "plekken",
        "deelname",
        deelname.pk,
    )
    assert "Jolanda" not in str(Inzage.objects.values().get())


def test_a_plan_that_never_was_is_noted_too_so_that_it_takes_as_long(v: Voliere) -> None:
    client, nergens = als("els"), uuid4()
    client.get(reverse("toegang:methode"))  # the session is written once a minute
    with CaptureQueriesContext(connection) as echt:
        client.get(reverse("overzicht:plan", args=[v.plan.pk]))
    with CaptureQueriesContext(connection) as verzonnen:
        client.get(reverse("overzicht:plan", args=[nergens]))
    assert len(echt) == len(verzonnen)
    assert list(Inzage.objects.order_by("id").values_list("plan_id", "uitkomst")) == [
        (v.plan.pk, "geweigerd"),
        (nergens, "geweigerd"),
    ]


def test_without_a_line_there_is_no_page(v: Voliere) -> None:
    """Fails closed: what the view made does not leave the door."""
    client = als("samira")
    client.raise_request_exception = False
    url = reverse("overzicht:plan", args=[v.plan.pk])
    assert client.get(url).status_code == 200
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE inzage_inzage RENAME TO inzage_weg")
        with pytest.raises(DatabaseError), transaction.atomic():
            als("samira").get(url)
        transaction.set_rollback(True)


def test_the_log_costs_a_page_one_statement(v: Voliere) -> None:
    with CaptureQueriesContext(connection) as vragen:
        als("samira").get(reverse("overzicht:plan", args=[v.plan.pk]))
    inzage = [q["sql"] for q in vragen if "inzage_inzage" in q["sql"]]
    assert len(inzage) == 1
    assert inzage[0].split()[0] == "INSERT"


def tweede_plan(v: Voliere, wie: str) -> UUID:
    """Another family at which this person coordinates."""
    tekst = (CASUS / "2-kowalczyk.json").read_text(encoding="utf-8")
    plan = importeer(tekst, vandaag=timezone.localdate(v.now))
    Deelname.objects.filter(plan=plan, is_zorgcoordinator=True).update(gebruiker=account(wie))
    pk: UUID = plan.pk
    return pk


@pytest.mark.parametrize("route", ["overzicht:gezinnen", "overzicht:vandaag"])
def test_a_list_over_families_leaves_one_line_for_each_it_shows(v: Voliere, route: str) -> None:
    ander = tweede_plan(v, "linda")
    client = als("linda")
    client.get(reverse("toegang:methode"))  # the session is written once a minute
    with CaptureQueriesContext(connection) as vragen:
        inhoud = client.get(reverse(route)).content.decode()
    rijen = list(Inzage.objects.order_by("plan_id").values_list("plan_id", "weg", "uitkomst"))
    getoond = sorted(p for p in (v.plan.pk, ander) if str(p) in inhoud)
    assert getoond
    assert rijen == [(p, "lijst", "gelukt") for p in getoond]
    assert len([q for q in vragen if "INSERT INTO inzage_inzage" in q["sql"]]) == 1
    assert len(vragen) <= 12


def test_a_search_leaves_a_line_for_what_it_found(v: Voliere) -> None:
    ander = tweede_plan(v, "linda")
    als("linda").get(reverse("overzicht:gezinnen"), {"zoek": "kowal"})
    assert list(Inzage.objects.values_list("plan_id", flat=True)) == [ander]


def test_ones_own_actions_leave_a_line_for_each_family(v: Voliere) -> None:
    client = als("tom")
    inhoud = client.get(reverse("acties:mijn")).content.decode()
    assert str(v.plan.pk) in inhoud
    assert list(Inzage.objects.values_list("plan_id", "onderdeel", "weg")) == [
        (v.plan.pk, "acties", "lijst")
    ]


def test_notices_leave_a_line_for_each_family_they_name(v: Voliere) -> None:
    verslag = v.plan.tafels.get(nummer=1).verslag
    verslagwerk.request_exemplaar(verslag, actor=_plek(v, "samira"), now=v.now)
    client = als("samira")
    antwoord = client.get(reverse("notifications:overzicht"))
    plannen = {r.bericht.plan_id for r in antwoord.context["regels"] if r.bericht.plan_id}
    assert set(Inzage.objects.values_list("plan_id", flat=True)) == plannen
    assert Inzage.objects.exclude(onderdeel="berichten").count() == 0


def _plek(v: Voliere, wie: str) -> Plek:
    return get_plek(account(wie), v.plan.pk, now=v.now)


def test_a_calendar_that_reads_leaves_a_line(v: Voliere) -> None:
    linda = account("linda")
    token = mijn_agenda.maak_feed(actor=linda, now=v.now)
    antwoord = Client().get(reverse("rondetafel:feed", args=[token]))
    aantal = antwoord.content.count(b"BEGIN:VEVENT")
    regels = Inzage.objects.values_list("plan_id", "weg", "actor_id", "rol", "sessie")
    rol = "professional+zorgcoordinator"
    assert list(regels) == [(v.plan.pk, "agenda", linda.pk, rol, "")] * bool(aantal)
    assert aantal


def test_a_pdf_is_made_by_the_platform_for_somebody_and_then_taken(v: Voliere) -> None:
    verslag = v.plan.tafels.get(nummer=1).verslag
    exemplaar = verslagwerk.request_exemplaar(verslag, actor=_plek(v, "samira"), now=v.now)
    assert maker.make(exemplaar.pk, now=v.now)
    taak = Inzage.objects.get()
    samira = account("samira")
    assert (taak.weg, taak.actor_id, taak.namens_id) == ("taak", None, samira.pk)
    assert (taak.object_soort, taak.object_id) == ("exemplaar", exemplaar.pk)
    args = [v.plan.pk, verslag.tafel_id, exemplaar.pk]
    als("samira").get(reverse("rondetafel:verslag_pdf", args=args))
    pdf = Inzage.objects.exclude(pk=taak.pk).get()
    assert (pdf.gebeurtenis, pdf.weg, pdf.onderdeel) == ("meenemen", "bestand", "verslag")


def test_waiting_for_a_pdf_counts_once(v: Voliere) -> None:
    verslag = v.plan.tafels.get(nummer=1).verslag
    exemplaar = verslagwerk.request_exemplaar(verslag, actor=_plek(v, "samira"), now=v.now)
    args = [v.plan.pk, verslag.tafel_id, exemplaar.pk]
    client = als("samira")
    for _ in range(3):
        client.get(reverse("rondetafel:verslag_voortgang", args=args), HTTP_HX_REQUEST="true")
    assert Inzage.objects.count() == 1


def test_commands_leave_a_line(v: Voliere, tmp_path: Path) -> None:
    call_command("exporteer_plan", str(v.plan.pk), "--out", str(tmp_path), verbosity=0)
    regel = Inzage.objects.get()
    assert (regel.plan_id, regel.gebeurtenis, regel.weg, regel.basis, regel.route) == (
        v.plan.pk,
        "meenemen",
        "opdracht",
        "beheer",
        "exporteer_plan",
    )
    bestand = CASUS / "2-kowalczyk.json"
    call_command("importeer_plan", str(bestand))
    nieuw = Inzage.objects.exclude(pk=regel.pk).get()
    assert (nieuw.gebeurtenis, nieuw.route) == ("wijzigen", "importeer_plan")


def test_an_export_that_cannot_be_noted_writes_no_file(v: Voliere, tmp_path: Path) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE inzage_inzage RENAME TO inzage_weg")
        with pytest.raises(DatabaseError), transaction.atomic():
            call_command("exporteer_plan", str(v.plan.pk), "--out", str(tmp_path))
        transaction.set_rollback(True)
    assert list(tmp_path.iterdir()) == []


def test_who_is_sent_to_the_login_saw_nothing_and_leaves_no_line(v: Voliere) -> None:
    assert Client().get(reverse("overzicht:plan", args=[v.plan.pk])).status_code == 302
    client = Client()
    log_in(client, account("linda"), "code")
    assert client.get(reverse("overzicht:plan", args=[v.plan.pk])).status_code == 302
    assert Inzage.objects.count() == 0
