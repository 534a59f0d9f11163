"""What is prepared per form of a seat shows each seat what ``visible_to`` shows it, no more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from acties.filter import IDS
from acties.models import Actie
from acties.workflow import assign
from doelen.access import IN_LIJST
from doelen.models import Doel, Kracht, Zorg
from doelen.samenvatting import DOELEN, KRACHTEN_EN_ZORGEN
from overzicht.planblad import HOUDERS
from prepared import PreparedQuery
from rondetafel.access import VOLGENDE
from tests.cast import Cast, zet_cast
from tests.doelen.teksten import zet_plan, zet_scores
from toegang.access import Plek
from toegang.zicht import Zicht

pytestmark = pytest.mark.django_db

ZICHTEN: list[dict[str, list[str]]] = [
    {},
    {"gezin": ["*"]},
    {"gezin": ["school"], "noor": ["school", "vrije-tijd"], "daan": ["school"]},
    {"noor": ["*"], "daan": ["*"], "samira": []},
    {"samira": ["inkomen"], "mark": ["inkomen"]},
]


@pytest.fixture
def cast() -> Cast:
    cast = zet_cast(timezone.now())
    plan = zet_plan(cast)
    for doel in [rij for rij in plan.values() if isinstance(rij, Doel)]:
        zet_scores(doel, cast.now.date(), cast, noor=3, samira=5)
    for wie, gebied in [("peter", "school"), ("tom", "inkomen"), ("samira", "gezondheid")]:
        assign(
            actor=cast.plek("linda"),
            now=cast.now,
            houders=[cast.deelname[wie]],
            leefgebied=cast.leefgebied[gebied],
            betreft=cast.lid["noor" if wie == "peter" else "samira"],
            tekst=f"Actie van {wie}",
            deadline=None,
        )
    return cast


def plekken(cast: Cast) -> list[Plek]:
    """Every seat as it is, and the seats without the mark with other scopes."""
    alle = [cast.plek(naam) for naam in cast.deelname]
    for zicht in ZICHTEN:
        codes = {str(cast.lid[k].pk) if k in cast.lid else k: v for k, v in zicht.items()}
        alle += [replace(plek, zicht=Zicht(codes, ["acties"])) for plek in alle[:11]]
    return alle


def test_every_list_is_what_its_filter_says(cast: Cast) -> None:
    vragen: list[tuple[PreparedQuery[Any], tuple[Any, ...]]] = [
        (KRACHTEN_EN_ZORGEN, ()),
        (DOELEN, ()),
        (IN_LIJST, ()),
        (HOUDERS, ()),
        (VOLGENDE, ()),
        (IDS, (False, False, False, None)),
    ]
    gezien = set()
    for plek in plekken(cast):
        for vraag, vorm in vragen:
            gewoon: QuerySet[Any, Any] = vraag.build(plek, *vorm)
            rijen = plek.vraag(vraag, *vorm, wie=None, doel=None)
            assert sorted(map(str, rijen)) == sorted(map(str, gewoon))
            gezien.add((id(vraag), len(rijen)))
    # Somebody sees all of it, somebody less: else this compared nothing.
    assert len(gezien) > 2 * len(vragen) - 2


def test_one_text_more_is_there_at_the_next_look(cast: Cast) -> None:
    plek = cast.plek("samira")
    eerst = len(plek.vraag(KRACHTEN_EN_ZORGEN))
    for model in (Kracht, Zorg):
        rij = model.objects.first()
        assert rij is not None
        rij.pk = None
        rij.tekst = "Iets nieuws"
        rij.save(force_insert=True)
    assert len(plek.vraag(KRACHTEN_EN_ZORGEN)) == eerst + 2
    assert Actie.objects.visible_to(plek).count() == len(
        plek.vraag(IDS, False, False, False, None, wie=None, doel=None)
    )
