"""The report: what is frozen, who checks it, and what each reader gets, on screen and on paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from acties.models import Actie, Actiehouder
from doelen.models import Doel, Evaluatie, Kracht, Score
from notifications import soorten
from notifications.models import Bericht
from rondetafel.models import (
    Aanwezigheid,
    Besluit,
    Rondetafel,
    Stapnotitie,
    Uitnodiging,
    Verslag,
    Verslagexemplaar,
)
from rondetafel.report import exemplaar as maker
from rondetafel.report import pdf
from rondetafel.report.weergave import weergave
from rondetafel.workflow import verslag as workflow
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from toegang.models import Deelname

pytestmark = pytest.mark.django_db

GASTEN = ["samira", "mark", "noor", "linda", "peter", "tom", "fatma", "youssef"]


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


@pytest.fixture
def tafel(cast: Cast) -> Rondetafel:
    """A table that was just held, with a canary in every part."""
    begin = cast.now - timedelta(hours=2)
    tafel = Rondetafel.objects.create(
        plan=cast.plan,
        nummer=1,
        soort="start",
        status="verslag",
        begin=begin,
        eind=begin + timedelta(minutes=90),
        plaats="Wijkteam Noord",
        uid="tafel-1",
        notulist=cast.deelname["linda"],
        volgende_op=timezone.localdate(cast.now) + timedelta(days=60),
        gemaakt_op=begin,
    )
    for wie in GASTEN:
        Uitnodiging.objects.create(tafel=tafel, deelname=cast.deelname[wie])
        Aanwezigheid.objects.create(
            tafel=tafel,
            deelname=cast.deelname[wie],
            aanwezig="nee" if wie == "peter" else "ja",
            reden="niet betaald om aan te schuiven" if wie == "peter" else "",
        )
    Aanwezigheid.objects.create(tafel=tafel, lid=cast.lid["daan"], aanwezig="nee")
    for gebied, wie in (("school", "noor"), ("inkomen", "samira"), ("vrije-tijd", "daan")):
        _zet_inhoud(cast, tafel, gebied, wie)
    Besluit.objects.create(tafel=tafel, tekst="KANARIE-ieder", gemaakt_op=begin)
    Stapnotitie.objects.create(
        tafel=tafel, stap="afspraken", tekst="KANARIE-notitie", gewijzigd_op=begin
    )
    return tafel


def _zet_inhoud(cast: Cast, tafel: Rondetafel, gebied: str, wie: str) -> None:
    velden = {
        "plan": cast.plan,
        "leefgebied": cast.leefgebied[gebied],
        "betreft": cast.lid[wie],
        "gemaakt_op": cast.now,
    }
    Kracht.objects.create(tekst=f"KANARIE-kracht-{gebied}", **velden)
    doel = Doel.objects.create(tekst=f"KANARIE-doel-{gebied}", **velden)
    evaluatie = Evaluatie.objects.create(
        doel=doel,
        tafel_id=tafel.pk,
        op=timezone.localdate(cast.now),
        wat_hielp=f"KANARIE-hielp-{gebied}",
        conclusie="gaat_door",
    )
    Score.objects.create(evaluatie=evaluatie, lid=cast.lid[wie], waarde=5)
    actie = Actie.objects.create(
        tekst=f"KANARIE-actie-{gebied}",
        status="afgesproken",
        gewijzigd_op=cast.now,
        deadline=timezone.localdate(cast.now),
        **velden,
    )
    Actiehouder.objects.create(actie=actie, deelname=cast.deelname["linda"], antwoord="ja")


@pytest.fixture
def verslag(cast: Cast, tafel: Rondetafel) -> Verslag:
    return workflow.start_verslag(tafel, actor=cast.plek("linda"), now=cast.now)


def stel_vast(cast: Cast, verslag: Verslag) -> None:
    for wie in ("samira", "mark", "noor"):
        workflow.answer_verslag(
            verslag, akkoord=True, eigen_woorden="", actor=cast.plek(wie), now=cast.now
        )
    verslag.refresh_from_db()


def als(cast: Cast, wie: str) -> Client:
    client = Client()
    log_in(client, cast.gebruiker[wie])
    return client


def url(verslag: Verslag, naam: str = "verslag", *args: object) -> str:
    return reverse(f"rondetafel:{naam}", args=[verslag.tafel.plan_id, verslag.tafel_id, *args])


def kanaries(tekst: str) -> set[str]:
    alle = [f"{d}-{g}" for d in ("kracht", "doel", "hielp", "actie") for g in ("school", "inkomen")]
    return {k for k in [*alle, "ieder", "notitie"] if f"KANARIE-{k}" in tekst}


SCHOOL = {"kracht-school", "doel-school", "hielp-school", "actie-school"}
GELD = {"kracht-inkomen", "doel-inkomen", "hielp-inkomen", "actie-inkomen"}
VERWACHT = {
    "samira": SCHOOL | GELD | {"ieder", "notitie"},
    "mark": SCHOOL | {"ieder", "notitie"},
    "noor": SCHOOL | {"ieder", "notitie"},
    "linda": SCHOOL | GELD | {"ieder", "notitie"},
    "peter": SCHOOL | {"ieder"},
    "tom": GELD | {"ieder"},
    "fatma": {"ieder"},
    "youssef": SCHOOL | {"ieder"},
}


def test_each_reads_on_screen_and_on_paper_what_their_seat_allows(
    cast: Cast, verslag: Verslag
) -> None:
    stel_vast(cast, verslag)
    scherm, papier = {}, {}
    for wie in VERWACHT:
        scherm[wie] = kanaries(als(cast, wie).get(url(verslag)).content.decode())
        papier[wie] = kanaries(pdf.html(verslag, cast.plek(wie)))
    assert scherm == VERWACHT
    assert papier == VERWACHT


def test_nothing_of_it_reaches_an_outsider(cast: Cast, verslag: Verslag) -> None:
    stel_vast(cast, verslag)
    for wie in ("bram", "els", "wim", "ruth"):
        antwoord = als(cast, wie).get(url(verslag))
        assert antwoord.status_code == 404
        assert "KANARIE" not in antwoord.content.decode()


def test_who_was_not_on_the_list_does_not_know_of_it(cast: Cast, verslag: Verslag) -> None:
    stel_vast(cast, verslag)
    assert als(cast, "aisha").get(url(verslag)).status_code == 404


def test_until_it_is_frozen_the_family_and_the_coordinator_read_it(
    cast: Cast, verslag: Verslag
) -> None:
    stand = {wie: als(cast, wie).get(url(verslag)).status_code for wie in VERWACHT}
    leest = {wie for wie, code in stand.items() if code == 200}
    assert leest == {"samira", "mark", "noor", "linda"}
    assert {stand[wie] for wie in set(VERWACHT) - leest} == {404}


def test_those_who_decide_are_asked_and_nobody_else(cast: Cast, verslag: Verslag) -> None:
    gevraagd = Bericht.objects.filter(soort="rondetafel.verslag_nakijken")
    assert {b.ontvanger.get_short_name() for b in gevraagd} == {"Samira", "Mark", "Noor"}


def test_it_is_frozen_when_the_last_one_has_answered(cast: Cast, verslag: Verslag) -> None:
    for wie in ("samira", "noor"):
        assert not workflow.answer_verslag(
            verslag, akkoord=True, eigen_woorden="", actor=cast.plek(wie), now=cast.now
        )
    assert workflow.answer_verslag(
        verslag,
        akkoord=False,
        eigen_woorden="Ik was er maar een half uur.",
        actor=cast.plek("mark"),
        now=cast.now,
    )
    verslag.refresh_from_db()
    verslag.tafel.refresh_from_db()
    assert (verslag.status, verslag.tafel.status) == ("vastgesteld", "vastgesteld")
    assert "Ik was er maar een half uur." in als(cast, "samira").get(url(verslag)).content.decode()
    assert "half uur" not in als(cast, "peter").get(url(verslag)).content.decode()
    klaar = Bericht.objects.filter(soort="rondetafel.verslag_klaar")
    assert klaar.count() == len(GASTEN)


def test_what_changes_in_the_plan_afterwards_does_not_change_it(
    cast: Cast, verslag: Verslag
) -> None:
    stel_vast(cast, verslag)
    Doel.objects.update(tekst="veranderd")
    Actie.objects.all().delete()
    tekst = als(cast, "samira").get(url(verslag)).content.decode()
    assert kanaries(tekst) == VERWACHT["samira"]
    assert "veranderd" not in tekst


def test_a_frozen_report_takes_no_more_answers(cast: Cast, verslag: Verslag) -> None:
    stel_vast(cast, verslag)
    with pytest.raises(ValidationError, match="al vastgesteld"):
        workflow.answer_verslag(
            verslag, akkoord=True, eigen_woorden="", actor=cast.plek("samira"), now=cast.now
        )


@pytest.mark.parametrize("wie", ["linda", "peter", "fatma", "youssef"])
def test_who_does_not_decide_cannot_approve(cast: Cast, verslag: Verslag, wie: str) -> None:
    with pytest.raises(PermissionDenied):
        workflow.answer_verslag(
            verslag, akkoord=True, eigen_woorden="", actor=cast.plek(wie), now=cast.now
        )
    assert als(cast, "linda").post(url(verslag), {"antwoord": "klopt"}).status_code == 403


def test_who_disagrees_says_what_and_loses_nothing(cast: Cast, verslag: Verslag) -> None:
    antwoord = als(cast, "mark").post(url(verslag), {"antwoord": "niet", "eigen_woorden": " "})
    assert antwoord.status_code == 200
    assert "Schrijf op wat er volgens u niet klopt." in antwoord.content.decode()
    lang = "te lang " * 300
    antwoord = als(cast, "mark").post(url(verslag), {"antwoord": "niet", "eigen_woorden": lang})
    assert lang.strip() in antwoord.content.decode()
    assert not verslag.akkoorden.exists()


def test_answering_on_screen_says_thank_you(cast: Cast, verslag: Verslag) -> None:
    antwoord = als(cast, "mark").post(url(verslag), {"antwoord": "klopt"}, follow=True)
    assert "Uw antwoord is bewaard." in antwoord.content.decode()
    assert "Samira en Noor kijken het nog na." in antwoord.content.decode()


def maak_pdf(cast: Cast, verslag: Verslag, wie: str) -> Verslagexemplaar:
    client = als(cast, wie)
    antwoord = client.post(url(verslag, "verslag_pdf_vragen"))
    assert antwoord.status_code == 302
    exemplaar = Verslagexemplaar.objects.get(deelname=cast.deelname[wie])
    assert "Het verslag wordt gemaakt" in client.get(antwoord["Location"]).content.decode()
    assert maker.make(exemplaar.pk, now=cast.now)
    assert "Download de PDF" in client.get(antwoord["Location"]).content.decode()
    exemplaar.refresh_from_db()
    return exemplaar


def test_the_copy_is_made_by_a_job_and_is_pdf_ua(cast: Cast, verslag: Verslag) -> None:
    stel_vast(cast, verslag)
    exemplaar = maak_pdf(cast, verslag, "peter")
    antwoord = als(cast, "peter").get(url(verslag, "verslag_pdf", exemplaar.pk))
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Cache-Control"] == "private, no-store"
    with pikepdf.open(io.BytesIO(antwoord.content)) as document:
        assert 1 <= len(document.pages) <= 3
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "nl"
        with document.open_metadata() as gegevens:
            assert gegevens["pdfuaid:part"] == "1"


def test_a_copy_is_only_its_readers(cast: Cast, verslag: Verslag) -> None:
    stel_vast(cast, verslag)
    exemplaar = maak_pdf(cast, verslag, "peter")
    for wie in ("samira", "linda", "fatma", "bram"):
        for naam in ("verslag_pdf", "verslag_voortgang"):
            assert als(cast, wie).get(url(verslag, naam, exemplaar.pk)).status_code == 404


VERANDERINGEN: dict[str, Callable[[Deelname], dict[str, object]]] = {
    "minder zien": lambda d: {"leefgebieden": {"gezin": ["vrije-tijd"]}},
    "gestopt": lambda d: {"status": "beeindigd", "beeindigd_op": timezone.now()},
    "geen verslagen meer": lambda d: {"secties": ["acties"]},
}


@pytest.mark.parametrize("verandering", VERANDERINGEN)
def test_a_copy_is_gone_when_the_seat_sees_less(
    cast: Cast, verslag: Verslag, verandering: str
) -> None:
    stel_vast(cast, verslag)
    exemplaar = maak_pdf(cast, verslag, "peter")
    peter = cast.deelname["peter"]
    Deelname.objects.filter(pk=peter.pk).update(**VERANDERINGEN[verandering](peter))
    assert als(cast, "peter").get(url(verslag, "verslag_pdf", exemplaar.pk)).status_code == 404


def test_a_job_makes_nothing_for_a_seat_that_ended_meanwhile(cast: Cast, verslag: Verslag) -> None:
    stel_vast(cast, verslag)
    exemplaar = workflow.request_exemplaar(verslag, actor=cast.plek("peter"), now=cast.now)
    Deelname.objects.filter(pk=cast.deelname["peter"].pk).update(
        status="beeindigd", beeindigd_op=cast.now
    )
    assert not maker.make(exemplaar.pk, now=cast.now)
    exemplaar.refresh_from_db()
    assert exemplaar.pdf is None


def test_two_workers_make_one_copy(cast: Cast, verslag: Verslag) -> None:
    stel_vast(cast, verslag)
    exemplaar = workflow.request_exemplaar(verslag, actor=cast.plek("peter"), now=cast.now)
    again = workflow.request_exemplaar(verslag, actor=cast.plek("peter"), now=cast.now)
    assert exemplaar.pk == again.pk
    assert maker.make(exemplaar.pk, now=cast.now)
    assert not maker.make(exemplaar.pk, now=cast.now)


def test_a_copy_nobody_made_is_picked_up(cast: Cast, verslag: Verslag) -> None:
    stel_vast(cast, verslag)
    workflow.request_exemplaar(verslag, actor=cast.plek("peter"), now=cast.now)
    assert maker.make_waiting(now=cast.now) == 0
    assert maker.make_waiting(now=cast.now + timedelta(minutes=1)) == 1


def test_a_failure_is_said_and_can_be_asked_again(
    cast: Cast, verslag: Verslag, monkeypatch: pytest.MonkeyPatch
) -> None:
    stel_vast(cast, verslag)
    exemplaar = workflow.request_exemplaar(verslag, actor=cast.plek("peter"), now=cast.now)
    with monkeypatch.context() as kapot:
        kapot.setattr(pdf, "maak_pdf", lambda *a, **k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            maker.make(exemplaar.pk, now=cast.now)
    tekst = als(cast, "peter").get(url(verslag, "verslag_voortgang", exemplaar.pk))
    assert "Er is niets verloren." in tekst.content.decode()
    workflow.request_exemplaar(verslag, actor=cast.plek("peter"), now=cast.now)
    assert maker.make(exemplaar.pk, now=cast.now)


def test_notices_say_nothing_in_the_mail_and_stop_when_not_allowed(
    cast: Cast, verslag: Verslag
) -> None:
    stel_vast(cast, verslag)
    soort = soorten.get("rondetafel.verslag_klaar")
    rijen = list(Bericht.objects.filter(soort=soort.code))
    assert len(soort.teksten(rijen, cast.now)) == len(GASTEN)
    assert soort.mail is not None
    for bericht in rijen:
        mail = soort.mail(bericht, cast.now)
        assert "De Wit" not in f"{mail.onderwerp} {mail.regels}"
    Deelname.objects.filter(pk=cast.deelname["peter"].pk).update(secties=[])
    over = soort.teksten(rijen, cast.now)
    assert len(over) == len(GASTEN) - 1


def test_a_table_held_on_another_day_is_reported_of_that_day(cast: Cast, tafel: Rondetafel) -> None:
    tafel.begin = cast.now + timedelta(days=9)
    tafel.eind = tafel.begin + timedelta(minutes=90)
    tafel.geopend_op, tafel.gesloten_op = cast.now - timedelta(hours=1), cast.now
    tafel.save()
    verslag = workflow.start_verslag(tafel, actor=cast.plek("linda"), now=cast.now)
    deel = weergave(verslag, cast.plek("samira"))
    assert (deel.begin, deel.eind) == (tafel.geopend_op, tafel.gesloten_op)


def test_methods(cast: Cast, verslag: Verslag) -> None:
    samira = als(cast, "samira")
    assert samira.get(url(verslag, "verslag_pdf_vragen")).status_code == 405
    exemplaar = workflow.request_exemplaar(verslag, actor=cast.plek("samira"), now=cast.now)
    assert samira.get(url(verslag, "verslag_pdf", exemplaar.pk)).status_code == 404
    assert samira.post(url(verslag, "verslag_pdf", exemplaar.pk)).status_code == 405
    assert samira.delete(url(verslag)).status_code == 405


def test_thirty_goals_cost_as_many_queries_as_one(cast: Cast, tafel: Rondetafel) -> None:
    def telt() -> int:
        verslag = workflow.start_verslag(tafel, actor=cast.plek("linda"), now=cast.now)
        samira = als(cast, "samira")
        samira.get(url(verslag))
        with CaptureQueriesContext(connection) as vragen:
            samira.get(url(verslag))
        assert len(weergave(verslag, cast.plek("samira")).doelen) >= 3
        verslag.delete()
        return len(vragen)

    een = telt()
    for _ in range(30):
        _zet_inhoud(cast, tafel, "school", "noor")
    assert telt() == een <= 12
