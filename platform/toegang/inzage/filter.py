"""What somebody wants to see of the log, from the address of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toegang.inzage.models import Gebeurtenis, Uitkomst
from toegang.models import Deelname

ANDEREN = "anderen"
STANDAARD = "maand"

PERIODEN = {
    "week": (_("de laatste week"), timedelta(days=7)),
    STANDAARD: (_("de laatste maand"), timedelta(days=31)),
    "jaar": (_("het laatste jaar"), timedelta(days=366)),
    "alles": (_("alles"), None),
}
SOORTEN = {
    Gebeurtenis.LEZEN.value: _("wie keek"),
    Gebeurtenis.WIJZIGEN.value: _("wie iets veranderde"),
    Gebeurtenis.MEENEMEN.value: _("wie iets ophaalde"),
    Uitkomst.GEWEIGERD.value: _("wat niet lukte"),
}


@dataclass(frozen=True)
class Keuze:
    """Of whom, of what kind, since when, one's own looks too. What is unknown is no choice."""

    wie: str
    soort: str
    periode: str
    zelf: bool

    @classmethod
    def uit(cls, vraag: Mapping[str, str], mensen: Iterable[Deelname]) -> Keuze:
        """Read the query string; only people the reader knows can be chosen."""
        bekend = {str(d.pk) for d in mensen} | {ANDEREN}
        wie = vraag.get("wie", "")
        soort = vraag.get("soort", "")
        periode = vraag.get("periode", "")
        return cls(
            wie if wie in bekend else "",
            soort if soort in SOORTEN else "",
            periode if periode in PERIODEN else STANDAARD,
            "zelf" in vraag,
        )

    def q(self, mensen: Iterable[Deelname], eigen: Deelname, now: datetime) -> Q:
        """Return this choice as a filter on lines."""
        uit = Q()
        duur = PERIODEN[self.periode][1]
        if duur is not None:
            uit &= Q(op__gte=now - duur)
        if self.soort == Uitkomst.GEWEIGERD:
            uit &= ~Q(uitkomst=Uitkomst.GELUKT)
        elif self.soort:
            uit &= Q(gebeurtenis=self.soort, uitkomst=Uitkomst.GELUKT)
        if self.wie == ANDEREN:
            uit &= ~_van(mensen)
        elif self.wie:
            uit &= _van([d for d in mensen if str(d.pk) == self.wie])
        elif not self.zelf:
            uit &= ~_van([eigen])
        return uit

    def basis(self, **anders: str) -> str:
        """Return the query string of this choice, changed by ``anders``."""
        vraag = {
            "wie": self.wie,
            "soort": self.soort,
            "periode": "" if self.periode == STANDAARD else self.periode,
            "zelf": "1" if self.zelf else "",
        }
        return urlencode({naam: waarde for naam, waarde in (vraag | anders).items() if waarde})

    @property
    def is_gefilterd(self) -> bool:
        """Whether not everything of this period is shown."""
        return bool(self.wie or self.soort)


def _van(zetels: Iterable[Deelname]) -> Q:
    """Lines of these people: by their seat, or by their account when they had none."""
    lijst = list(zetels)
    plekken: list[UUID] = [d.pk for d in lijst]
    accounts = [d.gebruiker_id for d in lijst if d.gebruiker_id]
    van_account = Q(actor_id__isnull=False, actor_id__in=accounts)
    return van_account | Q(deelname_id__isnull=False, deelname_id__in=plekken)
