"""How a view outside a plan declares who may reach it.

Every route declares itself: inside a plan with ``toegang.deur.in_plan``, elsewhere with one of
these. ``tests/toegang/test_deuren.py`` walks the URL resolver and fails on a route that does not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def openbaar(reden: str) -> Callable[[View], View]:
    """Declare a view that anybody may reach, with the reason why that is safe."""

    def declareer(view: View) -> View:
        vars(view)["deur"] = ("openbaar", reden)
        return login_not_required(view)

    return declareer


def ingelogd(wat: str) -> Callable[[View], View]:
    """Declare a view for any logged-in person that shows only what is theirs."""

    def declareer(view: View) -> View:
        vars(view)["deur"] = ("ingelogd", wat)
        return view

    return declareer
