"""The words by which an article says that somebody speaks, and the phrase that names who does.

All patterns run on folded text in which each quote has given way to one QUOTE.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.importing.tables import words as table
from csto_archive.arabic.dates.vocabulary import any_of

QUOTE = "\ue000"

MASCULINE = table(
    "قال يقول اضاف يضيف تابع يتابع اكد يؤكد شدد يشدد اوضح يوضح ذكر يذكر اعلن يعلن صرح يصرح راي يري"
    " اعتبر يعتبر اشار يشير لفت يلفت نوه ينوه كتب يكتب علق رد زاد ختم استطرد استدرك اردف خلص نبه"
    " حذر يحذر دعا يدعو طالب يطالب وصف سال تساءل افاد كشف اقر جدد اعرب توقع تعهد وعد نفي خاطب مضي"
    " واصل لخص يلخص اختصر تحدث اختتم استهل افتتح انهي"
)
FEMININE = table(
    "قالت تقول اضافت تضيف تابعت تتابع اكدت تؤكد شددت اوضحت توضح ذكرت تذكر اعلنت تعلن صرحت رات تري"
    " اعتبرت تعتبر اشارت تشير لفتت نوهت كتبت علقت ردت زادت ختمت استطردت نبهت حذرت تحذر دعت تدعو"
    " طالبت وصفت سالت تساءلت افادت كشفت اقرت جددت اعربت توقعت تعهدت نفت خاطبت واصلت لخصت تلخص"
    " اختصرت تحدثت"
)
PARTICIPLES = table(
    "قائلا قائله مضيفا مضيفه مؤكدا مؤكده مشددا مشدده موضحا موضحه معتبرا معتبره مشيرا مشيره لافتا"
    " معلنا محذرا محذره واصفا مذكرا متعهدا داعيا منوها مبينا متسائلا متابعا معربا متوقعا"
    " بقوله بقولها وصفها وصفه وصفهم وصفته وصفتها سماه سماها اسماه اسماها سمته"
)


SAYING = re.compile(
    rf"(?<!\w)[وف]?س?(?:(?P<he>{any_of(MASCULINE)})|(?P<she>{any_of(FEMININE)})"
    rf"|(?P<doing>{any_of(PARTICIPLES)}))(?!\w)"
)
# «ما وُصف بأنه …»، «طلب عدم ذكر اسمه»: nobody speaks.
PASSIVE = re.compile(r"(?:وصفت?|(?:ال)?مسمي) ب?ان|ذكر (?:اسم|هوي)")
ACCORDING = re.compile(
    r"(?<!\w)[وف]?(?:(?:ب?حسب|نقلا عن|علي لسان|في راي|من وجهه نظر|نقلت? (?:\S+ ){0,4}?عن) "
    r"|(?:وفقا|وفق|طبقا|استنادا الي ما قاله) ل?)"
)
HIS_WORDS = re.compile(
    r"\s?[،,\-–]? ?(?:(?:علي حد|ب?حسب|وفق) (?:قوله|قولها|تعبيره|تعبيرها|وصفه|وصفها|رايه)(?!\w)"
    r"|كما (?:قال|قالت)(?= ?[.،؛]|$))"
)
AFTERWARDS = re.compile(
    r"\s?[،,\-–.]? ?(?:(?:هكذا|بهذه (?:الكلمات|العبارات?)|كما|حسبما|بحسب ما|وفق ما|هذا ما) )?"
    rf"(?:(?P<he>{any_of(MASCULINE)})|(?P<she>{any_of(FEMININE)}))(?!\w)"
)
CITED_AFTERWARDS = re.compile(
    r"\s?[،,\-–]? ?(?:(?:ب?حسب|نقلا عن|علي لسان|في راي|علي حد (?:قول|تعبير|وصف)|بحسب قول) "
    r"|(?:وفقا|وفق|طبقا) ل?)"
)
SENTENCE_END = re.compile(r"[.!؟?](?=\s|$)|[؛\n]")
# A new clause with a subject of its own, after which a verb of saying governs no more.
OTHER_CLAUSE = re.compile(r"[،,] (?:فيما|بينما|في حين|[وف]?كان(?:ت|وا)?|علما|في وقت|حيث)(?!\w)")
# What may stand just before words that are quoted as a whole.
INTRODUCED = re.compile(
    r"(?:[:،,\-–]|(?<!\w)[وف]?(?:ب?ان(?:ه|ها|هم|نا|ني)?|ب?قوله|ب?قولها|قائلا|قائله|ما نصه)) ?$"
)
STOPS = table("""
    ان انه انها انهم اننا بان بانه بانها بانهم لو قد لا لم لن في خلال امام عقب بعد قبل علي عن الي
    عبر لدي حول ضمن اثناء اليوم امس مساء صباح الاثنين الاحد الثلاثاء الاربعاء الخميس الجمعه السبت
    ايضا كذلك مجددا بدوره بدورها من مع ردا قائلا قائله مضيفا ساخرا مازحا الذي التي الذين وهو وهي
    بشان بصراحه بوضوح يوم حين عندما تعليقا متحدثا متوجها مخاطبا هنا ثم ما هذا هذه ذلك تلك لنظرائه
    لضيوفه للصحفيين للصحافيين للصحافه لوسائل للتلفزيون لوكاله لقناه لصحيفه لموقع كلمته اكثر اقل
    وجود ضروره اهميه متانه مواصله استمرار اجواء المشهد الموقف الجلسه اعمال كلمته خطابه حديثه
    وضوح قوله قولها بقوله بقولها المساله معني شارك حضر طلب رافق يرافق رفض فضل اشترط اتصلت التقت
    التقته
""")
# «أن»، and what somebody voices: «أكد التزام الحلف»، «أعلن استعداده».
STOPPING = re.compile(
    r"[وف]?ب?ان(?:ه|ها|هم|نا)?$|(?:تمسك|التزام|استعداد|رفض|رغب|ثق|قناع|موقف|حرص|دعم|تاييد|عزم|قلق"
    r"|اسف|ارتياح|تقدير|امل|احترام|تضامن)(?:ت?(?:ه|ها|هم))?$"
)
SOMEBODY = re.compile(
    r"(?:ال)?(?:مصدر|مصادر|مسؤول|مسؤولون|دبلوماسي|دبلوماسيون|باحث|محلل|محللون|خبير|عضو|بيان|نائب)$"
)
BEFORE_VERB = re.compile(
    r"^\W*[وف]?(?:(?:كان(?:ت)?|اما|لكن|غير ان|الا ان|فيما|بينما|في حين|حتي) )?"
)
TOKEN = re.compile(rf"[^\s،,؛:.!؟?()\[\]{QUOTE}]+|[،,؛:.!؟?()\[\]{QUOTE}]")
MOST_WORDS = 11
LONGEST_SENTENCE = 1000


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb of saying and its subject: offsets in the folded text; start == end where the subject
    is only the pronoun in the verb. `gender`: m, f, or empty for a participle."""

    start: int
    end: int
    subject: tuple[int, int]
    gender: str

    @property
    def is_named(self) -> bool:
        return self.subject[1] > self.subject[0]


def sayings(text: str, start: int = 0, end: int | None = None) -> Iterator[Saying]:
    last = len(text) if end is None else end
    for found in SAYING.finditer(text, start, last):
        if PASSIVE.match(text, found.start()):
            continue
        gender = "m" if found["he"] else "f" if found["she"] else ""
        at = found.end()
        subject = phrase_after(text, at) if gender else (at, at)
        if gender and subject[0] == subject[1]:
            subject = phrase_before(text, start, found.start())
        yield Saying(found.start(), at, subject, gender)


def phrase_after(text: str, at: int) -> tuple[int, int]:
    """The words that name somebody, up to what he says, where or when he says it."""
    start = end = -1
    words = TOKEN.finditer(text, at, at + 200)
    for number, word in enumerate(words):
        token = word[0]
        goes_on = start >= 0 and token in {"في", "من"} and SOMEBODY.match(text[start:end])
        ends = len(token) == 1 or token in STOPS or STOPPING.match(token)
        if number >= MOST_WORDS or (ends and not goes_on):
            break
        start, end = (word.start() if start < 0 else start), word.end()
    return (start, end) if start >= 0 else (at, at)


def phrase_before(text: str, start: int, verb: int) -> tuple[int, int]:
    """Who stands before the verb: «أما لوكاشينكو فقال»، «وكان بوتين قد قال»."""
    opening = BEFORE_VERB.match(text[start:verb])
    at = start + (opening.end() if opening else 0)
    begun, ended = phrase_after(text[:verb], at)
    rest = text[ended:verb].strip()
    is_whole = rest in {"", "قد", "ف", "و"} or (rest[:1] in "،," and rest[-1:] in "،,")
    return (begun, ended) if ended > begun and is_whole else (verb, verb)


def sentence_start(text: str, at: int) -> int:
    """Where the sentence around a place begins; of an endless one, the place is near enough."""
    earliest = max(at - LONGEST_SENTENCE, 0)
    ends = [end.end() for end in SENTENCE_END.finditer(text, earliest, at)]
    return ends[-1] if ends else earliest
