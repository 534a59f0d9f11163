"""What was said at a table, as plain data that no later change can touch.

The structure (``Verslag.momentopname``; ids and dates are strings, empty means absent)::

    {"versie": 1, "gezin", "soort", "nummer", "begin", "eind", "plaats", "volgende",
     "vastgesteld": bool,
     "aanwezig": [{"naam", "onder", "soort", "aanwezig", "reden"}],
     "krachten": [{"id", "tekst", "betreft", "leefgebied"}],
     "doelen":   [{"id", "tekst", "nieuwe_woorden", "betreft", "leefgebied", "gebied", "gewenst",
                   "status", "scores": [{"naam", "soort", "score", "was"}], "zin",
                   "punten": [{"op", "metingen": [{"wie", "naam", "heet", "soort", "cijfer"}]}],
                   "wat_hielp", "conclusie", "volgende_stap"}],
     "acties":   [{"id", "tekst", "wie": [naam], "houders": [deelname id], "deadline", "herhaling",
                   "betreft", "leefgebied", "status"}],
     "afspraken": [{"id", "tekst", "betreft", "leefgebied"}],
     "notities": [{"stap", "tekst"}]}

Every part carries its scope: ``betreft`` (a member's id, empty for the family) and ``leefgebied``
(a code; empty where everybody at the table reads it). ``punten`` is what ``zin`` was made of, so
that it can be said in another language; snapshots from before it was kept have none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone, translation

from acties.models import GEVRAAGD, Actie, Actiestatus
from doelen import verloop
from doelen.models import Doel, Doelstatus, Evaluatie, Kracht, Score
from rondetafel.gasten import mens
from rondetafel.models import Aanwezigheid, Rondetafel, Stap
from rondetafel.report import woorden
from toegang.beslissers import VOLWASSEN
from toegang.woorden import CHIP

VERSIE = 1

Deel = dict[str, Any]


def maak(tafel: Rondetafel) -> Deel:
    """Return the snapshot of a table that was held; in Dutch, the language of the report."""
    begin, eind = gehouden(tafel)
    with translation.override("nl"):
        return {
            "versie": VERSIE,
            "gezin": str(tafel.plan.gezin),
            "soort": tafel.get_soort_display(),
            "nummer": tafel.nummer,
            "begin": _tekst(begin),
            "eind": _tekst(eind),
            "plaats": tafel.plaats,
            "volgende": _tekst(tafel.volgende_op),
            "vastgesteld": tafel.plan.vastgesteld_op is not None,
            "aanwezig": _aanwezig(tafel),
            "krachten": [_met_zicht(k, id=str(k.pk), tekst=k.tekst) for k in _krachten(tafel)],
            "doelen": _doelen(tafel),
            "acties": _acties(tafel),
            "afspraken": [
                _met_zicht(b, id=str(b.pk), tekst=b.tekst)
                for b in tafel.besluiten.select_related("leefgebied").filter(actie=None)
            ],
            "notities": _notities(tafel),
        }


def gehouden(tafel: Rondetafel) -> tuple[datetime | None, datetime | None]:
    """Return when it was held: as planned, or as it went when that was another day."""
    begin, open_ = tafel.begin, tafel.geopend_op
    if open_ is None or (begin and timezone.localdate(open_) == timezone.localdate(begin)):
        return begin, tafel.eind
    return open_, tafel.gesloten_op or open_


def _op(tafel: Rondetafel) -> date:
    return timezone.localdate(gehouden(tafel)[0])


def _tekst(waarde: date | datetime | None) -> str:
    return waarde.isoformat() if waarde else ""


def _met_zicht(rij: Any, **velden: Any) -> Deel:
    gebied = rij.leefgebied.code if rij.leefgebied_id else ""
    betreft = str(rij.betreft_id) if rij.betreft_id else ""
    return {**velden, "betreft": betreft, "leefgebied": gebied}


def _aanwezig(tafel: Rondetafel) -> list[Deel]:
    rijen = Aanwezigheid.objects.filter(tafel=tafel).select_related(
        "deelname__lid", "deelname__organisatie", "deelname__jim_van", "lid"
    )
    op = _op(tafel)
    return [
        {**_persoon(rij, op), "aanwezig": rij.aanwezig, "reden": rij.reden}
        for rij in sorted(rijen, key=_plaats)
    ]


def _plaats(rij: Aanwezigheid) -> tuple[int, int, str]:
    """The family first, in its own order; then its network; then the professionals."""
    lid = rij.lid or (rij.deelname.lid if rij.deelname else None)
    if lid is not None or rij.deelname is None:
        return (0, lid.volgorde if lid else 0, "")
    netwerk = CHIP[rij.deelname.rol] == "netwerk"
    return (1 if netwerk else 2, 0, rij.deelname.naam)


def _persoon(rij: Aanwezigheid, op: date) -> Deel:
    if rij.deelname is not None:
        zit = mens(rij.deelname, op)
        return {"naam": zit.naam, "onder": zit.onder, "soort": zit.soort}
    lid = rij.lid
    if lid is None:
        raise ValueError("attendance of nobody")
    jaren = lid.leeftijd(op)
    onder = lid.get_verwantschap_display()
    if jaren < VOLWASSEN:
        onder = lid.leeftijd_in_woorden(op)
    return {"naam": lid.naam, "onder": onder, "soort": "gezin"}


def _krachten(tafel: Rondetafel) -> Iterable[Kracht]:
    rijen = Kracht.objects.filter(plan=tafel.plan, weggehaald_op=None, voorstel=False)
    return rijen.select_related("leefgebied")


def _doelen(tafel: Rondetafel) -> list[Deel]:
    """The goals that were worked on at this table: alive, or concluded at it."""
    doelen = Doel.objects.filter(plan=tafel.plan, weggehaald_op=None, voorstel=False)
    scores = Prefetch("evaluaties__scores", Score.objects.select_related("lid", "deelname"))
    doelen = doelen.select_related("leefgebied").prefetch_related(scores)
    uit = []
    for doel in doelen:
        hier = next((e for e in doel.evaluaties.all() if e.tafel_id == tafel.pk), None)
        if hier is not None or doel.status in (Doelstatus.CONCEPT, Doelstatus.ACTIEF):
            uit.append(_doel(doel, hier, _op(tafel)))
    return uit


def _doel(doel: Doel, hier: Evaluatie | None, op: date) -> Deel:
    punten = verloop.meetpunten(e for e in doel.evaluaties.all() if e.op <= op)
    gewoon = {"wat_hielp": "", "conclusie": "", "volgende_stap": "", "nieuwe_woorden": ""}
    if hier is not None:
        gewoon = {
            "wat_hielp": hier.wat_hielp,
            "conclusie": hier.get_conclusie_display() if hier.conclusie else "",
            "volgende_stap": hier.volgende_stap,
            "nieuwe_woorden": hier.nieuwe_woorden,
        }
    return _met_zicht(
        doel,
        id=str(doel.pk),
        tekst=doel.tekst,
        gebied=doel.leefgebied.naam,
        gewenst=doel.gewenst,
        status=doel.status,
        scores=verloop.laatste_scores(punten),
        zin=verloop.zin(punten, doel.gewenst, op, loopt=False),
        punten=woorden.bevroren(punten),
        **gewoon,
    )


def _acties(tafel: Rondetafel) -> list[Deel]:
    rijen = Actie.objects.filter(
        plan=tafel.plan, status__in=[*GEVRAAGD, Actiestatus.TERUGGEGEVEN]
    ).select_related("leefgebied")
    return [
        _met_zicht(
            actie,
            id=str(actie.pk),
            tekst=actie.tekst,
            wie=[h.deelname.naam for h in actie.houders.all()],
            houders=[str(h.deelname_id) for h in actie.houders.all()],
            deadline=_tekst(actie.deadline),
            herhaling=actie.get_herhaling_display() if actie.herhaling else "",
            status=actie.status,
        )
        for actie in rijen.prefetch_related("houders__deelname")
    ]


def _notities(tafel: Rondetafel) -> list[Deel]:
    per_stap = {n.stap: n.tekst for n in tafel.notities.all() if n.tekst.strip()}
    return [
        {"stap": str(stap.label), "tekst": per_stap[stap.value]}
        for stap in Stap
        if stap.value in per_stap
    ]
