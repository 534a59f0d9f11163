"""What of this room can be hidden from somebody: an agreement, an item of an agenda."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rondetafel.models import Agendapunt, Besluit
from toegang.afscherming.bronnen import Bron, heel_de_tekst, over_wie, register, tekst_van

register(
    Bron(
        "besluit",
        _("Afspraken aan tafel"),
        lambda plek: Besluit.objects.visible_to(plek).filter(actie=None),
        tekst_van,
        heel_de_tekst,
        over_wie,
    )
)
register(
    Bron(
        "agendapunt",
        _("Punten op de agenda"),
        lambda plek: Agendapunt.objects.visible_to(plek).filter(besproken_op=None),
        tekst_van,
        heel_de_tekst,
        over_wie,
    )
)
