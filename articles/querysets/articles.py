"""The questions asked of articles. Each climbs on the one before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime

from django.db import connection, models
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Value, When, Window
from django.db.models.functions import Length, RowNumber
from django.utils import timezone

from articles.documents import documents_of
from csto_archive.records import RecordQuerySet, listed_in
from csto_archive.search.documents import Document
from csto_archive.search.index import ARTICLES, Where
from csto_archive.search.query import Query

# What an article names, and readers find it by; each is asked for before what it names itself.
NAMED = ("source", "coverage__summit", "coverage__summit__city", "members", "initiatives")
# So many carriers of its story are told beside an article; the page of the story has them all.
MOST_CARRIERS = 21
# The day an article came out, after all others where it is not known to the day.
OUT_ON = Case(When(published_precision="day", then="published_on"), default=Value(date.max))


class ArticleQuerySet(RecordQuerySet):
    def published(self, at: datetime | None = None) -> ArticleQuerySet:
        """What anybody may see at the time `at` (now, if not given)."""
        return self.filter(
            status=self.model.Status.PUBLISHED, published_at__lte=at or timezone.now()
        )

    def scheduled(self, at: datetime | None = None) -> ArticleQuerySet:
        """What will be public later than the time `at` (now, if not given)."""
        return self.filter(
            status=self.model.Status.PUBLISHED, published_at__gt=at or timezone.now()
        )

    def unrestricted(self) -> ArticleQuerySet:
        """Articles of which anybody may see all the text, if they are published."""
        return self.filter(Q(source=None) | Q(source__rights="full_text"))

    def held(self, numbers: Collection[int]) -> set[int]:
        """Those of these articles that name nothing which somebody else is changing now.

        Until the transaction ends nobody can: what is read of them is what will be committed.
        Nobody is waited for. On SQLite there is one writer anyway.
        """
        held = set(numbers)
        if not connection.features.has_select_for_update:
            return held
        for path in NAMED:
            naming = self.filter(**{"pk__in": held, f"{path}__isnull": False}).order_by()
            pairs = set(naming.values_list("pk", path))
            named = self._model_at(path).objects.filter(pk__in={number for _, number in pairs})
            free = named.order_by("pk").select_for_update(skip_locked=True, no_key=True)
            numbers_free = set(free.values_list("pk", flat=True))
            held -= {article for article, number in pairs if number not in numbers_free}
        return held

    def _model_at(self, path: str) -> type[models.Model]:
        model = self.model
        for name in path.split("__"):
            model = model._meta.get_field(name).related_model
        return model

    def withdrawn(self) -> ArticleQuerySet:
        """What was public once and is no longer: its address says so."""
        return self.filter(status=self.model.Status.WITHDRAWN, published_at__isnull=False)

    def superseded(self) -> ArticleQuerySet:
        """What was public once and was then merged into another article: its address leads there,
        that of a merged draft nowhere."""
        merged = self.filter(status=self.model.Status.MERGED)
        return merged.filter(published_at__lte=F("merger__merged_at"))

    def gone(self) -> ArticleQuerySet:
        """What was public once and is no longer."""
        return self.withdrawn() | self.superseded()

    def successor(self, number: int) -> models.Model | None:
        """The public article that the article of this number leads to, if that was public once."""
        if not self.superseded().filter(pk=number).exists():
            return None
        mergers = self.model._meta.get_field("merger").related_model
        return self.published().filter(pk=mergers.way(number)[-1]).first()

    def tally(self) -> dict[str, int]:
        """How many `articles` of the press there are, and how many `samples`."""
        samples = Q(is_sample=True)
        return self.aggregate(
            articles=Count("pk", filter=~samples), samples=Count("pk", filter=samples)
        )

    def about(self, summit) -> ArticleQuerySet:
        """Articles whose main subject is this summit."""
        return self.filter(coverage__summit=summit, coverage__role="main")

    def about_any(self, summits) -> ArticleQuerySet:
        """Articles whose main subject is one of these summits, each article once."""
        links = self.model._meta.get_field("coverage").related_model.objects
        return self.filter(pk__in=links.filter(role="main", summit__in=summits).values("article"))

    def touching(self, summit) -> ArticleQuerySet:
        """Articles about this summit or with it as background."""
        return self.filter(coverage__summit=summit)

    def recalling(self, summit) -> ArticleQuerySet:
        """Articles that speak of this summit as background only."""
        return self.filter(coverage__summit=summit, coverage__role="background")

    def mentioning(self, member) -> ArticleQuerySet:
        return self.filter(members=member)

    def newest_first(self) -> ArticleQuerySet:
        return self.order_by("-sort_date", "-pk")

    def once_a_story(self, is_listed: bool = False) -> ArticleQuerySet:
        """Of each story the one of these articles that came out first, and all without a story.

        It is decided row by row. `is_listed`: they are a long list of numbers (`matching`), which
        would be gone through anew for each row: then all of them are ranked at once.
        """
        if is_listed:
            place = Window(RowNumber(), partition_by="story_family", order_by=[OUT_ON.asc(), "pk"])
            told = self.order_by().filter(story_family__isnull=False).annotate(place=place)
            return self.exclude(pk__in=told.filter(place__gt=1).values("pk"))
        same_story = self.order_by().alias(out_on=OUT_ON)
        same_story = same_story.filter(story_family=OuterRef("story_family"))
        same_day = Q(out_on=OuterRef("told_on"), pk__lt=OuterRef("pk"))
        earlier = same_story.filter(Q(out_on__lt=OuterRef("told_on")) | same_day)
        return self.alias(told_on=OUT_ON).filter(Q(story_family=None) | ~Exists(earlier))

    def told_in_order(self) -> tuple[tuple[int, int], ...]:
        """The numbers of stories with those of their articles, of one story as they came out."""
        told = self.filter(story_family__isnull=False).annotate(out_on=OUT_ON)
        ordered = told.order_by("story_family", "out_on", "pk")
        return tuple(ordered.values_list("story_family", "pk"))

    def as_carriers(self) -> ArticleQuerySet:
        """The first to come out first, with their sources and stories, without their texts."""
        listed = self.select_related("source", "story_family").annotate(out_on=OUT_ON)
        ordered = listed.order_by("out_on", "pk")
        return ordered.defer("body", "folded", "stemmed", "imported", "editor_notes")

    def placed_in_story(self) -> ArticleQuerySet:
        """Carriers with the `place` that each has among those of its story, with `carrier_count`,
        and with `sample_carriers`, how many of those are samples."""
        samples = Count("pk", filter=Q(is_sample=True))
        return self.annotate(
            carrier_count=Window(Count("pk"), partition_by="story_family"),
            sample_carriers=Window(samples, partition_by="story_family"),
            place=Window(RowNumber(), partition_by="story_family", order_by=["out_on", "pk"]),
        )

    def with_texts(self) -> ArticleQuerySet:
        """Carriers with what of their texts may be shown."""
        return self.defer(None).defer("folded", "stemmed", "imported", "editor_notes")

    def shown_first(self, most: int) -> ArticleQuerySet:
        """Carriers of which a text may be shown that has no more than `most` characters with its
        markup; those that may be shown in full before those of which a part may."""
        is_part = Case(When(source__rights="excerpt", then=1), default=0)
        length = Length("standfirst") + Length("body")
        shown = self.exclude(source__rights="link_only").annotate(is_part=is_part, length=length)
        return shown.filter(length__range=(1, most)).order_by("is_part", "out_on", "pk")

    def carrying_with(self, articles: Collection[models.Model]) -> ArticleQuerySet:
        """Those of these articles that have a story in common with one of `articles`: the first
        MOST_CARRIERS of each story and `articles` themselves, as `placed_in_story`.

        No story has the number 0: it is there so that the database is always asked.
        """
        stories = {article.story_family_id for article in articles} - {None}
        counted = self.filter(story_family__in={0, *stories}).as_carriers().placed_in_story()
        own = {article.pk for article in articles}
        return counted.filter(Q(place__lte=MOST_CARRIERS) | Q(pk__in=own))

    def carrying(self, story, article) -> ArticleQuerySet:
        """The same of one story and one article, by their numbers."""
        carriers = self.model.objects.filter(story_family=story).order_by()
        counted = self.filter(pk__in=carriers.values("pk")).as_carriers().placed_in_story()
        return counted.filter(Q(place__lte=MOST_CARRIERS) | Q(pk=article))

    def for_list(self) -> ArticleQuerySet:
        """With what a record of a list shows, in a fixed number of queries; without the body."""
        coverage = self.model._meta.get_field("coverage").related_model.objects
        summits = self.model._meta.get_field("summits").related_model.objects
        links = coverage.select_related("summit__city", "summit__chair").annotate(
            has_namesake=Exists(summits.namesakes())
        )
        return (
            self.select_related("source")
            .defer("body", "folded", "stemmed", "imported", "editor_notes")
            .prefetch_related(
                Prefetch("coverage", links), Prefetch("carriers_of_many", to_attr="carriers")
            )
        )

    def for_hits(self) -> ArticleQuerySet:
        """With what a search shows of its hits and looks for in them: `main`, the numbers of the
        summits they are about, and `captions`, rows of position, number, caption and credit."""
        coverage = self.model._meta.get_field("coverage").related_model.objects
        photos = self.model._meta.get_field("photos").related_model.objects
        own = {"article": OuterRef("pk")}
        listed = self.annotate(
            main=listed_in(coverage.filter(role="main", **own), "summit"),
            captions=listed_in(photos.filter(**own), "position", "pk", "caption", "credit"),
        )
        return (
            listed.select_related("source")
            .defer("folded", "stemmed", "imported", "editor_notes")
            .prefetch_related(Prefetch("carriers_of_many", to_attr="carriers"))
        )

    def for_detail(self) -> ArticleQuerySet:
        """With all that an article's page and its full API record show."""
        initiatives = self.model._meta.get_field("initiatives").related_model.objects.for_list()
        return self.for_list().defer(None).defer("folded", "stemmed", "imported").prefetch_related(
            "photos", "members", "mentions__member", "corrections",
            Prefetch("initiative_mentions__initiative", initiatives),
        )  # fmt: skip

    def with_provenance(self) -> ArticleQuerySet:
        """With the evidence and the facts of its captures, whose content may weigh megabytes."""
        evidence = self.model._meta.get_field("evidence").related_model.objects
        return self.prefetch_related("quotations", Prefetch("evidence", evidence.with_captures()))

    def with_quotations(self) -> ArticleQuerySet:
        return self.prefetch_related("quotations__leader")

    def with_links(self) -> ArticleQuerySet:
        """With all that an article is linked to, in a fixed number of queries."""
        return self.prefetch_related(
            "coverage__summit__city", "mentions__member", "initiative_mentions__initiative__summit",
            "photos", "quotations__leader", "initiative_proposals__initiative",
        )  # fmt: skip

    def matching(self, query: Query, where: Where | None = None) -> ArticleQuerySet:
        """Public articles that answer the query, out of the index; all, where nothing is asked.

        `where` are facets of the index: whether any article has all that is asked, is decided
        among those that have them.
        """
        return self if query.is_blank else self.filter(pk__in=ARTICLES.records(query, where))

    def _analyse_anew(self, numbers: list[int]) -> int:
        changed = super()._analyse_anew(numbers)
        keys = self.model._meta.get_field("likeness_keys").related_model.objects
        keys.write(dict(self.model.objects.filter(pk__in=numbers).values_list("pk", "folded")))
        return changed

    def documents(self, numbers: Collection[int]) -> Iterator[Document]:
        """What is searched of those of these articles that are public now."""
        return documents_of(self.published().filter(pk__in=numbers).order_by("pk"))
