"""Everything everybody of the cast may do, compared with what is written in ``rechten.txt``."""

from __future__ import annotations

import os

import pytest
from django.utils import timezone

from tests.toegang.rechten import BESTAND, WIE, regels, zet
from tests.toegang.test_policy import MAG_BEEINDIGEN

pytestmark = pytest.mark.django_db


def test_everybody_may_what_is_written() -> None:
    nu = regels(zet(timezone.now()))
    if os.environ.get("SCHRIJF_RECHTEN"):
        BESTAND.write_text("\n".join(nu) + "\n")
    assert nu == BESTAND.read_text().splitlines()


def test_what_is_written_agrees_with_the_table_by_hand() -> None:
    """Of ending seats there is a table written by hand: the file says the same."""
    geschreven = dict(r.split(": ") for r in BESTAND.read_text().splitlines())
    for wie, mag in MAG_BEEINDIGEN.items():
        zonder, met = geschreven[f"plek_beeindigen {wie}"].split()[2:4]
        bits = met if wie == "linda" else zonder
        eindigt = {a for a, bit in zip(WIE, bits[1:], strict=True) if bit == "1"}
        assert eindigt - {"tom"} == mag
