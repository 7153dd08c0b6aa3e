"""The index follows every way a row can change, and knows nothing that is not public."""

import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import date, timedelta
from importlib import import_module
from threading import Event, Thread

import pytest
import time_machine
from django.db import OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Coverage, InitiativeMention, MemberMention, Photo, Source
from csto_archive.search.documents import is_vocabulary
from csto_archive.search.engines import engine, engine_class
from csto_archive.search.index import ARTICLES
from csto_archive.search.keeping import OURS, Pause, Resume
from csto_archive.search.query import parse
from csto_archive.search.suggestions import headed, read, suggest
from summits.models import City, Initiative, Member, Summit
from tests.conftest import SECRET_WORD
from tests.search.conftest import found

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def agrees(request):
    """After every test of this file the index says what the rows say."""
    yield
    if "db" in request.fixturenames:
        found("")
        assert ARTICLES.check() == []


def waiting() -> set[int]:
    return engine_class().noted()


def tables() -> dict[str, list[tuple]]:
    """All that the index holds, in whatever table."""
    names = [n for n in connection.introspection.table_names() if n.startswith("search_")]
    with connection.cursor() as cursor:
        rows = {}
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608
            rows[name] = cursor.fetchall()
        return rows


# Ways to change an article


def test_a_saved_article_is_found_in_the_same_transaction(write):
    with transaction.atomic():
        article = write("قمة")
        assert waiting() == set()
        assert found("قمة") == [article.pk]


def test_what_was_rolled_back_is_not_found(write):
    with transaction.atomic():
        write("قمة")
        transaction.set_rollback(True)
    assert found("قمة") == []


def test_update(write):
    article = write("قمة")
    Article.objects.filter(pk=article.pk).update(headline="مناورات")
    assert waiting() == {article.pk}
    assert found("قمة") == []
    assert found("مناورات") == [article.pk]


def test_bulk_create_and_bulk_update(db):
    fields = {"status": "published", "published_at": timezone.now() - timedelta(1)}
    articles = Article.objects.bulk_create(Article(headline="قمة", **fields) for _ in range(3))
    assert len(found("قمة")) == 3
    articles[0].headline = "مناورات"
    Article.objects.bulk_update(articles, ["headline"])
    assert found("مناورات") == [articles[0].pk]


def test_sql_by_hand(write):
    article = write("قمة")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET headline = 'مناورات'")
    assert found("مناورات") == [article.pk]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_article")
    assert found("") == []


def test_a_new_date_moves_the_article(write):
    first, second = write("قمة"), write("قمة")
    assert found("قمة", sort="newest") == [second.pk, first.pk]
    first.published_on = "2024-01-01"
    first.save()
    assert found("قمة", sort="newest") == [first.pk, second.pk]


@pytest.mark.parametrize("delete", [lambda a: a.delete(), lambda a: Article.objects.all().delete()])
def test_delete(write, delete):
    delete(write("قمة"))
    assert found("") == found("قمة") == []
    assert not any(rows for name, rows in tables().items() if name.endswith(("_doc", "_term")))


def test_withdrawn_and_published_again(write):
    article = write("قمة")
    article.withdraw()
    assert found("قمة") == []
    article.publish()
    assert found("قمة") == [article.pk]


def test_a_cascade_follows(article, source):
    """A source is protected by its articles; SQL by hand is not asked."""
    Coverage.objects.all().delete()
    assert found("مينسك") == [article.pk]  # the headline still says it
    article.delete()
    assert found("مينسك") == []


def test_published_in_the_future(write):
    now = timezone.now()
    article = Article(headline="قمة", published_on="2023-01-01")
    article.publish(at=now + timedelta(hours=1))
    assert found("قمة") == []
    assert waiting() == {article.pk}  # and stays noted, with its time
    with CaptureQueriesContext(connection) as context:
        found("قمة")
    assert not any("INSERT" in query["sql"] for query in context)
    with time_machine.travel(now + timedelta(hours=2)):
        assert found("قمة") == [article.pk]
        assert waiting() == set()
        article.withdraw()


def test_put_off_once_more(write):
    article, now = write("قمة"), timezone.now()
    Article.objects.update(published_at=now + timedelta(hours=1))
    assert found("قمة") == []
    Article.objects.update(published_at=now - timedelta(hours=1))
    assert found("قمة") == [article.pk]


# What an article is linked to


def test_photos(article):
    photo = Photo.objects.create(article=article, caption="صورة جماعية", credit="تصوير نيازي")
    assert found("جماعية") == found("نيازي") == [article.pk]
    Photo.objects.update(caption="لقطة")
    assert found("لقطة") == [article.pk]
    photo.delete()
    assert found("لقطة") == []


def test_a_link_that_moves_from_one_article_to_another(article, write):
    other = write("خبر آخر")
    Photo.objects.create(article=article, caption="لوحة")
    assert found("لوحة") == [article.pk]
    Photo.objects.update(article=other)
    assert found("لوحة") == [other.pk]


def test_summits_members_initiatives_by_any_way(write, bishkek, armenia):
    article, initiative = write("خبر"), Initiative.objects.first()
    Coverage.objects.bulk_create([Coverage(article=article, summit=bishkek)])
    MemberMention.objects.bulk_create([MemberMention(article=article, member=armenia)])
    InitiativeMention.objects.create(article=article, initiative=initiative)
    assert found("بشكيك", where={"city": [bishkek.city_id]}) == [article.pk]
    assert found("أرمينيا", where={"member": [armenia.pk]}) == [article.pk]
    assert found(initiative.title) == [article.pk]
    Coverage.objects.all().delete()
    assert found("بشكيك") == []


@pytest.mark.parametrize(
    ("model", "field"),
    [(Source, "name"), (Summit, "title"), (City, "name"), (Member, "name"), (Initiative, "title")],
)
@pytest.mark.parametrize("way", ["save", "update"])
def test_new_names_are_followed(article, model, field, way):
    InitiativeMention.objects.create(article=article, initiative=Initiative.objects.first())
    record = {
        Source: lambda: article.source,
        Summit: lambda: article.summits.get(),
        City: lambda: article.summits.get().city,
        Member: lambda: article.members.get(),
        Initiative: lambda: article.initiatives.get(),
    }[model]()
    if way == "save":
        setattr(record, field, "زرافستان")
        record.save()
    else:
        model.objects.filter(pk=record.pk).update(**{field: "زرافستان"})
    assert found("زرافستان") == [article.pk]


def test_what_readers_do_not_see_of_a_name_changes_nothing(article):
    found("")
    Member.objects.update(note="ملاحظة")
    assert waiting() == set()


def test_the_rights_of_a_source_by_update(article, source):
    Source.objects.update(rights="link_only")
    assert found("غابت") == []
    Source.objects.update(rights="full_text")
    assert found("غابت") == [article.pk]


# Nothing that is not public


def test_no_table_of_the_index_knows_a_draft(draft, article):
    assert found(SECRET_WORD) == []
    assert SECRET_WORD not in repr(tables())
    draft.publish()
    assert found(SECRET_WORD) == [draft.pk]
    draft.withdraw()
    found("")
    assert SECRET_WORD not in repr(tables())


def test_counts_are_exact(write):
    write("قمة القمة", "قمة")
    other = write("قمة وزراء")
    term = dict(engine("a").ask("SELECT term, df FROM {set}_term"))
    assert max(term.values()) == 2
    other.delete()
    found("")
    words = {word for (word,) in engine("a").ask("SELECT word FROM {set}_word")}
    assert words == {"قمه", "القمه"}
    assert all(map(is_vocabulary, words))
    keyed = {word for (word,) in engine("a").ask("SELECT word FROM {set}_key")}
    assert keyed == words


# Cost and company


def test_readers_settle_no_more_than_fifty_at_once(db):
    fields = {"status": "published", "published_at": timezone.now() - timedelta(1)}
    Article.objects.bulk_create(Article(headline="قمة", **fields) for _ in range(120))
    assert [len(found("قمة", count=200)) for _ in range(3)] == [50, 100, 120]


def test_a_reader_of_an_index_in_order_writes_nothing(article):
    found("")
    with CaptureQueriesContext(connection) as context:
        found("قمة")
    verbs = {query["sql"].split()[0] for query in context}
    assert not verbs & {"INSERT", "UPDATE", "DELETE"}


def test_saving_takes_the_same_number_of_queries_in_any_archive(write):
    def queries(headline: str) -> int:
        with CaptureQueriesContext(connection) as context:
            write(headline, "نص")
        return len(context)

    write("عنوان")
    few = queries("واحد")
    for n in range(5):
        write(f"كلمات أخرى {n}", "قمة")
    assert queries("اثنان") == few


def test_an_unchanged_entry_is_not_written_again(article):
    found("")
    with CaptureQueriesContext(connection) as context:
        article.save()
    assert not any("_term" in query["sql"] for query in context)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_two_who_save_at_once_neither_lock_up_nor_lose_a_count(request):
    failures = []

    def save_many(words: list[str]) -> None:
        try:
            for _ in range(4):
                with transaction.atomic():
                    for word in words:
                        Article(headline=f"قمة {word} {' '.join(words)}").publish()
        except Exception as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    words = ["مينسك", "موسكو", "بشكيك", "دوشنبه"]
    writers = [Thread(target=save_many, args=(order,)) for order in (words, words[::-1])]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    assert len(found("قمة", count=100)) == 32
    assert ARTICLES.check() == []
    Article.objects.all().delete()
    found("")


# Nobody reads what was taken back, whatever is still to be settled


def many_of(source: Source, count: int = 120) -> None:
    fields = {"status": "published", "published_at": timezone.now() - timedelta(1)}
    Article.objects.bulk_create(
        Article(headline="خبر", body="<p>زرافستان السرية</p>", source=source, **fields)
        for _ in range(count)
    )
    while ARTICLES.settle():
        pass


def answers(word: str = "زرافستان") -> tuple:
    """All that anybody can learn of a word."""
    query = parse(word)
    facets = {value for pairs in ARTICLES.facets(query).values() for value, _count in pairs}
    numbers = list(Article.objects.filter(pk__in=ARTICLES.records(query)))
    suggested = [found.text for found in suggest(word[:4], [])]
    return (
        found(word), found(word, sort="newest"), found(f'"{word}"'), ARTICLES.total(query),
        ARTICLES.find(query).total, facets, numbers, suggested,
        ARTICLES.words_beginning(word[:4]), ARTICLES.terms_beginning(word[:4]),
        headed(ARTICLES, read(word), 10),
    )  # fmt: skip


NOTHING = ([], [], [], 0, 0, set(), [], [], [], [], [])


@pytest.fixture
def unwritable(monkeypatch, db):
    """`with unwritable():` readers can read alone, as while somebody else writes."""

    @contextmanager
    def busy():
        raise OperationalError("database is locked")
        yield

    @contextmanager
    def unwritable():
        with monkeypatch.context() as patch:
            patch.setattr(engine_class(), "at_once", busy)
            yield

    return unwritable


def withdraw_all() -> None:
    Article.objects.update(status="withdrawn")


def hide_all() -> None:
    Source.objects.update(rights="link_only")


def put_off_all() -> None:
    Article.objects.update(published_at=timezone.now() + timedelta(1))


def delete_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_article")


@pytest.mark.parametrize("take_back", [withdraw_all, hide_all, put_off_all, delete_all])
@pytest.mark.parametrize("how", ["free", "busy", "suggestion"])
def test_what_is_taken_back_is_gone_for_the_next_reader(source, unwritable, take_back, how):
    many_of(source)
    assert len(found("زرافستان", count=200)) == 120
    take_back()
    if how == "busy":
        with unwritable():
            assert answers() == NOTHING
        assert waiting()
    if how == "suggestion":
        assert suggest("زراف", []) == []
    assert answers() == NOTHING
    for _ in range(3):
        found("")
    assert ARTICLES.total(parse("خبر")) == (120 if take_back is hide_all else 0)


def test_a_change_that_takes_nothing_back_leaves_the_article_where_it_is(source, unwritable):
    many_of(source, 3)
    Article.objects.update(kicker="بيان")
    with unwritable():
        assert len(found("زرافستان")) == 3
        assert found("بيان") == []
    assert len(found("بيان")) == 3


def test_what_was_taken_out_while_a_set_is_built_is_not_in_that_set(source):
    many_of(source, 3)
    first = Article.objects.earliest("pk")

    def take_back(done: int, of: int) -> None:
        if done == of == 3:
            hide_all()
            Article.objects.filter(pk=first.pk).update(status="withdrawn")
            assert answers() == NOTHING

    ARTICLES.rebuild(take_back)
    assert answers() == NOTHING
    assert len(found("خبر")) == 2


def test_readers_of_what_they_may_not_write_are_answered(source):
    many_of(source, 3)
    withdraw_all()
    with connection.cursor() as cursor, transaction.atomic():
        sqlite = connection.vendor == "sqlite"
        cursor.execute("PRAGMA query_only = 1" if sqlite else "SET TRANSACTION READ ONLY")
        assert answers() == NOTHING
        if sqlite:
            cursor.execute("PRAGMA query_only = 0")
        else:
            transaction.set_rollback(True)
    assert waiting()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has many writers")
def test_a_reader_waits_for_no_writer():
    before = engine_class()("").ask("PRAGMA busy_timeout")
    with engine_class().at_once():
        assert engine_class()("").ask("PRAGMA busy_timeout") == [(0,)]
    assert engine_class()("").ask("PRAGMA busy_timeout") == before != [(0,)]


def test_a_suggestion_settles_only_what_was_taken_back(write):
    articles = [write("قمة") for _ in range(3)]
    Article.objects.update(headline="مناورات")
    withdrawn, *others = (article.pk for article in articles)
    Article.objects.filter(pk=withdrawn).update(status="withdrawn")
    suggest("قم", [])
    assert waiting() == set(others)


def test_reading_leaves_the_transaction_as_it_was(write):
    write("قمة")
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = on")
            cursor.execute("SET LOCAL work_mem = '7MB'")
            found("قمة")
            names = ("enable_seqscan", "jit", "work_mem", "statement_timeout")
            now = [cursor.execute(f"SHOW {name}").fetchone()[0] for name in names]
            assert now == ["off", "on", "7MB", "0"]


# Two at once


def in_two_transactions(first: Callable[[], None], second: Callable[[], None]) -> None:
    """`first` has changed its row and not yet committed when `second` begins and commits."""
    changed, done, failures = Event(), Event(), []

    def one() -> None:
        with transaction.atomic():
            first()
            changed.set()
            assert done.wait(20)

    def two() -> None:
        assert changed.wait(20)
        with transaction.atomic():
            second()
        done.set()

    def run(what: Callable[[], None]) -> None:
        try:
            what()
        except Exception as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(what,)) for what in (one, two)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_what_is_taken_back_while_somebody_saves():
    many_of(Source.objects.create(name="صحيفة"), 3)

    def take_back() -> None:
        Article.objects.update(status="withdrawn")
        start = time.monotonic()
        assert answers() == NOTHING
        assert time.monotonic() - start < 5

    in_two_transactions(Article(headline="قمة").publish, take_back)
    assert answers() == NOTHING
    assert len(found("قمة")) == 1
    assert ARTICLES.check() == []
    Article.objects.all().delete()
    found("")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
@pytest.mark.parametrize("what", ["rights", "summit", "city", "member", "initiative"])
def test_a_name_that_changes_while_an_article_begins_to_name_it(what, request):
    city = City.objects.create(name="مدينة" if what != "city" else "زرافستان", slug="z")
    day, other_day = (
        {"start_date": d, "end_date": d} for d in (date(2023, 11, 23), date(2022, 11, 23))
    )
    records = {
        "rights": Source.objects.create(name="صحيفة"),
        "summit": Summit.objects.create(title="زرافستان", slug="a", city=city, **day),
        "city": Summit.objects.create(title="قمة", slug="b", city=city, **other_day),
        "member": Member.objects.create(name="زرافستان", slug="z", iso2="ZZ", iso3="ZZZ"),
        "initiative": Initiative.objects.create(
            title="زرافستان", date=date(2023, 11, 23), number=99
        ),
    }
    record = records[what]
    article = Article(headline="خبر", body="<p>نص زرافستان</p>" if what == "rights" else "")

    def change() -> None:
        if what == "rights":
            Source.objects.filter(pk=record.pk).update(rights="link_only")
        else:
            changed = city if what == "city" else record
            field = "name" if hasattr(changed, "name") else "title"
            type(changed).objects.filter(pk=changed.pk).update(**{field: "جديد"})

    def link() -> None:
        if what == "rights":
            article.source = record
        article.publish()
        if what in ("summit", "city"):
            Coverage.objects.create(article=article, summit=record)
        if what == "member":
            MemberMention.objects.create(article=article, member=record)
        if what == "initiative":
            InitiativeMention.objects.create(article=article, initiative=record)
        ARTICLES.settle()

    in_two_transactions(change, link)
    assert found('"زرافستان"') == []
    assert found("خبر") == [article.pk]
    assert ARTICLES.check() == []
    Article.objects.all().delete()
    found("")


# Migrations


def test_every_trigger_of_the_migrations_is_there():
    assert engine_class().missing_triggers() == []
    assert len(engine_class()("").ask("SELECT name FROM search_watched")) == 20


def test_the_index_hears_of_every_column_that_it_reads(write):
    """Of an article; the others (flags, notes, forms of words) concern nobody."""
    article = write("قمة")
    with CaptureQueriesContext(connection) as context:
        list(Article.objects.documents([article.pk]))
    selected = context[0]["sql"].partition(" FROM ")[0]
    read_columns = {
        field.column
        for field in Article._meta.concrete_fields
        if f'"articles_article"."{field.column}"' in selected
    }
    heard = set(import_module("articles.migrations.0003_watched_by_search").SEARCHED)
    assert read_columns - {"id"} | {"status", "published_at"} == heard


def test_what_nobody_searches_by_is_not_noted(write):
    write("قمة")
    Article.objects.update(is_sample=True, folded="", editor_notes="ملاحظة")
    assert waiting() == set()
    Article.objects.analyse_anew()
    assert waiting() == set()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE INTO is SQLite's")
def test_replace_into(write):
    old, other = write("زرافستان", original_url="https://example.org/1"), write("قمة")
    columns = [field.column for field in Article._meta.concrete_fields if field.name != "id"]
    values = ["'مناورات'" if name == "headline" else name for name in columns]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_stale SET fresh = 0")
        cursor.execute(
            f"REPLACE INTO articles_article ({', '.join(columns)})"  # noqa: S608
            f" SELECT {', '.join(values)} FROM articles_article WHERE id = %s",
            [old.pk],
        )
    assert old.pk in waiting()
    assert found("زرافستان") == []
    assert len(found("مناورات")) == 1
    assert found("قمة") == [other.pk]


@pytest.mark.django_db(transaction=True)
def test_what_changed_while_nobody_watched():
    articles = [Article(headline=f"قمة {n}") for n in range(3)]
    for article in articles:
        article.publish()
    last = MigrationExecutor(connection).loader.graph.leaf_nodes("articles")
    MigrationExecutor(connection).migrate([("articles", "0002_stemmed")])
    try:
        with connection.cursor() as cursor:  # the model of today knows columns of tomorrow
            gone = [[article.pk] for article in articles[:2]]
            cursor.executemany("DELETE FROM articles_article WHERE id = %s", gone)
        assert waiting() == set()
    finally:
        MigrationExecutor(connection).migrate(last)
    assert found("قمة") == [articles[2].pk]
    assert ARTICLES.check() == []
    Article.objects.all().delete()
    found("")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("model", "name"),
    [
        (Article, "headline"), (Photo, "caption"), (Coverage, "role"), (MemberMention, "member"),
        (InitiativeMention, "initiative"), (Source, "name"), (Summit, "title"), (City, "name"),
        (Member, "name"), (Initiative, "title"),
    ],
)  # fmt: skip
def test_a_watched_table_can_be_altered(model, name):
    old = model._meta.get_field(name)
    new = old.clone()
    if old.is_relation:
        new.db_index = new.db_constraint = False
    else:
        new.max_length = (old.max_length or 100) + 7
    new.set_attributes_from_name(name)
    new.model = model
    if old.is_relation:
        new.remote_field.model = old.related_model
    before = triggers()
    for alteration in ((old, new), (new, old)):
        state = ProjectState()
        with connection.schema_editor() as editor:
            Pause().database_forwards("articles", editor, state, state)
            assert triggers() == set()
            editor.alter_field(model, *alteration)
            Resume().database_forwards("articles", editor, state, state)
        assert triggers() == before
    article = Article(headline="قمة")
    article.publish()
    Article.objects.update(headline="مناورات")
    assert found("مناورات") == [article.pk]
    Article.objects.all().delete()
    found("")


def triggers() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(OURS[connection.vendor])
        return set(cursor.fetchall())
