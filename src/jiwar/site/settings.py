"""Django's settings, derived from the options. Nothing here is configured by hand: see `jiwar.site.options`."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.ui.content_security import POLICY
from jiwar.site import options as option_reader
from jiwar.site.rooms import CASEWORK, FACES, FOUNDATION, SITE

OPTIONS = option_reader.read()

SECRET_KEY = option_reader.secret_key(OPTIONS.home)
DEBUG = OPTIONS.debug
ALLOWED_HOSTS = OPTIONS.hosts
CSRF_TRUSTED_ORIGINS = [OPTIONS.origin] if OPTIONS.secure else []
ROOT_URLCONF = "jiwar.site.urls"
WSGI_APPLICATION = "jiwar.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

JIWAR_HOME = OPTIONS.home
JIWAR_FILES = OPTIONS.files
JIWAR_KEYS = OPTIONS.keys
JIWAR_AUDIT = OPTIONS.audit
JIWAR_ORIGIN = OPTIONS.origin
JIWAR_CLAMAV = OPTIONS.clamav
JIWAR_CLAMAV_REQUIRED = OPTIONS.clamav_required
JIWAR_LINES = list(OPTIONS.lines)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    *FOUNDATION,
    *CASEWORK,
    *JIWAR_LINES,
    *FACES,
    *SITE,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jiwar.foundation.ui.content_security.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "jiwar.site.uploads.TooLarge",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "jiwar.site.sessions.SessionLimits",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jiwar.foundation.access.middleware.ViewerMiddleware",
    "jiwar.foundation.languages.middleware.LanguageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "jiwar.foundation.ui.templates_backend.Jinja2",
        "NAME": "jiwar",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["jiwar.foundation.ui.context.page"]},
    }
]
FORM_RENDERER = "jiwar.foundation.ui.forms_renderer.Renderer"

_sqlite: dict[str, Any] = {
    "ENGINE": "jiwar.site.sqlite",
    "NAME": str(OPTIONS.database_file),
    "TEST": {"NAME": str(OPTIONS.home / "test.sqlite3")},
    "CONN_MAX_AGE": None,
}
_postgres: dict[str, Any] = {
    "ENGINE": "jiwar.site.postgres",
    "HOST": OPTIONS.database_host,
    "PORT": OPTIONS.database_port,
    "NAME": OPTIONS.database_name,
    "USER": OPTIONS.database_user,
    "PASSWORD": OPTIONS.database_password,
    # Prepared, server-side bound statements halve PostgreSQL's share of a page.
    # A pool that is checked and gives up soon heals by itself when the database was restarted: it neither hands out
    # dead connections nor lets people wait half a minute for the page that says so.
    "OPTIONS": {
        "pool": {"min_size": 2, "max_size": 8, "timeout": 5, "reconnect_timeout": 5},
        "server_side_binding": True,
        "prepare_threshold": 2,
        "connect_timeout": 5,
    },
    "CONN_HEALTH_CHECKS": True,
}
DATABASES = {"default": _sqlite if OPTIONS.database == "sqlite" else _postgres}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        # Django's own bound of 300 is soon reached by what comes from some dozen networks.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# Signing in
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["jiwar.foundation.access.sign_in.backend.OneCheck"]
PASSWORD_HASHERS = ["jiwar.site.passwords.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "jiwar.site.passwords.RightLength"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "jiwar.site.passwords.NotGuessable"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "jiwar.foundation.access.sign_in.adapters.Accounts"
ACCOUNT_FORMS = {
    "login": "jiwar.foundation.access.sign_in.forms.SignIn",
    "change_password": "jiwar.foundation.access.sign_in.forms.NewPassword",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if OPTIONS.behind_proxy else 0
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_SESSION_REMEMBER = False
# Every other session ends with the old password; the one that changed it goes on.
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {
    # Behind one shared address sits a whole camp office: strangers must not lock colleagues out.
    "login": "120/m/ip",
    "login_failed": "30/m/ip,8/10m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "signup": "1/h/ip",
}
MFA_ADAPTER = "jiwar.foundation.access.sign_in.adapters.SecondFactors"
MFA_FORMS = {
    "authenticate": "jiwar.foundation.access.sign_in.forms.Code",
    "reauthenticate": "jiwar.foundation.access.sign_in.forms.CodeAgain",
    "activate_totp": "jiwar.foundation.access.sign_in.forms.SealedActivation",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Jiwar"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODE_COUNT = 10
# localhost is a secure context for browsers, though not https.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not OPTIONS.secure

SESSION_ENGINE = "jiwar.site.session_store"
SESSION_COOKIE_NAME = "__Host-jiwar" if OPTIONS.secure else "jiwar"
SESSION_COOKIE_AGE = OPTIONS.session_idle_minutes * 60
SESSION_LIFETIME = OPTIONS.session_hours * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OPTIONS.secure
CSRF_COOKIE_NAME = "__Host-jiwar-form" if OPTIONS.secure else "jiwar-form"

# What the browser is told
SECURE_HSTS_SECONDS = 31_536_000 if OPTIONS.secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = OPTIONS.secure
SECURE_SSL_REDIRECT = OPTIONS.secure
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OPTIONS.behind_proxy else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "jiwar.foundation.ui.errors.form_expired"
CONTENT_SECURITY_POLICY = POLICY

STATIC_URL = "/static/"
STATIC_ROOT = OPTIONS.static
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = ["jiwar.site.uploads.InMemory"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ar", _("Arabic")), ("fr", _("French"))]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = OPTIONS.secure

TASKS = {"default": {"BACKEND": "jiwar.foundation.jobs.queue.Queue", "QUEUES": ["default"]}}
JIWAR_SENDS_EMAIL = bool(OPTIONS.email_host)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if JIWAR_SENDS_EMAIL else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS, EMAIL_TIMEOUT = OPTIONS.email_host, OPTIONS.email_port, True, 20
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = OPTIONS.email_user, OPTIONS.email_password
DEFAULT_FROM_EMAIL = OPTIONS.email_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "jiwar.site.logs.Discreet"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "jiwar": {"level": "INFO"},
    },
}
