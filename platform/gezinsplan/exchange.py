"""The family and the root row of its plan, as they travel."""

from gebruikers.uitwisselformaat import Tabel, register
from gezinsplan.models import Gezag, Gezin, Gezinslid, Gezinsplan, Huishouden

register(
    Tabel("gezinnen", Gezin, "plannen"),
    Tabel("huishoudens", Huishouden, "gezin__plannen"),
    Tabel("gezinsleden", Gezinslid, "gezin__plannen"),
    Tabel("gezag", Gezag, "kind__gezin__plannen"),
    Tabel("plannen", Gezinsplan, "pk"),
)
