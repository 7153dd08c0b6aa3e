"""As `wagtail start` writes them, less what only editors need; everything lies in WAGTAIL_DIR."""

import os
import secrets
from pathlib import Path

DATA = Path(os.environ["WAGTAIL_DIR"])
SECRET_KEY = secrets.token_urlsafe(50)
ALLOWED_HOSTS = ["127.0.0.1"]
DEBUG = False
ROOT_URLCONF = "bench.wagtail_site.urls"
WSGI_APPLICATION = "bench.wagtail_site.wsgi.application"
MIGRATION_MODULES = {"wagtail_site": "site_migrations"}  # written anew for each archive
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "ar"
USE_TZ = True
STATIC_URL = "/static/"
WAGTAIL_SITE_NAME = "الأرشيف"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "wagtail.sqlite3",
        "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL"},
    }
}
INSTALLED_APPS = [
    "bench.wagtail_site.apps.WagtailSite",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
