"""The version is another one after everything that readers can see, and after nothing else."""

from datetime import timedelta
from importlib import import_module
from threading import Event, Thread

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import (
    Article,
    Correction,
    Coverage,
    Evidence,
    Merger,
    Photo,
    Quotation,
    Source,
    StoryFamily,
)
from csto_archive.versions import asked_once, current_version
from csto_archive.versions.checks import missing, watches
from summits.models import Attendance, City, Measure, Member, Summit

pytestmark = pytest.mark.django_db
DRAFTS = ("draft", "in_review")


@pytest.fixture
def changes():
    """`changes(what)`: whether doing it gives another version."""

    def do(what) -> bool:
        before = current_version()
        what()
        return current_version() != before

    return do


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


# What readers see


def test_everything_that_is_done_to_a_public_article(article, source, changes):
    one = Article.objects.filter(pk=article.pk)
    assert not changes(article.save)
    assert changes(article.touch)
    assert changes(lambda: one.update(kicker="بيان"))
    assert changes(
        lambda: Article.objects.bulk_update([article], ["byline"]) and one.update(byline="ك")
    )
    assert changes(lambda: sql("UPDATE articles_article SET headline = 'مناورات'"))
    assert changes(lambda: Photo.objects.create(article=article, caption="صورة"))
    assert changes(lambda: Photo.objects.update(caption="لقطة"))
    assert changes(lambda: Photo.objects.all().delete())
    assert changes(lambda: Coverage.objects.all().update(role="background"))
    assert changes(lambda: article.mentions.update(absent=False))
    assert changes(lambda: Correction.objects.create(article=article, text="صُحّح"))
    assert changes(lambda: Quotation.objects.bulk_create([Quotation(article=article, text="قال")]))
    assert changes(lambda: Source.objects.update(rights="link_only"))
    assert changes(article.withdraw)
    assert changes(lambda: one.update(headline="عنوان يُعرض مع التنويه"))
    assert changes(article.publish)
    assert changes(lambda: sql("DELETE FROM articles_photo") or article.delete())


@pytest.mark.parametrize("model", [City, Member, Summit, Attendance])
def test_everything_that_is_done_to_the_reference_data(model, changes):
    table = model._meta.db_table
    assert changes(lambda: model.objects.first().save())
    assert changes(lambda: model.objects.update(note="ملاحظة"))
    assert changes(lambda: sql(f"UPDATE {table} SET note = 'ملاحظة'"))  # noqa: S608


def test_measures(changes, minsk):
    initiative = minsk.initiatives.first()
    assert changes(lambda: Measure.objects.create(initiative=initiative, position=9, text="إجراء"))
    assert changes(lambda: Measure.objects.all().delete())


def test_what_changes_nothing_is_no_change(changes, article):
    assert not changes(lambda: None)
    assert not changes(lambda: Article.objects.filter(pk=0).update(headline="لا شيء"))
    assert not changes(lambda: City.objects.filter(pk=0).delete())


def test_a_number_never_comes_back_after_a_rollback(article):
    seen = {current_version()}
    for headline in ("أول", "ثانٍ", "ثالث"):
        with transaction.atomic():
            Article.objects.update(headline=headline)
            assert current_version() not in seen
            seen.add(current_version())
            transaction.set_rollback(True)
    assert len(seen) == 4
    assert current_version() in seen


# What they do not see


def test_nothing_that_is_done_to_a_draft(draft, article, changes):
    for status in DRAFTS:
        Article.objects.filter(pk=draft.pk).update(status=status)
        assert not changes(draft.save)
        assert not changes(lambda: Photo.objects.create(article=draft, caption="صورة"))
        assert not changes(lambda: draft.coverage.all().delete())
        assert not changes(lambda: Correction.objects.create(article=draft, text="تصويب"))
        assert not changes(lambda: Source.objects.filter(pk=draft.source_id).update(note="سرّ"))
    assert not changes(lambda: Source.objects.create(name="صحيفة لم يُنشر لها شيء"))
    assert not changes(lambda: Article.objects.create(headline="مسودة أخرى"))
    assert not changes(draft.delete)


def test_notes_of_the_editors_on_a_public_article(article, changes):
    assert not changes(lambda: Article.objects.update(editor_notes="ملاحظة", imported={"a": 1}))
    assert not changes(Article.objects.analyse_anew)


def test_a_merged_draft(draft, article, changes):
    Article.objects.filter(pk=draft.pk).update(status="merged")
    made = Merger(article=draft, into=article, former_status="draft")
    assert not changes(made.save)


def test_who_decided_about_evidence(article, changes, django_user_model):
    from articles.models import Capture

    capture = Capture.objects.create(content=b"x", sha256="1" * 64, size=1, media_type="text/plain")
    fields = {"field": "headline", "value": "ق", "rule": "meta", "start": 0, "end": 1}
    evidence = Evidence.objects.create(article=article, capture=capture, **fields)
    assert not changes(lambda: Evidence.objects.update(confirmed_at=timezone.now()))
    assert changes(lambda: Evidence.objects.update(decision="rejected"))
    assert not changes(lambda: Capture.objects.update(problem="نص"))
    assert evidence.pk


def test_a_story_before_its_second_carrier(article, carry, changes):
    family = StoryFamily.objects.create(title="قصة")
    Article.objects.filter(pk=article.pk).update(story_family=family)
    article.story_family = family
    carry(article, "draft")
    assert not changes(lambda: StoryFamily.objects.update(title="عنوان"))
    carry(article)
    assert changes(lambda: StoryFamily.objects.update(title="عنوان آخر"))


# What will be seen


def test_a_scheduled_article_is_nothing_until_its_hour(changes):
    article, now = Article(headline="قمة", published_on="2023-01-01"), timezone.now()
    assert not changes(lambda: article.publish(at=now + timedelta(hours=1)))
    assert not changes(article.save)
    assert not changes(lambda: Photo.objects.create(article=article, caption="صورة"))
    before = current_version()
    with time_machine.travel(now + timedelta(minutes=59)):
        assert current_version() == before
    with time_machine.travel(now + timedelta(minutes=61)):
        assert current_version() != before
        assert changes(article.touch)
        assert changes(lambda: Photo.objects.update(caption="لقطة"))
        assert changes(lambda: Article.objects.update(published_at=now + timedelta(hours=5)))
        assert not changes(article.photos.all().delete)


def test_of_many_scheduled_each_has_its_hour(changes):
    now, seen = timezone.now(), {current_version()}
    for hours in (3, 1, 2):
        Article(headline=f"قمة {hours}").publish(at=now + timedelta(hours=hours))
    for minutes in (61, 121, 181):
        with time_machine.travel(now + timedelta(minutes=minutes)):
            assert current_version() not in seen
            seen.add(current_version())


# How


def test_it_is_asked_once_where_nothing_is_changed(article):
    with CaptureQueriesContext(connection) as context, asked_once():
        assert current_version() == current_version()
    assert len(context) == 1


def test_what_is_written_or_nothing_is_a_change(source, changes):
    """`bulk_create(ignore_conflicts=True)`: the rule of the statement is that of its triggers."""
    fields = {"headline": "قمة", "status": "published", "published_at": timezone.now()}
    for _time in range(2):
        many = [Article(**fields)]
        assert changes(lambda: Article.objects.bulk_create(many, ignore_conflicts=True))  # noqa: B023
    one = Article.objects.last()
    assert not changes(lambda: Article.objects.bulk_create([one], ignore_conflicts=True))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL throws old ones away")
def test_hours_that_have_passed_become_one(changes):
    for year in (2001, 2002, 2003):
        sql(f"INSERT INTO version_change (due, token) VALUES ('{year}-01-01 00:00:00', 1)")  # noqa: S608
    later = timezone.now() + timedelta(days=2)
    assert not changes(Article(headline="قمة", published_at=later, status="published").save)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM version_change")
        assert cursor.fetchone()[0] == 2


def test_the_log_stays_short(article):
    for n in range(200):
        Article.objects.update(headline=f"قمة {n}")
        City.objects.update(note=f"{n}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM version_change")
        assert cursor.fetchone()[0] < 200


def test_every_column_is_seen_or_unseen():
    """A new one has to be decided about."""
    migration = import_module("articles.migrations.0012_watched_by_version")
    columns = [field.column for field in Article._meta.concrete_fields]
    assert sorted([*migration.SEEN, *migration.UNSEEN]) == sorted(columns)
    own = {Article._meta.get_field(name).column for name in Article.UNSEEN}
    assert own == {*migration.UNSEEN} - {*Article.FORMS}


def test_a_missing_trigger_is_named():
    assert missing() == []
    with transaction.atomic():
        on = " ON summits_city" if connection.vendor == "postgresql" else ""
        sql(f"DROP TRIGGER version_update_summits_city{on}")
        assert missing() == ["version_update_summits_city"]
        assert len(watches(None, databases=["default"])) == 1
        transaction.set_rollback(True)
    call_command("check", databases=["default"], verbosity=0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_who_began_first_and_commits_last_is_not_overlooked():
    first, second = (Article(headline=headline) for headline in ("أول", "ثانٍ"))
    first.publish()
    second.publish()
    written, may_commit = Event(), Event()

    def begin() -> None:
        with transaction.atomic():
            Article.objects.filter(pk=first.pk).update(kicker="بيان")
            written.set()
            may_commit.wait(20)
        connection.close()

    slow = Thread(target=begin)
    slow.start()
    written.wait(20)
    before = current_version()
    Article.objects.filter(pk=second.pk).update(kicker="بيان")  # and waits for nobody
    between = current_version()
    may_commit.set()
    slow.join()
    assert len({before, between, current_version()}) == 3
    Article.objects.all().delete()
