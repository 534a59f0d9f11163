"""The screen of the notulist, at every step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from doelen.models import Doel
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


def test_what_the_notulist_asks_every_two_seconds_is_small(cast: Cast, tafel: Rondetafel) -> None:
    school = Doel.objects.get(tekst="Noor gaat weer elke dag naar school")
    tafel, client = ga_naar(cast, tafel, Stap.DOELEN, school), als(cast, "linda")
    vraag = {"stand": str(tafel.stand), "bij": f"doelen:{school.pk}"}
    rustig = client.get(adres("tafel_stand", tafel), vraag).content.decode()
    assert 'id="cijfers"' not in rustig
    post(als(cast, "noor"), "volgen_cijfer", tafel, school.pk, waarde=5)
    nieuw = client.get(adres("tafel_stand", tafel), vraag).content.decode()
    assert 'id="cijfers" hx-swap-oob="true"' in nieuw
    assert f'id="c-plek-{cast.deelname["noor"].pk}-5" name="waarde" value="5" checked' in nieuw
    ga_naar(cast, tafel, Stap.ACTIES)
    elders = client.get(adres("tafel_stand", tafel), vraag).content.decode()
    assert "De tafel is verdergegaan." in elders


def test_who_is_not_there_gives_no_score_and_daan_does(cast: Cast, tafel: Rondetafel) -> None:
    school = Doel.objects.get(tekst="Noor gaat weer elke dag naar school")
    tafel, client = ga_naar(cast, tafel, Stap.DOELEN, school), als(cast, "linda")
    namen = [r.wie.roepnaam for r in client.get(adres("aan_tafel", tafel)).context["rijen"]]
    assert namen == ["Samira", "Mark", "Noor", "Daan", "Youssef", "Linda", "Peter"]
    wie = f"plek-{cast.deelname['mark'].pk}"
    post(client, "tafel_aanwezig", tafel, wie=wie, aanwezig="nee", reden="", versie=0)
    rijen = client.get(adres("aan_tafel", tafel)).context["rijen"]
    assert "Mark" not in [r.wie.roepnaam for r in rijen]


def test_beginning_makes_the_table_open(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    post(als(cast, "linda"), "tafel_openen", tafel, notulist=cast.deelname["linda"].pk)
    assert ververs(tafel).status == "bezig"
