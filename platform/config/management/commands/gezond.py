"""`manage.py gezond web|worker|beat`: the health check of one container; 0 is well, 1 is not."""

import json
from argparse import ArgumentParser
from http.client import HTTPConnection
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.environment import env
from config.health import OK, take_stock

# What each container answers for: a web container is not restarted because beat is silent.
PARTS = {
    "web": ["web", "database", "broker"],
    "worker": ["database", "broker", "worker"],
    "beat": ["database", "broker", "beat"],
}


class Command(BaseCommand):
    help = "Say whether one part of the platform is well (for container health checks)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("part", choices=PARTS)

    def handle(self, *args: Any, part: str, **options: Any) -> None:
        states = ask_web() if part == "web" else take_stock(PARTS[part])
        ill = {name: states.get(name, "down") for name in PARTS[part] if states.get(name) != OK}
        if ill:
            raise CommandError(", ".join(f"{name}: {state}" for name, state in ill.items()))
        self.stdout.write("ok")


def ask_web() -> dict[str, str]:
    """The states as the running web server tells them; empty when it does not answer."""
    port = int(env.str("BIND", default="127.0.0.1:8000").rpartition(":")[2])
    host = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "localhost"
    server = HTTPConnection("127.0.0.1", port, timeout=8)
    try:
        server.request("GET", "/health/", headers={"Host": host.lstrip(".")})
        body = server.getresponse().read()
    except OSError:
        return {}
    finally:
        server.close()
    states: dict[str, str] = json.loads(body)["checks"]
    return states
