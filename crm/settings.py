"""Settings of Samsyn: one file, driven by the environment, safe when nothing is set.

Everything that differs between installations is read from environment variables (see README).
With none set the product runs on SQLite with DEBUG off and a secret key of its own.
"""

import secrets
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DATA_DIR = Path(env("SAMSYN_DATA", default=str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
FIXTURES_DIR = BASE_DIR / "fixtures"


def _secret_key() -> str:
    """The key of the environment, else one made at the first start and kept beside the data."""
    given = env("SECRET_KEY", default="")
    if given:
        return given
    path = DATA_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(60))
    key = path.read_text().strip()
    if len(key) < 50:
        raise ImproperlyConfigured(f"{path} is too short to be a secret key; delete it to get a new one.")
    return key


SECRET_KEY = _secret_key()
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "crm",
    "contacts",
    "advocacy",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_filters",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "simple_history",
    "import_export",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "crm.common.middleware.SwedishFirst",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "crm.common.middleware.Busy",
]

ROOT_URLCONF = "crm.urls"
WSGI_APPLICATION = "crm.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "crm.common.navigation.navigation",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "crm.templatetags.ui",
                "crm.templatetags.forms",
            ],
        },
    }
]

# --- Database -------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'samsyn.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL and immediate transactions: twenty writers at once lose nothing.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Compiling a query takes PostgreSQL half a second where it thinks it dear; ours then run in milliseconds. Figures
    # tell hundreds of thousands of rows apart: in the 4 MB that it takes by itself they go by way of the disk.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off -c work_mem=32MB")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "crm_cache"},
    # Pieces of templates that follow from their key alone (`{% cache None … using="memory" %}`): of each process, for
    # good. Nothing that is stored in the database, nothing that differs between users but by what the key says.
    "memory": {
        "BACKEND": f"django.core.cache.backends.{'dummy.DummyCache' if DEBUG else 'locmem.LocMemCache'}",
        "LOCATION": "pieces",
        "OPTIONS": {} if DEBUG else {"MAX_ENTRIES": 2_000},
    },
}

# --- Who may come in --------------------------------------------------------------------------
AUTH_USER_MODEL = "crm.User"
AUTHENTICATION_BACKENDS = ["crm.common.accounts.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "crm:home"
ACCOUNT_ADAPTER = "crm.common.accounts.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
SESSION_COOKIE_AGE = 60 * 60 * 12

# --- Behind a proxy with TLS: SECURE_PROXY=1 ----------------------------------------------------
SECURE_PROXY = env.bool("SECURE_PROXY", default=False)
if SECURE_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_PROXY
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- Language and time --------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Svenska")), ("en", _("Engelska"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # templates say |number where a number is meant for reading

# --- Files --------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
IMPORT_MAX_BYTES = 20 * 1024 * 1024
IMPORT_MAX_ROWS = 100_000
# The mandate radar: what public sources may come to (all candidates of an election; all councils in one package), and
# the only hosts that it reads from, each with its scheme.
RADAR_MAX_BYTES = 100 * 1024 * 1024
RADAR_MAX_UNPACKED_BYTES = 400 * 1024 * 1024
RADAR_MAX_ROWS = 500_000
RADAR_ORIGINS = env.list(
    "SAMSYN_RADAR_ORIGINS",
    default=["https://data.riksdagen.se", "https://resultat.val.se", "https://data.val.se"],
)
# From so many rows with personal data an export needs a manager or a reason; from so many it is made by the job worker.
EXPORT_LIMIT = env.int("SAMSYN_EXPORT_LIMIT", default=1_000)
EXPORT_JOB_ROWS = 20_000
# Almedalen mode: for how many days a phone keeps what it took along, and of how many people.
FIELD_DAYS = env.int("SAMSYN_FIELD_DAYS", default=7)
FIELD_PEOPLE = env.int("SAMSYN_FIELD_PEOPLE", default=1_000)

# --- Jobs, mail, API ------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# Where letters say that the pages are.
SITE_URL = env("SAMSYN_URL", default="http://127.0.0.1:8000")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="samsyn@localhost")

# The mailbox that colleagues forward mail to: 'imaps://user:password@host/INBOX' ('imap+tls://' for STARTTLS), its own
# addresses, and the name under which its server says whether a sender is who it says ('Authentication-Results'; '*':
# the mailbox takes mail from our own accounts alone).
MAILBOX_URL = env("SAMSYN_MAILBOX", default="")
MAILBOX_ADDRESSES = [address.lower() for address in env.list("SAMSYN_MAILBOX_ADDRESSES", default=[])]
MAILBOX_AUTHSERV = env("SAMSYN_MAILBOX_AUTHSERV", default="")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "knox.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["crm.common.api.permissions.MemberPermission"],
    "DEFAULT_PAGINATION_CLASS": "crm.common.api.pagination.IdCursorPagination",
    "DEFAULT_FILTER_BACKENDS": ["crm.common.api.filters.StrictFilterBackend"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "crm.common.api.errors.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Samsyn API",
    "DESCRIPTION": "Register, kontakter, sakfrågor och mål.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["crm.common.api.permissions.MemberPermission"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_SPLIT_PATCH": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "OrganizationKind": "contacts.choices.OrganizationKind",
        "AreaKind": "contacts.choices.AreaKind",
        "RoleKind": "contacts.choices.RoleKind",
        "DetailKind": "contacts.choices.DetailKind",
        "InteractionKind": "advocacy.choices.InteractionKind",
        "InteractionStatus": "advocacy.choices.InteractionStatus",
        "PriorityKind": "advocacy.choices.PriorityKind",
        "GoalKind": "advocacy.choices.GoalKind",
        "MotionKind": "advocacy.choices.MotionKind",
        "ActKind": "advocacy.choices.ActKind",
        "CommitmentState": "advocacy.choices.CommitmentState",
    },
}
REST_KNOX = {"AUTH_TOKEN_CHARACTER_LENGTH": 64, "AUTO_REFRESH": False}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        # A refusal is an answer, not a fault: one line, no traceback.
        "django.request": {"filters": ["refusals", "tokens"]},
    },
    "filters": {
        "refusals": {"()": "crm.common.logs.WithoutTraceback"},
        "tokens": {"()": "crm.common.logs.WithoutTokens"},
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
