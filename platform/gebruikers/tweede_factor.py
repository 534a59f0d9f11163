"""Who must prove twice who they are, and whether this session did."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from gebruikers.broker import Bewijs, Broker, brokers
from gebruikers.models import Gebruiker, Medewerker

MFA = "mfa"
"""What allauth records for a code from an app, a spare code or a passkey."""

DEMO = "demo"
"""What the persona page records. Counts under the demo settings only."""

BRIEF = "brief"
"""What the letter records. It never counts as a second factor."""

BROKER = "broker"
"""What a provider records: whether it asked for a second factor, and whether it is for families."""

ook_nodig: list[Callable[[], Exists]] = []
"""Who else must, beside who is at work somewhere: a higher room registers from ``AppConfig.ready``.

Each returns a condition on the row of an account (``OuterRef("pk")``).
"""


def needs_second_factor(gebruiker: Gebruiker) -> bool:
    """Whether this account belongs to a professional or to a role outside the table.

    The rule is by account: somebody who is a professional here and a parent elsewhere falls under
    it everywhere.
    """
    if gebruiker.is_staff or gebruiker.is_superuser or gebruiker.buitenrol:
        return True
    known: bool | None = getattr(gebruiker, "is_medewerker", None)
    if known is None:
        return Gebruiker.objects.filter(_is_medewerker(), pk=gebruiker.pk).exists()
    return known


def works_here(gebruiker: Gebruiker) -> bool:
    """Whether somebody is at work for an organisation, or has a role outside the table."""
    outside = gebruiker.is_staff or gebruiker.is_superuser or bool(gebruiker.buitenrol)
    return outside or Medewerker.objects.filter(gebruiker_id=gebruiker.pk).exists()


def with_werk(accounts: QuerySet[Gebruiker]) -> QuerySet[Gebruiker]:
    """Load accounts together with the answer to ``needs_second_factor``."""
    return accounts.annotate(is_medewerker=_is_medewerker())


def _is_medewerker() -> Q:
    werk = Exists(Medewerker.objects.filter(gebruiker=OuterRef("pk")))
    return reduce(or_, (Q(nodig()) for nodig in ook_nodig), Q(werk))


def session_has_second_factor(request: HttpRequest) -> bool:
    """Whether the person behind this session proved it with a second factor, in this session."""
    records = _records(request, request.user)
    methods = {record.get("method") for record in records}
    if MFA in methods or (settings.DEMO and DEMO in methods):
        return True
    return broker_was_second_factor(request, request.user)


def broker_was_second_factor(request: HttpRequest, gebruiker: Any) -> bool:
    """Whether a provider asked this person for a second factor; also before the login is complete.

    A record of a provider that the settings no longer name counts for nothing.
    """
    known = {broker.id for broker in brokers()}
    return any(
        record.get("method") == BROKER and record.get("second") and record.get("provider") in known
        for record in _records(request, gebruiker)
    )


def session_came_by_broker(request: HttpRequest) -> bool:
    """Whether a broker for families told, in this session, who this is."""
    records = _records(request, request.user)
    return any(record.get("method") == BROKER and record.get("families") for record in records)


def record_broker(
    request: HttpRequest,
    gebruiker: Any,
    broker: Broker,
    bewijs: Bewijs,
    *,
    reauthenticated: bool | None = None,
) -> None:
    """Note in the session what a provider proved of this person, just now."""
    record_authentication(
        request,
        gebruiker,
        BROKER,
        provider=broker.id,
        second=broker.is_second_factor(bewijs),
        families=broker.is_for_families,
        reauthenticated=reauthenticated,
    )


def session_began_with(request: HttpRequest, gebruiker: Gebruiker, method: str) -> bool:
    """Whether ``method`` was used on the way in; also before the login is complete."""
    return any(record.get("method") == method for record in _records(request, gebruiker))


def has_factor(gebruiker: Gebruiker) -> bool:
    """Whether this account has an app, a passkey or a provider to prove it with."""
    return has_own_factor(gebruiker) or any(
        broker.second_factor_acr or broker.second_factor_amr for broker in brokers_of(gebruiker)
    )


def has_own_factor(gebruiker: Gebruiker) -> bool:
    """Whether this account has an app or a passkey."""
    return _has(gebruiker, Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def brokers_of(gebruiker: Gebruiker) -> list[Broker]:
    """The providers of this installation that this account is tied to; no query without any."""
    known = brokers()
    if not known:
        return []
    tied = SocialAccount.objects.filter(user_id=gebruiker.pk).values_list("provider", flat=True)
    return [broker for broker in known if broker.id in set(tied)]


def has_app(gebruiker: Gebruiker) -> bool:
    """Whether this account has a code app: chosen, or demanded, as a second step."""
    return _has(gebruiker, Authenticator.Type.TOTP)


def has_passkey(gebruiker: Gebruiker) -> bool:
    """Whether this account has a passkey, on whatever device."""
    return _has(gebruiker, Authenticator.Type.WEBAUTHN)


def record_enrolment(request: HttpRequest, gebruiker: Gebruiker, factor: Authenticator) -> None:
    """Count the making of a factor as its first use: its owner just held it in their hands."""
    record_authentication(
        request, gebruiker, MFA, id=factor.pk, type=factor.type, reauthenticated=True
    )


def _has(gebruiker: Gebruiker, *types: str) -> bool:
    return Authenticator.objects.filter(user_id=gebruiker.pk, type__in=types).exists()


def _records(request: HttpRequest, gebruiker: Any) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = get_authentication_records(request, gebruiker)
    return records
