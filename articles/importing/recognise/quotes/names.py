"""What is put between quote marks but said by nobody: names of exercises, ships, papers, mottos.

All patterns run on folded text.
"""

from __future__ import annotations

import re

from articles.importing.tables import words as table
from csto_archive.arabic.dates.vocabulary import any_of

MOTTOS, CALLED = (
    any_of(table("شعار شعارات عنوان عناوين")),
    any_of(table("اسم تسميه لقب هاشتاغ وسم")),
)
THINGS = any_of(
    table(
        " منظمه مناوره مناورات تدريب تدريبات تمرين تمارين تمرينات سفينه فرقاطه طراد مدمره غواصه"
        " صحيفه جريده وكاله قناه شبكه موقع مجله منصه وثيقه اتفاقيه اتفاق اعلان ميثاق معاهده"
        " بروتوكول حلف تنظيم حركه حزب جماعه عمليه صندوق مركز مجمع قصر فندق قاعه حديقه ساحه شركه"
        " مؤسسه معهد جامعه منتدي ملتقي مؤتمر برنامج مشروع مبادره خطه استراتيجيه صاروخ صواريخ"
        " منظومه نظام طائره طائرات مقاتله قاعده مطار منتجع فيلم كتاب روايه اغنيه نشيد وسام"
        " ميداليه جائزه مبدا اتحاد رابطه مجموعه كتله ملف قوات فوج لواء كتيبه دوره لائحه قرار بيان"
        " تصور دول سياسه ظاهره مصطلح مفهوم"
    )
)
LEAD = r"(?<!\w)[وفبلك]{0,2}(?:ال|لل)?"
TAIL = r"(?:ا|ين|ان|ات|ي)?"
# «تحت شعار «…»»، «شعاراً من شقين هو «…»»: whatever its length, nobody's words.
TITLED = re.compile(rf"{LEAD}(?:(?:{MOTTOS}){TAIL}(?!\w)(?: [^\s،:]+){{0,4}} ?:?|(?:{CALLED})) ?$")
NAMED = re.compile(rf"{LEAD}(?:{THINGS}){TAIL}(?!\w)(?: (?:ال)?\w+){{0,1}} ?$")
PREPOSITION = re.compile(r"(?<!\w)[وف]?(?:ل|ب|ك|لل|عن|مع|من|في|الي|علي|بين|ضمن) ?$")
AGENCY = re.compile(r"^ ?(?:ان|بان|انه|انها)(?!\w)")
NUMBERED = re.compile(r"(?:^|[\s\-–])(?:19|20)\d\d\)?$")
INSTITUTION = re.compile(
    r"^(?:ال)?(?:منظمه|معاهده|حلف|مجلس|اتفاقيه|اعلان|ميثاق|قصر|بيان|وثيقه|مشروع|رابطه|اتحاد|قوات)(?!\w)"
)
# «المنظمة بلغت سن الرشد»، «تتطور بثبات»: a name has no verb.
VERB = re.compile(r"(?:^|(?<=\s))(?:لن|لم|لا|ليس|ليست|قد|س?[يت]\w{2,}|\w{2,}ت)(?!\w)")
LETTER = re.compile(r"[^\W\d_]")
SHORT, LONGER, NAME = 3, 6, 7


def is_name(before: str, wording: str, after: str) -> bool:
    """Whether a quote between these words is a name, judged by its neighbours and its shape."""
    count, is_told = len(wording.split()), before.rstrip().endswith(":")
    if not LETTER.search(wording) or TITLED.search(before):
        return True
    if count <= NAME and NUMBERED.search(wording):
        return True
    if count <= NAME and NAMED.search(before) and not VERB.match(wording):
        return True
    if is_told or (count <= LONGER and VERB.search(wording)):
        return False
    return (
        (count <= LONGER and bool(INSTITUTION.search(wording)))
        or (count <= SHORT and bool(AGENCY.search(after)))
        or (count <= SHORT and bool(PREPOSITION.search(before)))
    )
