"""Words that must be found by each other, and words that must not (conflation*.csv beside this)."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from csto_archive.arabic.analysis import analyse, term_of
from csto_archive.arabic.normalise import fold, spelling
from csto_archive.arabic.tables import tables

from .variants import NOUNS, PREFIXES, PRONOUNS, variants

TABLES = ("conflation.csv", "conflation_more.csv")
WITH_PAIRS = 0.98
WITH_VARIANTS = 0.95
WITH_PRONOUNS = 0.88


def pairs(same: str) -> list[tuple[str, str, str]]:
    """Return (kind, first, second) of each row that says `same`: "yes" or "no"."""
    rows = [row for table in TABLES for row in _rows(table)]
    return [(row["kind"], row["first"], row["second"]) for row in rows if row["same"] == same]


def _rows(table: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def terms(written: str) -> list[str]:
    """Return what `written` is indexed as; nothing for a function word."""
    return [token.term for token in analyse(written) if token.term]


def conflated(first: str, second: str) -> bool:
    """True when both are found, and each by the other."""
    return bool(terms(first)) and terms(first) == terms(second)


def shown(failures: list[tuple[str, str, str]]) -> str:
    return "\n".join(
        f"{kind}: {first}/{second} -> {terms(first)} {terms(second)}"
        for kind, first, second in failures
    )


def variations() -> dict[str, list[tuple[str, str]]]:
    """Return (word, written) of all nouns by the name of the variation."""
    by_name = defaultdict(list)
    for word in NOUNS:
        for name, written in variants(word).items():
            by_name[name].append((word, written))
    return dict(by_name)


def test_the_table_is_as_long_as_it_should_be_and_says_nothing_twice() -> None:
    asked = [
        frozenset((first, second)) for same in ("yes", "no") for _, first, second in pairs(same)
    ]
    assert len(pairs("yes")) >= 1000
    assert len(pairs("no")) >= 480
    assert len(asked) == len(set(asked))
    assert not [pair for _, *pair in pairs("no") if spelling(pair[0]) == spelling(pair[1])]


def test_words_that_mean_the_same_are_conflated() -> None:
    asked = pairs("yes")
    failures = [pair for pair in asked if not conflated(*pair[1:])]
    assert len(failures) <= (1 - WITH_PAIRS) * len(asked), shown(failures)


def test_words_that_mean_something_else_stay_apart() -> None:
    asked = pairs("no")
    failures = [pair for pair in asked if conflated(*pair[1:])]
    assert len(failures) <= (1 - WITH_PAIRS) * len(asked), shown(failures)


@pytest.mark.parametrize("name", variations())
def test_a_noun_is_found_however_it_is_written(name: str) -> None:
    asked = variations()[name]
    least = WITH_PRONOUNS if name.removeprefix("+") in PRONOUNS else WITH_VARIANTS
    failures = [(name, *pair) for pair in asked if not conflated(*pair)]
    assert len(failures) <= (1 - least) * len(asked), shown(failures)


def test_a_noun_alone_has_the_term_that_it_has_in_a_text() -> None:
    asked = [word for word in NOUNS if word not in tables().function_apart]
    assert not [word for word in asked if term_of(fold(word)) != " ".join(terms(word))]


def test_every_noun_has_every_particle_and_pronoun() -> None:
    added = {f"+{name}" for name in (*PREFIXES, *PRONOUNS)}
    assert len(NOUNS) == len(set(map(fold, NOUNS))) >= 400
    assert all(added <= variants(word).keys() for word in NOUNS)


@pytest.mark.parametrize(
    ("word", "name", "written"),
    [
        ("لغة", "+لل", "للغة"),
        ("لغة", "+ولل", "وللغة"),
        ("دولة", "+لل", "للدولة"),
        ("دولة", "+ها", "دولتها"),
        ("مستوى", "+هم", "مستواهم"),
        ("لقاء", "+ها", "لقائها"),
        ("مبدأ", "+هم", "مبدئهم"),
        ("قمة", "ة as ه", "قمه"),
        ("نووي", "final ي and ى", "نووى"),
        ("مسؤول", "ؤ and ئ", "مسئول"),
        ("وزير", "tatweel", "وزيــر"),
        ("باب", "presentation forms", "ﺑﺎﺏ"),
    ],
)
def test_variants_follow_the_spelling_rules(word: str, name: str, written: str) -> None:
    assert variants(word)[name] == written
