"""How much was written: counted by the database as anybody would count the public articles."""

import importlib
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from articles.models import Article, Coverage, InitiativeMention, MemberMention
from articles.models.likeness import words
from articles.tallies import MonthTally, RecordTally
from summits.models import Initiative

pytestmark = pytest.mark.django_db
MONTH = ("month",)


def publish(day: str | None, text: str = "نص", **fields) -> Article:
    article = Article(headline="خبر", body=f"<p>{text}</p>", published_on=day, **fields)
    article.publish()
    return article


@pytest.fixture
def initiative() -> Initiative:
    return Initiative.objects.get(slug="2023-11-23-01")


def test_words_are_those_of_the_heading_and_the_text():
    article = publish(None, "اجتمع القادةُ، في «مينسك» اليوم.", kicker="قمة", byline="ليان الصبّاغ")
    assert article.word_count == 1 + 1 + 5 + 2
    article.body = "<p>كلمتان هنا</p>"
    article.save(update_fields=["body"])
    assert Article.objects.get(pk=article.pk).word_count == 1 + 1 + 2 + 2


def test_the_migration_counts_like_save_and_leaves_what_is_counted(article):
    publish("2024-01-01", "سطر\n\nوآخر | بعده")
    Article.objects.create(headline="…")
    counted = dict(Article.objects.values_list("pk", "word_count"))
    assert all(a.word_count == len(words(a.folded)) for a in Article.objects.all())
    Article.objects.exclude(pk=article.pk).update(word_count=None)
    Article.objects.filter(pk=article.pk).update(word_count=7)
    fill = importlib.import_module("articles.migrations.0011_word_count").fill
    fill(apps, SimpleNamespace(connection=connection))
    assert dict(Article.objects.values_list("pk", "word_count")) == counted | {article.pk: 7}


def test_the_analyser_fills_words_of_rows_that_went_past_save():
    Article.objects.bulk_create([Article(headline="خبر من أربع كلمات")])
    assert Article.objects.get().word_count is None
    Article.objects.analyse_anew()
    assert Article.objects.get().word_count == 4


def test_months_are_as_precise_as_is_known():
    publish("2023-11-23")
    publish("2023-11-01", published_precision="month")
    publish("2023-01-01", published_precision="year")
    publish(None)
    publish("2024-02-05", "ثلاث كلمات هنا", is_sample=True)
    (months,) = Article.tallies.ask(MONTH)
    assert months == (
        MonthTally(1, 0, 2, 0, year=0, month=0),
        MonthTally(1, 0, 2, 0, year=2023, month=0),
        MonthTally(2, 0, 4, 0, year=2023, month=11),
        MonthTally(0, 1, 0, 4, year=2024, month=2),
    )


def test_only_what_is_public_is_counted(article, draft, initiative, minsk, armenia):
    InitiativeMention.objects.create(article=article, initiative=initiative)
    questions = (
        MONTH, ("month", "member", armenia.pk), ("member",), ("summit",), ("initiative",),
        ("summit", "initiative", initiative.pk),
    )  # fmt: skip
    before = Article.tallies.ask(*questions)
    InitiativeMention.objects.create(article=draft, initiative=initiative)
    for status in ("draft", "in_review", "withdrawn", "merged", "published"):
        later = timezone.now() + timedelta(days=1) if status == "published" else None
        hidden = Article.objects.create(
            headline="سرّ", status=status, published_on="2023-11-24", published_at=later
        )
        Coverage.objects.create(article=hidden, summit=minsk)
        MemberMention.objects.create(article=hidden, member=armenia)
        InitiativeMention.objects.create(article=hidden, initiative=initiative)
    assert Article.tallies.ask(*questions) == before
    assert [answer[-1].articles for answer in before] == [1] * len(questions)


def test_a_summit_is_counted_by_what_is_about_it(article, minsk, bishkek, initiative):
    Coverage.objects.create(article=article, summit=bishkek, role="background")
    InitiativeMention.objects.create(article=article, initiative=initiative)
    own = RecordTally(1, 0, article.word_count, 0, record=minsk.pk)
    answers = Article.tallies.ask(
        ("summit",), ("summit", "initiative", initiative.pk), ("summit", "initiative", 0)
    )
    assert answers == ((own,), (own,), ())
    assert Article.tallies.ask(("month", "summit", bishkek.pk)) == ((),)
    assert len(Article.tallies.ask(("month", "summit", minsk.pk))[0]) == 1


def test_all_that_a_page_asks_is_one_statement(article, armenia, django_assert_num_queries):
    with django_assert_num_queries(2):  # the version and the statement
        Article.tallies.ask(("member",), MONTH, ("month", "member", armenia.pk), ("summit",))
    with django_assert_num_queries(2):
        Article.tallies.ask(MONTH)


def test_the_counts_are_those_of_all_articles_one_by_one(armenia, minsk, bishkek):
    day = date(2023, 1, 1)
    for number in range(40):
        found = publish(
            str(day + timedelta(days=9 * number)), "كلمة " * number, is_sample=number % 3 == 0
        )
        if number % 2:
            MemberMention.objects.create(article=found, member=armenia)
        Coverage.objects.create(article=found, summit=(minsk, bishkek)[number % 5 == 0])
    months, own, summits = Article.tallies.ask(MONTH, ("month", "member", armenia.pk), ("summit",))
    for tallies, articles in (
        (months, Article.objects.all()),
        (own, Article.objects.mentioning(armenia)),
        (summits, Article.objects.all()),
    ):
        press, samples = articles.filter(is_sample=False), articles.filter(is_sample=True)
        assert sum(t.articles for t in tallies) == press.count()
        assert sum(t.samples for t in tallies) == samples.count()
        assert sum(t.words for t in tallies) == sum(a.word_count for a in press)
        assert sum(t.sample_words for t in tallies) == sum(a.word_count for a in samples)
    march = next(t for t in months if (t.year, t.month) == (2023, 3))
    assert (
        march.articles + march.samples
        == Article.objects.filter(published_on__month=3, published_on__year=2023).count()
    )
