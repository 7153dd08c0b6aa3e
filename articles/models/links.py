"""What an article is about: summits, members, initiatives."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article
from articles.models.sources import Source
from articles.querysets import InitiativeMentionQuerySet
from csto_archive.fields import LinesField
from summits.models import Initiative, Member, Summit


class Coverage(models.Model):
    class Role(models.TextChoices):
        MAIN = "main", _("موضوع المقال")
        BACKGROUND = "background", _("خلفية")

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="coverage", verbose_name=_("المقال")
    )
    summit = models.ForeignKey(
        Summit, models.PROTECT, related_name="coverage", verbose_name=_("القمة")
    )
    role = models.CharField(_("الصلة"), max_length=10, choices=Role, default=Role.MAIN)

    class Meta:
        verbose_name = _("تغطية قمة")
        verbose_name_plural = _("تغطية القمم")
        ordering = ["-role", "summit__start_date"]
        constraints = [
            models.UniqueConstraint(fields=["article", "summit"], name="coverage_once_an_article")
        ]

    def __str__(self) -> str:
        return f"{self.summit}: {self.get_role_display()}"

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        self.article.keep_sort_date()

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        self.article.keep_sort_date()
        return deleted


class MemberMention(models.Model):
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="mentions", verbose_name=_("المقال")
    )
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="mentions", verbose_name=_("الدولة")
    )
    absent = models.BooleanField(_("غابت عن الاجتماع بحسب المقال"), default=False)

    class Meta:
        verbose_name = _("ذكر دولة")
        verbose_name_plural = _("الدول المذكورة")
        ordering = ["member__name"]
        constraints = [
            models.UniqueConstraint(fields=["article", "member"], name="mention_once_an_article")
        ]

    def __str__(self) -> str:
        return str(self.member)


class InitiativeMention(models.Model):
    """An initiative as this article tells it, with the measures that it lists."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="initiative_mentions", verbose_name=_("المقال")
    )
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, related_name="mentions", verbose_name=_("المبادرة")
    )
    position = models.PositiveSmallIntegerField(_("الترتيب"), default=0)
    wording = models.CharField(_("صياغة المقال"), max_length=300, blank=True)
    measures = LinesField(_("إجراءاتها بحسب المقال"), help_text=_("إجراء في كل سطر"))

    objects = InitiativeMentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("ذكر مبادرة")
        verbose_name_plural = _("المبادرات المذكورة")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "initiative"], name="initiative_once_an_article"
            )
        ]

    def __str__(self) -> str:
        return self.wording or str(self.initiative)

    # They are words of the text: where an excerpt has them, they are read there.

    @property
    def public_wording(self) -> str:
        return self.wording if self._is_shown_in_full else ""

    @property
    def public_measures(self) -> list[str]:
        return self.measures if self._is_shown_in_full else []

    @property
    def _is_shown_in_full(self) -> bool:
        return self.article.rights == Source.Rights.FULL_TEXT
