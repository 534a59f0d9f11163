"""What the door of a plan did not note itself: who was refused, and what failed."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.db import Error
from django.http import HttpRequest, HttpResponseBase

from toegang.inzage.noteren import POORT, Poort

log = structlog.get_logger(__name__)


class Inzagelog:
    """Notes refusals outside the transaction of the request, which was rolled back by then.

    Stands outside whatever opens a transaction for a request. A refusal that cannot be noted is a
    failure, as a page that cannot be noted is. What failed already stays the failure it was.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        antwoord = self.get_response(request)
        poort: Poort | None = vars(request).get(POORT)
        if poort is None or poort.genoteerd:
            return antwoord
        try:
            poort.weiger(antwoord)
        except Error:
            if antwoord.status_code < 500:
                raise
            log.warning("a failed request could not be noted in the access log")
        return antwoord
