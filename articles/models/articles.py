"""The article."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.addresses import canonical_url
from articles.bodies import first_paragraph, plain_text, sanitise
from articles.cards import Cards
from articles.models.captures import Capture, ImportBatch
from articles.models.likeness import LikenessKey, words
from articles.models.quotations import Quotation
from articles.models.sources import Source
from articles.models.stories import CarriersOfMany, StoryFamily
from articles.querysets import ArticleQuerySet
from articles.tallies import Tallies
from csto_archive.arabic import minhash
from csto_archive.arabic.dates import format_date
from csto_archive.arabic.normalise import fold
from csto_archive.arabic.slugs import slugify
from csto_archive.records import Record
from summits.models import Initiative, Member, Summit

if TYPE_CHECKING:
    from articles.models.photos import Photo


class Article(Record):
    FORMS = (*Record.FORMS, "wording", "word_count")
    UNSEEN = ("editor_notes", "version", "imported", "imported_version", "part", "batch")

    class Status(models.TextChoices):
        DRAFT = "draft", _("مسودة")
        IN_REVIEW = "in_review", _("قيد المراجعة")
        PUBLISHED = "published", _("منشور")
        WITHDRAWN = "withdrawn", _("مسحوب")
        MERGED = "merged", _("مدموج في غيره")

    class Precision(models.TextChoices):
        DAY = "day", _("اليوم")
        MONTH = "month", _("الشهر")
        YEAR = "year", _("السنة")

    kicker = models.CharField(_("العنوان التمهيدي"), max_length=300, blank=True)
    headline = models.CharField(_("العنوان"), max_length=500)
    standfirst = models.TextField(_("المقدمة"), blank=True)
    body = models.TextField(_("النص"), blank=True, help_text=_("فقرات وعناوين فرعية وقوائم"))
    byline = models.CharField(_("الكاتب"), max_length=200, blank=True)
    dateline = models.CharField(_("مدينة الخبر"), max_length=100, blank=True)
    slug = models.SlugField(max_length=120, allow_unicode=True, blank=True, editable=False)
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("المصدر"),
    )
    original_url = models.URLField(_("الرابط الأصلي"), max_length=1000, blank=True)
    canonical_url = models.CharField(  # noqa: DJ001 (no address is not an address like another)
        max_length=1000, null=True, blank=True, unique=True, editable=False
    )
    published_on = models.DateField(_("تاريخ النشر"), null=True, blank=True)
    published_precision = models.CharField(
        _("دقة التاريخ"), max_length=5, choices=Precision, blank=True
    )
    # The date that lists are sorted by: never empty, so that pages and cursors are exact.
    sort_date = models.DateField(editable=False, default=date.min)
    status = models.CharField(_("الحالة"), max_length=9, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(_("نُشر في الأرشيف"), null=True, blank=True, editable=False)
    editor_notes = models.TextField(_("ملاحظات المحررين"), blank=True)
    is_sample = models.BooleanField(_("عيّنة تعليمية"), default=False, editable=False)
    off_topic = models.BooleanField(_("خارج موضوع الأرشيف"), default=False)
    # The wording without vowel marks and punctuation, hashed: equal in articles that say the same.
    # Unknown (NULL) of rows that are older than this column.
    wording = models.CharField(  # noqa: DJ001
        max_length=64, null=True, editable=False, db_index=True
    )
    # How much it says, heading and all. Unknown (NULL) of rows that went past `save`.
    word_count = models.PositiveIntegerField(_("عدد الكلمات"), null=True, editable=False)
    version = models.PositiveIntegerField(_("النسخة"), default=0, editable=False)
    story_family = models.ForeignKey(
        StoryFamily,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("القصة المشتركة"),
    )
    capture = models.ForeignKey(
        Capture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("اللقطة"),
    )
    part = models.PositiveSmallIntegerField(_("ترتيبه في الصفحة"), default=0, editable=False)
    # What the import wrote: a field that differs from it is an editor's, and a re-import leaves it.
    imported = models.JSONField(editable=False, null=True, blank=True)
    # The import that made the article, and the version in which imports alone left it: a later one
    # is somebody's. Unknown (NULL) of articles that are older than these columns.
    batch = models.ForeignKey(
        ImportBatch,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="articles",
        verbose_name=_("دفعة الاستيراد"),
    )
    imported_version = models.PositiveIntegerField(null=True, editable=False)
    summits = models.ManyToManyField(
        Summit, through="Coverage", related_name="articles", verbose_name=_("القمم")
    )
    members = models.ManyToManyField(
        Member, through="MemberMention", related_name="articles", verbose_name=_("الدول")
    )
    initiatives = models.ManyToManyField(
        Initiative,
        through="InitiativeMention",
        related_name="articles",
        verbose_name=_("المبادرات"),
    )

    objects = ArticleQuerySet.as_manager()
    tallies = Tallies()
    cards = Cards()

    class Meta:
        verbose_name = _("مقال")
        verbose_name_plural = _("المقالات")
        ordering = ["-sort_date", "-pk"]
        permissions = [("publish_article", _("نشر المقالات وسحبها"))]
        constraints = [
            models.UniqueConstraint(
                fields=["capture", "part"], name="article_once_a_part_of_a_capture"
            ),
            models.CheckConstraint(
                name="article_date_has_precision",
                condition=Q(published_on=None, published_precision="")
                | (Q(published_on__isnull=False) & ~Q(published_precision="")),
                violation_error_message=_("حدّد دقة التاريخ (يوم أو شهر أو سنة) حيث يوجد تاريخ."),
            ),
            models.CheckConstraint(
                name="article_published_at_a_time",
                violation_error_message=_("للمقال المنشور وقت نشر."),
                condition=~Q(status="published") | Q(published_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-sort_date", "-id"]),
            # All that is counted, so that no text is read for it. With `published_at` before the
            # day SQLite would take it for lists too, and sort them.
            models.Index(name="article_counted", fields=[
                "status", "published_on", "published_precision", "is_sample", "word_count",
                "published_at"]),
            models.Index(name="article_of_story", fields=[
                "story_family", "status", "source", "published_at", "published_precision",
                "published_on", "is_sample"]),
            models.Index(name="article_of_source", fields=[
                "source", "status", "published_at", "published_on", "is_sample"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.headline

    def save(self, *args, **kwargs) -> None:
        self.body = sanitise(self.body)
        self.slug = slugify(self.headline)
        self.canonical_url = canonical_url(self.original_url)
        if self.published_on and not self.published_precision:
            self.published_precision = self.Precision.DAY
        if self.status == self.Status.PUBLISHED and self.published_at is None:
            self.published_at = timezone.now()
        self.sort_date = self._sort_date()
        self.version += 1
        with transaction.atomic(savepoint=False):
            before = self._stored_wording()
            super().save(*args, **kwargs)
            if self.wording != before:
                keys = LikenessKey.objects
                (keys.write_new if before is None else keys.write)({self.pk: self.folded})

    def analyse(self) -> None:
        super().analyse()
        found = words(self.folded)
        self.wording = minhash.wording(found)
        self.word_count = len(found)

    def _stored_wording(self) -> str | None:
        """As the database has it, and keeps it until the transaction ends."""
        if self.pk is None:
            return None
        rows = type(self).objects.select_for_update(no_key=True).filter(pk=self.pk)
        return rows.values_list("wording", flat=True).first()

    def clean(self) -> None:
        """An Arabic address may be six times as long in its canonical form."""
        limit = self._meta.get_field("canonical_url").max_length
        if len(canonical_url(self.original_url) or "") > limit:
            raise ValidationError({"original_url": _("الرابط أطول مما يُحفظ.")})

    def get_absolute_url(self) -> str:
        return reverse("articles:article", args=[self.pk, self.slug])

    def searchable_text(self) -> list[str]:
        return [self.kicker, self.headline, self.standfirst, plain_text(self.body), self.byline]

    def searchable_dates(self) -> list[date]:
        known = self.published_on and self.published_precision == self.Precision.DAY
        return [self.published_on] if known else []

    def _sort_date(self) -> date:
        """The day of publication; where it is unknown, that of the summit written about."""
        if self.published_on or self.pk is None:
            return self.published_on or date.min
        days = self.coverage.filter(role="main").values_list("summit__start_date", flat=True)
        return min(days, default=date.min)

    def keep_sort_date(self) -> None:
        """To be called by whatever changes the summits of the article."""
        type(self).objects.filter(pk=self.pk).update(sort_date=self._sort_date())

    @property
    def published_date(self) -> str:
        """The date as precise as it is known, or nothing: «23 نوفمبر/تشرين الثاني 2023»."""
        day = self.published_on
        return format_date(day, self.published_precision) if day else ""

    @property
    def rights(self) -> str:
        """How much of the article may be shown: that of its source, all where there is none."""
        return self.source.rights if self.source else Source.Rights.FULL_TEXT

    @property
    def public_standfirst(self) -> str:
        return "" if self.rights == Source.Rights.LINK_ONLY else self.standfirst

    @property
    def public_body(self) -> str:
        """As much of the body as may be shown (sanitised HTML)."""
        if self.rights == Source.Rights.FULL_TEXT:
            return self.body
        return first_paragraph(self.body) if self.rights == Source.Rights.EXCERPT else ""

    @property
    def public_photos(self) -> list[Photo]:
        return [] if self.rights == Source.Rights.LINK_ONLY else list(self.photos.all())

    @property
    def public_quotations(self) -> list[Quotation]:
        """All quotes of a full text; of an excerpt those that stand in it."""
        quotes = list(self.quotations.all())
        if self.rights == Source.Rights.FULL_TEXT or not quotes:
            return quotes
        shown = fold(f"{self.public_standfirst} {plain_text(self.public_body)}")
        return [quote for quote in quotes if quote.is_in(shown)]

    @cached_property
    def carriers(self) -> list[Article]:
        """The first public articles of its story, as they came out, and itself if it is public."""
        return list(type(self).objects.published().carrying_with([self]))

    carriers_of_many = CarriersOfMany()

    @property
    def story(self) -> StoryFamily | None:
        """The story that it shares with other public articles, if it is public itself."""
        is_one = len(self.carriers) > 1 and self in self.carriers
        return self.carriers[0].story_family if is_one else None

    @cached_property
    def carrier_count(self) -> int:
        """How many public articles its story has."""
        return self.carriers[0].carrier_count if self.carriers else 0

    @cached_property
    def sample_carriers(self) -> int:
        return self.carriers[0].sample_carriers if self.carriers else 0

    @property
    def other_carriers(self) -> list[Article]:
        return [carrier for carrier in self.carriers if carrier != self]

    @property
    def main_summits(self) -> list[Summit]:
        return [link.summit for link in self.coverage.all() if link.role == link.Role.MAIN]

    @property
    def background_summits(self) -> list[Summit]:
        return [link.summit for link in self.coverage.all() if link.role == link.Role.BACKGROUND]

    def submit(self) -> None:
        """Hand a draft over for review; anything further on stays where it is."""
        if self.status == self.Status.DRAFT:
            self.status = self.Status.IN_REVIEW
            self.save()

    def publish(self, at: datetime | None = None) -> None:
        """Raises ValidationError for an article that leads to another one."""
        if self.status == self.Status.MERGED:
            raise ValidationError(_("المقال مدموج في غيره: ألغِ الدمج قبل نشره."), code="merged")
        self.status = self.Status.PUBLISHED
        self.published_at = self.published_at or at or timezone.now()
        self.save()

    def withdraw(self) -> None:
        """Take a published article back; what was never public has nothing to be withdrawn."""
        if self.status == self.Status.PUBLISHED:
            self.status = self.Status.WITHDRAWN
            self.save()
