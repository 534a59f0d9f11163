"""What every verb of the table shares: holding the row, moving along its states, whom to ask."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from rondetafel.models import TAFEL_OVERGANGEN, Rondetafel, Tafelstatus
from toegang.access import actieve_deelnames
from toegang.overgangen import KanNietError

if TYPE_CHECKING:
    from toegang.models import Deelname


class RedenNodigError(KanNietError):
    """It can be done, but not without saying why."""


def lock(tafel: Rondetafel) -> Rondetafel:
    """Return the table as it is now, held until the end of the transaction.

    Two last answers at once must not both find the other one missing.
    """
    rijen = Rondetafel.objects.select_for_update(of=("self",))
    return rijen.select_related("plan__gezin", "plan__gemeente").get(pk=tafel.pk)


def eis_status(tafel: Rondetafel, toegestaan: Collection[str]) -> None:
    """Raise KanNietError unless the table is in one of these states."""
    if tafel.status not in toegestaan:
        raise KanNietError(
            _("Dat kan niet meer. De tafel is intussen: %(staat)s.")
            % {"staat": tafel.get_status_display()}
        )


def move(tafel: Rondetafel, naar: Tafelstatus, **velden: Any) -> None:
    """Put the (held) table in another state, with the fields that belong to it."""
    if naar != tafel.status and naar not in TAFEL_OVERGANGEN[tafel.status]:
        eis_status(tafel, ())
    write(tafel, status=naar, **velden)


def write(tafel: Rondetafel, **velden: Any) -> None:
    """Write fields of the (held) table and raise its version."""
    velden["versie"] = tafel.versie + 1
    for naam, waarde in velden.items():
        setattr(tafel, naam, waarde)
    tafel.save(update_fields=list(velden))


def coordinator(tafel: Rondetafel, *, now: datetime) -> Deelname | None:
    """Return the seat of the zorgcoördinator of this plan."""
    return actieve_deelnames(now).filter(plan=tafel.plan_id, is_zorgcoordinator=True).first()
