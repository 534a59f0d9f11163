"""Start-up checks: an unsafe configuration does not serve, and is told by name what is wrong.

`manage.py check --deploy` shows them; web, worker, beat and `manage.py draai` refuse to start on
them. Ordinary management commands work without, as they serve nobody.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import LazySettings, UserSettingsHolder, settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from gebruikers.broker import HIGH_ENOUGH, Broker, problems_of

# The settings, or a copy with some changed.
Conf = LazySettings | UserSettingsHolder
SECRET_KEY_MIN_LENGTH = 50
SECRET_KEY_MIN_VARIETY = 10
MAIL_THAT_GOES_NOWHERE = ("filebased", "console", "dummy", "locmem")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: the setting's name, what is wrong with it, what to do."""

    id: str
    setting: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.setting} ({self.id}): {self.what} {self.remedy}"


def is_local(host: str) -> bool:
    """Whether only this machine answers to the name."""
    return host in {"localhost", "127.0.0.1", "[::1]", "::1", "testserver"} or host.endswith(
        ".localhost"
    )


def _mode(conf: Conf) -> Iterator[Problem]:
    hosts = [*conf.ALLOWED_HOSTS, urlsplit(conf.SITE_URL).hostname or ""]
    public = [host for host in hosts if not is_local(host)]
    if conf.DEBUG and public:
        what = f"is on while the site answers to {', '.join(public)}: error pages show everything."
        yield Problem("E001", "DEBUG", what, "Leave it out.")
    if conf.DEMO and public:
        what = f"is on while the site answers to {', '.join(public)}: anyone can be anyone there."
        yield Problem("E002", "DEMO", what, "The demo lives on localhost; leave it out elsewhere.")


def _secret_key(conf: Conf) -> Iterator[Problem]:
    if conf.SECRET_KEY == conf.DEVELOPMENT_KEY:
        what = "is missing: the development key is public, and signs sessions and links."
    elif (
        len(conf.SECRET_KEY) < SECRET_KEY_MIN_LENGTH
        or len(set(conf.SECRET_KEY)) < SECRET_KEY_MIN_VARIETY
    ):
        what = f"is guessable: fewer than {SECRET_KEY_MIN_LENGTH} varied characters."
    else:
        return
    remedy = "Make one: python -c 'import secrets; print(secrets.token_urlsafe(64))'"
    yield Problem("E003", "SECRET_KEY", what, remedy)


def _hosts(conf: Conf) -> Iterator[Problem]:
    remedy = "Name the host names of the site, with a comma between them."
    if not conf.ALLOWED_HOSTS:
        yield Problem("E004", "ALLOWED_HOSTS", "is empty.", remedy)
    elif any("*" in host or host == "." for host in conf.ALLOWED_HOSTS):
        what = "holds '*': links in mails could be led elsewhere."
        yield Problem("E004", "ALLOWED_HOSTS", what, remedy)


def _database(conf: Conf) -> Iterator[Problem]:
    if conf.DATABASES["default"]["ENGINE"].endswith("sqlite3") and not conf.ALLOW_SQLITE:
        what = "is SQLite: one machine, one writer, no row-level security."
        remedy = "Use postgres://..., or ask for SQLite by name with ALLOW_SQLITE=true."
        yield Problem("E005", "DATABASE_URL", what, remedy)


def _broker(conf: Conf) -> Iterator[Problem]:
    if not conf.REDIS_URL and not conf.ALLOW_FILESYSTEM_BROKER:
        what = "is missing: the queue would be a folder on this one machine."
        remedy = "Use redis://..., or ask for the folder by name with ALLOW_FILESYSTEM_BROKER=true."
        yield Problem("E006", "REDIS_URL", what, remedy)


def _https(conf: Conf) -> Iterator[Problem]:
    wrong = [
        name
        for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
        if not getattr(conf, name)
    ]
    if wrong:
        what = f"is off ({', '.join(wrong)}): cookies would travel readable."
        yield Problem("E007", "HTTPS", what, "Leave it out, and serve over TLS.")
    if urlsplit(conf.SITE_URL).scheme != "https":
        what = f"is {conf.SITE_URL!r}: links in mails must be https."
        yield Problem("E008", "SITE_URL", what, "Set the address people type, with https://.")


def _mail(conf: Conf) -> Iterator[Problem]:
    if any(part in conf.EMAIL_BACKEND for part in MAIL_THAT_GOES_NOWHERE):
        what = "is missing: no invitation would reach anyone."
        yield Problem("E009", "EMAIL_URL", what, "Use smtp+tls://user:password@host:587.")
    if "@localhost" in conf.DEFAULT_FROM_EMAIL:
        what = "is missing: mail from localhost is refused everywhere."
        yield Problem("E010", "DEFAULT_FROM_EMAIL", what, "Use a sender of your own domain.")


def _providers(conf: Conf) -> Iterator[Problem]:
    production = not (conf.DEBUG or conf.DEMO)
    for what in problems_of(conf.OIDC_PROVIDERS, production=production):
        remedy = "Mend it; docs/operations.md names every key."
        yield Problem("E011", "OIDC_PROVIDERS", what, remedy)


def _families(conf: Conf) -> Iterator[Problem]:
    if conf.ALLOW_FAMILIES_WITHOUT_BROKER or problems_of(conf.OIDC_PROVIDERS, production=True):
        return
    families = [b for b in map(Broker.from_settings, conf.OIDC_PROVIDERS) if b.is_for_families]
    low = [broker.id for broker in families if broker.level not in HIGH_ENOUGH]
    if families and not low:
        return
    what = (
        f"lets families in below eIDAS substantieel ({', '.join(low)})."
        if low
        else "has no broker (DigiD, eHerkenning) through which families come in."
    )
    remedy = "Add one, or take the risk by name with ALLOW_FAMILIES_WITHOUT_BROKER=true."
    yield Problem("E012", "OIDC_PROVIDERS", what, remedy)


ALWAYS: Sequence[Callable[[Conf], Iterator[Problem]]] = (_mode, _providers)
IN_PRODUCTION: Sequence[Callable[[Conf], Iterator[Problem]]] = (
    _secret_key,
    _hosts,
    _database,
    _broker,
    _https,
    _mail,
    _families,
)


def find_problems(conf: Conf = settings) -> list[Problem]:
    """Everything that makes this configuration unsafe to serve; empty when it may."""
    production = not (conf.DEBUG or conf.DEMO)
    rules = [*ALWAYS, *IN_PRODUCTION] if production else ALWAYS
    return [problem for rule in rules for problem in rule(conf)]


def refuse_unsafe(conf: Conf = settings) -> None:
    """Stop a process that would serve an unsafe configuration.

    Raises ImproperlyConfigured with every problem at once, so that one round of mending is enough.
    """
    problems = find_problems(conf)
    if problems:
        lines = "\n".join(f"  - {problem}" for problem in problems)
        message = (
            f"This configuration is not safe to serve:\n{lines}\n"
            "See docs/operations.md. On a machine of your own: DEMO=true or DEBUG=true."
        )
        raise ImproperlyConfigured(message)


def check_configuration(
    app_configs: Sequence[AppConfig] | None, **_: Any
) -> list[checks.CheckMessage]:
    """The same problems in `manage.py check --deploy`, and what is allowed but better mended."""
    found: list[checks.CheckMessage] = [
        checks.Error(f"{problem.setting} {problem.what}", problem.remedy, id=f"config.{problem.id}")
        for problem in find_problems()
    ]
    sends = "smtp" in settings.EMAIL_BACKEND and not is_local(settings.EMAIL_HOST)
    if sends and not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        what = "EMAIL_URL sends without encryption."
        found.append(checks.Warning(what, "Use smtp+tls:// or smtp+ssl://.", id="config.W001"))
    return found
