"""How the tests of this room fill in a page, and what they send."""

from __future__ import annotations

from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.inloggen import log_in


def adres(cast: Cast, route: str, *delen: Any) -> str:
    """The path of a route of this room in the cast's plan."""
    return reverse(f"doelen:{route}", args=[cast.plan.pk, *delen])


def stuur(client: Client, cast: Cast, wie: str, pad: str, **velden: Any) -> Any:
    """Send a form as this person."""
    log_in(client, cast.gebruiker[wie])
    return client.post(pad, velden)


def tekst_van(antwoord: Any) -> str:
    """The body as somebody reads it."""
    return unescape(antwoord.content.decode())


def kracht_velden(cast: Cast, **anders: Any) -> dict[str, Any]:
    """A form of a kracht that is right, but for what is given."""
    velden = {
        "tekst": "Daan lacht weer",
        "leefgebied": cast.leefgebied["school"].pk,
        "betreft": cast.lid["daan"].pk,
    }
    return velden | anders


def doel_velden(cast: Cast, **anders: Any) -> dict[str, Any]:
    """A form of a goal that is right, but for what is given."""
    return kracht_velden(cast) | {"woorden_van": "gezin", "gewenst": "8"} | anders
