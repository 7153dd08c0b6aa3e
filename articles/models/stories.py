"""What several articles have in common: one story of many carriers, one article of two rows."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.querysets import ArticleQuerySet, StoryFamilyQuerySet

if TYPE_CHECKING:
    from articles.models.articles import Article


class StoryFamily(models.Model):
    """One story carried by several sources."""

    title = models.CharField(_("العنوان"), max_length=300)
    created_at = models.DateTimeField(_("أُضيفت في"), auto_now_add=True)

    objects = StoryFamilyQuerySet.as_manager()

    class Meta:
        verbose_name = _("قصة مشتركة")
        verbose_name_plural = _("القصص المشتركة")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title or str(_("قصة رقم %d")) % self.pk

    def get_absolute_url(self) -> str:
        return reverse("articles:story", args=[self.pk])

    @property
    def permalink(self) -> str:
        return settings.SITE_URL + self.get_absolute_url()

    @property
    def told_by(self) -> ArticleQuerySet:
        """The public articles that carry it, in the order in which they came out."""
        return self.articles.published().as_carriers()

    @cached_property
    def first_headline(self) -> str:
        """Of the article that came out first; `for_detail` brings it with the story."""
        return self.told_by.values_list("headline", flat=True).first()

    @property
    def is_sample(self) -> bool:
        """Whether all of it is invented; of a story out of `for_detail`."""
        return self.sample_carriers == self.carrier_count

    @property
    def heading(self) -> str:
        """The title that an editor gave it, else the headline it came out with."""
        return self.title or self.first_headline


class FormerStory(models.Model):
    """The number of a story that readers knew and that joined another: its address leads there."""

    number = models.PositiveBigIntegerField(unique=True)
    into = models.ForeignKey(StoryFamily, models.CASCADE, related_name="former")

    class Meta:
        verbose_name = _("رقم قصة ضُمّت إلى غيرها")
        verbose_name_plural = _("أرقام القصص التي ضُمّت إلى غيرها")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.number} ← {self.into_id}"


class CarriersOfMany:
    """For `prefetch_related`: the carriers of the stories of many articles, in one question.

    It is asked whether or not any of them has a story: the time that a page takes must not tell of
    stories that are not public.
    """

    def get_prefetch_querysets(self, instances: list[Article], querysets=None) -> tuple:
        carriers = type(instances[0]).objects.published().carrying_with(instances)
        story = attrgetter("story_family_id")
        return carriers, story, story, False, "", True


class Merger(models.Model):
    """An article that turned out to be another one: its row stays whole, its address leads there.

    `gave`: the links that the other article did not have before, so that a merger can be undone.
    """

    article = models.OneToOneField(
        "Article", models.CASCADE, related_name="merger", verbose_name=_("المقال")
    )
    into = models.ForeignKey(
        "Article", models.PROTECT, related_name="mergers", verbose_name=_("دُمج في")
    )
    former_status = models.CharField(max_length=9, editable=False)
    gave = models.JSONField(default=dict, editable=False)
    merged_at = models.DateTimeField(_("دُمج في وقت"), auto_now_add=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("دمجه"),
    )

    class Meta:
        verbose_name = _("دمج مقالين")
        verbose_name_plural = _("المقالات المدموجة")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="merger_of_two_articles",
                condition=~models.Q(article=models.F("into")),
                violation_error_message=_("لا يُدمج المقال في نفسه."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id} ← {self.into_id}"

    @classmethod
    def ways(cls, numbers: Iterable[int]) -> dict[int, list[int]]:
        """The numbers of the articles from each of these to where its address leads, at least
        itself; a question a step."""
        ways = {number: [number] for number in numbers}
        while steps := dict(
            cls.objects.filter(article__in={way[-1] for way in ways.values()})
            .values_list("article", "into")
        ):  # fmt: skip
            for way in ways.values():
                way += [steps[way[-1]]] if way[-1] in steps else []
        return ways

    @classmethod
    def way(cls, number: int) -> list[int]:
        return cls.ways([number])[number]

    @classmethod
    def sources(cls, number: int) -> set[int]:
        """The numbers of the article and of all that leads to it."""
        found = last = {number}
        while last := set(cls.objects.filter(into__in=last).values_list("article", flat=True)):
            found |= last
        return found
