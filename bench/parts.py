"""The parts that run inside a database, each a function from JSON to JSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from html import escape
from random import Random
from time import perf_counter, process_time
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from articles.models import Article
from bench import addresses, alike, arcd, door, extractors, loading, rooms, timing
from bench.queries import Queries
from csto_archive.arabic import minhash
from summits.loading.load import load_reference

PAGE = 20
WARMING = 10  # queries of each class before the ones that are timed
SAVES_WAIT_FOR = 2  # a save of the changed article and one of the article as it was


def prepare() -> None:
    """An archive as it is installed: tables and reference data."""
    call_command("migrate", verbosity=0)
    load_reference()


def synthetic(articles: int, seed: int) -> float | None:
    """Fill the archive unless an earlier run did; the seconds that took."""
    prepare()
    if (there := Article.objects.count()) == articles:
        return None
    if there:  # an earlier run was broken off
        call_command("flush", verbosity=0, interactive=False)
        load_reference()
    return _seconds(lambda: loading.load(articles, seed))


def site(articles: int, seed: int) -> dict[str, dict[str, list[str]]]:
    """An archive that can be served, with its static files; the addresses of its pages, and of
    those that are asked once."""
    synthetic(articles, seed)
    call_command("setup_static", verbosity=0)
    return {"pages": addresses.every_page(), "unseen": addresses.unseen(seed)}


def publish() -> None:
    """As an editor does who saves the newest article: the archive has another version."""
    article = Article.objects.published().newest_first()[0]
    article.kicker = f"عاجل {timezone.now():%H:%M:%S.%f}"
    article.save()


def rebuild() -> float:
    return _seconds(lambda: call_command("rebuild_search", verbosity=0))


def _seconds(work: Callable[[], Any]) -> float:
    start = perf_counter()
    work()
    return round(perf_counter() - start, 1)


# Retrieval


def questions(path: str) -> dict:
    """The paragraphs found for each question, every paragraph an article of its own."""
    prepare()
    asked = arcd.load(path)
    places = _publish(asked.paragraphs)
    rebuild()

    def ranking(question: str) -> list[int]:
        return [places[record] for record in door.page(question, {}, count=arcd.DEPTH).records]

    return {"found": arcd.answered(ranking, asked.questions)}


def _publish(paragraphs: list[str]) -> dict[int, int]:
    """Make each paragraph an article; the paragraph's place by the article's number."""
    day = date(2020, 1, 1)
    made = Article.objects.bulk_create(
        Article(
            body=f"<p>{escape(text)}</p>",
            status=Article.Status.PUBLISHED,
            published_at=timezone.now(),
            published_on=day,
            published_precision=Article.Precision.DAY,
            sort_date=day,
        )
        for text in paragraphs
    )
    return {article.pk: place for place, article in enumerate(made)}


# Speed


def speed(
    articles: int, queries: dict[str, list[str]] | None, count: int, seed: int, rebuilt: bool
) -> dict:
    """Times by class of query, for the queries given or else made here (and given back)."""
    loaded = synthetic(articles, seed)
    seconds = {
        "load": loaded,
        "rebuild": rebuild() if rebuilt or loaded else None,
        "settle": _seconds(door.settle),
    }
    queries = queries or _queries(count + WARMING, seed)
    mix = queries["realistic mix"]
    times, hits = {}, {}
    for name, texts in queries.items():
        if name not in ("typed", "misspelt"):
            times[name], hits[name] = _pages(texts)
    times["facets"] = _timed(lambda text: door.facets(text, {}), mix)
    times["facets, 1 very frequent word"] = _timed(
        lambda text: door.facets(text, {}), queries["1 very frequent word"]
    )
    times |= _hits(mix)
    times["did you mean"] = _timed(door.corrected, queries["misspelt"])
    times["suggestions"] = _timed(door.offers, queries["typed"])
    times["saving one article"] = _saves(count, seed)
    summaries = {name: timing.summary(taken) for name, taken in times.items()}
    return {"seconds": seconds, "queries": queries, "times": summaries, "hits": hits}


def _queries(count: int, seed: int) -> dict[str, list[str]]:
    made = Queries(seed)
    return made.classes(count) | {
        "misspelt": [made.misspelt() for _ in range(count)],
        "typed": [made.typed() for _ in range(count)],
    }


def _timed(work: Callable[[str], Any], texts: list[str]) -> list[float]:
    """Milliseconds of each text but the first ones, which only warm."""
    return timing.milliseconds(work, texts)[WARMING:]


def _pages(texts: list[str]) -> tuple[list[float], int]:
    """Milliseconds of the first page of each text, and the median of what they find."""
    totals = []
    taken = _timed(lambda text: totals.append(door.page(text, {}).total), texts)
    return taken, timing.percentile(totals, 0.5)


def _hits(texts: list[str]) -> dict[str, list[float]]:
    """CPU time of what is marked and cut on a page, for those queries that fill one."""

    def cut(hits: list) -> None:
        for hit in hits:
            _ = hit.headline, hit.snippet

    def made_ready(found) -> None:
        hits = door.hits(found)
        cut(hits)
        for hit in hits:
            _ = hit.forms

    full = [text for text in texts if len(door.hits(door.found(text))) == PAGE]
    return {
        "20 snippets (CPU)": timing.milliseconds(
            cut, [door.hits(door.found(text)) for text in full], process_time
        ),
        "20 hits read, marked, explained (CPU)": timing.milliseconds(
            made_ready, [door.found(text) for text in full], process_time
        ),
    }


def _saves(count: int, seed: int) -> list[float]:
    """Time `save()` of changed articles, and of the same ones changed back."""
    numbers = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    drawn = Random(seed).sample(numbers, min(count // SAVES_WAIT_FOR, len(numbers)))  # noqa: S311
    taken = []
    for number in drawn:
        article = Article.objects.get(pk=number)
        before = article.body
        for body in (f"{before}\n<p>أضاف المحرر فقرة عن القمة التالية.</p>", before):
            article.body = body
            taken += timing.milliseconds(lambda changed: changed.save(), [article])
    return taken


# Parity


def parity(articles: int, asked: list | None, count: int, seed: int) -> dict:
    """What the archive answers to the queries given, or else made here (and given back)."""
    synthetic(articles, seed)
    rebuild()
    _edit(seed)
    asked = asked or Queries(seed).with_filters(count)
    return {"asked": asked, "answers": [_answer(*query) for query in asked], "check": door.check()}


def _edit(seed: int) -> None:
    """What happens between two rebuilds, by the ways that call `save()` and those that do not."""
    numbers = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    drawn = Random(seed).sample(numbers, 50)  # noqa: S311
    for article in Article.objects.filter(pk__in=drawn[:10]).order_by("pk"):
        article.headline = f"{article.headline} بعد التعديل"
        article.save()
    Article.objects.filter(pk__in=drawn[10:20]).update(status=Article.Status.WITHDRAWN)
    Article.objects.filter(pk__in=drawn[20:30]).update(headline="عنوان جديد عن قمة موسكو")
    later = timezone.now() + timedelta(days=1)
    Article.objects.filter(pk__in=drawn[30:35]).update(published_at=later)
    Article.objects.filter(pk__in=drawn[35:40]).delete()
    for article in Article.objects.filter(pk__in=drawn[40:]).order_by("pk"):
        article.photos.create(caption="لقطة جماعية في مينسك")


def _answer(text: str, where: dict, sort: str, start: int) -> dict:
    page = door.page(text, where, sort, start)
    facets = {name: [list(row) for row in rows] for name, rows in door.facets(text, where).items()}
    return {
        "total": page.total,
        "counted": door.total(text, where),
        "relaxed": page.relaxed,
        "records": list(page.records),
        "facets": facets,
    }


# Importing


def trafilatura_alone(paths: list[str]) -> dict[str, list[dict]]:
    """What the library makes of each page, decoded by our importer."""
    return {
        path: extractors.trafilatura_alone(text, is_html)
        for path, text, is_html in rooms.decoded(paths)
    }


def understanding(paths: list[str], timed: int, long: int, seed: int) -> dict[str, Any]:
    prepare()
    return rooms.understanding(paths, timed, long, seed)


# Duplicates


def duplicates(
    articles: int, folders: list[str], count: int, seed: int, brute: bool, bins: int
) -> dict[str, Any]:
    """What is found of rewritten articles; `brute`: also by reading all articles."""
    minhash.BINS = bins
    synthetic(articles, seed)
    return alike.measure(folders, count, seed, brute)
