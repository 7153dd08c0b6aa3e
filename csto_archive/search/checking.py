"""Proving that the index says what the rows say. Nothing is written."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from csto_archive.arabic.analysis import ANALYSER_VERSION

from .building import analysed
from .documents import FACETS, FIELDS, Entry, Tally, keys_of
from .engines import engine, engine_class

MOST_NAMED = 20
LABELS = {
    "headline": gettext_lazy("العنوان"),
    "standfirst": gettext_lazy("المقدمة"),
    "body": gettext_lazy("النص"),
    "captions": gettext_lazy("تعليقات الصور"),
    "names": gettext_lazy("الأسماء"),
}


class Check:
    """One run of `check_search`. What is still to be settled is no difference."""

    def __init__(self, index, sample: int | None = None) -> None:
        self.index = index
        self.sample = sample

    def run(self, progress: Callable[[int, int], None]) -> list[str]:
        with engine_class().snapshot():
            self.state = next(state for state in engine_class().states() if state.active)
            self.tables = engine(self.state.name)
            self.noted = self.tables.noted()
            self.public = set(self.index.manager.published().values_list("pk", flat=True))
            found = [
                *self._analyser(),
                *self._triggers(),
                *self._records(),
                *self._entries(progress),
                *self._counts(),
                *self._keys(),
            ]
        return [*found, *self.tables.faults()]

    def _analyser(self) -> Iterator[str]:
        if self.state.analyser != ANALYSER_VERSION:
            yield _("الفهرس من نسخة أخرى من محلل الكلمات (%(old)s بدل %(new)s).") % {
                "old": self.state.analyser, "new": ANALYSER_VERSION,
            }  # fmt: skip

    def _triggers(self) -> Iterator[str]:
        for name in self.tables.missing_triggers():
            yield _("المشغّل %s مفقود من قاعدة البيانات.") % name

    def _records(self) -> Iterator[str]:
        there = self.tables.numbers()
        for record in sorted(self.public - there - self.noted):
            yield _("المقال %d منشور وليس في الفهرس.") % record
        for record in sorted(there - self.public - self.noted):
            yield _("المقال %d في الفهرس وليس منشوراً.") % record

    def _entries(self, progress: Callable[[int, int], None]) -> Iterator[str]:
        """Every record, or the sample, is analysed anew and compared."""
        records = sorted(self.public - self.noted)
        if self.sample is not None and self.sample < len(records):
            records = sorted(random.sample(records, self.sample))  # noqa: S311
        done = 0
        for batch in analysed(self.index, records):
            stored = self.tables.stored([entry.record for entry in batch.entries])
            for entry in batch.entries:
                if (kept := stored.get(entry.record)) and kept != entry:
                    yield from differences(entry, kept)
            done += len(batch.entries)
            progress(done, len(records))

    def _counts(self) -> Iterator[str]:
        tally = Tally().count(self.tables.entries())
        if (tally.documents, tally.length) != (self.state.documents, self.state.total_length):
            yield _("مجموع الوثائق وأطوالها لا يطابق الفهرس.")
        kept_words = dict(self.tables.ask("SELECT word, df FROM {set}_word"))
        yield from disagreeing(
            _("الجذع «%(name)s»: في %(counted)d مقالاً، والمسجّل %(kept)d."),
            tally.terms, dict(self.tables.ask("SELECT term, df FROM {set}_term")),
        )  # fmt: skip
        yield from disagreeing(
            _("الكلمة «%(name)s»: في %(counted)d مقالاً، والمسجّل %(kept)d."), tally.words, kept_words
        )

    def _keys(self) -> Iterator[str]:
        words = [word for (word,) in self.tables.ask("SELECT word FROM {set}_word")]
        wanted = sum(len(keys_of(word)) for word in words)
        kept = self.tables.ask(
            "SELECT COUNT(*) FROM {set}_key k JOIN {set}_word w ON w.word = k.word"
        )[0][0]
        every = self.tables.ask("SELECT COUNT(*) FROM {set}_key")[0][0]
        if not wanted == kept == every:
            yield _("مفاتيح التصويب لا تطابق الكلمات (%(kept)d بدل %(wanted)d).") % {
                "kept": every, "wanted": wanted,
            }  # fmt: skip


def differences(entry: Entry, kept: Entry) -> Iterator[str]:
    """In what the index differs from what the record says now."""
    if entry.sid != kept.sid:
        yield _("المقال %d: تاريخه في الفهرس غير تاريخه.") % entry.record
    for name, new, old in zip(FIELDS, entry.fields, kept.fields, strict=True):
        if new != old:
            yield _("المقال %(record)d: %(field)s في الفهرس غير ما في السجل.") % {
                "record": entry.record, "field": LABELS[name],
            }  # fmt: skip
    facets = zip(FACETS, entry.facets, kept.facets, strict=True)
    if differing := [name for name, new, old in facets if new != old]:
        yield _("المقال %(record)d: ما يُصفّى به في الفهرس غير ما في السجل (%(facets)s).") % {
            "record": entry.record, "facets": "، ".join(differing),
        }  # fmt: skip
    if (entry.words, entry.length) != (kept.words, kept.length) and entry.fields == kept.fields:
        yield _("المقال %d: كلماته كما كُتبت غير ما في السجل.") % entry.record


def disagreeing(line: str, counted: Mapping[str, int], kept: Mapping[str, int]) -> Iterable[str]:
    """A line for each name of which the counts differ; of many, the first."""
    names = sorted(n for n in {*counted, *kept} if counted.get(n, 0) != kept.get(n, 0))
    for name in names[:MOST_NAMED]:
        yield line % {"name": name, "counted": counted.get(name, 0), "kept": kept.get(name, 0)}
    if rest := len(names[MOST_NAMED:]):
        yield _("وفروق أخرى في الأعداد: %d") % rest
