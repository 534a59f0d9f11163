"""What the tests of the access log share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def koppen(tmp_path: Path, settings: Any) -> Path:
    settings.INZAGE_KOPPEN = str(tmp_path / "log" / "koppen")
    return Path(settings.INZAGE_KOPPEN)
