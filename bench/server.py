"""The real server: gunicorn as production starts it, on a free port, and one client."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.environment import HOST, ROOT

STARTS_WITHIN_SECONDS = 60


@dataclass(frozen=True)
class Answer:
    """What one request gave: how long until its last byte, and what came."""

    seconds: float
    status: int
    body: bytes


@dataclass
class Server:
    """A running gunicorn, reached over one connection that stays open."""

    process: subprocess.Popen[bytes]
    port: int
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def reconnect(self) -> None:
        """Begin a new connection: one on which nothing was asked for a while is closed."""
        self.connection.close()

    def get(self, path: str, cookies: Mapping[str, str]) -> Answer:
        """Ask for a page and read it to the end."""
        headers = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        }
        started = time.perf_counter()
        self.connection.request("GET", path, headers=headers)
        response = self.connection.getresponse()
        body = response.read()
        return Answer(time.perf_counter() - started, response.status, body)

    def worker_memory(self) -> float:
        """Return the resident memory of its largest worker, in MB."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return max(memory(int(pid)) for pid in children.split())


def memory(pid: int) -> float:
    """Return the resident memory of a process, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


@contextmanager
def running() -> Iterator[Server]:
    """Start gunicorn with the platform's own configuration; stop it afterwards."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--config"]
    # Renewing its worker in the middle of a run would be measured as a slow page.
    command += ["python:config.gunicorn", "--bind", f"127.0.0.1:{port}", "--max-requests", "0"]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        _wait_for(process, port)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait until it answers; its own end is the only other way out before the time is up."""
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
        raise SystemExit("The server did not start; what it says stands above.")
    raise SystemExit("The server did not answer in time.")
