"""The plan page: who sits there, the next table, what goes well, the goals, who does what.

Reads through the doorways of the rooms below. Long lists fold: a plan with ten times the actions
costs the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from acties.access import met_navraag, navraag_bij
from acties.models import GEVRAAGD, Actie, Actiehouder, Actiestatus
from acties.woorden import Staat, staat_van
from doelen import verloop
from doelen.samenvatting import Doelkort, krachten_en_zorgen, lopende_doelen
from prepared import PreparedQuery
from rondetafel.access import volgende_tafel
from rondetafel.gasten import mens
from rondetafel.models import Rondetafel
from toegang.aan_tafel import Aantafel, aan_tafel
from toegang.access import Plek
from toegang.models import Deelname
from toegang.policy import Handeling
from toegang.vorm import Kijker
from toegang.woorden import CHIP

ACTIES_OP_BLAD = 15
LID = ("voornaam", "verwantschap", "volgorde", "geboortedatum")
VAN_EEN_HOUDER = (
    "antwoord",
    *(f"actie__{veld}" for veld in ("tekst", "deadline", "status", "herhaling", "reden")),
    *(f"deelname__{veld}" for veld in ("naam", "rol", "functie", "is_zorgcoordinator")),
    *(f"deelname__lid__{veld}" for veld in LID),
    "deelname__jim_van__voornaam",
    "deelname__organisatie__naam",
)
"""What a line of the list shows; the other sixty columns stay where they are."""


@dataclass(frozen=True)
class Doelrij:
    """One goal with how it goes, as a line and as a sentence."""

    doel: Doelkort
    scores: list[dict[str, Any]]
    zin: str
    url: str


@dataclass(frozen=True)
class Actieregel:
    """One action of one person."""

    tekst: str
    staat: Staat
    url: str


@dataclass(frozen=True)
class Persoon:
    """Somebody with what they do."""

    naam: str
    heet: str
    onder: str
    soort: str
    acties: list[Actieregel]


@dataclass(frozen=True)
class Planblad:
    """Everything on the page."""

    aan_tafel: Aantafel
    tafel: Rondetafel | None
    krachten: list[str]
    zorgen: list[str]
    doelen: list[Doelrij]
    personen: list[Persoon]
    meer_acties: bool


def planblad(plek: Plek) -> Planblad:
    """Return the plan as this seat sees it."""
    houders = plek.vraag(HOUDERS)
    krachten, zorgen = krachten_en_zorgen(plek)
    return Planblad(
        aan_tafel=aan_tafel(plek),
        tafel=volgende_tafel(plek),
        krachten=krachten,
        zorgen=zorgen,
        doelen=[_doelrij(plek, doel) for doel in lopende_doelen(plek)],
        personen=_personen(plek, houders[:ACTIES_OP_BLAD]),
        meer_acties=len(houders) > ACTIES_OP_BLAD,
    )


def _doelrij(plek: Plek, doel: Doelkort) -> Doelrij:
    return Doelrij(
        doel,
        verloop.laatste_scores(doel.punten),
        verloop.zin(doel.punten, doel.gewenst, plek.vandaag),
        reverse("doelen:doel", args=[plek.plan.pk, doel.pk]),
    )


def _houders(plek: Kijker) -> QuerySet[Actiehouder]:
    """Owners of what is asked now, and of what was handed back; earliest deadline first."""
    rijen = (
        Actiehouder.objects.filter(
            actie__in=Actie.objects.visible_to(plek),
            actie__status__in=[*GEVRAAGD, Actiestatus.TERUGGEGEVEN],
        )
        .select_related("actie", "deelname__lid", "deelname__organisatie", "deelname__jim_van")
        .only(*VAN_EEN_HOUDER)
        .order_by("actie__deadline", "actie__gemaakt_op")
    )
    return met_navraag(rijen)[: ACTIES_OP_BLAD + 1]


HOUDERS = PreparedQuery(_houders)


def _personen(plek: Plek, houders: Sequence[Actiehouder]) -> list[Persoon]:
    acties = {h.actie_id: h.actie for h in houders}
    per_actie: dict[Any, list[Actiehouder]] = {}
    for houder in houders:
        per_actie.setdefault(houder.actie_id, []).append(houder)
    for actie in acties.values():
        # What staat_van reads; loaded already, so that no row asks for its own owners.
        vars(actie)["_prefetched_objects_cache"] = {"houders": per_actie[actie.pk]}
    per_persoon: dict[Any, list[Actieregel]] = {}
    mensen: dict[Any, Deelname] = {}
    for houder in houders:
        actie = acties[houder.actie_id]
        mensen[houder.deelname_id] = houder.deelname
        per_persoon.setdefault(houder.deelname_id, []).append(
            Actieregel(
                actie.tekst,
                staat_van(actie, navraag_bij(houder), plek.now),
                reverse("acties:actie", args=[plek.plan.pk, actie.pk]),
            )
        )
    volgorde = sorted(mensen, key=lambda pk: _plaats(mensen[pk]))
    return [_persoon(mensen[pk], per_persoon[pk], plek) for pk in volgorde]


def _plaats(deelname: Deelname) -> tuple[int, int, str]:
    if deelname.lid is not None:
        return (0, deelname.lid.volgorde, deelname.naam)
    return (1 if CHIP[deelname.rol] == "netwerk" else 2, 0, deelname.naam)


def _persoon(deelname: Deelname, acties: list[Actieregel], plek: Plek) -> Persoon:
    wie = mens(deelname, plek.vandaag)
    heet = _("%(naam)s (u)") % {"naam": wie.heet} if wie.id == plek.deelname.pk else wie.heet
    return Persoon(wie.naam, heet, wie.onder, wie.soort, acties)


def mag(plek: Plek) -> dict[str, bool]:
    """Return what the page offers this seat."""
    return {
        "schrijven": plek.mag(Handeling.INHOUD_SCHRIJVEN),
        "voorstellen": plek.mag(Handeling.INHOUD_VOORSTELLEN),
        "plannen": plek.mag(Handeling.TAFEL_PLANNEN),
        "agenda": plek.mag(Handeling.AGENDAPUNT_VOORSTELLEN),
        "actie": plek.mag(Handeling.ACTIE_VOORSTELLEN) or plek.mag(Handeling.ACTIE_TOEWIJZEN),
    }
