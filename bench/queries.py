"""What readers type: queries by class, drawn from the texts and names of the archive at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from random import Random

from articles.bodies import plain_text
from articles.models import Article
from bench import door, loading
from bench.corpus import SOURCES
from csto_archive.arabic.analysis import Token, analyse

# Shares of the archive that hold the word.
Share = tuple[float, float]
SHARES = RARE, MID, FREQUENT, VERY_FREQUENT = (0, 0.001), (0.003, 0.03), (0.03, 0.15), (0.15, 0.6)
OWN_WORDS = ("قمة", "القمة", "منظمة", "المنظمة", "معاهدة", "الأمن", "الجماعي", "القادة", "موسكو")
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
TEXTS = 600  # articles that words are drawn from
TRIES = 10_000  # words that are looked at
POOL, FEW = 250, 3  # the most and the fewest words of one class

HOSTILE = (
    "",
    "و",
    "في من على",
    '"',
    "«قمة",
    "AND OR NOT",
    "-",
    "*",
    "- - -",
    "-قمة",
    "'; DROP TABLE articles_article; --",
    "headline:قمة NEAR(a b)",
    "قمة & موسكو | !مينسك",
    "😀 قمة",
    "\u202eقمة\u202c",
    "قمة\x00موسكو",
    "قمة " * 600,
    "أو أو قمة أو",
)

QUESTIONS = (
    "ماذا قال {leader} عن {words} في {city}؟",
    "متى عُقدت قمة {city} التي بحثت {words}؟",
    "لماذا غابت {member} عن قمة {year}؟",
    "ما هي أهم نتائج قمة {city} {year}؟",
    "كم دولة تشارك في {words} في {member}؟",
)


class Queries:
    def __init__(self, seed: int = 0) -> None:
        self.random = Random(seed)  # noqa: S311 (queries, not a secret)
        self.cast = loading.cast()
        self.articles = Article.objects.published().count()

    def classes(self, count: int) -> dict[str, list[str]]:
        """`count` queries of each class, by the name it is printed under."""
        makers: dict[str, Callable[[], str]] = {
            "1 rare word": lambda: self.word(RARE),
            "1 mid word": lambda: self.word(MID),
            "1 frequent word": lambda: self.word(FREQUENT),
            "1 very frequent word": lambda: self.word(VERY_FREQUENT),
            "2 very frequent words": lambda: self.several(2, VERY_FREQUENT),
            "2 of the archive's own words": self.own_words,
            "2 frequent words": lambda: self.several(2, FREQUENT),
            "3 frequent words": lambda: self.several(3, FREQUENT),
            "phrase of 2": lambda: self.phrase(2),
            "phrase of 3": lambda: self.phrase(3),
            "full question": self.question,
            "realistic mix": self.realistic,
        }
        return {name: [make() for _ in range(count)] for name, make in makers.items()}

    def realistic(self) -> str:
        """One query as readers type them."""
        kinds = (
            (20, self.name),
            (15, self.summit),
            (25, lambda: self.headline_words(2)),
            (10, lambda: self.headline_words(3)),
            (8, lambda: f"{self.name()} {self.headline_words(1)}"),
            (8, lambda: self.phrase(2)),
            (5, lambda: f"{self.headline_words(1)} {self.year()}"),
            (5, self.misspelt),
            (4, self.question),
        )
        weights, makers = zip(*kinds, strict=True)
        return self.random.choices(makers, weights)[0]()

    def word(self, share: Share) -> str:
        return self.random.choice(self.pools[share])

    def several(self, count: int, share: Share) -> str:
        return " ".join(self.random.sample(self.pools[share], count))

    def own_words(self) -> str:
        return " ".join(self.random.sample(OWN_WORDS, 2))

    def phrase(self, length: int) -> str:
        """Neighbours out of a text, none of them a function word, in quotation marks."""
        while True:
            text, tokens = self.random.choice(self.texts)
            start = self.random.randrange(max(1, len(tokens) - length))
            part = tokens[start : start + length]
            if len(part) == length and all(token.term for token in part):
                return f"«{' '.join(text[token.start : token.end] for token in part)}»"

    def headline_words(self, count: int) -> str:
        """Neighbouring words of a headline that are no function words, as written."""
        while True:
            text, tokens = self.random.choice(self.headlines)
            words = [text[token.start : token.end] for token in tokens if token.term]
            if len(words) >= count:
                start = self.random.randrange(len(words) - count + 1)
                return " ".join(words[start : start + count])

    def name(self) -> str:
        """A city, member or leader; one time in three another spelling, or the last word alone."""
        place = self.random.choice([*self.cast.cities, *self.cast.members, *self.cast.leaders])
        name = place.names[0] if self.random.random() < 2 / 3 else self.random.choice(place.names)
        return name.split()[-1] if self.random.random() < 1 / 3 else name

    def summit(self) -> str:
        meeting = self.random.choice([m for m in self.cast.meetings if m.city])
        return self.random.choice(("قمة {0}", "قمة {0} {1}", "{0} {1}")).format(
            meeting.city, meeting.day.year
        )

    def year(self) -> str:
        return str(self.random.choice(self.cast.meetings).day.year)

    def misspelt(self) -> str:
        """A word of a text with one letter wrong, so that the archive has none of it."""
        while True:
            word = self.word(self.random.choice((MID, FREQUENT)))
            if len(word) < 5:
                continue
            wrong = self._mistyped(word)
            terms = {token.term for token in analyse(wrong)}
            if not any(door.frequencies(terms).values()):
                return wrong

    def _mistyped(self, word: str) -> str:
        at = self.random.randrange(1, len(word) - 1)
        letter = self.random.choice(LETTERS)
        return self.random.choice((
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ))  # fmt: skip

    def question(self) -> str:
        meeting = self.random.choice([m for m in self.cast.meetings if m.city])
        return self.random.choice(QUESTIONS).format(
            leader=self.random.choice(self.cast.leaders).names[0],
            member=self.random.choice(self.cast.members).names[0],
            city=meeting.city,
            year=meeting.day.year,
            words=self.headline_words(2),
        )

    def with_filters(self, count: int) -> list[tuple[str, dict[str, list[int]], str, int]]:
        """`count` queries with operators, filters, orders and later pages; hostile ones as well."""
        return [
            (
                self._operated(number),
                self._where() if self.random.random() < 0.4 else {},
                self.random.choice(("relevance", "relevance", "newest", "oldest")),
                self.random.choice((0, 0, 0, 20)),
            )
            for number in range(count)
        ]

    def _operated(self, number: int) -> str:
        if number < len(HOSTILE):
            return HOSTILE[number]
        some = self.several(2, self.random.choice((MID, FREQUENT, VERY_FREQUENT)))
        makers = (
            self.realistic,
            self.realistic,
            self.own_words,
            lambda: self.several(3, VERY_FREQUENT),
            lambda: self.phrase(self.random.choice((2, 3))),
            lambda: f"{self.own_words()} -{self.word(FREQUENT)}",
            lambda: f"-{self.word(VERY_FREQUENT)} {some}",
            lambda: f"{some} أو {self.name()}",
            lambda: f"{self.word(MID)[:3]}* {self.word(VERY_FREQUENT)}",
            lambda: f"{self.phrase(2)} {self.word(VERY_FREQUENT)}",
            lambda: f"{self.name()} -{self.phrase(2)}",
            lambda: f"{self.misspelt()} {some}",
            lambda: self.word(RARE),
        )
        return self.random.choice(makers)()

    def _where(self) -> dict[str, list[int]]:
        meeting = self.random.choice(self.cast.meetings)
        values = {
            "year": meeting.day.year,
            "summit": meeting.number,
            "city": self.random.choice(self.cast.cities).number,
            "member": self.random.choice(self.cast.members).number,
            "source": self.random.randint(1, SOURCES),
        }
        facets = self.random.sample(sorted(values), self.random.choice((1, 1, 2)))
        where = {facet: [values[facet]] for facet in facets}
        if "year" in where:
            where["year"].append(values["year"] + 1)
        return where

    def typed(self) -> str:
        """The beginning of a name, a word or a headline, two letters or more."""
        whole = self.random.choice((self.name, lambda: self.headline_words(2), self.summit))()
        return whole[: self.random.randint(2, max(2, min(len(whole), 9)))].rstrip()

    @cached_property
    def texts(self) -> list[tuple[str, list[Token]]]:
        """Bodies that may be shown in full, with their tokens."""
        articles = Article.objects.published().exclude(body="").filter(source__rights="full_text")
        return [(text, analyse(text)) for text in map(plain_text, self._drawn(articles, "body"))]

    @cached_property
    def headlines(self) -> list[tuple[str, list[Token]]]:
        drawn = self._drawn(Article.objects.published().exclude(headline=""), "headline")
        return [(text, analyse(text)) for text in drawn]

    def _drawn(self, articles, field: str) -> list[str]:
        numbers = list(articles.order_by("pk").values_list("pk", flat=True))
        drawn = self.random.sample(numbers, min(TEXTS, len(numbers)))
        found = articles.in_bulk(drawn)
        return [getattr(found[number], field) for number in drawn]

    @cached_property
    def pools(self) -> dict[Share, list[str]]:
        """Distinct words as written, by the share of the archive that they are in."""
        pools: dict[Share, list[str]] = {share: [] for share in SHARES}
        words = dict(islice(self._words(), TRIES))
        articles_with = door.frequencies(set(words.values()))
        for word, term in words.items():
            for (fewest, most), pool in pools.items():
                limit = max(most * self.articles, FEW)
                if fewest * self.articles < articles_with.get(term, 0) <= limit:
                    pool.append(word)
                    break
        for share, pool in pools.items():
            if len(pool) < FEW:
                raise ValueError(f"The archive has too few words in {share} of its articles.")
        return {share: pool[:POOL] for share, pool in pools.items()}

    def _words(self) -> Iterator[tuple[str, str]]:
        """Words as written with their terms, the frequent ones as often as they are written."""
        while True:
            text, tokens = self.random.choice(self.texts)
            token = self.random.choice(tokens)
            if token.term and len(token.word) > 1:
                yield text[token.start : token.end], token.term
