"""Encryption of the few secrets that must be readable again, such as the seed of a code app.

Keys come from ``settings.MFA_KEYS``, the newest first: the first encrypts, all decrypt, so a key is
rotated by putting a new one in front. Without any, they are derived from ``SECRET_KEY`` and its
fallbacks; rotating that key then needs the old one among the fallbacks.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

__all__ = ["InvalidToken", "decrypt", "encrypt"]


def encrypt(text: str, *, purpose: str) -> str:
    """Encrypt ``text``; what is encrypted for one purpose cannot be decrypted for another."""
    return _box(purpose).encrypt(text.encode()).decode()


def decrypt(token: str, *, purpose: str) -> str:
    """Return the text again. Raises InvalidToken for what no key of ours made."""
    return _box(purpose).decrypt(token.encode()).decode()


def _box(purpose: str) -> MultiFernet:
    keys: list[str] = settings.MFA_KEYS or [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_fernet(key, purpose) for key in keys])


def _fernet(key: str, purpose: str) -> Fernet:
    info = f"1gezin1plan.gebruikers.{purpose}".encode()
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(key.encode())
    return Fernet(urlsafe_b64encode(derived))
