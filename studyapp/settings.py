"""Settings of 同读. What a server may decide comes from the environment (environment.py); the rest is fixed here."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from studyapp import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.folder("DATA_DIR", default=BASE_DIR / "var")

DEBUG = environment.boolean("DEBUG")
SECRET_KEY = environment.secret_key(DATA_DIR)
PUBLIC_URL = environment.public_url()
IS_SECURE = PUBLIC_URL.startswith("https://")

LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
PUBLIC_HOSTS = [urlsplit(PUBLIC_URL).hostname or ""] if PUBLIC_URL else []
ALLOWED_HOSTS = [*environment.names("ALLOWED_HOSTS"), *PUBLIC_HOSTS, *LOCAL_HOSTS]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []

INSTALLED_APPS = [
    "studyapp.accounts",
    "studyapp.live",
    "studyapp.groups",
    "studyapp.inbox",
    "studyapp.library",
    "studyapp.glossary",
    "studyapp.studies",
    "studyapp.importing",
    "studyapp.annotations",
    "studyapp.reflections",
    "studyapp.cards",
    "studyapp.reading",
    "studyapp.meetings",
    "studyapp.guide",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "studyapp.static_files.StaticFiles",
    "csp.middleware.CSPMiddleware",
    "studyapp.bodies.ModestForms",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "studyapp.accounts.middleware.expired_sign_in",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "studyapp.accounts.middleware.kept_drafts",
    "studyapp.accounts.middleware.signed_in_pages",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "studyapp.urls"
WSGI_APPLICATION = "studyapp.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "studyapp.looks"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": environment.database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Throttling counts here: with Django's 300 entries a crowd would push the counts out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "studyapp.accounts.passwords.LengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "reading:resume"
SESSION_COOKIE_AGE = 90 * 24 * 60 * 60

SIGN_UP = environment.word_of("SIGN_UP", {"open", "invitation", "closed"}, default="invitation")

MAIL = environment.email()
EMAIL_BACKEND = MAIL["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = MAIL["EMAIL_HOST"], MAIL["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL["EMAIL_HOST_USER"], MAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.get("EMAIL_USE_TLS", False), MAIL.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = MAIL["EMAIL_FILE_PATH"] or None
HAS_MAIL = EMAIL_BACKEND != "django.core.mail.backends.dummy.EmailBackend"
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", f"tongdu@{(PUBLIC_HOSTS or LOCAL_HOSTS)[0]}")

# Signing in is django-allauth's; its words and forms are ours (accounts/adapter.py, accounts/forms/).
ACCOUNT_ADAPTER = "studyapp.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "studyapp.accounts.forms.SignInForm",
    "signup": "studyapp.accounts.forms.SignUpForm",
    "reset_password": "studyapp.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "studyapp.accounts.forms.NewPasswordForm",
    "change_password": "studyapp.accounts.forms.ChangePasswordForm",
    "set_password": "studyapp.accounts.forms.SetPasswordForm",
    "add_email": "studyapp.accounts.forms.EmailForm",
    "reauthenticate": "studyapp.accounts.forms.ConfirmForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", *(["email"] if HAS_MAIL else []), "password1*", "password2*"]
ACCOUNT_USERNAME_MIN_LENGTH = 2  # 林溪
ACCOUNT_EMAIL_VERIFICATION = "optional" if HAS_MAIL else "none"
ACCOUNT_EMAIL_NOTIFICATIONS = HAS_MAIL
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "【同读】"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_USER_DISPLAY = "django.utils.encoding.force_str"
# A room of forty behind one address signs in within a minute; one login is guessed at five times in five minutes.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,5/5m/key", "signup": "60/m/ip"}
MFA_ADAPTER = "studyapp.accounts.adapter.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "studyapp.accounts.forms.CodeForm",
    "reauthenticate": "studyapp.accounts.forms.ConfirmCodeForm",
    "activate_totp": "studyapp.accounts.forms.ActivateCodeForm",
}
MFA_TOTP_ISSUER = "同读"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_ALLOW_UNVERIFIED_EMAIL = not HAS_MAIL

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"

# `make serve` collects the static files anew, named by their content, and says so; all else serves them as they lie.
IS_COLLECTED = environment.word_of("STATIC", {"source", "collected"}, default="source") == "collected"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not IS_COLLECTED
WHITENOISE_ALLOW_ALL_ORIGINS = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_SECURE
CSRF_FAILURE_VIEW = "studyapp.accounts.views.csrf_failure"

READ_DRAFTS_IN_BACKGROUND = environment.boolean("READ_DRAFTS_IN_BACKGROUND", default=True)
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # bytes: three million pasted characters fit
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_secrets": {"()": "studyapp.logs.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "studyapp": {"level": "INFO"},
        "django.request": {"filters": ["without_secrets"]},
        "django.security.csrf": {"filters": ["without_secrets"]},
        "uvicorn.access": {"filters": ["without_secrets"], "propagate": True},  # naming it here takes its own handler
    },
}
