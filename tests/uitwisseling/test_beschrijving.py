"""The documentation of the exchange format says what the code does."""

from __future__ import annotations

from io import StringIO

from django.conf import settings
from django.core.management import call_command


def test_the_page_is_what_the_command_prints() -> None:
    uit = StringIO()
    call_command("uitwisselformaat", stdout=uit)
    pagina = settings.BASE_DIR / "docs" / "uitwisselformaat.md"
    assert pagina.read_text(encoding="utf-8") == uit.getvalue()
