"""Export: a whole plan as one JSON document, the same rows always the same bytes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models

from gebruikers.models import Leefgebied, Medewerker
from gebruikers.uitwisselformaat import TABELLEN, Tabel, Veld
from gezinsplan.models import Gezinsplan
from uitwisseling.waarden import schrijf

FORMAAT = "1gezin1plan"
VERSIE = 1

Rijen = dict[str, dict[UUID, models.Model]]


def document(plan: Gezinsplan) -> dict[str, Any]:
    """Return the document of one plan: every table that travels, rows in order of id."""
    rijen = _verzamel(plan)
    inhoud: dict[str, Any] = {"formaat": FORMAAT, "versie": VERSIE, "plan": str(plan.pk)}
    for naam, tabel in TABELLEN.items():
        if rijen[naam]:
            inhoud[naam] = [_rij(tabel, rijen[naam][pk]) for pk in sorted(rijen[naam], key=str)]
    return inhoud


def as_text(plan: Gezinsplan) -> str:
    """Return the document as text: UTF-8, keys in order, ending in a newline."""
    return json.dumps(document(plan), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _verzamel(plan: Gezinsplan) -> Rijen:
    """Collect the rows of the plan, and what they refer to of what plans share."""
    rijen: Rijen = defaultdict(dict)
    for naam, tabel in TABELLEN.items():
        if tabel.pad is not None:
            alle = tabel.model._default_manager.filter(**{tabel.pad: plan.pk})
            rijen[naam] = {rij.pk: rij for rij in _met_m2m(tabel, alle)}
    _gedeeld(plan, rijen)
    return rijen


def _met_m2m(tabel: Tabel, rijen: models.QuerySet[models.Model]) -> Iterable[models.Model]:
    m2m = [v.name for v in tabel.velden if v.many_to_many]
    return rijen.distinct().prefetch_related(*m2m)


def _gedeeld(plan: Gezinsplan, rijen: Rijen) -> None:
    """Add the shared rows that the plan's rows point at, then what those point at."""
    rijen["leefgebieden"] = {
        rij.pk: rij for rij in Leefgebied.objects.filter(gemeente=plan.gemeente_id)
    }
    gebruikers = _doelen_van(rijen, "gebruikers")
    rijen["medewerkers"] = {
        rij.pk: rij for rij in Medewerker.objects.filter(gebruiker__in=gebruikers)
    }
    # Twice, because accounts found in the first round may point at a municipality.
    for _ in range(2):
        for naam in ("gebruikers", "organisaties", "gemeenten"):
            ids = _doelen_van(rijen, naam)
            rijen[naam] = TABELLEN[naam].model._default_manager.in_bulk(ids)


def _doelen_van(rijen: Rijen, naam: str) -> set[UUID]:
    """Return the ids in table ``naam`` that any collected row points at."""
    model = TABELLEN[naam].model
    ids: set[UUID] = set()
    for tabelnaam, per_id in rijen.items():
        for veld in TABELLEN[tabelnaam].velden:
            if veld.is_relation and veld.related_model is model and not veld.many_to_many:
                ids |= {getattr(rij, veld.attname) for rij in per_id.values()}
    return ids - {None}


def _rij(tabel: Tabel, rij: models.Model) -> dict[str, Any]:
    """Return one row; what has its default value is left out."""
    inhoud: dict[str, Any] = {"id": str(rij.pk)}
    for veld in tabel.velden:
        if veld.primary_key:
            continue
        if veld.many_to_many:
            ids = sorted(str(doel.pk) for doel in getattr(rij, veld.name).all())
            if ids:
                inhoud[veld.name] = ids
        elif (waarde := getattr(rij, veld.attname)) != standaard(veld):
            inhoud[veld.name] = schrijf(waarde)
    return inhoud


def standaard(veld: Veld) -> Any:
    """Return what a left-out field means; a value of no type when it may not be left out."""
    if veld.has_default():
        return veld.get_default()
    if veld.null:
        return None
    return "" if veld.blank and isinstance(veld, models.CharField | models.TextField) else ...
