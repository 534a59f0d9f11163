""" "Dit klopt niet" beside the words of an action: it comes on the agenda of the next table."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acties.models import Actie
from doelen.tegenspraak import TEKST_OP_AGENDA, Agendatekst, Bron, register


def op_agenda(actie: Actie) -> Agendatekst:
    """Return how a contradiction of this action stands on an agenda: read by who sees it."""
    tekst = actie.tekst
    if len(tekst) > TEKST_OP_AGENDA:
        tekst = f"{tekst[:TEKST_OP_AGENDA]}…"
    zin = _("Klopt dit: “%(tekst)s”") % {"tekst": tekst}
    return Agendatekst(zin, actie.betreft_id, actie.leefgebied_id)


register(Bron("actie", gettext_lazy("een actie"), Actie.objects.visible_to, op_agenda))
