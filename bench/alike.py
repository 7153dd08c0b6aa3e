"""Duplicates sought in an archive: what is found, what is told wrongly, and what it costs.

To be imported in a configured Django, with the archive filled (`bench/parts.py`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, NamedTuple
from unittest.mock import patch

from django.utils import timezone
from rapidfuzz import fuzz, process

from articles.bodies import blocks, plain_text
from articles.importing.batch import pages_in, preview
from articles.importing.overlap import shingles
from articles.likeness import likeness, likes_of
from articles.models import Article, LikenessKey
from bench import rewriting, timing
from bench.rewriting import Text
from csto_archive.records import Record

FEWEST_WORDS = 40  # of a page that is rewritten
BRUTE, FUZZY = (
    3,
    1,
)  # pages, and synthetic articles, whose rewrites are compared with every article of the archive
SAVED = 200
# What the names of such pages differ in.
AGENCY = re.compile(r"^\d+-|-agency-\w$")
HALF = 0.5  # of the wording in common: everything should be found
BANDS = {"50 % and more": HALF, "25 to 50 %": 0.25, "less": 0.0}
# What brute force has to reach to be told: as much as the archive asks for; of 100.
LEAST_SHARED, LEAST_RATIO = 0.25, 50


class Sought(NamedTuple):
    """A rewrite of the article `of`; `common` of their wording is shared."""

    kind: str
    of: int
    article: Article
    common: float


def measure(folders: Sequence[str], count: int, seed: int, brute: bool) -> dict[str, Any]:
    """Seek the rewrites of all pages and of `count` synthetic articles in the archive."""
    filled = fill()
    pages = saved_pages(folders)
    try:
        numbers = list(Article.objects.filter(editor_notes="").values_list("pk", flat=True))
        drawn = Random(seed).sample(sorted(numbers), min(count, len(numbers)))  # noqa: S311
        real, made = in_order(pages), in_order(drawn)
        sought = {"pages": [*rewritten(real)], "synthetic": [*rewritten(made)]}
        figures = {
            "filled": filled,
            "articles": {"pages": len(real), "synthetic": len(made)},
            "found": {name: found(some) for name, some in sought.items()},
            "other articles": others([*real, *made]),
            "likest different pages": likest_of(real),
            "by brute force": by_brute_force(sought) if brute else None,
        }
    finally:
        Article.objects.filter(pk__in=pages).delete()
    return {**figures, "saving": saving(numbers, seed)}


def fill() -> dict[str, float]:
    """The keys of articles that were loaded without `save()`."""
    start, changed = perf_counter(), Article.objects.analyse_anew()
    seconds = perf_counter() - start
    rows, articles = LikenessKey.objects.count(), Article.objects.count()
    return {
        "articles changed": changed,
        "seconds": round(seconds, 1),
        "rows": rows,
        "rows an article": round(rows / articles, 1),
    }


def saved_pages(folders: Sequence[str]) -> list[int]:
    """Every article of the pages in these folders as the importer reads it, equal ones once."""
    made = []
    paths = pages_in(map(Path, folders))
    for name, result, _problem in preview(paths, "", timezone.localdate()):
        for draft in result.drafts if result else ():
            clean = draft.clean
            text = Text(clean.headline, tuple(block.text for block in clean.body))
            if text.length >= FEWEST_WORDS:
                article = as_article(text, standfirst=clean.standfirst, editor_notes=name)
                article.analyse()
                if not Article.objects.filter(wording=article.wording).exists():
                    article.save()
                    made.append(article.pk)
    return made


def as_article(text: Text, **fields) -> Article:
    return Article(headline=text.headline[:500], body=rewriting.body(text.paragraphs), **fields)


def in_order(numbers: Sequence[int]) -> list[Article]:
    return list(Article.objects.filter(pk__in=numbers).order_by("pk"))


def as_text(article: Article) -> Text:
    return Text(article.headline, tuple(block.text for block in blocks(article.body)))


def rewritten(articles: Sequence[Article]) -> Iterator[Sought]:
    """Each article in every kind; what is added comes from the next one."""
    for article, other in zip(articles, [*articles[1:], *articles[:1]], strict=True):
        rewrites = rewriting.rewrites(as_text(article), as_text(other), name_of(article))
        for kind, text in rewrites.items():
            rewrite = as_article(text)
            rewrite.analyse()
            common = likeness(rewrite, article).percent / 100
            yield Sought(kind, article.pk, rewrite, common)


def found(sought: Sequence[Sought]) -> dict[str, Any]:
    """By kind: how many there are, how many were found and stood first, their common wording."""
    kinds: dict[str, list[tuple[bool, bool, float]]] = defaultdict(list)
    by_common: dict[str, list[bool]] = defaultdict(list)
    strangers, times = 0, timing.Times()
    for one in sought:
        likes = times.of(likes_of, one.article)
        places = [like.article for like in likes]
        is_found = one.of in places
        kinds[one.kind].append((is_found, places[:1] == [one.of], one.common))
        by_common[band(one.common)].append(is_found)
        strangers += len(likes) - is_found
    return {
        "kinds": {kind: shares(rows) for kind, rows in kinds.items()},
        "common wording": {
            name: {"n": len(rows), "recall": mean(rows)} for name, rows in by_common.items()
        },
        "other articles told": strangers,
        "ms": times.figures(),
    }


def band(common: float) -> str:
    return next(name for name, least in BANDS.items() if common >= least)


def shares(rows: Sequence[tuple[bool, bool, float]]) -> dict[str, float]:
    hit, first, common = (mean(column) for column in zip(*rows, strict=True))
    return {"n": len(rows), "found": hit, "first": first, "common": common}


def mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4)


def others(articles: Sequence[Article]) -> dict[str, list[list]]:
    """What is told of the articles themselves, each pair once: [percent, name, name]; apart from
    them the pages of two agencies on one meeting, which are meant to be alike."""
    pairs = {}
    for article in articles:
        for like in likes_of(article):
            names = sorted((name_of(article), name_of(Article.objects.get(pk=like.article))))
            pairs[tuple(names)] = like.percent
    told = sorted(([percent, *names] for names, percent in pairs.items()), reverse=True)
    return {
        "by agencies": [pair for pair in told if are_agencies(*pair[1:])],
        "different": [pair for pair in told if not are_agencies(*pair[1:])],
    }


def name_of(article: Article) -> str:
    """The name of its page, as «02-astana-2024-agency-a»; a number for a synthetic article."""
    return Path(article.editor_notes).stem if article.editor_notes else str(article.pk)


def are_agencies(one: str, other: str) -> bool:
    return "-agency-" in one and AGENCY.sub("", one) == AGENCY.sub("", other)


def likest_of(pages: Sequence[Article]) -> list:
    """Of all different pages the two that have most wording in common: [percent, name, name]."""
    pairs = combinations(pages, 2)
    return max(
        [likeness(one, other).percent, name_of(one), name_of(other)]
        for one, other in pairs
        if not are_agencies(name_of(one), name_of(other))
    )


# Brute force: every article is read


def by_brute_force(sought: dict[str, list[Sought]]) -> dict[str, Any]:
    """The rewrites of a few articles compared with all articles, in the same words."""
    of_each = len(rewriting.KINDS)
    few = [one for some in sought.values() for one in some[: BRUTE * of_each]]
    fewer = [one for some in sought.values() for one in some[: FUZZY * of_each]]
    return {
        "likes_of": counted(few, [{like.article for like in likes_of(o.article)} for o in few]),
        "shared_wording": shared_wording(few),
        "rapidfuzz.fuzz.ratio": fuzzy(fewer),
    }


def counted(sought: Sequence[Sought], answers: Sequence[set[int]]) -> dict[str, float]:
    hits = [one.of in told for one, told in zip(sought, answers, strict=True)]
    half = [hit for one, hit in zip(sought, hits, strict=True) if one.common >= HALF]
    strangers = sum(len(told - {one.of}) for one, told in zip(sought, answers, strict=True))
    return {
        "n": len(sought),
        "recall": mean(hits),
        "recall at 50 %": mean(half),
        "other articles told": strangers,
    }


def shared_wording(sought: Sequence[Sought]) -> dict[str, float]:
    """`shared_wording` of the importer: the runs of each article are made once for all rewrites."""
    few = [shingles(said(one.article)) for one in sought]
    answers: list[set[int]] = [set() for _ in sought]
    start = perf_counter()
    for number, text in every_text():
        runs = shingles(text)
        for own, answer in zip(few, answers, strict=True):
            fewest = min(len(own), len(runs))
            if fewest and len(own & runs) / fewest >= LEAST_SHARED:
                answer.add(number)
    seconds = perf_counter() - start
    return {**counted(sought, answers), "ms a text": round(seconds * 1000 / len(sought), 1)}


def fuzzy(sought: Sequence[Sought]) -> dict[str, float]:
    """The five likest by rapidfuzz, with as much in common as it takes for half a text."""
    texts = dict(every_text())
    start = perf_counter()
    answers = [
        {
            number
            for _text, _ratio, number in process.extract(
                said(one.article), texts, scorer=fuzz.ratio, limit=5, score_cutoff=LEAST_RATIO
            )
        }
        for one in sought
    ]
    seconds = perf_counter() - start
    return {**counted(sought, answers), "ms a text": round(seconds * 1000 / len(sought), 1)}


def every_text() -> Iterator[tuple[int, str]]:
    for article in Article.objects.only("headline", "body").iterator(chunk_size=500):
        yield article.pk, said(article)


def said(article: Article) -> str:
    return f"{article.headline}\n{plain_text(article.body)}"


# Saving


def saving(numbers: Sequence[int], seed: int) -> dict[str, dict[str, float]]:
    """`Article.save()` with the keys and without them, turn by turn, on the same articles."""
    times: dict[str, timing.Times] = defaultdict(timing.Times)
    for number in Random(seed).sample(sorted(numbers), min(SAVED, len(numbers))):  # noqa: S311
        article = Article.objects.get(pk=number)
        before = article.body
        for name, around in (("without keys", without_keys), ("with keys", with_keys)):
            with around():
                article.body = f"{before}\n<p>أضاف المحرر فقرة عن القمة التالية، {name}.</p>"
                times[f"changed, {name}"].of(article.save)
                article.dateline = name
                times[f"unchanged, {name}"].of(article.save)
                new = Article(headline=article.headline, body=article.body)
                times[f"new, {name}"].of(new.save)
                new.delete()
        article.body = before
        article.save()
    return {name: taken.figures() for name, taken in sorted(times.items())}


@contextmanager
def without_keys() -> Iterator[None]:
    """As an article was saved before there were keys."""
    with (
        patch.object(Article, "analyse", Record.analyse),
        patch.object(Article, "_stored_wording", lambda article: article.wording),
    ):
        yield


@contextmanager
def with_keys() -> Iterator[None]:
    yield
