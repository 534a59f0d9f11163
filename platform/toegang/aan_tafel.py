"""Who sits at the table, as rows for a screen: one place for the plan page and the seats page.

A constant number of queries, however many sit there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _

from gebruikers.models import Leefgebied
from gezinsplan.models import Gezinslid
from toegang import policy, wie, woorden
from toegang.access import Plek
from toegang.beslissers import VOLWASSEN
from toegang.models import Deelname, Plekstatus
from toegang.policy import Handeling
from toegang.zetels import bekende_deelnames


@dataclass(frozen=True)
class Rij:
    """One person as a screen shows them; ``staat`` is a kind of state and its words."""

    naam: str
    heet: str
    onder: str
    soort: str
    url: str = ""
    staat: tuple[str, str] = ("", "")
    wacht_op_mij: bool = False

    @property
    def kort(self) -> str:
        """First name, for a button."""
        return woorden.voornaam(self.naam)


@dataclass
class Aantafel:
    """Everybody this seat knows of, in the groups of the drawing."""

    plek: Plek
    deelnames: list[Deelname]
    gebieden: list[Leefgebied]
    zittend: list[Deelname] = field(init=False)

    def __post_init__(self) -> None:
        aan = (Plekstatus.ACTIEF, Plekstatus.UITGENODIGD, Plekstatus.GOEDGEKEURD)
        vandaag = self.plek.vandaag
        self.zittend = [
            d for d in self.deelnames if d.status in aan and (not d.tot or vandaag < d.tot)
        ]

    @cached_property
    def mag_namen(self) -> bool:
        """Whether the reader may know who said what."""
        return self.plek.is_coordinator or self.plek.mag(Handeling.PLEK_INSTEMMEN)

    @cached_property
    def gezin(self) -> list[Rij]:
        """Every member of the family, with or without a seat: a child has a chair too."""
        per_lid = {d.lid_id: d for d in self.zittend if d.lid_id}
        return [self._lid(lid, per_lid.get(lid.pk)) for lid in self.plek.zichtbare_leden]

    @cached_property
    def netwerk(self) -> list[Rij]:
        """The family's own people at the table."""
        return self._anderen(lambda d: d.rol in policy.VAN_HET_NETWERK, "netwerk")

    @cached_property
    def beroepskrachten(self) -> list[Rij]:
        """The professionals at the table."""
        buiten = policy.VAN_HET_NETWERK | policy.ZONDER_INSTEMMING
        return self._anderen(lambda d: d.rol not in buiten, "professional")

    @cached_property
    def voorstellen(self) -> list[Rij]:
        """Proposals on which the family has not decided."""
        return [self.rij(d, "voorstel") for d in self.deelnames if d.status in wie.TE_KIEZEN]

    @cached_property
    def eerder(self) -> list[Rij]:
        """Who sat here before or did not come; for those who decide and the zorgcoördinator."""
        weg = [d for d in self.deelnames if d not in self.zittend and d.status not in wie.TE_KIEZEN]
        return [self.rij(d, "afwezig") for d in weg]

    @property
    def stoelen(self) -> list[dict[str, str]]:
        """The chairs of the drawing."""
        rijen = [*self.gezin, *self.netwerk, *self.beroepskrachten, *self.voorstellen]
        return [{"naam": r.naam, "soort": r.soort} for r in rijen]

    def rij(self, deelname: Deelname, soort: str) -> Rij:
        """One seat as a row, with what it sees where the reader may know."""
        stand = self._stand(deelname)
        onder = [woorden.wat_iemand_is(deelname)]
        if deelname.status in wie.TOEGELATEN and (
            self.mag_namen or deelname.pk == self.plek.deelname.pk
        ):
            onder.append(woorden.ziet(deelname, self.plek, self.gebieden))
        staat = woorden.stand_in_woorden(stand, self.plek, mag_namen=self.mag_namen)
        return Rij(
            naam=deelname.naam,
            heet=deelname.naam,
            onder=", ".join(onder),
            soort="voorstel" if deelname.status == Plekstatus.GOEDGEKEURD else soort,
            url=reverse("toegang:plek", args=[self.plek.plan.pk, deelname.pk]),
            staat=("", "") if staat[0] == "goed" else staat,
            wacht_op_mij=self.plek.deelname.beslist_mee
            and any(not stem.antwoord for stem in stand.van(self.plek)),
        )

    def _stand(self, deelname: Deelname) -> wie.Stand:
        """How the answers stand; of what is decided they are not asked again."""
        if deelname.status in wie.TE_KIEZEN:
            return wie.stand(self.plek, deelname)
        return wie.Stand(deelname, [], [], Plekstatus(deelname.status))

    def _anderen(self, hoort: Callable[[Deelname], bool], soort: str) -> list[Rij]:
        return [self.rij(d, soort) for d in self.zittend if hoort(d)]

    def _lid(self, lid: Gezinslid, deelname: Deelname | None) -> Rij:
        jaren = lid.leeftijd(self.plek.vandaag)
        onder = lid.get_verwantschap_display()
        if jaren < VOLWASSEN:
            onder = lid.leeftijd_in_woorden(self.plek.vandaag)
        if deelname and deelname.is_zorgcoordinator:
            onder = _("%(wie)s en zorgcoördinator") % {"wie": onder}
        ik = deelname is not None and deelname.pk == self.plek.deelname.pk
        wacht = deelname is not None and deelname.status == Plekstatus.UITGENODIGD
        return Rij(
            naam=lid.naam,
            heet=_("%(naam)s (u)") % {"naam": lid.voornaam} if ik else lid.voornaam,
            onder=onder,
            soort="gezin",
            url=reverse("toegang:plek", args=[self.plek.plan.pk, deelname.pk]) if deelname else "",
            staat=("wacht", _("Uitgenodigd, nog geen antwoord")) if wacht else ("", ""),
        )


def aan_tafel(plek: Plek, gebieden: Sequence[Leefgebied] | None = None) -> Aantafel:
    """Return everybody this seat knows of at its plan; the answers to what is open are loaded."""
    rijen = bekende_deelnames(plek)
    wie.load_antwoorden([d for d in rijen if d.status in wie.TE_KIEZEN], plek.leden)
    return Aantafel(plek, rijen, list(gebieden or _gebieden(plek)))


def _gebieden(plek: Plek) -> list[Leefgebied]:
    """The life domains of the gemeente, for their names; a change in them shows in a minute."""
    sleutel = f"leefgebieden:{plek.plan.gemeente_id}"
    gebieden: list[Leefgebied] | None = cache.get(sleutel)
    if gebieden is None:
        gebieden = list(plek.plan.gemeente.leefgebieden.all())
        cache.set(sleutel, gebieden, 60)
    return gebieden
