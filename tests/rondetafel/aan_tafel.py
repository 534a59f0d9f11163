"""A table that is being held, and short ways to what is done at it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from acties.models import Actie
from doelen.models import Doel
from rondetafel.models import Rondetafel
from rondetafel.workflow.tafelmodus import acties, openen
from tests.cast import Cast
from tests.inloggen import log_in
from tests.rondetafel.tafels import DINSDAG, ververs, zet_gepland

AAN_TAFEL = DINSDAG + timedelta(minutes=5)
"""Five minutes into the table, on Tuesday 1 December."""

GAST_NAMEN = ("samira", "mark", "noor", "linda", "peter", "aisha", "tom", "fatma", "youssef")


def zet_doel(cast: Cast, tekst: str, gebied: str = "school", **velden: Any) -> Doel:
    """A goal the family works at."""
    basis = {"status": "actief", "vastgesteld_op": cast.now.date(), "gemaakt_op": cast.now}
    return Doel.objects.create(
        plan=cast.plan, leefgebied=cast.leefgebied[gebied], tekst=tekst, **{**basis, **velden}
    )


def zet_bezig(cast: Cast, *namen: str, notulist: str = "linda") -> Rondetafel:
    """The table of 1 December, begun; everybody of the cast is a guest."""
    tafel = zet_gepland(cast, *(namen or GAST_NAMEN))
    openen.open_rondetafel(
        tafel,
        notulist=cast.deelname[notulist],
        andere_dag=False,
        actor=cast.plek("linda", now=AAN_TAFEL),
        now=AAN_TAFEL,
    )
    return ververs(tafel)


def ga_naar(cast: Cast, tafel: Rondetafel, stap: str, doel: Doel | None = None) -> Rondetafel:
    """Let Linda bring the table to a step."""
    linda = cast.plek("linda", now=AAN_TAFEL)
    openen.go_to(tafel, stap, doel.pk if doel else None, actor=linda, now=AAN_TAFEL)
    return ververs(tafel)


def spreek_af(
    cast: Cast, tafel: Rondetafel, doel: Doel, *wie: str, tekst: str = "Doe iets"
) -> Actie:
    """An action for a goal, made at the table; everybody who does it said yes."""
    houders = [cast.deelname[naam] for naam in wie]
    gegevens = acties.Actiegegevens(
        tekst, houders, houders, doel.leefgebied, doel.betreft, doel, None
    )
    return acties.make_action(
        tafel, gegevens, actor=cast.plek("linda", now=AAN_TAFEL), now=AAN_TAFEL
    )


def adres(naam: str, tafel: Rondetafel, *args: Any) -> str:
    """The address of a page of this table."""
    return reverse(f"rondetafel:{naam}", args=[tafel.plan_id, tafel.pk, *args])


def als(cast: Cast, naam: str) -> Client:
    """A browser in which this person is logged in."""
    client = Client()
    log_in(client, cast.gebruiker[naam])
    return client


def post(
    client: Client, naam: str, tafel: Rondetafel, *args: Any, script: bool = False, **velden: Any
) -> Any:
    """Send a form of the table, with or without the script."""
    headers = {"HX-Request": "true"} if script else {}
    return client.post(adres(naam, tafel, *args), velden, headers=headers)
