"""The settings of the project: one file, read from the environment, safe when nothing is set.

Nothing set means: debug off, https only, no host accepted but this machine's health check, a secret
key of this installation's own, SQLite in the data folder. LOCAL_ONLY (which `quickstart` sets for
the server that it starts) serves plain http to this machine; DEBUG is for developers and implies it.
README.md lists the variables.
"""

import logging
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from newsroom import environment, secret

BASE_DIR = Path(__file__).resolve().parent.parent
# Everything that the project writes: database, secret key, collected static files, uploads.
DATA_DIR = environment.directory("DATA_DIR", BASE_DIR / ".data")

DEBUG = environment.boolean("DEBUG")
LOCAL_ONLY = environment.boolean("LOCAL_ONLY", DEBUG)
if DEBUG and not LOCAL_ONLY:
    raise ImproperlyConfigured("DEBUG shows the code and the settings to readers: it needs LOCAL_ONLY.")

SECRET_KEY = environment.text("SECRET_KEY") or secret.kept_in(DATA_DIR / "secret_key")

# --- Hosts, https and proxies -------------------------------------------------------------------
THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", THIS_MACHINE if LOCAL_ONLY else ())
if LOCAL_ONLY and not set(ALLOWED_HOSTS) <= set(THIS_MACHINE):
    raise ImproperlyConfigured(
        "LOCAL_ONLY serves this machine alone: leave ALLOWED_HOSTS unset or LOCAL_ONLY off."
    )
CSRF_TRUSTED_ORIGINS = environment.origins("CSRF_TRUSTED_ORIGINS")
CSRF_FAILURE_VIEW = "articles.desk.together.not_sent"  # keeps what an editor has typed

# How many proxies of ours stand before the server. Each must set or append to X-Forwarded-For, and
# the last must set X-Forwarded-Proto; with none, both headers are a stranger's word and ignored.
PROXIES = environment.integer("PROXIES", 0, most=10)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None

SECURE_SSL_REDIRECT = not LOCAL_ONLY
SECURE_HSTS_SECONDS = 0 if LOCAL_ONLY else environment.integer("HSTS_SECONDS", 365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.boolean("HSTS_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = environment.boolean("HSTS_PRELOAD", True)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL_ONLY
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- Application ----------------------------------------------------------------------------------
INSTALLED_APPS = [
    "articles.apps.ArticlesConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_filters",
    "taggit",
]

MIDDLEWARE = [
    "newsroom.health.HealthMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.compression.PublicGZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "articles.embargo.EmbargoMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "newsroom.adapting.Loader"],
                )
            ],
            # All three are lazy: a public page that uses neither `user` nor `messages` reads no session.
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
# Templates of ours may replace those of Django's form widgets, for the Content-Security-Policy.
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# --- Database -------------------------------------------------------------------------------------
DATABASES = {"default": environment.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'archive.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
_options = DATABASES["default"].setdefault("OPTIONS", {})
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    if not environment.text("DATABASE_URL"):
        secret.make_private_directory(DATA_DIR)
    # Readers never wait for the writer (WAL); a transaction takes the write lock when it begins, so
    # that it waits its turn (timeout, in seconds) instead of failing half-way.
    _options["transaction_mode"] = "IMMEDIATE"
    _options["timeout"] = 20
    _options["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;"
else:
    # The pool keeps connections open, so Django must not (CONN_MAX_AGE). 0 turns it off, for a
    # pooler such as PgBouncer between here and the database.
    _pool = environment.integer("DATABASE_POOL", 8, most=1000)
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    _options.setdefault("connect_timeout", 5)
    if _pool:
        # As on any solid-state disk. At the default of 4 a search for a common word reads the whole
        # table, texts unpacked, where the index would do: five times the time.
        _options.setdefault("options", "-c random_page_cost=1.1")
        _options["pool"] = {"min_size": 1, "max_size": _pool, "timeout": 5}
        # A connection that died in the pool (the server restarted) is found out before a page uses it.
        DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# --- Accounts -------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"

# Per name and address together: a stranger cannot lock an editor out from elsewhere, and one
# editor's errors do not lock a newsroom that shares an address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = environment.integer("LOGIN_FAILURES", 5, least=1)
AXES_COOLOFF_TIME = timedelta(minutes=environment.integer("LOGIN_WAIT_MINUTES", 15, least=1))
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "newsroom.throttling.locked_out"
AXES_CLIENT_IP_CALLABLE = "newsroom.throttling.client_address"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# The log shows the address of a failed log-in; not the name, which is now and then a password.
AXES_SENSITIVE_PARAMETERS = ["username"]

# --- Language and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
# The name at the head of every public page and in the feeds.
SITE_NAME = environment.text("SITE_NAME", "Archives des dépêches")
USE_I18N = True
# A dispatch has a day, not an hour, and its day is the one of its dateline: no zone applies to it.
# This zone is for the times of imports and corrections, read by a French-speaking desk.
TIME_ZONE = environment.time_zone("TIME_ZONE", "Europe/Paris")
USE_TZ = True

TAGGIT_CASE_INSENSITIVE = True

# --- Static files and uploads ---------------------------------------------------------------------
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
MEDIA_ROOT = environment.directory("MEDIA_ROOT", DATA_DIR / "media")
# Photos by Django itself: right for one machine; a busy site has them served by its front server.
SERVE_MEDIA = environment.boolean("SERVE_MEDIA", LOCAL_ONLY)

# On this machine static files come straight from the sources; elsewhere `collectstatic` has hashed
# and compressed them, and a missing one is an error.
STATIC_ROOT = None if LOCAL_ONLY else environment.directory("STATIC_ROOT", DATA_DIR / "static")
WHITENOISE_USE_FINDERS = LOCAL_ONLY
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL_ONLY
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o644
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o755

# --- Importer: what one document and one batch may cost ------------------------------------------
IMPORT_MAX_BYTES = environment.integer("IMPORT_MAX_BYTES", 20_000_000, least=1)
IMPORT_MAX_CHARS = environment.integer("IMPORT_MAX_CHARS", 5_000_000, least=1)
IMPORT_MAX_LINES = environment.integer("IMPORT_MAX_LINES", 20_000, least=1)
IMPORT_MAX_ARCHIVE_BYTES = environment.integer("IMPORT_MAX_ARCHIVE_BYTES", 2_000_000_000, least=1)
IMPORT_MAX_ARCHIVE_RATIO = environment.integer("IMPORT_MAX_ARCHIVE_RATIO", 200, least=1)
IMPORT_MAX_DOCUMENTS = environment.integer("IMPORT_MAX_DOCUMENTS", 1_000_000, least=1)

# --- Embargoes: how often a process looks for those that have run out (pages obey them at once) -----
EMBARGO_CHECK_SECONDS = environment.integer("EMBARGO_CHECK_SECONDS", 20, least=1)

# --- Log: everything to standard error, where the service manager keeps it ------------------------
LOG_LEVEL = environment.text("LOG_LEVEL", "INFO").upper()
if LOG_LEVEL not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
    raise ImproperlyConfigured(
        f"Environment variable LOG_LEVEL is {LOG_LEVEL!r}; expected DEBUG, INFO, WARNING or ERROR."
    )


def _without_traceback(record: logging.LogRecord) -> bool:
    record.exc_info = None
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"one_line": {"()": "django.utils.log.CallbackFilter", "callback": _without_traceback}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": LOG_LEVEL, "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": LOG_LEVEL, "propagate": False},
        "articles": {"handlers": ["stderr"], "level": LOG_LEVEL, "propagate": False},
        # Scanners ask under made-up host names all day: a line each, so that a forgotten one is still seen.
        "django.security.DisallowedHost": {"filters": ["one_line"]},
        "axes": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
