"""Calendar files are read alike by three others: ical.js, libical and icalendar.

Needs Node with ical.js (``npm ci``) and Debian's libical3; runs with ``-m agenda``, as ``.ci/run``
does. What is missing fails; nothing is passed over.
"""

from __future__ import annotations

import ctypes
import json
import subprocess
from ctypes.util import find_library
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from rondetafel import ical
from rondetafel.scheduling import AMSTERDAM

pytestmark = pytest.mark.agenda

ROOT = Path(__file__).resolve().parents[2]
LEZER = Path(__file__).with_name("lees_ical.mjs")
AAN = {"aan": "samira@voorbeeld.test", "organisator": "tafel@voorbeeld.test"}
Gelezen = dict[str, Any]


def afspraak(jaar: int, maand: int, dag: int, uur: int, minuut: int = 30) -> ical.Afspraak:
    begin = datetime(jaar, maand, dag, uur, minuut, tzinfo=AMSTERDAM).astimezone(UTC)
    return ical.Afspraak(
        uid="0f5d3c1e-5a39-4d0b-8a6e-1f2f5a9c7b10@voorbeeld.test",
        sequence=3,
        begin=begin,
        eind=begin + timedelta(minutes=90),
        gemaakt_op=datetime(2026, 9, 1, 8, 0, 5, tzinfo=UTC),
        plaats="Wijkteam Noord; Havenstraat 4, zaal “Óp de hoek”, en nog een stukje verder",
        tekst="Geef door of u komt: https://voorbeeld.test/plannen/\nTot ziens, het wijkteam",
        url="https://voorbeeld.test/plannen/1/rondetafels/2/",
    )


GEWOON = afspraak(2026, 12, 1, 15)
TIJDEN = {
    "an ordinary day": GEWOON,
    "the Friday before the clock goes back": afspraak(2026, 10, 23, 15),
    "the day the clock goes back": afspraak(2026, 10, 25, 15),
    "the night the clock goes back, before": afspraak(2026, 10, 25, 0),
    "the Monday after the clock went back": afspraak(2026, 10, 26, 15),
    "the Friday before the clock goes forward": afspraak(2027, 3, 26, 15),
    "the night the clock goes forward, before": afspraak(2027, 3, 28, 1, 0),
    "the day the clock goes forward": afspraak(2027, 3, 28, 15),
    "the Monday after the clock went forward": afspraak(2027, 3, 29, 15),
    "the hour that comes twice": replace(
        GEWOON,
        begin=datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        eind=datetime(2026, 10, 25, 3, 0, tzinfo=UTC),
    ),
}


def met_ical_js(inhoud: bytes) -> Gelezen:
    if not (ROOT / "node_modules" / "ical.js").is_dir():
        pytest.fail("ical.js is missing: run `npm ci`.")
    klaar = subprocess.run(
        ["node", str(LEZER)], input=inhoud, capture_output=True, check=False, cwd=ROOT
    )
    assert klaar.returncode == 0, klaar.stderr.decode()
    gelezen: Gelezen = json.loads(klaar.stdout)
    return gelezen


class Icaltime(ctypes.Structure):
    """libical's ``struct icaltimetype``."""

    _fields_ = [
        *((naam, ctypes.c_int) for naam in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    ]


DEEL, TEKST = ctypes.c_void_p, ctypes.c_char_p
FUNCTIES: dict[str, tuple[Any, list[Any]]] = {
    "icalparser_parse_string": (DEEL, [TEKST]),
    "icalrestriction_check": (ctypes.c_int, [DEEL]),
    "icalcomponent_count_errors": (ctypes.c_int, [DEEL]),
    "icalcomponent_string_to_kind": (ctypes.c_int, [TEKST]),
    "icalcomponent_get_first_component": (DEEL, [DEEL, ctypes.c_int]),
    "icalcomponent_get_next_component": (DEEL, [DEEL, ctypes.c_int]),
    "icalcomponent_get_method": (ctypes.c_int, [DEEL]),
    "icalproperty_method_to_string": (TEKST, [ctypes.c_int]),
    "icalcomponent_get_status": (ctypes.c_int, [DEEL]),
    "icalproperty_status_to_string": (TEKST, [ctypes.c_int]),
    "icalcomponent_get_uid": (TEKST, [DEEL]),
    "icalcomponent_get_sequence": (ctypes.c_int, [DEEL]),
    "icalcomponent_get_summary": (TEKST, [DEEL]),
    "icalcomponent_get_location": (TEKST, [DEEL]),
    "icalcomponent_get_dtstart": (Icaltime, [DEEL]),
    "icalcomponent_get_dtend": (Icaltime, [DEEL]),
    "icaltime_as_timet_with_zone": (ctypes.c_long, [Icaltime, ctypes.c_void_p]),
}


def _libical() -> ctypes.CDLL:
    naam = find_library("ical")
    if naam is None:
        pytest.fail("libical is missing: install Debian's libical3.")
    lib = ctypes.CDLL(naam)
    for functie, (geeft, krijgt) in FUNCTIES.items():
        getattr(lib, functie).restype = geeft
        getattr(lib, functie).argtypes = krijgt
    return lib


def met_libical(inhoud: bytes) -> Gelezen:
    lib = _libical()
    kalender = lib.icalparser_parse_string(inhoud)
    assert lib.icalcomponent_count_errors(kalender) == 0
    methode = lib.icalproperty_method_to_string(lib.icalcomponent_get_method(kalender))
    vevent = lib.icalcomponent_string_to_kind(b"VEVENT")
    regels = []
    regel = lib.icalcomponent_get_first_component(kalender, vevent)
    while regel:
        regels.append(_libical_regel(lib, regel))
        regel = lib.icalcomponent_get_next_component(kalender, vevent)
    # Last: the check leaves its findings behind in the component.
    assert lib.icalrestriction_check(kalender) == 1
    assert lib.icalcomponent_count_errors(kalender) == 0
    return {"methode": methode.decode() or None, "regels": regels}


def _libical_regel(lib: ctypes.CDLL, regel: int) -> Gelezen:
    def utc(tijd: Icaltime) -> str:
        return _utc(datetime.fromtimestamp(lib.icaltime_as_timet_with_zone(tijd, tijd.zone), UTC))

    return {
        "uid": lib.icalcomponent_get_uid(regel).decode(),
        "sequence": lib.icalcomponent_get_sequence(regel),
        "begin": utc(lib.icalcomponent_get_dtstart(regel)),
        "eind": utc(lib.icalcomponent_get_dtend(regel)),
        "status": lib.icalproperty_status_to_string(lib.icalcomponent_get_status(regel)).decode(),
        "samenvatting": lib.icalcomponent_get_summary(regel).decode(),
        "plaats": (lib.icalcomponent_get_location(regel) or b"").decode(),
    }


def met_icalendar(inhoud: bytes) -> Gelezen:
    kalender = Calendar.from_ical(inhoud)
    return {
        "methode": str(kalender["METHOD"]) if "METHOD" in kalender else None,
        "regels": [
            {
                "uid": str(regel["UID"]),
                "sequence": int(str(regel["SEQUENCE"])),
                "begin": _utc(regel.start),
                "eind": _utc(regel.end),
                "status": str(regel["STATUS"]),
                "samenvatting": str(regel["SUMMARY"]),
                "plaats": str(regel.get("LOCATION", "")),
            }
            for regel in kalender.events
        ],
    }


def _utc(moment: date) -> str:
    assert isinstance(moment, datetime)
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


LEZERS = [met_ical_js, met_libical, met_icalendar]


def bedoeld(afspraak: ical.Afspraak, status: str) -> Gelezen:
    return {
        "uid": afspraak.uid,
        "sequence": afspraak.sequence,
        "begin": _utc(afspraak.begin),
        "eind": _utc(afspraak.eind),
        "status": status,
        "samenvatting": "Rondetafel",
        "plaats": afspraak.plaats,
    }


@pytest.mark.parametrize("wanneer", TIJDEN)
def test_an_invitation_is_read_alike_by_all(wanneer: str) -> None:
    inhoud = ical.verzoek(TIJDEN[wanneer], **AAN)
    verwacht = {"methode": "REQUEST", "regels": [bedoeld(TIJDEN[wanneer], "CONFIRMED")]}
    assert [lees(inhoud) for lees in LEZERS] == [verwacht] * len(LEZERS)


@pytest.mark.parametrize("wanneer", TIJDEN)
def test_a_cancellation_is_read_alike_by_all(wanneer: str) -> None:
    inhoud = ical.afzegging(TIJDEN[wanneer], **AAN)
    verwacht = {"methode": "CANCEL", "regels": [bedoeld(TIJDEN[wanneer], "CANCELLED")]}
    assert [lees(inhoud) for lees in LEZERS] == [verwacht] * len(LEZERS)


def test_a_feed_of_every_time_is_read_alike_by_all() -> None:
    afspraken = [
        replace(a, uid=f"{nummer}@voorbeeld.test", afgezegd=nummer % 2 == 0)
        for nummer, a in enumerate(TIJDEN.values())
    ]
    inhoud = ical.feed(afspraken)
    regels = [
        {**bedoeld(a, "CANCELLED" if a.afgezegd else "CONFIRMED"), "plaats": ""} for a in afspraken
    ]
    verwacht = {"methode": None, "regels": regels}
    assert [lees(inhoud) for lees in LEZERS] == [verwacht] * len(LEZERS)


def test_an_empty_feed_is_read_alike_by_all() -> None:
    assert [lees(ical.feed([])) for lees in LEZERS] == [{"methode": None, "regels": []}] * 3


def test_libical_objects_to_an_invitation_without_its_organiser() -> None:
    """Its check is not deaf: what RFC 5546 demands is missed."""
    inhoud = ical.verzoek(GEWOON, **AAN)
    zonder = b"".join(r for r in inhoud.splitlines(True) if not r.startswith(b"ORGANIZER"))
    lib = _libical()
    assert lib.icalrestriction_check(lib.icalparser_parse_string(zonder)) == 0
