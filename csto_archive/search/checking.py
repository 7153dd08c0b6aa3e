"""Proving that the index says what the rows say. Nothing is written."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from csto_archive.arabic.analysis import ANALYSER_VERSION

from .building import analysed
from .documents import FACETS, FIELDS, Entry, Tally, display_of, keys_of
from .engines import engine, engine_class
from .engines.tables import fingerprint

MOST_NAMED = 20
LABELS = {
    "headline": gettext_lazy("العنوان"),
    "standfirst": gettext_lazy("المقدمة"),
    "body": gettext_lazy("النص"),
    "captions": gettext_lazy("تعليقات الصور"),
    "names": gettext_lazy("الأسماء"),
}


class Check:
    """One run of `check_search`. What is noted, and due to be settled, is no difference."""

    def __init__(self, index, sample: int | None = None) -> None:
        self.index = index
        self.sample = sample

    def run(self, progress: Callable[[int, int], None]) -> list[str]:
        with engine_class().alone() as nobody_rebuilds:
            unfinished = nobody_rebuilds and any(s.building for s in engine_class().states())
        found = [_("إعادة بناء للفهرس لم تتم. شغّل: manage.py rebuild_search")] * unfinished
        with engine_class().snapshot():
            active = [state for state in engine_class().states() if state.active]
            if len(active) != 1:
                return [*found, _("تُقرأ %d من مجموعتي الفهرس، لا واحدة.") % len(active)]
            self.state = active[0]
            self.tables = engine(self.state.name)
            self.notes = self.tables.notes()
            now = self.index.now()
            self.waiting = {n for n, due in self.notes.items() if due is None or due <= now}
            self.public = set(self.index.manager.published().values_list("pk", flat=True))
            found += [
                *self._analyser(),
                *self._triggers(),
                *self._records(),
                *self._scheduled(),
                *self._entries(progress),
                *self._counts(),
                *self._displays(),
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
            yield _("المشغّل %s مفقود من قاعدة البيانات، أو غير ما صنعته الترحيلات.") % name

    def _records(self) -> Iterator[str]:
        there = self.tables.numbers()
        for record in sorted(self.public - there - self.waiting):
            yield _("المقال %d منشور وليس في الفهرس.") % record
        for record in sorted(there - self.public - self.waiting):
            yield _("المقال %d في الفهرس وليس منشوراً.") % record

    def _scheduled(self) -> Iterator[str]:
        """Nothing else brings an article into the index when its time has come."""
        for record, time in sorted(self.index.scheduled().items()):
            if record not in self.waiting and self.notes.get(record, time + 1) > time:
                yield _("المقال %d مجدول، ولن يدخل الفهرس في موعده.") % record

    def _entries(self, progress: Callable[[int, int], None]) -> Iterator[str]:
        """Every record, or the sample, is analysed anew and compared."""
        records = sorted(self.public - self.waiting)
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
        words = (word for (word,) in self.tables.each("SELECT word FROM {set}_word"))
        wanted = fingerprint((key, word) for word in words for key in keys_of(word))
        kept = fingerprint(self.tables.each("SELECT key, word FROM {set}_key"))
        if kept != wanted:
            yield _("مفاتيح التصويب لا تطابق الكلمات (%(kept)d بدل %(wanted)d).") % {
                "kept": kept[0], "wanted": wanted[0],
            }  # fmt: skip

    def _displays(self) -> Iterator[str]:
        """A word may be written in several ways, but in no other word's way."""
        rows = self.tables.each("SELECT word, display FROM {set}_word")
        wrong = [pair for pair in rows if display_of(*pair) != pair[1]]
        for word, display in wrong[:MOST_NAMED]:
            yield _("الكلمة «%(word)s» مسجّلة بكتابة كلمة أخرى: «%(display)s».") % {
                "word": word, "display": display,
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
    names = sorted(name for name in {*counted, *kept} if counted.get(name) != kept.get(name))
    for name in names[:MOST_NAMED]:
        yield line % {"name": name, "counted": counted.get(name, 0), "kept": kept.get(name, 0)}
    if rest := len(names[MOST_NAMED:]):
        yield _("وفروق أخرى في الأعداد: %d") % rest
