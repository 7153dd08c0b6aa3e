"""Which article of the archive the article of a page is.

An address that the editor gives says it. One that the page states says it only where the wording
agrees: a page may state any address, and many state that of another page.
"""

from __future__ import annotations

from dataclasses import dataclass

from articles.addresses import canonical_url
from articles.bodies import plain_text
from articles.importing.overlap import shared_wording
from articles.importing.page import Draft
from articles.importing.save.addresses import is_too_long, storable
from articles.models import Article, Capture

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
    """`article` is None for a new one, `url` the address it keeps, `note` why it keeps none."""

    article: Article | None
    url: str = ""
    note: str = ""
    is_disputed: bool = False


def identify(draft: Draft, part: int, capture: Capture, seen: Seen, is_told: bool) -> Identity:
    """The article that a draft is; `is_told`: the editor gave its address."""
    url = draft.clean.url
    drawn = Article.objects.select_for_update().filter(capture=capture, part=part).first()
    if drawn:
        return Identity(drawn, drawn.original_url)
    holder = article_at(url)
    if holder is None:
        same = None if storable(url) else sibling(draft, seen)
        return Identity(same, storable(url), TOO_LONG if is_too_long(url) else "")
    if holder.pk in seen or holder.capture_id == capture.pk:
        return Identity(sibling(draft, seen), note=SHARED)
    if is_told or is_same_text(draft, holder):
        return Identity(holder, url)
    return Identity(None, note=DISPUTED % holder.pk, is_disputed=True)


def article_at(url: str) -> Article | None:
    """The article known under this address."""
    address = canonical_url(storable(url))
    if not address:
        return None
    return Article.objects.select_for_update().filter(canonical_url=address).first()


def sibling(draft: Draft, seen: Seen) -> Article | None:
    """The article without address that came from the same page before."""
    former = Article.objects.filter(capture__in=filter(None, seen.values()), canonical_url=None)
    others = former.select_for_update().exclude(pk__in=seen).order_by("part", "pk")
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
