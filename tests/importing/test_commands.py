"""What an editor sees of an import in the terminal."""

import json
import os
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.importing import batch
from articles.importing.save import Options
from articles.models import Article, Capture, ImportBatch
from tests.importing.goldens import PAGES

MINSK = PAGES / "01-minsk-2023-boycott.txt"
pytestmark = pytest.mark.django_db


def run(command: str, *args, **options) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command(command, *map(str, args), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_a_page_is_created_then_left_as_it_is():
    assert "أُنشئت" in run("import_pages", MINSK)[0]
    assert "تُركت كما هي" in run("import_pages", MINSK)[0]
    assert [row["outcome"] for row in ImportBatch.objects.get().report] == ["created"]


def test_a_new_version_of_a_published_article_is_told_and_waits(tmp_path):
    run("import_pages", MINSK, publish=True)
    newer = tmp_path / "newer.txt"
    newer.write_bytes(MINSK.read_bytes().replace("خمسة رؤساء".encode(), "الرؤساء الخمسة".encode()))
    assert "نسخة جديدة لمقال منشور، لم يتغير شيء" in run("import_pages", newer)[0]
    assert "حُدّثت" in run("import_pages", newer, publish=True)[0]


def test_a_file_name_that_is_no_text_stops_no_run(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    path.write_bytes(MINSK.read_bytes())
    assert "\ufffd.txt: أُنشئت" in run("import_pages", tmp_path)[0]
    assert ImportBatch.objects.get().report[0]["page"].endswith("\ufffd.txt")


def test_a_run_that_is_stopped_keeps_what_it_did_and_its_report(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(MINSK.read_bytes() + name.encode())
    pages = batch.pages_in([tmp_path])
    run_of_pages = batch.import_pages(pages, Options(), "", date(2026, 11, 21))
    next(run_of_pages)
    run_of_pages.close()
    assert len(ImportBatch.objects.get().report) == 1
    assert ImportBatch.objects.get().finished_at
    outcomes = [r.outcome for r in batch.import_pages(pages, Options(), "", date(2026, 11, 21))]
    assert outcomes == ["skipped", "updated"]


def test_a_bad_file_is_named_and_the_rest_goes_on(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01" * 500)
    (tmp_path / "c.txt").write_bytes(MINSK.read_bytes())
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("import_pages", str(tmp_path), stdout=out, stderr=err)
    assert failed.value.returncode == 1
    assert "الملف فارغ" in err.getvalue()
    assert "ليس نصاً" in err.getvalue()
    assert "c.txt: أُنشئت" in out.getvalue()
    assert Capture.objects.count() == 1


def test_an_unexpected_failure_is_reported_and_the_rest_goes_on(tmp_path, monkeypatch, caplog):
    (tmp_path / "a.txt").write_bytes("صفحة".encode())
    (tmp_path / "b.txt").write_bytes(MINSK.read_bytes())
    original = batch.understand

    def fail_on_the_first(page, *args):
        if page.name == "a.txt":
            raise RuntimeError("unforeseen")
        return original(page, *args)

    monkeypatch.setattr(batch, "understand", fail_on_the_first)
    with pytest.raises(CommandError):
        run("import_pages", tmp_path)
    assert Article.objects.count() == 1
    assert [row["outcome"] for row in ImportBatch.objects.get().report] == ["error", "created"]


def test_a_dry_run_prints_each_article_as_json_and_writes_nothing():
    out, _err = run(
        "import_pages", PAGES / "36-astana-2018-two-articles.txt", dry_run=True, format="json"
    )
    first, second = map(json.loads, out.splitlines())
    assert first["summits"] == ["csto-2018-11-08-astana"]
    assert first["body"][0]["type"] == "paragraph"
    assert (first["articles_on_page"], second["on_topic"]) == (2, False)
    assert Capture.objects.count() + ImportBatch.objects.count() == 0


def test_blessed_results_beside_the_pages_are_no_pages():
    names = [path.name for path in batch.pages_in([PAGES])]
    assert "01-minsk-2023-boycott.txt" in names
    assert not [name for name in names if name.endswith((".clean.txt", ".json", ".md"))]


def test_no_page_at_all_and_one_address_for_many_pages_are_refused(tmp_path):
    with pytest.raises(CommandError):
        run("import_pages", tmp_path)
    with pytest.raises(CommandError):
        run("import_pages", PAGES, url="https://a.example/1")


def test_samples_come_and_go():
    run("import_pages", MINSK, sample=True, publish=True)
    assert Article.objects.published().get().is_sample
    assert "المقالات 1" in run("remove_samples")[0]
    assert not Article.objects.exists()
