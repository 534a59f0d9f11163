"""Every write to an account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from gebruikers.briefcode import end_briefcodes
from gebruikers.models import BuitenRol, Gebruiker, Medewerker
from gebruikers.opheffen import bij_opheffen
from gebruikers.talen import is_beschikbaar
from gebruikers.tweede_factor import needs_second_factor

OPGEHEVEN = "Opgeheven account"


@transaction.atomic
def get_or_create_account(
    *,
    naam: str,
    email: str | None,
    taal: str = "nl",
    telefoon: str = "",
    roepnaam: str = "",
    actor: Gebruiker,
    now: datetime,
) -> Gebruiker:
    """Return the account with this address, or make one for who is invited.

    An existing account is left as its owner keeps it. Without an address there is always a new one:
    only a letter leads to it. That the caller may invite is the caller's to check.
    """
    if email:
        bestaand = Gebruiker.objects.filter(email=email.strip().lower(), is_active=True).first()
        if bestaand is not None:
            return bestaand
    return Gebruiker.objects.create_user(
        email.strip() if email else None,
        naam=naam,
        roepnaam=roepnaam,
        telefoon=telefoon,
        taal=taal,
    )


@transaction.atomic
def set_taal(gebruiker: Gebruiker, taal: str, *, actor: Gebruiker, now: datetime) -> None:
    """Show this person everything in another language from now on."""
    _only_own(gebruiker, actor)
    if is_beschikbaar(taal):
        Gebruiker.objects.filter(pk=gebruiker.pk).update(taal=taal)


def expect_taal(gebruiker: Gebruiker, taal: str) -> None:
    """Let an account speak the language that others say its owner reads, until its first login.

    From then on the owner chooses. For use inside other workflow functions, which checked the
    right to.
    """
    Gebruiker.objects.filter(pk=gebruiker.pk, last_login=None).update(taal=taal)


@transaction.atomic
def change_gegevens(
    gebruiker: Gebruiker,
    *,
    naam: str,
    roepnaam: str,
    telefoon: str,
    taal: str,
    actor: Gebruiker,
    now: datetime,
) -> None:
    """Change what somebody says about themselves."""
    _only_own(gebruiker, actor)
    Gebruiker.objects.filter(pk=gebruiker.pk).update(
        naam=naam, roepnaam=roepnaam, telefoon=telefoon, taal=taal
    )


@transaction.atomic
def change_werk(
    werk: Medewerker,
    *,
    functie: str,
    telefoon: str,
    bereikbaar: str,
    actor: Gebruiker,
    now: datetime,
) -> None:
    """Change how a professional can be reached. What they may do there is not theirs to change."""
    _only_own(werk.gebruiker, actor)
    Medewerker.objects.filter(pk=werk.pk).update(
        functie=functie, telefoon=telefoon, bereikbaar=bereikbaar
    )


@transaction.atomic
def end_session(sessie: UserSession, *, actor: Gebruiker, now: datetime) -> None:
    """Log a device out."""
    _only_own(sessie.user, actor)
    _end_sessions([sessie])


def may_disconnect(account: SocialAccount) -> bool:
    """Whether its owner can still get in without this identity."""
    gebruiker = account.user
    others = SocialAccount.objects.filter(user=gebruiker).exclude(pk=account.pk).exists()
    own = Authenticator.objects.filter(user=gebruiker).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    if needs_second_factor(gebruiker):
        return others or own.exists()
    passkey = own.filter(type=Authenticator.Type.WEBAUTHN).exists()
    return others or bool(gebruiker.email) or passkey


@transaction.atomic
def disconnect(account: SocialAccount, *, actor: Gebruiker, now: datetime) -> None:
    """Let go of an identity of a provider."""
    _only_own(account.user, actor)
    if not may_disconnect(account):
        raise PermissionDenied
    account.delete()


@transaction.atomic
def delete_account(gebruiker: Gebruiker, *, actor: Gebruiker, now: datetime) -> None:
    """End an account: every way in is gone and the person is no longer in it.

    Nothing of a plan is deleted. The row stays, empty, because plans refer to it; seats keep the
    name they were held under. Higher rooms end what is theirs first (``gebruikers.opheffen``) and
    may refuse by raising OpheffenKanNietError.
    """
    _only_own(gebruiker, actor)
    for opheffing in bij_opheffen:
        opheffing(gebruiker, now)
    end_briefcodes(gebruiker, now=now)
    end_all_sessions(gebruiker)
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=gebruiker).delete()
    Medewerker.objects.filter(gebruiker=gebruiker).delete()
    gebruiker.email = None
    gebruiker.naam = OPGEHEVEN
    gebruiker.roepnaam = gebruiker.telefoon = ""
    gebruiker.buitenrol = BuitenRol.GEEN
    gebruiker.is_active = gebruiker.is_staff = gebruiker.is_superuser = False
    gebruiker.set_unusable_password()
    gebruiker.save()


def _only_own(gebruiker: Gebruiker, actor: Gebruiker) -> None:
    if gebruiker.pk != actor.pk:
        raise PermissionDenied


def end_all_sessions(gebruiker: Gebruiker) -> None:
    """Log an account out everywhere; the caller checked the right to."""
    _end_sessions(UserSession.objects.filter(user=gebruiker))


def _end_sessions(sessies: Iterable[UserSession]) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for sessie in sessies:
        store.delete(sessie.session_key)
        sessie.delete()
