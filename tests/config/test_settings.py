"""The same settings on every machine, told apart by the environment."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SECRET_KEY": "Q7d_x2kJ9vLw0ZrYp4Nb6TsHc8Mf1GuEaXi5RoVq3DyCjBnKmPlSgWtUz",
    "ALLOWED_HOSTS": "gezinsplan.example.org",
    "SITE_URL": "https://gezinsplan.example.org",
    "DATABASE_URL": "postgres://gezinsplan:geheim@postgres:5432/gezinsplan",
    "REDIS_URL": "redis://redis:6379/0",
    "EMAIL_URL": "smtp+tls://u:p@smtp.example.org:587",
    "DEFAULT_FROM_EMAIL": "1Gezin1Plan <noreply@example.org>",
    "ALLOW_FAMILIES_WITHOUT_BROKER": "true",
}
OURS = {*PRODUCTION, "DEBUG", "DEMO", "DATABASE_POOL", "HTTPS"}


def _run(
    tmp_path: Path, command: list[str], env: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """A new process with only this environment of ours."""
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, *command],
        env={**clean, "VAR_DIR": str(tmp_path), **env},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _settings(tmp_path: Path, env: dict[str, str], *names: str) -> dict[str, Any]:
    script = (
        "import json, config.settings as s;"
        f"print(json.dumps({{n: getattr(s, n) for n in {names!r}}}, default=str))"
    )
    result = _run(tmp_path, ["-c", script], env)
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_production_uses_what_the_environment_names(tmp_path: Path) -> None:
    found = _settings(
        tmp_path,
        PRODUCTION,
        "DATABASES",
        "CELERY_BROKER_URL",
        "CELERY_WORKER_POOL",
        "SESSION_ENGINE",
        "SESSION_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "SECURE_HSTS_SECONDS",
        "EMAIL_BACKEND",
        "EMAIL_USE_TLS",
        "CSRF_TRUSTED_ORIGINS",
        "DEMO",
    )
    database = found.pop("DATABASES")["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["OPTIONS"]["pool"] == {"min_size": 1, "max_size": 8, "timeout": 5}
    assert database["CONN_HEALTH_CHECKS"] is True
    assert found == {
        "CELERY_BROKER_URL": "redis://redis:6379/0",
        "CELERY_WORKER_POOL": "prefork",
        "SESSION_ENGINE": "django.contrib.sessions.backends.cached_db",
        "SESSION_COOKIE_NAME": "__Host-sessie",
        "SESSION_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 63072000,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_USE_TLS": True,
        "CSRF_TRUSTED_ORIGINS": ["https://gezinsplan.example.org"],
        "DEMO": False,
    }


def test_the_demo_lives_in_one_folder_of_this_machine(tmp_path: Path) -> None:
    found = _settings(
        tmp_path,
        {"DEMO": "true"},
        "DATABASES",
        "CELERY_BROKER_URL",
        "CELERY_WORKER_POOL",
        "EMAIL_BACKEND",
        "EMAIL_FILE_PATH",
        "SESSION_COOKIE_SECURE",
        "ALLOWED_HOSTS",
    )
    database = found.pop("DATABASES")["default"]
    assert database["NAME"] == str(tmp_path / "db.sqlite3")
    assert database["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    assert found == {
        "CELERY_BROKER_URL": "filesystem://localhost",
        "CELERY_WORKER_POOL": "solo",
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(tmp_path / "mail"),
        "SESSION_COOKIE_SECURE": False,
        "ALLOWED_HOSTS": ["localhost"],
    }


@pytest.mark.parametrize(
    "command",
    [
        ["-c", "import config.wsgi"],
        ["-m", "celery", "-A", "config", "--quiet", "worker", "--pool", "solo"],
        ["manage.py", "draai", "--port", "8199"],
    ],
    ids=["web", "worker", "draai"],
)
def test_nothing_serves_under_an_unsafe_configuration(tmp_path: Path, command: list[str]) -> None:
    env = {**PRODUCTION, "SECRET_KEY": "kort", "DATABASE_URL": f"sqlite:///{tmp_path}/leeg.sqlite3"}
    result = _run(tmp_path, command, {**env, "REDIS_URL": ""})
    assert result.returncode != 0
    told = [line.split(" (")[0] for line in result.stderr.splitlines() if line.startswith("  - ")]
    assert told == ["  - SECRET_KEY", "  - DATABASE_URL", "  - REDIS_URL"]


def test_ordinary_commands_work_without_any_environment(tmp_path: Path) -> None:
    result = _run(tmp_path, ["manage.py", "check"], {})
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "System check identified no issues (0 silenced).\n"


@pytest.mark.django_db
def test_every_page_carries_the_strict_policy(client: Client) -> None:
    headers = client.get("/bestaat-niet/").headers
    policy = {
        directive: values
        for directive, *values in map(str.split, headers["Content-Security-Policy"].split(";"))
    }
    scripts = policy.pop("script-src")
    assert all(source.startswith("'nonce-") for source in scripts)
    assert policy == {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "upgrade-insecure-requests": [],
    }
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_over_plain_http_production_sends_people_to_https(
    client: Client, settings: Settings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/plannen/")
    assert (response.status_code, response.headers["Location"]) == (
        301,
        "https://testserver/plannen/",
    )
    assert client.head("/health/", secure=False).status_code != 301
