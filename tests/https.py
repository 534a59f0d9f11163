"""The production server with TLS, for tests: gunicorn twice behind one port.

Who speaks TLS to the port gets the one with a certificate, who does not the plain one, so that a
redirect from http to https leads to the same address, as it would from port 80 to 443.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.aanbieder import free_port

ROOT = Path(__file__).resolve().parents[1]
TLS_HELLO = b"\x16"
READY = "Listening at"


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Write a certificate for localhost and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1))
    builder = builder.not_valid_after(now + timedelta(days=1))
    names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    signed = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    certificate, private = folder / "cert.pem", folder / "key.pem"
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
    return certificate, private


def production(folder: Path, port: int) -> dict[str, str]:
    """The environment of a production on this machine."""
    ours = {"DEMO", "DEBUG", "DATABASE_URL", "REDIS_URL"}
    inherited = {name: value for name, value in os.environ.items() if name not in ours}
    return inherited | {
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "localhost",
        "SITE_URL": f"https://localhost:{port}",
        "ALLOW_SQLITE": "true",
        "ALLOW_FILESYSTEM_BROKER": "true",
        "ALLOW_FAMILIES_WITHOUT_BROKER": "true",
        "EMAIL_URL": "smtp+tls://niemand:niets@localhost:1",
        "DEFAULT_FROM_EMAIL": "1Gezin1Plan <noreply@voorbeeld.test>",
        "VAR_DIR": str(folder),
    }


@contextmanager
def serve_production(folder: Path) -> Iterator[tuple[str, Path]]:
    """Serve while the block runs; give ``localhost:<port>`` and the certificate to trust."""
    certificate, key = make_certificate(folder)
    port, with_tls, plain = free_port(), free_port(), free_port()
    env = production(folder, port)
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput"]
    subprocess.run(collect, cwd=ROOT, env=env, check=True, capture_output=True)
    tls = ["--certfile", str(certificate), "--keyfile", str(key)]
    with ExitStack() as stack:
        stack.enter_context(_gunicorn(env, with_tls, tls))
        stack.enter_context(_gunicorn(env, plain, []))
        door = stack.enter_context(socket.create_server(("127.0.0.1", port)))
        Thread(target=_let_in, args=(door, with_tls, plain), daemon=True).start()
        yield f"localhost:{port}", certificate


@contextmanager
def _gunicorn(env: dict[str, str], port: int, more: list[str]) -> Iterator[None]:
    command = ["gunicorn", "config.wsgi", "--config", "python:config.gunicorn", *more]
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**env, "BIND": f"127.0.0.1:{port}", "WEB_WORKERS": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        said = []
        for line in process.stderr:
            said.append(line)
            if READY in line:
                break
        else:
            raise AssertionError("".join(said))
        Thread(target=process.stderr.read, daemon=True).start()
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _let_in(door: socket.socket, with_tls: int, plain: int) -> None:
    while True:
        try:
            guest, _ = door.accept()
        except OSError:
            return
        Thread(target=_lead, args=(guest, with_tls, plain), daemon=True).start()


def _lead(guest: socket.socket, with_tls: int, plain: int) -> None:
    first = guest.recv(1, socket.MSG_PEEK)
    host = socket.create_connection(("127.0.0.1", with_tls if first == TLS_HELLO else plain))
    Thread(target=_carry, args=(host, guest), daemon=True).start()
    _carry(guest, host)


def _carry(source: socket.socket, target: socket.socket) -> None:
    try:
        while part := source.recv(65_536):
            target.sendall(part)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        target.close()
