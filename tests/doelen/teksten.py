"""Texts of the case for the tests of this room; canaries are words that stand nowhere else."""

from __future__ import annotations

from datetime import date
from typing import Any

from doelen.models import Doel, Doelstatus, Evaluatie, Hulpvraag, Kracht, Score, Zorg
from tests.cast import Cast

SCHULD = "Samira heeft 11.400 euro schuld KANARIE-SCHULD"
RUZIE = "Veel ruzie aan de telefoon KANARIE-RUZIE"
LESSEN = "Noor mist 40 procent van de lessen KANARIE-LESSEN"
POST = "Wij openen de post samen KANARIE-POST"
SCHOOL = "Noor gaat weer elke dag naar school"
VOETBAL = "Daan zit op voetbal"


def zet_tekst(
    model: type[Any], cast: Cast, tekst: str, gebied: str, betreft: str = "", **velden: Any
) -> Any:
    """Write one text; ``betreft`` is a first name of the cast, empty for the family."""
    return model.objects.create(
        plan=cast.plan,
        tekst=tekst,
        leefgebied=cast.leefgebied[gebied],
        betreft=cast.lid[betreft] if betreft else None,
        gemaakt_op=cast.now,
        **velden,
    )


def zet_doel(cast: Cast, tekst: str, gebied: str, betreft: str = "", **velden: Any) -> Doel:
    """Write a goal in concept, or in the ``status`` that is given."""
    if velden.get("status", Doelstatus.CONCEPT) not in {Doelstatus.CONCEPT, Doelstatus.LOSGELATEN}:
        velden.setdefault("vastgesteld_op", date(2026, 9, 1))
    doel: Doel = zet_tekst(Doel, cast, tekst, gebied, betreft, **velden)
    return doel


def zet_plan(cast: Cast) -> dict[str, Any]:
    """Write the case: what goes well, worries (Samira's debts among them), words and goals."""
    van: Any = {"door": cast.deelname["samira"]}
    return {
        "kracht": zet_tekst(Kracht, cast, "Noor tekent heel goed", "school", "noor", **van),
        "schuld": zet_tekst(Zorg, cast, SCHULD, "inkomen", "samira", **van),
        "ruzie": zet_tekst(Zorg, cast, RUZIE, "opvoeding", **van),
        "lessen": zet_tekst(Zorg, cast, LESSEN, "school", "noor", **van),
        "school": zet_doel(cast, SCHOOL, "school", "noor", status="actief", volgorde=1),
        "post": zet_doel(cast, POST, "inkomen", "samira", status="actief", volgorde=2, gewenst=8),
        "voetbal": zet_doel(cast, VOETBAL, "vrije-tijd", "daan", volgorde=3, gewenst=10),
        "noor_wil": zet_hulpvraag(cast, "noor", "Ik wil dat er niet over mij gepraat wordt"),
    }


def zet_hulpvraag(cast: Cast, wie: str, tekst: str) -> Hulpvraag:
    """Write what somebody wants, in their own words."""
    return Hulpvraag.objects.create(
        plan=cast.plan,
        lid=cast.lid[wie],
        tekst=tekst,
        door=cast.deelname.get(wie),
        gemaakt_op=cast.now,
    )


def zet_scores(doel: Doel, op: date, cast: Cast, **cijfers: int) -> Evaluatie:
    """Write the scores of members at one moment: ``zet_scores(doel, dag, cast, noor=3)``."""
    evaluatie = Evaluatie.objects.create(doel=doel, op=op)
    for wie, waarde in cijfers.items():
        Score.objects.create(evaluatie=evaluatie, lid=cast.lid[wie], waarde=waarde)
    return evaluatie
