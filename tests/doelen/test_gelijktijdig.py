"""Many writers of one text at once: everything is written or answered, nothing is lost."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from doelen import workflow
from doelen.access import get_doel
from doelen.models import Doel, Hulpvraag, Score
from gezinsplan.versies import VerouderdError
from tests.cast import Cast, zet_cast
from tests.doelen.teksten import zet_doel

pytestmark = pytest.mark.django_db(transaction=True)

SCHRIJVERS, KEREN = 8, 10


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


def samen(werk: Any) -> list[Any]:
    """Do ``werk(number)`` eight times: at once where the database can, else in turns.

    The tests of SQLite run in one connection to a database in memory, which threads cannot share;
    there eight writers take turns, each with what they read before the others wrote.
    """
    if connection.vendor == "sqlite":
        return [werk(nummer) for nummer in range(SCHRIJVERS)]
    start = threading.Barrier(SCHRIJVERS)

    def draad(nummer: int) -> Any:
        try:
            start.wait()
            return werk(nummer)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(SCHRIJVERS) as draden:
        return list(draden.map(draad, range(SCHRIJVERS)))


def test_eight_writers_on_one_goal_lose_nothing(cast: Cast) -> None:
    doel = zet_doel(cast, "Begin", "school", status="actief")
    schrijvers = ["samira", "mark", "linda", "samira", "mark", "linda", "samira", "mark"]
    gelezen = [get_doel(cast.plek(wie), doel.pk) for wie in schrijvers]

    def schrijf(nummer: int) -> tuple[set[str], int]:
        """Write ten times; who is too late reads again, as somebody at the merge screen."""
        plek, rij = cast.plek(schrijvers[nummer]), gelezen[nummer]
        geschreven, te_laat = set(), 0
        for keer in range(KEREN):
            tekst = f"woorden {keer} van schrijver {nummer}"
            try:
                workflow.edit_doel(rij, rij.versie, actor=plek, now=cast.now, tekst=tekst)
                geschreven.add(tekst)
            except VerouderdError as fout:
                te_laat += fout.velden == {"tekst": tekst}
            rij = get_doel(plek, doel.pk)
        return geschreven, te_laat

    uitkomst = samen(schrijf)
    geschreven = set.union(*(gelukt for gelukt, _ in uitkomst))
    te_laat = sum(n for _, n in uitkomst)
    doel.refresh_from_db()
    bewaard = {str(v) for v in doel.eerdere_woorden.all()} | {doel.tekst}
    assert len(geschreven) + te_laat == SCHRIJVERS * KEREN
    assert te_laat >= SCHRIJVERS - 1
    assert bewaard == geschreven | {"Begin"}
    assert doel.versie == len(geschreven)


def test_eight_who_write_the_first_words_of_a_child_make_one_text(cast: Cast) -> None:
    def schrijf(nummer: int) -> str:
        plek = cast.plek(["samira", "mark", "linda"][nummer % 3])
        tekst = f"woorden van {nummer}"
        try:
            workflow.save_hulpvraag(cast.lid["daan"], None, tekst=tekst, actor=plek, now=cast.now)
        except VerouderdError as fout:
            return "" if fout.velden["tekst"] == tekst else "verloren"
        return tekst

    gelukt = [tekst for tekst in samen(schrijf) if tekst]
    assert [str(h) for h in Hulpvraag.objects.all()] == gelukt


def test_eight_taps_on_one_score_leave_one_score(cast: Cast) -> None:
    doel = zet_doel(cast, "Begin", "school", status="actief")
    linda = cast.plek("linda")
    evaluatie = workflow.get_or_create_evaluatie(
        doel, None, linda.vandaag, actor=linda, now=cast.now
    )

    def tik(nummer: int) -> int:
        plek = cast.plek("linda")
        workflow.set_score(evaluatie, lid=cast.lid["daan"], waarde=nummer, actor=plek, now=cast.now)
        return nummer

    gegeven = samen(tik)
    assert Score.objects.get().waarde in gegeven


def test_eight_moves_leave_every_goal_a_place_of_its_own(cast: Cast) -> None:
    doelen = [zet_doel(cast, f"doel {n}", "school", volgorde=n) for n in range(SCHRIJVERS)]

    def verplaats(nummer: int) -> None:
        plek = cast.plek(["samira", "linda"][nummer % 2])
        richting = workflow.RICHTINGEN["omhoog" if nummer % 2 else "omlaag"]
        workflow.reorder(doelen[nummer], richting, actor=plek, now=cast.now)

    samen(verplaats)
    plaatsen = sorted(Doel.objects.values_list("volgorde", flat=True))
    assert plaatsen == list(range(1, SCHRIJVERS + 1))
