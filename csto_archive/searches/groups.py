"""The groups beside the articles: a few hundred records, all of whose matches are ranked here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from csto_archive.arabic.analysis import term_of
from csto_archive.arabic.normalise import fold
from csto_archive.search.query import ANY_ENDING, Clause, Phrase, Query
from csto_archive.searches.shelf import Forms, Kept, Shelf


@dataclass(frozen=True)
class Kind:
    """A kind of record: what it is called and which facets say something of it.

    `names` are words that every record of the kind answers: «قمة مينسك» is Minsk among the summits.
    None of the records answers a facet that is not in `facets`.
    """

    model: str
    noun: str
    names: tuple[str, ...]
    facets: frozenset[str] = frozenset()

    def find(self, query: Query, where: Mapping[str, int], shelf: Shelf) -> list[Kept]:
        """The records that answer the query, narrowed by facets."""
        if not where.keys() <= self.facets:
            return []
        asked, records = self.asked(query), shelf.by_model[self.model]
        is_for_all = query.clauses and not (asked.clauses or asked.excluded)
        found = records if is_for_all else answering(asked, records)
        return [
            record
            for record in found
            if all(value in record.answers[facet] for facet, value in where.items())
        ]

    def asked(self, query: Query) -> Query:
        """The query without what every record of the kind answers.

        They are few and say little: what has all words of a question is the answer to it.
        """
        known = {term_of(fold(name)) for name in self.names}
        clauses = [c for c in query.clauses if not any({*p.terms} <= known for p in c.any_of)]
        return replace(query, clauses=tuple(clauses), question=False)

    def has_all(self, record: Kept, query: Query) -> bool:
        """Whether the record has all that is asked for, not only most of it."""
        return all(_satisfies(record.forms, clause) for clause in self.asked(query).clauses)


def answering(query: Query, records: Sequence[Kept]) -> list[Kept]:
    """What `RecordQuerySet.search` finds of rows: all that is asked for, else most of it."""
    if query.is_void:
        return []
    left = [r for r in records if not any(_stands(p, r.forms) for p in query.excluded)]
    counts = [_satisfied(query, record.forms) for record in left]
    most = len(query.clauses)
    if most > 1 and most not in counts:
        most = max(max(counts, default=0) / 2, 1)
    return [record for record, count in zip(left, counts, strict=True) if count >= most]


def ranked(query: Query, records: Collection[Kept]) -> list[Kept]:
    """The best first: what has most of the query in its title, then in all its words."""

    def worth(record: Kept) -> tuple[int, int]:
        return _satisfied(query, record.headed), _satisfied(query, record.forms)

    return sorted(records, key=worth, reverse=True)


def is_named(record: Kept, query: Query) -> bool:
    """Whether a title says something as it was typed, not under another spelling."""
    typed = (replace(clause, any_of=clause.any_of[:1]) for clause in query.clauses)
    return any(_satisfies(record.headed, clause) for clause in typed)


def _satisfied(query: Query, text: Forms) -> int:
    """How many clauses of the query a text satisfies."""
    return sum(_satisfies(text, clause) for clause in query.clauses)


def _satisfies(text: Forms, clause: Clause) -> bool:
    return any(_stands(phrase, text) for phrase in clause.any_of)


def _stands(phrase: Phrase, text: Forms) -> bool:
    if phrase.words:
        return f" {' '.join(phrase.words)} " in text.folded
    sought = f" {' '.join(phrase.terms)}"
    if sought.endswith(ANY_ENDING):
        beginning = sought.removesuffix(ANY_ENDING)
        return beginning in text.stemmed or beginning in text.folded
    return f"{sought} " in text.stemmed


KINDS = {
    "summits": Kind(
        "summit", "summit", ("قمة", "انعقدت", "عُقدت", "استضافت", "جرت"),
        frozenset(("year", "city", "member", "initiative")),
    ),
    "members": Kind("member", "member", ("دولة",)),
    "leaders": Kind("leader", "leader", ("قائد", "رئيس"), frozenset(("member",))),
    "cities": Kind("city", "city", ("مدينة",)),
    "initiatives": Kind(
        "initiative", "initiative", ("مبادرة", "وثيقة", "قرار", "أُقرت", "وُقعت"),
        frozenset(("year", "city", "member")),
    ),
}  # fmt: skip
