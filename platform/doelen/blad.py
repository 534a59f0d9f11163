"""What the pages of this room show: rows that were loaded, with what their reader may do.

Rights are decided here, in Python, from rows already loaded; templates only print.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _

from doelen import access, rechten, verloop
from doelen.models import Doel, Doelstatus, Hulpvraag, Kracht, Tegenspraak, Zorg
from toegang.beslissers import BESLIST_SAMEN
from toegang.policy import Handeling

if TYPE_CHECKING:
    from gebruikers.models import Leefgebied
    from gezinsplan.models import Gezinslid
    from toegang.access import Plek


@dataclass(frozen=True)
class Regel:
    """One text with its own words beside it, and what the reader may do with it."""

    rij: Kracht | Zorg | Doel
    over: str
    mag_wijzigen: bool
    mag_tegenspreken: bool
    tegenspraken: Sequence[Tegenspraak] = ()
    mag_overnemen: bool = False

    @property
    def wijzigen(self) -> str:
        """The name of the route where it is changed."""
        return f"doelen:{self.rij.soort}_wijzigen"

    @property
    def overnemen(self) -> str:
        """The name of the route where a proposal is taken over."""
        return f"doelen:{self.rij.soort}_overnemen"


@dataclass(frozen=True)
class Doelregel(Regel):
    """A goal with how it goes."""

    scores: list[dict[str, Any]] = field(default_factory=list)
    punten: list[dict[str, Any]] = field(default_factory=list)
    zin: str = ""
    van: str = ""

    @property
    def heeft_verloop(self) -> bool:
        """Whether there is a course to draw: scores at more than one moment."""
        return len(self.punten) > 1


@dataclass(frozen=True)
class Hulpvraagregel:
    """What one member wants, or that it was not written down yet."""

    lid: Gezinslid
    rij: Hulpvraag | None
    van: str
    mag_schrijven: bool
    mag_tegenspreken: bool
    tegenspraken: Sequence[Tegenspraak] = ()


@dataclass(frozen=True)
class Overzicht:
    """Everything of this room that one seat sees, proposals apart."""

    voorstellen: list[Regel]
    krachten: list[Regel]
    zorgen: list[tuple[Leefgebied, list[Regel]]]
    hulpvragen: list[Hulpvraagregel]
    lopend: list[Doelregel]
    concept: list[Doelregel]
    afgerond: list[Doelregel]
    mag_schrijven: bool
    mag_voorstellen: bool

    @property
    def heeft_doelen(self) -> bool:
        """Whether there is any goal to see."""
        return bool(self.lopend or self.concept or self.afgerond)

    @property
    def te_ordenen(self) -> bool:
        """Whether there is an order to change."""
        return self.mag_schrijven and max(len(self.lopend), len(self.concept)) > 1


def overzicht(plek: Plek) -> Overzicht:
    """Load what one seat sees; a constant number of queries."""
    krachten, zorgen = access.krachten(plek), access.zorgen(plek)
    doelen, hulpvragen = access.doelen_met_scores(plek), access.hulpvragen(plek)
    teksten: list[Any] = [*krachten, *zorgen, *doelen, *hulpvragen]
    naast = access.tegenspraken_bij(plek, (t.pk for t in teksten))
    gewoon: list[Kracht | Zorg] = [*krachten, *zorgen]
    regels = [_regel(plek, rij, naast) for rij in gewoon]
    doelregels = [doelregel(plek, doel, naast) for doel in doelen]
    staand = [r for r in regels if not r.rij.voorstel]
    doelen_staand = [r for r in doelregels if not r.rij.voorstel]
    return Overzicht(
        voorstellen=[r for r in (*regels, *doelregels) if r.rij.voorstel],
        krachten=[r for r in staand if isinstance(r.rij, Kracht)],
        zorgen=_per_leefgebied(r for r in staand if isinstance(r.rij, Zorg)),
        hulpvragen=_hulpvragen(plek, hulpvragen, naast),
        lopend=_in_staat(doelen_staand, Doelstatus.ACTIEF),
        concept=_in_staat(doelen_staand, Doelstatus.CONCEPT),
        afgerond=_in_staat(
            doelen_staand, Doelstatus.BEREIKT, Doelstatus.NIET_BEREIKT, Doelstatus.LOSGELATEN
        ),
        mag_schrijven=plek.mag(Handeling.INHOUD_SCHRIJVEN),
        mag_voorstellen=plek.mag(Handeling.INHOUD_VOORSTELLEN),
    )


def doelregel(plek: Plek, doel: Doel, naast: dict[UUID, list[Tegenspraak]]) -> Doelregel:
    """Return a goal (its evaluations loaded) with how it goes."""
    punten = verloop.meetpunten(doel.evaluaties.all())
    loopt = doel.status in {Doelstatus.CONCEPT, Doelstatus.ACTIEF}
    return Doelregel(
        **_basis(plek, doel, naast),
        scores=verloop.laatste_scores(punten),
        punten=verloop.lijn(punten),
        zin=verloop.zin(punten, doel.gewenst, plek.vandaag, loopt=loopt),
        van=doel.woorden_van.voornaam if doel.woorden_van else "",
    )


def _regel(plek: Plek, rij: Kracht | Zorg, naast: dict[UUID, list[Tegenspraak]]) -> Regel:
    return Regel(**_basis(plek, rij, naast))


def _basis(
    plek: Plek, rij: Kracht | Zorg | Doel, naast: dict[UUID, list[Tegenspraak]]
) -> dict[str, Any]:
    mag_wijzigen = rechten.mag_wijzigen(plek, rij)
    return {
        "rij": rij,
        "over": rij.betreft.voornaam if rij.betreft else "",
        "mag_wijzigen": mag_wijzigen,
        "mag_overnemen": rechten.mag_overnemen(plek, rij),
        "mag_tegenspreken": plek.mag(Handeling.EIGEN_WOORDEN) and not mag_wijzigen,
        "tegenspraken": naast.get(rij.pk, ()),
    }


def _per_leefgebied(regels: Iterable[Regel]) -> list[tuple[Leefgebied, list[Regel]]]:
    """Group by life domain, in the order of the municipality."""
    groepen: dict[UUID, tuple[Leefgebied, list[Regel]]] = {}
    for regel in regels:
        gebied = regel.rij.leefgebied
        groepen.setdefault(gebied.pk, (gebied, []))[1].append(regel)
    return sorted(groepen.values(), key=lambda groep: (groep[0].volgorde, groep[0].naam))


def _in_staat(regels: Iterable[Doelregel], *staten: Doelstatus) -> list[Doelregel]:
    return [r for r in regels if isinstance(r.rij, Doel) and r.rij.status in staten]


def _hulpvragen(
    plek: Plek, rijen: Sequence[Hulpvraag], naast: dict[UUID, list[Tegenspraak]]
) -> list[Hulpvraagregel]:
    """Everyone of the family in their order; of who said nothing only if one may write it down."""
    per_lid = {rij.lid_id: rij for rij in rijen}
    regels = []
    for lid in plek.zichtbare_leden:
        rij, mag = per_lid.get(lid.pk), _mag_hulpvraag(plek, lid)
        if rij is None and not mag:
            continue
        eigen = plek.deelname.lid_id == lid.pk
        regels.append(
            Hulpvraagregel(
                lid,
                rij,
                opgeschreven_door(rij) if rij else "",
                mag,
                plek.mag(Handeling.EIGEN_WOORDEN) and not mag and not eigen,
                naast.get(rij.pk, ()) if rij else (),
            )
        )
    return regels


def _mag_hulpvraag(plek: Plek, lid: Gezinslid) -> bool:
    """Whether to offer the way in; ``rechten`` asks about gezag when somebody takes it.

    Asking it here would cost two queries of a page that has few to spend.
    """
    if plek.mag(Handeling.PLAN_BEHEREN):
        return True
    if lid.pk == plek.deelname.lid_id:
        return plek.mag(Handeling.EIGEN_WOORDEN)
    jong = lid.leeftijd(plek.vandaag) < BESLIST_SAMEN
    return jong and plek.deelname.beslist_mee and plek.mag(Handeling.INHOUD_SCHRIJVEN)


def opgeschreven_door(rij: Hulpvraag) -> str:
    """Return whose words they are, and who wrote them down if that was another."""
    if rij.door is None or rij.door.lid_id == rij.lid_id:
        return rij.lid.voornaam
    return _("%(naam)s, opgeschreven door %(wie)s") % {
        "naam": rij.lid.voornaam,
        "wie": rij.door.naam,
    }
