"""The index follows every way a row can change, and knows nothing that is not public."""

from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from django.db import connection, transaction
from django.db.migrations.state import ProjectState
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Coverage, InitiativeMention, MemberMention, Photo, Source
from csto_archive.search.documents import is_vocabulary
from csto_archive.search.engines import engine, engine_class
from csto_archive.search.index import ARTICLES
from csto_archive.search.keeping import Pause, Resume
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


# Migrations


def test_every_trigger_of_the_migrations_is_there():
    assert engine_class().missing_triggers() == []
    assert len(engine_class()("").ask("SELECT name FROM search_watched")) == 20


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite rebuilds tables")
def test_triggers_come_back_after_tables_were_rebuilt(db):
    state = ProjectState()
    with connection.cursor() as cursor:
        before = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'")
        before = set(before.fetchall())
    editor = connection.schema_editor(atomic=False)
    editor.deferred_sql = []
    Pause().database_forwards("articles", editor, state, state)
    assert engine_class().missing_triggers() != []
    Resume().database_forwards("articles", editor, state, state)
    with connection.cursor() as cursor:
        after = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'")
        assert set(after.fetchall()) == before
