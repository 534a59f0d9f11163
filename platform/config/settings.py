"""Settings of the whole platform; everything that differs per machine comes from the environment.

`docs/operations.md` lists every variable. Without any, this is a production that refuses to start
(`config.checks`): safe by default. `DEMO=true` or `DEBUG=true` gives a machine for one person.
"""

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF

from config import inlog, logs, oidc, schedule
from config.environment import BASE_DIR, DEBUG, PRODUCTION, VAR_DIR, env
from config.environment import DEMO as DEMO
from config.inlog import ACCOUNT_LOGIN_BY_CODE_TIMEOUT as ACCOUNT_LOGIN_BY_CODE_TIMEOUT
from config.inlog import ACCOUNT_REAUTHENTICATION_TIMEOUT as ACCOUNT_REAUTHENTICATION_TIMEOUT
from config.inlog import MFA_KEYS as MFA_KEYS
from config.oidc import ALLOW_FAMILIES_WITHOUT_BROKER as ALLOW_FAMILIES_WITHOUT_BROKER
from config.oidc import OIDC_PROVIDERS as OIDC_PROVIDERS
from config.oidc import SSO_KEYS as SSO_KEYS

# Lets `forms.ModelForm[Gebruiker]` and `QuerySet[Actie]` be written as they are checked.
django_stubs_ext.monkeypatch()

# --- who we are -----------------------------------------------------------------------------------
DEVELOPMENT_KEY = "alleen-voor-ontwikkeling"
SECRET_KEY = env.str("SECRET_KEY", default=DEVELOPMENT_KEY)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost"])
# The address in mails, letters and calendar files. Passkeys need a name, never an IP number.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
HTTPS = env.bool("HTTPS", default=PRODUCTION)

# --- apps, from the lowest floor up ---------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "vormgeving",
    "gebruikers",
    "gezinsplan",
    "notifications",
    "toegang",
    "toegang.inzage",
    "toegang.afscherming",
    "toegang.beperking",
    "toegang.noodinzage",
    "doelen",
    "acties",
    "netwerk",
    "rondetafel",
    "overzicht",
    "uitwisseling",
    "config",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django_htmx",
    "django_celery_beat",
    "csp",
]
MIDDLEWARE = [
    "config.requests.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.sessions.SessionLimitsMiddleware",
    # Outside whatever opens a transaction: refusals are noted after the rollback.
    "toegang.inzage.middleware.Inzagelog",
    "gebruikers.middleware.Taal",
    "gebruikers.middleware.Ingelogd",
    "allauth.account.middleware.AccountMiddleware",
    "gebruikers.middleware.TweedeFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "toegang.afscherming.zeef.Zeef",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "overzicht.context.omlijsting",
            ]
        },
    }
]
FORM_RENDERER = "vormgeving.formulier.Formulier"

# --- database -------------------------------------------------------------------------------------
VAR_DIR.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
DATABASE = DATABASES["default"]
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    DATABASE["OPTIONS"] = {
        # Without IMMEDIATE two writers deadlock and one of them fails at once, timeout or not.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASE["CONN_HEALTH_CHECKS"] = True
    if env.bool("DATABASE_PREPARE", default=True):
        # What is asked again is planned once per connection. Not behind a pooler that gives every
        # transaction another connection (PgBouncer in transaction mode): turn it off there.
        prepared = {"server_side_binding": True, "prepare_threshold": 3}
        DATABASE.setdefault("OPTIONS", {}).update(prepared)
    if env.bool("DATABASE_POOL", default=True):
        DATABASE.setdefault("OPTIONS", {})["pool"] = {
            "min_size": 1,
            "max_size": env.int("DATABASE_POOL_MAX", default=8),
            "timeout": 5,
        }
# Asked for by name: without these two, production refuses the embedded database and queue.
ALLOW_SQLITE = env.bool("ALLOW_SQLITE", default=False)
ALLOW_FILESYSTEM_BROKER = env.bool("ALLOW_FILESYSTEM_BROKER", default=False)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "gebruikers.Gebruiker"

# --- Redis, or folders on this machine ------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "1g1p",
            "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
        }
    }
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
else:
    # Files, not memory: web, worker and beat are three processes, and rate limits and the heartbeat
    # must be seen by all of them.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(VAR_DIR / "cache"),
            "OPTIONS": {"MAX_ENTRIES": 5000},
        }
    }
    SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- background work ------------------------------------------------------------------------------
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "global_keyprefix": "1g1p:",
        "visibility_timeout": 3600,
        "socket_connect_timeout": 2,
        "socket_timeout": 10,
    }
else:
    _QUEUE = VAR_DIR / "queue"
    _QUEUE.mkdir(exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_QUEUE),
        "data_folder_out": str(_QUEUE),
        "control_folder": str(_QUEUE / "control"),
    }
# On folders one process takes one task after another; Redis feeds several.
CELERY_WORKER_POOL = "prefork" if REDIS_URL else "solo"
CELERY_WORKER_CONCURRENCY = env.int("WORKER_CONCURRENCY", default=2)
# Making PDFs takes memory that Python does not give back (KiB; the worker is renewed between tasks)
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
# A page never waits for a broker that is away: the outbox holds what was not handed over.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_SCHEDULE = schedule.SCHEDULE
CELERY_BEAT_SYNC_EVERY = 1

# --- mail -----------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="1Gezin1Plan <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_FILE_PATH = str(VAR_DIR / "mail")
EMAIL_TIMEOUT = 20
if env.str("EMAIL_URL", default=""):
    vars().update({**env.email("EMAIL_URL"), "EMAIL_FILE_PATH": EMAIL_FILE_PATH})
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

# --- sessions and cookies -------------------------------------------------------------------------
SESSION_IDLE_SECONDS = 45 * 60
SESSION_ABSOLUTE_SECONDS = 12 * 60 * 60
# Longer than both: whose session is over is recognised, logged out, and keeps what they typed.
SESSION_COOKIE_AGE = 2 * SESSION_ABSOLUTE_SECONDS
SESSION_COOKIE_NAME = "__Host-sessie" if HTTPS else "sessie"
SESSION_COOKIE_SECURE = HTTPS
# Marks the browsers somebody came in by before (`gebruikers.apparaat`).
DEVICE_COOKIE_NAME = "__Host-apparaat" if HTTPS else "apparaat"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# --- logging in: its own modules ------------------------------------------------------------------
for module in (inlog, oidc):
    vars().update({name: getattr(module, name) for name in dir(module) if name.isupper()})
# --- the access log -------------------------------------------------------------------------------
# Sign the seals; the newest key first, older ones behind it. Empty: SECRET_KEY.
INZAGE_KEYS: list[str] = env.list("INZAGE_KEYS", default=[])
# Every seal leaves its number and hash here, outside the database.
INZAGE_KOPPEN = env.str("INZAGE_KOPPEN", default=str(VAR_DIR / "inzagelog" / "koppen"))
# From how many plans opened by one account within an hour somebody should look at it.
INZAGE_VEEL_PLANNEN = env.int("INZAGE_VEEL_PLANNEN", default=30)
# From how many refused attempts of one account within an hour.
INZAGE_VAAK_GEWEIGERD = env.int("INZAGE_VAAK_GEWEIGERD", default=5)


# --- headers --------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=HTTPS)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=63072000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "upgrade-insecure-requests": HTTPS,
    }
}

# --- language and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [
    ("nl", "Nederlands"),
    ("en", "English"),
    ("pl", "Polski"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
    ("uk", "Українська"),
]
LANGUAGE_COOKIE_NAME = "taal"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- static files ---------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(VAR_DIR / "static"))
# What `npm run bouw` made, and pictures. The sources beside them are not for serving.
STATICFILES_DIRS = [
    (name, BASE_DIR / "static" / name)
    for name in ("gebouwd", "beeld")
    if (BASE_DIR / "static" / name).is_dir()
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = VAR_DIR / "bestanden"

# --- logs -----------------------------------------------------------------------------------------
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOGGING = logs.logging_config(level=LOG_LEVEL, readable=not PRODUCTION)
logs.configure_structlog()
