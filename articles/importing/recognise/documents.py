"""How articles name documents and what is done with them: tables and patterns for folded text."""

from __future__ import annotations

import re

from articles.importing.tables import words as table
from csto_archive.arabic.dates.vocabulary import any_of

# What a document is called → the kind of its record.
KINDS = {
    "اعلان": "declaration", "بيان": "statement", "استراتيجيه": "strategy", "تصور": "strategy",
    "عقيده": "strategy", "مفهوم": "strategy", "برنامج": "programme", "خطه": "programme",
    "اجراءات": "programme",
    "اتفاقيه": "agreement", "اتفاق": "agreement", "بروتوكول": "agreement", "ميثاق": "agreement",
    "بروتوكولان": "agreement", "بروتوكولين": "agreement",
    "منتدي": "forum", "مؤتمر": "forum", "رابطه": "forum", "قرار": "decision", "لائحه": "decision",
    "قائمه": "decision", "ميداليه": "decision", "نظام": "decision",
}  # fmt: skip
# What may be founded: «إنشاء مركز …».
FOUNDED = any_of(
    table(
        "مركز رابطه منتدي برنامج خطه استراتيجيه صندوق لجنه مجلس اليه مؤتمر اكاديميه قوه قوات شبكه"
        " منصه مكتب هيئه اداره معهد ميداليه جائزه بنك سجل منظومه مجموعه فريق بعثه مرصد"
    )
)
FOUNDING = any_of(table("انشاء تاسيس اقامه اطلاق تشكيل استحداث عقد وضع اعداد صوغ صياغه"))

ARTICLE = r"(?:ال)?"
NOUN = any_of(KINDS)
DOCUMENT = re.compile(rf"(?<!\w)[وبلف]?(?P<name>(?P<the>ال)?(?P<noun>{NOUN})(?P<an>ا)?)(?!\w)")
CREATION = re.compile(rf"(?<!\w)[وبلف]?(?P<name>(?:{FOUNDING}) (?:ال)?(?P<noun>{FOUNDED}))(?!\w)")
SIGNED = any_of(table("وقع وقعوا وقعت توقيع بتوقيع يوقعون"))
ADOPTED = any_of(
    table(
        "اقر اقرت اقروا تبني تبنت تبنوا اعتمد اعتمدت اعتمدوا اعتماد باعتماد صادق صادقت صادقوا صدق "
        "اصدر اصدرت اصدروا صدر صدرت وافق وافقت وافقوا اقرار باقرار اشاد مشيدا استحدثوا"
    )
)
PROPOSED = any_of(
    table("اقترح اقترحت اقترحوا اقتراح اقتراحا باقتراح مقترح عرض طرح دعا دعت مبادره بمبادره بادر")
)
ANNOUNCED = any_of(
    table("اعلن اعلنت اعلنوا كشف كشفت اعلان سيطلق ستطلق يطلق اطلق اطلقت تعتزم يعتزم")
)
ACT = re.compile(
    rf"(?<!\w)(?<!علي )[وف]?(?:(?P<signed>{SIGNED})|(?P<adopted>{ADOPTED})|(?P<proposed>{PROPOSED})"
    rf"|(?P<announced>{ANNOUNCED}))(?!\w)"
)
# Above a list: «ووقعوا الوثائق الآتية:»، «وفي مقدمة ما أُقر:»، «أبرز ما أُقر».
DOCUMENTS = re.compile(
    rf"(?<!\w)[وف]?(?:ال)?(?:وثائق|وثيقه|قرارات|{SIGNED}|{ADOPTED})(?!\w)|ما (?:اقر|وقع|اعتمد|صدر)"
)
INITIATIVES = re.compile(
    r"(?<!\w)[وفب]?(?:ال)?(?:مبادرات|مبادراته|مقترحات|اقتراحات|مقترحاته)(?!\w)"
)
MEASURES = re.compile(
    r"(?:[تي]تضمن|[تي]شمل|ان [تي]شمل|من (?:اهدافها|اهدافه|عناوينها|عناوينه|بنودها|بنوده|اجراءاتها)"
    r"|ابرز (?:بنود|اجراءات)|خطوات|اجراءات|عبر)"
)
# Names that any summit's paper may bear tell nothing by themselves.
PLAIN = table("""
    مشترك مشتركه ختامي ختاميه سياسي سياسيه نهائي نهائيه جديد جديده خاص خاصه مهم هام القمه قمه
    القاده رؤساء الدول الاعضاء المنظمه للمنظمه منظمه معاهده مجلس الامن الجماعي دوليه دولي مشتركا
    ختاميا سياسيا عمل محاور محاورها بنود خمسه ثلاثه اربعه سته سبعه عدد رزمه من في علي بشان حول
    عن عام اعمال قادتها اليوم تعاون التعاون وثيقه وثائق
""")
SUBJECT = re.compile(
    r" (?:بشان|حول|عن|بمناسبه|في مجال|ل\w{3,}|الخاصه? ب\w+|المتعلقه? ب\w+|ب\w{4,})"
)
# Where a name ends: at marks, before «و» with another document, where a clause begins.
NAME_END = re.compile(
    rf"[،؛:.!؟?()\[\]«»“”\"]|\s+[–—-]\s|\s+و(?=(?:ال)?(?:{NOUN})(?!\w))"
    r"|\s+[وف]?(?:الذي|التي|الذين|اللذان|كان|كانت|قال|قالت|كما|فيما|بينما|حين|بعدما|بعد|قبل|خلال|وذلك"
    r"|وهو|وهي|كي|لكي|دون|علما|حيث|الا|لكن|مع|امس|اليوم|ابتداء|قد|ان|انه|يؤكد|تؤكد|يدعو|يتضمن|تتضمن|يشمل|تشمل"
    r"|تنوي|ينوي|تعتزم|يعتزم|ست\w+|سي\w+|ينص|تنص|يهدف|تهدف|علي ان|في ختام|في نهايه|في قمتهم"
    r"|من دون|من غير|في (?:مقر|قصر|قاعه|القصر|القاعه|العاصمه|منتجع)"
    r"|اصرت|اصر|انتقد|رحبوا|لم|الي جانب)(?!\w)"
)
# Not adopted, not ours, or not yet anything.
EXCLUDED = re.compile(
    r"(?<!\w)[وف]?(?:مشروع|مشروعي|مسوده|ثنائي|ثنائيه|ثنائيا|مذكره|لم|لن|رفض|رفضت|رفضوا|عدم|تعذر|بلا|امتنع"
    r"|ال\w+ ال(?:اميركي|امريكي|اوروبي|صيني|ايراني|تركي|اممي)ه?|الامم المتحده)(?!\w)"
)
PERIOD = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:[-–—/]|الي|حتي|و)\s*(?:عام )?((?:19|20)\d\d)(?!\d)"
)
UNTIL = re.compile(r"(?:حتي|بحلول)(?: (?:عام|سنه|نهايه عام))? ((?:20)\d\d)(?!\d)")


def period_in(folded: str) -> str:
    """«2026-2030», «2030» for a plan that reaches until then, empty where none is said."""
    if found := PERIOD.search(folded):
        first, last = sorted(found.groups())
        return f"{first}-{last}" if first != last else first
    return found[1] if (found := UNTIL.search(folded)) else ""
