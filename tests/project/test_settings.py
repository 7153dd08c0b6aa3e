"""Settings fail loudly: each case starts the real settings in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOUND = {
    "PRODUCTION": "true",
    "SECRET_KEY": "a-long-key-of-many-different-letters-0123456789-for-tests",
    "SITE_URL": "https://archive.example",
    "DATABASE_URL": "postgresql://archive:word@db:5432/archive",
}


def start(tmp_path, program="pass", **environment) -> subprocess.CompletedProcess:
    code = f"import django; django.setup(); from django.conf import settings; {program}"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "csto_archive.settings",
            "VAR_DIR": str(tmp_path),
            **environment,
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_sound_settings(tmp_path):
    assert start(tmp_path, **SOUND).returncode == 0


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL", "DATABASE_URL"])
def test_production_refuses_to_start_without(name, tmp_path):
    result = start(tmp_path, **{**SOUND, name: ""})
    assert result.returncode
    assert f"PRODUCTION=true needs the setting {name}." in result.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SITE_URL", "http://archive.example"),
        ("SITE_URL", "archive.example"),
        ("SITE_URL", "https://[x"),
        ("SITE_URL", "https://a.example:abc"),
        ("SITE_URL", "https://a.example:99999"),
        ("SITE_URL", "https://a.example/archive"),
        ("SITE_URL", "https://a.example?x=1"),
        ("DATABASE_URL", "mysql://db/archive"),
        ("DATABASE_URL", "archive"),
        ("DATABASE_URL", "postgresql://db:port/archive"),
        ("DATABASE_URL", "postgresql://db:5432/"),
        ("DATABASE_URL", "postgresql://u:p[x@h/db"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite://:memory:"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite:///file:x%3Fmode=memory"),
        ("DEBUG", "true"),
    ],
)
def test_production_names_the_setting_that_is_wrong(name, value, tmp_path):
    result = start(tmp_path, **{**SOUND, name: value})
    assert result.returncode
    assert "ImproperlyConfigured" in result.stderr
    assert name in result.stderr.splitlines()[-1]


@pytest.mark.parametrize("url", ["postgresql://a:geheim@db:port/x", "postgresql://a:geheim/h/x"])
def test_a_password_is_not_printed_with_a_bad_address(url, tmp_path):
    result = start(tmp_path, **{**SOUND, "DATABASE_URL": url})
    assert "ImproperlyConfigured" in result.stderr.splitlines()[-1]
    assert "geheim" not in result.stderr


@pytest.mark.parametrize("url", ["http://[x", "http://127.0.0.1:port", "ftp://127.0.0.1"])
def test_an_unreadable_local_address_is_named(url, tmp_path):
    result = start(tmp_path, SITE_URL=url)
    assert "ImproperlyConfigured: SITE_URL" in result.stderr.splitlines()[-1]


def test_without_any_setting_only_this_machine_is_served(tmp_path):
    result = start(tmp_path, "print(settings.ALLOWED_HOSTS, settings.DEBUG)")
    assert result.stdout.strip() == "['127.0.0.1', 'localhost', '[::1]'] False"


@pytest.mark.parametrize(("value", "on"), [(None, False), ("false", False), ("true", True)])
def test_no_page_is_fetched_unless_that_is_switched_on(value, on, tmp_path):
    environment = {} if value is None else {"IMPORT_FETCH": value}
    result = start(tmp_path, "print(settings.IMPORT_FETCH)", **SOUND, **environment)
    assert result.stdout.strip() == str(on)


def test_the_local_secret_is_random_kept_and_private(tmp_path):
    first, second = (start(tmp_path, "print(settings.SECRET_KEY)").stdout for _ in range(2))
    assert first == second
    assert len(first) > 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert start(tmp_path / "other", "print(settings.SECRET_KEY)").stdout != first


def test_djangos_deployment_checklist_is_clean(tmp_path):
    check = [sys.executable, "manage.py", "check", "--deploy", "--tag", "security"]
    check += ["--fail-level", "WARNING"]
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **SOUND}
    result = subprocess.run(
        check, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
