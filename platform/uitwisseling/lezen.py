"""Import: read a document, say everything that is wrong with it, and write all of it or nothing.

Reading goes in three passes: which ids are there, what does each row hold, does each row obey the
rules of its table. Every mistake is one :class:`Fout` with its place (``doelen[2].gewenst``).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction

from gebruikers.models import Gebruiker, Gemeente, Leefgebied, Medewerker, Organisatie
from gebruikers.uitwisselformaat import TABELLEN, Tabel, Veld
from gezinsplan.models import Gezinsplan
from uitwisseling.schrijven import FORMAAT, VERSIE, standaard
from uitwisseling.waarden import Datums, WaardeError, lees, lees_id

KOP = {"formaat", "versie", "plan", "datums"}

NATUURLIJK: dict[type[models.Model], tuple[str, ...]] = {
    Gemeente: ("code",),
    Leefgebied: ("gemeente_id", "code"),
    Organisatie: ("code",),
    Gebruiker: ("email",),
    Medewerker: ("gebruiker_id", "organisatie_id"),
}
"""By what a shared row is recognised when it exists here under another id."""


@dataclass(frozen=True)
class Fout:
    """One mistake: where it is, and what is wrong, for people."""

    plaats: str
    uitleg: str

    def __str__(self) -> str:
        return f"{self.plaats}: {self.uitleg}" if self.plaats else self.uitleg


class DocumentError(Exception):
    """A document that was not imported; nothing was written. ``fouten`` holds every mistake."""

    def __init__(self, fouten: list[Fout]) -> None:
        super().__init__("\n".join(map(str, fouten)))
        self.fouten = fouten


@dataclass
class Lezing:
    """A document while it is read."""

    inhoud: Mapping[str, Any]
    plan_id: UUID
    datums: Datums
    fouten: list[Fout] = field(default_factory=list)
    ids: dict[str, dict[UUID, UUID]] = field(default_factory=lambda: defaultdict(dict))
    rijen: dict[str, list[models.Model]] = field(default_factory=lambda: defaultdict(list))
    m2m: list[tuple[models.Model, str, list[UUID]]] = field(default_factory=list)

    def fout(self, plaats: str, uitleg: str) -> None:
        """Note a mistake and go on."""
        self.fouten.append(Fout(plaats, uitleg))

    def ruimte(self, tabel: Tabel) -> str:
        """Return the space in which names of this table become ids: shared, or of this plan."""
        eigen = tabel.pad in (None, "pk")
        return tabel.naam if eigen else f"{self.plan_id}/{tabel.naam}"


def importeer(tekst: str, *, vandaag: date) -> Gezinsplan:
    """Write the plan of a document.

    Args:
        tekst: the document (``docs/uitwisselformaat.md``).
        vandaag: what T is, in a document with relative dates.

    Raises:
        DocumentError: with every mistake found; nothing is written.
    """
    lezing = _open(tekst, vandaag)
    for stap in (_lees_ids, _lees_rijen, _keur):
        stap(lezing)
        if lezing.fouten:
            raise DocumentError(lezing.fouten)
    try:
        with transaction.atomic():
            _schrijf(lezing)
    except (IntegrityError, DataError) as fout:
        raise DocumentError([Fout("", f"past niet bij wat er al staat ({fout})")]) from fout
    return Gezinsplan.objects.get(pk=lezing.plan_id)


def _open(tekst: str, vandaag: date) -> Lezing:
    try:
        inhoud = json.loads(tekst, object_pairs_hook=_zonder_dubbel)
    except json.JSONDecodeError as fout:
        plaats = f"regel {fout.lineno}, teken {fout.colno}"
        raise DocumentError([Fout(plaats, "dit is geen geldige JSON")]) from fout
    except WaardeError as fout:
        raise DocumentError([Fout("", str(fout))]) from fout
    fouten = list(_kopfouten(inhoud))
    if fouten:
        raise DocumentError(fouten)
    try:
        plan_id = lees_id(inhoud["plan"], "plannen")
    except WaardeError as fout:
        raise DocumentError([Fout("plan", str(fout))]) from fout
    relatief = inhoud.get("datums") == "relatief"
    return Lezing(inhoud, plan_id, Datums(vandaag if relatief else None))


def _zonder_dubbel(paren: list[tuple[str, Any]]) -> dict[str, Any]:
    sleutels = [sleutel for sleutel, _ in paren]
    if len(set(sleutels)) < len(sleutels):
        dubbel = sorted({s for s in sleutels if sleutels.count(s) > 1})
        raise WaardeError(f"staat er twee keer in hetzelfde stuk: {', '.join(dubbel)}")
    return dict(paren)


def _kopfouten(inhoud: Any) -> Iterator[Fout]:
    if not isinstance(inhoud, dict):
        yield Fout("", "het bestand moet één object zijn, tussen { en }")
        return
    if inhoud.get("formaat") != FORMAAT:
        yield Fout("formaat", f"moet {FORMAAT!r} zijn")
    if inhoud.get("versie") != VERSIE:
        yield Fout("versie", f"moet {VERSIE} zijn; deze versie kennen wij niet")
    if "plan" not in inhoud:
        yield Fout("plan", "ontbreekt")
    if inhoud.get("datums", "absoluut") not in ("absoluut", "relatief"):
        yield Fout("datums", "moet 'absoluut' of 'relatief' zijn")
    for sleutel, waarde in inhoud.items():
        if sleutel not in KOP and sleutel not in TABELLEN:
            yield Fout(sleutel, "dit deel kennen wij niet")
        elif sleutel in TABELLEN and not isinstance(waarde, list):
            yield Fout(sleutel, "moet een lijst zijn, tussen [ en ]")


def _rijen(lezing: Lezing) -> Iterator[tuple[Tabel, str, Any]]:
    for naam, tabel in TABELLEN.items():
        for nummer, ruw in enumerate(lezing.inhoud.get(naam, [])):
            yield tabel, f"{naam}[{nummer}]", ruw


def _lees_ids(lezing: Lezing) -> None:
    for tabel, plaats, ruw in _rijen(lezing):
        if not isinstance(ruw, dict):
            lezing.fout(plaats, "moet een object zijn, tussen { en }")
            continue
        try:
            pk = lees_id(ruw.get("id"), lezing.ruimte(tabel))
        except WaardeError as fout:
            lezing.fout(f"{plaats}.id", str(fout))
            continue
        if pk in lezing.ids[tabel.naam]:
            lezing.fout(f"{plaats}.id", f"{ruw['id']!r} staat er twee keer in")
        lezing.ids[tabel.naam][pk] = pk
    if not lezing.fouten and list(lezing.ids["plannen"]) != [lezing.plan_id]:
        lezing.fout("plannen", "moet precies het ene plan hebben dat bovenaan staat")
    if Gezinsplan.objects.filter(pk=lezing.plan_id).exists():
        lezing.fout("plan", "dit plan staat er al; er is niets veranderd")


def _lees_rijen(lezing: Lezing) -> None:
    for tabel, plaats, ruw in _rijen(lezing):
        velden = {v.name: v for v in tabel.velden}
        for sleutel in ruw.keys() - velden.keys():
            lezing.fout(f"{plaats}.{sleutel}", "dit veld kennen wij niet")
        waarden: dict[str, Any] = {}
        for naam, veld in velden.items():
            try:
                waarden |= _veld(lezing, tabel, veld, ruw)
            except WaardeError as fout:
                lezing.fout(f"{plaats}.{naam}", str(fout))
        m2m = {
            naam: waarden.pop(naam)
            for naam, v in velden.items()
            if v.many_to_many and naam in waarden
        }
        rij = tabel.model(**waarden)
        vars(rij)["_plaats"] = plaats
        lezing.m2m += [(rij, naam, ids) for naam, ids in m2m.items()]
        _neem_op(lezing, tabel, rij)


def _veld(lezing: Lezing, tabel: Tabel, veld: Veld, ruw: dict[str, Any]) -> dict[str, Any]:
    """Return the value of one field under its attribute name, or nothing when left out."""
    if veld.name not in ruw:
        if veld.many_to_many or standaard(veld) is not ...:
            return {}
        raise WaardeError("ontbreekt")
    waarde = ruw[veld.name]
    if veld.primary_key:
        return {veld.attname: lees_id(waarde, lezing.ruimte(tabel))}
    if veld.many_to_many:
        if not isinstance(waarde, list):
            raise WaardeError("moet een lijst van ids zijn")
        return {veld.name: [_verwijzing(lezing, _tabel_van(veld), w) for w in waarde]}
    if veld.is_relation:
        leeg = waarde is None and veld.null
        return {veld.attname: None if leeg else _verwijzing(lezing, _tabel_van(veld), waarde)}
    if veld.name in tabel.verwijzingen and waarde is not None:
        return {veld.name: _een_van(lezing, tabel.verwijzingen[veld.name], waarde)}
    if veld.name in tabel.sleutels and isinstance(waarde, dict):
        doel = TABELLEN[tabel.sleutels[veld.name]]
        return {veld.name: {_sleutel(lezing, doel, s): w for s, w in waarde.items()}}
    return {veld.name: lees(veld, waarde, lezing.datums)}


def _tabel_van(veld: Veld) -> Tabel:
    return next(t for t in TABELLEN.values() if t.model is veld.related_model)


def _verwijzing(lezing: Lezing, doel: Tabel, ruw: object) -> UUID:
    pk = lees_id(ruw, lezing.ruimte(doel))
    if pk not in lezing.ids[doel.naam]:
        raise WaardeError(f"{ruw!r} staat niet bij {doel.naam} in dit bestand")
    return lezing.ids[doel.naam][pk]


def _een_van(lezing: Lezing, tabellen: Sequence[str], ruw: object) -> UUID:
    """Read a reference into the first of these tables that has it."""
    for naam in tabellen:
        pk = lees_id(ruw, lezing.ruimte(TABELLEN[naam]))
        if pk in lezing.ids[naam]:
            return lezing.ids[naam][pk]
    raise WaardeError(f"{ruw!r} staat niet bij {' of '.join(tabellen)} in dit bestand")


def _sleutel(lezing: Lezing, doel: Tabel, ruw: str) -> str:
    """Read a key that is an id; a word that is not one of the file's ids stays a word."""
    try:
        return str(_verwijzing(lezing, doel, ruw))
    except WaardeError:
        if ruw == "gezin":
            return ruw
        raise


def _neem_op(lezing: Lezing, tabel: Tabel, rij: models.Model) -> None:
    """Keep the row to write, or point its id at the shared row that exists here already."""
    if tabel.pad is None:
        bestaand = _bestaand(rij)
        if bestaand is not None:
            lezing.ids[tabel.naam][rij.pk] = bestaand
            return
    lezing.rijen[tabel.naam].append(rij)


def _bestaand(rij: models.Model) -> UUID | None:
    model = type(rij)
    sleutel = {naam: getattr(rij, naam) for naam in NATUURLIJK[model]}
    zoek = models.Q(pk=rij.pk)
    if all(waarde is not None for waarde in sleutel.values()):
        zoek |= models.Q(**sleutel)
    gevonden = model._default_manager.filter(zoek).first()
    return gevonden.pk if gevonden else None


def _keur(lezing: Lezing) -> None:
    """Hold every row against the rules of its table."""
    for naam, rijen in lezing.rijen.items():
        meta = TABELLEN[naam].model._meta
        mee = {v.name for v in TABELLEN[naam].velden if not v.is_relation and not v.primary_key}
        niet = {v.name for v in meta.fields} - mee
        for rij in rijen:
            for regel in (partial(rij.clean_fields, exclude=niet), rij.validate_constraints):
                try:
                    regel()
                except ValidationError as fout:
                    _noteer(lezing, vars(rij)["_plaats"], fout)


def _noteer(lezing: Lezing, plaats: str, fout: ValidationError) -> None:
    for veld, uitleg in fout.message_dict.items():
        achter = "" if veld == "__all__" else f".{veld}"
        for regel in uitleg:
            lezing.fout(plaats + achter, regel)


def _schrijf(lezing: Lezing) -> None:
    """Write every row; references between them are checked at the end of the transaction."""
    for naam, rijen in lezing.rijen.items():
        TABELLEN[naam].model._default_manager.bulk_create(rijen)
    for rij, naam, ids in lezing.m2m:
        getattr(rij, naam).set(ids)
    gemeente = Gezinsplan.objects.get(pk=lezing.plan_id).gemeente
    gemeente.organisaties.add(
        *Organisatie.objects.filter(pk__in=lezing.ids["organisaties"].values())
    )
