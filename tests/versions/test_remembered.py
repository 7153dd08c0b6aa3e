"""What is remembered is what would be told now, after whatever change."""

import gc
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from weakref import WeakSet

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article, Correction, Coverage, Merger, Photo, Source, StoryFamily
from csto_archive.search.index import ARTICLES
from csto_archive.search.query import parse
from csto_archive.versions import forget, remembered
from csto_archive.versions.keeping import VERSIONS
from summits.models import Summit

pytestmark = pytest.mark.django_db

STEPS = 200


def tell(role: str = "main") -> tuple:
    """A good part of what pages show."""
    articles = Article.objects.published().order_by("pk")
    links = Coverage.objects.filter(article__in=articles, role=role)
    return (
        tuple(articles.values_list("pk", "headline", "source__name", "story_family__title")),
        tuple(links.order_by("pk").values_list("article", "summit__title")),
        tuple(Photo.objects.filter(article__in=articles).order_by("pk").values_list("caption")),
        tuple(Correction.objects.filter(article__in=articles).values_list("text").order_by("pk")),
        tuple(Article.objects.gone().order_by("pk").values_list("pk", "headline")),
        tuple(Article.objects.superseded().order_by("pk").values_list("pk", "merger__into")),
        tuple(Source.objects.published().order_by("pk").values_list("name")),
        tuple(StoryFamily.objects.published().order_by("pk").values_list("title")),
        tuple(Summit.objects.order_by("pk").values_list("title")),
    )


class Hands:
    """Everybody who changes the archive, in no order."""

    def __init__(self, seed: int, clock) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.clock = clock
        self.words = (f"كلمة {n}" for n in range(10**6))

    def any_of(self, records):
        rows = list(records.order_by("pk"))
        return self.random.choice(rows) if rows else None

    def act(self) -> str:
        name = self.random.choice([name for name in dir(self) if name.startswith("do_")])
        getattr(self, name)()
        return name

    def an_article(self) -> Article:
        return self.any_of(Article.objects.exclude(status="merged")) or self.do_write()

    def do_write(self) -> Article:
        source = self.any_of(Source.objects.all()) or Source.objects.create(name=next(self.words))
        return Article.objects.create(headline=next(self.words), source=source)

    def do_write_many(self) -> None:
        fields = {"status": "published", "published_at": timezone.now()}
        Article.objects.bulk_create(Article(headline=next(self.words), **fields) for _ in range(3))

    def do_publish(self) -> None:
        self.an_article().publish()

    def do_schedule(self) -> None:
        Article(headline=next(self.words)).publish(at=timezone.now() + timedelta(minutes=90))

    def do_put_off(self) -> None:
        at = timezone.now() + timedelta(minutes=self.random.choice([-90, 30, 90]))
        Article.objects.filter(pk=self.an_article().pk, status="published").update(published_at=at)

    def do_wait_an_hour(self) -> None:
        self.clock.shift(timedelta(hours=1))

    def do_withdraw(self) -> None:
        self.an_article().withdraw()

    def do_rewrite(self) -> None:
        article = self.an_article()
        article.headline = next(self.words)
        article.save()

    def do_update(self) -> None:
        Article.objects.filter(pk=self.an_article().pk).update(headline=next(self.words))

    def do_sql(self) -> None:
        with connection.cursor() as cursor:
            text, number = next(self.words), self.an_article().pk
            cursor.execute(
                "UPDATE articles_article SET headline = %s WHERE id = %s", [text, number]
            )

    def do_delete(self) -> None:
        if article := self.any_of(Article.objects.filter(merger=None, mergers=None)):
            article.delete()

    def do_merge(self) -> None:
        article, into = self.an_article(), self.an_article()
        if article != into:
            Merger.objects.create(article=article, into=into, former_status=article.status)
            Article.objects.filter(pk=article.pk).update(status="merged")

    def do_cover(self) -> None:
        Coverage.objects.filter(article=(article := self.an_article())).delete()
        Coverage.objects.create(article=article, summit=self.any_of(Summit.objects.all()))

    def do_move_photos(self) -> None:
        Photo.objects.create(article=self.an_article(), caption=next(self.words))
        Photo.objects.filter(pk=self.any_of(Photo.objects.all()).pk).update(
            article=self.an_article()
        )

    def do_correct(self) -> None:
        Correction.objects.create(article=self.an_article(), text=next(self.words))

    def do_tell_together(self) -> None:
        family = self.any_of(StoryFamily.objects.all())
        if family is None or self.random.random() < 0.3:
            family = StoryFamily.objects.create(title=next(self.words))
        Article.objects.filter(pk__in=[self.an_article().pk for _ in "ab"]).update(
            story_family=family
        )
        StoryFamily.objects.filter(pk=family.pk).update(title=next(self.words))

    def do_rename(self) -> None:
        record = self.any_of(self.random.choice([Source, Summit]).objects.all())
        if isinstance(record, Source):
            Source.objects.filter(pk=record.pk).update(name=next(self.words))
        elif record:
            Summit.objects.bulk_update([Summit(pk=record.pk, title=next(self.words))], ["title"])

    def do_think_better_of_it(self) -> None:
        """What was told before the rollback must not be told after it, nor after the next one."""
        with transaction.atomic():
            self.do_update()
            told()
            transaction.set_rollback(True)


told = remembered(tell)


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_remembered_is_what_would_be_told_now(seed):
    with time_machine.travel(timezone.now()) as clock:
        hands = Hands(seed, clock)
        for step in range(STEPS):
            done = hands.act()
            assert told() == tell(), (step, done)
            assert told("background") == tell("background"), (step, done)


@pytest.fixture
def counting() -> Iterator[Callable]:
    """A remembered function, and how often it was really asked."""
    asked = []

    @remembered
    def count(*given, **named) -> int:
        asked.append((given, named))
        return len(asked)

    count.asked = asked
    return count


def test_it_is_told_once_for_each_choice_of_arguments(counting):
    assert [counting(), counting(), counting("a"), counting("a"), counting(a=1)] == [1, 1, 2, 2, 3]


def test_a_draft_makes_nothing_be_told_again(counting, draft):
    counting()
    draft.save()
    assert counting() == 1
    draft.publish()
    assert counting() == 2


def test_everything_can_be_forgotten(counting):
    counting()
    forget()
    assert counting() == 2


def test_what_fails_is_not_remembered(article):
    attempts = []

    @remembered
    def fail() -> int:
        attempts.append(1)
        return 1 // (len(attempts) - 1)

    with pytest.raises(ZeroDivisionError):
        fail()
    assert fail() == 1


def test_what_an_index_says_that_is_not_settled_is_not_kept():
    @remembered
    def found() -> int:
        return ARTICLES.total(parse("قمة"))

    fields = {"status": "published", "published_at": timezone.now() - timedelta(1)}
    Article.objects.bulk_create(Article(headline="قمة", **fields) for _ in range(120))
    assert [found(), found(), found(), found()] == [50, 100, 120, 120]


def test_what_was_told_of_former_versions_is_not_held_in_memory(article):
    class Told:
        """Something large."""

    @remembered
    def large(_asked: int) -> Told:
        return Told()

    alive = WeakSet()
    for _change in range(12):
        Article.objects.filter(pk=article.pk).update(headline=f"خبر {_change}")
        alive.update([large(1), large(2)])
        assert large(2) is large(2)
    gc.collect()
    assert len(alive) == 2 * VERSIONS
