"""Imports as units: whole whatever happens, in processes or not, taken back and made again."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date
from functools import partial
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from articles.importing import batch, workers
from articles.importing.read import read_bytes
from articles.importing.save import Options
from articles.importing.save.batches import PAGES_BETWEEN
from articles.models import Article, Capture, Correction, Evidence, ImportBatch
from tests.importing import misbehaving
from tests.importing.goldens import PAGES
from tests.importing.many import content, held, state, write_pages

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)
MANY = 60
pytestmark = pytest.mark.django_db


def run(paths, jobs: int = 1, **options) -> list[batch.PageReport]:
    pages = batch.pages_in(paths if isinstance(paths, list) else [paths])
    return list(batch.import_pages(pages, Options(**options), "", TODAY, jobs=jobs))


def outcomes(reports) -> list[str]:
    return [report.outcome for report in reports]


def last() -> ImportBatch:
    return ImportBatch.objects.latest("pk")


@pytest.fixture
def pages(tmp_path) -> Path:
    return write_pages(tmp_path / "pages", 4)


@pytest.fixture
def imported(pages) -> ImportBatch:
    run(pages)
    return last()


# The report of a batch while it runs


def test_a_batch_tells_what_is_done_while_it_runs(monkeypatch):
    monkeypatch.setattr("articles.importing.save.batches.SECONDS_BETWEEN", 600)
    count = PAGES_BETWEEN + 5
    pages = (read_bytes(content(n).encode(), f"{n}.html") for n in range(count))
    reports = batch.import_stream(pages, Options(), TODAY)
    for _page in range(PAGES_BETWEEN + 1):
        next(reports)
    assert len(last().report) == PAGES_BETWEEN
    assert last().finished_at is None
    assert len(list(reports)) == count - PAGES_BETWEEN - 1
    assert len(last().report) == count
    assert last().finished_at


def test_a_slow_batch_tells_of_few_pages_too(pages, monkeypatch):
    monkeypatch.setattr("articles.importing.save.batches.SECONDS_BETWEEN", 0)
    reports = batch.import_pages(batch.pages_in([pages]), Options(), "", TODAY)
    next(reports)
    assert len(last().report) == 1
    reports.close()


def test_pages_that_are_there_are_not_understood_again(imported, pages, monkeypatch):
    monkeypatch.setattr(batch, "understand", misbehaving.fail)
    assert outcomes(run(pages)) == ["skipped"] * 4
    assert last() == imported


def test_the_pages_of_an_archive_are_named_after_it_and_a_bad_one_stops_nothing(tmp_path):
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("in/1.html", content(1))
        archive.writestr("in/2.html", "")
        archive.writestr("in/3.html", content(3))
    reports = run(tmp_path)
    assert outcomes(reports) == ["created", "error", "created"]
    assert reports[0].page == f"{tmp_path}/a.zip › in/1.html"
    assert reports[1].problem == "الملف فارغ"
    assert outcomes(run(tmp_path)) == ["skipped", "error", "skipped"]


# In processes


def test_processes_save_what_one_process_saves_in_the_same_order(tmp_path):
    folder = write_pages(tmp_path / "pages", 12)
    (folder / "005.html").write_bytes(b"")
    alone = run(folder)
    before, _ = state(), batch.undo_batch(last())
    with_help = run(folder, jobs=2)
    assert [Path(r.page).name for r in with_help] == [f"{n:03}.html" for n in range(12)]
    assert [(r.page, r.outcome, r.problem) for r in with_help] == [
        (r.page, r.outcome, r.problem) for r in alone
    ]
    assert held() == before["held"]


def test_a_dry_run_in_processes_says_the_same_word_for_word():
    said = [StringIO(), StringIO()]
    for jobs, out in enumerate(said, start=1):
        call_command("import_pages", str(PAGES), dry_run=True, format="json", jobs=jobs, stdout=out)
    assert said[0].getvalue() == said[1].getvalue()
    assert said[0].getvalue().count("\n") > 10


@pytest.mark.parametrize(
    ("mark", "code"),
    [("!exit", "crashed"), ("!hang", "slow"), ("!burst", "big"), ("!raise", "unexpected")],
)
def test_a_page_that_breaks_its_process_is_reported_and_the_rest_goes_on(
    tmp_path, monkeypatch, caplog, mark, code
):
    monkeypatch.setattr(batch, "understand", misbehaving.understand)
    monkeypatch.setattr(workers, "SECONDS", 8 if code == "slow" else 60)
    folder = write_pages(tmp_path / "pages", 6)
    (folder / "002.html").write_text(content(2, mark), encoding="utf-8")
    reports = run(folder, jobs=2)
    assert outcomes(reports) == ["created"] * 2 + ["error"] + ["created"] * 3
    assert reports[2].problem == workers.REASONS[code]
    assert last().report[2]["problem"] == workers.REASONS[code]


def test_a_page_gets_ten_seconds_and_half_a_gigabyte():
    assert (workers.SECONDS, workers.MEMORY) == (10, 512 * 1024**2)


def test_reading_runs_no_further_ahead_than_a_few_pages():
    read = 0

    def reading():
        nonlocal read
        for number in range(100):
            read += 1
            yield read_bytes(content(number).encode(), f"{number}.html")

    reports = batch.import_stream(reading(), Options(), TODAY, jobs=2)
    next(reports)
    reports.close()
    assert read <= 2 * batch.PAGES_A_WORKER + 1


# A real process, stopped


@pytest.fixture(scope="module")
def prepared(tmp_path_factory, django_db_setup, django_db_blocker):
    """The address of a database of its own with the reference data, and how to copy it."""
    folder, name = tmp_path_factory.mktemp("prepared"), f"prepared_{os.getpid()}"
    with django_db_blocker.unblock(), database(folder, name) as url:
        for preparation in (["migrate", "-v0"], ["load_reference"]):
            assert ended(start(url, folder, *preparation))[0] == 0
        yield folder, name


@contextmanager
def database(folder: Path, name: str, template: str = "template0"):
    """The address of a new database that outlives a process."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder}/archive.sqlite3"
        return
    address = urlsplit(os.environ["DATABASE_URL"])
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield urlunsplit(address._replace(path=f"/{name}"))
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def start(url: str, folder: Path, *arguments: str) -> subprocess.Popen:
    environment = {
        **os.environ, "DATABASE_URL": url, "VAR_DIR": str(folder), "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


@pytest.fixture
def manage(prepared, tmp_path):
    """`manage(*arguments)` starts manage.py on a copy of the prepared database."""
    folder, template = prepared
    if connection.vendor == "sqlite":
        shutil.copy(folder / "archive.sqlite3", tmp_path)
    with database(tmp_path, f"killed_{os.getpid()}", template) as url:
        yield partial(start, url, tmp_path)


def ended(process: subprocess.Popen) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def stored(manage) -> dict:
    code, out, err = ended(
        manage("shell", "-v0", "-c", "from tests.importing.many import tell; tell()")
    )
    assert code == 0, err
    return json.loads(out.splitlines()[-1])


def after_lines(process: subprocess.Popen, count: int) -> None:
    for _line in range(count):
        assert process.stdout.readline()


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def is_gone(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_in_the_middle_a_batch_leaves_no_half_article_and_the_rerun_does_the_rest(
    manage, tmp_path, jobs
):
    folder = write_pages(tmp_path / "pages", MANY)
    run(folder)
    whole = state()
    command = ("import_pages", str(folder), "--jobs", str(jobs))
    done = 0
    for lines in (9, done + 23):
        process = manage(*command)
        after_lines(process, lines)
        helpers = children(process.pid)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        wait_until_gone(helpers)
        left = stored(manage)
        assert done < len(left["captures"]) < MANY
        assert left["held"].items() <= whole["held"].items()
        assert len(left["held"]) == len(left["captures"])
        assert left["batches"][-1][1] is False
        done = len(left["captures"])
    code, out, err = ended(manage(*command))
    assert code == 0, err
    assert out.count("تُركت كما هي") == done + 1
    finished = stored(manage)
    assert finished["held"] == whole["held"]
    assert finished["captures"] == whole["captures"]
    assert finished["batches"][-1] == [["skipped"] * done + ["created"] * (MANY - done), True]


def wait_until_gone(pids: list[int]) -> None:
    last_moment = time.monotonic() + 20
    while not all(map(is_gone, pids)):
        assert time.monotonic() < last_moment
        time.sleep(0.1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_stopped_by_hand_a_run_says_so_and_closes_its_batch(manage, tmp_path, jobs):
    folder = write_pages(tmp_path / "pages", MANY)
    process = manage("import_pages", str(folder), "--jobs", str(jobs))
    after_lines(process, 5)
    helpers = children(process.pid)
    assert bool(helpers) == (jobs > 1)
    os.killpg(process.pid, signal.SIGINT)
    code, _out, err = ended(process)
    assert code == 130
    assert "توقّف الاستيراد بعد" in err
    assert "Traceback" not in err
    wait_until_gone(helpers)
    left = stored(manage)
    [[told, is_finished]] = left["batches"]
    assert is_finished
    assert 5 <= len(told) == len(left["captures"]) < MANY


# Undoing


def test_an_import_is_taken_back_as_a_whole(imported, pages, chief):
    assert len(held()) == 4
    undone = batch.undo_batch(imported, chief)
    assert (len(undone.deleted), undone.kept) == (4, ())
    assert Article.objects.count() + Evidence.objects.count() == 0
    assert set(Capture.objects.values_list("status", flat=True)) == {Capture.Status.UNDONE}
    assert (last().undone_by, bool(last().undone_at)) == (chief, True)


def test_what_the_plan_says_is_what_is_done(imported):
    planned = batch.plan_undo(imported)
    assert Article.objects.count() == 4
    assert batch.undo_batch(imported) == planned


def test_every_sample_page_can_be_taken_back():
    run(PAGES)
    count = Article.objects.count()
    undone = batch.undo_batch(last())
    assert (len(undone.deleted), undone.kept) == (count, ())
    assert count > 10


def test_undone_twice_changes_nothing(imported, pages):
    batch.undo_batch(imported)
    run(pages)
    before = state()
    assert batch.undo_batch(imported) == batch.Undone()
    assert state() == before


def test_an_undone_page_is_imported_again_and_taken_back_again(imported, pages):
    before = held()
    batch.undo_batch(imported)
    assert outcomes(run(pages)) == ["created"] * 4
    assert held() == before
    assert len(batch.undo_batch(last()).deleted) == 4
    assert Capture.objects.count() == 4


def edit_headline(article):
    article.headline = "عنوان كتبه المحرر"
    article.save()


def save_unchanged(article):
    article.save()


def remove_a_member(article):
    article.mentions.filter(member__iso2="KZ").delete()


def confirm(article):
    article.evidence.filter(field="headline").update(confirmed_at=timezone.now())


def decide(article):
    article.evidence.filter(field="member").update(decision="accepted")


def note(article):
    Article.objects.filter(pk=article.pk).update(editor_notes="انظر المصدر")


def correct(article):
    Correction.objects.create(article=article, text="تصويب")


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (edit_headline, "edited"), (save_unchanged, "edited"), (remove_a_member, "edited"),
        (confirm, "edited"), (decide, "edited"), (note, "edited"), (correct, "edited"),
        (Article.submit, "edited"), (Article.publish, "published"),
    ],
)  # fmt: skip
def test_what_somebody_has_worked_on_stays(imported, act, code):
    article = Article.objects.earliest("pk")
    act(article)
    undone = batch.undo_batch(imported)
    assert [(one.pk, one.code) for one in undone.kept] == [(article.pk, code)]
    assert undone.kept[0].reason
    assert list(Article.objects.values_list("pk", flat=True)) == [article.pk]
    article.refresh_from_db()
    assert article.capture.status == Capture.Status.IMPORTED
    assert article.evidence.exists()


def test_what_was_published_once_stays(imported):
    article = Article.objects.earliest("pk")
    article.publish()
    article.withdraw()
    assert [one.code for one in batch.undo_batch(imported).kept] == ["published"]


def test_what_a_later_import_brought_up_to_date_stays(tmp_path):
    address = '<link rel="canonical" href="https://rewaq.example/1">'
    page = tmp_path / "a.html"
    page.write_text(content(1).replace("<body>", f"<head>{address}</head><body>"))
    run(page)
    first = last()
    page.write_text(page.read_text().replace("وثائق", "وثائقها"))
    assert outcomes(run(page)) == ["updated"]
    assert [one.code for one in batch.plan_undo(first).kept] == ["other_capture"]
    assert [one.code for one in batch.undo_batch(last()).kept] == ["earlier"]
    assert [one.code for one in batch.undo_batch(first).kept] == ["other_capture"]
    assert Article.objects.count() == 1


def test_two_versions_of_a_page_in_one_import_are_taken_back(tmp_path):
    address = '<link rel="canonical" href="https://rewaq.example/1">'
    for name, word in (("a", "وثائق"), ("b", "وثائقها")):
        text = content(1).replace("<body>", f"<head>{address}</head><body>").replace("وثائق", word)
        (tmp_path / f"{name}.html").write_text(text)
    assert outcomes(run(tmp_path)) == ["created", "updated"]
    assert len(batch.undo_batch(last()).deleted) == 1


def test_a_page_that_waits_for_an_editor_can_be_imported_again(tmp_path):
    page = tmp_path / "a.txt"
    page.write_text("الرئيسية\nسياسة\nاقتصاد\n")
    assert outcomes(run(page)) == ["needs_editor"]
    assert outcomes(run(page)) == ["skipped"]
    batch.undo_batch(last())
    assert Capture.objects.get().status == Capture.Status.UNDONE
    assert outcomes(run(page)) == ["needs_editor"]


def test_importing_again_changes_nothing_that_an_editor_touched(imported, pages):
    edit_headline(Article.objects.earliest("pk"))
    before = list(Article.objects.order_by("pk").values().filter(version=2))
    batch.undo_batch(imported)
    assert outcomes(run(pages)) == ["skipped", "created", "created", "created"]
    assert list(Article.objects.order_by("pk").values().filter(version=2)) == before


def test_an_import_undone_while_it_runs_saves_nothing_more(pages):
    reports = batch.import_pages(batch.pages_in([pages]), Options(), "", TODAY)
    next(reports)
    assert len(batch.undo_batch(last()).deleted) == 1
    with pytest.raises(batch.BatchUndoneError):
        next(reports)
    assert not Article.objects.exists()
    assert last().undone_at


# The commands


def said(command: str, *args, **options) -> str:
    out = StringIO()
    call_command(command, *map(str, args), stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_the_end_of_a_run_tells_what_it_came_to(pages):
    assert said("import_pages", pages).splitlines()[-1] == "المجموع: 4 صفحات؛ أُنشئت: 4 صفحات"
    (pages / "000.html").write_text(content(77))
    (pages / "001.html").write_text(content(78))
    assert said("import_pages", pages).splitlines()[-1] == (
        "المجموع: 4 صفحات؛ أُنشئت: صفحتان؛ تُركت كما هي: صفحتان"
    )


@pytest.mark.parametrize("count", ["0", "-1", "x", "1000"])
def test_a_number_of_processes_that_cannot_be_is_refused(pages, count):
    with pytest.raises(CommandError):
        said("import_pages", pages, f"--jobs={count}")


def test_the_command_names_what_would_go_and_what_would_stay_then_does_it(imported):
    edit_headline(Article.objects.earliest("pk"))
    would = said("undo_import", imported.pk, dry_run=True)
    assert Article.objects.count() == 4
    assert would.count("سيُحذف: ") == 4
    assert "عنوان كتبه المحرر — عمل عليه محرر" in would
    assert would.splitlines()[-1] == "سيُحذف: 3 مقالات؛ سيبقى: مقال واحد"
    assert said("undo_import", imported.pk).splitlines()[-1] == "حُذف: 3 مقالات؛ بقي: مقال واحد"
    assert Article.objects.get().headline == "عنوان كتبه المحرر"
    assert "أُلغيت هذه الدفعة من قبل" in said("undo_import", imported.pk)


def test_a_batch_that_is_not_there_is_refused():
    with pytest.raises(CommandError):
        said("undo_import", 99_999)


# The migration


@pytest.mark.django_db(transaction=True)
def test_the_migrations_go_back_and_forth_with_what_they_know(pages):
    run(pages)
    batch_made, watching = last(), triggers()
    last_state = MigrationExecutor(connection).loader.graph.leaf_nodes("articles")
    Capture.objects.update(status=Capture.Status.UNDONE)
    MigrationExecutor(connection).migrate([("articles", "0003_watched_by_search")])
    try:
        assert set(filter(is_of_search, triggers())) == set(filter(is_of_search, watching))
    finally:
        MigrationExecutor(connection).migrate(last_state)
    assert triggers() == watching
    assert set(Article.objects.values_list("batch", flat=True)) == {batch_made.pk}
    assert set(Capture.objects.values_list("status", flat=True)) == {Capture.Status.NEEDS_EDITOR}
    assert len(batch.undo_batch(batch_made).deleted) == 4


def is_of_search(trigger: str) -> bool:
    return trigger.startswith("search_")


def triggers() -> set[str]:
    tables = connection.introspection.table_names()
    kind = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    assert "search_paused" not in tables
    with connection.cursor() as cursor:
        cursor.execute(kind)
        return {name for (name,) in cursor.fetchall()}
