"""`manage.py draai` for real: SQLite, the folder as a queue, web, worker and beat."""

import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEADLINE = 60.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _environment(folder: Path) -> dict[str, str]:
    """The demo's, with everything it writes in one folder."""
    without = {"DATABASE_URL", "REDIS_URL", "EMAIL_URL", "DEBUG"}
    inherited = {name: value for name, value in os.environ.items() if name not in without}
    return inherited | {"DEMO": "true", "VAR_DIR": str(folder), "LOG_LEVEL": "INFO"}


def _manage(env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )


class Running:
    """The demo's own system in a folder of its own."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env
        self.port = _free_port()
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "draai", "--port", str(self.port)],
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.output = ""

    def wait_for(self, *patterns: str) -> None:
        """Read on until all of these were said, in whatever order."""
        deadline = time.monotonic() + DEADLINE
        stream = self.process.stdout
        assert stream is not None
        while not all(re.search(pattern, self.output) for pattern in patterns):
            ready, _, _ = select.select([stream], [], [], max(0, deadline - time.monotonic()))
            chunk = os.read(stream.fileno(), 65536) if ready else b""
            assert chunk, f"{patterns} did not come; there was:\n{self.output}"
            self.output += chunk.decode()
        self.output = ""

    def health(self) -> dict[str, Any]:
        server = HTTPConnection("localhost", self.port, timeout=10)
        server.request("GET", "/health/")
        body: dict[str, Any] = json.loads(server.getresponse().read())
        server.close()
        return body

    def children(self) -> dict[str, int]:
        """The three programs by name, as the kernel knows them."""
        found = {}
        for pid in _descendants(self.process.pid, depth=1):
            command = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
            found["web" if "gunicorn" in command else command.split("--quiet ")[1].split()[0]] = pid
        return found


def _descendants(pid: int, depth: int = 5) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text() if depth else ""
    direct = [int(child) for child in text.split()]
    return direct + [below for child in direct for below in _descendants(child, depth - 1)]


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment whose database has its tables."""
    env = _environment(tmp_path_factory.mktemp("draai"))
    _manage(env, "migrate", "--verbosity", "0").check_returncode()
    return env


@pytest.fixture
def running(migrated: dict[str, str]) -> Iterator[Running]:
    one = Running(migrated)
    yield one
    one.process.terminate()
    one.process.wait(timeout=DEADLINE)


def test_what_is_killed_comes_back_and_a_signal_leaves_nothing(running: Running) -> None:
    running.wait_for(r"ready: http://localhost:\d+/", r"worker +\|.*ready")
    assert running.health()["checks"]["web"] == "ok"
    first = running.children()
    assert set(first) == {"web", "worker", "beat"}

    for pid in first.values():
        os.kill(pid, signal.SIGKILL)
    running.wait_for(r"Booting worker", r"worker +\|.*ready")
    second = running.children()
    assert set(second) == {"web", "worker", "beat"}
    assert set(first.values()).isdisjoint(second.values())
    assert running.health()["checks"]["database"] == "ok"

    refusal = _manage(running.env, "draai", "--port", str(_free_port()))
    assert refusal.returncode == 1
    assert refusal.stderr.startswith("CommandError: It is running already, from ")

    everything = _descendants(running.process.pid)
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(timeout=DEADLINE) == 0
    assert [pid for pid in everything if Path(f"/proc/{pid}").exists()] == []


def test_a_taken_port_is_told_plainly(migrated: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = _manage(migrated, "draai", "--port", str(port))
    told = f"CommandError: Port {port} is taken by another program: choose one with --port.\n"
    assert (result.returncode, result.stderr) == (1, told)


def test_old_tables_are_told_plainly(tmp_path: Path) -> None:
    result = _manage(_environment(tmp_path), "draai")
    told = "CommandError: The database misses migrations: run `manage.py migrate` first.\n"
    assert (result.returncode, result.stderr) == (1, told)
