"""A professional who lost telephone and spare codes: two others together, and never a back door.

The first key: who keeps the accounts of an organisation where they work saw or called them. The
second: functioneel beheer, another person. Then every second proof of the account is removed and
every session ended; who comes in still needs the mailbox, and makes a new proof at once. Nobody is
given a code or a password, so nobody can come in as somebody else. `docs/decisions/0070`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from gebruikers.models import BuitenRol, Gebruiker, Herstelverzoek
from gebruikers.tweede_factor import needs_second_factor
from gebruikers.workflow import end_all_sessions

GELDIG = timedelta(days=7)


class HerstelKanNietError(Exception):
    """This request cannot be made or decided (any more)."""


def may_help(gebruiker: Gebruiker) -> bool:
    """Whether somebody asks for or decides about the recovery of others."""
    return is_beheer(gebruiker) or gebruiker.werk.filter(beheert=True).exists()


def is_beheer(gebruiker: Gebruiker) -> bool:
    """Whether somebody is functioneel beheer."""
    return gebruiker.is_active and gebruiker.buitenrol == BuitenRol.BEHEER


def colleagues(actor: Gebruiker) -> QuerySet[Gebruiker]:
    """Return who works where ``actor`` keeps the accounts, without themselves."""
    kept = actor.werk.filter(beheert=True).values("organisatie")
    found = Gebruiker.objects.filter(is_active=True, werk__organisatie__in=kept)
    return found.exclude(pk=actor.pk).distinct().order_by("naam")


def may_ask(gebruiker: Gebruiker, actor: Gebruiker) -> bool:
    """Whether ``actor`` holds the first key for this account.

    Functioneel beheer holds it for who works for no organisation; then two of them are needed.
    """
    if gebruiker.pk == actor.pk or not gebruiker.is_active or not needs_second_factor(gebruiker):
        return False
    if is_beheer(actor) and not gebruiker.werk.exists():
        return True
    return colleagues(actor).filter(pk=gebruiker.pk).exists()


def open_requests(now: datetime) -> QuerySet[Herstelverzoek]:
    """Return the requests that wait for the second key."""
    return Herstelverzoek.objects.filter(
        beslist_op__isnull=True, gevraagd_op__gt=now - GELDIG
    ).select_related("gebruiker", "gevraagd_door")


@transaction.atomic
def ask(
    gebruiker: Gebruiker, *, vastgesteld: str, actor: Gebruiker, now: datetime
) -> Herstelverzoek:
    """Turn the first key. A request nobody decided about in a week gives way.

    Raises:
        PermissionDenied: the first key is not theirs.
        HerstelKanNietError: a request is waiting already.
    """
    if not may_ask(gebruiker, actor):
        raise PermissionDenied
    Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    if open_requests(now).filter(gebruiker=gebruiker).exists():
        raise HerstelKanNietError
    Herstelverzoek.objects.filter(gebruiker=gebruiker, beslist_op__isnull=True).delete()
    return Herstelverzoek.objects.create(
        gebruiker=gebruiker, vastgesteld=vastgesteld, gevraagd_door=actor, gevraagd_op=now
    )


@transaction.atomic
def decide(
    verzoek: Herstelverzoek, *, geef: bool, actor: Gebruiker, now: datetime
) -> Herstelverzoek:
    """Turn the second key, or refuse to.

    Raises:
        PermissionDenied: not functioneel beheer, or one of the two people in the request.
        HerstelKanNietError: it was decided or has lapsed.
    """
    rij = Herstelverzoek.objects.select_for_update().get(pk=verzoek.pk)
    if not is_beheer(actor) or actor.pk in {rij.gebruiker_id, rij.gevraagd_door_id}:
        raise PermissionDenied
    if rij.beslist_op is not None or rij.gevraagd_op <= now - GELDIG:
        raise HerstelKanNietError
    rij.beslist_door, rij.beslist_op, rij.gegeven = actor, now, geef
    rij.save()
    if geef:
        Authenticator.objects.filter(user=rij.gebruiker).delete()
        end_all_sessions(rij.gebruiker)
    return rij
