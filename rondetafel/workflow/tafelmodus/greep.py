"""What every verb at the table shares: the right, the held row, and telling who follows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from acties.workflow import DrieVragenError
from acties.workflow import OvergangError as ActieOvergangError
from doelen.workflow import OvergangError as DoelOvergangError
from rondetafel.models import Rondetafel, Tafelstatus
from rondetafel.workflow.toestand import eis_status, lock
from toegang.overgangen import KanNietError
from toegang.policy import Handeling

if TYPE_CHECKING:
    from toegang.access import Plek


class SchrijftNietError(PermissionDenied):
    """Somebody else keeps the minutes of ``tafel``, perhaps since a moment ago."""

    def __init__(self, tafel: Rondetafel) -> None:
        super().__init__("deze plek houdt de notulen van deze tafel niet bij")
        self.tafel = tafel


def eis_notulist(tafel: Rondetafel, actor: Plek) -> None:
    """Raise SchrijftNietError unless this seat keeps the minutes of this table."""
    if not actor.mag(Handeling.NOTULEREN, tafel):
        raise SchrijftNietError(tafel)


def houd(tafel: Rondetafel, actor: Plek) -> Rondetafel:
    """Return the held table that is being held now, for who keeps its minutes.

    Raises:
        SchrijftNietError: when the actor does not keep the minutes of this table.
        KanNietError: when the table is not open.
    """
    tafel = lock(tafel)
    if tafel.plan_id != actor.plan.pk:
        raise PermissionDenied("deze tafel hoort bij een ander plan")
    eis_notulist(tafel, actor)
    eis_status(tafel, [Tafelstatus.BEZIG])
    return tafel


def houd_om_te_schrijven(tafel: Rondetafel, actor: Plek) -> Rondetafel:
    """As :func:`houd`; while the family talks alone nothing is written down."""
    tafel = houd(tafel, actor)
    eis_geen_gezinstijd(tafel)
    return tafel


def eis_geen_gezinstijd(tafel: Rondetafel) -> None:
    """Raise KanNietError while the family talks alone."""
    if tafel.gezin_alleen:
        raise KanNietError(_("Het gezin praat nu alleen. Er wordt even niets opgeschreven."))


def dag_van(tafel: Rondetafel, now: datetime) -> date:
    """Return the day this table is held, also when it was planned on another."""
    return timezone.localdate(tafel.geopend_op or now)


def raak(tafel: Rondetafel) -> None:
    """Raise ``stand``: everybody who follows on a phone gets the new picture."""
    Rondetafel.objects.filter(pk=tafel.pk).update(stand=F("stand") + 1)
    tafel.stand += 1


@contextmanager
def in_gewone_woorden() -> Iterator[None]:
    """Turn what other rooms say cannot be done into a sentence for the screen."""
    try:
        yield
    except DoelOvergangError as fout:
        raise KanNietError(str(fout)) from fout
    except DrieVragenError as fout:
        raise KanNietError(
            _("Dit doet nu iemand uit het eigen netwerk. Wie het overneemt, antwoordt zelf.")
        ) from fout
    except ActieOvergangError as fout:
        raise KanNietError(
            _("Deze actie is intussen veranderd. Kijk nog eens hoe het staat.")
        ) from fout
