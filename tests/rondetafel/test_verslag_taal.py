"""The copy on paper speaks the language of its reader; the words of people stay as they are."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from html import unescape

import pikepdf
import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from acties.models import Actie, Actiehouder
from doelen.models import Doel, Evaluatie, Score
from gebruikers.models import Gebruiker
from rondetafel.models import Aanwezigheid, Rondetafel, Stapnotitie, Verslag, Verslagexemplaar
from rondetafel.report import exemplaar as maker
from rondetafel.report import pdf
from rondetafel.report.weergave import weergave, zicht_hash
from rondetafel.workflow import verslag as workflow
from tests.cast import Cast, zet_cast
from tests.rondetafel.aan_tafel import AAN_TAFEL, als, zet_bezig, zet_doel
from tests.rondetafel.tafels import NU

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _aan_tafel() -> Iterator[None]:
    with time_machine.travel(AAN_TAFEL, tick=False):
        yield


@pytest.fixture
def cast() -> Cast:
    return zet_cast(NU)


@pytest.fixture
def verslag(cast: Cast) -> Verslag:
    """The report of the table of Tuesday 1 December, at which something was said of everything."""
    doel = zet_doel(cast, "Noor gaat weer elke dag naar school")
    tafel = zet_bezig(cast)
    evaluatie = Evaluatie.objects.create(
        doel=doel, tafel_id=tafel.pk, op=AAN_TAFEL.date(), conclusie="gaat_door"
    )
    Score.objects.create(evaluatie=evaluatie, lid=cast.lid["noor"], waarde=5)
    for wie in ("samira", "noor", "youssef", "peter"):
        Aanwezigheid.objects.create(tafel=tafel, deelname=cast.deelname[wie], aanwezig="ja")
    Stapnotitie.objects.create(
        tafel=tafel, stap="afspraken", tekst="We bellen elkaar", gewijzigd_op=AAN_TAFEL
    )
    _zet_actie(cast, doel, deadline=AAN_TAFEL.date().replace(day=18))
    _zet_actie(cast, doel, deadline=AAN_TAFEL.date(), herhaling="wekelijks")
    Rondetafel.objects.filter(pk=tafel.pk).update(volgende_op="2027-01-26")
    tafel.refresh_from_db()
    return workflow.start_verslag(tafel, actor=cast.plek("linda"), now=AAN_TAFEL)


def _zet_actie(cast: Cast, doel: Doel, **velden: object) -> None:
    actie = Actie.objects.create(
        plan=cast.plan,
        doel=doel,
        leefgebied=doel.leefgebied,
        tekst="Maak een rooster",
        status="afgesproken",
        gemaakt_op=NU,
        gewijzigd_op=NU,
        **velden,
    )
    Actiehouder.objects.create(actie=actie, deelname=cast.deelname["peter"], antwoord="ja")


def _leest(cast: Cast, wie: str, taal: str) -> None:
    Gebruiker.objects.filter(pk=cast.gebruiker[wie].pk).update(taal=taal)


def _tekst(verslag: Verslag, cast: Cast, wie: str) -> str:
    html = pdf.html(verslag, cast.plek(wie, now=AAN_TAFEL))
    return " ".join(unescape(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", html)).split())


def test_in_dutch_the_days_are_whole_days(cast: Cast, verslag: Verslag) -> None:
    html, tekst = pdf.html(verslag, cast.plek("samira")), _tekst(verslag, cast, "samira")
    assert '<html lang="nl">' in html
    assert "Dinsdag 1 december 2026, 15:30 tot 17:00" in tekst
    assert "Volgende tafel: dinsdag 26 januari 2027" in tekst
    assert "Uiterlijk vrijdag 18 december" in tekst
    assert "Noor gaf een 5 op dinsdag 1 december." in tekst


def test_a_polish_reader_gets_it_in_polish_and_peoples_own_words_as_they_are(
    cast: Cast, verslag: Verslag
) -> None:
    _leest(cast, "samira", "pl")
    html, tekst = pdf.html(verslag, cast.plek("samira")), _tekst(verslag, cast, "samira")
    assert '<html lang="pl">' in html
    for zin in (
        "Sprawozdanie ze stołu",
        "Wtorek 1 grudnia 2026, ",
        "wtorek 26 stycznia 2027",
        "Najpóźniej piątek 18 grudnia",
        "Co tydzień",
        "Samira El Amrani (mama)",
        "Noor de Wit (15 lat)",
        "Youssef El Amrani (oom, JIM dla: Noor)",
        "Wniosek: trwa dalej.",
        "Ustalenia",
    ):
        assert zin in tekst, zin
    for woorden in ("Noor gaat weer elke dag naar school", "Maak een rooster", "We bellen elkaar"):
        assert woorden in tekst
    huis = ("Verslag", "december", "dinsdag", "Uiterlijk", "Besluit", "gaf een", "De wens", "jaar")
    assert [zin for zin in huis if zin in tekst] == []
    assert "bladzijde" not in html
    assert "spotkanie" in html


def test_the_screen_says_the_same_in_the_language_of_its_reader(
    cast: Cast, verslag: Verslag
) -> None:
    with translation.override("pl"):
        deel = weergave(verslag, cast.plek("samira"))
    assert deel.doelen[0]["conclusie"] == "Trwa dalej"
    assert "wtorek 1 grudnia" in deel.doelen[0]["zin"]


def test_a_snapshot_from_before_the_points_were_kept_says_what_it_said(
    cast: Cast, verslag: Verslag
) -> None:
    oud = verslag.momentopname["doelen"][0]
    del oud["punten"]
    with translation.override("pl"):
        assert weergave(verslag, cast.plek("samira")).doelen[0]["zin"] == oud["zin"]


def test_the_copy_is_the_same_for_a_request_and_a_worker_in_another_language(
    cast: Cast, verslag: Verslag
) -> None:
    _leest(cast, "samira", "pl")
    plek = cast.plek("samira", now=AAN_TAFEL)
    with translation.override("pl"):
        in_verzoek = zicht_hash(verslag, plek)
    with translation.override("nl"):
        assert zicht_hash(verslag, plek) == in_verzoek
    _leest(cast, "samira", "nl")
    assert zicht_hash(verslag, cast.plek("samira", now=AAN_TAFEL)) != in_verzoek


@pytest.mark.parametrize("taal", ["nl", "pl"])
def test_the_copy_is_pdf_ua_in_its_language_and_made_without_a_warning(
    cast: Cast, verslag: Verslag, taal: str, caplog: pytest.LogCaptureFixture
) -> None:
    _leest(cast, "samira", taal)
    gevraagd = als(cast, "samira").post(
        reverse("rondetafel:verslag_pdf_vragen", args=[cast.plan.pk, verslag.tafel_id])
    )
    exemplaar = Verslagexemplaar.objects.get()
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        assert maker.make(exemplaar.pk, now=AAN_TAFEL)
    assert [r.getMessage() for r in caplog.records if r.name.startswith("weasyprint")] == []
    exemplaar.refresh_from_db()
    assert gevraagd.status_code == 302
    assert exemplaar.pdf is not None
    with pikepdf.open(io.BytesIO(exemplaar.pdf)) as document:
        assert str(document.Root.Lang) == taal
        assert document.Root.MarkInfo.Marked
        with document.open_metadata() as gegevens:
            assert gegevens["pdfuaid:part"] == "1"
