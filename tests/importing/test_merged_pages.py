"""What each page said is kept; the page of a merged article is one of the article it leads to."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from articles.deciding.merging import merge, unmerge
from articles.importing.batch import undo_batch
from articles.importing.save.samples import remove_samples
from articles.models import Article, Capture, ImportBatch, Merger, Reading
from tests.importing.test_identity import (
    ABSENCE,
    ADDRESS,
    BUDGET,
    PUBLISH,
    html,
    plain,
    save,
    stored,
)

pytestmark = pytest.mark.django_db
ELSEWHERE = "https://amp.site.example/news/1"
LONGER = html(BUDGET, ADDRESS, ABSENCE[1][2])


def last_batch() -> ImportBatch:
    return ImportBatch.objects.latest("pk")


def readings(article: Article) -> list[str]:
    return [reading.values["body"] for reading in article.readings.order_by("pk")]


@pytest.fixture
def pair(chief) -> tuple[Article, Article]:
    """The same article from two addresses, the second merged into the first."""
    into = stored(save(html(BUDGET, ELSEWHERE)))
    article = stored(save(html(BUDGET, ADDRESS)))
    merge(article, into, chief)
    return article, Article.objects.get(pk=into.pk)


# Readings


def test_what_a_page_said_is_kept_as_it_was_read():
    article = stored(save(html(BUDGET, ADDRESS)))
    reading = Reading.objects.get()
    assert (reading.article, reading.capture, reading.part) == (article, article.capture, 0)
    assert reading.values["body"] == article.body
    assert reading.values["original_url"] == ADDRESS
    assert "byline" not in reading.values


def test_a_newer_page_adds_a_reading_and_the_former_stays():
    article = stored(save(html(BUDGET, ADDRESS)))
    save(LONGER)
    first, second = readings(article)
    assert ABSENCE[1][2] not in first
    assert ABSENCE[1][2] in second


def test_the_newer_page_of_a_published_article_is_read_though_nothing_changes():
    article = stored(save(html(BUDGET, ADDRESS), PUBLISH))
    save(LONGER)
    assert len(readings(article)) == 2
    assert readings(article)[0] == Article.objects.get().body


def test_what_an_editor_wrote_is_no_reading():
    article = stored(save(html(BUDGET, ADDRESS)))
    article.headline = "عنوان المحرر"
    article.save()
    save(LONGER)
    assert {r.values["headline"] for r in article.readings.all()} == {BUDGET[0]}


def test_each_article_of_a_page_has_its_reading():
    saved = save(plain(BUDGET, ABSENCE, url=ADDRESS))
    assert [(r.article_id, r.part) for r in Reading.objects.order_by("part")] == [
        (saved.articles[0], 0), (saved.articles[1], 1),
    ]  # fmt: skip


def test_the_same_page_again_after_an_undo_has_one_reading():
    save(html(BUDGET, ADDRESS))
    undo_batch(last_batch())
    assert not Reading.objects.exists()
    article = stored(save(html(BUDGET, ADDRESS)))
    assert len(readings(article)) == 1


def test_undoing_forgets_what_waited_for_an_editor_and_was_never_taken():
    article = stored(save(html(BUDGET, ADDRESS), PUBLISH))
    save(LONGER)
    undo_batch(last_batch())
    assert readings(article) == [article.body]


# Pages of merged articles


def test_a_page_at_the_address_of_a_merged_article_updates_the_one_it_leads_to(pair):
    article, into = pair
    before = Article.objects.values().get(pk=article.pk)
    saved = save(LONGER)
    assert (saved.outcome, saved.articles) == ("updated", (into.pk,))
    into.refresh_from_db()
    assert ABSENCE[1][2] in into.body
    assert into.original_url == ELSEWHERE
    assert Article.objects.values().get(pk=article.pk) == before
    assert len(readings(article)) == 2  # of its own address, so that unmerging tells them apart


def test_the_addresses_of_a_chain_lead_to_its_end(pair, chief):
    article, middle = pair
    end = stored(save(html(ABSENCE, "https://site.example/2")))
    merge(middle, end, chief)
    saved = save(LONGER)
    assert (saved.outcome, saved.articles) == ("updated", (end.pk,))


def test_a_published_article_waits_for_its_editor_at_the_merged_address_too(pair):
    _article, into = pair
    into.publish()
    before = Article.objects.values().get(pk=into.pk)
    assert save(LONGER).outcome == "newer"
    assert Article.objects.values().get(pk=into.pk) == before
    assert Capture.objects.latest("pk").status == Capture.Status.NEEDS_EDITOR
    assert save(LONGER, PUBLISH).articles == (into.pk,)


def test_another_text_at_the_address_of_a_merged_article_is_a_draft_of_its_own(pair):
    saved = save(html(ABSENCE, ADDRESS))
    assert saved.outcome == "created"
    assert stored(saved).pk not in {row.pk for row in pair}


def test_two_articles_of_one_page_merged_into_each_other_do_not_overwrite_themselves(chief):
    first, second = (stored(save(plain(BUDGET, ABSENCE, url=ADDRESS)), at) if at == 0 else
                     Article.objects.get(part=1) for at in (0, 1))  # fmt: skip
    merge(second, first, chief)
    saved = save(plain(BUDGET, ABSENCE, url=ADDRESS, more="\n"))
    assert (saved.outcome, saved.articles) == ("updated", (first.pk, first.pk))
    first.refresh_from_db()
    assert (first.headline, first.part) == (BUDGET[0], 0)
    again = save(plain(BUDGET, ABSENCE, url=ADDRESS, more="\n\n"))
    assert again.articles == (first.pk, first.pk)
    assert Article.objects.count() == 2
    assert len(readings(second)) == 3


def test_the_same_page_again_changes_nothing_of_what_was_merged(chief):
    """Its other article went with the undo, so the page may come in again."""
    saved = save(plain(BUDGET, ABSENCE, url=ADDRESS))
    second, into = stored(saved, 1), Article.objects.create(headline="كتبه محرر")
    merge(second, into, chief)
    undo_batch(last_batch())
    before = Article.objects.values().get(pk=into.pk)
    again = save(plain(BUDGET, ABSENCE, url=ADDRESS))
    assert again.outcome == "created"
    assert again.articles[1] == into.pk
    assert Article.objects.values().get(pk=into.pk) == before


# Undoing


def test_what_was_merged_and_what_it_was_merged_into_stay_when_imports_are_undone(pair):
    article, into = pair
    batches = {article.pk: article.batch, into.pk: into.batch}
    told = {pk: undo_batch(batch) for pk, batch in batches.items()}
    assert [one.code for one in told[article.pk].kept] == ["merged"]
    assert [one.code for one in told[into.pk].kept] == ["target"]
    assert all(one.reason for undone in told.values() for one in undone.kept)
    assert Merger.objects.count() == 1
    assert len(readings(article)) == len(readings(into)) == 1


def test_an_article_whose_merger_was_taken_back_is_still_an_editors(pair, chief):
    article, _into = pair
    unmerge(Merger.objects.get(), chief)
    assert [one.code for one in undo_batch(article.batch).kept] == ["edited"]


def test_samples_go_with_their_mergers(pair):
    Article.objects.update(is_sample=True)
    assert remove_samples()["articles"] == 2
    assert not Capture.objects.exists()


# The migration


@pytest.mark.django_db(transaction=True)
def test_the_migration_reads_what_imports_had_left_and_goes_back_and_forth():
    article = stored(save(html(BUDGET, ADDRESS)))
    written = Article.objects.create(headline="كتبه محرر")
    said = Reading.objects.get().values
    Reading.objects.all().delete()
    last = MigrationExecutor(connection).loader.graph.leaf_nodes("articles")
    for _time in range(2):
        MigrationExecutor(connection).migrate([("articles", "0008_likeness")])
        MigrationExecutor(connection).migrate(last)
    reading = Reading.objects.get()
    assert (reading.article, reading.capture, reading.part) == (article, article.capture, 0)
    assert reading.values == said
    assert reading.read_at == article.capture.captured_at <= timezone.now()
    assert not written.readings.exists()
