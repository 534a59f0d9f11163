"""The providers somebody can log in through, and what each must prove.

A provider is a broker of DigiD or eHerkenning for families, or the Entra ID of an organisation. It
is described in ``settings.OIDC_PROVIDERS``; `docs/operations.md` says what stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac

FAMILIES, WORK = "families", "work"
HIGH_ENOUGH = frozenset({"substantieel", "hoog"})
LEVELS = frozenset({"laag"}) | HIGH_ENOUGH
NEEDED = ("id", "name", "for", "issuer", "client_id", "client_secret")
SETS = ("acr", "amr", "second_factor_acr", "second_factor_amr")
KNOWN = frozenset({*NEEDED, *SETS, "level", "scope", "discovery"})


@dataclass(frozen=True)
class Bewijs:
    """How a provider says it saw who somebody is: level (``acr``) and methods (``amr``)."""

    acr: frozenset[str]
    amr: frozenset[str]

    @classmethod
    def from_claims(cls, claims: Mapping[str, Any]) -> Bewijs:
        """Read an id token; Entra ID calls the levels that were met ``acrs``."""
        return cls(
            _words(claims.get("acr")) | _words(claims.get("acrs")), _words(claims.get("amr"))
        )


@dataclass(frozen=True)
class Broker:
    """One provider. ``acr``: one of these must be proved; ``amr``: all of these."""

    id: str
    name: str
    is_for: str
    issuer: str
    client_id: str
    client_secret: str
    discovery: str
    scope: tuple[str, ...]
    level: str
    acr: frozenset[str]
    amr: frozenset[str]
    second_factor_acr: frozenset[str]
    second_factor_amr: frozenset[str]

    @classmethod
    def from_settings(cls, row: Mapping[str, Any]) -> Broker:
        """Read one line of ``OIDC_PROVIDERS``; ``problems_of`` says whether it is complete."""
        sets = {name: frozenset(row.get(name, ())) for name in SETS}
        issuer = row["issuer"]
        return cls(
            id=row["id"],
            name=row["name"],
            is_for=row["for"],
            issuer=issuer,
            client_id=row["client_id"],
            client_secret=row["client_secret"],
            discovery=row.get(
                "discovery", f"{issuer.rstrip('/')}/.well-known/openid-configuration"
            ),
            scope=tuple(row.get("scope", ("openid",))),
            level=row.get("level", "laag"),
            **sets,
        )

    @property
    def is_for_families(self) -> bool:
        """Whether parents, young people and their own network come in here."""
        return self.is_for == FAMILIES

    def accepts(self, bewijs: Bewijs) -> bool:
        """Whether a login is proved well enough to be let in at all."""
        return (not self.acr or bool(self.acr & bewijs.acr)) and self.amr <= bewijs.amr

    def is_second_factor(self, bewijs: Bewijs) -> bool:
        """Whether the provider itself asked for a second factor. Unless it says so: no."""
        return bool(self.second_factor_acr & bewijs.acr or self.second_factor_amr & bewijs.amr)


def brokers() -> list[Broker]:
    """Every provider of this installation, in the order of the settings."""
    return [Broker.from_settings(row) for row in settings.OIDC_PROVIDERS]


def get_broker(broker_id: str) -> Broker | None:
    """The provider with this id."""
    return next((broker for broker in brokers() if broker.id == broker_id), None)


def families_need_broker() -> bool:
    """Whether a family gets in through a broker only: there is one, and the risk is not taken."""
    return not settings.ALLOW_FAMILIES_WITHOUT_BROKER and any(
        broker.is_for_families for broker in brokers()
    )


def pseudoniemen(issuer: str, sub: str) -> list[str]:
    """What is kept of an identity, under the present key first, then under the keys before it.

    With DigiD ``sub`` may be the BSN, of which there are too few to hide it with a bare hash.
    """
    keys: list[str] = settings.SSO_KEYS or [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        salted_hmac(
            "gebruikers.broker", f"{len(issuer)}:{issuer}{sub}", secret=key, algorithm="sha256"
        ).hexdigest()
        for key in keys
    ]


def problems_of(rows: Any, *, production: bool) -> list[str]:
    """What is wrong with ``OIDC_PROVIDERS``, in sentences; empty when nothing is."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return ["is not a JSON list of objects."]
    found = [problem for row in rows for problem in _problems(row, production=production)]
    ids = [row.get("id") for row in rows]
    return [*found, *(f"has {id_!r} twice." for id_ in set(ids) if ids.count(id_) > 1)]


def _problems(row: Mapping[str, Any], *, production: bool) -> Iterable[str]:
    name = row.get("id", "?")
    missing = [key for key in NEEDED if not isinstance(row.get(key), str) or not row[key]]
    if missing:
        yield f"{name!r} misses {', '.join(missing)}."
        return
    if unknown := sorted(set(row) - KNOWN):
        yield f"{name!r} has {', '.join(unknown)}, which means nothing."
    if row["for"] not in {FAMILIES, WORK}:
        yield f"{name!r} is for {row['for']!r}: say {FAMILIES} or {WORK}."
    if row.get("level", "laag") not in LEVELS:
        yield f"{name!r} has level {row['level']!r}: say one of {', '.join(sorted(LEVELS))}."
    if production and urlsplit(row["issuer"]).scheme != "https":
        yield f"{name!r} has an issuer without https."
    if any(not isinstance(row.get(key, []), list) for key in (*SETS, "scope")):
        yield f"{name!r}: {', '.join((*SETS, 'scope'))} are lists."
    elif row["for"] == FAMILIES and not row.get("acr"):
        yield f"{name!r} lets families in whatever the broker proves: name its acr values."


def _words(claim: Any) -> frozenset[str]:
    if isinstance(claim, str):
        return frozenset(claim.split())
    words = claim if isinstance(claim, list) else []
    return frozenset(word for word in words if isinstance(word, str))
