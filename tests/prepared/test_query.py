"""A prepared query gives what its queryset gives, and asks the database every time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet, Value
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gezinsplan.models import Gezinslid
from prepared import PreparedQuery, Slot, Slots, attach
from tests.cast import Cast, zet_cast
from toegang.models import Deelname

pytestmark = pytest.mark.django_db

VAN_PLAN = PreparedQuery(
    lambda: Deelname.objects.filter(plan=Slot.uuid("plan")).select_related("lid", "organisatie")
)


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


def test_rows_come_with_what_is_loaded_beside_them(cast: Cast) -> None:
    rijen = VAN_PLAN(plan=cast.plan.pk)
    assert rijen == list(Deelname.objects.filter(plan=cast.plan))
    with CaptureQueriesContext(connection) as vragen:
        assert {d.lid.naam for d in rijen if d.lid} >= {"Noor de Wit"}
    assert len(vragen) == 0


def test_every_use_asks_the_database(cast: Cast) -> None:
    eerst = VAN_PLAN(plan=cast.plan.pk)
    Deelname.objects.filter(pk=eerst[0].pk).update(naam="Anders")
    with CaptureQueriesContext(connection) as vragen:
        assert VAN_PLAN(plan=cast.plan.pk)[0].naam == "Anders"
    assert len(vragen) == 1
    assert VAN_PLAN(plan=uuid4()) == []


def test_days_and_moments_are_filled_in_as_the_database_takes_them(cast: Cast) -> None:
    geboren = PreparedQuery(
        lambda: Gezinslid.objects.filter(geboortedatum__gt=Slot.day("dag")).order_by("voornaam")
    )
    kinderen = list(
        Gezinslid.objects.filter(geboortedatum__gt=date(2005, 1, 1)).order_by("voornaam")
    )
    assert geboren(dag=date(2005, 1, 1)) == kinderen != []
    later = PreparedQuery(lambda: Deelname.objects.filter(voorgesteld_op__gt=Slot.moment("op")))
    assert later(op=datetime(2000, 1, 1, tzinfo=UTC)) == list(Deelname.objects.all())
    assert later(op=datetime(2100, 1, 1, tzinfo=UTC)) == []


@pytest.mark.parametrize("aantal", [0, 1, 3])
def test_a_list_of_any_length_is_one_shape(cast: Cast, aantal: int) -> None:
    gevraagd = PreparedQuery(lambda: Deelname.objects.filter(pk__in=Slots("ids")))
    van_leden = PreparedQuery(lambda: Deelname.objects.filter(lid__in=Slots("ids")))
    ids = [d.pk for d in Deelname.objects.all()[:aantal]]
    assert {d.pk for d in gevraagd(ids=ids)} == set(ids)
    leden = [lid.pk for lid in Gezinslid.objects.all()[:aantal]]
    assert van_leden(ids=leden) == list(Deelname.objects.filter(lid__in=leden))
    assert gevraagd._prepared.cache_info().currsize == 1


def test_another_shape_is_prepared_apart(cast: Cast) -> None:
    rijen = PreparedQuery(
        lambda rol, hoeveel: Deelname.objects.filter(rol=rol, plan=Slot.uuid("plan"))[:hoeveel]
    )
    assert len(rijen("ouder", 1, plan=cast.plan.pk)) == 1
    assert {d.naam for d in rijen("ouder", 9, plan=cast.plan.pk)} == {
        cast.deelname["samira"].naam,
        cast.deelname["mark"].naam,
    }
    assert [d.rol for d in rijen("jim", 9, plan=cast.plan.pk)] == ["jim"]


def test_values_and_unions_come_as_tuples(cast: Cast) -> None:
    def namen(rol: str) -> QuerySet[Deelname, tuple[str, str]]:
        rijen = Deelname.objects.filter(plan=Slot.uuid("plan"), rol=rol).order_by()
        return rijen.annotate(soort=Value(rol)).values_list("soort", "naam")

    samen = PreparedQuery(lambda: namen("ouder").union(namen("jim"), all=True))
    assert sorted(samen(plan=cast.plan.pk)) == [
        ("jim", cast.deelname["youssef"].naam),
        ("ouder", cast.deelname["mark"].naam),
        ("ouder", cast.deelname["samira"].naam),
    ]


def test_a_query_that_can_find_nothing_asks_nothing(cast: Cast) -> None:
    niets = PreparedQuery(lambda: Deelname.objects.filter(plan=Slot.uuid("plan"), pk__in=[]))
    with CaptureQueriesContext(connection) as vragen:
        assert niets(plan=cast.plan.pk) == []
    assert len(vragen) == 0


def test_a_slot_without_a_value_is_an_error(cast: Cast) -> None:
    with pytest.raises(KeyError, match="plan"):
        VAN_PLAN(gezin=cast.plan.pk)


def test_attached_rows_are_read_without_a_query(cast: Cast) -> None:
    leden = {lid.pk: lid for lid in Gezinslid.objects.all()}
    attach(leden, "deelnames", Deelname.objects.filter(lid__isnull=False), "lid_id")
    with CaptureQueriesContext(connection) as vragen:
        gevonden = {lid.voornaam: [d.naam for d in lid.deelnames.all()] for lid in leden.values()}
    assert len(vragen) == 0
    assert gevonden["Noor"] == [cast.deelname["noor"].naam]
    assert gevonden["Daan"] == []
