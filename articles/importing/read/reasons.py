"""Why a file, or an entry of an archive, cannot be a page."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
MAX_CONTAINER = 200 * MEGABYTE
MAX_ENTRIES = 10_000

REASONS = {
    "missing": "الملف غير موجود",
    "unreadable": "تعذّرت قراءة الملف",
    "special": "ليس ملفاً عادياً",
    "empty": "الملف فارغ",
    "huge": "الملف أكبر من 20 ميغابايت",
    "huge_container": "الأرشيف أكبر من 200 ميغابايت",
    "binary": "الملف ليس نصاً ولا صفحة HTML ولا مستنداً يُقرأ",
    "no_text": "ليس في الصفحة نص",
    "container": "الملف أرشيف فيه صفحات، وليس صفحة واحدة",
    "no_pages": "ليس في الأرشيف صفحة تُقرأ",
    "many": "في الأرشيف أكثر من 10000 ملف",
    "bomb": "ينتفخ الملف عند فك ضغطه إلى ما لا يُقبل",
    "nested": "أرشيف داخل أرشيف، ولا يُفتح",
    "encrypted": "الملف مقفل بكلمة مرور",
    "compression": "ضُغط الملف بطريقة لا تُقرأ",
    "truncated": "الملف مبتور: انتهى قبل تمامه",
    "damaged": "الملف تالف",
    "long": "في المستند أكثر من 300 صفحة",
    "costly": "تجاوزت قراءة الملف ما يُسمح به من وقت أو ذاكرة",
}


class UnreadablePageError(Exception):
    """`code` is a key of REASONS, `message` what an editor reads."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = REASONS[code]


@dataclass(frozen=True, slots=True)
class UnreadablePage:
    """An entry that cannot be read, beside others that can. `code` is a key of REASONS."""

    name: str
    code: str

    @property
    def message(self) -> str:
        return REASONS[self.code]
