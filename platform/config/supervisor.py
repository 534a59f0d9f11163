"""Keeps a few programs running as one: starts them, restarts what dies, stops them together.

One thread and one loop. It knows nothing of Django; `manage.py draai` tells it what to run.
"""

import ctypes
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import IO

TICK_SECONDS = 0.2
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
# A program that ran this long is taken to be well: its next fall is again a first one.
WELL_AFTER_SECONDS = 60.0
_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Runs in the child, before its program: SIGTERM when the supervisor is killed without warning.

    Linux only; elsewhere a killed supervisor leaves its children, which an operator then sees.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass(frozen=True)
class Program:
    """What to run and under which name its output appears."""

    name: str
    command: Sequence[str]


@dataclass
class Child:
    """A program and how it is doing. `pause` is what it waits before the next start, in seconds."""

    program: Program
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    restart_at: float = 0.0
    pause: float = FIRST_PAUSE_SECONDS
    rest: bytes = field(default=b"", repr=False)


class Supervisor:
    """Runs programs until told to stop by SIGTERM or SIGINT; a second signal stops at once."""

    def __init__(
        self, programs: Sequence[Program], *, say: Callable[[str], None], grace_seconds: float = 20
    ) -> None:
        self.children = [Child(program) for program in programs]
        self.say = say
        self.grace_seconds = grace_seconds
        self.signals = 0
        self.selector = selectors.DefaultSelector()
        self.width = max(len(program.name) for program in programs)

    def run(self, *, each_tick: Callable[[], None] = lambda: None) -> None:
        """Start everything, and return when everything has stopped after a signal."""
        previous = {
            number: signal.signal(number, self._on_signal)
            for number in (signal.SIGTERM, signal.SIGINT)
        }
        try:
            for child in self.children:
                self._start(child)
            while not self.signals:
                self._tick()
                each_tick()
        finally:
            self._stop_all()
            for number, handler in previous.items():
                signal.signal(number, handler)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.signals += 1

    def _start(self, child: Child) -> None:
        child.process = subprocess.Popen(
            child.program.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )
        child.started_at = time.monotonic()
        child.rest = b""
        stream = _stream(child.process)
        os.set_blocking(stream.fileno(), False)
        self.selector.register(stream, selectors.EVENT_READ, child)

    def _tick(self) -> None:
        """Pass on what was written, bury the dead, start whose pause is over."""
        self._forward(TICK_SECONDS)
        now = time.monotonic()
        for child in self.children:
            if child.process is None:
                if now >= child.restart_at:
                    self._start(child)
            elif child.process.poll() is not None:
                self._bury(child)
                if now - child.started_at >= WELL_AFTER_SECONDS:
                    child.pause = FIRST_PAUSE_SECONDS
                child.restart_at = now + child.pause
                self.say(f"{child.program.name} stopped; starting it again in {child.pause:.0f} s")
                child.pause = min(child.pause * 2, LONGEST_PAUSE_SECONDS)

    def _forward(self, timeout: float) -> None:
        for key, _ in self.selector.select(timeout):
            child: Child = key.data
            chunk = os.read(key.fd, 65536)
            if not chunk:
                self.selector.unregister(key.fileobj)
            *lines, child.rest = (child.rest + chunk).split(b"\n")
            for line in lines:
                self._print(child, line)

    def _print(self, child: Child, line: bytes) -> None:
        text = line.decode("utf-8", errors="replace")
        print(f"{child.program.name:<{self.width}} | {text}", flush=True)

    def _bury(self, child: Child) -> None:
        """Take leave of a dead program: its last words, and whatever it left running."""
        process = child.process
        if process is None:
            return
        # A killed gunicorn leaves workers that keep the port; they are in its group.
        _signal_group(process.pid, signal.SIGKILL)
        process.wait()
        self._forward(0)
        stream = _stream(process)
        if child.rest:
            self._print(child, child.rest)
        if stream.fileno() in self.selector.get_map():
            self.selector.unregister(stream)
        stream.close()
        child.process = None

    def _stop_all(self) -> None:
        alive = [child for child in self.children if child.process]
        for child in alive:
            if child.process:
                child.process.terminate()
        deadline = time.monotonic() + self.grace_seconds
        while time.monotonic() < deadline and self.signals < 2 and any(map(_runs, alive)):
            self._forward(TICK_SECONDS)
        for child in alive:
            if _runs(child):
                self.say(f"{child.program.name} did not stop by itself and was killed")
            self._bury(child)


def _runs(child: Child) -> bool:
    return child.process is not None and child.process.poll() is None


def _stream(process: subprocess.Popen[bytes]) -> IO[bytes]:
    """The program's output. Popen types it as optional; here it is always a pipe."""
    if process.stdout is None:
        raise RuntimeError("started without a pipe")
    return process.stdout


def _signal_group(pid: int, number: signal.Signals) -> None:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return
