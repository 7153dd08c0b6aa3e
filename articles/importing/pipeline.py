"""The rooms in a line: raw page in, drafts out. Pure: the same page gives the same drafts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from articles.importing.clean import clean
from articles.importing.decode import decode
from articles.importing.extract import extract
from articles.importing.page import Clean, Draft, PageResult, RawPage
from articles.importing.recognise import Authority, recognise
from articles.importing.sheet import Sheet

LONGEST_QUOTE = 300
NO_ARTICLE = "لم يُعثر في الصفحة على مقال"


def understand(page: RawPage, authority: Authority, today: date) -> PageResult:
    """All articles of a page. Raises UnreadablePageError for a page without text.

    A date of publication after `today` is no date: nothing was published tomorrow.
    """
    decoded = decode(page)
    extracted = extract(decoded, decoded.media_type)
    articles = clean(extracted, authority.dateline_cities)
    sheet = Sheet(extracted.lines)
    drafts = [
        quoted(recognise(dated(addressed(article, page, number), today), authority), sheet)
        for number, article in enumerate(articles)
    ]
    problems = extracted.problems if drafts else (*extracted.problems, NO_ARTICLE)
    return PageResult(decoded.encoding, decoded.mendings, tuple(drafts), problems)


def laid_out(page: RawPage) -> Sheet:
    """The page as a reader sees it, with the places of its words. Raises UnreadablePageError."""
    decoded = decode(page)
    return Sheet(extract(decoded, decoded.media_type).lines)


def quoted(draft: Draft, sheet: Sheet) -> Draft:
    """Each proof with its words as a reader sees them."""
    proofs = (
        replace(proof, quote=sheet.words(proof.start, proof.end, LONGEST_QUOTE))
        for proof in draft.evidence
    )
    return replace(draft, evidence=tuple(proofs))


def addressed(article: Clean, page: RawPage, number: int) -> Clean:
    """The address that the importer was told is that of the first article."""
    return replace(article, url=page.url) if page.url and number == 0 else article


def dated(article: Clean, today: date) -> Clean:
    if article.published_on and article.published_on > today:
        return replace(article, published_on=None, precision="")
    return article
