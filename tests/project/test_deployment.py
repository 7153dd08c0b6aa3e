"""The container set-up, as far as it can be tried without an engine."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection

from csto_archive.roles import EDITOR, ROLES

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
FILLED_IN = {
    "SITE_URL": "https://archive.example",
    "SECRET_KEY": "a-long-key-of-many-different-letters-0123456789-for-tests",
    "POSTGRES_PASSWORD": "word",
}
# What is off unless somebody switches it on.
SWITCHES = {"IMPORT_FETCH": "false"}


def resolve(value: str) -> str:
    """`${NAME:?…}` as compose fills it in from .env, where a switch stays off."""
    filled_in = FILLED_IN | SWITCHES
    return re.sub(r"\$\{(\w+):[?-][^}]*\}", lambda found: filled_in[found[1]], value)


def test_every_variable_of_the_compose_file_is_in_the_example():
    wanted = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    offered = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.M))
    assert wanted == offered == {*FILLED_IN, *SWITCHES}


def test_no_secret_has_a_value_and_none_is_optional():
    assert not re.findall(r"^\w+=.+", (ROOT / ".env.example").read_text(), re.M)
    for name, used in re.findall(r"\$\{(\w+)([^}]*)\}", (ROOT / "docker-compose.yml").read_text()):
        assert used.startswith(f":-{SWITCHES[name]}" if name in SWITCHES else ":?")


def test_services_are_watched_and_the_database_is_not_published():
    assert set(SERVICES) == {"database", "migrate", "web"}
    assert SERVICES["database"]["healthcheck"]
    assert SERVICES["web"]["healthcheck"]
    assert "ports" not in SERVICES["database"]
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8000:8000"]
    assert SERVICES["database"]["volumes"] == ["database:/var/lib/postgresql/data"]
    assert "database" in COMPOSE["volumes"]


def test_the_server_starts_only_on_a_migrated_database():
    waits = SERVICES["web"]["depends_on"]
    assert waits["migrate"]["condition"] == "service_completed_successfully"
    assert waits["database"]["condition"] == "service_healthy"


def test_each_start_brings_database_reference_data_roles_and_index_in_step():
    shell, flag, script = SERVICES["migrate"]["command"]
    assert (shell, flag) == ("sh", "-c")
    steps = ("migrate", "load_reference", "ensure_roles", "rebuild_search --if-needed")
    assert script == " && ".join(f"python manage.py {step}" for step in steps)


@pytest.mark.django_db
def test_the_roles_are_made_without_any_account_and_renewed():
    call_command("ensure_roles")
    group = Group.objects.get(name=EDITOR)
    expected = set(group.permissions.all())
    group.permissions.clear()
    call_command("ensure_roles", verbosity=0)
    assert expected == set(group.permissions.all()) != set()
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


def test_the_image_installs_the_hashed_lock_and_does_not_run_as_root():
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "--require-hashes --no-deps -r requirements/runtime.txt" in dockerfile
    assert dockerfile.index("USER archive") < dockerfile.index("CMD")


@pytest.mark.django_db
def test_the_settings_of_the_compose_file_start_the_app_on_postgresql(tmp_path):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    environment = {name: resolve(value) for name, value in SERVICES["web"]["environment"].items()}
    assert environment["DATABASE_URL"] == "postgresql://archive:word@database:5432/archive"
    environment["DATABASE_URL"] = os.environ["DATABASE_URL"].rpartition("/")[0] + "/postgres"
    program = (
        "import django; django.setup();"
        "from django.test import Client; from django.core.management import call_command;"
        "call_command('check', databases=['default']);"
        "print(Client().get('/healthz/ready', headers={'host': '127.0.0.1'}).content)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        env={
            **environment,
            "PATH": os.environ["PATH"],
            "VAR_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "csto_archive.settings",
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "migrations_pending" in result.stdout  # it answered, from that very database
