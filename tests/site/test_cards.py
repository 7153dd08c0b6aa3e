"""What is kept of an article for lists and pages is what would be made of it now."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from articles import listing
from articles.cards import CARRIERS, Card, Carrier, Story
from articles.models import Article, Source, StoryFamily
from csto_archive import versions
from csto_archive.management.commands.setup_local import SAMPLES
from csto_archive.templatetags.cards import card, kept, made
from summits.models import Summit
from summits.shelf import Meeting
from tests.versions.test_remembered import Hands

pytestmark = pytest.mark.django_db

STEPS = 80


class Writers(Hands):
    def do_write_many(self) -> None:
        """A row that went past `save` has an address, too."""
        fields = {"status": "published", "published_at": timezone.now(), "slug": "خبر"}
        Article.objects.bulk_create(Article(headline=next(self.words), **fields) for _ in range(3))


def live(article: Article) -> Card:
    """The card of an article out of `for_list`, by what the models themselves say."""
    links = [link for link in article.coverage.all() if link.role == "main"]
    summits = tuple(
        Meeting(str(s.summit.city or ""), s.summit.start_date, s.has_namesake) for s in links
    )
    carriers = [Carrier(c.pk, c.slug, c.headline, name_of(c.source)) for c in article.carriers]
    told = article.story and Story(
        article.story.pk, article.story.title, article.carrier_count, article.sample_carriers,
        tuple(carriers[:CARRIERS]),
    )  # fmt: skip
    return Card(
        article.pk, article.slug, article.headline, article.kicker, article.published_on,
        article.published_precision, article.is_sample, article.sort_date,
        article.public_standfirst, name_of(article.source), summits,
        told,
    )  # fmt: skip


def name_of(source: Source | None) -> str:
    return source.name if source else ""


def all_live() -> list[Card]:
    """As one article after the other has it."""
    public = Article.objects.published().newest_first().for_list()
    return [live(public.get(pk=article.pk)) for article in public]


def all_kept() -> list[Card]:
    return Article.cards.of(list(Article.objects.values_list("pk", flat=True)))


@pytest.mark.parametrize("seed", [1, 2])
def test_cards_are_what_their_articles_are_now_whatever_happens(seed):
    with time_machine.travel(timezone.now()) as clock:
        hands = Writers(seed, clock)
        for step in range(STEPS):
            done = hands.act()
            cards = all_kept()
            assert cards == all_live(), (step, done)
            assert [card(one) for one in cards] == [made(one) for one in cards], (step, done)


def test_a_card_is_made_once_and_another_one_when_anything_on_it_changes(article, minsk, carry):
    def made_now() -> int:
        """How many are made for the list of today."""
        before = kept.cache_info().misses
        for one in all_kept():
            card(one)
        return kept.cache_info().misses - before

    kept.cache_clear()
    assert (made_now(), made_now()) == (1, 0)
    other = carry(article)
    assert (made_now(), made_now()) == (2, 0)
    Article.objects.create(headline="خبر آخر", status="published")
    assert (made_now(), made_now()) == (1, 0)
    other.withdraw()  # the first is alone with its story again, as it was
    assert (made_now(), made_now()) == (0, 0)
    Source.objects.filter(pk=article.source_id).update(name="جريدة الرواق الجديدة")
    assert (made_now(), made_now()) == (1, 0)
    Summit.objects.filter(pk=minsk.pk).update(start_date="2022-11-23")
    assert (made_now(), made_now()) == (1, 0)


def test_what_is_not_public_is_on_no_card(article, draft, carry):
    StoryFamily.objects.create(title="قصة")
    Article.objects.filter(pk=draft.pk).update(story_family=StoryFamily.objects.get())
    Article.objects.filter(pk=article.pk).update(story_family=StoryFamily.objects.get())
    for status in ("draft", "withdrawn"):
        carry(Article.objects.get(pk=article.pk), status=status)
    (only,) = all_kept()
    assert (only.pk, only.story) == (article.pk, None)


@pytest.fixture
def samples(db) -> list[str]:
    """The addresses of all sample articles, and of the pages that list them; two are one story."""
    call_command("import_pages", str(SAMPLES), publish=True, sample=True, verbosity=0)
    articles = list(Article.objects.published().order_by("pk"))
    story = StoryFamily.objects.create()
    Article.objects.filter(pk__in=[a.pk for a in articles[:3]]).update(story_family=story)
    listed = {link.summit.get_absolute_url() for a in articles for link in a.coverage.all()}
    fixed = ["/", "/articles/", "/articles/?member=armenia", "/members/armenia/", "/summits/2023/"]
    return [*(a.get_absolute_url() for a in articles), *sorted(listed), *fixed]


def test_every_page_of_the_samples_is_what_it_would_be_made_anew(client, samples):
    def same(when: str) -> None:
        told = {url: client.get(url).content for url in samples}
        versions.forget()
        kept.cache_clear()
        for url in samples:
            assert client.get(url).content == told[url], (when, url)

    first, second, third = Article.objects.published().order_by("pk")[:3]
    same("at first")
    first.kicker = "تمهيد جديد"
    first.save()
    same("after an edit")
    second.withdraw()
    same("after another carrier was withdrawn")
    soon = timezone.now() + timedelta(minutes=30)
    Article.objects.filter(pk=third.pk).update(published_at=soon)
    same("before its hour")
    assert client.get(third.get_absolute_url()).status_code == 404
    with time_machine.travel(soon + timedelta(minutes=1)):
        same("after its hour")
        assert client.get(third.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("query", "is_kept"),
    [
        ("", True), ("?city=minsk&year=2023", True), ("?q=&city=minsk&page=2&utm_source=x", True),
        ("?q=قمة", False), ("?year=٢٠٢٣", False), ("?city=atlantis", False),
        ("?published_after=2023-01-01", False), ("?summit=2023-11-23-minsk", False),
    ],
)  # fmt: skip
def test_only_what_the_list_offers_is_kept_of_it(client, article, monkeypatch, query, is_kept):
    """Whoever types what he likes fills no memory."""
    asked = []
    made_anew = listing._listing
    monkeypatch.setattr(listing, "_kept", lambda *of: asked.append(of) or made_anew(*of))
    assert client.get(f"/articles/{query}").status_code == 200
    assert bool(asked) == is_kept
