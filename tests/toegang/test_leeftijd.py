"""Ages at every check: what a birthday takes is gone on that day, whether a job ran or not."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from doelen.models import Zorg
from gezinsplan.models import Gezinslid
from tests.cast import Cast, zet_cast
from toegang.access import get_plek, plekken_aan_tafel, plekken_van
from toegang.leeftijd import verjaardag
from toegang.models import Antwoord, Deelname, Instemming
from toegang.policy import Handeling
from toegang.workflow.plekken import end_expired
from toegang.workflow.verjaardag import verval_bij_volwassen

pytestmark = pytest.mark.django_db

GEBOREN = [date(2010, 6, 15), date(2012, 2, 29)]


@pytest.fixture
def cast() -> Cast:
    cast = zet_cast(timezone.now())
    for wie in ("noor", "daan", "samira"):
        Zorg.objects.create(
            plan=cast.plan,
            tekst=f"over {wie}",
            leefgebied=cast.leefgebied["school"],
            betreft=cast.lid[wie],
            gemaakt_op=cast.now,
        )
    return cast


def moment(dag: date, uur: int = 0) -> datetime:
    return timezone.make_aware(datetime(dag.year, dag.month, dag.day, uur, 1))


def ziet(cast: Cast, wie: str, now: datetime) -> set[str]:
    plek = get_plek(cast.gebruiker[wie], cast.plan.pk, now=now)
    return set(Zorg.objects.visible_to(plek).values_list("tekst", flat=True))


def geboren(cast: Cast, wie: str, dag: date) -> None:
    Gezinslid.objects.filter(pk=cast.lid[wie].pk).update(geboortedatum=dag)


@pytest.mark.parametrize("dag", GEBOREN)
def test_at_eighteen_the_parents_see_it_no_more_without_any_job(cast: Cast, dag: date) -> None:
    geboren(cast, "noor", dag)
    jarig = verjaardag(dag, 18)
    assert jarig == date(2028, 6, 15) or jarig == date(2030, 3, 1)
    avond = moment(jarig - timedelta(days=1), 23)
    assert ziet(cast, "mark", avond) == {"over noor", "over daan"}
    assert ziet(cast, "mark", moment(jarig)) == {"over daan"}
    assert ziet(cast, "noor", moment(jarig)) == {"over noor", "over daan"}


def test_every_way_to_a_seat_asks_the_age(cast: Cast) -> None:
    geboren(cast, "noor", GEBOREN[0])
    now = moment(date(2028, 6, 15))
    sleutel = str(cast.lid["noor"].pk)
    van_mark = plekken_van(cast.gebruiker["mark"], now=now)[0]
    aan_tafel = {p.deelname.naam: p for p in plekken_aan_tafel(cast.plan, now=now)}
    for plek in (van_mark, aan_tafel["Mark de Wit"], aan_tafel["Samira El Amrani"]):
        assert sleutel not in plek.zicht.leefgebieden
    assert sleutel in aan_tafel["Noor de Wit"].zicht.leefgebieden
    assert sleutel in aan_tafel["Peter Hendriks"].zicht.leefgebieden


def test_the_other_children_see_it_no_more_either(cast: Cast) -> None:
    geboren(cast, "daan", GEBOREN[0])
    assert "over daan" in ziet(cast, "noor", moment(date(2028, 6, 14)))
    assert "over daan" not in ziet(cast, "noor", moment(date(2028, 6, 15)))


def test_what_the_young_adult_allows_afterwards_is_seen(cast: Cast) -> None:
    geboren(cast, "noor", GEBOREN[0])
    jarig = date(2028, 6, 15)
    for gegeven, gezien in ((jarig - timedelta(days=1), False), (jarig, True)):
        Instemming.objects.create(
            deelname=cast.deelname["mark"],
            gever=cast.lid["noor"],
            gever_naam="Noor",
            antwoord=Antwoord.JA,
            leefgebieden=["*"],
            gegeven_op=moment(gegeven, 9),
        )
        assert ("over noor" in ziet(cast, "mark", moment(jarig, 12))) is gezien


def test_a_statutory_seat_sees_nothing_once_its_only_child_is_an_adult(cast: Cast) -> None:
    noor = str(cast.lid["noor"].pk)
    esther = Deelname.objects.filter(pk=cast.deelname["esther"].pk)
    esther.update(leefgebieden={"gezin": ["*"], noor: ["*"]}, secties=["*"])
    geboren(cast, "noor", GEBOREN[0])
    assert "over noor" in ziet(cast, "esther", moment(date(2028, 6, 14)))
    now = moment(date(2028, 6, 15))
    plek = get_plek(cast.gebruiker["esther"], cast.plan.pk, now=now)
    assert (plek.zicht.leefgebieden, plek.zicht.secties) == ({}, [])
    assert not plek.ziet_sectie("netwerk")
    verval_bij_volwassen(now=now)
    assert end_expired(now=now) == 1
    assert esther.get().status == "beeindigd"


@pytest.mark.parametrize(("jaren", "beslissen"), [(12, {"samira", "mark"}), (16, None)])
@pytest.mark.parametrize("dag", GEBOREN)
def test_who_decides_changes_on_the_birthday_itself(
    cast: Cast, dag: date, jaren: int, beslissen: set[str] | None
) -> None:
    geboren(cast, "noor", dag)
    jarig = verjaardag(dag, jaren)
    eerder = {"samira", "mark"} if jaren == 12 else {"samira", "mark", "noor"}
    later = {"noor"} if beslissen is None else {*beslissen, "noor"}
    for op, wie in ((jarig - timedelta(days=1), eerder), (jarig, later)):
        plek = get_plek(cast.gebruiker["linda"], cast.plan.pk, now=moment(op, 23))
        noor = next(lid for lid in plek.leden if lid.pk == cast.lid["noor"].pk)
        groep = plek.groepen([noor])[0]
        assert {b.id for b in groep.allen} == {cast.lid[naam].pk for naam in wie}


def test_at_sixteen_a_parent_does_not_end_what_is_the_young_persons(cast: Cast) -> None:
    geboren(cast, "noor", GEBOREN[0])
    aisha = cast.deelname["aisha"]
    aisha.betreft.set([cast.lid["noor"]])
    for op, mag in ((date(2026, 6, 14), True), (date(2026, 6, 15), False)):
        plek = get_plek(cast.gebruiker["mark"], cast.plan.pk, now=moment(op))
        assert plek.mag(Handeling.PLEK_BEEINDIGEN, aisha) is mag
