"""What cannot happen to a text in the state it is in."""

from __future__ import annotations

from django.utils.translation import gettext as _

from doelen.models import DOEL_OVERGANGEN, Doel, Doelstatus


class OvergangError(Exception):
    """This cannot be done now; its text says why, for on the screen."""


def eis_overgang(doel: Doel, naar: Doelstatus) -> None:
    """Raise OvergangError unless the goal may go to this state."""
    if naar not in DOEL_OVERGANGEN[doel.status]:
        raise OvergangError(
            _("Dat kan nu niet. Bij dit doel staat: %(nu)s.") % {"nu": doel.get_status_display()}
        )
