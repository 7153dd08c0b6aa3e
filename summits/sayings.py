"""What articles give to the page of a summit: themselves as cards, the captions of their photos,
quotes, and measures of initiatives."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import F, IntegerField, QuerySet, TextField, Value, Window
from django.db.models.functions import Cast, Coalesce, RowNumber
from django.urls import reverse

from csto_archive.arabic.normalise import fold
from csto_archive.versions import remembered
from summits.coverage import public_articles
from summits.models import Initiative

SHOWN = 12
STORIES = 6
# Carriers of a story bring the same captions and quotes: more are looked at than are shown.
LOOKED_AT = 4 * SHOWN
TELLERS = 4  # of one initiative: what the newest lists is shown, the others are named
NOTHING, NO_NUMBER = Value(""), Value(0, IntegerField())


@dataclass(frozen=True)
class Saying:
    """Words of an article: a caption, a quote or the measures of an initiative. `by`: who took the
    photo, who is quoted, what the article calls the initiative; `source`: "" where not known."""

    texts: tuple[str, ...]
    by: str
    address: str
    headline: str
    source: str
    is_sample: bool


@dataclass(frozen=True)
class Sayings:
    """`measures`: by the number of the initiative, of the newest articles that list some.

    Numbers of articles: the newest about the summit and those that only recall it, a story once,
    and of each of the stories about it that were carried most the first article.
    """

    captions: tuple[Saying, ...]
    quotes: tuple[Saying, ...]
    measures: tuple[tuple[int, tuple[Saying, ...]], ...]
    about: tuple[int, ...]
    recalling: tuple[int, ...]
    carried: tuple[int, ...]


class Row(NamedTuple):
    kind: str
    text: str
    by: str
    initiative: int
    article: int
    slug: str
    headline: str
    source: str | None
    is_sample: bool
    day: date
    position: int

    @property
    def newest_first(self) -> tuple:
        return -self.day.toordinal(), -self.article, self.position

    def saying(self) -> Saying:
        address = reverse("articles:article", args=[self.article, self.slug])
        texts = json.loads(self.text) if self.kind == "measures" else [self.text]
        return Saying(
            tuple(texts), self.by, address, self.headline, self.source or "", self.is_sample
        )


@remembered
def sayings_of(summit: int) -> Sayings:
    """Of public articles and as far as the rights of their sources go, in one question."""
    branches = _quotes(summit), _measures(summit), *_articles(summit)
    found = _captions(summit).union(*branches, all=True)
    rows = sorted((Row(*row) for row in found), key=lambda row: row.newest_first)
    measures: dict[int, tuple[Saying, ...]] = {}
    for row in rows:
        if row.kind == "measures":
            measures[row.initiative] = (*measures.get(row.initiative, ()), row.saying())
    numbers = (tuple(r.article for r in rows if r.kind == kind)
               for kind in ("about", "recalling", "carried"))  # fmt: skip
    return Sayings(_once(rows, "caption"), _once(rows, "quote"), tuple(measures.items()), *numbers)


def _once(rows: Iterable[Row], kind: str) -> tuple[Saying, ...]:
    """Those of a kind, what several articles say in the same words once."""
    said: dict[str, Row] = {}
    for row in rows:
        if row.kind == kind:
            said.setdefault(fold(row.text), row)
    return tuple(row.saying() for row in list(said.values())[:SHOWN])


def _captions(summit: int) -> QuerySet:
    shown = public_articles().about(summit).exclude(source__rights="link_only")
    return _rows("caption", _latest("photos", shown), "caption", F("credit"))


def _quotes(summit: int) -> QuerySet:
    """Of full texts only: whether a quote stands in an excerpt, its text alone would tell."""
    shown = public_articles().about(summit).unrestricted()
    speaker = Coalesce("leader__name", "speaker")
    return _rows("quote", _latest("quotations", shown), "text", speaker)


def _measures(summit: int) -> QuerySet:
    mentions = Initiative._meta.get_field("mentions").related_model.objects
    place = Window(
        RowNumber(), partition_by="initiative", order_by=["-article__sort_date", "-article"]
    )
    told = mentions.telling_measures().select_related(None).order_by()
    newest = told.filter(initiative__summit=summit).annotate(place=place).filter(place__lte=TELLERS)
    text = Cast("measures", TextField())
    chosen = mentions.filter(pk__in=newest.values("pk"))
    return _rows("measures", chosen, text, F("wording"), F("initiative"))


def _articles(summit: int) -> Iterable[QuerySet]:
    about = public_articles().about(summit).newest_first().once_a_story()
    recalling = public_articles().recalling(summit).newest_first().once_a_story()
    carried = about.filter(story_family__in=_most_carried(summit))
    chosen = {"about": about[:SHOWN], "recalling": recalling[:SHOWN], "carried": carried}
    for kind, articles in chosen.items():
        listed = public_articles().filter(pk__in=articles.values("pk")).order_by()
        yield listed.values_list(
            Value(kind), NOTHING, NOTHING, NO_NUMBER, "pk", "slug", "headline", "source__name",
            "is_sample", "sort_date", NO_NUMBER,
        )  # fmt: skip


def _most_carried(summit: int) -> QuerySet:
    """The numbers of the stories about a summit that most public articles carry."""
    about = public_articles().about(summit).filter(story_family__isnull=False).order_by()
    stories = about.model._meta.get_field("story_family").related_model.objects.for_detail()
    told = stories.filter(pk__in=about.values("story_family"), carrier_count__gte=2)
    return told.order_by("-carrier_count", "pk").values("pk")[:STORIES]


def _latest(name: str, articles: QuerySet) -> QuerySet:
    records = articles.model._meta.get_field(name).related_model.objects
    latest = records.filter(article__in=articles).order_by("-article__sort_date", "-article", "pk")
    return records.filter(pk__in=latest.values("pk")[:LOOKED_AT])


def _rows(kind: str, records: QuerySet, text, by, initiative=NO_NUMBER) -> QuerySet:
    return records.order_by().values_list(
        Value(kind), text, by, initiative, "article", "article__slug", "article__headline",
        "article__source__name", "article__is_sample", "article__sort_date", "position",
    )  # fmt: skip
