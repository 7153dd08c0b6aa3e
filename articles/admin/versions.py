"""Two versions of an article side by side, word by word: as it stands, or as a page had it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from articles.bodies import plain_text
from articles.models import Article
from csto_archive.arabic.dates import format_date
from csto_archive.arabic.differences import Piece, differences, differs

# In the order in which they are read; the body after them.
FIELDS = ("kicker", "headline", "standfirst", "dateline", "byline", "published_on")


@dataclass(frozen=True)
class Version:
    texts: Mapping[str, str]
    body: Sequence[str]


@dataclass(frozen=True)
class Change:
    """A field in both versions; `body` is the only one with several paragraphs."""

    name: str
    paragraphs: Sequence[Sequence[Piece]]

    @property
    def label(self):
        return Article._meta.get_field(self.name).verbose_name

    @property
    def differs(self) -> bool:
        return any(map(differs, self.paragraphs))


def version_of(article: Article) -> Version:
    texts = {name: getattr(article, name) for name in FIELDS}
    return Version(texts | {"published_on": article.published_date}, lines(article.body))


def version_read(values: Mapping[str, str]) -> Version:
    """Of what the importer read (`Reading.values`)."""
    texts = {name: values.get(name, "") for name in FIELDS}
    day, precision = texts["published_on"], values.get("published_precision") or "day"
    said = format_date(date.fromisoformat(day), precision) if day else ""
    return Version(texts | {"published_on": said}, lines(values.get("body", "")))


def lines(body: str) -> list[str]:
    return plain_text(body).splitlines()


def changes(before: Version, after: Version) -> list[Change]:
    """Of each field that one of them has, the body last."""
    found = [Change(name, told(before.texts[name], after.texts[name])) for name in FIELDS]
    found.append(Change("body", differences(before.body, after.body)))
    return [change for change in found if change.paragraphs]


def told(before: str, after: str) -> list[list[Piece]]:
    return differences([before] if before else [], [after] if after else [])
