"""The photos of an article, as far as the archive keeps them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article


class Photo(models.Model):
    """A photo is kept as its caption and credit: the picture itself is the outlet's."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="photos", verbose_name=_("المقال")
    )
    position = models.PositiveSmallIntegerField(_("الترتيب"), default=0)
    caption = models.TextField(_("التعليق"))
    credit = models.CharField(_("صاحب الصورة"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("صورة")
        verbose_name_plural = _("الصور")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.caption} ({self.credit})" if self.credit else self.caption
