"""When a part is away: a clear page that says so, and 503 instead of 500.

Which part it was, and since when, is in the log and in `/health/`; a visitor only has to know that
nothing was lost and when to come back.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from psycopg_pool import PoolTimeout
from redis.exceptions import ConnectionError as RedisAway
from redis.exceptions import TimeoutError as RedisSlow

AWAY = (OperationalError, InterfaceError, PoolTimeout, RedisAway, RedisSlow)
RETRY_AFTER_SECONDS = 30


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500, called while the exception is being handled.

    The page gets the request for its nonce, but no context processors: they would ask the session
    and the database, which may be what is away.
    """
    error = sys.exc_info()[1]
    status = 503 if isinstance(error, AWAY) else 500
    page = loader.get_template(f"{status}.html").render({"request": request})
    response = HttpResponse(page, status=status)
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
