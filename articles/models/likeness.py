"""By what near duplicates are found among many articles. Derived, never public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from csto_archive.arabic import minhash
from csto_archive.records import FIELD_BORDER

ROWS_AT_A_TIME = 5_000


def words(folded: str) -> list[str]:
    """The words that articles are compared by, out of the form in which they are searched."""
    return minhash.words(folded.replace(FIELD_BORDER, " "))


def pairs(folded: Mapping[int, str]) -> set[tuple[int, int]]:
    """(article, key) of each text."""
    return {(number, key) for number, text in folded.items() for key in minhash.keys(words(text))}


class LikenessKeyQuerySet(models.QuerySet):
    """Keys are written for texts by the numbers of their articles: {article: its `folded`}."""

    def write(self, folded: Mapping[int, str]) -> None:
        """Give each of these articles the keys of its words and no others.

        Keys that are there already stay: after a small change most of them are the same.
        """
        wanted = pairs(folded)
        rows = self.filter(article__in=folded).values_list("article", "key", "pk")
        known = {(article, key): pk for article, key, pk in rows}
        gone = [known[pair] for pair in known.keys() - wanted]
        for at in range(0, len(gone), ROWS_AT_A_TIME):
            self.filter(pk__in=gone[at : at + ROWS_AT_A_TIME]).delete()
        self._add(wanted - known.keys())

    def write_new(self, folded: Mapping[int, str]) -> None:
        """The same for articles that have no key yet."""
        self._add(pairs(folded))

    def _add(self, wanted: Iterable[tuple[int, int]]) -> None:
        """None of them is there; conflicts are ignored because it spares asking for their pk."""
        rows = (self.model(article_id=article, key=key) for article, key in sorted(wanted))
        self.bulk_create(rows, batch_size=ROWS_AT_A_TIME, ignore_conflicts=True)


class LikenessKey(models.Model):
    """A part of the MinHash signature of an article's wording: articles with a key in common may
    be worded alike. Written when the article is saved."""

    article = models.ForeignKey("Article", models.CASCADE, related_name="likeness_keys")
    key = models.BigIntegerField(db_index=True)

    objects = LikenessKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("مفتاح تشابه")
        verbose_name_plural = _("مفاتيح التشابه")
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="likeness_key_once_an_article")
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.key:x}"
