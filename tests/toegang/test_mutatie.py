"""Every rule of the access table, taken away in turn: the tests of this folder notice each.

A rule is a cell of ``policy.MAG`` (taken away, or made "always"), a handeling in a state of the
plan (``policy.STATUS``), or a predicate (made to hold always). Noticed is: ``test_rechten`` would
fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.utils import timezone

from gezinsplan.models import Planstatus
from tests.cast import Cast
from tests.toegang.rechten import BESTAND, regels, zet
from tests.toegang.verbergen import scherm_af
from toegang import access, policy, predicaten
from toegang.policy import Handeling, Voorwaarde
from toegang.predicaten import PREDICATEN

pytestmark = [pytest.mark.django_db, pytest.mark.mutatie]


ZEGT_NIETS_MEER = {
    (handeling, policy.COORDINATOR, None)
    for handeling in (
        *("plan_zien", "inhoud_voorstellen", "plek_voorstellen", "plek_beeindigen", "netwerk_zien"),
        *("tijd_doorgeven", "agendapunt_voorstellen", "verslag_lezen", "actie_voorstellen"),
        *("actie_bijwerken", "exporteren"),
    )
}
"""The coordinator's cell says what every role's cell says already: without it nothing changes.

It is in the table for who reads it; ``test_policy`` compares the printed table, these cells too.
"""


@contextmanager
def anders(waar: dict[Any, Any], sleutel: Any, waarde: Any) -> Iterator[None]:
    """Change one entry of a table for a while; ``None`` takes it away."""
    eerder = waar[sleutel]
    if waarde is None:
        del waar[sleutel]
    else:
        waar[sleutel] = waarde
    try:
        yield
    finally:
        waar[sleutel] = eerder


@pytest.fixture
def cast() -> Cast:
    return zet(timezone.now())


def wordt_gemerkt(cast: Cast, handeling: Handeling | None = None) -> bool:
    """Whether what is written in the file is not what holds now."""
    geschreven = BESTAND.read_text().splitlines()
    if handeling is None:
        return regels(cast) != geschreven
    eigen = [regel for regel in geschreven if regel.startswith(f"{handeling} ")]
    return regels(cast, [handeling]) != eigen


def test_every_cell_that_goes_or_opens_is_noticed(cast: Cast) -> None:
    gemist, aantal = [], 0
    for handeling, rij in policy.MAG.items():
        for rol in [rol for rol in rij if rol != policy.NOODINZAGE]:
            for waarde in (None, Voorwaarde.ALTIJD):
                if rij[rol] != waarde:
                    aantal += 1
                    with anders(rij, rol, waarde):
                        if not wordt_gemerkt(cast, handeling):
                            gemist.append((handeling.value, rol, waarde))
    print(f"{aantal} cells changed, {len(gemist)} missed: {gemist}")
    assert set(gemist) == ZEGT_NIETS_MEER


def test_every_state_that_allows_more_or_less_is_noticed(cast: Cast) -> None:
    gemist = []
    for status in Planstatus.values:
        for handeling in Handeling:
            with anders(policy.STATUS, status, policy.STATUS[status] ^ {handeling}):
                if not wordt_gemerkt(cast, handeling):
                    gemist.append((status, handeling.value))
    assert gemist == []


@pytest.mark.parametrize("voorwaarde", [v for v in Voorwaarde if v != Voorwaarde.ALTIJD])
def test_every_predicate_that_always_holds_is_noticed(cast: Cast, voorwaarde: Voorwaarde) -> None:
    with anders(PREDICATEN, voorwaarde, predicaten.altijd):
        assert wordt_gemerkt(cast)


@pytest.mark.parametrize(
    "naam", ["CONCEPT_ZICHTBAAR_VOOR", "EINDIGT_NIET_DOOR_ANDEREN", "EINDIGT_DOOR_JONGERE"]
)
def test_every_list_of_seats_that_is_emptied_is_noticed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, naam: str
) -> None:
    monkeypatch.setattr(policy, naam, frozenset())
    assert wordt_gemerkt(cast)


def test_a_shield_that_is_not_asked_is_noticed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    scherm_af(cast, "mark", id=cast.deelname["peter"].pk)
    assert not cast.plek("mark").mag(Handeling.PLEK_BEEINDIGEN, cast.deelname["peter"])
    monkeypatch.setattr(access, "not_shielded", predicaten.altijd)
    assert cast.plek("mark").mag(Handeling.PLEK_BEEINDIGEN, cast.deelname["peter"])
