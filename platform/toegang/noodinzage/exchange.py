"""Who read the plan in an emergency, as it travels."""

from gebruikers.uitwisselformaat import Tabel, register
from toegang.noodinzage.models import Noodinzage

register(Tabel("noodinzages", Noodinzage, "plan"))
