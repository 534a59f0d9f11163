"""What of this room can be hidden from somebody: each text by itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from doelen.models import Doel, Hulpvraag, Kracht, Zorg
from toegang.afscherming.bronnen import Bron, heel_de_tekst, over_wie, register, tekst_van

for _soort, _kop, _model in (
    ("kracht", _("Wat goed gaat"), Kracht),
    ("zorg", _("Zorgen"), Zorg),
    ("doel", _("Doelen"), Doel),
):
    register(Bron(_soort, _kop, _model.objects.visible_to, tekst_van, heel_de_tekst, over_wie))

register(
    Bron(
        "hulpvraag",
        _("Wat iemand wil bereiken"),
        Hulpvraag.objects.visible_to,
        tekst_van,
        heel_de_tekst,
        lambda rij, leden: [lid for lid in leden if lid.pk == rij.lid_id],
    )
)
