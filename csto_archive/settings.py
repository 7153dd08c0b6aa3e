"""All settings, read from the environment.

Without any variable the archive runs for one person on this machine: localhost only, SQLite and
every generated file under `var/`. With `PRODUCTION=true` nothing has a usable default: a setting
that is missing or wrong stops the start and is named.
"""

import secrets
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()


def required(name: str) -> str:
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(f"PRODUCTION=true needs the setting {name}.")
    return value


def site_from(url: str, *schemes: str) -> SplitResult:
    """The parts of the site's address; an unreadable one is refused by name."""
    refused = ImproperlyConfigured(
        f"SITE_URL must be the {' or '.join(f'{scheme}://' for scheme in schemes)} address of the "
        "site, without a path (for example https://archive.example)."
    )
    try:
        parts = urlsplit(url)
        readable = parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        raise refused from None
    if not readable or parts.scheme not in schemes or url != f"{parts.scheme}://{parts.netloc}":
        raise refused
    return parts


def database_from(url: str) -> dict:
    """Django's database dictionary of an URL; an unreadable one is refused by name.

    The cause is left out (`from None`): it may quote the password.
    """
    try:
        scheme = urlsplit(url).scheme
        if scheme not in {"sqlite", "postgres", "postgresql"}:
            raise ImproperlyConfigured(
                "DATABASE_URL must begin with sqlite:/// or postgresql:// "
                "(for example postgresql://user:password@host:5432/name)."
            )
        database = dj_database_url.parse(url)
    except ValueError:
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read as a database address (a password's signs like [ @ / # "
            "are written as %5B %40 %2F %23)."
        ) from None
    if not database.get("NAME"):
        raise ImproperlyConfigured("DATABASE_URL names no database.")
    return database


def lasting(database: dict) -> dict:
    """The database, if it outlives the process: SQLite can keep one in memory alone."""
    in_memory = ":memory:" in database["NAME"] or "mode=memory" in database["NAME"]
    if database["ENGINE"] == "django.db.backends.sqlite3" and in_memory:
        raise ImproperlyConfigured("DATABASE_URL must name a file: in memory all would be lost.")
    return database


def local_secret() -> str:
    """A secret of this machine's own, made at the first start and kept in `var/`."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


PRODUCTION = env.bool("PRODUCTION", False)
DEBUG = env.bool("DEBUG", False)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG must be off when PRODUCTION=true.")

# Everything that is made and not written: database, static files, fonts, secrets of this machine.
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
STATIC_ROOT, FONTS_DIR, SHEETS_DIR = (VAR_DIR / name for name in ("static", "fonts", "sheets"))
for folder in (STATIC_ROOT, FONTS_DIR, SHEETS_DIR):
    folder.mkdir(parents=True, exist_ok=True)

if PRODUCTION:
    SECRET_KEY = required("SECRET_KEY")
    if len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("SECRET_KEY must have 50 characters or more.")
    SITE_URL = required("SITE_URL").rstrip("/")
    ALLOWED_HOSTS = [site_from(SITE_URL, "https").hostname, *env.list("EXTRA_HOSTS", [])]
    DATABASES = {"default": lasting(database_from(required("DATABASE_URL")))}
else:
    SECRET_KEY = env.str("SECRET_KEY", "") or local_secret()
    SITE_URL = (env.str("SITE_URL", "") or "http://127.0.0.1:8000").rstrip("/")
    site_from(SITE_URL, "http", "https")
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    local_database = f"sqlite:///{VAR_DIR / 'db.sqlite3'}"
    DATABASES = {"default": database_from(env.str("DATABASE_URL", "") or local_database)}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue instead of failing, readers never wait; FULL loses no commit at a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        # Whatever REPLACE INTO takes the place of, the triggers of the search must hear of.
        " PRAGMA recursive_triggers=ON;",
    }
# To open a connection takes longer than all that an unchanged page costs.
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

INSTALLED_APPS = [
    "csto_archive.apps.ArchiveAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "rest_framework",
    "rest_framework.authtoken",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csto_archive",
    "csto_archive.search",
    "csto_archive.versions",
    "summits",
    "articles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csto_archive.unchanged.UnchangedMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csto_archive.search.requests.SearchMiddleware",
]

ROOT_URLCONF = "csto_archive.urls"
WSGI_APPLICATION = "csto_archive.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
            ],
            "builtins": ["csto_archive.templatetags.arabic"],
        },
    },
]

# Arabic is the language of the sources: the strings are written in it and marked for translation.
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", "العربية")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "django"]
FORMAT_MODULE_PATH = ["csto_archive.formats"]
TIME_ZONE = env.str("TIME_ZONE", "Asia/Riyadh")
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static", ("fonts", FONTS_DIR), ("site", SHEETS_DIR)]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Compressed already, or read by nobody but a debugger.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("png", "ico", "gif", "woff2", "gz", "br", "map")

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Nothing may be loaded from elsewhere and nothing inline may run, in the admin as on the site.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    CSRF_TRUSTED_ORIGINS = [SITE_URL]
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    if env.bool("BEHIND_PROXY", False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# May an editor have the server fetch a page from its address? Then it calls other machines.
IMPORT_FETCH = env.bool("IMPORT_FETCH", False)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # of what is pasted; files have their own bounds
FILE_UPLOAD_HANDLERS = ["csto_archive.uploads.BoundedUpload"]

REST_FRAMEWORK = {
    # Reading knows no users: no session, no cookie, no `Vary: Cookie`. Imports ask for a token.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_PAGINATION_CLASS": "csto_archive.pagination.ArchiveCursorPagination",
    "DEFAULT_FILTER_BACKENDS": ["csto_archive.filtering.StrictFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "csto_archive.problems.problem_response",
    "DEFAULT_THROTTLE_RATES": {"imports": "60/minute"},
    "URL_FORMAT_OVERRIDE": None,  # `format` is a filter of the summits
}
SPECTACULAR_SETTINGS = {
    "TITLE": "واجهة أرشيف قمم منظمة معاهدة الأمن الجماعي",
    "DESCRIPTION": (
        "القمم والدول والقادة والمدن والمبادرات، وما كتبته الصحافة العربية عنها. القراءة للجميع، "
        "بلا مفاتيح ولا حسابات، والاستيراد وحده لمن معه رمز من الإدارة.\n\n"
        "- لكل سجل معرّف دائم `id`، وعنوان في الواجهة `url`، وصفحة في الموقع `permalink`.\n"
        "- الحقل المسمى باسم سجل آخر يحمل معرّفه، وإلى جانبه اسمه العربي في `…_name`.\n"
        "- التواريخ بصيغة ISO 8601، والنص غير المعروف فارغ، وما سواه `null`.\n"
        "- القوائم صفحات: `limit` سجلاً (20، و200 على الأكثر)، وعنوان التالية في `next`.\n"
        "- المعامل المجهول أو المكرر أو الفارغ وما لا يُقرأ جوابه 400، والأخطاء بصيغة RFC 9457.\n"
        "- تُحفظ الأجوبة دقيقة في الذواكر المشتركة، وتُقرأ من أي موقع (CORS)."
    ),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "DISABLE_DOCSTRING_DESCRIPTIONS": True,
    "TAGS": [
        {"name": "الفهرس", "description": "عناوين القوائم كلها"},
        {"name": "البحث", "description": "في القوائم كلها معاً، بترتيب الصلة"},
        {"name": "القمم", "description": "ما أُعلن منها وما عُقد وما أُلغي"},
        {"name": "الدول", "description": "أعضاء المنظمة اليوم وفي ما مضى"},
        {"name": "المبادرات والوثائق", "description": "ما طُرح في القمم وما صدر عنها"},
        {"name": "المقالات", "description": "ما نُشر في الصحافة العربية عن القمم"},
        {"name": "القصص", "description": "القصة الواحدة في منشورات عدة، وما اختلفت فيه"},
        {"name": "المصادر", "description": "صحف ووكالات ومواقع"},
        {"name": "المدن", "description": "المدن المضيفة والعواصم"},
        {"name": "القادة", "description": "رؤساء الدول والحكومات والأمناء العامون، وولاياتهم"},
        {"name": "الاستيراد", "description": "صفحات من الصحافة تصير مسودات؛ لمن معه رمز"},
    ],
    "ENUM_NAME_OVERRIDES": {
        "SummitFormat": "summits.models.Summit.Format",
        "SummitKind": "summits.models.Summit.Kind",
        "SummitStatus": "summits.models.Summit.Status",
        "AttendanceStatus": "summits.models.Attendance.Status",
        "AttendanceMode": "summits.models.Attendance.Mode",
        "MemberStatus": "summits.models.Member.Status",
        "InitiativeKind": "summits.models.Initiative.Kind",
        "InitiativeStatus": "summits.models.Initiative.Status",
        "TermRole": "summits.models.Term.Role",
        "SourceKind": "articles.models.Source.Kind",
        "SourceRights": "articles.models.Source.Rights",
        "CorrectionKind": "articles.models.Correction.Kind",
        "CoverageRole": "articles.models.Coverage.Role",
        "DatePrecision": "articles.models.Article.Precision",
        "BlockType": ["heading", "list_item", "paragraph", "quote"],
        "Confidence": "summits.models.reference.Confidence",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.log_level("LOG_LEVEL", "WARNING")},
}
