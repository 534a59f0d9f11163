"""How a seat goes from one state to the next: along the table, and once."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from toegang.models import PLEK_OVERGANGEN, Deelname, Plekstatus


class KanNietError(Exception):
    """What was asked cannot be done as things stand now; the message says why, to the person."""


def lock(deelname: Deelname) -> Deelname:
    """Return the seat as it is now, held until the end of the transaction.

    Two who decide may answer at once: each must count the other's answer.
    """
    return (
        Deelname.objects.select_for_update(of=("self",))
        .select_related("plan__gezin", "plan__gemeente", "lid", "gebruiker", "organisatie")
        .get(pk=deelname.pk)
    )


def move(deelname: Deelname, naar: Plekstatus, **velden: Any) -> None:
    """Put a seat in another state, with the fields that belong to it.

    Raises:
        KanNietError: when the table does not know this step, or somebody else was first.
    """
    if naar not in PLEK_OVERGANGEN[deelname.status]:
        raise KanNietError(
            _("Dat kan niet meer. Deze plek is intussen veranderd. Kijk nog eens hoe het staat.")
        )
    write(deelname, status=naar, **velden)


def write(deelname: Deelname, **velden: Any) -> None:
    """Write fields of a seat that nobody moved in the meantime.

    Raises:
        KanNietError: when somebody else was first.
    """
    gelukt = Deelname.objects.filter(pk=deelname.pk, status=deelname.status).update(
        versie=deelname.versie + 1, **velden
    )
    if not gelukt:
        raise KanNietError(
            _("Dat kan niet meer. Deze plek is intussen veranderd. Kijk nog eens hoe het staat.")
        )
    for naam, waarde in velden.items():
        setattr(deelname, naam, waarde)
    deelname.versie += 1
