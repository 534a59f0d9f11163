"""What was restricted and confirmed, as it travels."""

from gebruikers.uitwisselformaat import Tabel, register
from toegang.beperking.models import Verzoek

register(Tabel("verzoeken", Verzoek, "plan"))
