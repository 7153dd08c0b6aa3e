"""A request may bring so much and no more, whoever sends it, and nothing of it is kept before."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from csto_archive import uploads


@pytest.mark.parametrize(("most", "status"), [(2000, 400), (20_000, 200)])
def test_files_of_strangers_are_bounded_all_together(db, most, status, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", most)
    client = Client(enforce_csrf_checks=True)
    token = client.get("/admin/login/").context["csrf_token"]
    files = [SimpleUploadedFile(f"{n}.txt", b"a" * 600) for n in range(6)]
    sent = {"username": "x", "password": "x", "csrfmiddlewaretoken": str(token), "file": files}
    assert client.post("/admin/login/", sent).status_code == status


def test_nothing_is_written_of_what_is_too_much(db, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 2000)
    begun = []
    monkeypatch.setattr(uploads.BoundedUpload, "new_file", lambda *a, **k: begun.append(a))
    Client().post("/admin/login/", {"file": SimpleUploadedFile("a.txt", b"a" * 3000)})
    assert begun == []
