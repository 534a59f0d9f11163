"""A worker's share of a run: makes the copies whose ids it is given, and prints its memory."""

from __future__ import annotations

import os
import sys
from uuid import UUID


def main(ids: list[str]) -> None:
    """Make every copy through the function that the worker's task calls."""
    import django

    django.setup()
    from django.utils import timezone

    from bench.server import memory
    from rondetafel.report import exemplaar

    for pk in ids:
        if not exemplaar.make(UUID(pk), now=timezone.now()):
            raise SystemExit("A copy was not made.")
    print(memory(os.getpid()))


if __name__ == "__main__":
    main(sys.argv[1:])
