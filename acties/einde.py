"""What happens to somebody's actions when their seat ends: they go back, nothing is lost."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acties.models import GEVRAAGD, Actie, Actiehouder, Houderantwoord
from acties.woorden import roepnaam
from acties.workflow.antwoorden import leg_neer
from acties.workflow.overgang import grijp
from vormgeving.datums import telwoord

if TYPE_CHECKING:
    from toegang.access import Plek
    from toegang.models import Deelname


def geef_acties_terug(deelname: Deelname, *, actor: Plek | None, now: datetime) -> None:
    """Take this seat out of its open actions; what nobody else does goes to the coordinator.

    Runs inside the transaction that ends the seat.
    """
    Actiehouder.objects.filter(
        in_plaats_van=deelname, antwoord=Houderantwoord.OPEN, actie__status__in=GEVRAAGD
    ).update(in_plaats_van=None)
    # Kept in the plan, so in the language of the plan, whoever ends the seat.
    with translation.override(settings.LANGUAGE_CODE):
        reden = _("%(naam)s zit niet meer aan tafel") % {"naam": roepnaam(deelname)}
    for actie in _open_van(deelname):
        greep = grijp(actie, actor=actor, now=now)
        leg_neer(greep, greep.houder(deelname), reden=reden, terug=False)


def gevolg(deelname: Deelname) -> list[str]:
    """Say beforehand what ending this seat does to actions."""
    aantal = _open_van(deelname).count()
    if not aantal:
        return []
    zin = ngettext(
        "Eén actie van %(naam)s gaat terug naar de zorgcoördinator.",
        "%(aantal)s acties van %(naam)s gaan terug naar de zorgcoördinator.",
        aantal,
    )
    return [zin % {"naam": roepnaam(deelname), "aantal": telwoord(aantal).capitalize()}]


def _open_van(deelname: Deelname) -> QuerySet[Actie]:
    rijen = Actiehouder.objects.filter(deelname=deelname).exclude(antwoord=Houderantwoord.NEE)
    return Actie.objects.filter(pk__in=rijen.values("actie"), status__in=GEVRAAGD)
