"""An id token is believed when it is signed by this provider, for us, now, for this login."""

from __future__ import annotations

import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from gebruikers.idtoken import IdTokenError, read

ISSUER, CLIENT, NONCE = "https://broker.example.org", "gezinsplan", "n-1234"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def jwk(key: rsa.RSAPrivateKey, kid: str) -> dict[str, Any]:
    public: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(key.public_key()))
    return {**public, "kid": kid, "use": "sig", "alg": "RS256"}


JWKS = {"keys": [jwk(KEY, "een"), jwk(OTHER, "twee")]}


def claims(**changes: Any) -> dict[str, Any]:
    now = int(time.time())
    whole = {"iss": ISSUER, "aud": CLIENT, "sub": "900184590", "nonce": NONCE}
    made = {**whole, "iat": now, "exp": now + 300, **changes}
    return {key: value for key, value in made.items() if value is not None}


def token(key: Any = KEY, *, alg: str = "RS256", kid: str | None = "een", **changes: Any) -> str:
    return jwt.encode(claims(**changes), key, algorithm=alg, headers={"kid": kid} if kid else {})


def believe(made: str) -> dict[str, Any]:
    return read(made, jwks=JWKS, issuer=ISSUER, client_id=CLIENT, nonce=NONCE)


def test_a_true_token_tells_who_it_is() -> None:
    assert believe(token())["sub"] == "900184590"
    assert believe(token(aud=[CLIENT, "ander"], azp=CLIENT))["sub"] == "900184590"


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://boos.example"},
        {"aud": "een-andere-site"},
        {"aud": [CLIENT, "ander"], "azp": "ander"},
        {"exp": int(time.time()) - 120},
        {"nbf": int(time.time()) + 3600},
        {"nonce": "van een andere keer"},
        {"nonce": None},
        {"nonce": ""},
        {"sub": ""},
        {"sub": "x" * 256},
        {"sub": None},
        {"exp": None},
        {"iat": None},
        {"aud": None},
    ],
)
def test_any_claim_that_is_not_so_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(IdTokenError):
        believe(token(**changes))


def test_a_signature_of_another_key_is_refused() -> None:
    with pytest.raises(IdTokenError):
        believe(token(OTHER, kid="een"))


def test_a_key_the_provider_does_not_publish_is_refused() -> None:
    with pytest.raises(IdTokenError):
        believe(token(kid="drie"))


def test_with_more_than_one_key_the_token_says_which() -> None:
    with pytest.raises(IdTokenError):
        believe(token(kid=None))


def test_a_token_without_signature_is_refused() -> None:
    with pytest.raises(IdTokenError):
        believe(jwt.encode(claims(), "", algorithm="none", headers={"kid": "een"}))


def test_the_public_key_does_not_serve_as_a_shared_secret() -> None:
    """The old confusion of RS256 and HS256: everybody knows the public key."""
    unsigned = jwt.encode(claims(), "x" * 32, algorithm="HS256", headers={"kid": "een"})
    with pytest.raises(IdTokenError):
        believe(unsigned)


def test_a_key_inside_the_token_is_not_looked_at() -> None:
    headers = {"kid": "vier", "jwk": jwk(OTHER, "vier"), "jku": "https://boos.example/jwks"}
    made = jwt.encode(claims(), OTHER, algorithm="RS256", headers=headers)
    with pytest.raises(IdTokenError):
        believe(made)


@pytest.mark.parametrize("rubbish", ["", "a.b.c", "a", "....", "\x00", "é" * 50, "e30.e30.e30"])
def test_rubbish_is_refused(rubbish: str) -> None:
    with pytest.raises(IdTokenError):
        believe(rubbish)


def test_every_changed_character_is_noticed() -> None:
    whole = token()
    for place in range(0, len(whole), 7):
        if whole[place] == ".":
            continue
        changed = whole[:place] + ("A" if whole[place] != "A" else "B") + whole[place + 1 :]
        # The last character of a part holds bits that stand for nothing.
        if changed != whole and whole[place + 1 : place + 2] not in {".", ""}:
            with pytest.raises(IdTokenError):
                believe(changed)
