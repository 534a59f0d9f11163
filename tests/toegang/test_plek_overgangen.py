"""The states of a seat: every pair, in the table and in the workflow that walks it."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import Cast, zet_cast
from tests.toegang.voorstellen import STATUSSEN, herlaad, stel_voor
from toegang.models import PLEK_OVERGANGEN, Deelname, Plekstatus
from toegang.overgangen import KanNietError, lock, move, write

S = Plekstatus
MAG = {
    (S.VOORGESTELD, S.IN_GESPREK),
    (S.VOORGESTELD, S.GOEDGEKEURD),
    (S.VOORGESTELD, S.AFGEWEZEN),
    (S.IN_GESPREK, S.VOORGESTELD),
    (S.IN_GESPREK, S.GOEDGEKEURD),
    (S.IN_GESPREK, S.AFGEWEZEN),
    (S.GOEDGEKEURD, S.UITGENODIGD),
    (S.GOEDGEKEURD, S.AFGEWEZEN),
    (S.GOEDGEKEURD, S.BEEINDIGD),
    (S.UITGENODIGD, S.ACTIEF),
    (S.UITGENODIGD, S.AFGEWEZEN),
    (S.UITGENODIGD, S.BEEINDIGD),
    (S.ACTIEF, S.BEEINDIGD),
}


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(timezone.now())


def test_the_table_is_what_the_domain_says() -> None:
    assert {(S(van), S(naar)) for van, naar in product(STATUSSEN, STATUSSEN)} >= MAG
    assert {(S(van), S(naar)) for van in STATUSSEN for naar in PLEK_OVERGANGEN[van]} == MAG


def test_every_pair_of_states_goes_or_is_refused(cast: Cast) -> None:
    jolanda = stel_voor(cast)
    datums = {"actief_op": cast.now, "beeindigd_op": cast.now}
    for van, naar in product(STATUSSEN, STATUSSEN):
        Deelname.objects.filter(pk=jolanda.pk).update(status=van, **datums)
        rij = lock(jolanda)
        if (van, naar) in MAG:
            move(rij, naar)
            assert herlaad(jolanda).status == naar
        else:
            with pytest.raises(KanNietError):
                move(rij, naar)
            assert herlaad(jolanda).status == van


def test_who_comes_second_changes_nothing(cast: Cast) -> None:
    jolanda = stel_voor(cast)
    eerste, tweede = herlaad(jolanda), herlaad(jolanda)
    move(eerste, S.AFGEWEZEN)
    with pytest.raises(KanNietError, match="intussen veranderd"):
        move(tweede, S.GOEDGEKEURD, leefgebieden={"gezin": ["*"]})
    with pytest.raises(KanNietError):
        write(tweede, secties=["*"])
    assert (herlaad(jolanda).status, herlaad(jolanda).leefgebieden) == (S.AFGEWEZEN, {})


def test_every_write_raises_the_version(cast: Cast) -> None:
    jolanda = stel_voor(cast)
    begin = jolanda.versie
    write(jolanda, reden="anders")
    assert (jolanda.versie, herlaad(jolanda).versie) == (begin + 1, begin + 1)


@pytest.mark.parametrize(
    "velden",
    [
        {"status": "zomaar"},
        {"status": "actief", "actief_op": None},
        {"status": "beeindigd", "beeindigd_op": None},
        {"rol": "ouder", "lid": None},
        {"rol": "jim", "jim_van": None},
        {"wettelijk": True, "grondslag": ""},
        {"opvolger": "peter"},
    ],
)
def test_the_database_refuses_a_seat_that_cannot_be(cast: Cast, velden: dict[str, object]) -> None:
    jolanda = stel_voor(cast)
    if "opvolger" in velden:
        velden = {"opvolger": cast.deelname["peter"], "opvolger_gevraagd_op": cast.now}
    with pytest.raises(IntegrityError), transaction.atomic():
        Deelname.objects.filter(pk=jolanda.pk).update(**velden)


def test_there_is_one_coordinator_at_a_time(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Deelname.objects.filter(pk=cast.deelname["peter"].pk).update(is_zorgcoordinator=True)
