"""Somebody's own calendar: its address, and the hours at which they never can."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from rondetafel.models import Agendafeed, Verhindering

if TYPE_CHECKING:
    from gebruikers.models import Gebruiker

TOKEN_BYTES = 16
LEZING_PER = timedelta(hours=1)


def hash_van(token: str) -> str:
    """Return what is kept of an address: the token itself is shown once and then forgotten."""
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def maak_feed(*, actor: Gebruiker, now: datetime) -> str:
    """Give somebody a new calendar address and end the one before; return its token.

    128 bits in hex: always letters and digits together, which the scrubber of logs knows.
    """
    trek_feed_in(actor=actor, now=now)
    token = secrets.token_hex(TOKEN_BYTES)
    Agendafeed.objects.create(gebruiker=actor, token_hash=hash_van(token), gemaakt_op=now)
    return token


@transaction.atomic
def trek_feed_in(*, actor: Gebruiker, now: datetime) -> bool:
    """End somebody's calendar address at once; return whether there was one."""
    open_ = Agendafeed.objects.filter(gebruiker=actor, ingetrokken_op__isnull=True)
    return open_.update(ingetrokken_op=now) > 0


def noteer_lezing(feed: Agendafeed, *, now: datetime) -> None:
    """Note that a calendar program fetched it, once an hour: its owner can see that it works."""
    if feed.laatst_gelezen_op is None or feed.laatst_gelezen_op <= now - LEZING_PER:
        Agendafeed.objects.filter(pk=feed.pk).update(laatst_gelezen_op=now)


@transaction.atomic
def zet_verhindering(*, actor: Gebruiker, now: datetime, **velden: Any) -> Verhindering:
    """Keep hours at which somebody never can."""
    return Verhindering.objects.create(gebruiker=actor, gemaakt_op=now, **velden)


@transaction.atomic
def haal_verhindering_weg(verhindering_id: UUID, *, actor: Gebruiker, now: datetime) -> bool:
    """Forget hours of one's own; return whether they were there."""
    weg, _ = Verhindering.objects.filter(gebruiker=actor, pk=verhindering_id).delete()
    return weg > 0
