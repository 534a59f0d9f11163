"""The chain of seals as computation: no database, no Django.

A line is hashed over all its fields in a fixed form, a batch over its lines in the order of their
ids, a seal over the batch and the seal before it. The seal is an HMAC: who can rewrite the whole
database but does not hold the key cannot make one.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

Bereik: TypeAlias = list[int]
"""First and last id, both included."""


def _vorm(waarde: object) -> object:
    """A value in the one form in which it is hashed, whatever database it came from."""
    if isinstance(waarde, datetime):
        return waarde.astimezone(UTC).isoformat(timespec="microseconds")
    return waarde if waarde is None or isinstance(waarde, int | str | list) else str(waarde)


def hash_van_regels(rijen: Iterable[Sequence[object]]) -> tuple[str, int]:
    """Return the hash over lines in their order, and how many they are."""
    som, aantal = hashlib.sha256(), 0
    for rij in rijen:
        tekst = json.dumps([_vorm(w) for w in rij], ensure_ascii=False, separators=(",", ":"))
        # The length before each: no two lists of lines read alike.
        som.update(f"{len(tekst)}:{tekst}".encode())
        aantal += 1
    return som.hexdigest(), aantal


def zegel_van(velden: Mapping[str, object], sleutel: str) -> str:
    """Return the seal over these fields with this key."""
    vast = {naam: _vorm(waarde) for naam, waarde in velden.items()}
    tekst = json.dumps(vast, sort_keys=True, separators=(",", ":"))
    return hmac.new(_afgeleid(sleutel), tekst.encode(), hashlib.sha256).hexdigest()


def merk_van(sleutel: str) -> str:
    """Return what names a key without telling it."""
    return hmac.new(_afgeleid(sleutel), b"merk", hashlib.sha256).hexdigest()[:16]


def _afgeleid(sleutel: str) -> bytes:
    return hmac.new(b"1gezin1plan.inzage.zegel", sleutel.encode(), hashlib.sha256).digest()


def bereiken(ids: Iterable[int]) -> list[Bereik]:
    """Return sorted ids as ranges."""
    uit: list[Bereik] = []
    for pk in ids:
        if uit and uit[-1][1] + 1 == pk:
            uit[-1][1] = pk
        else:
            uit.append([pk, pk])
    return uit


def tussen(gevuld: Sequence[Bereik], van: int, tot: int) -> list[Bereik]:
    """Return the ids from ``van`` to ``tot`` that are in none of these sorted ranges."""
    uit: list[Bereik] = []
    vrij = van
    for begin, eind in gevuld:
        if begin > vrij:
            uit.append([vrij, min(begin - 1, tot)])
        vrij = max(vrij, eind + 1)
    if vrij <= tot:
        uit.append([vrij, tot])
    return [b for b in uit if b[0] <= b[1]]


def telt(regels: Iterable[Any]) -> int:
    """Return how many ids these ranges hold."""
    return sum(eind - begin + 1 for begin, eind in regels)
