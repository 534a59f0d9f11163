"""What one reader gets of a report: the snapshot, cut to what their seat sees now."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from acties.models import Herhaling
from doelen.models import Conclusie
from rondetafel.models import Aanwezig, Stap, Tafelsoort, Verslag
from rondetafel.report.momentopname import Deel
from rondetafel.report.woorden import label, onder, taal_van, zin
from toegang.access import Plek
from toegang.models import Sectie
from vormgeving.datums import dag, korte_dag
from vormgeving.zinnen import opsomming


@dataclass(frozen=True)
class Weergave:
    """A report as one seat reads it; ready for a page and for paper."""

    verslag: Verslag
    gezin: str
    soort: str
    begin: datetime
    eind: datetime
    plaats: str
    volgende: date | None
    vastgesteld: bool
    groepen: list[tuple[str, str]]
    niet_bij: str
    stoelen: list[dict[str, str]]
    krachten: list[str]
    doelen: list[Deel]
    acties: list[Deel]
    afspraken: list[str]
    notities: list[Deel]
    eigen_woorden: list[tuple[str, str]]

    @property
    def midden(self) -> list[str]:
        """What stands in the middle of the drawn table."""
        return [korte_dag(self.begin, self.begin), self.soort]


def weergave(verslag: Verslag, plek: Plek) -> Weergave:
    """Return the report as this seat reads it now, in the active language."""
    m = verslag.momentopname
    begin = datetime.fromisoformat(m["begin"])
    aanwezig = [a for a in m["aanwezig"] if not _verborgen(plek, a)]
    return Weergave(
        verslag=verslag,
        gezin=m["gezin"],
        soort=label(m["soort"], Tafelsoort),
        begin=begin,
        eind=datetime.fromisoformat(m["eind"]),
        plaats="" if plek.schild.noemt(m["plaats"]) else m["plaats"],
        volgende=date.fromisoformat(m["volgende"]) if m["volgende"] else None,
        vastgesteld=m["vastgesteld"],
        groepen=_groepen(aanwezig),
        niet_bij=opsomming([_naam(a) for a in aanwezig if a["aanwezig"] == Aanwezig.NEE]),
        stoelen=[_stoel(a) for a in aanwezig],
        krachten=[k["tekst"] for k in m["krachten"] if _ziet(plek, k)],
        doelen=[_doel(_zonder_scores(plek, d), begin) for d in m["doelen"] if _ziet(plek, d)],
        acties=[_actie(a, begin) for a in m["acties"] if _ziet_actie(plek, a)],
        afspraken=[a["tekst"] for a in m["afspraken"] if _ziet_afspraak(plek, a)],
        notities=_notities(m["notities"]) if _leest_notities(plek) else [],
        eigen_woorden=_eigen_woorden(verslag, plek),
    )


def zicht_hash(verslag: Verslag, plek: Plek) -> str:
    """Return what the paper copy of this seat depends on: content, language and scope of today.

    The same in a request in one language and in a worker in another.
    """
    with translation.override(settings.LANGUAGE_CODE):
        deel = weergave(verslag, plek)
    inhoud = [deel.krachten, deel.doelen, deel.acties, deel.afspraken, deel.notities]
    stand = [verslag.status, deel.eigen_woorden, plek.deelname.naam, taal_van(plek), inhoud]
    if not plek.schild.is_leeg:
        stand.append(repr((sorted(plek.schild.ids), plek.schild.woorden)))
    return hashlib.sha256(json.dumps(stand, sort_keys=True, default=str).encode()).hexdigest()


def inhoud_hash(verslag: Verslag) -> str:
    """Return the fingerprint of the frozen content."""
    return hashlib.sha256(json.dumps(verslag.momentopname, sort_keys=True).encode()).hexdigest()


def _ziet(plek: Plek, deel: Deel) -> bool:
    """Whether a part with a scope is seen."""
    if _verborgen(plek, deel) or deel["leefgebied"] in plek.schild.leefgebieden:
        return False
    if plek.is_coordinator:
        return True
    betreft = UUID(deel["betreft"]) if deel["betreft"] else None
    return plek.zicht.ziet(betreft, deel["leefgebied"])


def _ziet_actie(plek: Plek, actie: Deel) -> bool:
    eigen = str(plek.deelname.pk) in actie["houders"]
    if _verborgen(plek, actie):
        return False
    return eigen or (plek.ziet_sectie(Sectie.ACTIES) and _ziet(plek, actie))


def _leest_notities(plek: Plek) -> bool:
    """Free notes have no scope of their own: the family and the zorgcoördinator read them.

    Not who something is hidden from: nobody looks through each note for what it may tell.
    """
    return plek.schild.is_leeg and (plek.is_coordinator or plek.lid is not None)


def _verborgen(plek: Plek, deel: Deel) -> bool:
    """Whether a part is hidden: by its id or whom it is of or about, or because it names that."""
    if plek.schild.is_leeg:
        return False
    ids = {deel.get("id", ""), deel.get("betreft", ""), *deel.get("houders", ())}
    if ids & {str(pk) for pk in plek.schild.ids}:
        return True
    return plek.schild.noemt(" ".join(_woorden(deel)))


def _woorden(deel: Deel) -> list[str]:
    """The words of a part, its names and reasons too; scores are looked at one by one."""
    return [*(w for w in deel.values() if isinstance(w, str)), *deel.get("wie", ())]


def _zonder_scores(plek: Plek, doel: Deel) -> Deel:
    """Leave out the scores of who is hidden; the sentence is made of the others (``_doel``)."""
    if plek.schild.is_leeg:
        return doel

    def over(metingen: list[Deel]) -> list[Deel]:
        return [m for m in metingen if not plek.schild.noemt(m["naam"])]

    punten = [{**punt, "metingen": over(punt["metingen"])} for punt in doel.get("punten", [])]
    return {**doel, "scores": over(doel["scores"]), "punten": punten, "zin": ""}


def _ziet_afspraak(plek: Plek, afspraak: Deel) -> bool:
    if afspraak["leefgebied"]:
        return _ziet(plek, afspraak)
    return not _verborgen(plek, afspraak)


def _groepen(aanwezig: list[Deel]) -> list[tuple[str, str]]:
    koppen = {
        "gezin": _("Gezin"),
        "netwerk": _("Eigen netwerk"),
        "professional": _("Beroepskrachten"),
    }
    groepen = []
    for soort, kop in koppen.items():
        er = [_naam(a) for a in aanwezig if a["soort"] == soort and a["aanwezig"] != Aanwezig.NEE]
        if er:
            groepen.append((kop, opsomming(er)))
    return groepen


def _naam(persoon: Deel) -> str:
    hoe = {
        Aanwezig.VIDEO.value: _("via video"),
        Aanwezig.DEELS.value: _("een deel van de tijd"),
    }.get(persoon["aanwezig"], "")
    erbij = ", ".join(filter(None, [onder(persoon["onder"]), hoe, persoon["reden"]]))
    return f"{persoon['naam']} ({erbij})" if erbij else persoon["naam"]


def _stoel(persoon: Deel) -> dict[str, str]:
    weg = persoon["aanwezig"] == Aanwezig.NEE
    return {"naam": persoon["naam"], "soort": "afwezig" if weg else persoon["soort"]}


def _doel(doel: Deel, begin: datetime) -> Deel:
    conclusie = label(doel["conclusie"], Conclusie)
    return {**doel, "conclusie": conclusie, "zin": zin(doel, timezone.localdate(begin))}


def _notities(notities: list[Deel]) -> list[Deel]:
    return [{**notitie, "stap": label(notitie["stap"], Stap)} for notitie in notities]


def _actie(actie: Deel, begin: datetime) -> Deel:
    wanneer = label(actie["herhaling"], Herhaling)
    if not wanneer and actie["deadline"]:
        wanneer = _("Uiterlijk %(dag)s") % {
            "dag": dag(date.fromisoformat(actie["deadline"]), begin)
        }
    return {**actie, "wie_zin": opsomming(actie["wie"]), "wanneer": capfirst(wanneer)}


def _eigen_woorden(verslag: Verslag, plek: Plek) -> list[tuple[str, str]]:
    """What members of the family put beside the report; read by the family and the coordinator."""
    if not _leest_notities(plek):
        return []
    rijen = sorted(verslag.akkoorden.all(), key=lambda rij: rij.op)
    rijen = [rij for rij in rijen if not plek.schild.verbergt(rij)]
    return [(rij.deelname.naam, rij.eigen_woorden) for rij in rijen if rij.eigen_woorden]
