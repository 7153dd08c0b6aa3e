"""The first account: made once, told once, kept where its owner alone can read it."""

import stat

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from csto_archive.roles import CHIEF_EDITOR


@pytest.fixture
def created(db, settings, tmp_path, capsys):
    settings.VAR_DIR = tmp_path
    call_command("create_chief_editor")
    return capsys.readouterr().out


def test_the_password_opens_the_admin_and_is_told_with_the_address(created, client, settings):
    password = (settings.VAR_DIR / "chief-editor-password").read_text().strip()
    assert password in created
    assert f"{settings.SITE_URL}/admin/" in created
    sent = {"username": "chief-editor", "password": password, "next": "/admin/"}
    assert client.post("/admin/login/", sent).url == "/admin/"


def test_the_file_is_its_owners_alone(created, settings):
    mode = (settings.VAR_DIR / "chief-editor-password").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_the_chief_is_no_superuser(created):
    chief = User.objects.get()
    assert (chief.is_staff, chief.is_superuser) == (True, False)
    assert [group.name for group in chief.groups.all()] == [CHIEF_EDITOR]
    assert len(chief.password) > 30


def test_a_second_time_changes_nothing(created, settings, capsys):
    file = settings.VAR_DIR / "chief-editor-password"
    before = (User.objects.values().get(), file.read_text(), file.stat().st_mtime_ns)
    call_command("create_chief_editor")
    assert (User.objects.values().get(), file.read_text(), file.stat().st_mtime_ns) == before
    told = capsys.readouterr().out
    assert "موجود" in told
    assert file.read_text().strip() not in told


def test_an_account_whose_password_cannot_be_kept_is_not_made(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path / "missing"
    with pytest.raises(FileNotFoundError):
        call_command("create_chief_editor")
    assert not User.objects.exists()
