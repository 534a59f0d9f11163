"""How somebody may be called in a text. No Django."""

from __future__ import annotations

from collections.abc import Iterable

WIE_IEMAND_IS = frozenset(
    {
        *("oom", "tante", "opa", "oma", "buurman", "buurvrouw", "mevrouw", "meneer", "juf"),
        *("meester", "dokter", "van", "de", "den", "der", "het", "een", "el", "ter", "ten"),
    }
)
"""Words beside a name that are no name."""

KORTSTE = 3


def noemwoorden(naam: str, anderen: Iterable[str] = ()) -> list[str]:
    """Return the words by which somebody is recognised: the whole name, and each part of it.

    Not a part that somebody else (``anderen``) is called by too, and no "tante" or "van".
    """
    bezet = {deel.casefold() for ander in anderen for deel in ander.split()}
    delen = [
        deel
        for deel in naam.split()
        if len(deel) >= KORTSTE
        and deel.casefold() not in WIE_IEMAND_IS
        and deel.casefold() not in bezet
    ]
    heel = [naam.strip()] if naam.strip() else []
    return list(dict.fromkeys([*heel, *delen]))


def adreswoorden(adres: str) -> list[str]:
    """Return an address as people write it: whole, and its first line (street and number)."""
    regel = adres.replace("\n", ",").split(",")[0].strip()
    return list(dict.fromkeys(woord for woord in (adres.strip(), regel) if woord))
