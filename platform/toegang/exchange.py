"""Seats and what the family agreed to, as they travel. Links and codes never do."""

from gebruikers.uitwisselformaat import Tabel, leave_out, register
from toegang.models import Deelname, Instemming, Plekuitnodiging

register(
    Tabel("deelnames", Deelname, "plan", sleutels={"leefgebieden": "gezinsleden"}),
    Tabel("instemmingen", Instemming, "deelname__plan"),
)
leave_out(Plekuitnodiging)
