"""What the house itself says in a report, in the language of who reads it.

A snapshot is made in Dutch. Words of people stay as they were written; a label that was chosen from
a list, an age and a sentence made of scores are said again in the reader's language.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from doelen import verloop
from gebruikers.talen import is_beschikbaar
from gezinsplan.models import Verwantschap

if TYPE_CHECKING:
    from toegang.access import Plek

JAREN = re.compile(r"(\d{1,3}) jaar")
JIM = re.compile(r"JIM van (.+)")


def taal_van(plek: Plek) -> str:
    """Return the language in which this seat reads: the one its account chose, if it ships."""
    taal = plek.gebruiker.taal if plek.gebruiker else plek.deelname.taal
    return taal if is_beschikbaar(taal) else settings.LANGUAGE_CODE


@cache
def _in_het_nederlands(keuzes: type[TextChoices]) -> dict[str, TextChoices]:
    with translation.override("nl"):
        return {str(keuze.label): keuze for keuze in keuzes}


def label(tekst: str, keuzes: type[TextChoices]) -> str:
    """Return a label that was frozen in Dutch in the active language; another text as it is."""
    keuze = _in_het_nederlands(keuzes).get(tekst)
    return str(keuze.label) if keuze is not None else tekst


def onder(tekst: str) -> str:
    """Return the line under a name: what a member is, how old, whose JIM; a function as it is."""
    return ", ".join(_wat_iemand_is(deel) for deel in tekst.split(", "))


def _wat_iemand_is(tekst: str) -> str:
    if jaren := JAREN.fullmatch(tekst):
        aantal = int(jaren[1])
        return ngettext("%(n)s jaar", "%(n)s jaar", aantal) % {"n": aantal}
    if jim := JIM.fullmatch(tekst):
        return _("JIM van %(naam)s") % {"naam": jim[1]}
    return label(tekst, Verwantschap)


def bevroren(punten: list[verloop.Meetpunt]) -> list[dict[str, Any]]:
    """Return points as plain data for a snapshot."""
    return [
        {
            "op": punt.op.isoformat(),
            "metingen": [
                {
                    "wie": str(m.wie),
                    "naam": m.naam,
                    "heet": m.heet,
                    "soort": m.soort,
                    "cijfer": m.cijfer,
                }
                for m in punt.metingen
            ],
        }
        for punt in punten
    ]


def zin(doel: dict[str, Any], op: date) -> str:
    """Return how a frozen goal goes, in words; of an older snapshot as it was said then."""
    if "punten" not in doel:
        return str(doel["zin"])
    punten = [
        verloop.Meetpunt(
            date.fromisoformat(punt["op"]),
            tuple(verloop.Meting(**{**m, "wie": UUID(m["wie"])}) for m in punt["metingen"]),
        )
        for punt in doel["punten"]
    ]
    return verloop.zin(punten, doel["gewenst"], op, loopt=False)
