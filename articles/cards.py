"""Articles as lists show them: what stands on a card and nothing else, in two questions a list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import OuterRef
from django.urls import reverse
from django.utils import timezone

from csto_archive.prepared import NOW, Among, Prepared
from csto_archive.records import listed_in
from summits.shelf import Meeting, meetings

MOST_ADDRESSES = 4096
CARRIERS = 4  # of its story that a card tells of, itself among them
COLUMNS = (
    "pk", "slug", "headline", "kicker", "published_on", "published_precision", "is_sample",
    "sort_date", "standfirst", "source__name", "source__rights", "main", "story_family_id",
)  # fmt: skip
OF_CARRIER = (
    "story_family_id", "story_family__title", "carrier_count", "sample_carriers",
    "pk", "slug", "headline", "source__name",
)  # fmt: skip


class Carrier(NamedTuple):
    pk: int
    slug: str
    headline: str
    source: str

    def get_absolute_url(self) -> str:
        return address_of(self.pk, self.slug)


class Story(NamedTuple):
    """A story of several public articles; `carriers` are the first that came out."""

    pk: int
    title: str
    carrier_count: int
    sample_carriers: int
    carriers: tuple[Carrier, ...]

    @property
    def heading(self) -> str:
        """The title that an editor gave it, else the headline it came out with."""
        return self.title or self.carriers[0].headline

    @property
    def is_sample(self) -> bool:
        return self.sample_carriers == self.carrier_count

    def get_absolute_url(self) -> str:
        return reverse("articles:story", args=[self.pk])


class Card(NamedTuple):
    """All that a card is made of: two that are equal look the same. `source` is "" where it is not
    known, `story` None where no other public article carries it."""

    pk: int
    slug: str
    headline: str
    kicker: str
    published_on: date | None
    published_precision: str
    is_sample: bool
    sort_date: date
    standfirst: str
    source: str
    summits: tuple[Meeting, ...]
    story: Story | None

    def get_absolute_url(self) -> str:
        return address_of(self.pk, self.slug)

    @property
    def permalink(self) -> str:
        return settings.SITE_URL + self.get_absolute_url()

    @property
    def carrier_count(self) -> int:
        """How many public articles its story has."""
        return self.story.carrier_count

    @property
    def sample_carriers(self) -> int:
        return self.story.sample_carriers

    @property
    def other_carriers(self) -> list[Carrier]:
        others = (carrier for carrier in self.story.carriers if carrier.pk != self.pk)
        return list(others)[: CARRIERS - 1]


@lru_cache(MOST_ADDRESSES)
def address_of(number: int, slug: str) -> str:
    return reverse("articles:article", args=[number, slug])


class Cards(models.Manager):
    """`Article.cards`: how they are asked for."""

    def of(self, numbers: Collection[int], at: datetime | None = None) -> list[Card]:
        """Of those among these articles that are public at the time `at` (now, if not given), the
        newest first.

        Whether or not one of them has a story, the same is asked: the time that a page takes must
        not tell of stories that are not public.
        """
        listed, carriers = _questions(self.model)
        now = at or timezone.now()
        rows = listed.ask(numbers=numbers, now=now)
        carried = {story for *_own, story in rows} - {None}
        stories, summits = _stories(carriers.ask(numbers=carried, now=now)), meetings()
        return [_card(row, stories, summits) for row in rows]


@lru_cache
def _questions(articles: type[models.Model]) -> tuple[Prepared, Prepared]:
    return Prepared(lambda: _rows(articles)), Prepared(lambda: _carriers(articles))


def _rows(articles: type[models.Model]) -> models.QuerySet:
    links = articles._meta.get_field("coverage").related_model.objects
    main = listed_in(links.filter(article=OuterRef("pk"), role="main"), "summit")
    public = articles.objects.published(at=NOW).filter(Among("pk")).newest_first()
    return public.annotate(main=main).values_list(*COLUMNS)


def _carriers(articles: type[models.Model]) -> models.QuerySet:
    """The first public carriers of each of these stories."""
    carriers = articles.objects.filter(Among("story_family")).order_by()
    public = articles.objects.published(at=NOW).filter(pk__in=carriers.values("pk")).as_carriers()
    first = public.placed_in_story().filter(place__lte=CARRIERS)
    return first.values_list(*OF_CARRIER)


def _stories(rows: Iterable[tuple]) -> dict[int, Story]:
    """By number, those that more than one carries."""
    carriers: dict[tuple, list[Carrier]] = {}
    for *story, number, slug, headline, source in rows:
        carriers.setdefault(tuple(story), []).append(Carrier(number, slug, headline, source or ""))
    return {
        story[0]: Story(*story, tuple(first)) for story, first in carriers.items() if len(first) > 1
    }


def _card(row: tuple, stories: Mapping[int, Story], summits: Mapping[int, Meeting]) -> Card:
    *own, standfirst, source, rights, main, story = row
    shown = "" if rights == "link_only" else standfirst
    about = [summits[number] for (number,) in main or () if number in summits]
    about.sort(key=attrgetter("start_date"))
    return Card(*own, shown, source or "", tuple(about), stories.get(story))
