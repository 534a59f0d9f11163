"""Structured logs without personal data.

A log line says what happened to which kind of thing, never to whom: no names, addresses, query
strings, tokens or client addresses. What slips through in a text of somebody else's making
(Django, Celery, gunicorn, a database error) is scrubbed here, on the way out.
"""

import re
import sys
import traceback
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_SCRUBS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"\?[^\s\"'<>]+"), "?[…]"),
    # A database names the offending values behind these words.
    (re.compile(r"(DETAIL|CONTEXT|HINT|QUERY):.*", re.DOTALL), r"\1: […]"),
    (re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"), "[address]"),
    (re.compile(r"(?<![\w-])(?:\+31|0031|0)[\s-]?\d(?:[\s-]?\d){7,9}\b"), "[telephone]"),
    # A token: 16 or more characters of base64 or hex, but not a UUID, which is how rows are named.
    (
        re.compile(rf"(?<![\w-])(?!{_UUID}(?![\w-]))(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{{16,}}"),
        "[token]",
    ),
)

# A template that fails deep inside raises one error per node around it.
CAUSES_KEPT = 3
FRAMES_KEPT = 12

# Keys that a log line must not carry, whatever somebody writes by mistake.
_PERSONAL_KEYS = frozenset(
    {"naam", "name", "voornaam", "achternaam", "username", "user", "gebruiker", "geboortedatum"}
    | {"email", "e_mail", "mail", "adres", "address", "telefoon", "phone", "ip", "remote_addr"}
    | {"wachtwoord", "password", "token", "code", "secret", "cookie"}
    | {"tekst", "text", "body", "inhoud", "subject", "onderwerp"}
)

# Faults of code and machinery, whose message speaks of neither families nor input.
_SPEAKING_ERRORS = (
    "ImproperlyConfigured",
    "ImportError",
    "ModuleNotFoundError",
    "AttributeError",
    "NameError",
    "TypeError",
    "TemplateDoesNotExist",
    "OperationalError",
    "InterfaceError",
    "ConnectionError",
    "ConnectionRefusedError",
    "TimeoutError",
    "PermissionError",
    "FileNotFoundError",
)


def scrub_text(text: str) -> str:
    """The text with e-mail addresses, telephone numbers, tokens and query strings taken out."""
    for pattern, replacement in _SCRUBS:
        text = pattern.sub(replacement, text)
    return text


def describe_exception(error: BaseException) -> str:
    """Class and stack of an exception and of its causes, without values and without its message.

    Messages of errors about data quote that data ("Key (naam)=(...) already exists"); only errors
    of machinery keep theirs. Frames hold no local variables.
    """
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen and len(parts) < CAUSES_KEPT:
        seen.add(id(current))
        kind = type(current).__name__
        message = f": {scrub_text(str(current))}" if kind in _SPEAKING_ERRORS else ""
        parts.append("\n".join([f"{kind}{message}", *_frames(current.__traceback__)]))
        current = current.__cause__ or (
            None if current.__suppress_context__ else current.__context__
        )
    return "\ncaused by\n".join(parts)


def _frames(tb: TracebackType | None) -> list[str]:
    """The innermost frames as `module/file.py:line function`, innermost last."""
    return [
        f"  {frame.filename.rpartition('site-packages/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(tb)[-FRAMES_KEPT:]
    ]


def describe_exc_info(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """structlog processor: `exc_info` becomes the safe description."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info if isinstance(info, BaseException) else info[1] if info else None
    if error is not None:
        event["error"] = describe_exception(error)
    return event


def scrub_event(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """structlog processor: scrub every text, drop what personal keys hold."""
    for key, value in event.items():
        if key in {"timestamp", "level", "logger", "error", "request_id"}:
            continue
        if key in _PERSONAL_KEYS:
            event[key] = "[left out]"
        elif isinstance(value, str):
            event[key] = scrub_text(value)
        elif not isinstance(value, bool | int | float | None):
            event[key] = scrub_text(str(value))
    return event


_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    describe_exc_info,
    scrub_event,
]


def configure_structlog() -> None:
    """Send structlog's own loggers through the standard library, to the same handler."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _loggers(level: str) -> dict[str, dict[str, Any]]:
    """Libraries whose own handlers would print unscrubbed, or that say too much."""
    ours = {"handlers": [], "level": level, "propagate": True}
    return {
        "django": ours,
        "django.server": {**ours, "level": "INFO"},
        # One line per request comes from config.requests; 4xx need no second one.
        "django.request": {"level": "ERROR"},
        # Prints a task's return value and arguments.
        "celery.app.trace": {"level": "WARNING"},
        # Three lines for every heartbeat.
        "celery.beat": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "django_celery_beat.schedulers": {"level": "WARNING"},
        "gunicorn.error": ours,
        "gunicorn.access": {**ours, "level": "ERROR"},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    }


def logging_config(*, level: str, readable: bool) -> dict[str, Any]:
    """The `LOGGING` setting. `readable` is for a person at a desk, JSON for everything else."""
    renderer: Processor = (
        structlog.dev.ConsoleRenderer(colors=False)
        if readable
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "veilig": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [
                    structlog.stdlib.PositionalArgumentsFormatter(),
                    *_SHARED,
                ],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    renderer,
                ],
                # The traceback is in the event, described safely; the default would print it raw.
                "keep_exc_info": False,
            }
        },
        "handlers": {
            "uit": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stderr",
                "formatter": "veilig",
            }
        },
        "root": {"handlers": ["uit"], "level": level},
        "loggers": _loggers(level),
    }


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger for our own events: `log.info("rondetafel_gesloten", rondetafel=str(pk))`."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger
