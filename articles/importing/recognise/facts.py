"""What the recogniser knows of the world: plain facts, from the database or, in tests, from CSV."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from math import log

from articles.importing.clean.bylines import city_names
from articles.importing.overlap import Forms, word_forms
from csto_archive.arabic.names import NameIndex
from csto_archive.arabic.normalise import fold

VIDEO = "videoconference"
UNSIGNED = "not_signed"
SHORT_NAME = 4
# «إعلان مجلس الأمن الجماعي» is what most summits adopt: articles call it by other names.
PLAIN_DECLARATION = ("إعلان مجلس الأمن الجماعي", "إعلان رؤساء الدول", "إعلان الدول الأعضاء")


@dataclass(frozen=True, slots=True)
class MemberFacts:
    iso2: str
    names: tuple[str, ...]
    joined_on: date | None
    left_on: date | None
    capital: str = ""

    def belonged_on(self, day: date) -> bool:
        joined = self.joined_on is not None and self.joined_on <= day
        return joined and (self.left_on is None or day <= self.left_on)


@dataclass(frozen=True, slots=True)
class TermFacts:
    """A person in an office. `role` is head_of_state, secretary_general …; `leader` the slug."""

    iso2: str
    names: tuple[str, ...]
    role: str
    in_council: bool
    started_on: date | None
    ended_on: date | None
    leader: str = ""

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

    @property
    def is_signed(self) -> bool:
        return self.status != UNSIGNED

    @property
    def is_plain_declaration(self) -> bool:
        return self.kind == "declaration" and self.title.startswith(PLAIN_DECLARATION)


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
    def country_words(self) -> dict[str, str]:
        """Folded name or adjective without «ال» («روسيا»، «روسي»، «روسيه») → ISO code."""
        named = ((fold(name), member) for member in self.members for name in member.names)
        words = {name.removeprefix("ال"): member.iso2 for name, member in named}
        people = ((word, member.iso2) for member in self.members for word in adjectives(member))
        return words | {word + end: iso2 for word, iso2 in people for end in ("", "ه")}

    @cached_property
    def title_words(self) -> dict[str, tuple[Forms, ...]]:
        return {initiative.slug: word_forms(initiative.title) for initiative in self.initiatives}

    @cached_property
    def titles_with(self) -> dict[str, list[int]]:
        """Term → the signed initiatives (by their positions) that go by their titles, as often as
        words of the title go by the term."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for at, record in enumerate(self.initiatives):
            if record.is_signed and not record.is_plain_declaration:
                for term in chain.from_iterable(self.title_words[record.slug]):
                    found[term].append(at)
        return dict(found)

    @cached_property
    def plain_declarations(self) -> tuple[InitiativeFacts, ...]:
        return tuple(r for r in self.initiatives if r.is_signed and r.is_plain_declaration)

    @cached_property
    def adopted_at(self) -> dict[str, list[InitiativeFacts]]:
        """Slug of a summit → its initiatives."""
        found: defaultdict[str, list[InitiativeFacts]] = defaultdict(list)
        for record in self.initiatives:
            found[record.summit].append(record)
        return dict(found)

    @cached_property
    def member_patterns(self) -> dict[str, re.Pattern[str]]:
        """ISO code → a pattern for the member by its name, adjective, capital or leader."""
        return {member.iso2: any_name(self._spellings(member)) for member in self.members}

    def _spellings(self, member: MemberFacts) -> set[str]:
        cities = (city for city in self.cities if city.slug == member.capital)
        terms = (t for t in self.terms if t.iso2 == member.iso2 and t.in_council)
        leaders = (name.split()[-1] for term in terms for name in term.names)
        names = (*member.names, *(name for city in cities for name in city.names))
        long = (name for name in leaders if len(name) > SHORT_NAME)
        people = (f"{word}ه?" for word in adjectives(member))
        return {*map(fold, names), *map(fold, long), *people}

    @cached_property
    def title_weights(self) -> dict[Forms, float]:
        """How telling each word of the initiatives' titles is: rare ones more than common ones."""
        counts = Counter(word for title in self.title_words.values() for word in set(title))
        return {word: log(1 + len(self.initiatives) / count) for word, count in counts.items()}

    @cached_property
    def whole_weights(self) -> dict[str, float]:
        """The weight of all words of a title, by the slug of its initiative."""
        weigh = self.title_weights.__getitem__
        return {slug: sum(map(weigh, title)) for slug, title in self.title_words.items()}

    @cached_property
    def founded_on(self) -> date:
        """When the first members joined: before that, the parties to the Treaty met."""
        return min((m.joined_on for m in self.members if m.joined_on), default=date.min)

    def belonged(self, iso2: str, day: date | None) -> bool:
        """Whether it was a member on that day, its last one included; without a day, for good."""
        member = self.member(iso2)
        if member is None:
            return False
        if day is None:
            return bool(member.joined_on and not member.left_on)
        return member.belonged_on(max(day, self.founded_on))

    def member(self, iso2: str) -> MemberFacts | None:
        return next((member for member in self.members if member.iso2 == iso2), None)


def any_name(spellings: Iterable[str]) -> re.Pattern[str]:
    longest_first = "|".join(sorted(spellings, key=len, reverse=True))
    return re.compile(rf"(?<!\w)[وفبلك]{{0,2}}(?:ال|لل)?(?:{longest_first})(?!\w)")


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
