"""Every pair of states, and every verb in every state."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from acties import workflow
from acties.models import ACTIE_OVERGANGEN, Actie, Actiegebeurtenis, Actiestatus
from acties.workflow.overgang import grijp
from tests.cast import Cast
from toegang.access import Plek

Maak = Callable[..., Actie]
NEE = "geen tijd"


def _in_staat(actie: Actie, status: str, cast: Cast) -> Actie:
    """Put a row in a state as the database allows it, whatever led there."""
    antwoord = {"voorgesteld": "open", "teruggegeven": "nee"}.get(status, "ja")
    actie.houders.update(antwoord=antwoord)
    Actie.objects.filter(pk=actie.pk).update(status=status, reden=NEE, afgerond_op=cast.now)
    return Actie.objects.get(pk=actie.pk)


def test_the_table_holds_for_every_pair(cast: Cast, maak: Maak) -> None:
    actie, peter = maak("peter"), cast.plek("peter")
    uitkomsten = {}
    for van, naar in product(Actiestatus.values, repeat=2):
        with transaction.atomic():
            greep = grijp(_in_staat(actie, van, cast), actor=peter, now=cast.now)
            try:
                greep.move(naar)
            except workflow.OvergangError:
                uitkomsten[van, naar] = False
            else:
                uitkomsten[van, naar] = Actie.objects.get(pk=actie.pk).status == naar
    assert uitkomsten == {
        (van, naar): van == naar or naar in ACTIE_OVERGANGEN[van]
        for van, naar in product(Actiestatus.values, repeat=2)
    }


Verb = Callable[[Actie, Plek, Plek, Cast], object]
VERBEN: dict[str, Verb] = {
    "accept": lambda a, peter, linda, c: workflow.accept(a, actor=peter, now=c.now),
    "begin": lambda a, peter, linda, c: workflow.begin(a, actor=peter, now=c.now),
    "finish": lambda a, peter, linda, c: workflow.finish(a, actor=peter, now=c.now),
    "hand_back": lambda a, peter, linda, c: workflow.hand_back(
        a, actor=peter, now=c.now, reden=NEE
    ),
    "take": lambda a, peter, linda, c: workflow.take(a, actor=peter, now=c.now),
    "lapse": lambda a, peter, linda, c: workflow.lapse(a, actor=linda, now=c.now, reden=NEE),
    "ask_again": lambda a, peter, linda, c: workflow.ask_again(a, actor=linda, now=c.now),
    "hand_over": lambda a, peter, linda, c: workflow.hand_over(
        a, actor=peter, now=c.now, naar=c.deelname["aisha"]
    ),
    "reassign": lambda a, peter, linda, c: workflow.reassign(
        a, actor=linda, now=c.now, houders=[c.deelname["youssef"]]
    ),
}
NIET = None
VERWACHT: dict[str, dict[str, str | None]] = {
    "voorgesteld": {
        "accept": "afgesproken",
        "begin": "bezig",
        "finish": "gedaan",
        "hand_back": "teruggegeven",
        "take": NIET,
        "lapse": "vervallen",
        "ask_again": "voorgesteld",
        "hand_over": "voorgesteld",
        "reassign": "voorgesteld",
    },
    "afgesproken": {
        "accept": NIET,
        "begin": "bezig",
        "finish": "gedaan",
        "hand_back": "teruggegeven",
        "take": NIET,
        "lapse": "vervallen",
        "ask_again": "afgesproken",
        "hand_over": "afgesproken",
        "reassign": "voorgesteld",
    },
    "bezig": {
        "accept": NIET,
        "begin": NIET,
        "finish": "gedaan",
        "hand_back": "teruggegeven",
        "take": NIET,
        "lapse": "vervallen",
        "ask_again": "bezig",
        "hand_over": "bezig",
        "reassign": "voorgesteld",
    },
    "teruggegeven": dict.fromkeys(VERBEN, NIET)
    | {"take": "afgesproken", "lapse": "vervallen", "reassign": "voorgesteld"},
    "gedaan": dict.fromkeys(VERBEN, NIET),
    "vervallen": dict.fromkeys(VERBEN, NIET),
}


@pytest.mark.parametrize("status", VERWACHT)
def test_every_verb_in_every_state(cast: Cast, maak: Maak, status: str) -> None:
    actie = maak("peter")
    peter, linda = cast.plek("peter"), cast.plek("linda")
    uitkomsten: dict[str, str | None] = {}
    for naam, verb in VERBEN.items():
        with transaction.atomic():
            rij = _in_staat(actie, status, cast)
            voor = Actiegebeurtenis.objects.count()
            try:
                verb(rij, peter, linda, cast)
            except (workflow.OvergangError, PermissionDenied):
                assert Actie.objects.get(pk=actie.pk).status == status
                assert Actiegebeurtenis.objects.count() == voor
                uitkomsten[naam] = NIET
            else:
                uitkomsten[naam] = Actie.objects.get(pk=actie.pk).status
                assert Actiegebeurtenis.objects.count() == voor + 1
            transaction.set_rollback(True)
    assert uitkomsten == VERWACHT[status]
