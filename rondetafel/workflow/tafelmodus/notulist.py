"""Who keeps the minutes, once the table is being held."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from rondetafel.models import Rondetafel
from rondetafel.tafelmodus.mensen import kunnen_schrijven, personen
from rondetafel.workflow.tafelmodus.greep import houd, raak
from toegang.overgangen import KanNietError
from toegang.policy import Handeling

if TYPE_CHECKING:
    from toegang.access import Plek
    from toegang.models import Deelname


@transaction.atomic
def change_notulist(
    tafel: Rondetafel, notulist: Deelname, *, actor: Plek, now: datetime
) -> Rondetafel:
    """Let another keep the minutes from here on: who did before writes nothing any more.

    Args:
        tafel: a table that is being held.
        notulist: a guest who is there.
        actor: the zorgcoördinator.
        now: the aware moment.

    Raises:
        PermissionDenied: for anybody but the zorgcoördinator.
        KanNietError: when the table is not open, or this person is not at it.
    """
    actor.eis(Handeling.TAFEL_PLANNEN)
    tafel = houd(tafel, actor)
    if notulist.pk not in {d.pk for d in kunnen_schrijven(personen(actor, tafel))}:
        raise KanNietError(_("Kies iemand die nu aan deze tafel zit."))
    if tafel.notulist_id != notulist.pk:
        Rondetafel.objects.filter(pk=tafel.pk).update(notulist=notulist)
        tafel.notulist = notulist
        raak(tafel)
    return tafel
