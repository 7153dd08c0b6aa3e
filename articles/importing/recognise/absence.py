"""The members that an article says were absent from the meeting that it tells of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, islice

from articles.importing.page import Clean, Evidence
from articles.importing.recognise.facts import Authority, SummitFacts
from articles.importing.recognise.mentions import Mention
from articles.importing.recognise.sentences import Sentence
from articles.importing.recognise.telltales import Telltale

NOT = "(?:لم|لن|لا)"
COMES = r"[تي](?:شاركا?|حضرا?|ظهر|صل|ات|سافر|توجه|مثل)"
NEEDS_EMPTY = "ب?(?:مقعد|كرسي|مكان)ا?"
# Words of absence, folded. BEFORE stand before the member («غياب أرمينيا»), AFTER behind it
# («أرمينيا تغيب»); the number is how many words may stand between.
BEFORE = {
    r"[بل]?غياب": 2, r"غابت?": 3, r"[يت]غيب": 2, r"تغيبت?": 2,
    r"مقاطعه": 1, r"قاطعت?": 1, r"[يت]?تخلفت?": 3, rf"{NOT} [تي](?:وفد|رسل)": 1,
    r"(?:من|ب)?دون": 1, r"دون (?:اي )?(?:تمثيل|حضور|مشاركه|ممثل)": 2, r"ب?استثناء": 1,
    r"عدم (?:حضور|مشاركه)": 2, rf"{NOT} {COMES}": 3,
    rf"{NOT} {COMES} (?:\w+ ){{0,3}}اي (?:وفد|ممثل|مسؤول)": 1, r"ينقص(?:ها|هم|ه)": 6,
    rf"{NOT} [تي]كن (?:\w+ ){{0,4}}(?:ممثل|وفد|مندوب)": 2,
    NEEDS_EMPTY: 1, rf"{NOT} [تي]كن(?= (?:\w+ ){{1,3}}(?:حاضر|ممثل|مشارك|بين))": 1,
}  # fmt: skip
AFTER = {
    r"[تي]?غيبت?": 1, r"تغيب": 1, r"غائب(?:ه|ا)?": 1, r"غابت?": 1, r"قاطعت?": 1, r"[تي]قاطع": 1,
    r"شاغر(?:ا|ه)?": 2, r"(?:ال)?خال(?:ي|يا)?": 1, rf"{NOT} {COMES}": 2, r"(?:ب|ال)?غياب": 1,
    rf"{NOT} [تي](?:وفد|رسل)": 1, r"تكتفي بالغياب": 0, r"(?:ال)?مقاطعه?": 1,
    r"بقيت?ا? خارج": 1, r"دون (?:تمثيل|ممثل|ممثلين|حضور)": 1, r"بلا (?:تمثيل|ممثل)": 0,
    r"(?:اثرت?|فضلت?|قررت?|اختارت?) (?:عدم (?:ال)?(?:حضور|مشاركه)|الغياب|البقاء)": 1,
}  # fmt: skip
# These may mean a vote, a signature or a former year: the record has to say that nobody came.
MAYBE_BEFORE = {r"اعتذرت?": 2, r"امتنعت?": 2, r"(?:علقت?|جمدت?)": 1,
    r"رفضت?(?= (?:\w+ ){1,3}(?:ال)?(?:مشاركه|حضور|مجيء|سفر))": 2, r"اكتفت?": 1, r"انسحبت?": 1,
    r"(?:ما )?عدا|الا|سوي|خلا": 1,
    rf"(?:{NOT}|دون|خلت?) (?:\w+ ){{1,5}}(?:لافته|علم)(?: \w+){{0,2}}": 1,
    r"خلت? (?:\w+ ){1,2}من(?= (?:ال)?(?:علم|مقعد|وفد|لافته))": 2,
    r"بقيت?(?= (?:\w+ ){1,4}(?:في بلاده|في عاصمته|بعيدا))": 2,
    r"(?:تجميد|تعليق)(?= (?:\w+ ){1,3}(?:ال)?(?:مشارك|عضوي|حضور))": 1,
}  # fmt: skip
MAYBE_AFTER = {
    r"اعتذرت?": 2, r"امتنعت?": 2, r"الا [تي](?:حضر|شارك)": 1,
    r"ب?(?:تجميد|تعليق) (?:ال)?(?:مشاركت?|عضويت?|حضور)(?:ه|ها)": 6,
    r"(?:التي )?(?:علقت?|جمدت?) (?:مشاركت|عضويت|حضور)ها": 1,
}  # fmt: skip
EMPTY_WITHIN = 25
EMPTY = re.compile(r"(?<!\w)(?:شاغر|خال|فارغ)")
WORD = re.compile(r"\w+")
# Between a word of absence and a name: «غابت أرمينيا وحضرت بيلاروسيا» tells of the first alone.
CAME = re.compile(r"(?<!\w)[وف]?(?:حضرت?|شاركت?|مثلت?|جاءت?|وصلت?|ارسلت?|اوفدت?)(?!\w)")
# «لا تشارك في الاجتماعات»: what a member does all the year, told of no one meeting.
ALWAYS = re.compile(
    r"\s+(?:في |عن )?(?:(?:ال)?(?:اجتماعات|انشطه|نشاطات|فعاليات)|اعمال)"
    r"(?:\s+(?:ال)?(?:منظمه|حلف|معاهده)|\s*[،.]|\s+ولا(?!\w)|$)"
)
# «غادر الوفود باستثناء …»، «وقع الجميع عدا …» tell who stayed or did not sign.
EXCEPT = re.compile(r"[وف]?(?:ب?استثناء|(?:ما )?عدا|الا|سوي|خلا)$")
OTHER_ACT = re.compile(r"(?<!\w)[وف]?(?:غادر|وقع|صادق|صوت|ايد|وافق|انضم|صدق)(?:ت|وا)?(?!\w)")
ELSEWHERE = re.compile(r"\s+(?:عن\s+)?(?:ال)?(?:توقيع|تصويت|تعليق|رد|اعتراف|ادلاء|نشر)\w*")
DELEGATE = Telltale(
    "اوفد نيابه_عن ينوب ناب_عن باسمها مثل",
    r"اوفدت?|نيابه عن|ينوب|ناب عن|باسمها|ممثلا ل"
    r"|(?<!\w)[وف]?[ميت]?مثل(?:ها|ه|ت)? (?:\w+ )?(?:رئيس|نائب|وزير|سفير|سكرتير)",
)
NOT_SENT = re.compile(
    rf"{NOT} (?:توفد|يوفد|ترسل|يرسل)"
    rf"|(?<!\w)[وفب]?(?:{NOT}|دون|بلا)(?!\w)[^،.]{{0,40}}(?<!\w)(?:ينوب|ينب|[يت]مثل)(?:ها|ه)?(?!\w)"
)
# «للعام الثاني على التوالي، بعد قمة مينسك»: what it tells is of this summit too.
AGAIN = re.compile(r"(?<!\w)[وف]?لل(?:عام|سنه|مره|قمه|دوره) ال(?:ثاني|ثالث|رابع)ه?(?!\w)")
# Of the one member that the sentence before names.
OF_HIM = re.compile(
    rf"(?<!\w)[وف]?(?:{NOT} [تي](?:رسل|وفد|حضر|شارك|ظهر)|غابت?|[يت]?تغيبت?|اعتذرت?)(?!\w)"
)

Cues = Mapping[re.Pattern[str], tuple[int, bool]]
Tables = tuple[Cues, Cues]
NO_ENDS: Mapping[int, int] = {}


def cue(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)[وف]?(?:{words})(?!\w)")


def cues(table: Mapping[str, int]) -> Cues:
    return {cue(words): (gap, words == NEEDS_EMPTY) for words, gap in table.items()}


ABSENCE = cue("|".join((*BEFORE, *AFTER, *MAYBE_BEFORE, *MAYBE_AFTER)))
SURE = cues(BEFORE), cues(AFTER)
MAYBE = cues(BEFORE | MAYBE_BEFORE), cues(AFTER | MAYBE_AFTER)


@dataclass(frozen=True)
class Telling:
    """A sentence with words of absence, and what is sought in it once for all members."""

    sentence: Sentence
    former: Sentence | None
    tables: Tables
    authority: Authority

    @property
    def text(self) -> str:
        return self.sentence.folded

    @cached_property
    def words_before(self) -> list[tuple[re.Match[str], int, bool]]:
        """The words of absence that may stand before a member."""
        every = self.tables[0].items()
        return [(said, *how) for words, how in every for said in words.finditer(self.text)]

    @cached_property
    def by_pronoun(self) -> tuple[str, tuple[int, int]] | None:
        """The only member that the sentence before names, and where a pronoun stands for it."""
        said = OF_HIM.search(self.text) if self.tables is MAYBE and self.former else None
        if not said or named_in(self.text, self.authority):
            return None
        named = named_in(self.former.folded, self.authority)
        return (named[0], said.span()) if len(named) == 1 else None


Told = tuple[Sentence, tuple[int, int]]  # an absence and its span in the folded sentence


def absentees(
    article: Clean,
    sentences: Sequence[Sentence],
    authority: Authority,
    main: SummitFacts | None,
    mentions: Sequence[Mention],
    day: date | None,
) -> list[tuple[str, Evidence | None]]:
    """(iso2, evidence) of members that the article says nobody represented at its meeting.

    Nobody is absent from a meeting still to come, nor is a member that the reference data knows
    was represented. Sentences on other summits do not count, unless that data knows of its
    absence and the words stand before the other summit; where the article is about none, those on
    a summit still to come may.
    """
    if main and article.published_on and article.published_on < main.start:
        return []
    recorded = main is not None and bool(main.present)
    ends = {
        id(m.sentence.whole or m.sentence): m.start - m.sentence.start if recorded else 0
        for m in reversed(mentions)
        if is_of_another(m, main, day) and not AGAIN.search(m.sentence.folded)
    }
    present = main.present if main else frozenset()
    told = absences(sentences, authority, day, MAYBE if recorded else SURE, ends, present)
    return [(iso2, proof(iso2, *said)) for iso2, said in told.items()]


def is_of_another(mention: Mention, main: SummitFacts | None, day: date | None) -> bool:
    if main is None:
        return day is not None and mention.summit.end < day
    return mention.summit != main


def absences(
    sentences: Sequence[Sentence],
    authority: Authority,
    day: date | None,
    tables: Tables = SURE,
    ends: Mapping[int, int] = NO_ENDS,
    present: Collection[str] = (),
) -> dict[str, Told]:
    """ISO code → where the sentences tell of the absence of a member of that day. `ends`: up to
    which place a sentence counts, by its id; `present`: who cannot have been absent."""
    telling = [
        Telling(sentence, former, tables, authority)
        for former, sentence in zip([None, *sentences], sentences, strict=False)
        if ABSENCE.search(sentence.folded)
    ]
    if not telling:
        return {}
    delegated = [sentence for sentence in sentences if names_a_delegate(sentence)]
    found = {}
    for member in authority.members:
        name = authority.member_patterns[member.iso2]
        if member.iso2 in present or not authority.belonged(member.iso2, day):
            continue
        if any(name.search(sentence.folded) for sentence in delegated):
            continue
        for one in telling:
            span = absence_in(one, member.iso2)
            if span and span[1] <= ends.get(id(one.sentence), span[1]):
                found[member.iso2] = one.sentence, span
                break
    return found


def absence_in(telling: Telling, iso2: str) -> tuple[int, int] | None:
    """The span of an absence of the member in a folded sentence, by its name or by a pronoun."""
    name = telling.authority.member_patterns[iso2]
    named = list(name.finditer(telling.text))
    spans = chain(before_member(telling, name), after_member(telling, named, iso2)) if named else ()
    if span := next(iter(spans), None):
        return None if telling.tables is SURE and ALWAYS.match(telling.text, span[1]) else span
    pronoun = telling.by_pronoun
    return pronoun[1] if pronoun and pronoun[0] == iso2 else None


def named_in(text: str, authority: Authority) -> list[str]:
    return [iso2 for iso2, name in authority.member_patterns.items() if name.search(text)]


def proof(iso2: str, sentence: Sentence, span: tuple[int, int]) -> Evidence | None:
    start, end = (sentence.start + at for at in sentence.words.folded.span(*span))
    proofs = sentence.unit.proof("absent", iso2, "absence-words", start, end)
    return proofs[0] if proofs else Evidence("absent", iso2, "absence-words", 0, 0)


def before_member(telling: Telling, name: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    text = telling.text
    for said, gap, needs_empty in telling.words_before:
        span = joined(said, name, gap)
        if not span or is_of_something_else(text, span[1]) or is_other_exception(said):
            continue
        if not needs_empty or EMPTY.search(text, span[1], span[1] + EMPTY_WITHIN):
            yield span


def after_member(
    telling: Telling, named: Sequence[re.Match[str]], iso2: str
) -> Iterator[tuple[int, int]]:
    """A word of absence behind a name, unless a comma parts them or another's name follows: in
    «وطاجيكستان، وغابت أرمينيا» Tajikistan came."""
    text, patterns = telling.text, telling.authority.member_patterns
    for words, (gap, _needs_empty) in telling.tables[1].items():
        for member in named:
            span = joined(member, words, gap)
            if not span or "،" in text[member.end() : span[1]]:
                continue
            following = (key for key, name in patterns.items() if name.match(text, span[1] + 1))
            is_others = any(key != iso2 for key in following)
            if not is_others and not is_of_something_else(text, span[1]):
                yield span


def is_of_something_else(text: str, end: int) -> bool:
    """«امتنعت أرمينيا عن التوقيع» tells that she was there."""
    return bool(ELSEWHERE.match(text, end))


def is_other_exception(said: re.Match[str]) -> bool:
    """«غادر الجميع باستثناء …»: no exception to who came."""
    return bool(EXCEPT.match(said[0]) and OTHER_ACT.search(said.string, 0, said.start()))


def joined(first: re.Match[str], second: re.Pattern[str], gap: int) -> tuple[int, int] | None:
    """The span of both where `second` follows with `gap` words between at most, none of them a
    word of somebody's coming."""
    following = islice(WORD.finditer(first.string, first.end()), gap + 1)
    found = next(filter(None, (second.match(first.string, w.start()) for w in following)), None)
    if found is None or CAME.search(first.string, first.end(), found.start()):
        return None
    return first.start(), found.end()


def names_a_delegate(sentence: Sentence) -> bool:
    """True when a sentence says who came in the place of a member's leader."""
    return bool(DELEGATE.search(sentence.folded)) and not NOT_SENT.search(sentence.folded)
