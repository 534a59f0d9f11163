"""What each step of the table asks of the database: a fixed number, however much there is.

Counted with the session in the database; kept in Redis it is one less. Making room inside a
transaction that a test already holds (SAVEPOINT) is not counted: it asks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from acties import workflow as actiewerk
from doelen import workflow as doelwerk
from doelen.models import Doel, Kracht
from rondetafel.models import Rondetafel, Stap
from rondetafel.workflow import agenda
from rondetafel.workflow.tafelmodus import besluiten
from rondetafel.workflow.tafelmodus.acties import Actiegegevens
from tests.cast import Cast, zet_cast
from tests.rondetafel.aan_tafel import AAN_TAFEL, adres, als, ga_naar, post, zet_bezig, zet_doel
from tests.rondetafel.tafels import NU, ververs

pytestmark = pytest.mark.usefixtures("aan_tafel_nu")

GRENS = 12
"""What a page may cost (``6-quality``)."""

SCHERM = {
    Stap.WELKOM: 8,
    Stap.KRACHTEN: 9,
    Stap.DOELEN: 11,
    Stap.ACTIES: 11,
    Stap.AFSPRAKEN: 12,
    Stap.VOLGENDE: 7,
    Stap.SLUITEN: 10,
}
"""The screen of the notulist, with rows of every kind."""

VOLGEN = {
    Stap.WELKOM: 7,
    Stap.KRACHTEN: 6,
    Stap.DOELEN: 7,
    Stap.ACTIES: 7,
    Stap.AFSPRAKEN: 9,
    Stap.VOLGENDE: 5,
    Stap.SLUITEN: 7,
}
"""The screen of who follows, as a page and as the part that refreshes itself."""


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(NU)


@pytest.fixture
def tafel(cast: Cast) -> Rondetafel:
    """A table with one row of every kind, at which somebody proposed a goal."""
    zet_doel(cast, "Noor gaat weer elke dag naar school")
    tafel = zet_bezig(cast)
    _zet_rijen(cast, tafel, 1)
    return tafel


def _zet_rijen(cast: Cast, tafel: Rondetafel, aantal: int) -> None:
    linda, peter = cast.plek("linda", now=AAN_TAFEL), cast.plek("peter", now=AAN_TAFEL)
    gebied = cast.leefgebied["school"]
    velden: dict[str, Any] = {"leefgebied": gebied, "actor": linda, "now": AAN_TAFEL}
    for n in range(aantal):
        zet_doel(cast, f"Doel {aantal} {n}", volgorde=9 + n)
        Kracht.objects.create(plan=cast.plan, leefgebied=gebied, tekst="k", gemaakt_op=NU)
        voorstel: dict[str, Any] = {**velden, "actor": peter, "tekst": "voorstel", "betreft": None}
        doelwerk.propose(Doel, **voorstel)
        doelwerk.propose(Kracht, **voorstel)
        agenda.stel_punt_voor(tafel, "punt", "", **velden)
        wie = [cast.deelname["samira"], cast.deelname["tom"]]
        for actie in (None, _actie(cast, wie)):
            besluiten.agree(tafel, tekst="afspraak", betreft=None, actie=actie, **velden)
        doel = Doel.objects.filter(voorstel=False).first()
        for van_doel in (None, doel):
            actiewerk.assign(tekst="oud", houders=wie, doel=van_doel, **{**velden, "now": NU})
        actiewerk.assign(tekst="nieuw", houders=wie, tafel=tafel, **velden)


def _actie(cast: Cast, wie: list[Any]) -> Actiegegevens:
    return Actiegegevens("afspraak", wie, wie, cast.leefgebied["school"], None, None, None)


NIET_GETELD = re.compile("SAVEPOINT|FROM .django_session")
"""Asks nothing; and the session, which comes from Redis where there is one."""


def _tel(vraag: Callable[[], Any], status: int = 200) -> int:
    with CaptureQueriesContext(connection) as queries:
        antwoord = vraag()
    assert antwoord.status_code == status
    return len([q for q in queries if not NIET_GETELD.search(q["sql"])])


@pytest.mark.parametrize("stap", list(Stap))
def test_a_step_costs_the_same_with_one_and_with_thirty_rows(
    cast: Cast, tafel: Rondetafel, stap: Stap
) -> None:
    client, aantallen = als(cast, "linda"), []
    for erbij in (0, 29):
        _zet_rijen(cast, tafel, erbij)
        ga_naar(cast, tafel, stap)
        client.get(adres("aan_tafel", tafel))
        aantallen.append(_tel(partial(client.get, adres("aan_tafel", tafel))))
    assert aantallen == [SCHERM[stap], SCHERM[stap]]
    assert SCHERM[stap] <= GRENS


def test_the_last_goal_before_the_actions_costs_no_more(cast: Cast, tafel: Rondetafel) -> None:
    client, aantallen = als(cast, "linda"), []
    for erbij in (0, 29):
        _zet_rijen(cast, tafel, erbij)
        laatste = Doel.objects.filter(voorstel=False).order_by("volgorde", "gemaakt_op").last()
        ga_naar(cast, tafel, Stap.DOELEN, laatste)
        client.get(adres("aan_tafel", tafel))
        aantallen.append(_tel(partial(client.get, adres("aan_tafel", tafel))))
    assert aantallen == [SCHERM[Stap.DOELEN]] * 2


@pytest.mark.parametrize("wie", ["noor", "peter"])
@pytest.mark.parametrize("stap", list(Stap))
def test_following_costs_the_same_with_one_and_with_thirty_rows(
    cast: Cast, tafel: Rondetafel, stap: Stap, wie: str
) -> None:
    client, aantallen = als(cast, wie), set()
    for erbij in (0, 29):
        _zet_rijen(cast, tafel, erbij)
        ga_naar(cast, tafel, stap)
        client.get(adres("volgen", tafel))
        for deur in ("volgen", "volgen_deel"):
            aantallen.add(_tel(partial(client.get, adres(deur, tafel))))
    assert aantallen == {VOLGEN[stap]}
    assert VOLGEN[stap] <= GRENS


@pytest.mark.parametrize(("stap", "aantal"), [(Stap.WELKOM, 6), (Stap.DOELEN, 8)])
def test_what_the_notulist_asks_every_two_seconds_is_cheap(
    cast: Cast, tafel: Rondetafel, stap: Stap, aantal: int
) -> None:
    client, aantallen = als(cast, "linda"), []
    for erbij in (0, 29):
        _zet_rijen(cast, tafel, erbij)
        ga_naar(cast, tafel, stap)
        nu = ververs(tafel)
        vraag = {"stand": "0", "bij": f"{nu.stap}:{nu.stap_doel_id or ''}"}
        client.get(adres("tafel_stand", tafel), vraag)
        aantallen.append(_tel(partial(client.get, adres("tafel_stand", tafel), vraag)))
    assert aantallen == [aantal, aantal]


def _bewaar(client: Client, naam: str, tafel: Rondetafel, *args: Any, **velden: Any) -> int:
    """The second save of a text: the first also makes its row."""
    versie, status = velden.pop("versie", 0), velden.pop("status", 204)
    post(client, naam, tafel, *args, script=True, versie=versie, **velden)
    return _tel(
        lambda: post(client, naam, tafel, *args, script=True, versie=versie + 1, **velden),
        status=status,
    )


def test_saving_what_is_typed_is_cheap(cast: Cast, tafel: Rondetafel) -> None:
    doel = Doel.objects.get(tekst="Noor gaat weer elke dag naar school")
    client, peter = als(cast, "linda"), f"plek-{cast.deelname['peter'].pk}"
    aantallen: list[dict[str, int]] = []
    for erbij in (0, 29):
        _zet_rijen(cast, tafel, erbij)
        tafel = ververs(tafel)
        keer = {"versie": 2 * len(aantallen)}
        aantallen.append(
            {
                "notitie": _bewaar(client, "tafel_notitie", tafel, "welkom", tekst="x", **keer),
                "aanwezig": _bewaar(
                    client, "tafel_aanwezig", tafel, wie=peter, aanwezig="nee", reden="", **keer
                ),
                "doeltekst": _bewaar(
                    client,
                    "tafel_doeltekst",
                    tafel,
                    doel.pk,
                    wat_hielp="x",
                    volgende_stap="y",
                    **keer,
                ),
                "cijfer": _bewaar(client, "tafel_cijfer", tafel, doel.pk, wie=peter, waarde=3),
                "volgende": _bewaar(
                    client,
                    "tafel_volgende",
                    tafel,
                    volgende_op="2027-01-05",
                    versie=tafel.versie,
                    status=200,  # what the day brings with it is shown beside it
                ),
            }
        )
    verwacht = {"notitie": 8, "aanwezig": 10, "doeltekst": 9, "cijfer": 12, "volgende": 7}
    assert aantallen == [verwacht, verwacht]
