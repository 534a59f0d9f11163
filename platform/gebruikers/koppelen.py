"""Tying an identity of a provider to an account: never by an address, always by its owner.

Somebody who is logged in connects it from "Hoe ik inlog". Somebody invited, whose account nobody
used yet, may come through the provider at once: the link of the invitation says which account, and
nothing is tied until they say that it was meant for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from gebruikers.models import Gebruiker

KEY = "broker_wacht"
BEWAARTIJD = timedelta(minutes=15)

uitgenodigd_met: list[Callable[[str, datetime], Gebruiker | None]] = []
"""Whom an invitation's address is for: a higher room registers from ``AppConfig.ready``.

Each gets a path of ours and ``now``, and returns the account or None.
"""


class AlVerbondenError(Exception):
    """The account was used meanwhile, or the identity belongs to another one."""


@dataclass(frozen=True)
class Wachtend:
    """An identity that a provider proved and that belongs to no account yet."""

    provider: str
    uid: str
    acr: list[str]
    amr: list[str]
    next: str
    tot: str


def remember(request: HttpRequest, sociallogin: SocialLogin) -> bool:
    """Keep a proved identity while its owner reads on. Returns whether an invitation led here."""
    path = sociallogin.state.get("next") or ""
    now = timezone.now()
    if _invited(path, now) is None:
        return False
    account = sociallogin.account
    waits = Wachtend(
        provider=account.provider,
        uid=account.uid,
        acr=account.extra_data["acr"],
        amr=account.extra_data["amr"],
        next=path,
        tot=(now + BEWAARTIJD).isoformat(),
    )
    request.session[KEY] = asdict(waits)
    return True


def look(request: HttpRequest, *, now: datetime) -> tuple[Wachtend, Gebruiker] | None:
    """Return what waits, and for whom the invitation (still) is; None when there is nothing."""
    kept = request.session.get(KEY)
    waits = Wachtend(**kept) if kept else None
    if waits is None or datetime.fromisoformat(waits.tot) <= now:
        forget(request)
        return None
    gebruiker = _invited(waits.next, now)
    return (waits, gebruiker) if gebruiker else None


def forget(request: HttpRequest) -> None:
    """Let go of what waits."""
    request.session.pop(KEY, None)


@transaction.atomic
def connect_invited(waits: Wachtend, *, actor: Gebruiker, now: datetime) -> SocialAccount:
    """Tie a proved identity to the unused account of who is invited.

    Raises:
        AlVerbondenError: nothing was written.
    """
    fresh = Gebruiker.objects.select_for_update().get(pk=actor.pk)
    taken = SocialAccount.objects.filter(provider=waits.provider, uid=waits.uid)
    if not is_unused(fresh) or taken.exists():
        raise AlVerbondenError
    return SocialAccount.objects.create(
        user=fresh,
        provider=waits.provider,
        uid=waits.uid,
        extra_data={"acr": waits.acr, "amr": waits.amr},
    )


def is_unused(gebruiker: Gebruiker) -> bool:
    """Whether nobody ever came in by this account, nor prepared a way in."""
    return (
        gebruiker.is_active
        and gebruiker.last_login is None
        and not gebruiker.has_usable_password()
        and not Authenticator.objects.filter(user_id=gebruiker.pk).exists()
        and not SocialAccount.objects.filter(user_id=gebruiker.pk).exists()
    )


def _invited(path: str, now: datetime) -> Gebruiker | None:
    found = (whom(path, now) for whom in uitgenodigd_met)
    gebruiker = next((account for account in found if account is not None), None)
    return gebruiker if gebruiker is not None and is_unused(gebruiker) else None
