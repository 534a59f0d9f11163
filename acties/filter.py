"""What somebody wants to see of a plan's actions, from the address of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet

from acties.access import VOLGORDE
from acties.models import OPEN, Actie, Actiehouder, Houderantwoord
from doelen.models import Doel
from prepared import PreparedQuery, Slot
from toegang.access import Plek
from toegang.models import Deelname
from toegang.vorm import Kijker


def _ids(
    plek: Kijker, klaar: bool, van_een: bool, bij_een: bool, hoeveel: int | None
) -> QuerySet[Actie, UUID]:
    acties = Actie.objects.visible_to(plek)
    if van_een:
        houders = Actiehouder.objects.filter(deelname=Slot.uuid("wie"))
        acties = acties.filter(pk__in=houders.exclude(antwoord=Houderantwoord.NEE).values("actie"))
    if bij_een:
        acties = acties.filter(doel=Slot.uuid("doel"))
    if klaar:
        acties = acties.exclude(status__in=OPEN).order_by("-afgerond_op", "-pk")[:hoeveel]
    else:
        acties = acties.filter(status__in=OPEN).order_by(*VOLGORDE)
    return acties.values_list("pk", flat=True)


IDS = PreparedQuery(_ids)


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

    def te_tonen(self, plek: Plek) -> list[UUID]:
        """Return the ids of what is asked for: open ones by deadline, or what is finished."""
        return self.afgerond(plek) if self.klaar else self._ids(plek, klaar=False)

    def afgerond(self, plek: Plek, hoeveel: int | None = None) -> list[UUID]:
        """Return the ids of what is finished, the latest first; at most so many."""
        return self._ids(plek, klaar=True, hoeveel=hoeveel)

    def _ids(self, plek: Plek, *, klaar: bool, hoeveel: int | None = None) -> list[UUID]:
        vorm = (klaar, bool(self.wie), bool(self.doel), hoeveel)
        return plek.vraag(IDS, *vorm, wie=self.wie, doel=self.doel)

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
