"""What the tests of the table share: the moment at which they happen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.rondetafel.aan_tafel import AAN_TAFEL
from tests.rondetafel.tafels import NU


@pytest.fixture
def nu() -> Iterator[None]:
    """Views ask the clock: let it stand at NU."""
    with time_machine.travel(NU, tick=False):
        yield


@pytest.fixture
def aan_tafel_nu() -> Iterator[None]:
    """Let the clock stand five minutes into the table of ``aan_tafel.zet_bezig``."""
    with time_machine.travel(AAN_TAFEL, tick=False):
        yield
