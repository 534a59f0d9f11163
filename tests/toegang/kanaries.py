"""A family whose every text is a canary, and who may hear which.

Case 1 comes in through the importer; then each text is replaced by a word of its own. What a
seat may read is said here from the scope it was given, not by asking the code under test.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from acties.models import Actie
from doelen.models import Doel, Hulpvraag, Kracht, Zorg
from gebruikers.models import Gebruiker
from gezinsplan.models import Gezinsplan, Huishouden
from netwerk.models import Netwerklid
from rondetafel.models import Agendapunt, Besluit, Rondetafel, Stapnotitie, Verslag
from rondetafel.report import momentopname
from toegang.models import Deelname
from uitwisseling.demo import CASUS
from uitwisseling.lezen import importeer

WOORD = re.compile(r"KANARIE-\d+")

Luistert = Callable[[Deelname], bool]


@dataclass
class Voliere:
    """The family, and per canary which seats may hear it."""

    plan: Gezinsplan
    now: datetime
    luistert: dict[str, Luistert] = field(default_factory=dict)

    def zet(self, rij: models.Model, veld: str, luistert: Luistert) -> None:
        """Replace a text by a new canary."""
        woord = f"KANARIE-{len(self.luistert) + 1000}"
        type(rij)._default_manager.filter(pk=rij.pk).update(**{veld: woord})
        self.luistert[woord] = luistert

    def te_horen(self, deelname: Deelname | None) -> set[str]:
        """The canaries this seat may hear; nobody's seat hears none."""
        if deelname is None:
            return set()
        return {woord for woord, mag in self.luistert.items() if mag(deelname)}

    def deelname(self, wie: str) -> Deelname:
        """The seat of this account."""
        return Deelname.objects.get(plan=self.plan, gebruiker__email=f"{wie}@voorbeeld.test")


def gehoord(antwoord: bytes) -> set[str]:
    """The canaries in an answer."""
    return set(WOORD.findall(antwoord.decode("utf-8", "replace")))


def ziet(deelname: Deelname, betreft_id: Any, code: str) -> bool:
    """Whether the scope that was given holds this leefgebied for this person."""
    codes = deelname.leefgebieden.get(str(betreft_id) if betreft_id else "gezin", [])
    return deelname.is_zorgcoordinator or "*" in codes or code in codes


def heeft(deelname: Deelname, sectie: str) -> bool:
    """Whether this section was given."""
    return deelname.is_zorgcoordinator or "*" in deelname.secties or sectie in deelname.secties


def _in_zicht(rij: Any) -> Luistert:
    betreft, code = rij.betreft_id, rij.leefgebied.code
    return lambda d: ziet(d, betreft, code)


def zet_voliere(now: datetime) -> Voliere:
    """Import the case and let the birds in."""
    tekst = (CASUS / "1-de-wit-el-amrani.json").read_text(encoding="utf-8")
    plan = importeer(tekst, vandaag=timezone.localdate(now))
    v = Voliere(plan, now)
    for model in (Kracht, Zorg, Doel):
        for rij in model.objects.filter(plan=plan).select_related("leefgebied"):
            v.zet(rij, "tekst", _in_zicht(rij))
    _acties(v)
    for hulpvraag in Hulpvraag.objects.filter(plan=plan):
        v.zet(hulpvraag, "tekst", _hulpvraag(hulpvraag.lid_id))
    for lid in Netwerklid.objects.filter(plan=plan):
        v.zet(lid, "kan_doen", _netwerk(lid.deelname_id, lid.van_id))
    for huis in Huishouden.objects.filter(gezin=plan.gezin):
        v.zet(huis, "adres", _adres({lid.pk for lid in huis.leden.all()}))
    _tafels(v)
    jolanda = Deelname.objects.get(plan=plan, naam="Jolanda Mulder")
    kiest = {v.deelname(wie).pk for wie in ("samira", "mark", "noor", "linda", "aisha")}
    v.zet(jolanda, "reden", lambda d: d.pk in kiest)
    return v


def _acties(v: Voliere) -> None:
    for actie in Actie.objects.filter(plan=v.plan).select_related("leefgebied"):
        houders = set(actie.houders.values_list("deelname_id", flat=True))
        v.zet(actie, "tekst", _actie(houders, actie))


def _actie(houders: set[Any], actie: Actie) -> Luistert:
    betreft, code = actie.betreft_id, actie.leefgebied.code
    return lambda d: d.pk in houders or (heeft(d, "acties") and ziet(d, betreft, code))


def _hulpvraag(lid_id: Any) -> Luistert:
    return lambda d: d.lid_id == lid_id or heeft(d, "hulpvraag")


def _netwerk(deelname_id: Any, van_id: Any) -> Luistert:
    return lambda d: (
        heeft(d, "netwerk") or d.pk == deelname_id or (van_id is not None and d.lid_id == van_id)
    )


def _adres(bewoners: set[Any]) -> Luistert:
    return lambda d: d.is_zorgcoordinator or d.lid_id in bewoners


def _tafels(v: Voliere) -> None:
    """Agenda, agreements and notes; then the report of the first table, made of the canaries."""
    for punt in Agendapunt.objects.filter(tafel__plan=v.plan).select_related("leefgebied"):
        v.zet(punt, "tekst", _punt(punt))
    # An agreement that became an action is read as that action.
    los = Besluit.objects.filter(tafel__plan=v.plan, actie=None)
    for besluit in los.select_related("leefgebied"):
        v.zet(besluit, "tekst", _punt(besluit))
    tafel = Rondetafel.objects.get(plan=v.plan, nummer=1)
    notitie = Stapnotitie.objects.create(tafel=tafel, stap="afspraken", gewijzigd_op=v.now)
    v.zet(notitie, "tekst", lambda d: d.is_zorgcoordinator or d.lid_id is not None)
    Verslag.objects.create(
        tafel=tafel,
        status="vastgesteld",
        momentopname=momentopname.maak(tafel),
        gemaakt_op=v.now,
        vastgesteld_op=v.now,
    )


def _punt(rij: Any) -> Luistert:
    if rij.leefgebied_id is None:
        return lambda d: True
    door = getattr(rij, "door_id", None)
    mag = _in_zicht(rij)
    return lambda d: mag(d) or (door is not None and d.pk == door)


def account(wie: str) -> Gebruiker:
    """The account with this name in its address."""
    return Gebruiker.objects.get(email=f"{wie}@voorbeeld.test")
