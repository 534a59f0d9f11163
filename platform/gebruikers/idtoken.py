"""What makes an id token true: signed by this provider, for us, now, for this very login."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jwt
from django.utils.crypto import constant_time_compare

# Keys that anybody may know only: never ``none``, never a secret shared with the provider.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
NEEDED = ["iss", "sub", "aud", "exp", "iat"]
LEEWAY_SECONDS = 60
MAX_SUB = 255


class IdTokenError(Exception):
    """An id token that is not to be believed; the message is for the log, without its content."""


def read(
    token: str, *, jwks: Mapping[str, Any], issuer: str, client_id: str, nonce: str
) -> dict[str, Any]:
    """Check an id token and return what it claims.

    Args:
        token: the compact form, as the provider's token endpoint gave it.
        jwks: the keys the provider publishes.
        issuer: who must have signed it.
        client_id: whom it must be for.
        nonce: what we sent when this login began.

    Raises:
        IdTokenError: any of it is not so.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(token, jwks),
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY_SECONDS,
            options={"require": NEEDED},
        )
    except (jwt.PyJWTError, TypeError, ValueError) as error:
        raise IdTokenError(type(error).__name__) from error
    if not nonce or not constant_time_compare(str(claims.get("nonce", "")), nonce):
        raise IdTokenError("nonce")
    if claims.get("azp", client_id) != client_id:
        raise IdTokenError("azp")
    if not 0 < len(claims["sub"]) <= MAX_SUB:
        raise IdTokenError("sub")
    return claims


def _key(token: str, jwks: Mapping[str, Any]) -> jwt.PyJWK:
    """The published key that a token names. An address or key inside the token is not looked at."""
    kid = jwt.get_unverified_header(token).get("kid")
    keys = jwt.PyJWKSet.from_dict(dict(jwks)).keys
    named = [key for key in keys if key.key_id == kid] if kid else keys
    if len(named) != 1:
        raise IdTokenError("kid")
    return named[0]
