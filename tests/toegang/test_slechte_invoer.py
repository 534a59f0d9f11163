"""Rubbish on every form and every address: a clear answer, never a 5xx, nothing half written.

Built from the URL resolver, so a new route is in it by itself. What a request with a refusal
(400 and up) wrote is looked at statement by statement: only the session and the log may be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.inloggen import log_in
from tests.toegang.kanaries import Voliere, account, zet_voliere
from tests.toegang.test_matrix import adressen

pytestmark = pytest.mark.django_db

WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
SAVEPOINT = re.compile(r'^(ROLLBACK TO )?SAVEPOINT ("\w+")')
# The session, and what is written because something was refused.
MAY_BE_WRITTEN = re.compile(r"^(django_session|django_cache|usersessions_|\w*inzage\w*)")
NAME = re.compile(r"""\bname=["']([\w:.\[\]-]+)["']""")
FORM = "application/x-www-form-urlencoded"

LONG = "x" * 100_000
TEXTS = {
    "nul": "a\x00b",
    "lang": LONG,
    "getal": "9" * 400,
    "teken": "1e999",
    "surrogaat": "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace") + "\u202e",
    "opmaak": "<script>alert(1)</script>{{ 7*7 }}{% debug %}%s%n' OR 1=1 --",
    "datum": "9999-99-99T99:99",
    "id": "00000000-0000-4000-8000-000000000000",
    "kop": "Bcc: x@voorbeeld.test\r\nX: y",
}


# Everything for who may do most; these for the others.
FEW = {"nul", "getal", "dubbel"}


def bodies(names: list[str]) -> Iterator[tuple[str, bytes, str]]:
    """What is sent: every field with each text, and bodies that are no form at all."""
    for what, text in TEXTS.items():
        yield what, urlencode([(name, text) for name in names]).encode(), FORM
    twice = [(name, text) for name in names for text in ("ja", "nee", "2")]
    yield "dubbel", urlencode(twice).encode(), FORM
    yield "ongeldige utf-8", b"&".join(name.encode() + b"=%ff%fe\xff" for name in names), FORM


def broken_bodies() -> Iterator[tuple[str, bytes, str]]:
    """Bodies that are no form at all; what takes a body reads it in one place."""
    yield "veel velden", urlencode([(f"v{number}", "x") for number in range(1_100)]).encode(), FORM
    yield "te groot", b"naam=" + b"x" * 2_700_000, FORM
    yield "kapot deel", b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data"
    yield "geen grens", b"--x\r\n", "multipart/form-data; boundary=\xff"
    yield "json", b'{"naam": ', "application/json"


def own_routes() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every route outside a plan, with something in its parameters."""
    given = {"token": "onzin", "pk": 1, "sessie_id": 1, "broker_id": "digid", "soort": "onzin"}

    def walk(resolver: URLResolver, space: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for part in resolver.url_patterns:
            if isinstance(part, URLResolver):
                yield from walk(part, f"{part.namespace}:" if part.namespace else space)
            elif isinstance(part, URLPattern) and "plan_id" not in part.pattern.converters:
                kwargs = {
                    key: given.get(key, uuid4() if "UUID" in type(converter).__name__ else "x")
                    for key, converter in part.pattern.converters.items()
                }
                # It tells of the machine: 503 is its way of saying that beat does not run here.
                if part.name != "health":
                    yield f"{space}{part.name}", kwargs

    yield from walk(get_resolver(), "")


class Written:
    """The tables of which one request changed a row, without what it undid itself."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        result = execute(sql, params, many, context)
        saved = SAVEPOINT.match(sql)
        found = WRITE.match(sql)
        if saved and saved.group(1):
            del self.steps[self.steps.index(saved.group(2)) :]
        elif saved:
            self.steps.append(saved.group(2))
        elif found and context["cursor"].rowcount:
            self.steps.append(found.group(1))
        return result

    @property
    def tables(self) -> set[str]:
        """What is left of it."""
        names = {step for step in self.steps if not step.startswith('"')}
        return {name for name in names if not MAY_BE_WRITTEN.match(name)}


def send(client: Client, method: str, url: str, **extra: Any) -> tuple[int, set[str], bytes]:
    """Ask, undo what it did, and say what it wrote on the way."""
    written = Written()
    with transaction.atomic(), connection.execute_wrapper(written):
        response = client.generic(method, url, **extra)
        transaction.set_rollback(True)
    body = b"" if response.streaming else response.content
    return response.status_code, written.tables, body


def complaints(
    client: Client, naam: str, url: str, *, broken: bool = False, few: bool = False
) -> Iterator[tuple[str, str, int, set[str]]]:
    """What went wrong at one address, whatever was sent to it."""
    code, _, page = send(client, "GET", url)
    names = sorted(set(NAME.findall(page.decode("utf-8", "replace"))) - {"csrfmiddlewaretoken"})
    # What a page without a form would be sent, and what steers the others.
    names = names or ["naam", "tekst", "code", "wat", "keuze", "antwoord", "versie", "next"]
    query = urlencode([(name, "a\x00b") for name in [*names, "next", "taal", "pagina", "week"]])
    for what, asked in [("adres", f"?{query}"), ("kapot", "?next=%ff%00&pagina=-1&%80=%80")]:
        code, tables, _ = send(client, "GET", url + asked)
        # allauth copies an account's own address into its table when that page is first opened.
        if code >= 500 or tables - {"account_emailaddress"}:
            yield naam, what, code, tables
    for what, body, content_type in [*bodies(names), *(broken_bodies() if broken else ())]:
        if few and what not in FEW:
            continue
        code, tables, _ = send(client, "POST", url, data=body, content_type=content_type)
        if code >= 500 or (code >= 400 and tables):
            yield naam, what, code, tables


def as_(who: str | None) -> Client:
    client = Client(raise_request_exception=False)
    if who:
        log_in(client, account(who))
    return client


@pytest.fixture
def v() -> Voliere:
    return zet_voliere(timezone.now())


@pytest.mark.parametrize("who", ["linda", "samira"])
def test_no_form_of_a_plan_breaks_on_rubbish(v: Voliere, who: str) -> None:
    client = as_(who)
    at_one_table = [(naam, url) for naam, url in adressen(v) if not naam.endswith("/2")]
    few = who != "linda"
    found = [c for naam, url in at_one_table for c in complaints(client, naam, url, few=few)]
    assert found == [], "\n".join(map(str, found))


@pytest.mark.parametrize("who", ["linda", "samira", None])
def test_no_form_of_an_account_breaks_on_rubbish(v: Voliere, who: str | None) -> None:
    found = []
    for naam, kwargs in own_routes():
        # A fresh session each: rubbish may have logged this one out.
        found += list(complaints(as_(who), naam, reverse(naam, kwargs=kwargs), broken=True))
    assert found == [], "\n".join(map(str, found))


def test_every_route_is_sent_rubbish(v: Voliere) -> None:
    names = {naam.split("/")[0] for naam, _ in adressen(v)} | {naam for naam, _ in own_routes()}
    assert {"account_login", "brief", "mijn", "toegang:uitnodiging", "broker_callback"} <= names
    assert len(names) > 100


def test_forged_and_foreign_ids_are_nobodys(v: Voliere) -> None:
    """Every id in every address replaced, one at a time, by one that never was."""
    client, found = as_("linda"), []
    for naam, url in adressen(v):
        for old in set(re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", url)):
            code, tables, _ = send(client, "POST", url.replace(old, str(UUID(int=7, version=4))))
            if code not in {403, 404, 405} or tables:
                found.append((naam, old, code, tables))
    assert found == [], "\n".join(map(str, found))


@pytest.mark.parametrize(
    "path",
    ["/%00/", "/plannen/%ff/", "/uitnodiging/%00/", "/plannen/" + "a" * 9_000, "/..%2f..%2fetc/"],
)
def test_a_broken_path_does_not_exist(v: Voliere, path: str) -> None:
    for who in ("linda", None):
        # The page of an invitation is the same for every link, also for one that cannot be.
        allowed = {302, 400, 404, 200} if path.startswith("/uitnodiging/") else {302, 400, 404}
        assert send(as_(who), "GET", path)[0] in allowed


@pytest.mark.parametrize("value", ["", "x", "a\x00b", "x" * 5_000, "é", '{"a": 1}', "../../etc"])
def test_a_tampered_cookie_is_a_stranger(v: Voliere, value: str) -> None:
    for name in ("sessie", "csrf", "taal", "messages"):
        client = as_(None)
        client.cookies[name] = value
        assert send(client, "GET", "/mijn/")[0] == 302
        assert send(client, "GET", "/inloggen/")[0] == 200
