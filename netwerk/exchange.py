"""The informal network, as it travels."""

from gebruikers.uitwisselformaat import Tabel, register
from netwerk.models import Netwerklid

register(Tabel("netwerk", Netwerklid, "plan"))
