"""Logging in with a code from a printed letter, for who has no e-mail address.

A code is ten characters of an alphabet of 24 in which no two look alike: 24^10 is almost 46 bits.
Only a keyed hash is kept. It works for 30 days and ten times at most, and no longer than its
owner has no other way in.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from gebruikers.models import Briefcode, Gebruiker
from gebruikers.tweede_factor import works_here

ALPHABET = "CDFGHJKMNPQRTVWX23456789"
# Letters that no code holds, as a reader may take them for the digit that is there.
LOOKALIKES = str.maketrans("BSZ", "852")
GROUP = 5
LENGTH = 2 * GROUP
GELDIG = timedelta(days=30)
MAX_KEER = 10


class GeenBriefcodeError(Exception):
    """A letter is not for this account; the message says why."""


@transaction.atomic
def make_briefcode(gebruiker: Gebruiker, *, actor: Gebruiker, now: datetime) -> str:
    """Make a code for a letter to ``gebruiker`` and end the earlier ones. Shown here, never again.

    The right to hand somebody a letter is the caller's to check. Who works for an organisation or
    has a role outside the table never gets one. Who only sits somewhere (an interpreter without an
    organisation) may: the letter is their first proof, and the second is asked of them as always.
    """
    if not gebruiker.is_active or works_here(gebruiker):
        raise GeenBriefcodeError(_("Een brief is alleen voor het gezin en het eigen netwerk."))
    if _has_email(gebruiker):
        raise GeenBriefcodeError(_("Deze persoon kan inloggen met een code per mail."))
    end_briefcodes(gebruiker, now=now)
    kaal = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    Briefcode.objects.create(
        gebruiker=gebruiker,
        code_hash=_hashes(kaal)[0],
        gemaakt_door=actor,
        gemaakt_op=now,
        vervalt_op=now + GELDIG,
    )
    return f"{kaal[:GROUP]}-{kaal[GROUP:]}"


@transaction.atomic
def redeem_briefcode(code: str, *, now: datetime) -> Gebruiker | None:
    """Count one use of a code and return whose it is; None for any code that does not work (now).

    It does not say why: a wrong code and an old one look the same from outside.
    """
    kaal = normalise(code)
    if len(kaal) != LENGTH:
        return None
    brief = (
        Briefcode.objects.select_related("gebruiker").filter(code_hash__in=_hashes(kaal)).first()
    )
    if brief is None or not _may_enter(brief):
        return None
    used = Briefcode.objects.filter(
        pk=brief.pk, ingetrokken_op=None, vervalt_op__gt=now, gebruikt_keer__lt=MAX_KEER
    ).update(gebruikt_keer=F("gebruikt_keer") + 1, gebruikt_op=now)
    return brief.gebruiker if used else None


def end_briefcodes(gebruiker: Gebruiker, *, now: datetime) -> None:
    """Make every letter this person has worthless."""
    gebruiker.briefcodes.filter(ingetrokken_op=None).update(ingetrokken_op=now)


def normalise(code: str) -> str:
    """The bare characters of what somebody typed: no spaces or dashes, capitals, lookalikes."""
    kaal = "".join(teken for teken in code.upper() if teken.isascii() and teken.isalnum())
    return kaal.translate(LOOKALIKES)


def _may_enter(brief: Briefcode) -> bool:
    """Whether a letter is (still) the way in for its owner: no e-mail, no passkey made after it.

    Older passkeys do not count: who lost the telephone that held one gets a new letter.
    """
    gebruiker = brief.gebruiker
    if not gebruiker.is_active or works_here(gebruiker) or _has_email(gebruiker):
        return False
    newer = Authenticator.objects.filter(user_id=gebruiker.pk, created_at__gt=brief.gemaakt_op)
    return not newer.exists()


def _has_email(gebruiker: Gebruiker) -> bool:
    return EmailAddress.objects.filter(user_id=gebruiker.pk, verified=True).exists()


def _hashes(kaal: str) -> list[str]:
    """The keyed hash under the present key first, then under the keys before it."""
    keys: list[str] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        salted_hmac("gebruikers.briefcode", kaal, secret=key, algorithm="sha256").hexdigest()
        for key in keys
    ]
