"""One log line per request, and the request id that ties all lines of a request together."""

import logging
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase

from config.logs import get_logger

log = get_logger(__name__)


class RequestLogMiddleware:
    """Logs method, route, status and duration.

    The route is the pattern (`plannen/<uuid:plan_id>/`), not the path: a path can hold a token, and
    which plan somebody opened is for the access log, not for this one. The id is always our own, as
    one from outside could carry anything into the logs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = uuid.uuid4().hex
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            match = request.resolver_match
            # A monitor asks for health all day long; only a bad answer is news.
            well = match is not None and match.url_name == "health" and response.status_code == 200
            log.log(
                logging.DEBUG if well else logging.INFO,
                "request",
                method=request.method,
                route=match.route if match else None,
                status=response.status_code,
                duration_ms=round((time.perf_counter() - started) * 1000, 1),
            )
        response.headers["X-Request-ID"] = request_id
        return response
