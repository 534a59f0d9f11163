"""The people around a family as a list: whose they are, how close, what they can do. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from gezinsplan.models import Gezinslid
from netwerk.models import Netwerklid
from netwerk.workflow import heeft_plek
from toegang import policy, wie
from toegang.aan_tafel import Aantafel, Rij, aan_tafel
from toegang.access import Plek
from toegang.beslissers import BESLIST_SAMEN, VOLWASSEN
from toegang.models import Deelname, Plekstatus
from toegang.policy import Handeling


@dataclass(frozen=True)
class Mens:
    """Somebody on the list as one reader sees them."""

    rij: Netwerklid
    plek_url: str
    staat: tuple[str, str]
    mag_wijzigen: bool
    mag_vragen: bool


@dataclass(frozen=True)
class Kring:
    """The people of one member, or of the whole family."""

    kop: str
    mensen: Sequence[Mens]


@dataclass(frozen=True)
class Jim:
    """A young person and who their JIM is, if there is one that the reader knows of."""

    jongere: Gezinslid
    rij: Rij | None
    mag_noemen: bool
    is_van_mij: bool


@dataclass
class Netwerk:
    """Everybody around the family that this seat sees; a constant number of queries."""

    plek: Plek
    tafel: Aantafel
    rijen: list[Netwerklid]

    @property
    def kringen(self) -> list[Kring]:
        """The people per member of the family, in the family's order; the family's own first."""
        koppen: list[tuple[UUID | None, str]] = [(None, _("Van ons allemaal"))]
        for lid in self.plek.zichtbare_leden:
            ik = lid.pk == self.plek.deelname.lid_id
            koppen.append(
                (lid.pk, _("Van mij") if ik else _("Van %(naam)s") % {"naam": lid.voornaam})
            )
        kringen = [
            Kring(kop, [self._mens(rij) for rij in self.rijen if rij.van_id == van])
            for van, kop in koppen
        ]
        return [kring for kring in kringen if kring.mensen]

    @property
    def alleen_aan_tafel(self) -> list[Rij]:
        """People of the own network who sit at the table and are not on the list."""
        op_lijst = {rij.deelname_id for rij in self.rijen}
        eigen = [d for d in self.tafel.zittend if d.rol in policy.VAN_HET_NETWERK]
        return [self.tafel.rij(d, "netwerk") for d in eigen if d.pk not in op_lijst]

    @property
    def jims(self) -> list[Jim]:
        """The young people of the family, with their JIM."""
        uit = []
        for lid in self.plek.zichtbare_leden:
            if not BESLIST_SAMEN <= lid.leeftijd(self.plek.vandaag) < VOLWASSEN:
                continue
            jim = next((d for d in self._bekend.values() if d.jim_van_id == lid.pk), None)
            uit.append(
                Jim(
                    lid,
                    self.tafel.rij(jim, "netwerk") if jim else None,
                    jim is None and self.plek.mag(Handeling.JIM_NOEMEN, lid),
                    lid.pk == self.plek.deelname.lid_id,
                )
            )
        return uit

    @property
    def _bekend(self) -> dict[UUID, Deelname]:
        """The seats and proposals that the reader knows of."""
        return {d.pk: d for d in self.tafel.deelnames if d.status in wie.LOPEND}

    def _mens(self, rij: Netwerklid) -> Mens:
        deelname = self._bekend.get(rij.deelname_id) if rij.deelname_id else None
        mag = self.plek.mag(Handeling.NETWERK_SCHRIJVEN, rij)
        aan_tafel_rij = self.tafel.rij(deelname, "netwerk") if deelname else None
        staat = aan_tafel_rij.staat if aan_tafel_rij else ("", "")
        if deelname and deelname.status == Plekstatus.ACTIEF:
            staat = ("goed", _("Zit aan tafel"))
        return Mens(
            rij=rij,
            plek_url=aan_tafel_rij.url if aan_tafel_rij else "",
            staat=staat,
            mag_wijzigen=mag,
            mag_vragen=mag and not heeft_plek(rij),
        )


def get_netwerk(plek: Plek) -> Netwerk:
    """Return the people around the family that this seat sees."""
    rijen = Netwerklid.objects.visible_to(plek).filter(weggehaald_op__isnull=True)
    return Netwerk(plek, aan_tafel(plek), list(rijen.select_related("van", "deelname")))
