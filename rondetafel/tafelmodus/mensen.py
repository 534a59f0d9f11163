"""Who is at the table: the guests, and the children who have a chair but no seat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404

from doelen.models import Doel
from rondetafel.gasten import Mens, mens, roepnamen
from rondetafel.models import Aanwezig, Aanwezigheid, Rondetafel, Uitnodiging
from rondetafel.tafelmodus.zicht import ziet_uitspraak
from toegang.access import Plek, actieve_deelnames, plekken_bij
from toegang.beslissers import VOLWASSEN

if TYPE_CHECKING:
    from gezinsplan.models import Gezinslid
    from toegang.models import Deelname

RijT = TypeVar("RijT", bound=Model)


@dataclass(frozen=True)
class Persoon:
    """Somebody with a chair at this table.

    ``deelname`` of a guest, ``lid`` of a child without a seat; ``plek`` is the scope of a guest.
    ``aanwezig`` is empty while nobody wrote down whether they are there.
    """

    sleutel: str
    mens: Mens
    roepnaam: str
    deelname: Deelname | None
    lid: Gezinslid | None
    plek: Plek | None
    aanwezig: str
    reden: str
    versie: int

    @property
    def is_er(self) -> bool:
        """Whether this person looks on: everybody of whom it is not said that they are absent."""
        return self.aanwezig != Aanwezig.NEE

    @property
    def gezinslid(self) -> Gezinslid | None:
        """The member of the family this is, with or without a seat."""
        return self.deelname.lid if self.deelname else self.lid

    @cached_property
    def id(self) -> UUID | None:
        """By whom a score is kept: the member of the family, else the seat."""
        if self.gezinslid is not None:
            return self.gezinslid.pk
        return self.deelname.pk if self.deelname else None


def personen(plek: Plek, tafel: Rondetafel) -> list[Persoon]:
    """Return everybody with a chair: family, its network, professionals; two queries."""
    rijen = _met_aanwezigheid(_zetels(plek, tafel), tafel, "deelname")
    zetels = [d for d in rijen if not plek.schild.verbergt(d)]
    gezin = plek.plan.gezin.leden.select_related("huishouden")
    leden = list(_met_aanwezigheid(gezin, tafel, "lid"))
    vars(plek)["leden"] = leden  # so that the seat does not ask for them again
    gasten = [d for d in zetels if vars(d)["is_gast"]]
    namen = roepnamen(gasten)
    plekken = {p.deelname.pk: p for p in plekken_bij(gasten, now=plek.now, bij=plek)}
    uit = [
        _persoon(
            f"plek-{d.pk}",
            mens(d, plek.vandaag),
            namen[d.pk],
            vars(d)["hier"],
            deelname=d,
            plek=plekken[d.pk],
        )
        for d in gasten
    ]
    zittend = {d.lid_id for d in zetels}
    uit += [
        _kind(lid, plek)
        for lid in leden
        if lid.pk not in zittend | plek.schild.ids and lid.leeftijd(plek.vandaag) < VOLWASSEN
    ]
    return sorted(uit, key=_volgorde)


def _zetels(plek: Plek, tafel: Rondetafel) -> QuerySet[Deelname]:
    """The seats at this plan; ``is_gast`` says whether they are invited to this table."""
    lijst = Uitnodiging.objects.filter(
        tafel=tafel, deelname=OuterRef("pk"), van_lijst_op__isnull=True
    )
    zetels = actieve_deelnames(plek.now).filter(plan=tafel.plan_id).select_related("jim_van")
    return zetels.annotate(is_gast=Exists(lijst))


def _met_aanwezigheid(rijen: QuerySet[RijT], tafel: Rondetafel, van: str) -> QuerySet[Any, RijT]:
    """Add to each row as ``hier`` what was written of their presence, if anything was."""
    er = Aanwezigheid.objects.filter(tafel=tafel, **{van: OuterRef("pk")})
    velden = JSONObject(aanwezig="aanwezig", reden="reden", versie="versie")
    return rijen.annotate(hier=Subquery(er.values(hier=velden)[:1]))


def _kind(kind: Gezinslid, plek: Plek) -> Persoon:
    onder = kind.leeftijd_in_woorden(plek.vandaag)
    wie = Mens(kind.pk, kind.naam, kind.voornaam, onder, "gezin")
    return _persoon(f"lid-{kind.pk}", wie, kind.voornaam, vars(kind)["hier"], lid=kind)


def _persoon(
    sleutel: str,
    wie: Mens,
    roepnaam: str,
    hier: dict[str, Any] | None,
    *,
    deelname: Deelname | None = None,
    lid: Gezinslid | None = None,
    plek: Plek | None = None,
) -> Persoon:
    return Persoon(
        sleutel,
        wie,
        roepnaam,
        deelname,
        lid,
        plek,
        hier["aanwezig"] if hier else "",
        hier["reden"] if hier else "",
        hier["versie"] if hier else 0,
    )


SOORTEN = ("gezin", "netwerk", "professional")


def _volgorde(wie: Persoon) -> tuple[int, int, str]:
    plaats = wie.gezinslid.volgorde if wie.gezinslid else 0
    return SOORTEN.index(wie.mens.soort), plaats, wie.mens.naam


def get_persoon(mensen: Iterable[Persoon], sleutel: str) -> Persoon:
    """Return who this key is of.

    Raises:
        Http404: when nobody with this key has a chair here.
    """
    for wie in mensen:
        if wie.sleutel == sleutel:
            return wie
    raise Http404("Deze persoon zit niet aan deze tafel.")


def scorers(mensen: Sequence[Persoon], doel: Doel) -> list[Persoon]:
    """Return who gives this goal a score: who is there and may see it; no interpreter.

    A child without a seat gives one to what is about the family together, or about itself.
    """
    uit = []
    for wie in mensen:
        if wie.deelname is not None:
            ziet = wie.plek is not None and ziet_uitspraak(wie.plek, doel)
            geeft = ziet and not wie.deelname.is_tolk
        else:
            geeft = wie.lid is not None and doel.betreft_id in (None, wie.lid.pk)
        if geeft and wie.is_er:
            uit.append(wie)
    return uit


def kunnen_schrijven(mensen: Iterable[Persoon]) -> list[Deelname]:
    """Return who can keep the minutes: a guest who is there."""
    return [wie.deelname for wie in mensen if wie.deelname and wie.is_er]


def kunnen_iets_doen(mensen: Iterable[Persoon]) -> list[Persoon]:
    """Return who can be asked to do something: a guest, no interpreter."""
    return [wie for wie in mensen if wie.deelname and not wie.deelname.is_tolk]
