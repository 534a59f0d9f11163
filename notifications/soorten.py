"""The kinds of notification: each app registers its own from its ``berichten.py``.

A kind answers two questions about waiting rows, at the moment of showing or sending and never
before: what does the receiver read in the app (``teksten``), and what goes into the mail
(``mail``). A row that ``teksten`` leaves out is no longer allowed or needed: it is not shown, and
its mail is not sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from notifications.models import Bericht


@dataclass(frozen=True)
class Tekst:
    """What the receiver reads in the app, behind the login. ``url`` is a path of this site."""

    titel: str
    regel: str = ""
    url: str = ""
    knop: str = ""


@dataclass(frozen=True)
class Bijlage:
    """A file that goes with a mail."""

    naam: str
    inhoud: bytes
    mimetype: str


@dataclass(frozen=True)
class Mail:
    """A mail: a link and no case content (NTA 7516). ``url`` is a path of this site."""

    onderwerp: str
    regels: Sequence[str]
    url: str
    knop: str
    bijlagen: Sequence[Bijlage] = ()
    kopregels: Mapping[str, str] = field(default_factory=dict)


Teksten = Callable[["Sequence[Bericht]", datetime], dict[UUID, Tekst]]


@dataclass(frozen=True)
class Soort:
    """One kind of notification.

    Attributes:
        code: ``app.verb``, stored on the row.
        groep: the group whose preference counts.
        teksten: for rows of this kind, the text per id of those still allowed; a constant number
            of queries however many rows.
        mail: the mail of one allowed row; None for kinds that are shown in the app only.
        verplicht: sent whatever the preference (invitations, safety).
    """

    code: str
    groep: Groep
    teksten: Teksten
    mail: Callable[[Bericht, datetime], Mail] | None = None
    verplicht: bool = False


class Groep(models.TextChoices):
    """What somebody chooses mail for; each kind belongs to one of these."""

    PLEKKEN = "plekken", _("Wie er aan tafel zit")
    TAFELS = "tafels", _("De tafel: tijden en uitnodigingen")
    ACTIES = "acties", _("Acties")
    VERSLAGEN = "verslagen", _("Verslagen")
    PLAN = "plan", _("Wat er in het plan verandert")


Weglaten = Callable[["Sequence[Bericht]", Mapping[UUID, Tekst], datetime], set[UUID]]

weglaten: list[Weglaten] = []
"""Registered by a room that hides things from people: which of these notices may not be read."""

_soorten: dict[str, Soort] = {}


def register(soort: Soort) -> Soort:
    """Make a kind known. Registering another kind under the same code is an error."""
    if _soorten.setdefault(soort.code, soort) is not soort:
        raise ValueError(f"notification kind {soort.code} exists already")
    return soort


def get(code: str) -> Soort:
    """Return the kind of this code; KeyError when no app registered it."""
    return _soorten[code]


def alle() -> list[Soort]:
    """Return every kind, by code."""
    return [_soorten[code] for code in sorted(_soorten)]


def teksten_van(code: str, berichten: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    """Return what the receivers of these notices of one kind read, of those still allowed."""
    teksten = get(code).teksten(berichten, now)
    over = [b for b in berichten if b.pk in teksten]
    weg = {pk for functie in weglaten for pk in functie(over, teksten, now)}
    return {pk: tekst for pk, tekst in teksten.items() if pk not in weg}
