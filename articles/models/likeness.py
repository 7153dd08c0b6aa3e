"""By what near duplicates are found among many articles. Derived, never public."""

from django.db import models


class LikenessKey(models.Model):
    """A part of the MinHash signature of an article's wording: articles with a key in common may
    be worded alike. Written when the article is saved."""

    article = models.ForeignKey("Article", models.CASCADE, related_name="likeness_keys")
    key = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="likeness_key_once_an_article")
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.key:x}"
