"""The languages somebody can choose: those of which a catalogue ships."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import to_locale


@cache
def beschikbare_talen() -> tuple[tuple[str, str], ...]:
    """Code and own name of each language that ships, Dutch first."""
    return tuple((code, naam) for code, naam in settings.LANGUAGES if _ships(code))


def is_beschikbaar(code: str | None) -> bool:
    """Whether pages can be shown in this language."""
    return any(code == beschikbaar for beschikbaar, _ in beschikbare_talen())


def _ships(code: str) -> bool:
    if code == settings.LANGUAGE_CODE:
        return True
    name = Path(to_locale(code)) / "LC_MESSAGES" / "django.po"
    return any((Path(folder) / name).is_file() for folder in settings.LOCALE_PATHS)
