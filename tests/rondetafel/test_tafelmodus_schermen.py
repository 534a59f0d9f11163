"""The screen of the notulist, at every step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from rondetafel.models import Rondetafel, Stap
from tests.cast import Cast, zet_cast
from tests.rondetafel.aan_tafel import AAN_TAFEL, adres, als, ga_naar, post, zet_bezig, zet_doel
from tests.rondetafel.tafels import NU, ververs, zet_gepland


@pytest.fixture(autouse=True)
def _aan_tafel() -> Iterator[None]:
    with time_machine.travel(AAN_TAFEL, tick=False):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(NU)


@pytest.fixture
def tafel(cast: Cast) -> Rondetafel:
    zet_doel(cast, "Noor gaat weer elke dag naar school")
    zet_doel(cast, "De huur is betaald", "inkomen")
    return zet_bezig(cast)


def test_a_planned_table_asks_to_begin(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    html = als(cast, "linda").get(adres("aan_tafel", tafel)).content.decode()
    assert "Begint u aan tafel?" in html


@pytest.mark.parametrize("stap", list(Stap))
def test_every_step_shows_itself(cast: Cast, tafel: Rondetafel, stap: Stap) -> None:
    tafel = ga_naar(cast, tafel, stap)
    response = als(cast, "linda").get(adres("aan_tafel", tafel))
    assert response.status_code == 200
    assert len(response.content) < 60_000


def test_beginning_makes_the_table_open(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    post(als(cast, "linda"), "tafel_openen", tafel, notulist=cast.deelname["linda"].pk)
    assert ververs(tafel).status == "bezig"
