"""The link of an invitation: made again whenever it is sent, kept only as a hash.

A token is a keyed hash of the row's id. So the mail, sent minutes later by a worker, and the letter
can hold it while the database does not: who reads the table cannot accept anything.
"""

from __future__ import annotations

import base64
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from gezinsplan.models import Planstatus
from prepared import PreparedQuery, Slot
from toegang import policy
from toegang.models import Deelname, Plekstatus, Plekuitnodiging

if TYPE_CHECKING:
    from gebruikers.models import Gebruiker

GELDIG = timedelta(days=30)

_ZOUT = "toegang.uitnodiging"


def hash_van(token: str) -> str:
    """Return what the database keeps of a token."""
    return sha256(token.encode()).hexdigest()


def maak_token(uitnodiging: Plekuitnodiging) -> str:
    """Return the token of a new row; its ``token_hash`` is still to be set."""
    return _token(uitnodiging, settings.SECRET_KEY)


def token_van(uitnodiging: Plekuitnodiging) -> str:
    """Return the token again, also when the secret key was replaced since the row was made."""
    for sleutel in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        token = _token(uitnodiging, sleutel)
        if hash_van(token) == uitnodiging.token_hash:
            return token
    raise LookupError("no key of now or before made this invitation")


def url_van(uitnodiging: Plekuitnodiging) -> str:
    """Return the path of the page this invitation leads to."""
    return reverse("toegang:uitnodiging", args=[token_van(uitnodiging)])


def _token(uitnodiging: Plekuitnodiging, sleutel: str) -> str:
    mac = salted_hmac(_ZOUT, str(uitnodiging.pk), secret=sleutel, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(mac).decode().rstrip("=")


def geldige_uitnodigingen(now: datetime) -> QuerySet[Plekuitnodiging]:
    """Return the invitations that can still be accepted at ``now``.

    Not used, withdrawn or expired; the seat still waits for its answer; and the plan exists for a
    seat of that role.
    """
    return _geldig(now, timezone.localdate(now))


def _geldig(now: datetime | Slot, vandaag: date | Slot) -> QuerySet[Plekuitnodiging]:
    bestaat = Q(deelname__plan__status=Planstatus.ACTIEF) | (
        Q(deelname__plan__status=Planstatus.CONCEPT)
        & (
            Q(deelname__rol__in=policy.CONCEPT_ZICHTBAAR_VOOR)
            | Q(deelname__is_zorgcoordinator=True)
        )
    )
    return Plekuitnodiging.objects.filter(
        bestaat,
        Q(deelname__tot__isnull=True) | Q(deelname__tot__gt=vandaag),
        deelname__status=Plekstatus.UITGENODIGD,
        gebruikt_op__isnull=True,
        ingetrokken_op__isnull=True,
        vervalt_op__gt=now,
    )


def get_uitnodiging(gebruiker: Gebruiker, token: str, *, now: datetime) -> Plekuitnodiging:
    """Return the invitation behind ``token``, for the one person it is meant for.

    Raises:
        Http404: for everybody else, and for a token that never existed or does not work (any
            more). The reasons cannot be told apart.
    """
    uitnodiging = (
        geldige_uitnodigingen(now)
        .filter(token_hash=hash_van(token), deelname__gebruiker=gebruiker)
        .select_related(
            "deelname__plan__gezin",
            "deelname__plan__gemeente",
            "deelname__lid",
            "deelname__jim_van",
            "deelname__organisatie",
            "deelname__voorgesteld_door",
        )
        .first()
    )
    if uitnodiging is None:
        raise Http404("Deze uitnodiging bestaat niet.")
    return uitnodiging


def genodigde(pad: str, now: datetime) -> Gebruiker | None:
    """Return whom the invitation at this path is for; None for any other path.

    Only for who proved who they are at a provider and holds the link (``gebruikers.koppelen``).
    """
    try:
        plaats = resolve(urlsplit(pad).path)
    except Resolver404:
        return None
    if plaats.view_name != "toegang:uitnodiging":
        return None
    rijen = geldige_uitnodigingen(now).filter(token_hash=hash_van(plaats.kwargs["token"]))
    rij = rijen.select_related("deelname__gebruiker").first()
    return rij.deelname.gebruiker if rij else None


OPEN = PreparedQuery(
    lambda: (
        _geldig(Slot.moment("now"), Slot.day("vandaag"))
        .filter(deelname__gebruiker=Slot.uuid("wie"))
        .select_related("deelname__plan__gezin", "deelname__organisatie")
        .order_by("-gemaakt_op")
    )
)


def open_uitnodigingen(gebruiker: Gebruiker, *, now: datetime) -> list[Plekuitnodiging]:
    """Return the invitations that wait for this person's answer, newest first."""
    return OPEN(wie=gebruiker.pk, now=now, vandaag=timezone.localdate(now))


def heeft_methode_gelezen(gebruiker: Gebruiker) -> datetime | None:
    """Return when this professional read the method's page; once, for whichever plan, is enough."""
    gelezen = Deelname.objects.filter(gebruiker=gebruiker, methode_gelezen_op__isnull=False)
    return (
        gelezen.order_by("methode_gelezen_op").values_list("methode_gelezen_op", flat=True).first()
    )
