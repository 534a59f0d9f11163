"""`manage.py draai`: web, worker and beat under one supervisor, on one machine."""

import fcntl
import os
import socket
import sys
from argparse import ArgumentParser
from typing import IO, Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config.checks import refuse_unsafe
from config.environment import VAR_DIR
from config.supervisor import Program, Supervisor


def programs() -> list[Program]:
    """The three programs, each by the command that a container runs too."""
    python = sys.executable
    celery = [python, "-m", "celery", "-A", "config", "--quiet"]
    return [
        Program(
            "web", [python, "-m", "gunicorn", "config.wsgi", "--config", "python:config.gunicorn"]
        ),
        Program("worker", [*celery, "worker", "--without-gossip", "--without-mingle"]),
        Program("beat", [*celery, "beat", "--pidfile="]),
    ]


class Command(BaseCommand):
    help = "Run web, worker and beat as one; stop with Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *args: Any, port: int, host: str, **options: Any) -> None:
        try:
            refuse_unsafe()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        self._refuse_old_tables()
        lock = self._take_lock()
        self._refuse_taken_port(host, port)
        os.environ["BIND"] = f"{host}:{port}"
        supervisor = Supervisor(programs(), say=self._say)
        self._port, self._host, self._announced = port, host, False
        supervisor.run(each_tick=self._announce)
        lock.close()
        self._say("stopped")

    def _say(self, text: str) -> None:
        print(f"draai  | {text}", flush=True)

    def _announce(self) -> None:
        """Say once where the site is, when it answers."""
        if self._announced:
            return
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex((self._host, self._port)) == 0:
                self._announced = True
                self._say(f"ready: http://localhost:{self._port}/ (stop with Ctrl-C)")

    def _refuse_old_tables(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The database misses migrations: run `manage.py migrate` first.")
        connection.close()

    def _take_lock(self) -> IO[str]:
        """Two supervisors on one queue and one database would do everything twice."""
        lock = (VAR_DIR / "draai.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"It is running already, from {VAR_DIR}: stop that one first."
            raise CommandError(message) from error
        return lock

    def _refuse_taken_port(self, host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                message = f"Port {port} is taken by another program: choose one with --port."
                raise CommandError(message) from error
