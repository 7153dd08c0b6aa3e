"""The people at the desks, and a page of a hostile newspaper."""

import hashlib

import pytest
from django.contrib.auth.models import Group, User

from articles.models import Capture, Evidence, ImportBatch
from csto_archive.roles import CHIEF_EDITOR, EDITOR, ensure_roles

HOSTILE = "<script>alert('سطو')</script><p>نص الصفحة كما ورد</p>"


def person(username: str, role: str) -> User:
    ensure_roles()
    user = User.objects.create_user(username, password="kalimat-sirr", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def signed_in(client_class, user: User):
    client = client_class()
    client.force_login(user)
    return client


@pytest.fixture
def editor(db) -> User:
    return person("editor", EDITOR)


@pytest.fixture
def chief_editor(db) -> User:
    return person("chief-editor", CHIEF_EDITOR)


@pytest.fixture
def as_editor(client, editor):
    return signed_in(type(client), editor)


@pytest.fixture
def as_chief(client, chief_editor):
    return signed_in(type(client), chief_editor)


@pytest.fixture
def as_superuser(client, chief):
    return signed_in(type(client), chief)


@pytest.fixture
def batch(db) -> ImportBatch:
    report = [{"page": "a.html", "outcome": "created", "articles": [1], "problem": HOSTILE}]
    return ImportBatch.objects.create(report=report)


@pytest.fixture
def capture(batch) -> Capture:
    content = HOSTILE.encode("cp1256")
    return Capture.objects.create(
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        encoding="cp1256",
        media_type="text/html",
        file_name="09-moscow.html",
        url="https://www.rewaq.example/a/9",
        batch=batch,
        status=Capture.Status.NEEDS_EDITOR,
        problem=HOSTILE,
    )


@pytest.fixture
def evidence(draft, capture) -> Evidence:
    draft.capture = capture
    draft.save()
    return Evidence.objects.create(
        article=draft, capture=capture, field="headline", value=HOSTILE, rule="h1", start=3, end=9
    )
