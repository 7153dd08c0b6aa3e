"""What several articles have in common: one story of many carriers, one article of two rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class StoryFamily(models.Model):
    """One story carried by several sources."""

    title = models.CharField(_("العنوان"), max_length=300)
    created_at = models.DateTimeField(_("أُضيفت في"), auto_now_add=True)

    class Meta:
        verbose_name = _("قصة مشتركة")
        verbose_name_plural = _("القصص المشتركة")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


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
