"""The supervisor with real processes: what dies comes back, and nothing stays behind."""

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEADLINE = 30.0

# A program with a child of its own, which says who both are and then waits.
FAMILY = """
import subprocess, sys, signal
child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
import os
print("family", os.getpid(), child.pid, flush=True)
signal.pause()
"""
STUBBORN = """
import os, signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("stubborn", os.getpid(), flush=True)
while True:
    signal.pause()
"""
ALONE = "import os, signal; print('alone', os.getpid(), flush=True); signal.pause()"
SHORT = "import sys; print('last words', end=''); sys.exit(3)"
RUNNER = """
import sys
from config.supervisor import Program, Supervisor
programs = [Program(name, [sys.executable, "-c", code]) for name, code in {programs!r}]
Supervisor(programs, say=lambda text: print("say:", text, flush=True), grace_seconds={grace}).run()
print("all stopped", flush=True)
"""


class Running:
    """A supervisor in a process of its own, whose output is read as it comes."""

    def __init__(self, programs: list[tuple[str, str]], grace: float = 10) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUNNER.format(programs=programs, grace=grace)],
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        self.output = ""

    def wait_for(self, pattern: str) -> re.Match[str]:
        """The next place in the output that fits; what came before it is read no more."""
        deadline = time.monotonic() + DEADLINE
        stream = self.process.stdout
        assert stream is not None
        while not (match := re.search(pattern, self.output)):
            ready, _, _ = select.select([stream], [], [], max(0, deadline - time.monotonic()))
            chunk = os.read(stream.fileno(), 4096) if ready else b""
            assert chunk, f"{pattern!r} did not come; there was: {self.output!r}"
            self.output += chunk.decode()
        self.output = self.output[match.end() :]
        return match

    def pids(self, name: str) -> list[int]:
        return [int(pid) for pid in self.wait_for(rf"{name}((?: \d+)+)\n")[1].split()]

    def stop(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=DEADLINE)


@pytest.fixture
def started() -> Iterator[list[Running]]:
    running: list[Running] = []
    yield running
    for one in running:
        one.process.kill()
        one.process.wait()
        if one.process.stdout:
            one.process.stdout.close()


def _wait_until_gone(pids: list[int]) -> None:
    """A process that is nobody's child here: ask the kernel until it is gone."""
    deadline = time.monotonic() + DEADLINE
    while alive := [pid for pid in pids if _alive(pid)]:
        assert time.monotonic() < deadline, f"still running: {alive}"
        select.select([], [], [], 0.05)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_what_is_killed_comes_back_with_what_it_had_left_running_cleared(
    started: list[Running],
) -> None:
    one = Running([("family", FAMILY)])
    started.append(one)
    first = one.pids("family")
    os.kill(first[0], signal.SIGKILL)
    one.wait_for(r"say: family stopped; starting it again in 1 s\n")
    second = one.pids("family")
    assert set(first).isdisjoint(second)
    _wait_until_gone(first)
    assert one.stop(signal.SIGTERM) == 0
    one.wait_for(r"all stopped\n")
    _wait_until_gone(second)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_everything(started: list[Running], number: signal.Signals) -> None:
    one = Running([("one", FAMILY), ("two", FAMILY)])
    started.append(one)
    pids = [*one.pids("family"), *one.pids("family")]
    assert len(pids) == 4
    assert one.stop(number) == 0
    _wait_until_gone(pids)


def test_who_does_not_stop_in_time_is_killed(started: list[Running]) -> None:
    one = Running([("stubborn", STUBBORN)], grace=0.5)
    started.append(one)
    pids = one.pids("stubborn")
    assert one.stop(signal.SIGTERM) == 0
    one.wait_for(r"say: stubborn did not stop by itself and was killed\n")
    _wait_until_gone(pids)


def test_a_second_signal_waits_for_nobody(started: list[Running]) -> None:
    one = Running([("stubborn", STUBBORN)], grace=3600)
    started.append(one)
    pids = one.pids("stubborn")
    one.process.send_signal(signal.SIGTERM)
    assert one.stop(signal.SIGINT) == 0
    _wait_until_gone(pids)


def test_a_program_that_keeps_falling_is_started_ever_later(started: list[Running]) -> None:
    one = Running([("short", SHORT)])
    started.append(one)
    for pause in (1, 2):
        one.wait_for(r"short \| last words\n")
        one.wait_for(rf"say: short stopped; starting it again in {pause} s\n")
    assert one.stop(signal.SIGTERM) == 0


def test_programs_do_not_outlive_a_killed_supervisor(started: list[Running]) -> None:
    one = Running([("alone", ALONE)])
    started.append(one)
    (pid,) = one.pids("alone")
    one.process.kill()
    one.process.wait()
    _wait_until_gone([pid])


def test_names_are_lined_up_and_broken_characters_do_no_harm(started: list[Running]) -> None:
    code = r"import sys; sys.stdout.buffer.write(b'caf\xe9\n'); sys.stdout.flush()"
    one = Running([("a", code), ("langer", FAMILY)])
    started.append(one)
    one.wait_for("a      \\| caf\ufffd\n")
    one.stop(signal.SIGTERM)
