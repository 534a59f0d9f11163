"""What somebody wants to see of a plan's actions, from the address of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet

from acties.models import Actie, Actiehouder, Houderantwoord
from doelen.models import Doel
from toegang.models import Deelname


@dataclass(frozen=True)
class Keuze:
    """Of whom, for which goal, grouped how, open or finished. Unknown people and goals are none."""

    wie: UUID | None
    doel: UUID | None
    per: str
    klaar: bool

    @classmethod
    def uit(
        cls, vraag: Mapping[str, str], mensen: Iterable[Deelname], doelen: Iterable[Doel]
    ) -> Keuze:
        """Read the query string; only people and goals that the reader sees can be chosen."""
        wie = next((d.pk for d in mensen if str(d.pk) == vraag.get("wie")), None)
        doel = next((d.pk for d in doelen if str(d.pk) == vraag.get("doel")), None)
        per = "doel" if vraag.get("per") == "doel" else "persoon"
        return cls(wie, doel, per, "klaar" in vraag)

    def toepassen(self, acties: QuerySet[Actie]) -> QuerySet[Actie]:
        """Keep the actions of this person and for this goal."""
        if self.wie:
            houders = Actiehouder.objects.filter(deelname=self.wie)
            acties = acties.filter(
                pk__in=houders.exclude(antwoord=Houderantwoord.NEE).values("actie")
            )
        return acties.filter(doel=self.doel) if self.doel else acties

    def basis(self, **anders: str) -> str:
        """Return the query string of this choice, changed by ``anders``."""
        vraag = {
            "wie": str(self.wie or ""),
            "doel": str(self.doel or ""),
            "per": "doel" if self.per == "doel" else "",
            "klaar": "1" if self.klaar else "",
        }
        return urlencode({naam: waarde for naam, waarde in (vraag | anders).items() if waarde})

    @property
    def is_gefilterd(self) -> bool:
        """Whether not everything is shown."""
        return bool(self.wie or self.doel)
