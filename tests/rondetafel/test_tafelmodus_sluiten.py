"""Closing a table: what follows from it, in one transaction."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from doelen.models import Evaluatie, Tegenspraak
from gezinsplan.models import Gezinsplan
from notifications.models import Bericht
from rondetafel.models import Agendapunt, Rondetafel, Stap, Uitnodiging
from rondetafel.tafelmodus.mensen import personen
from rondetafel.workflow import agenda
from rondetafel.workflow.tafelmodus import aanwezigheid, besluiten, doelen, openen, sluiten
from tests.cast import Cast, zet_cast
from tests.rondetafel.aan_tafel import (
    AAN_TAFEL,
    GAST_NAMEN,
    ga_naar,
    spreek_af,
    zet_bezig,
    zet_doel,
)
from tests.rondetafel.tafels import NU, ververs, zet_gepland
from toegang.overgangen import KanNietError


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(NU)


def _sluit(cast: Cast, tafel: Rondetafel, door: str = "linda") -> Rondetafel:
    sluiten.close_rondetafel(tafel, actor=cast.plek(door, now=AAN_TAFEL), now=AAN_TAFEL)
    return ververs(tafel)


def _kies_dag(cast: Cast, tafel: Rondetafel, dag: date) -> Rondetafel:
    linda = cast.plek("linda", now=AAN_TAFEL)
    besluiten.set_next_date(tafel, tafel.versie, dag=dag, actor=linda, now=AAN_TAFEL)
    return ververs(tafel)


def test_a_closed_table_has_its_report_and_the_next_evaluation_date(cast: Cast) -> None:
    tafel = _kies_dag(cast, zet_bezig(cast), date(2027, 1, 19))
    tafel = _sluit(cast, tafel)
    assert (tafel.status, tafel.gesloten_op) == ("verslag", AAN_TAFEL)
    assert tafel.verslag.status == "nakijken"
    assert Gezinsplan.objects.get(pk=cast.plan.pk).volgende_evaluatie == date(2027, 1, 19)


def test_the_next_table_is_proposed_around_that_day_with_the_same_guests(cast: Cast) -> None:
    tafel = _sluit(cast, _kies_dag(cast, zet_bezig(cast), date(2027, 1, 19)))
    volgende = Rondetafel.objects.get(vorige=tafel)
    assert (volgende.status, volgende.nummer) == ("concept", tafel.nummer + 1)
    assert (volgende.venster_van, volgende.venster_tot) == (date(2027, 1, 12), date(2027, 1, 26))
    assert (volgende.duur_minuten, volgende.plaats) == (tafel.duur_minuten, tafel.plaats)
    wie = Uitnodiging.objects.filter(tafel=volgende).values_list("deelname__gebruiker", flat=True)
    assert set(wie) == {cast.gebruiker[naam].pk for naam in GAST_NAMEN}
    bericht = Bericht.objects.get(soort="rondetafel.volgende")
    assert (bericht.ontvanger, bericht.object_id) == (cast.gebruiker["linda"], volgende.pk)


def test_without_a_day_the_interval_of_the_plan_counts(cast: Cast) -> None:
    tafel = _sluit(cast, zet_bezig(cast))
    dag = AAN_TAFEL.date() + timedelta(weeks=cast.plan.weken)
    assert tafel.volgende_op == dag
    assert Gezinsplan.objects.get(pk=cast.plan.pk).volgende_evaluatie == dag
    volgende = Rondetafel.objects.get(vorige=tafel)
    assert volgende.venster_van == dag - timedelta(days=7)


def test_everyone_hears_once_what_they_agreed_to_do(cast: Cast) -> None:
    doel = zet_doel(cast, "Noor gaat naar school")
    tafel = ga_naar(cast, zet_bezig(cast), Stap.DOELEN)
    spreek_af(cast, tafel, doel, "peter", "noor")
    spreek_af(cast, tafel, doel, "peter", tekst="Nog iets")
    assert not Bericht.objects.filter(soort__startswith="acties.").exists()
    _sluit(cast, tafel)
    wie = Bericht.objects.filter(soort="acties.afgesproken").values_list("ontvanger", flat=True)
    assert sorted(map(str, wie)) == sorted(
        str(cast.gebruiker[naam].pk) for naam in ("peter", "noor")
    )


def test_nothing_changes_after_closing(cast: Cast) -> None:
    tafel = _sluit(cast, zet_bezig(cast))
    linda = cast.plek("linda", now=AAN_TAFEL)
    samira = next(p for p in personen(linda, tafel) if p.roepnaam == "Samira")
    with pytest.raises(KanNietError):
        aanwezigheid.set_presence(
            tafel, samira, 0, aanwezig="ja", reden="", actor=linda, now=AAN_TAFEL
        )
    with pytest.raises(KanNietError):
        _sluit(cast, tafel)
    assert Rondetafel.objects.filter(vorige=tafel).count() == 1


def test_who_does_not_keep_the_minutes_does_not_close(cast: Cast) -> None:
    tafel = zet_bezig(cast)
    with pytest.raises(PermissionDenied):
        _sluit(cast, tafel, door="samira")
    assert ververs(tafel).status == "bezig"


def test_a_notulist_of_the_family_closes_and_the_coordinator_hears_of_the_next(cast: Cast) -> None:
    tafel = _sluit(cast, zet_bezig(cast, notulist="samira"), door="samira")
    assert tafel.status == "verslag"
    assert Bericht.objects.get(soort="rondetafel.volgende").ontvanger == cast.gebruiker["linda"]


def test_a_goal_the_table_only_passed_was_not_evaluated(cast: Cast) -> None:
    leeg = zet_doel(cast, "Alleen langs gekomen")
    gezegd = zet_doel(cast, "Over gesproken", volgorde=2)
    tafel = ga_naar(cast, ga_naar(cast, zet_bezig(cast), Stap.DOELEN, leeg), Stap.DOELEN, gezegd)
    linda = cast.plek("linda", now=AAN_TAFEL)
    noor = next(p for p in personen(linda, tafel) if p.roepnaam == "Noor")
    doelen.set_score(tafel, gezegd, noor, 5, actor=linda, now=AAN_TAFEL)
    _sluit(cast, tafel)
    assert [e.doel_id for e in Evaluatie.objects.all()] == [gezegd.pk]


def test_what_was_not_talked_about_goes_to_the_next_table(cast: Cast) -> None:
    tafel = zet_bezig(cast)
    linda = cast.plek("linda", now=AAN_TAFEL)
    punten = [
        agenda.stel_punt_voor(tafel, tekst, "", actor=linda, now=AAN_TAFEL)
        for tekst in ("Kerstvakantie", "Voetbal")
    ]
    besluiten.discuss(punten[0], besproken=True, actor=linda, now=AAN_TAFEL)
    tafel = _sluit(cast, tafel)
    volgende = Rondetafel.objects.get(vorige=tafel)
    per_tafel = dict(Agendapunt.objects.values_list("tekst", "tafel"))
    assert per_tafel == {"Kerstvakantie": tafel.pk, "Voetbal": volgende.pk}


@pytest.mark.parametrize("besproken", [True, False])
def test_a_contradiction_that_was_ticked_off_was_talked_about(cast: Cast, besproken: bool) -> None:
    doel = zet_doel(cast, "Noor gaat naar school")
    Tegenspraak.objects.create(
        plan=cast.plan,
        soort="doel",
        object_id=doel.pk,
        door=cast.deelname["noor"],
        eigen_woorden="Ik ga al",
        op=NU,
    )
    tafel = zet_bezig(cast)
    punt = Agendapunt.objects.get(tafel=tafel, soort="klopt_niet")
    linda = cast.plek("linda", now=AAN_TAFEL)
    besluiten.discuss(punt, besproken=besproken, actor=linda, now=AAN_TAFEL)
    _sluit(cast, tafel)
    assert (Tegenspraak.objects.get().besproken_op is not None) is besproken


def test_closing_ends_family_time(cast: Cast) -> None:
    tafel = zet_bezig(cast)
    Rondetafel.objects.filter(pk=tafel.pk).update(gezin_alleen=True)
    assert _sluit(cast, tafel).gezin_alleen is False


def test_a_score_given_at_a_table_before_its_day_is_in_its_report(cast: Cast) -> None:
    eerder = AAN_TAFEL - timedelta(days=2)
    tafel, doel = zet_gepland(cast, *GAST_NAMEN), zet_doel(cast, "Noor gaat naar school")
    linda = cast.plek("linda", now=eerder)
    tafel = openen.open_rondetafel(
        tafel, notulist=cast.deelname["linda"], andere_dag=True, actor=linda, now=eerder
    )
    openen.go_to(tafel, Stap.DOELEN, doel.pk, actor=linda, now=eerder)
    noor = next(p for p in personen(linda, tafel) if p.gezinslid == cast.lid["noor"])
    doelen.set_score(tafel, doel, noor, 5, actor=linda, now=eerder)
    sluiten.close_rondetafel(tafel, actor=linda, now=eerder)
    (in_verslag,) = ververs(tafel).verslag.momentopname["doelen"]
    assert [score["score"] for score in in_verslag["scores"]] == [5]
    assert Evaluatie.objects.get().op == eerder.date()
