"""What of this room can be hidden from somebody: an action."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from acties.models import Actie
from toegang.afscherming.bronnen import Bron, heel_de_tekst, over_wie, register, tekst_van

register(Bron("actie", _("Acties"), Actie.objects.visible_to, tekst_van, heel_de_tekst, over_wie))
