"""A synthetic archive: articles that are made of the archive's own names and of Arabic words drawn
as often as they are written (Zipf). The same seed and number give the same article for ever.

Plain Python; who the summits, members and leaders are is handed in (`Cast`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import NamedTuple

import wordfreq

FIRST_DAY, DAYS = date(2002, 5, 14), 24 * 365
WORDS = 300  # of a body, on average
SOURCES = 40
ARABIC = re.compile("[ء-غف-ي]+")

KICKERS = ("قمة {city}", "منظمة معاهدة الأمن الجماعي", "{member} والجوار", "متابعات", "تقرير")
HEADLINES = (
    "قمة {city} {words}",
    "{leader} يصل إلى {city} {words}",
    "{leader}: {words}",
    "قادة منظمة معاهدة الأمن الجماعي {words} في {city}",
    "{member} و{member} {words}",
    "ماذا بعد قمة {city}؟ {words}",
    "الأمن الجماعي و{words}",
    "{words} على جدول أعمال قمة {year}",
    "{member} {words}",
    "{words}",
    "{words} بعد لقاء {leader}",
)
STANDFIRSTS = (
    "أقرّ القادة في {city} وثائق تتعلق بـ{words} في اجتماع دام {number} ساعات.",
    "قال {leader} إن {words} قبل القمة المقبلة للمنظمة.",
    "{words} {words} في ختام القمة التي استضافتها {city}.",
    "تتولى {member} رئاسة المنظمة في العام المقبل، {words}.",
)
SENTENCES = (
    "عقد قادة الدول الأعضاء في منظمة معاهدة الأمن الجماعي قمتهم في {city} {words}.",
    "وقال {leader} إن بلاده {words}، مشيرًا إلى {words}.",
    "وأكد {leader} أن القمة {words} في {city}.",
    "وشارك في القمة رؤساء {member} و{member} و{member}.",
    "ووقّع القادة على «{initiative}» {words}.",
    "وبحث مجلس الأمن الجماعي {words} و{words}.",
    "وكانت {member} قد أعلنت في {day} أنها {words}.",
    "وتضم المنظمة {number} دول، {words}.",
    "وذكر الأمين العام للمنظمة {words} خلال مؤتمر صحفي في {city}.",
    "وسبقت القمّةَ اجتماعاتٌ لوزراء الخارجية والدفاع {words}.",
    "وتنص المعاهدة على {words} في حال تعرّض إحدى الدول لعدوان.",
    "ورأى خبراء أن والقمة المقبلة {words}.",
    "وأضاف البيان الختامي أن الدول الأعضاء {words}، وأن {words}.",
    "ودعا {leader} إلى {words} على الحدود مع أفغانستان.",
    "وغابت {member} عن الاجتماع {words}.",
    "وتجري قوات الرد السريع مناورات في {member} {words}.",
    "وعن «{initiative}» قال {leader}: «{words}».",
    "ومن المقرر أن تستضيف {city} القمة التالية عام {year}، {words}.",
    "وتعود معاهدة الأمن الجماعي إلى عام 1992 {words}.",
    "واتفق {leader} و{leader} على {words}.",
)
CAPTIONS = (
    "{leader} في {city}",
    "صورة جماعية للقادة في قمة {city} {year}",
    "{leader} و{leader}",
    "{words}",
)
OUTLETS = ("جريدة", "صحيفة", "وكالة", "موقع", "مجلة", "شبكة", "إذاعة", "قناة")


class Place(NamedTuple):
    """A record that texts speak of, with the ways its name is written, the usual one first."""

    number: int
    names: tuple[str, ...]


class Meeting(NamedTuple):
    number: int
    day: date
    city: str
    initiatives: tuple[Place, ...]


class Cast(NamedTuple):
    cities: Sequence[Place]
    members: Sequence[Place]
    leaders: Sequence[Place]
    meetings: Sequence[Meeting]


class Text(NamedTuple):
    """One article; `members` and `initiatives` are numbers, `background` those of summits."""

    kicker: str
    headline: str
    standfirst: str
    paragraphs: list[str]
    captions: list[str]
    day: date
    source: int  # 0 … SOURCES - 1
    summit: int | None
    background: list[int]
    members: list[int]
    initiatives: list[int]


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Every Arabic word of wordfreq's large list and the running sum of the frequencies."""
    counted = wordfreq.get_frequency_dict("ar", "large")
    words = [word for word in counted if ARABIC.fullmatch(word)]
    return words, list(accumulate(map(counted.__getitem__, words)))


def source_names(seed: int = 0) -> list[str]:
    draw = Draw(Random(seed), Cast((), (), (), ()))  # noqa: S311 (a corpus, not a secret)
    return [f"{OUTLETS[n % len(OUTLETS)]} {draw.words(2)} {n + 1}" for n in range(SOURCES)]


def texts(cast: Cast, count: int, seed: int = 0) -> Iterator[Text]:
    return (text(cast, number, seed) for number in range(count))


def text(cast: Cast, number: int, seed: int = 0) -> Text:
    """Article `number`: seven in eight tell of a summit within three days of it."""
    random = Random(f"{seed}/{number}")  # noqa: S311
    draw = Draw(random, cast)
    meeting = random.choice(cast.meetings)
    about = random.random() < 0.85
    draw.meeting = meeting if about else None
    if about and random.random() < 0.9:
        day = meeting.day + timedelta(random.randrange(4))
    else:
        day = FIRST_DAY + timedelta(random.randrange(DAYS))
    background = {m.number for m in random.sample(cast.meetings, random.choice((0, 0, 1, 2)))}
    headline = draw.sentence(HEADLINES, 1, 5)
    paragraphs = draw.body(max(60, int(random.gauss(WORDS, 90))))
    return Text(
        kicker=draw.sentence(KICKERS) if random.random() < 0.4 else "",
        headline=headline,
        standfirst=draw.sentence(STANDFIRSTS, 3, 9) if random.random() < 0.7 else "",
        paragraphs=paragraphs,
        captions=[draw.sentence(CAPTIONS, 3, 8) for _ in range(random.choice((0, 1, 1, 2)))],
        day=day,
        source=min(int(random.expovariate(5 / SOURCES)), SOURCES - 1),
        summit=meeting.number if about else None,
        background=sorted(background - {meeting.number}),
        members=sorted(draw.members),
        initiatives=sorted(draw.initiatives),
    )


class Draw:
    """What one article is written with; remembers the members and initiatives it spoke of."""

    def __init__(self, random: Random, cast: Cast) -> None:
        self.random, self.cast = random, cast
        self.meeting: Meeting | None = None
        self.members: set[int] = set()
        self.initiatives: set[int] = set()

    def words(self, count: int) -> str:
        every, sums = vocabulary()
        return " ".join(self.random.choices(every, cum_weights=sums, k=count))

    def body(self, length: int) -> list[str]:
        """Paragraphs of a few sentences, one in four of them with names."""
        paragraphs, written = [], 0
        while written < length:
            sentences = [self._any_sentence() for _ in range(self.random.randint(1, 4))]
            paragraphs.append(" ".join(sentences))
            written += len(paragraphs[-1].split())
        return paragraphs

    def _any_sentence(self) -> str:
        if self.random.random() < 0.25:
            return self.sentence(SENTENCES, 2, 9)
        return (
            f"{self.words(self.random.randint(5, 14))}، {self.words(self.random.randint(4, 12))}."
        )

    def sentence(self, templates: Sequence[str], fewest: int = 2, most: int = 6) -> str:
        slots = {
            "words": lambda: self.words(self.random.randint(fewest, most)),
            "number": lambda: str(self.random.randint(2, 12)),
            "year": lambda: str((self.meeting.day.year if self.meeting else 2000) + 1),
            "day": lambda: f"{self.random.randint(1, 28)}/{self.random.randint(1, 12)}",
            "city": self._city,
            "leader": lambda: self._written(self.random.choice(self.cast.leaders)),
            "member": self._member,
            "initiative": self._initiative,
        }
        template = self.random.choice(templates)
        return re.sub(r"{(\w+)}", lambda slot: slots[slot[1]](), template)

    def _written(self, place: Place) -> str:
        """As most write it; one time in six in another spelling."""
        return self.random.choice(place.names) if self.random.random() < 1 / 6 else place.names[0]

    def _city(self) -> str:
        if self.meeting and self.meeting.city and self.random.random() < 0.7:
            return self.meeting.city
        return self._written(self.random.choice(self.cast.cities))

    def _member(self) -> str:
        member = self.random.choice(self.cast.members)
        self.members.add(member.number)
        return self._written(member)

    def _initiative(self) -> str:
        own = self.meeting.initiatives if self.meeting else ()
        others = self.random.choice(self.cast.meetings).initiatives
        if not (known := own or others):
            return self.words(6)
        initiative = self.random.choice(known)
        self.initiatives.add(initiative.number)
        return initiative.names[0]
