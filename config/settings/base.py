"""Settings that every installation shares; values that differ come from the environment.

``docs/operators/settings.md`` lists the environment variables.
"""

import re
from pathlib import Path

import environ

from config.databases import database_from
from config.languages import PREPARED, languages_from
from config.limits import guess_share_from, limits_from
from config.sign_up import sign_up_from

BASE_DIR = Path(__file__).resolve().parents[2]
FRONTEND_DIR = BASE_DIR / "frontend"
env = environ.Env()

DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "data"))).resolve()


def _pack_keys(entries: list[str]) -> dict[str, str]:
    """Read "name=key" entries; the "=" at the end of a key belongs to it."""
    pairs = (entry.strip().partition("=") for entry in entries)
    return {name.strip(): key.strip() for name, _equals, key in pairs if key.strip()}


# The product --------------------------------------------------------------------

# True only in the local demo: made-up log-ins may be created, nothing else depends on it.
DEMO = False
# True in development and tests: /kitchen-sink/ shows every kind of question in every state.
KITCHEN_SINK = False
# How long a process may answer from its own copy of a publication before it looks again.
CONTENT_TTL_SECONDS = 1
# A locale made or deleted in the admin counts at once in that process, so soon in others.
LANGUAGES_TTL_SECONDS = 10
# An answer given offline is graded against what the child saw, for this long.
PUBLICATION_KEEP_DAYS = 180
# Raw attempts fold into tallies and go; learners nobody came back to go.
ATTEMPT_KEEP_DAYS = 30
LEARNER_KEEP_DAYS = 180
# So many answers of a learner count on one day: to one question, and to all of them.
ANSWERS_PER_QUESTION_A_DAY = env.int("ANSWERS_PER_QUESTION_A_DAY", default=20)
ANSWERS_A_DAY = env.int("ANSWERS_A_DAY", default=3000)
# A class, its seats and their learners go so long after the class's last day.
CLASSROOM_KEEP_DAYS = 30
# No count of fewer learners (or answers) than this is shown; see challenge/insight.
INSIGHT_THRESHOLD = 5
# Helplines that nobody has checked within six months are hidden unless this is set.
HELPLINES_SHOW_UNVERIFIED = False
# ISO code of the country whose helplines are shown before the reader chooses; "" asks.
DEFAULT_COUNTRY = env.str("DEFAULT_COUNTRY", default="")
# The most of all learners, of all classes and of all attempts that one day clears away
# without an operator's word.
RETENTION_MOST_SHARE = env.float("RETENTION_MOST_SHARE", default=0.2)
# Days off that count without one, for a server that is switched off at night or at weekends
# and whose clock stays right meanwhile.
TRUSTED_GAP_DAYS = env.int("TRUSTED_GAP_DAYS", default=0)
# A process knows of a newly counted day so many seconds later at most.
COUNTED_DAY_TTL_SECONDS = 60
# What tells the time to what expires: never before the last counted day.
SITE_CLOCK = "challenge.days.clock.now"
# Every server process offers to do the background work; a lease lets one of them.
RUN_ROLLUPS = env.bool("RUN_ROLLUPS", default=True)
ROLLUP_SECONDS = env.int("ROLLUP_SECONDS", default=5)
# What a monitor sends to read /metrics; without one nobody reads it.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
# The largest bodies that the API and pages read, in bytes; files that are uploaded to the
# admin may be as large as a content pack, see below.
API_MAX_BODY_BYTES = 256 * 1024
PAGE_MAX_BODY_BYTES = 3 * 1024 * 1024
# How long a body may take to arrive, beside a second for each 16 KB of it.
BODY_SECONDS = env.int("BODY_SECONDS", default=15)
# How often one address may do what, and the probability of success that a day's guesses of
# all who guess together may have (docs/developers/limits.md).
LIMITS = limits_from(env.list("LIMITS", default=[]))
GUESS_SHARE = guess_share_from(env.str("GUESS_SHARE", default="0.00003"))
# Content packs (docs/operators/packs.md): the key that signs this site's packs, 32 bytes in
# base64 (without one it is made beside the data); the public keys, by name, of sites whose
# packs are taken without asking; and the largest pack, packed or unpacked.
PACK_SIGNING_KEY = env.str("PACK_SIGNING_KEY", default="")
PACK_TRUSTED_KEYS = _pack_keys(env.list("PACK_TRUSTED_KEYS", default=[]))
PACK_MAX_BYTES = env.int("PACK_MAX_BYTES", default=100 * 1024 * 1024)
# A form has some fields beside its file.
UPLOAD_MAX_BODY_BYTES = max(PACK_MAX_BYTES, 100 * 1024 * 1024) + 1024 * 1024

# Educators' credentials (docs/operators/credentials.md): the RSA key that signs them, PKCS #8
# in DER, in base64 (without one it is made beside the data); the public keys of former ones;
# and the name of who issues them, if it is not the site's.
CREDENTIAL_SIGNING_KEY = env.str("CREDENTIAL_SIGNING_KEY", default="")
CREDENTIAL_FORMER_KEYS = env.list("CREDENTIAL_FORMER_KEYS", default=[])
CREDENTIAL_ISSUER_NAME = env.str("CREDENTIAL_ISSUER_NAME", default="")

# Django -------------------------------------------------------------------------

DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
# A branching chat in the editor's form has a field for every word of it.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "challenge.User"

INSTALLED_APPS = [
    "challenge",
    "cms",
    "exchange",
    "quizzes",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "django_vite",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

# The public API answers the same to everyone, so it passes by whatever reads a cookie
# or a language: see config/middleware.py.
MIDDLEWARE = [
    "config.request_ids.RequestId",
    "config.unavailable.Unavailable",
    "config.middleware.BodyLimit",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.Compression",
    "config.middleware.Private",
    "config.middleware.Sessions",
    "config.middleware.Locales",
    "django.middleware.common.CommonMiddleware",
    "config.middleware.Csrf",
    "config.middleware.Nesting",
    "config.middleware.Authentication",
    "config.middleware.Messages",
    # Reads neither cookie nor language by itself, and insists on its own name here.
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.ContentSecurityPolicy",
    "config.middleware.Redirects",
    "cms.checks.refusal.Refusal",
    "config.mangled.MangledForm",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [FRONTEND_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
            "builtins": ["config.frontend"],
        },
    }
]

DATABASES = {
    "default": database_from(
        env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}"),
        lock_seconds=env.float("DATABASE_LOCK_TIMEOUT", default=5),
        statement_seconds=env.float("DATABASE_STATEMENT_TIMEOUT", default=30),
    )
}
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
if CACHES["default"]["BACKEND"].endswith("LocMemCache"):
    # With Django's 300 entries, a guesser would be forgotten as soon as others come.
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 100_000}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:signed_in"
LOGOUT_REDIRECT_URL = "/"

# Grown-ups' accounts (django-allauth); the admin and the site share one sign-in page.
AUTHENTICATION_BACKENDS = ["challenge.accounts.backends.SignInBackend"]
# Who may sign up as an educator: "open", "approval", "closed", or mail domains.
EDUCATOR_SIGN_UP = sign_up_from(env.list("EDUCATOR_SIGN_UP", default=["open"]))
ACCOUNT_ADAPTER = "challenge.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "challenge.accounts.forms.SignInForm",
    "signup": "challenge.accounts.forms.SignUpForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
# One address for each person; a new one takes its place when it is confirmed.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_ADAPTER = "challenge.accounts.second_step.SecondStepAdapter"
MFA_FORMS = {
    "add_webauthn": "challenge.accounts.forms.AddKeyForm",
    "authenticate_webauthn": "challenge.accounts.forms.KeyForm",
    "edit_webauthn": "challenge.accounts.forms.RenameKeyForm",
    "login_webauthn": "challenge.accounts.forms.KeySignInForm",
    "reauthenticate_webauthn": "challenge.accounts.forms.KeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "COP Challenge"
# Phones' clocks are not always right: a code counts half a minute longer, and earlier.
MFA_TOTP_TOLERANCE = 1

# A test compares the columns kept about a child with the closed list of docs/operators, and
# no log names an address, an agent or what a child asked for: answers of 4xx are not logged,
# and faults and refusals go to the console without the request (Django's own set-up would
# mail it).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "config.logs.Plain",
            "format": "{levelname} {name}: {message}",
            "style": "{",
        },
        "json": {"()": "config.logs.Json"},
    },
    "filters": {"without_request": {"()": "config.logs.WithoutRequest"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["without_request"],
            "formatter": env.str("LOG_FORMAT", default="plain"),
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
    },
}

# Notices by e-mail --------------------------------------------------------------

# To people who work here, about what waits for them; children have no address.
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str(
    "EMAIL_FROM", default="COP Challenge <noreply@localhost>"
)
# A mail server that does not answer must not hold up whoever submits a module.
EMAIL_TIMEOUT = 10

# Languages ----------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
LANGUAGE_CODE = "en"
# What may get a locale in the admin; readers see only languages that have one there.
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = languages_from(
    env.list("LANGUAGES", default=PREPARED), LANGUAGE_CODE
)
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
WAGTAIL_I18N_ENABLED = True
# A new translation is a draft: nobody is shown the other language's words as a translation.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# Files --------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [("app", FRONTEND_DIR / "dist")]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Vite names its files by their content, so Django need not hash them again.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Serve files from where they are; production collects and compresses them instead.
WHITENOISE_USE_FINDERS = True
# True while this process serves uploaded files itself, too (no object store, no proxy).
SERVE_MEDIA = True
DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "manifest_path": FRONTEND_DIR / "dist" / "manifest.json",
        "static_url_prefix": "app",
    }
}


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:  # noqa: N802
    """Return whether ``url`` names a build product whose name changes with its content."""
    return re.match(r"^/static/app/assets/.+-[\w-]{8}\.\w+$", url) is not None


# Wagtail ------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "COP Challenge"
# Addresses and passwords are looked after in one place: challenge/accounts/.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
# A password shared by readers can be guessed, and would need a cookie of those who play.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default="http://localhost:8000")
# Editors' pages call no other host either: no portraits from elsewhere, no update check.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILDOCS_EXTENSIONS = ["mp3", "m4a", "ogg", "mp4", "webm", "vtt", "pdf"]
WAGTAILDOCS_SERVE_METHOD = "direct"
# Whoever passes the last step publishes what all steps have passed; a change in between
# has to pass them anew. See cms/editorial/.
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.editorial.finish.publish_approved"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database"},
}

# The API ------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["challenge.parsing.StrictJSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "challenge.parsing.OnlyJSON",
    "DEFAULT_SCHEMA_CLASS": "config.errors.AutoSchema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "UNAUTHENTICATED_USER": None,
    # Proxies in front that add to X-Forwarded-For; what others put there is not believed.
    "NUM_PROXIES": env.int("NUM_PROXIES", default=0),
}
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "config.exceptions.ExceptionHandler",
    "ENABLE_IN_DEBUG_FOR_UNHANDLED_EXCEPTIONS": True,
    "ALLOWED_ERROR_STATUS_CODES": [
        *("400", "401", "403", "404", "413", "415", "429", "503")
    ],
}
SPECTACULAR_SETTINGS = {
    "TITLE": "COP Challenge",
    "DESCRIPTION": "Modules, play and classes of COP Challenge. No call asks a child's name.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "COMPONENT_SPLIT_REQUEST": True,
    "PREPROCESSING_HOOKS": ["config.api.only_public_api"],
    "ENUM_NAME_OVERRIDES": {
        "DifferenceEnum": "cms.guidelines.api.KINDS",
        "EditionStatusEnum": "cms.guidelines.blocks.Status",
        "PieceEnum": "cms.guidelines.api.PIECES",
        "TrackEnum": "cms.choices.Track",
        "BandEnum": "cms.publications.payload.BANDS",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# What a browser may do ----------------------------------------------------------

X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    },
}
