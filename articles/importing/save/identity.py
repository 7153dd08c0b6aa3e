"""Which article of the archive the article of a page is.

An address that the editor gives says it. One that the page states says it only where the wording
agrees: a page may state any address, and many state that of another page. The page of an article
that was merged is one of the article that it leads to.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from articles.addresses import canonical_url
from articles.bodies import plain_text
from articles.deciding.merging import followed
from articles.importing.overlap import shared_wording
from articles.importing.page import Draft
from articles.importing.save.addresses import is_too_long, storable
from articles.models import Article, Capture, Reading

# Among the sample pages no two articles share more than a tenth of their runs of three words; of a
# page that is brought up to date most remain.
SAME_WORDING = 0.3

TOO_LONG = "رابط المقال أطول مما يُحفظ، فحُفظ المقال بلا رابط"
SHARED = "رابط واحد لأكثر من مقال في الصفحة، فبقي لأولها"
DISPUTED = "الرابط المذكور في الصفحة لمقال آخر مختلف النص (رقم %d)، فحُفظ المقال مسودة بلا رابط"

# The articles of a page so far, each with the capture that it came from before.
Seen = dict[int, int | None]


@dataclass(frozen=True, slots=True)
class Identity:
    """`article` is None for a new one, `url` the address it keeps, `note` why it keeps none.

    `merged` is the article that the page was of before it was merged into this one; `is_settled`:
    what the page says was there when an editor merged them, or comes from another part of it.
    """

    article: Article | None
    url: str = ""
    note: str = ""
    is_disputed: bool = False
    merged: Article | None = None
    is_settled: bool = False

    @property
    def rows(self) -> list[Article]:
        return [row for row in (self.article, self.merged) if row is not None]


def identify(draft: Draft, part: int, capture: Capture, seen: Seen, is_told: bool) -> Identity:
    """The article that a draft is; `is_told`: the editor gave its address."""
    url = draft.clean.url
    drawn = Article.objects.filter(capture=capture, part=part).first()
    if drawn:
        return known(drawn, drawn.original_url, capture, seen)
    holder = article_at(url)
    if holder is None:
        same = None if storable(url) else sibling(draft, seen)
        note = TOO_LONG if is_too_long(url) else ""
        return known(same, storable(url), capture, seen, note)
    if holder.pk in seen or holder.capture_id == capture.pk:
        return known(sibling(draft, seen), "", capture, seen, SHARED)
    found = known(holder, url, capture, seen)
    if is_told or any(is_same_text(draft, row) for row in found.rows):
        return found
    return Identity(None, note=DISPUTED % holder.pk, is_disputed=True)


def known(row: Article | None, url: str, capture: Capture, seen: Seen, note: str = "") -> Identity:
    """The article that a row leads to, held until the transaction ends."""
    held = followed(row) if row else None
    if held is None:
        return Identity(None, url, note)
    row, article = held
    if row == article:
        return Identity(article, url, note)
    is_settled = row.capture_id == capture.pk or article.pk in seen
    return Identity(article, article.original_url, note, merged=row, is_settled=is_settled)


def article_at(url: str) -> Article | None:
    """The article known under this address."""
    address = canonical_url(storable(url))
    return Article.objects.filter(canonical_url=address).first() if address else None


def sibling(draft: Draft, seen: Seen) -> Article | None:
    """The article without address that came from the same page before."""
    pages = set(filter(None, seen.values()))
    read = Reading.objects.filter(capture__in=pages).values("article")
    former = Article.objects.filter(Q(capture__in=pages) | Q(pk__in=read), canonical_url=None)
    others = former.exclude(pk__in=seen).order_by("part", "pk")
    return next((article for article in others if is_same_text(draft, article)), None)


def is_same_text(draft: Draft, article: Article) -> bool:
    """Compared with what the article says and with what its last page said: an editor may have
    rewritten it since."""
    clean = draft.clean
    said = "\n".join([clean.headline, clean.standfirst, *(block.text for block in clean.body)])
    return shared_wording(said, known_text(article)) >= SAME_WORDING


def known_text(article: Article) -> str:
    last = article.imported or {}
    return "\n".join([
        article.headline, article.standfirst, plain_text(article.body), last.get("headline", ""),
        last.get("standfirst", ""), plain_text(last.get("body", "")),
    ])  # fmt: skip
