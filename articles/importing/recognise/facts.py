"""What the recogniser knows of the world: plain facts, from the database or, in tests, from CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import log

from articles.importing.clean.bylines import city_names
from articles.importing.overlap import Forms, word_forms
from csto_archive.arabic.names import NameIndex
from csto_archive.arabic.normalise import fold

VIDEO = "videoconference"


@dataclass(frozen=True, slots=True)
class MemberFacts:
    iso2: str
    names: tuple[str, ...]
    joined_on: date | None
    left_on: date | None
    capital: str = ""

    def belonged_on(self, day: date) -> bool:
        joined = self.joined_on is not None and self.joined_on <= day
        return joined and (self.left_on is None or day < self.left_on)


@dataclass(frozen=True, slots=True)
class TermFacts:
    """A person in an office. `role` is head_of_state, secretary_general …"""

    iso2: str
    names: tuple[str, ...]
    role: str
    in_council: bool
    started_on: date | None
    ended_on: date | None

    def covers(self, day: date) -> bool:
        started = self.started_on is None or self.started_on <= day
        return started and (self.ended_on is None or day <= self.ended_on)


@dataclass(frozen=True, slots=True)
class CityFacts:
    slug: str
    names: tuple[str, ...]
    country: str


@dataclass(frozen=True, slots=True)
class SummitFacts:
    """`city` and `country` are empty for a videoconference; `present`: members not absent."""

    slug: str
    start: date
    end: date
    city: str
    country: str
    format: str
    kind: str
    status: str
    present: frozenset[str] = frozenset()

    @property
    def is_video(self) -> bool:
        return self.format == VIDEO


@dataclass(frozen=True, slots=True)
class InitiativeFacts:
    slug: str
    title: str
    kind: str
    status: str
    date: date
    summit: str = ""


@dataclass(frozen=True)
class Authority:
    """The reference data, with its name indexes (made once)."""

    members: tuple[MemberFacts, ...]
    terms: tuple[TermFacts, ...]
    cities: tuple[CityFacts, ...]
    summits: tuple[SummitFacts, ...]
    initiatives: tuple[InitiativeFacts, ...]

    @cached_property
    def dateline_cities(self) -> NameIndex[str]:
        return city_names([(city.slug, city.names) for city in self.cities])

    @cached_property
    def city_index(self) -> NameIndex[str]:
        return NameIndex((city.slug, city.names) for city in self.cities)

    @cached_property
    def country_index(self) -> NameIndex[str]:
        return NameIndex((member.iso2, member.names) for member in self.members)

    @cached_property
    def person_index(self) -> NameIndex[int]:
        """Persons by the position of their terms in `terms`."""
        return NameIndex((at, term.names) for at, term in enumerate(self.terms))

    @cached_property
    def capital_adjectives(self) -> dict[str, str]:
        """Folded adjective («قرغيزيه») → slug of the capital, for «العاصمة القرغيزية»."""
        return {
            f"{word}ه": member.capital
            for member in self.members
            for word in adjectives(member)
            if member.capital
        }

    @cached_property
    def title_words(self) -> dict[str, tuple[Forms, ...]]:
        return {initiative.slug: word_forms(initiative.title) for initiative in self.initiatives}

    @cached_property
    def title_weights(self) -> dict[Forms, float]:
        """How telling each word of the initiatives' titles is: rare ones more than common ones."""
        counts = Counter(word for title in self.title_words.values() for word in set(title))
        return {word: log(1 + len(self.initiatives) / count) for word, count in counts.items()}

    def member(self, iso2: str) -> MemberFacts | None:
        return next((member for member in self.members if member.iso2 == iso2), None)


def adjectives(member: MemberFacts) -> frozenset[str]:
    """The folded masculine adjectives of a country: «ارميني», «كازاخستاني» and «كازاخي»."""
    return frozenset(word for name in member.names for word in adjectives_of(fold(name)))


def adjectives_of(name: str) -> Iterator[str]:
    if " " in name:
        return
    if name.endswith("ستان"):
        yield f"{name}ي"
        yield f"{name.removesuffix('ستان')}ي"
    else:
        yield f"{name.removesuffix('ا').removesuffix('ي')}ي"
