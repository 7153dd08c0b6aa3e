"""`rebuild_search` and `check_search`."""

from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Article
from csto_archive.search import building, checking
from csto_archive.search.engines import engine, engine_class
from csto_archive.search.index import ARTICLES
from tests.search.conftest import found

pytestmark = pytest.mark.django_db


def rebuild(**options) -> str:
    out = StringIO()
    call_command("rebuild_search", stdout=out, **options)
    return out.getvalue()


def check(**options) -> str:
    """What `check_search` says; "" where all agrees."""
    out = StringIO()
    try:
        call_command("check_search", stdout=out, verbosity=0, **options)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue()


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def some(write) -> list[Article]:
    return [write(f"قمة {word}", f"نص {word}") for word in ("مينسك", "موسكو", "بشكيك")]


def test_the_other_set_is_built_and_read(some, draft):
    before = found("قمة")
    assert ARTICLES.state().name == "a"
    assert "3" in rebuild()
    assert ARTICLES.state().name == "b"
    assert found("قمة") == before
    assert check() == ""
    assert engine("a").ask("SELECT COUNT(*) FROM {set}_doc") == [(0,)]
    rebuild()
    assert ARTICLES.state().name == "a"
    assert found("قمة") == before


def test_both_ways_to_keep_the_index_come_to_the_same(some):
    def content(name: str) -> tuple:
        entries = list(engine(name).entries())
        counts = [
            sorted(engine(name).ask(statement))
            for statement in (
                "SELECT * FROM {set}_term",
                "SELECT * FROM {set}_word",
                "SELECT * FROM {set}_key",
            )
        ]
        return entries, counts, engine(name).documents()

    kept = content("a")
    rebuild()
    assert content("b") == kept


def test_an_article_of_the_empty_archive(db):
    rebuild()
    assert found("") == []
    assert check() == ""


def test_what_changes_meanwhile_is_not_lost(some, monkeypatch, write):
    first, second, third = some

    def changing(index, records):
        yield from building_analysed(index, records)
        first.headline = "مناورات"
        first.save()
        second.withdraw()
        Article.objects.filter(pk=third.pk).update(headline="تعديل")
        write("جديد")

    building_analysed = building.analysed
    monkeypatch.setattr(building, "analysed", changing)
    rebuild()
    assert ARTICLES.state().name == "b"
    assert found("مناورات") == [first.pk]
    assert found("تعديل") == [third.pk]
    assert len(found("")) == 3
    assert check() == ""


def test_the_old_set_answers_until_the_new_one_is_ready(some, monkeypatch):
    seen = []

    def looking(index, records):
        for batch in building_analysed(index, records):
            yield batch
            seen.append(found("قمة"))

    building_analysed = building.analysed
    monkeypatch.setattr(building, "analysed", looking)
    rebuild()
    assert seen
    assert all(len(numbers) == 3 for numbers in seen)


def test_a_run_that_was_stopped_is_taken_up_again(some, monkeypatch):
    def stopping(index, records):
        yield next(iter(building_analysed(index, records[:2])))
        raise KeyboardInterrupt

    building_analysed = building.analysed
    monkeypatch.setattr(building, "analysed", stopping)
    with pytest.raises(KeyboardInterrupt):
        rebuild()
    assert ARTICLES.state().name == "a"
    assert len(found("قمة")) == 3
    some[0].headline = "مناورات"
    some[0].save()
    some[1].delete()
    done = []
    monkeypatch.setattr(building, "analysed", building_analysed)
    ARTICLES.rebuild(lambda number, of: done.append((number, of)))
    assert done == [(0, 1), (1, 1)]
    assert found("مناورات") == [some[0].pk]
    assert len(found("")) == 2
    assert check() == ""


def test_a_set_that_does_not_agree_is_not_taken_into_use(some, monkeypatch):
    monkeypatch.setattr(building.Rebuild, "_missing", lambda self, tables: [some[0].pk])
    with pytest.raises(CommandError, match="القديم"):
        rebuild()
    assert ARTICLES.state().name == "a"
    assert len(found("قمة")) == 3


def test_many_are_analysed_in_processes_of_their_own(some, monkeypatch):
    monkeypatch.setattr(building, "FEW", 0)
    monkeypatch.setattr(building, "BATCH", 1)
    rebuild()
    assert check() == ""


def test_only_if_needed(some, db):
    rebuild(if_needed=True)
    assert ARTICLES.state().name == "a"
    sql("UPDATE search_state SET analyser = 'old'")
    rebuild(if_needed=True)
    assert ARTICLES.state().name == "b"
    rebuild(if_needed=True)
    assert ARTICLES.state().name == "b"


def test_what_a_migration_noted_is_settled_by_a_rebuild(some):
    sql("INSERT INTO search_stale (record) SELECT id FROM articles_article WHERE TRUE "
        "ON CONFLICT (record) DO NOTHING")  # fmt: skip
    rebuild()
    assert engine_class().noted() == set()


def test_another_version_of_the_analyser_is_told_of(some):
    assert not [m for m in run_checks(databases=["default"]) if m.id == "search.W001"]
    sql("UPDATE search_state SET analyser = 'old'")
    assert [m for m in run_checks(databases=["default"]) if m.id == "search.W001"]
    assert "محلل" in check()
    assert len(found("قمة")) == 3


# Checking


def test_all_that_agrees_is_said_so(some, draft):
    found("")
    out = StringIO()
    call_command("check_search", stdout=out)
    assert "مطابق" in out.getvalue()


def test_what_waits_to_be_settled_is_no_difference(some):
    Article.objects.update(headline="آخر")
    assert check() == ""


def without_trigger(some, statement: str) -> None:
    """Change rows behind the back of the triggers."""
    sql(statement)
    sql("DELETE FROM search_stale")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE articles_article SET headline = 'آخر' WHERE id = {0}", "العنوان"),
        ("UPDATE articles_article SET body = '' WHERE id = {0}", "النص"),
        ("UPDATE articles_article SET sort_date = '2001-01-01' WHERE id = {0}", "تاريخه"),
        ("UPDATE articles_article SET status = 'draft' WHERE id = {0}", "وليس منشوراً"),
        ("DELETE FROM articles_article WHERE id = {0}", "وليس منشوراً"),
        ("DELETE FROM search_a_doc WHERE record = {0}", "وليس في الفهرس"),
        ("UPDATE search_a_doc SET member = ',7,' WHERE record = {0}", "member"),
        ("UPDATE search_a_term SET df = 9 WHERE df = 3", "9"),
        ("DELETE FROM search_a_term", "المسجّل 0"),
        ("UPDATE search_a_word SET df = 9 WHERE df = 3", "9"),
        ("DELETE FROM search_a_key", "مفاتيح"),
        ("UPDATE search_state SET documents = 9 WHERE active = 1", "مجموع"),
        ("UPDATE search_state SET analyser = 'old'", "محلل"),
    ],
)
def test_every_difference_is_told(some, statement, told):
    without_trigger(some, statement.format(some[0].pk))
    assert told in check()


def test_a_trigger_that_is_gone_is_told(some):
    of_table = " ON articles_photo" if connection.vendor == "postgresql" else ""
    sql(f"DROP TRIGGER search_insert_articles_photo{of_table}")
    assert "search_insert_articles_photo" in check()


def test_the_databases_own_structures_are_checked(some):
    if connection.vendor == "sqlite":
        sql("INSERT INTO search_a_fts (search_a_fts) VALUES ('delete-all')")
        assert "FTS5" in check()
    else:
        sql("UPDATE search_a_head SET lexemes = '''x'''")
        assert "متجهات" in check()


def test_a_sample_looks_at_so_many(some, monkeypatch):
    looked = []

    def counting(index, records):
        looked.append(len(records))
        return building.analysed(index, records)

    monkeypatch.setattr(checking, "analysed", counting)
    assert check(sample=2) == ""
    assert looked == [2]


def test_of_many_differences_the_first_are_named():
    lines = list(checking.disagreeing("%(name)s", {str(n): n for n in range(1, 50)}, {}))
    assert len(lines) == checking.MOST_NAMED + 1
