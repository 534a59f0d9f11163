"""A wrong file: one clear error per mistake with its place, and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gezinsplan.models import Gezin, Gezinsplan
from uitwisseling.demo import CASUS
from uitwisseling.lezen import DocumentError, importeer

pytestmark = pytest.mark.django_db

CASUS_1 = (CASUS / "1-de-wit-el-amrani.json").read_text(encoding="utf-8")
VANDAAG = date(2026, 11, 24)

Document = dict[str, Any]


def lees(tekst: str) -> list[str]:
    with pytest.raises(DocumentError) as fout:
        importeer(tekst, vandaag=VANDAAG)
    assert not Gezinsplan.objects.exists()
    assert not Gezin.objects.exists()
    return [str(f) for f in fout.value.fouten]


def met(verander: Callable[[Document], object]) -> list[str]:
    document = json.loads(CASUS_1)
    verander(document)
    return lees(json.dumps(document))


FOUTEN: list[tuple[str, Callable[[Document], object], list[str]]] = [
    ("formaat", lambda d: d.update(formaat="x"), ["formaat: moet '1gezin1plan' zijn"]),
    ("versie", lambda d: d.update(versie=9), ["versie: moet 1 zijn; deze versie kennen wij niet"]),
    ("geen plan", lambda d: d.pop("plan"), ["plan: ontbreekt"]),
    ("onbekend deel", lambda d: d.update(huisdieren=[]), ["huisdieren: dit deel kennen wij niet"]),
    ("geen lijst", lambda d: d.update(doelen={}), ["doelen: moet een lijst zijn, tussen [ en ]"]),
    (
        "geen object",
        lambda d: d["doelen"].insert(0, 7),
        ["doelen[0]: moet een object zijn, tussen { en }"],
    ),
    (
        "geen id",
        lambda d: d["doelen"][1].pop("id"),
        ["doelen[1].id: None is geen id (een UUID, of een naam van kleine letters en streepjes)"],
    ),
    (
        "dubbel id",
        lambda d: d["doelen"].append(d["doelen"][0]),
        ["doelen[4].id: 'naar-school' staat er twee keer in"],
    ),
    (
        "onbekend veld",
        lambda d: d["doelen"][2].update(kleur="rood"),
        ["doelen[2].kleur: dit veld kennen wij niet"],
    ),
    ("veld ontbreekt", lambda d: d["doelen"][2].pop("tekst"), ["doelen[2].tekst: ontbreekt"]),
    (
        "verkeerde soort",
        lambda d: d["doelen"][2].update(gewenst="zeven"),
        ["doelen[2].gewenst: 'zeven' moet een geheel getal zijn"],
    ),
    (
        "ja is geen getal",
        lambda d: d["doelen"][2].update(gewenst=True),
        ["doelen[2].gewenst: True moet een geheel getal zijn"],
    ),
    (
        "onbekende keuze",
        lambda d: d["acties"][0].update(status="zoek"),
        ["acties[0].status: Waarde 'zoek' is geen geldige keuze."],
    ),
    (
        "wijst nergens naar",
        lambda d: d["doelen"][0].update(betreft="oma"),
        ["doelen[0].betreft: 'oma' staat niet bij gezinsleden in dit bestand"],
    ),
    (
        "scope wijst nergens naar",
        lambda d: d["deelnames"][4]["leefgebieden"].update(oma=["*"]),
        ["deelnames[4].leefgebieden: 'oma' staat niet bij gezinsleden in dit bestand"],
    ),
    (
        "geen datum",
        lambda d: d["plannen"][0].update(volgende_evaluatie="T+x"),
        ["plannen[0].volgende_evaluatie: 'T+x' is geen datum (jjjj-mm-dd, of T-14)"],
    ),
    (
        "dag die niet bestaat",
        lambda d: d["plannen"][0].update(volgende_evaluatie="2026-02-30"),
        ["plannen[0].volgende_evaluatie: '2026-02-30' is geen datum (jjjj-mm-dd, of T-14)"],
    ),
    (
        "moment zonder tijdzone",
        lambda d: d["plannen"][0].update(gestart_op="2026-02-03T10:00:00"),
        [
            "plannen[0].gestart_op: '2026-02-03T10:00:00' is geen moment "
            "(jjjj-mm-ddTuu:mm:ssZ, of T-14)"
        ],
    ),
    (
        "regel van de tabel",
        lambda d: d["scores"][0].update(waarde=11),
        ["scores[0]: Beperking ‘score_0_10’ is geschonden."],
    ),
    (
        "tekst te lang",
        lambda d: d["krachten"][0].update(tekst="a" * 501),
        ["krachten[0].tekst: Dit is te lang. Er passen 500 tekens, u typte er 501."],
    ),
    (
        "twee fouten",
        lambda d: (d["doelen"][0].pop("tekst"), d["acties"][1].update(deadline="gisteren")),
        [
            "doelen[0].tekst: ontbreekt",
            "acties[1].deadline: 'gisteren' is geen datum (jjjj-mm-dd, of T-14)",
        ],
    ),
]


@pytest.mark.parametrize(
    ("verander", "verwacht"), [f[1:] for f in FOUTEN], ids=[f[0] for f in FOUTEN]
)
def test_a_mistake_is_named_with_its_place(
    verander: Callable[[Document], object], verwacht: list[str]
) -> None:
    assert met(verander) == verwacht


def test_what_is_not_json_names_line_and_character() -> None:
    assert lees('{\n "formaat": }') == ["regel 2, teken 13: dit is geen geldige JSON"]


def test_a_key_twice_in_one_object_is_an_error() -> None:
    assert lees('{"plan": "a", "plan": "b"}') == ["staat er twee keer in hetzelfde stuk: plan"]


def test_a_list_is_not_a_document() -> None:
    assert lees("[]") == ["het bestand moet één object zijn, tussen { en }"]


def test_relative_dates_need_to_be_announced() -> None:
    fouten = met(lambda d: d.pop("datums"))
    assert "plannen[0].volgende_evaluatie: 'T+18' is geen datum (jjjj-mm-dd)" in fouten


def test_a_plan_that_is_here_already_is_not_touched() -> None:
    importeer(CASUS_1, vandaag=VANDAAG)
    with pytest.raises(DocumentError, match="dit plan staat er al"):
        importeer(CASUS_1, vandaag=VANDAAG)
    assert Gezinsplan.objects.count() == 1


class FuzzTest(TestCase):
    """Whatever one value becomes, the importer says what is wrong or imports it."""

    @settings(max_examples=60, deadline=None)
    @given(data=st.data())
    def test_no_value_crashes_the_importer(self, data: st.DataObject) -> None:
        document = json.loads(CASUS_1)
        tabel = data.draw(
            st.sampled_from(sorted(k for k in document if isinstance(document[k], list)))
        )
        rij = data.draw(st.sampled_from(document[tabel]))
        veld = data.draw(st.sampled_from(sorted(rij)))
        rij[veld] = data.draw(
            st.none()
            | st.booleans()
            | st.integers(-(10**12), 10**12)
            | st.floats(allow_nan=False)
            | st.text(max_size=20)
            | st.lists(st.text(max_size=5), max_size=2)
            | st.dictionaries(st.text(max_size=5), st.integers(), max_size=2)
        )
        with suppress(DocumentError):
            importeer(json.dumps(document), vandaag=VANDAAG)
