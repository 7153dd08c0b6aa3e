"""The list of articles as it was asked for, but for its page: made once in each version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString

from articles import heads
from articles.filters import ArticlePageFilter
from articles.lengths import Length, Told, length_of, length_of_listed
from articles.models import Article
from csto_archive.filtering import understood
from csto_archive.versions import remembered
from summits.choices import offer_of

ARTICLES_A_PAGE = 20
Typed = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Listing:
    """`form`: the filters and those in force; `years`: the ways to each year of the list; `head`:
    what it adds for machines; `is_asked_in_words` where the search would rank it."""

    form: SafeString
    years: SafeString
    question: str
    words: str
    is_asked_in_words: bool
    length: Length
    head: dict


def listing_of(asked: QueryDict, today: date) -> Listing:
    """Kept where nothing was asked but choices that the list offers: there are not many. Words,
    days and what is mistyped are made each time."""
    typed = tuple((n, v) for n, v in asked.items() if n in ArticlePageFilter.NAMES and v.strip())
    return (_kept if _is_offered(typed) else _listing)(typed, today)


def entries_of(asked: QueryDict) -> SimpleLazyObject:
    """The articles as the list has them: asked for only where its first numbers do not do."""
    return SimpleLazyObject(lambda: _found(asked).entries)


def _is_offered(typed: Typed) -> bool:
    choices = offer_of(ArticlePageFilter).choices
    return all(value in dict(choices.get(name, ())) for name, value in typed)


def _found(asked: Mapping[str, str]) -> ArticlePageFilter:
    return understood(ArticlePageFilter(asked, Article.objects.published()))


def _listing(typed: Typed, today: date) -> Listing:
    query = QueryDict(mutable=True)
    query.update(dict(typed))
    found = _found(query)
    length = length_found(found)
    form = {"filter": found, "list_path": reverse("articles:articles")}
    years = {"years": length.years, "noun": length.noun, "query": query}
    return Listing(
        form=render_to_string("articles/_form.html", form),
        years=render_to_string("_years.html", years),
        question=found.question,
        words=found.form["q"].value() or "",
        is_asked_in_words=bool(found.query.text),
        length=length,
        head=heads.of_articles(found, today),
    )


_kept = remembered(_listing)


def length_found(found: ArticlePageFilter) -> Length:
    """Out of memory, where the index knows all that is asked; else the rows are counted."""
    if found.listed is None:
        asked = found.form.cleaned_data
        return length_of(asked, found.qs, found.entries, ARTICLES_A_PAGE)
    return length_of_listed(found.listed, found.samples, _told_in_order(), ARTICLES_A_PAGE)


@remembered
def _told_in_order() -> Told:
    return Article.objects.published().told_in_order()
