"""What can be known of the container files without a container engine."""

import re
import sys
from pathlib import Path
from typing import Any

import yaml

from config.management.commands.draai import programs
from config.management.commands.gezond import PARTS

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def test_the_whole_platform_is_there_and_everything_that_stays_is_watched() -> None:
    assert set(SERVICES) == {"migrate", "web", "worker", "beat", "postgres", "redis", "mail"}
    watched = {
        name for name, service in SERVICES.items() if "test" in service.get("healthcheck", {})
    }
    assert watched == set(SERVICES) - {"migrate"}
    for part in PARTS:
        test = SERVICES[part]["healthcheck"]["test"]
        assert test == ["CMD", "python", "manage.py", "gezond", part]


def test_containers_run_what_the_supervisor_runs() -> None:
    """One way of starting each part, so that what is tried in one place holds in the other."""
    for program in programs():
        assert [sys.executable, "-m", *SERVICES[program.name]["command"]] == list(program.command)


def test_no_secret_is_in_the_file_and_a_missing_one_stops_the_start() -> None:
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if re.search("PASSWORD|SECRET|AUTH|_KEYS|DATABASE_URL|REDIS_URL", name):
                assert str(value).count("${") == 1, name
                assert ":?" in value or name in {"INZAGE_KEYS", "MFA_KEYS", "SSO_KEYS"}, name


def test_only_this_machine_reaches_the_ports() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_what_must_be_kept_is_on_a_named_volume() -> None:
    used = {
        volume.partition(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
    }
    assert used == set(COMPOSE["volumes"])


def test_the_example_environment_names_what_the_file_asks_for() -> None:
    compose = (ROOT / "docker-compose.yml").read_text()
    needed = set(re.findall(r"\$\{([A-Z_]+):\?", compose))
    example = (ROOT / ".env.example").read_text()
    assert needed == {
        "SECRET_KEY",
        "POSTGRES_PASSWORD",
        "REDIS_PASSWORD",
        "DEFAULT_FROM_EMAIL",
        "SITE_URL",
        "ALLOWED_HOSTS",
    }
    assert needed <= set(re.findall(r"^([A-Z_]+)=", example, flags=re.MULTILINE))
    assert re.findall(r"^(SECRET_KEY|\w+_PASSWORD)=(.+)$", example, flags=re.MULTILINE) == []


def test_the_image_runs_as_nobody_special_and_is_watched() -> None:
    last_stage = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]
    assert re.findall(r"^USER (.+)$", last_stage, flags=re.MULTILINE) == ["gezinsplan"]
    assert last_stage.index("\nUSER ") < last_stage.index("\nCMD ")
    assert '["python", "manage.py", "gezond", "web"]' in last_stage
    assert "--require-hashes -r requirements.txt" in DOCKERFILE
