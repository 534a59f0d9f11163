"""The seals: what is sealed, in what order, and what happens when more is going on at once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.test import override_settings

from tests.toegang.inzagelog import NU, Los, ids, regel, vul
from toegang.inzage import controle, verzegelen
from toegang.inzage.keten import bereiken, tussen
from toegang.inzage.models import Inzage, Zegel
from toegang.inzage.schrijven import schrijf


@pytest.mark.django_db
def test_every_line_is_under_one_seal_and_every_seal_on_the_one_before(koppen: Path) -> None:
    now = vul()
    zegels = list(Zegel.objects.all())
    assert [z.nummer for z in zegels] == list(range(1, 9))
    assert [z.vorige for z in zegels] == ["", *(z.zegel for z in zegels[:-1])]
    alle = [pk for z in zegels for begin, eind in z.regels for pk in range(begin, eind + 1)]
    assert alle == list(Inzage.objects.order_by("id").values_list("id", flat=True))
    uit = controle.verify(now=now)
    assert (uit.fout, uit.zegels, uit.regels, uit.wachten) == ("", 8, 96, 0)


@pytest.mark.django_db
def test_nothing_new_makes_no_seal(koppen: Path) -> None:
    now = vul(minuten=1)
    assert verzegelen.seal(now=now) == 0
    assert Zegel.objects.count() == 1


@pytest.mark.django_db
def test_many_lines_are_sealed_in_batches(koppen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verzegelen, "PER_ZEGEL", 10)
    schrijf(*(regel(0, n) for n in range(25)))
    assert verzegelen.seal(now=NU + timedelta(minutes=1)) == 25
    assert [z.aantal for z in Zegel.objects.all()] == [10, 10, 5]
    assert controle.verify(now=NU + timedelta(minutes=1)).fout == ""


@pytest.mark.django_db
def test_lines_that_wait_are_counted_and_those_that_wait_long_are_wrong(koppen: Path) -> None:
    now = vul(minuten=2)
    schrijf(regel(2, 0))
    assert (controle.verify(now=now).wachten, controle.verify(now=now).fout) == (1, "")
    assert "wachten te lang" in controle.verify(now=now + timedelta(minutes=20)).fout


@pytest.mark.django_db
def test_a_new_key_signs_and_the_old_one_still_proves(koppen: Path) -> None:
    with override_settings(INZAGE_KEYS=["oud"]):
        vul(minuten=2)
    with override_settings(INZAGE_KEYS=["nieuw", "oud"]):
        schrijf(regel(2, 0))
        verzegelen.seal(now=NU + timedelta(minutes=3))
        assert controle.verify(now=NU + timedelta(minutes=3)).fout == ""
        assert len(set(Zegel.objects.values_list("sleutel", flat=True))) == 2
    with override_settings(INZAGE_KEYS=["nieuw"]):
        uit = controle.verify(now=NU + timedelta(minutes=3))
        assert (uit.zegel, "sleutel" in uit.fout) == (1, True)


@pytest.mark.django_db
def test_the_command_says_so_and_answers_one_when_something_is_wrong(
    koppen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vul(minuten=3)
    call_command("verify_inzagelog")
    assert "onveranderd: 36 regels onder 3 zegels, 0 wachten nog" in capsys.readouterr().out
    with Los() as voer_uit:
        voer_uit("UPDATE inzage_inzage SET actor_naam = 'x' WHERE id = %s", [ids()[15]])
    with pytest.raises(CommandError, match="klopt niet bij zegel 2: een of meer regels"):
        call_command("verify_inzagelog")


def test_ranges() -> None:
    assert bereiken([1, 2, 3, 5, 9, 10]) == [[1, 3], [5, 5], [9, 10]]
    assert tussen([[2, 3], [5, 5]], 1, 7) == [[1, 1], [4, 4], [6, 7]]
    assert tussen([], 4, 3) == []


def in_een_draad(wat: Callable[[], None]) -> Thread:
    def doe() -> None:
        # SQLite in memory does not wait for its turn; it says so.
        with suppress(OperationalError):
            wat()
        connection.close()

    draad = Thread(target=doe)
    draad.start()
    return draad


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_do_no_harm(koppen: Path) -> None:
    schrijf(*(regel(0, n) for n in range(12)))
    now = NU + timedelta(minutes=1)
    draden = [in_een_draad(lambda: void(verzegelen.seal(now=now))) for _ in range(4)]
    for draad in draden:
        draad.join()
    verzegelen.seal(now=now)
    assert [z.nummer for z in Zegel.objects.all()] == [1]
    assert controle.verify(now=now).fout == ""


def void(_: object) -> None:
    """Drop a result."""


@pytest.mark.django_db(transaction=True)
def test_a_line_that_is_committed_late_is_sealed_later_and_breaks_nothing(koppen: Path) -> None:
    """On PostgreSQL a transaction that still runs leaves a gap; SQLite lets nobody else write."""
    begonnen, klaar = Event(), Event()

    def laat() -> None:
        with transaction.atomic():
            schrijf(regel(0, 5))
            begonnen.set()
            klaar.wait(20)

    schrijf(regel(0, 0))
    draad = in_een_draad(laat)
    assert begonnen.wait(20)
    if connection.vendor == "postgresql":
        schrijf(regel(0, 6))
        assert verzegelen.seal(now=NU + timedelta(minutes=1)) == 2
        zegel = Zegel.objects.get()
        assert [b - a for a, b in zegel.regels] == [0, 0]
        assert len(gaten(zegel)) == 1
        assert controle.verify(now=NU + timedelta(minutes=1)).fout == ""
    klaar.set()
    draad.join()
    schrijf(regel(1, 1))
    verzegelen.seal(now=NU + timedelta(minutes=2))
    uit = controle.verify(now=NU + timedelta(minutes=2))
    assert (uit.fout, uit.regels, uit.wachten) == ("", Inzage.objects.count(), 0)
    assert gaten(Zegel.objects.get(nummer=2 if connection.vendor == "postgresql" else 1)) == []


def gaten(zegel: Zegel) -> list[list[Any]]:
    """The gaps among the lines; numbers go on where the test before stopped."""
    return [gat for gat in zegel.gaten if gat[0] > ids()[0]]


@pytest.mark.django_db(transaction=True)
def test_a_gap_that_nobody_fills_is_closed_and_a_line_in_it_is_found(koppen: Path) -> None:
    """What was rolled back leaves a gap on PostgreSQL only."""
    schrijf(regel(0, 0))
    with transaction.atomic():
        schrijf(regel(0, 1))
        transaction.set_rollback(True)
    schrijf(regel(0, 2))
    verzegelen.seal(now=NU + timedelta(minutes=1))
    morgen = 25 * 60
    schrijf(regel(morgen, 3))
    verzegelen.seal(now=NU + timedelta(minutes=morgen + 1))
    assert Zegel.objects.get(nummer=2).gaten == []
    if connection.vendor == "postgresql":
        schrijf(regel(morgen, 4))
        with Los() as voer_uit:
            nieuw, vrij = ids()[-1], ids()[0] + 1
            voer_uit("UPDATE inzage_inzage SET id = %s WHERE id = %s", [vrij, nieuw])
        assert "tussen gezet" in controle.verify(now=NU + timedelta(minutes=morgen + 1)).fout
