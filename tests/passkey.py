"""A device with a passkey, in software: what a browser and its authenticator send."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256, CoseKey
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAG = AuthenticatorData.FLAG


class Apparaat:
    """One passkey on one device. ``verified`` is whether its owner unlocked it."""

    def __init__(self, origin: str = "http://localhost", *, verified: bool = True) -> None:
        self.origin = origin
        self.verified = verified
        self.rp_hash = sha256(b"localhost").digest()
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.user_handle = ""

    def make(self, options: dict[str, Any]) -> str:
        """Answer what a page asks of ``navigator.credentials.create``."""
        wanted = options["publicKey"]
        self.user_handle = wanted["user"]["id"]
        build: Callable[..., CoseKey] = ES256.from_cryptography_key
        public = build(self.key.public_key())
        credential = AttestedCredentialData.create(bytes(16), self.id, public)
        data = AuthenticatorData.create(self.rp_hash, self._flags() | FLAG.AT, 0, credential)
        answer = {"attestationObject": websafe_encode(AttestationObject.create("none", data, {}))}
        return self._send(self._client("webauthn.create", wanted["challenge"]), answer)

    def use(self, options: dict[str, Any]) -> str:
        """Answer what a page asks of ``navigator.credentials.get``."""
        client = self._client("webauthn.get", options["publicKey"]["challenge"])
        data = AuthenticatorData.create(self.rp_hash, self._flags(), 1)
        signature = self.key.sign(data + client.hash, ec.ECDSA(SHA256()))
        answer = {
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
            "userHandle": self.user_handle,
        }
        return self._send(client, answer)

    def _flags(self) -> AuthenticatorData.FLAG:
        return FLAG.UP | FLAG.UV if self.verified else FLAG.UP

    def _client(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(type=kind, challenge=challenge, origin=self.origin)

    def _send(self, client: CollectedClientData, answer: dict[str, str]) -> str:
        return json.dumps(
            {
                "id": websafe_encode(self.id),
                "rawId": websafe_encode(self.id),
                "type": "public-key",
                "response": {"clientDataJSON": websafe_encode(client), **answer},
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )
