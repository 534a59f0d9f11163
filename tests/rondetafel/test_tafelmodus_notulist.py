"""Somebody else keeps the minutes, in the middle of the meeting."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from rondetafel.models import Aanwezigheid, Rondetafel, Stap, Stapnotitie
from rondetafel.workflow.tafelmodus import notities
from rondetafel.workflow.tafelmodus.notulist import change_notulist
from tests.cast import Cast, zet_cast
from tests.rondetafel.aan_tafel import AAN_TAFEL, adres, als, ga_naar, post, zet_bezig, zet_doel
from tests.rondetafel.tafels import NU, ververs, zet_gepland
from toegang.overgangen import KanNietError

pytestmark = pytest.mark.usefixtures("aan_tafel_nu")

GASTEN = ("samira", "mark", "noor", "linda", "peter", "fatma")


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(NU)


@pytest.fixture
def tafel(cast: Cast) -> Rondetafel:
    """A table at which Samira writes."""
    return zet_bezig(cast, *GASTEN, notulist="samira")


def _naar(cast: Cast, tafel: Rondetafel, wie: str, door: str = "linda") -> Rondetafel:
    actor = cast.plek(door, now=AAN_TAFEL)
    return change_notulist(tafel, cast.deelname[wie], actor=actor, now=AAN_TAFEL)


def _kies(client: Client, cast: Cast, tafel: Rondetafel, wie: str) -> Any:
    return post(client, "tafel_notulist", tafel, notulist=cast.deelname[wie].pk)


def test_the_coordinator_lets_another_write_and_everyone_gets_the_new_picture(
    cast: Cast, tafel: Rondetafel
) -> None:
    response = _kies(als(cast, "linda"), cast, tafel, "noor")
    assert response.url == adres("aan_tafel", tafel)
    nu = ververs(tafel)
    assert (nu.notulist, nu.stand) == (cast.deelname["noor"], tafel.stand + 1)
    assert "U schrijft mee bij deze tafel." in _volgt(cast, tafel, "noor")
    assert "U schrijft mee bij deze tafel." not in _volgt(cast, tafel, "samira")
    assert als(cast, "noor").get(adres("aan_tafel", tafel)).status_code == 200


def _volgt(cast: Cast, tafel: Rondetafel, wie: str) -> str:
    return als(cast, wie).get(adres("volgen_deel", tafel)).content.decode()


def test_who_wrote_before_writes_nothing_at_the_next_request(cast: Cast, tafel: Rondetafel) -> None:
    samira = als(cast, "samira")
    post(samira, "tafel_notitie", tafel, "welkom", tekst="van Samira", versie=0)
    _naar(cast, tafel, "noor")
    velden: dict[str, Any] = {"tekst": "van Samira, en nog meer", "versie": 1}
    response = post(samira, "tafel_notitie", tafel, "welkom", script=True, **velden)
    html = response.content.decode()
    assert response.status_code == 403
    assert "U schrijft nu niet mee: Noor de Wit schrijft." in html
    assert "van Samira, en nog meer" in html
    assert "<html" not in html
    assert Stapnotitie.objects.get().tekst == "van Samira"
    plek = cast.plek("samira", now=AAN_TAFEL)
    with pytest.raises(PermissionDenied):
        notities.save_note(tafel, "welkom", 1, tekst="x", actor=plek, now=AAN_TAFEL)


def test_without_a_script_the_page_gives_the_text_back(cast: Cast, tafel: Rondetafel) -> None:
    doel = zet_doel(cast, "Noor gaat naar school")
    ga_naar(cast, tafel, Stap.DOELEN, doel)
    _naar(cast, tafel, "noor")
    velden: dict[str, Any] = {"wat_hielp": "Oom Youssef", "volgende_stap": "Rooster", "versie": 0}
    response = post(als(cast, "samira"), "tafel_doeltekst", tafel, doel.pk, **velden)
    html = response.content.decode()
    assert response.status_code == 403
    assert "Dit typte u nog" in html
    assert [t in html for t in ("Oom Youssef", "Rooster")] == [True, True]
    assert adres("volgen", tafel) in html


def test_the_screen_of_who_wrote_before_says_so_by_itself(cast: Cast, tafel: Rondetafel) -> None:
    _naar(cast, tafel, "noor")
    headers = {"HX-Request": "true"}
    response = als(cast, "samira").get(adres("tafel_stand", tafel), headers=headers)
    html = response.content.decode()
    assert response.status_code == 403
    assert "Noor de Wit schrijft nu mee, u niet meer" in html
    assert "hx-get" not in html


def test_the_coordinator_still_writes(cast: Cast, tafel: Rondetafel) -> None:
    _naar(cast, tafel, "noor")
    response = post(als(cast, "linda"), "tafel_notitie", tafel, "welkom", tekst="x", versie=0)
    assert response.status_code == 302


@pytest.mark.parametrize("wie", ["samira", "noor", "peter"])
def test_nobody_but_the_coordinator_chooses_who_writes(
    cast: Cast, tafel: Rondetafel, wie: str
) -> None:
    client = als(cast, wie)
    assert client.get(adres("tafel_notulist", tafel)).status_code == 403
    assert _kies(client, cast, tafel, "peter").status_code == 403
    with pytest.raises(PermissionDenied):
        _naar(cast, tafel, "peter", door=wie)
    assert ververs(tafel).notulist == cast.deelname["samira"]
    assert (
        "Laat iemand anders schrijven"
        not in als(cast, "samira").get(adres("aan_tafel", tafel)).content.decode()
    )


def test_an_outsider_and_who_is_not_invited_gets_404(cast: Cast, tafel: Rondetafel) -> None:
    statussen = {
        w: als(cast, w).get(adres("tafel_notulist", tafel)).status_code for w in ("bram", "els")
    }
    assert statussen == {"bram": 404, "els": 404}


def test_only_who_is_there_can_be_chosen(cast: Cast, tafel: Rondetafel) -> None:
    Aanwezigheid.objects.create(tafel=tafel, deelname=cast.deelname["peter"], aanwezig="nee")
    linda = als(cast, "linda")
    html = linda.get(adres("tafel_notulist", tafel)).content.decode()
    assert "Noor de Wit" in html
    assert "Peter Hendriks" not in html
    assert "Tom van Dijk" not in html
    for wie in ("peter", "tom"):
        response = _kies(linda, cast, tafel, wie)
        assert response.status_code == 422
        assert "Kies iemand die aan deze tafel zit." in response.content.decode()
        with pytest.raises(KanNietError):
            _naar(cast, tafel, wie)
    assert ververs(tafel).notulist == cast.deelname["samira"]


def test_the_same_person_again_changes_nothing(cast: Cast, tafel: Rondetafel) -> None:
    _naar(cast, tafel, "samira")
    assert ververs(tafel).stand == tafel.stand


def test_of_a_table_that_is_not_held_now_nobody_is_chosen(cast: Cast) -> None:
    tafel = zet_gepland(cast, *GASTEN)
    response = _kies(als(cast, "linda"), cast, tafel, "noor")
    assert response.url == adres("tafel", tafel)
    assert ververs(tafel).notulist is None


def test_the_welcome_says_who_writes(cast: Cast, tafel: Rondetafel) -> None:
    html = als(cast, "linda").get(adres("aan_tafel", tafel)).content.decode()
    assert "Samira schrijft mee." in html
    assert html.count(adres("tafel_notulist", tafel)) == 2
