"""`rebuild_search` and `check_search`."""

from datetime import timedelta
from io import StringIO
from threading import Event, Thread

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.utils import timezone

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
    assert len(engine("a").numbers()) == 3  # for whoever began to read before
    rebuild()
    assert ARTICLES.state().name == "a"
    assert found("قمة") == before


def test_both_ways_to_keep_the_index_come_to_the_same(some, write):
    lengths = (59, 60, 61, 80, 6_000)
    long_words = [("بحخدذرزشصضطظعغقم"[at:] * length)[:length] for at, length in enumerate(lengths)]
    for word in long_words:
        write("خبر", f"قبل {word} بعد {word}")

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
    assert check() == ""
    rebuild()
    assert content("b") == kept
    assert check() == ""
    for word in long_words[:-1]:  # the last is longer than a query
        assert len(found(word)) == len(found(f"«قبل {word} بعد»")) == 1
    kept_words = {word for (word,) in engine("b").ask("SELECT word FROM {set}_word")}
    assert long_words[0] in kept_words
    assert not any(word[:60] in kept_words for word in long_words[1:])


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
    monkeypatch.setattr(building, "BATCHES", 1)
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


def loaded(run: building.Rebuild):
    """The set of a run that has loaded all documents, and is about to count them."""
    tables = run._begin()
    records = run._missing(tables)
    for batches in building.in_batches(building.analysed(ARTICLES, records), 1):
        run._load(tables, batches)
    return tables


def quietly(done: int, of: int) -> None:
    """Progress that nobody looks at."""


def test_who_was_overtaken_writes_nothing_more(some, write):
    """Neither into the set that the other fills, nor into the one that is read by now."""
    late = building.Rebuild(ARTICLES)
    tables = loaded(late)
    building.Rebuild(ARTICLES).run(quietly)
    assert ARTICLES.state().name == tables.name
    write("قمة طارئة")
    for step in (late._count, late._take_into_use, lambda tables: late._load(tables, [])):
        with pytest.raises(building.BusyError):
            step(tables)
    assert len(found("قمة")) == 4
    assert check() == ""


def test_who_comes_later_goes_on_with_what_is_there(some, write):
    early, late = building.Rebuild(ARTICLES), building.Rebuild(ARTICLES)
    loaded(early)
    tables = late._begin()
    assert late._missing(tables) == []
    with pytest.raises(building.BusyError):
        early._count(tables)
    write("قمة طارئة")
    late._fill(tables, quietly)
    late._take_into_use(tables)
    assert len(found("قمة")) == 4
    assert check() == ""


@pytest.mark.django_db(transaction=True)
def test_there_is_one_rebuild_at_a_time():
    begun, ended = Event(), Event()

    def another() -> None:
        with engine_class().alone() as is_alone:
            assert is_alone
            begun.set()
            ended.wait(20)
        connection.close()

    other = Thread(target=another)
    other.start()
    try:
        assert begun.wait(20)
        sql("UPDATE search_state SET analyser = 'old'")
        with pytest.raises(CommandError, match="تشغيل آخر"):
            rebuild()
        rebuild(if_needed=True)
        assert ARTICLES.state().name == "a"
    finally:
        ended.set()
        other.join()
    rebuild()
    assert ARTICLES.state().name == "b"


@pytest.mark.parametrize("times", [1, 2])
def test_a_reader_asks_once_more_if_its_set_is_taken_away(some, times):
    asked = []

    def question(reading):
        asked.append(reading.state.name)
        gone, there = "SELECT 1 FROM {set}_gone", "SELECT COUNT(*) FROM {set}_doc"
        return reading.tables.ask(gone if len(asked) <= times else there)

    if times == 1:
        assert ARTICLES.ask(question) == [(3,)]
    else:
        with pytest.raises(DatabaseError):
            ARTICLES.ask(question)
    assert asked == ["a", "a"]


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
    for part in statement.split("; "):
        sql(part)
    sql("DELETE FROM search_stale")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE articles_article SET headline = 'آخر' WHERE id = {0}", "العنوان"),
        ("UPDATE articles_article SET body = '' WHERE id = {0}", "النص"),
        ("UPDATE articles_article SET sort_date = '2001-01-01' WHERE id = {0}", "تاريخه"),
        ("UPDATE articles_article SET status = 'draft' WHERE id = {0}", "وليس منشوراً"),
        (
            "DELETE FROM articles_likenesskey; DELETE FROM articles_article WHERE id = {0}",
            "وليس منشوراً",
        ),
        ("DELETE FROM search_a_doc WHERE record = {0}", "وليس في الفهرس"),
        ("UPDATE search_a_doc SET member = ',7,' WHERE record = {0}", "member"),
        ("UPDATE search_a_term SET df = 9 WHERE df = 3", "9"),
        ("DELETE FROM search_a_term", "المسجّل 0"),
        ("UPDATE search_a_word SET df = 9 WHERE df = 3", "9"),
        ("DELETE FROM search_a_key", "مفاتيح"),
        ("UPDATE search_state SET documents = 9 WHERE active = 1", "مجموع"),
        ("UPDATE search_state SET analyser = 'old'", "محلل"),
        ("INSERT INTO search_a_term VALUES ('سري', 0)", "سري"),
        ("INSERT INTO search_a_word (word, display, df) VALUES ('سري', 'سري', 0)", "سري"),
        ("UPDATE search_a_word SET display = 'سري للغاية' WHERE word = 'مينسك'", "سري للغاية"),
        ("UPDATE search_a_key SET key = 'ظظ' || key", "مفاتيح"),
        ("UPDATE search_state SET building = 1 WHERE name = 'b'", "لم تتم"),
        ("UPDATE search_state SET building = 1 WHERE name = 'a'", "لم تتم"),
        ("UPDATE search_state SET active = 1", "مجموعتي"),
        ("UPDATE search_state SET active = 0", "مجموعتي"),
    ],
)
def test_every_difference_is_told(some, statement, told):
    without_trigger(some, statement.format(some[0].pk))
    assert told in check()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM search_stale WHERE record = {0}",
        "UPDATE search_stale SET due = 9000000000000000 WHERE record = {0}",
    ],
)
def test_a_schedule_that_would_be_missed_is_told(some, write, statement):
    later = Article(headline="مجدول")
    later.publish(at=timezone.now() + timedelta(hours=1))
    assert check() == ""
    sql(statement.format(later.pk))
    assert "موعده" in check()


def test_a_draft_is_told_whatever_is_noted_for_later(some):
    draft = "UPDATE articles_article SET status = 'draft' WHERE id = {}"
    without_trigger(some, draft.format(some[0].pk))
    noted = "INSERT INTO search_stale (record, due) VALUES ({}, 9000000000000000)"
    sql(noted.format(some[0].pk))
    assert "وليس منشوراً" in check()


TRIGGER = "search_update_articles_article"
DROPPED = {"sqlite": f"DROP TRIGGER {TRIGGER}"}
DROPPED["postgresql"] = f"{DROPPED['sqlite']} ON articles_article"
ON_SQLITE = {
    "a dummy": (
        DROPPED["sqlite"],
        f"CREATE TRIGGER {TRIGGER} AFTER UPDATE ON articles_article BEGIN SELECT 1; END",
    ),
}
ON_POSTGRESQL = {
    "replicas only": (f"ALTER TABLE articles_article ENABLE REPLICA TRIGGER {TRIGGER}",),
    "disabled": (f"ALTER TABLE articles_article DISABLE TRIGGER {TRIGGER}",),
    "truncate": ("DROP TRIGGER search_truncate_articles_article ON articles_article",),
    "emptied": (
        f"CREATE OR REPLACE FUNCTION {TRIGGER}() RETURNS trigger LANGUAGE plpgsql"
        " AS $$ BEGIN RETURN NULL; END $$",
    ),
    "another condition": (
        DROPPED["postgresql"],
        f"CREATE TRIGGER {TRIGGER} AFTER UPDATE ON articles_article FOR EACH ROW"
        f" WHEN (OLD.headline IS DISTINCT FROM NEW.headline) EXECUTE FUNCTION {TRIGGER}()",
    ),
}


@pytest.mark.parametrize("how", ["dropped", *ON_SQLITE, *ON_POSTGRESQL])
def test_a_trigger_that_is_not_what_it_was_is_told(some, how):
    dropped = (DROPPED[connection.vendor], "DELETE FROM search_watched")
    own = {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRESQL}[connection.vendor]
    if how not in (ways := {"dropped": dropped} | own):
        pytest.skip("of the other database")
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")
    for statement in ways[how]:
        sql(statement)
    name = "search_truncate_articles_article" if how == "truncate" else TRIGGER
    assert name in check()


def test_the_databases_own_structures_are_checked(some):
    if connection.vendor == "sqlite":
        sql("INSERT INTO search_a_fts (search_a_fts) VALUES ('delete-all')")
        assert "FTS5" in check()
        sql(
            "UPDATE search_a_doc SET member = ',7,' WHERE sid = (SELECT MIN(sid) FROM search_a_doc)"
        )
        sql("INSERT INTO search_a_facet SELECT 3, 7, MIN(sid) FROM search_a_doc")
        assert "جداول" not in check()
        sql("UPDATE search_a_facet SET sid = (SELECT MAX(sid) FROM search_a_doc) WHERE facet = 3")
        assert "جداول" in check()
    else:
        sql("DROP INDEX search_a_head_lexemes")
        assert "search_a_head_lexemes" in check()
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


def test_the_full_text_tables_are_left_as_they_are_kept(some):
    if connection.vendor != "sqlite":
        pytest.skip("FTS5 is SQLite's")
    rebuild()
    for table in ("fts", "exact"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT k, v FROM search_b_{table}_config")  # noqa: S608
            kept = dict(cursor.fetchall())
        assert (kept["automerge"], kept["hashsize"]) == (4, 1 << 20)
