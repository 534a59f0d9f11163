"""How a goal goes over the tables: from scores to points, and to a sentence. No database.

A point is one table (or one moment outside a table) at which at least one person gave a score. The
pictures are drawn from the points; the sentence says the same for who would rather read or hear.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toegang.woorden import CHIP
from vormgeving.datums import dag
from vormgeving.zinnen import opsomming

if TYPE_CHECKING:
    from uuid import UUID

    from doelen.models import Evaluatie


@dataclass(frozen=True)
class Meting:
    """The 0-10 one person gave.

    ``heet`` is what they are called in a sentence, ``naam`` the whole name for the initials,
    ``soort`` how their chip looks (``vormgeving``).
    """

    wie: UUID
    naam: str
    heet: str
    soort: str
    cijfer: int


@dataclass(frozen=True)
class Meetpunt:
    """What was given on one day, in the order of the people."""

    op: date
    metingen: tuple[Meting, ...]

    def van(self, wie: UUID) -> Meting | None:
        """Return what this person gave here."""
        return next((m for m in self.metingen if m.wie == wie), None)


def meetpunten(evaluaties: Iterable[Evaluatie]) -> list[Meetpunt]:
    """Return the points of a goal, oldest first; an evaluation without scores is no point.

    ``evaluaties`` carry their scores, each with its member or seat.
    """
    punten = [
        Meetpunt(evaluatie.op, tuple(sorted(map(_meting, evaluatie.scores.all()), key=_plaats)))
        for evaluatie in sorted(evaluaties, key=lambda e: e.op)
    ]
    return [punt for punt in punten if punt.metingen]


def laatste_scores(punten: Sequence[Meetpunt]) -> list[dict[str, Any]]:
    """Return the latest point for ``schaallijn``; ``was`` is what they gave before."""
    if not punten:
        return []
    return [_voor_tekening(m, _vorige(punten, m.wie)) for m in punten[-1].metingen]


def lijn(punten: Sequence[Meetpunt]) -> list[dict[str, Any]]:
    """Return all points for ``doellijn``, oldest first."""
    return [
        {
            "label": date_format(punt.op, "j b"),
            "scores": [_voor_tekening(m, None) for m in punt.metingen],
        }
        for punt in punten
    ]


def zin(punten: Sequence[Meetpunt], gewenst: int, nu: date, *, loopt: bool = True) -> str:
    """Return how the goal goes, in words.

    Args:
        punten: as from :func:`meetpunten`.
        gewenst: the wished score.
        nu: today, for whether a year must be named.
        loopt: whether somebody will still be asked again.
    """
    if not punten:
        return f"{_('Er zijn nog geen cijfers gegeven.')} {_wens(gewenst, [])}"
    laatste = punten[-1]
    if len(punten) == 1:
        delen = [_eerste_keer(laatste, nu), _wens(gewenst, laatste.metingen)]
        if loopt:
            delen.append(_("Nog niet opnieuw gevraagd."))
        return " ".join(delen)
    delen = [_sinds_vorige(punten, nu), *_zonder_cijfer(punten), _wens(gewenst, laatste.metingen)]
    return " ".join(delen)


def _meting(score: Any) -> Meting:
    if score.lid_id is not None:
        lid = score.lid
        return Meting(lid.pk, lid.naam, lid.voornaam, "gezin", score.waarde)
    wie = score.deelname
    return Meting(wie.lid_id or wie.pk, wie.naam, wie.naam, CHIP[wie.rol], score.waarde)


def _plaats(meting: Meting) -> tuple[int, str]:
    return (meting.cijfer, meting.heet)


def _voor_tekening(meting: Meting, was: int | None) -> dict[str, Any]:
    return {"naam": meting.naam, "soort": meting.soort, "score": meting.cijfer, "was": was}


def _vorige(punten: Sequence[Meetpunt], wie: UUID) -> int | None:
    """What this person gave the last time before the latest point."""
    eerder = (punt.van(wie) for punt in reversed(punten[:-1]))
    return next((m.cijfer for m in eerder if m is not None), None)


def _eerste_keer(punt: Meetpunt, nu: date) -> str:
    """ "Noor gaf een 2, Samira en Mark een 4 op dinsdag 1 september." """
    per_cijfer: dict[int, list[str]] = {}
    for meting in punt.metingen:
        per_cijfer.setdefault(meting.cijfer, []).append(meting.heet)
    delen: list[str] = []
    for cijfer, namen in per_cijfer.items():
        if delen:
            deel = _("%(wie)s een %(cijfer)s")
        else:
            deel = ngettext(
                "%(wie)s gaf een %(cijfer)s", "%(wie)s gaven een %(cijfer)s", len(namen)
            )
        delen.append(deel % {"wie": opsomming(namen), "cijfer": cijfer})
    return _("%(wie_wat)s op %(dag)s.") % {"wie_wat": ", ".join(delen), "dag": dag(punt.op, nu)}


def _sinds_vorige(punten: Sequence[Meetpunt], nu: date) -> str:
    """ "Dinsdag 10 november: Noor ging omhoog van een 3 naar een 5, Samira gaf weer een 4." """
    groepen: dict[tuple[int | None, int], list[str]] = {}
    for meting in punten[-1].metingen:
        sleutel = (_vorige(punten, meting.wie), meting.cijfer)
        groepen.setdefault(sleutel, []).append(meting.heet)
    delen = [_beweging(van, naar, namen) for (van, naar), namen in groepen.items()]
    dit = dag(punten[-1].op, nu)
    return f"{dit[:1].upper()}{dit[1:]}: {', '.join(delen)}."


def _beweging(van: int | None, naar: int, namen: Sequence[str]) -> str:
    if van is None:
        zin = ngettext(
            "%(wie)s gaf voor het eerst een cijfer, een %(naar)s",
            "%(wie)s gaven voor het eerst een cijfer, een %(naar)s",
            len(namen),
        )
    elif van == naar:
        zin = ngettext(
            "%(wie)s gaf weer een %(naar)s", "%(wie)s gaven weer een %(naar)s", len(namen)
        )
    elif van < naar:
        zin = ngettext(
            "%(wie)s ging omhoog van een %(van)s naar een %(naar)s",
            "%(wie)s gingen omhoog van een %(van)s naar een %(naar)s",
            len(namen),
        )
    else:
        zin = ngettext(
            "%(wie)s ging omlaag van een %(van)s naar een %(naar)s",
            "%(wie)s gingen omlaag van een %(van)s naar een %(naar)s",
            len(namen),
        )
    return zin % {"wie": opsomming(namen), "van": van, "naar": naar}


def _zonder_cijfer(punten: Sequence[Meetpunt]) -> list[str]:
    """Who gave a score before, and none at the latest point."""
    nu_gegeven = {m.wie for m in punten[-1].metingen}
    eerder: dict[Any, str] = {}
    for punt in punten[:-1]:
        for meting in punt.metingen:
            if meting.wie not in nu_gegeven:
                eerder[meting.wie] = meting.heet
    if not eerder:
        return []
    zin = ngettext(
        "%(wie)s gaf deze keer geen cijfer.", "%(wie)s gaven deze keer geen cijfer.", len(eerder)
    )
    return [zin % {"wie": opsomming(list(eerder.values()))}]


def _wens(gewenst: int, metingen: Sequence[Meting]) -> str:
    if metingen and all(m.cijfer >= gewenst for m in metingen):
        return _("De wens is een %(cijfer)s, en die is gehaald.") % {"cijfer": gewenst}
    return _("De wens is een %(cijfer)s.") % {"cijfer": gewenst}
