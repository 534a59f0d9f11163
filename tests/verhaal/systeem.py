"""The running system of the story: gunicorn, a Celery worker, beat, and a real SMTP server.

Started by ``manage.py draai``, as on a machine of one's own: on PostgreSQL and Redis where
``DATABASE_URL`` and ``REDIS_URL`` name them (in a database of its own), else on SQLite and folders.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from threading import Condition, Thread
from typing import IO
from urllib.parse import urlsplit

import psycopg
import redis

from tests.postbus import Postbus, open_postbus

ROOT = Path(__file__).resolve().parents[2]
ACHTER = """
import sys, django
django.setup()
from tests.verhaal import achter_de_schermen
getattr(achter_de_schermen, sys.argv[1])(*sys.argv[2:])
"""
GEDULD = 60.0
REDIS_DB = 7


@dataclass
class Logboek:
    """What the system said, line by line; somebody can wait for a line."""

    regels: list[str] = field(default_factory=list)
    nieuw: Condition = field(default_factory=Condition)
    uit: bool = False

    def lees(self, stroom: IO[str]) -> None:
        """Read until the system stops; runs in a thread, so that the pipe never fills."""
        for regel in stroom:
            with self.nieuw:
                self.regels.append(regel.rstrip())
                self.nieuw.notify_all()
        with self.nieuw:
            self.uit = True
            self.nieuw.notify_all()

    def wacht_op(self, patroon: str) -> None:
        """Wait until a line like this was said; a system that stopped says nothing any more."""
        with self.nieuw:
            self.nieuw.wait_for(lambda: self.uit or self.met(patroon), GEDULD)
        assert self.met(patroon), f"{patroon} kwam niet; er was:\n" + "\n".join(self.regels)

    def met(self, patroon: str) -> list[str]:
        """The lines like this one."""
        return [regel for regel in self.regels if re.search(patroon, regel)]


@dataclass
class Systeem:
    """Where it runs, the mailbox it sends to, and what the machine room can do."""

    url: str
    bus: Postbus
    env: dict[str, str]
    logboek: Logboek = field(default_factory=Logboek)

    def achter(self, opdracht: str, *argumenten: str) -> str:
        """Do what no page does: seed, and let time pass. See ``achter_de_schermen.py``."""
        return _draai(self.env, "-c", ACHTER, opdracht, *argumenten)

    def mail(
        self, adres: str, deze: Callable[[EmailMessage], bool], *, na: int = 0
    ) -> tuple[EmailMessage, int]:
        """The first mail like this to an address, the worker given time, and how many came by then.

        ``na`` were read already. Later mails stay unread, however many have come meanwhile.
        """

        def gekomen() -> int | None:
            alle = self.bus.aan(adres)
            return next((n for n, m in enumerate(alle) if n >= na and deze(m)), None)

        with self.bus.nieuw:
            self.bus.nieuw.wait_for(lambda: gekomen() is not None, GEDULD)
        welke, er_waren = gekomen(), self.bus.aan(adres)
        onderwerpen = [str(m["Subject"]) for m in er_waren]
        assert welke is not None, f"die mail kwam niet voor {adres}; wel: {onderwerpen}, na {na}"
        return er_waren[welke], welke + 1


def _draai(env: dict[str, str], *opdracht: str) -> str:
    uit = subprocess.run(
        [sys.executable, *opdracht],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=GEDULD,
        check=False,
    )
    assert uit.returncode == 0, uit.stderr
    return uit.stdout.strip()


def _vrije_poort() -> int:
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort: int = vrij.getsockname()[1]
        return poort


def _servers(env: dict[str, str]) -> None:
    """An empty database and an empty Redis of the story's own, where the real ones are named."""
    if env.get("DATABASE_URL"):
        delen = urlsplit(env["DATABASE_URL"])
        naam = delen.path.strip("/") + "_verhaal"
        beheer = delen._replace(path="/postgres").geturl()
        with psycopg.connect(beheer, autocommit=True) as verbinding:
            verbinding.execute(f'DROP DATABASE IF EXISTS "{naam}" WITH (FORCE)')
            verbinding.execute(f'CREATE DATABASE "{naam}"')
        env["DATABASE_URL"] = delen._replace(path=f"/{naam}").geturl()
    if env.get("REDIS_URL"):
        env["REDIS_URL"] = urlsplit(env["REDIS_URL"])._replace(path=f"/{REDIS_DB}").geturl()
        redis.from_url(env["REDIS_URL"]).flushdb()


def _omgeving(map_: Path, poort: int, bus: Postbus) -> dict[str, str]:
    zonder = {"DEBUG", "ALLOWED_HOSTS", "STATIC_ROOT"}
    return {naam: waarde for naam, waarde in os.environ.items() if naam not in zonder} | {
        "DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VAR_DIR": str(map_),
        "SITE_URL": f"http://localhost:{poort}",
        "EMAIL_URL": f"smtp://127.0.0.1:{bus.poort}",
        "LOG_LEVEL": "INFO",
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def start(map_: Path) -> Iterator[Systeem]:
    """Run the whole system while the block runs; whatever it wrote is in ``map_``."""
    with open_postbus() as bus:
        poort = _vrije_poort()
        env = _omgeving(map_, poort, bus)
        _servers(env)
        _draai(env, "manage.py", "migrate", "--verbosity", "0")
        _draai(env, "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        systeem = Systeem(f"http://localhost:{poort}", bus, env)
        systeem.achter("zaai")
        proces = subprocess.Popen(
            [sys.executable, "manage.py", "draai", "--port", str(poort)],
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        lezer = Thread(target=systeem.logboek.lees, args=[proces.stdout], daemon=True)
        lezer.start()
        try:
            systeem.logboek.wacht_op(r"ready: http://localhost")
            systeem.logboek.wacht_op(r"worker +\|.*ready")
            yield systeem
        finally:
            proces.terminate()
            proces.wait(timeout=GEDULD)
            lezer.join()
