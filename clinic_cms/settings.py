"""Settings. Production is the default; the demo asks for its relaxations by name.

Every value that differs between installations comes from the environment; README lists them.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from clinic_cms import error_reports, logs, variables
from clinic_cms.editor import CKEDITOR_CONFIGS as CKEDITOR_CONFIGS

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = False
SECRET_KEY = variables.key("SECRET_KEY")
TLS = variables.switch("TLS", True)  # the demo sets it to false
SECOND_FACTOR = variables.switch("SECOND_FACTOR", True)  # the demo sets it to false
SITE_URL = variables.site("SITE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = variables.hosts("ALLOWED_HOSTS", ["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = variables.origins("CSRF_TRUSTED_ORIGINS", [SITE_URL])
TRUSTED_PROXIES = variables.number("TRUSTED_PROXIES", 0)
DATA_DIR = variables.folder("DATA_DIR", BASE_DIR / ".demo")

INSTALLED_APPS = [
    "clinic_cms.clinic",
    "articles",
    "comments",
    "clinic_cms.apps.RoofConfig",
    "clinic_cms.apps.ClinicAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "ckeditor",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "clinic_cms.static_files.StaticFilesMiddleware",
    "clinic_cms.clinic.bad_requests.UnreadBodyMiddleware",
    "clinic_cms.clinic.headers.ContentPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "clinic_cms.second_factor.SecondFactorMiddleware",
    "clinic_cms.clinic.bad_requests.NullByteMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "clinic_cms.clinic.headers.ResourcePolicyMiddleware",
]
ROOT_URLCONF = "clinic_cms.urls"
WSGI_APPLICATION = "clinic_cms.wsgi.application"
APPEND_SLASH = True
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.context.site",
            ],
        },
    }
]

# Database: SQLite in DATA_DIR unless DATABASE_URL names a PostgreSQL server.
DATABASES = {
    "default": variables.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'clinic.sqlite3'}")
}
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"] |= {"ENGINE": "clinic_cms.clinic.sqlite", "CONN_MAX_AGE": 600}
    DATABASES["default"]["OPTIONS"] = {
        # Two writers otherwise meet "database is locked": the lock is taken at the start and waited for.
        # Without recursive triggers REPLACE would delete a frozen row past its trigger.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;"
            # KiB. Each thread of each worker keeps a connection; the system keeps the file in memory.
            "PRAGMA cache_size=-512;"
            # What a statement may have to take back is kept in memory, and not in a file for each reply.
            "PRAGMA temp_store=MEMORY;"
            # Pages: for programs that write and answer no requests. See clinic_cms.clinic.sqlite.base.
            "PRAGMA wal_autocheckpoint=16000;"
        ),
    }
else:
    DATABASES["default"] |= {
        "ENGINE": "clinic_cms.clinic.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
    # A server that is gone without a word, or whose network is: /readyz and the forms say so, rather than
    # hang for minutes. Within 25 seconds with the next try: after 30 nginx cuts off the answer, and with
    # it what was typed.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,
        "tcp_user_timeout": 15_000,  # milliseconds; the others are seconds
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 2,
    } | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The database, not local memory: each worker process would count its own attempts. Room for many, since
# what is pushed out is not counted any more.
_table: dict[str, Any] = {
    "BACKEND": "clinic_cms.clinic.cache_table.HonestDatabaseCache",
    "LOCATION": "cache_rows",
    "OPTIONS": {"MAX_ENTRIES": 50_000},
}
CACHES: dict[str, Any] = {"default": _table, "table": _table}
if redis_url := variables.redis("REDIS_URL"):
    CACHES["default"] = {
        "BACKEND": "clinic_cms.clinic.shared_cache.RedisOrDatabase",
        "LOCATION": redis_url,
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},  # nobody waits long
    }
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# People
AUTH_USER_MODEL = "clinic.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}  # type: ignore[assignment]  # a dict of dicts
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_ADAPTER = "clinic_cms.accounts.StaffAdapter"
ACCOUNT_FORMS = {
    "login": "clinic_cms.account_forms.LoginForm",
    "reauthenticate": "clinic_cms.account_forms.ReauthenticateForm",
    "change_password": "clinic_cms.account_forms.ChangePasswordForm",
    "reset_password": "clinic_cms.account_forms.ResetPasswordForm",
    "reset_password_from_key": "clinic_cms.account_forms.ResetPasswordKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# A stranger's form must not make us write to anybody's address.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
# No codes by email: a mailbox that somebody else reads would be enough to take the second factor away.
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "clinic_cms.accounts.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "clinic_cms.account_forms.AuthenticateForm",
    "reauthenticate": "clinic_cms.account_forms.ReauthenticateCodeForm",
    "activate_totp": "clinic_cms.account_forms.ActivateTOTPForm",
}
# Administrators make accounts, and nobody confirms an address here. Else whoever asks for a new password in
# the name of a colleague without a second factor would keep them from ever setting one up.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

# Mail
_mail = variables.mail("EMAIL_URL", "console:")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"]
EMAIL_FILE_PATH = _mail["EMAIL_FILE_PATH"]  # of a file:///… address: each mail becomes a file there
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = variables.sender("DEFAULT_FROM_EMAIL", "clinic@localhost")

# Language and time
LANGUAGE_CODE = "en-us"
TIME_ZONE = variables.time_zone("TIME_ZONE", "America/New_York")
USE_I18N = True
FORMAT_MODULE_PATH = "clinic_cms.formats"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = variables.folder("STATIC_ROOT", BASE_DIR / ".build" / "static")
STATICFILES_DIRS = [BASE_DIR / "clinic_cms" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Not the manifest storage: with CKEditor's 3,000 files it takes 13 s and gains readers nothing.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
# Room for far too long a text: it comes back with a message instead of being cut off at the door.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# The editor's risk is written down in docs/decisions/0002.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]

# Headers. Public pages hold nothing inline and ask nothing of another origin; pages with the editor
# loosen this by a decorator (clinic_cms/clinic/headers.py).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # no script of ours reads it
CSRF_FAILURE_VIEW = "clinic_cms.words_back.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = TLS
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = logs.configuration(variables.text("LOG_FORMAT", "text"))

# Optional extras (requirements-extras.txt), off by default.
METRICS_TOKEN = variables.text("METRICS_TOKEN", "")
if METRICS_TOKEN and len(METRICS_TOKEN) < 20:
    raise ImproperlyConfigured("Set METRICS_TOKEN to a random text of at least 20 characters.")
if METRICS_TOKEN and find_spec("prometheus_client") is None:
    raise ImproperlyConfigured(
        "METRICS_TOKEN is set: run pip install --require-hashes -r requirements-extras.txt"
    )
if SENTRY_DSN := variables.sentry("SENTRY_DSN"):
    error_reports.begin(SENTRY_DSN)
